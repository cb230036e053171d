package kpi

import (
	"sync"
	"time"

	"github.com/rickar/cal/v2/gb"
)

// Closure is a day on which the council does not work: a proclaimed bank holiday that this program does not know yet,
// or a day of the council's own, such as between Christmas and New Year.
type Closure struct {
	Day  Date
	Name string
}

// Calendar knows the council's working days: Monday to Friday, without the bank holidays of England and without the
// council's closures. The zero Calendar is England's without closures.
type Calendar struct {
	closures map[Date]string
}

// NewCalendar makes a calendar with the council's closures.
func NewCalendar(closures []Closure) Calendar {
	c := Calendar{closures: make(map[Date]string, len(closures))}
	for _, k := range closures {
		c.closures[k.Day] = k.Name
	}
	return c
}

// england is the bank holidays, with the week-end's substitutes, of all the years that a date may have; looked up,
// since a chase asks about thousands of days.
//
// Source: Banking and Financial Dealings Act 1971, schedule 1, as gov.uk/bank-holidays publishes it.
var england = sync.OnceValue(func() map[Date]string {
	days := map[Date]string{}
	for year := FirstYear; year <= LastYear; year++ {
		for _, h := range gb.Holidays {
			actual, observed := h.Calc(year)
			for _, t := range []time.Time{observed, actual} {
				if !t.IsZero() {
					days[DateOf(t)] = h.Name
				}
			}
		}
	}
	return days
})

// proclaimed are single bank holidays that england lacks, by royal proclamation.
var proclaimed = map[Date]string{
	{2002, 6, 3}:  "Golden Jubilee bank holiday",
	{2011, 4, 29}: "Bank holiday for the royal wedding",
	{2012, 6, 5}:  "Diamond Jubilee bank holiday",
	{2022, 9, 19}: "Bank holiday for the State Funeral of Queen Elizabeth II",
}

// DayOff is why the council does not work on the day: the name of the holiday or closure, or the weekday; empty on a
// working day.
func (c Calendar) DayOff(d Date) string {
	for _, known := range []map[Date]string{c.closures, proclaimed, england()} {
		if name, off := known[d]; off {
			return name
		}
	}
	if weekday := d.Weekday(); weekday == time.Saturday || weekday == time.Sunday {
		return weekday.String()
	}
	return ""
}

// Works reports whether the day is a working day.
func (c Calendar) Works(d Date) bool {
	weekday := d.Weekday() // first, since it is told quickest
	return weekday != time.Saturday && weekday != time.Sunday && c.DayOff(d) == ""
}

// maxClosed bounds the search for a working day; no council is closed for a year.
const maxClosed = 400

// OnOrAfter is the day itself where it is a working day, else the next one.
func (c Calendar) OnOrAfter(d Date) Date {
	for range maxClosed {
		if c.Works(d) {
			return d
		}
		d = d.AddDays(1)
	}
	return d
}

// AddWorkingDays is the working day n after d, or before it where n is negative; d itself is never counted. With n of 0
// it is OnOrAfter.
func (c Calendar) AddWorkingDays(d Date, n int) Date {
	if n == 0 {
		return c.OnOrAfter(d)
	}
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	for range n {
		d = d.AddDays(step)
		for range maxClosed {
			if c.Works(d) {
				break
			}
			d = d.AddDays(step)
		}
	}
	return d
}

// WorkingDays counts the working days after from, up to and with to; it is negative where to comes first.
func (c Calendar) WorkingDays(from, to Date) int {
	if to.Before(from) {
		return -c.WorkingDays(to, from)
	}
	n := 0
	for d := from; d.Before(to); {
		if d = d.AddDays(1); c.Works(d) {
			n++
		}
	}
	return n
}
