package days

import (
	"slices"
	"strconv"
	"strings"

	"chaser/kpi"
)

// length is how long a leave lasts, as it was said.
type length struct {
	n       int
	unit    string // “day”, “week” or “month”
	working bool   // working days
	a       bool   // “a week”
	next    bool   // “the next two weeks”
}

var numberNames = []string{
	"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
}

// length reads how long a leave lasts: "two weeks", "a fortnight", "10 working days", "the next 3 weeks". Where no
// length follows, ok is false and nothing has been read.
func (r *leaveReader) length() (l length, ok bool) {
	begin := r.at
	defer func() {
		if !ok {
			r.at = begin
		}
	}()
	r.skip("about", "around", "exactly")
	r.skip("all", "of", "my")
	the := r.take("the")
	l.next = r.take("next", "coming", "following")
	l.n = 1
	word, end := r.peek()
	counted := true
	switch named := slices.Index(numberNames, word); {
	case word == "a" || word == "an":
		r.at, l.a = end, true
		if r.take("couple") {
			r.take("of")
			l.n, l.a = 2, false
		}
	case word == "couple":
		r.at, l.n = end, 2
		r.take("of")
	case named >= 0:
		r.at, l.n = end, named+1
	default:
		if typed, err := strconv.Atoi(word); err == nil && len(word) <= 3 && typed > 0 {
			r.at, l.n = end, typed
		} else {
			counted = false
		}
	}
	r.skip("whole", "full", "calendar")
	l.working = r.take("working", "work", "business", "office")
	switch {
	case r.take("fortnight", "fortnights"):
		l.unit, l.n = "week", 2*l.n
		return l, l.n > 0 && !l.working
	case !counted && (!l.next || !the): // “next week” is the week, “the next week” may be seven days
		return l, false
	case r.take("day", "days"):
		l.unit = "day"
	case r.take("week", "weeks", "wk", "wks"):
		l.unit = "week"
	case r.take("month", "months", "mth", "mths"):
		l.unit = "month"
	default:
		return l, false
	}
	return l, !l.working || l.unit == "day"
}

// fraction is a length that leads to no last day.
var fraction = pattern(`(?i)^(?:\d+[.,]\d+ ?(?:days?|weeks?|wks?|months?)|half (?:a|an|of the) \pL+|a half[ -]\pL+)`)

// endsOn is the last day of a leave of this length that begins on first.
func (l length) endsOn(first kpi.Date, cal kpi.Calendar) kpi.Date {
	switch {
	case l.working:
		return cal.AddWorkingDays(cal.OnOrAfter(first), l.n-1)
	case l.unit == "week":
		return first.AddDays(7*l.n - 1)
	case l.unit == "month":
		return monthsOn(first, l.n)
	}
	return first.AddDays(l.n - 1)
}

// monthsOn is the day before the same day of the month n months later. If that month is too short, it is its last day.
func monthsOn(d kpi.Date, n int) kpi.Date {
	month := kpi.Date{Year: d.Year, Month: d.Month, Day: 1}
	for range n {
		month = firstOfNext(month)
	}
	if last := monthOf(month).last; last.Day < d.Day {
		return last
	}
	return kpi.Date{Year: month.Year, Month: month.Month, Day: d.Day}.AddDays(-1)
}

// lasting reads a leave that begins with its length: “two weeks from 5 January”, “for a fortnight”.
func (r *leaveReader) lasting() (l Leave, ok bool, err error) {
	begin := r.at
	r.skip("just")
	said := r.take("for")
	if part := fraction().FindString(strings.TrimSpace(r.text[r.at:])); part != "" {
		return Leave{}, false, kpi.Refuse(kpi.FieldUntil,
			"“%s” is not a number of whole days. Type the last day, such as `away until Friday`.", kpi.Excerpt(part))
	}
	long, ok := r.length()
	if !ok {
		return Leave{}, false, nil
	}
	if r.take("on") { // “a week on Monday” is a day
		return Leave{}, false, nil
	}
	bare := !said && r.at > begin
	word, _ := r.peek()
	if !r.starting() {
		if word, _ := r.peek(); word == "today" || word == "tomorrow" {
			if bare && long.a { // “a week today” is a day
				return Leave{}, false, nil
			}
		} else {
			return r.fromNow(long, begin), true, nil
		}
	}
	from := word == "from"
	r.skip("on")
	start, err := r.must(kpi.FieldFrom)
	if err != nil {
		return Leave{}, false, err
	}
	first, err := start.begins(r.today, long, r.cal)
	if err != nil {
		return Leave{}, false, err
	}
	l = r.ofLength(long, first, begin)
	todayOrTomorrow := !first.Before(r.today) && first.Before(r.today.AddDays(2))
	later := !start.date.IsZero() && todayOrTomorrow || start.weekdayAlone()
	if l.Doubt == nil && bare && from && long.a && later { // a week from Monday
		day := first.AddDays(7 * long.n)
		if long.unit == "month" {
			day = monthsOn(first, long.n).AddDays(1)
		}
		if long.unit != "day" {
			l.Doubt = kpi.Refuse(kpi.FieldFrom, "“%s” may be how long you are away, or one day. Which do you mean?",
				r.said(begin))
			l.Choices = []Span{l.Span, {day, day}}
		}
	}
	return l, true, nil
}

// fromNow is a leave of which only the length was said. “The next two weeks” may also begin next week.
func (r *leaveReader) fromNow(long length, begin int) Leave {
	l := r.ofLength(long, r.today, begin)
	if !long.next || long.unit == "day" {
		return l
	}
	next := r.nextWeek()
	if long.unit == "month" {
		next = firstOfNext(r.today)
	}
	l.Doubt = kpi.Refuse(kpi.FieldFrom, "“%s” may begin today or on %s. Which do you mean?",
		r.said(begin), next.Words())
	l.Choices = []Span{l.Span, {next, long.endsOn(next, r.cal)}}
	return l
}

// ofLength is a leave of this length from its first day on. A number of days may mean working days: ten of them are two
// weeks. Where the two readings differ, it is a doubt.
func (r *leaveReader) ofLength(long length, first kpi.Date, begin int) Leave {
	l := Leave{Span: Span{first, long.endsOn(first, r.cal)}}
	if long.unit != "day" || long.working || long.n%7 == 0 {
		return l
	}
	working := length{n: long.n, unit: "day", working: true}.endsOn(first, r.cal)
	if r.cal.WorkingDays(l.Last, working) == 0 {
		return l
	}
	l.Doubt = kpi.Refuse(kpi.FieldUntil,
		"“%s” may be working days, or count the days off between them too. Which do you mean?", r.said(begin))
	l.Choices = []Span{{first, working}, l.Span}
	return l
}

// lastsFrom reads how long a leave lasts, behind its first day: “5 January for two weeks”.
func (r *leaveReader) lastsFrom(from spokenDay, l *Leave) bool {
	before := r.at
	r.skip(",")
	r.take("for", "lasting")
	if long, ok := r.length(); ok && !long.next {
		if first, err := from.begins(r.today, long, r.cal); err == nil {
			*l = r.ofLength(long, first, before)
			return true
		}
	}
	r.at = before
	return false
}

// begins is the first day of a leave of this length. A day without a year may lie behind today if the leave is not
// over.
func (s spokenDay) begins(today kpi.Date, long length, cal kpi.Calendar) (kpi.Date, error) {
	if s.date.IsZero() && !s.weekdayAlone() {
		if d, ok := s.near(today, -1); ok && !long.endsOn(d, cal).Before(today) {
			return d, s.agree(kpi.FieldFrom, d)
		}
	}
	d, ok := s.near(today, 1)
	if !ok {
		return kpi.Date{}, kpi.Refuse(kpi.FieldFrom, "There is no %s within a year. Type the year too.", s)
	}
	return d, s.agree(kpi.FieldFrom, d)
}
