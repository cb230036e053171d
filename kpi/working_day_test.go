package kpi_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"chaser/kpi"
)

// bankHolidays are those of England and Wales as gov.uk/bank-holidays lists them, and for the years that it does not
// list yet by the same rules.
const bankHolidays = `
2020-01-01 2020-04-10 2020-04-13 2020-05-08 2020-05-25 2020-08-31 2020-12-25 2020-12-28
2021-01-01 2021-04-02 2021-04-05 2021-05-03 2021-05-31 2021-08-30 2021-12-27 2021-12-28
2022-01-03 2022-04-15 2022-04-18 2022-05-02 2022-06-02 2022-06-03 2022-08-29 2022-09-19 2022-12-26 2022-12-27
2023-01-02 2023-04-07 2023-04-10 2023-05-01 2023-05-08 2023-05-29 2023-08-28 2023-12-25 2023-12-26
2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26
2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26
2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28
2028-01-03 2028-04-14 2028-04-17 2028-05-01 2028-05-29 2028-08-28 2028-12-25 2028-12-26
2029-01-01 2029-03-30 2029-04-02 2029-05-07 2029-05-28 2029-08-27 2029-12-25 2029-12-26
2030-01-01 2030-04-19 2030-04-22 2030-05-06 2030-05-27 2030-08-26 2030-12-25 2030-12-26`

// On every day of eleven years a council works or it does not: the week-ends and exactly the bank holidays are off.
func TestBankHolidays(t *testing.T) {
	t.Parallel()
	holidays := map[string]bool{}
	for text := range strings.FieldsSeq(bankHolidays) {
		holidays[day(t, text).String()] = true
	}
	var england kpi.Calendar
	for d := day(t, "2020-01-01"); d.Before(day(t, "2031-01-01")); d = d.AddDays(1) {
		weekday := d.At(12, time.UTC).Weekday()
		weekend := weekday == time.Saturday || weekday == time.Sunday
		if holiday := holidays[d.String()]; england.Works(d) == (weekend || holiday) {
			t.Errorf("%s %s: works %t, off for %q", weekday, d, england.Works(d), england.DayOff(d))
		}
	}
}

func TestWhyADayIsOff(t *testing.T) {
	t.Parallel()
	calendar := kpi.NewCalendar([]kpi.Closure{
		{Day: day(t, "2023-12-27"), Name: "Between Christmas and New Year"},
		{Day: day(t, "2024-02-29"), Name: "Staff conference"},
		{Day: day(t, "2024-12-25"), Name: "The council's Christmas"},
	})
	for text, want := range map[string]string{
		"2020-05-08": "VE Day",
		"2022-06-02": "Spring Bank Holiday",
		"2022-06-03": "Platinum Jubilee Bank Holiday",
		"2022-09-19": "Bank holiday for the State Funeral of Queen Elizabeth II",
		"2023-05-08": "Coronation of King Charles III",
		"2024-03-29": "Good Friday",
		"2024-04-01": "Easter Monday",
		"2021-12-25": "Christmas Day", // the Saturday itself
		"2021-12-27": "Christmas Day", // and the Monday instead of it
		"2023-12-27": "Between Christmas and New Year",
		"2023-12-28": "",
		"2024-02-29": "Staff conference",
		"2028-02-29": "",
		"2024-12-25": "The council's Christmas",
		"2024-01-20": "Saturday",
		"2024-01-21": "Sunday",
		"2024-01-22": "",
		"2022-05-30": "", // the holiday had moved to June
		"2020-05-04": "",
	} {
		if got := calendar.DayOff(day(t, text)); got != want {
			t.Errorf("%s is off for %q, want %q", text, got, want)
		}
	}
}

func TestAddWorkingDays(t *testing.T) {
	t.Parallel()
	closed := kpi.NewCalendar([]kpi.Closure{{Day: day(t, "2023-12-27"), Name: "c"}, {Day: day(t, "2023-12-28"), Name: "c"}, {Day: day(t, "2023-12-29"), Name: "c"}})
	tests := []struct {
		from     string
		days     int
		calendar kpi.Calendar
		want     string
	}{
		{"2024-01-19", 0, closed, "2024-01-19"},
		{"2024-01-20", 0, closed, "2024-01-22"}, // a Saturday
		{"2024-01-20", 1, closed, "2024-01-22"},
		{"2024-01-20", -1, closed, "2024-01-19"},
		{"2024-01-19", 1, closed, "2024-01-22"},
		{"2024-01-19", -10, closed, "2024-01-05"},
		{"2024-03-28", 1, closed, "2024-04-02"}, // over Easter
		{"2024-04-02", -1, closed, "2024-03-28"},
		{"2023-12-22", 1, kpi.Calendar{}, "2023-12-27"},
		{"2023-12-22", 1, closed, "2024-01-02"},
		{"2024-02-28", 1, closed, "2024-02-29"},
		{"2024-02-29", 1, closed, "2024-03-01"},
		{"2023-02-28", 1, closed, "2023-03-01"},
		{"2021-12-24", 1, kpi.Calendar{}, "2021-12-29"}, // Christmas on a Saturday
		{"2022-12-23", 1, kpi.Calendar{}, "2022-12-28"}, // on a Sunday
	}
	for _, test := range tests {
		if got := test.calendar.AddWorkingDays(day(t, test.from), test.days); got.String() != test.want {
			t.Errorf("%s and %d working days is %s, want %s", test.from, test.days, got, test.want)
		}
	}
}

// A council that is always closed is nonsense, and no reason to hang.
func TestNoWorkingDayAtAll(t *testing.T) {
	t.Parallel()
	var always []kpi.Closure
	for d := range 3000 {
		always = append(always, kpi.Closure{Day: d20240101.AddDays(d), Name: "closed"})
	}
	if got := kpi.NewCalendar(always).AddWorkingDays(d20240101, 2); !d20240101.Before(got) {
		t.Errorf("two working days on is %s", got)
	}
}

// anyCalendar is England's with closures of 2023 to 2025.
func anyCalendar(t *rapid.T) kpi.Calendar {
	var closures []kpi.Closure
	for _, d := range rapid.SliceOfN(rapid.IntRange(-365, 730), 0, 20).Draw(t, "closures") {
		closures = append(closures, kpi.Closure{Day: d20240101.AddDays(d), Name: "closed"})
	}
	return kpi.NewCalendar(closures)
}

// From a working day, so many working days on and as many back is the day itself, and so many is what is counted
// between the two.
func TestWorkingDaysThereAndBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		calendar := anyCalendar(t)
		from := calendar.OnOrAfter(d20240101.AddDays(rapid.IntRange(-365, 700).Draw(t, "day")))
		n := rapid.IntRange(-70, 70).Draw(t, "working days")
		to := calendar.AddWorkingDays(from, n)
		if !calendar.Works(to) {
			t.Fatalf("%s is a day off", to)
		}
		if back := calendar.AddWorkingDays(to, -n); back != from {
			t.Fatalf("%s and %d is %s, and back is %s", from, n, to, back)
		}
		if got := calendar.WorkingDays(from, to); got != n {
			t.Fatalf("from %s to %s are %d working days, want %d", from, to, got, n)
		}
	})
}
