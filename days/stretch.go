package days

import (
	"time"

	"chaser/kpi"
)

// stretch reads a whole week or month: “next week”, “the rest of this week”, “week commencing 15 January”, “all of
// February”.
func (r *leaveReader) stretch() (Leave, bool, error) {
	r.skip("just", "for", "on", "in", "over", "during", "throughout", "all", "the", "whole", "of", "entire")
	rest := r.take("rest", "remainder")
	r.skip("of", "the")
	span, ok, err := r.week(rest, kpi.FieldFrom)
	if err != nil {
		return Leave{}, false, err
	}
	if !ok {
		if span, ok = r.month(rest); !ok {
			return Leave{}, false, nil
		}
	}
	if rest && span.First.Before(r.today) {
		span.First = r.today
	}
	before := r.at
	if r.to() { // “February to April”
		last, ok := r.month(false)
		if !ok || last.First.Before(span.First) {
			return Leave{}, false, nil
		}
		span.Last = last.Last
	} else {
		r.at = before
	}
	return Leave{Span: span}, true, nil
}

// week reads a working week, from Monday to Friday. With bare set, the word alone is this week. An error is a
// *kpi.Refusal of the field.
func (r *leaveReader) week(bare bool, field string) (Span, bool, error) {
	begin := r.at
	monday := r.nextWeek()
	working := func(monday kpi.Date) Span { return Span{monday, monday.AddDays(4)} }
	if r.commencing() {
		if span, ok, err := r.weekOf(field); ok || err != nil {
			return span, ok, err
		}
		r.at = begin
	}
	switch {
	case r.all("next", "week"):
		span := working(monday)
		more := r.at
		if r.take("and", "&") &&
			(r.all("the", "week", "after") || r.all("the", "following", "week") || r.all("the", "one", "after")) {
			span.Last = span.Last.AddDays(7)
		} else {
			r.at = more
		}
		return span, true, nil
	case r.all("week", "after", "next"):
		return working(monday.AddDays(7)), true, nil
	case r.all("this", "week"), bare && r.all("week"):
		if friday := monday.AddDays(-3); !friday.Before(r.today) {
			return Span{r.today, friday}, true, nil
		}
	}
	r.at = begin
	return Span{}, false, nil
}

// commencing reads the words before the day on which a week begins.
func (r *leaveReader) commencing() bool {
	begin := r.at
	if r.take("week") && (r.starting() || r.take("of")) {
		return true
	}
	r.at = begin
	return r.all("w", "/", "c") || r.all("w", "/", "b") || r.take("wc", "wb")
}

// weekOf reads the working week that begins on a day. Where no day follows, ok is false. It asks for the month if the
// day has none.
func (r *leaveReader) weekOf(field string) (week Span, ok bool, err error) {
	r.skip("the", "on")
	s, ok, err := r.dayReader.day()
	if !ok || err != nil {
		return Span{}, false, nil
	}
	if s.bare() {
		return Span{}, false, kpi.Refuse(field,
			"Which month is %d of? Type it too, such as `week commencing %d Jan`.", s.day, s.day)
	}
	d, found := s.near(r.today, 1)
	return Span{d, fridayOfWeek(d)}, found, nil
}

// fridayOfWeek is the Friday that ends the working week that begins on d. From a weekend's day it is the next week's.
func fridayOfWeek(d kpi.Date) kpi.Date {
	if friday := fridayOf(d); !friday.Before(d) {
		return friday
	}
	return fridayOf(d.AddDays(2))
}

// month reads a whole month. With bare set, the word alone is the rest of this month.
func (r *leaveReader) month(bare bool) (Span, bool) {
	begin := r.at
	switch {
	case r.all("next", "month"):
		return wholeMonth(firstOfNext(r.today)), true
	case r.all("this", "month"), bare && r.all("month"):
		return Span{r.today, monthOf(r.today).last}, true
	}
	if n, ok := r.named(monthNames); ok {
		if _, day := r.number(2); day {
			r.at = begin
			return Span{}, false
		}
		month := time.Month(n + 1)
		if year := r.year(); year != 0 {
			return wholeMonth(kpi.Date{Year: year, Month: month, Day: 1}), true
		}
		first := kpi.Date{Year: r.today.Year, Month: month, Day: 1}
		if monthOf(first).last.Before(r.today) {
			first.Year++
		}
		return wholeMonth(first), true
	}
	r.at = begin
	return Span{}, false
}

func wholeMonth(d kpi.Date) Span {
	m := monthOf(d)
	return Span{m.first, m.last}
}

// endOf reads a last day that is the end of something: “the end of next week”, “end of January”.
func (r *leaveReader) endOf() (spokenDay, bool, error) {
	begin := r.at
	r.skip("and", "including", "the")
	if r.take("end") {
		r.skip("of", "the")
		if span, ok, err := r.week(true, kpi.FieldUntil); ok || err != nil {
			return spokenDay{date: span.Last}, ok, err
		}
		if span, ok := r.month(true); ok {
			return spokenDay{date: span.Last}, true, nil
		}
	}
	r.at = begin
	return spokenDay{}, false, nil
}
