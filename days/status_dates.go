package days

import (
	"strings"
	"time"

	"chaser/kpi"
)

// stretch is a day, a week or a month.
type stretch struct {
	first, last kpi.Date
	whole       bool // a week or a month
}

// period reads a day, a week or a month. Where alone is set, an ordinal without its month is a day too.
func (r *spanReader) period(alone bool) (stretch, bool) {
	begin := r.at
	monday := r.nextWeek()
	week := func(first kpi.Date) (stretch, bool) { return stretch{first, first.AddDays(6), true}, true }
	switch {
	case r.take("next"):
		if r.take("week") {
			return week(monday)
		}
		if r.take("month") {
			return monthOf(firstOfNext(r.today)), true
		}
	case r.take("this"):
		if r.take("week") {
			return stretch{r.today, monday.AddDays(-1), true}, true
		}
		if r.take("weekend") {
			return stretch{monday.AddDays(-2), monday.AddDays(-1), true}, true
		}
		if r.take("month") {
			return stretch{r.today, monthOf(r.today).last, true}, true
		}
	case r.take("all"), r.take("rest"), r.take("remainder"):
		r.skip("of", "the", "this")
		if r.take("week") {
			return stretch{r.today, monday.AddDays(-1), true}, true
		}
		if r.take("day") {
			return stretch{r.today, r.today, false}, true
		}
	case r.take("week"):
		if r.take("commencing", "of") {
			r.skip("the")
			if s, ok, err := r.day(); ok && err == nil && !s.bare() {
				return week(r.near(s))
			}
		} else {
			return stretch{r.today, monday.AddDays(-1), true}, true
		}
	}
	r.at = begin
	if s, ok, err := r.day(); ok && err == nil {
		word := strings.TrimSpace(r.text[begin:r.at])
		if !s.bare() || alone && ordinal().MatchString(word) {
			d := r.near(s)
			return stretch{d, d, false}, true
		}
	}
	r.at = begin
	if n, ok := r.named(monthNames); ok {
		year := r.year()
		first := kpi.Date{Year: year, Month: time.Month(n + 1), Day: 1}
		if year == 0 {
			first = r.near(spokenDay{month: time.Month(n + 1), day: 1})
		}
		return monthOf(first), true
	}
	r.at = begin
	return stretch{}, false
}

func monthOf(d kpi.Date) stretch {
	first := kpi.Date{Year: d.Year, Month: d.Month, Day: 1}
	return stretch{first, firstOfNext(d).AddDays(-1), true}
}

func firstOfNext(d kpi.Date) kpi.Date {
	next := kpi.Date{Year: d.Year, Month: d.Month, Day: 1}.AddDays(31)
	return kpi.Date{Year: next.Year, Month: next.Month, Day: 1}
}

// near is the date that a day means: a weekday is the next one, a date without a year the next that has not just
// passed.
func (r *spanReader) near(s spokenDay) kpi.Date {
	if s.weekdayAlone() || s.bare() {
		d, _ := s.near(r.today, 1)
		return d
	}
	d, _ := s.near(r.today.AddDays(-r.back), 1)
	return d
}

// nearAfter is the date that a last day means beside a first one.
func (r *spanReader) nearAfter(last, first spokenDay) kpi.Date {
	if !first.date.IsZero() {
		d, _ := last.near(first.date, 1)
		return d
	}
	return r.near(last)
}

// resolve is the nearest date that a day may mean: with step 1 from the given date on, with -1 up to it.
func (r *spanReader) resolve(s spokenDay, from kpi.Date, step int) kpi.Date {
	d, ok := s.near(from, step)
	if !ok {
		return from
	}
	return d
}
