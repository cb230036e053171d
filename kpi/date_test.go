package kpi_test

import (
	"testing"
	"time"

	"chaser/kpi"
)

func TestParseDate(t *testing.T) {
	t.Parallel()
	d := day(t, "2024-02-29")
	if d != (kpi.Date{Year: 2024, Month: time.February, Day: 29}) || d.String() != "2024-02-29" || d.Words() != "29 February 2024" {
		t.Errorf("%s, %q", d, d.Words())
	}
	for _, text := range []string{"", "2023-02-29", "2023-13-01", "2023-1-1", "01/02/2024", "2024-01-19T00:00:00Z", "0000-01-01", "1899-12-31", "2200-01-01"} {
		if d, err := kpi.ParseDate(text); err == nil {
			t.Errorf("%q is taken for %s", text, d)
		}
	}
}

func TestZeroDate(t *testing.T) {
	t.Parallel()
	var none kpi.Date
	if !none.IsZero() || none.String() != "" || none.Words() != "" || d20240101.IsZero() {
		t.Errorf("the zero date is %q, %q", none, none.Words())
	}
}

var d20240101 = kpi.Date{Year: 2024, Month: time.January, Day: 1}

func TestDaysAndOrder(t *testing.T) {
	t.Parallel()
	tests := []struct {
		from string
		days int
		want string
	}{
		{"2024-02-28", 1, "2024-02-29"},
		{"2023-02-28", 1, "2023-03-01"},
		{"2024-01-01", -1, "2023-12-31"},
		{"2024-03-30", 2, "2024-04-01"},
		{"2023-03-01", 366, "2024-03-01"},
	}
	for _, test := range tests {
		from := day(t, test.from)
		got := from.AddDays(test.days)
		if got.String() != test.want || from.Before(got) != (test.days > 0) || got.Before(from) != (test.days < 0) || from.Before(from) {
			t.Errorf("%s and %d days is %s, want %s", from, test.days, got, test.want)
		}
	}
}

// Nine o'clock is nine o'clock on the days when the clocks change, too.
func TestInstantOfADay(t *testing.T) {
	t.Parallel()
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"2024-03-30": "2024-03-30T09:00:00Z",
		"2024-03-31": "2024-03-31T09:00:00+01:00",
		"2024-10-27": "2024-10-27T09:00:00Z",
	} {
		at := day(t, text).At(9, london)
		if at.Format(time.RFC3339) != want || kpi.DateOf(at).String() != text {
			t.Errorf("%s at nine is %s, want %s", text, at.Format(time.RFC3339), want)
		}
	}
	lateInJune := time.Date(2024, time.June, 30, 23, 30, 0, 0, time.UTC)
	if got := kpi.DateOf(lateInJune.In(london)); got.String() != "2024-07-01" {
		t.Errorf("half past midnight in London is on %s", got)
	}
}
