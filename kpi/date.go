package kpi

import (
	"cmp"
	"fmt"
	"time"
)

// Date is a day in the council's calendar, without a time of day or a zone. The zero Date means that none is set.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// ParseDate reads an ISO 8601 day of the years 1900 to 2199, such as 2024-02-29. A day that the calendar does not have
// is an error.
func ParseDate(text string) (Date, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil || t.Year() < 1900 || t.Year() > 2199 {
		return Date{}, fmt.Errorf("%q is not a date; write it as 2024-01-19", text)
	}
	return DateOf(t), nil
}

// DateOf is the day that t's own location shows.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// IsZero reports whether no date is set.
func (d Date) IsZero() bool { return d == Date{} }

// At is the instant at which the clocks in loc show hour:00 on the day.
func (d Date) At(hour int, loc *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, hour, 0, 0, 0, loc)
}

// AddDays is the day n days later, or earlier where n is negative.
func (d Date) AddDays(n int) Date { return DateOf(d.At(0, time.UTC).AddDate(0, 0, n)) }

// Before reports whether d comes before other.
func (d Date) Before(other Date) bool {
	return cmp.Or(cmp.Compare(d.Year, other.Year), cmp.Compare(d.Month, other.Month), cmp.Compare(d.Day, other.Day)) < 0
}

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.At(12, time.UTC).Weekday() }

// String is the day as ISO 8601, 2024-01-19; empty for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// Words is the day as people write it: 19 January 2024.
func (d Date) Words() string {
	if d.IsZero() {
		return ""
	}
	return d.At(0, time.UTC).Format("2 January 2006")
}

// Short is the day as one types it: 31 Jan 2024.
func (d Date) Short() string { return d.At(12, time.UTC).Format("2 Jan 2006") }
