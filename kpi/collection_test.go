package kpi_test

import (
	"testing"
	"time"

	"chaser/kpi"
)

// collections are the quarters of the seed report, the fourth quarter after it and two months, in no order.
func collections(t *testing.T) []kpi.Collection {
	t.Helper()
	var list []kpi.Collection
	for _, c := range []struct{ period, opens, due string }{
		{"2023-24Q3", "2024-01-02", "2024-01-19"},
		{"2023-24Q1", "2023-07-03", "2023-07-21"},
		{"2023-24Q2", "2023-10-02", "2023-10-20"},
		{"2023-24Q4", "2024-04-02", "2024-04-19"},
		{"2023-09", "2023-10-02", "2023-10-10"},
		{"2023-10", "2023-11-01", "2023-11-10"},
	} {
		list = append(list, kpi.Collection{Period: period(t, c.period), Opens: day(t, c.opens), Due: day(t, c.due)})
	}
	return list
}

func TestOpenCollection(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name      string
		today     string
		frequency kpi.Frequency
		want      string // the indicator's period; empty where none is open
		collected string // the collection's
	}{
		{"before any", "2023-07-02", kpi.Quarterly, "", ""},
		{"on the day it opens", "2023-07-03", kpi.Quarterly, "2023-24Q1", "2023-24Q1"},
		{"on the day it is due", "2023-07-21", kpi.Quarterly, "2023-24Q1", "2023-24Q1"},
		{"late, and until the next opens", "2023-10-01", kpi.Quarterly, "2023-24Q1", "2023-24Q1"},
		{"the next has opened", "2023-10-02", kpi.Quarterly, "2023-24Q2", "2023-24Q2"},
		{"long after", "2025-01-01", kpi.Quarterly, "2023-24Q4", "2023-24Q4"},
		{"half-yearly waits for Q2", "2023-10-01", kpi.HalfYearly, "", ""},
		{"half-yearly with Q2", "2023-10-02", kpi.HalfYearly, "2023-24Q2", "2023-24Q2"},
		{"half-yearly is not asked in Q3", "2024-02-01", kpi.HalfYearly, "2023-24Q2", "2023-24Q2"},
		{"half-yearly with Q4", "2024-04-02", kpi.HalfYearly, "2023-24Q4", "2023-24Q4"},
		{"yearly waits for Q4", "2024-04-01", kpi.Yearly, "", ""},
		{"yearly with Q4", "2024-04-02", kpi.Yearly, "2023-24", "2023-24Q4"},
		{"monthly", "2023-10-31", kpi.Monthly, "2023-09", "2023-09"},
		{"the next month", "2023-11-01", kpi.Monthly, "2023-10", "2023-10"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			all := collections(t)
			c, p, ok := kpi.Open(all, test.frequency, day(t, test.today))
			if p.String() != test.want || c.Period.String() != test.collected || ok != (test.want != "") {
				t.Errorf("on %s a %s indicator is asked for %q by the collection of %q, want %q", test.today, test.frequency, p, c.Period, test.want)
			}
			if !ok {
				return
			}
			if found, ok := kpi.Collected(all, test.frequency, p); !ok || found != c {
				t.Errorf("%s is collected by %q (%t)", p, found.Period, ok)
			}
		})
	}
	if _, ok := kpi.Collected(collections(t), kpi.HalfYearly, kpi.Quarter(2023, 3)); ok {
		t.Error("a half-yearly indicator is collected in Q3")
	}
}

func TestUpcoming(t *testing.T) {
	t.Parallel()
	collections := []kpi.Collection{{Period: kpi.Quarter(2023, 4)}, {Period: kpi.Quarter(2023, 3)}}
	leapDay := kpi.Date{Year: 2024, Month: time.February, Day: 29}
	for f, want := range map[kpi.Frequency][2]kpi.Period{ // with collections, and without any
		kpi.Monthly:    {kpi.Month(2024, 2), kpi.Month(2024, 2)},
		kpi.Quarterly:  {kpi.Quarter(2023, 3), kpi.Quarter(2023, 4)},
		kpi.HalfYearly: {kpi.Quarter(2023, 4), kpi.Quarter(2023, 4)},
		kpi.Yearly:     {kpi.FinancialYear(2023), kpi.FinancialYear(2023)},
	} {
		if got := kpi.Upcoming(collections, f, leapDay); got != want[0] {
			t.Errorf("%s: %s, want %s", f, got, want[0])
		}
		if got := kpi.Upcoming(nil, f, leapDay); got != want[1] {
			t.Errorf("%s without collections: %s, want %s", f, got, want[1])
		}
	}
	// Where nothing is collected it is the period that holds the day, on every day.
	for day := (kpi.Date{Year: 2023, Month: time.April, Day: 1}); day.Before(kpi.Date{Year: 2024, Month: time.April, Day: 1}); day = day.AddDays(1) {
		for _, f := range []kpi.Frequency{kpi.Monthly, kpi.Quarterly, kpi.Yearly} {
			if p := kpi.Upcoming(nil, f, day); day.Before(p.Start()) || p.End().Before(day) {
				t.Fatalf("%s lies in %s", day, p)
			}
		}
		if p := kpi.Upcoming(nil, kpi.HalfYearly, day); !p.Suits(kpi.HalfYearly) || p.End().Before(day) || day.Before(p.Previous(kpi.Quarterly).Start()) {
			t.Fatalf("%s lies in the half-year of %s", day, p)
		}
	}
}
