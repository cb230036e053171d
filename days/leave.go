package days

import (
	"errors"
	"strings"
	"time"

	"chaser/kpi"
)

// Span is a run of days, from the first to the last.
type Span struct{ First, Last kpi.Date }

// Leave is the days of a leave as they were said.
type Leave struct {
	Span
	Rest    string       // what follows the days
	Doubt   *kpi.Refusal // set where the days may be meant in several ways
	Choices []Span       // with Doubt: what may be meant, the likeliest first
}

// ParseLeave reads the days of a leave at the beginning of a line: "3 Jan to 10 Jan <@U0DEPUTY>", "3/1 - 10/1", "3-10
// January", "tomorrow", "until 10 January", "Monday to Wednesday", "next week", "two weeks from 5 January", "10 working
// days", "2024-01-03 to 2024-01-10".
//
// The day comes before the month. Days without a year are the nearest that are not over: on 5 January, "3 to 10
// January" is the week that has begun. A weekday is the nearest, today included. Next Friday is next week's, and next
// week is from Monday to Friday. A week is seven days, whatever day it begins on.
//
// The error is a *kpi.Refusal of FieldFrom or FieldUntil.
func ParseLeave(text string, today kpi.Date, cal kpi.Calendar) (Leave, error) {
	r := &leaveReader{dayReader: dayReader{text: text, today: today}, cal: cal}
	for _, read := range []func() (Leave, bool, error){r.lasting, r.stretch, r.days} {
		l, ok, err := read()
		if err != nil {
			return Leave{}, err
		}
		if ok {
			l.Rest = r.rest()
			if l.Doubt == nil && partOfDay().MatchString(l.Rest) {
				return Leave{}, kpi.Refuse(kpi.FieldFrom,
					"Leave is kept in whole days, as reminders come in the morning. Type the day alone, such as `away Friday`.")
			}
			return l, nil
		}
		r.at = 0
	}
	return Leave{}, nil // r.days always reads or refuses
}

var partOfDay = pattern(`(?i)^(?:in the |at )?(?:afternoon|morning|evening|lunch(?:time)?|noon|midday|am|pm|half day|\d{1,2} ?(?:am|pm))\b`)

// leaveReader reads the days of a leave, word by word.
type leaveReader struct {
	dayReader
	cal kpi.Calendar
}

// said is what has been read from begin on, shortened to be quoted.
func (r *leaveReader) said(begin int) string {
	return kpi.Excerpt(strings.Trim(r.text[begin:r.at], " ,;"))
}

// skip reads over any number of these words.
func (r *leaveReader) skip(words ...string) {
	for r.take(words...) {
	}
}

// all reads these words one after the other, or none of them.
func (r *leaveReader) all(words ...string) bool {
	begin := r.at
	for _, w := range words {
		if !r.take(w) {
			r.at = begin
			return false
		}
	}
	return true
}

// to reads a word or dash between the first day and the last.
func (r *leaveReader) to() bool {
	return r.take("to", "until", "till", "til", "through", "thru", "-", "–", "—", "−") || r.all("up", "to")
}

// starting reads the words before a first day.
func (r *leaveReader) starting() bool {
	return r.take("from", "starting", "starts", "beginning", "begins", "commencing") || r.all("as", "of")
}

// days reads a first day, and behind it a last one, other days, or how long the leave lasts.
func (r *leaveReader) days() (Leave, bool, error) {
	begin := r.at
	if r.skip("just", "for"); r.to() {
		l, err := r.upTo(spokenDay{date: r.today})
		return l, err == nil, err
	}
	open := r.starting()
	if open {
		r.skip("on")
	}
	between := !open && r.take("between")
	r.skip("on")
	from, err := r.must(kpi.FieldFrom)
	if err != nil {
		return Leave{}, false, err
	}
	var l Leave
	switch after := r.at; {
	case r.to(), between && r.take("and"):
		l, err = r.upTo(from)
	case r.lastsFrom(from, &l):
	case r.also(from, begin, &l):
	default:
		r.at = after
		l, err = r.alone(from, open)
	}
	return l, err == nil, err
}

// upTo reads the last day.
func (r *leaveReader) upTo(from spokenDay) (l Leave, err error) {
	until, ok, err := r.endOf()
	if err != nil {
		return Leave{}, err
	}
	if !ok {
		if until, err = r.must(kpi.FieldUntil); err != nil {
			return Leave{}, err
		}
	}
	if until.inNextWeek && from.weekdayAlone() && mondayFirst(from.weekday) <= mondayFirst(until.weekday) {
		from = spokenDay{date: r.nextWeek().AddDays(mondayFirst(from.weekday))} // Monday to Friday next week
	}
	before := r.at
	if r.all("next", "week") && from.weekdayAlone() && until.weekdayAlone() {
		monday := r.nextWeek()
		from = spokenDay{date: monday.AddDays(mondayFirst(from.weekday))}
		until = spokenDay{date: monday.AddDays(mondayFirst(until.weekday))}
	} else {
		r.at = before
	}
	if from.bare() && until.bare() {
		return whichMonth(from.day, until.day, r.today)
	}
	l.First, l.Last, err = datesMeant(from, until, r.today)
	return l, err
}

// alone is a leave of which one day was said. open is whether that is its first; then the last day is missing.
func (r *leaveReader) alone(from spokenDay, open bool) (l Leave, err error) {
	begin := r.at
	if again, more, err := r.day(); err != nil || more && !again.bare() {
		r.at = begin
		return Leave{}, kpi.Refuse(kpi.FieldUntil,
			"“%s” is a second day. Type `to` between the two, such as `away 3 Jan to 10 Jan`.",
			kpi.Excerpt(r.rest()))
	}
	r.at = begin
	if l.First, err = from.alone(r.today); err != nil {
		return Leave{}, err
	}
	l.Last = l.First
	if friday := fridayOf(l.First); open {
		l.Doubt = kpi.Refuse(kpi.FieldUntil,
			"The last day is missing. Type it too, such as `away %s to %s`, or choose.",
			l.First.Short(), l.First.AddDays(7).Short())
		l.Choices = []Span{l.Span}
		if l.First.Before(friday) {
			l.Choices = []Span{{l.First, friday}, l.Span}
		}
	}
	return l, nil
}

// fridayOf is the Friday of a day's week, from Monday to Sunday.
func fridayOf(d kpi.Date) kpi.Date { return d.AddDays(4 - mondayFirst(d.Weekday())) }

// also reads days that are listed: “tomorrow and Friday”. One leave is kept at a time, so days that leave others out
// between them are a doubt: the whole run, or one of its parts.
func (r *leaveReader) also(from spokenDay, begin int, l *Leave) bool {
	listed := []spokenDay{from}
	for {
		before := r.at
		if !r.take("and", "&", "plus", ",") && !strings.HasSuffix(r.text[:r.at], ",") {
			break
		}
		r.skip("and", "on", "also", "then")
		next, ok, err := r.day()
		if err != nil || !ok {
			r.at = before
			break
		}
		listed = append(listed, next)
	}
	if len(listed) == 1 {
		return false
	}
	last := listed[len(listed)-1]
	if listed[0].bare() && last.bare() {
		return false
	}
	first, end, err := datesMeant(listed[0], last, r.today)
	if err != nil {
		return false
	}
	var runs []Span
	day := first
	for n, s := range listed {
		if n == len(listed)-1 {
			day = end
		} else if n > 0 {
			if day, _ = s.near(day, 1); day.IsZero() || end.Before(day) {
				return false
			}
		}
		if len(runs) > 0 && r.cal.WorkingDays(runs[len(runs)-1].Last, day) <= 1 {
			runs[len(runs)-1].Last = day
			continue
		}
		runs = append(runs, Span{day, day})
	}
	l.Span = Span{first, end}
	if len(runs) > 1 {
		l.Doubt = kpi.Refuse(kpi.FieldUntil,
			"“%s” leaves out days between, and one leave is kept at a time. Which do you mean?", r.said(begin))
		l.Choices = append([]Span{l.Span}, runs[:min(len(runs), maxRuns)]...)
	}
	return true
}

// maxRuns is how many of the parts are offered.
const maxRuns = 3

// must reads a day, or refuses what is none.
func (r *leaveReader) must(field string) (spokenDay, error) {
	s, ok, err := r.day()
	var refusal *kpi.Refusal
	switch {
	case errors.As(err, &refusal):
		return s, kpi.Refuse(field, "%s", refusal.Sentence)
	case ok:
		return s, nil
	case r.rest() == "" && field == kpi.FieldUntil:
		return s, kpi.Refuse(field, "The last day is missing. Type it too, such as `away 3 Jan to 10 Jan`.")
	case r.rest() == "":
		return s, kpi.Refuse(field,
			"There are no days. Type them, such as `away 3 Jan to 10 Jan`, `away tomorrow` or `away Monday to Wednesday`.")
	}
	return s, kpi.Refuse(field,
		"“%s” is not a day. Type days as 3 Jan, 3/1 or 2024-01-03, a weekday, or how long, such as `away 3 Jan to 10 Jan` or `away 2 weeks from Monday`.",
		kpi.Excerpt(strings.TrimSpace(r.rest())))
}

// day reads one day, also one that is told by its week: “Monday next week”, “Monday week”, “a week on Monday”.
func (r *leaveReader) day() (spokenDay, bool, error) {
	begin := r.at
	if n, ok := r.weeksOn(); ok {
		if s, ok, err := r.dayReader.day(); ok && err == nil && !s.bare() {
			if d, found := s.near(r.today, 1); found {
				return spokenDay{date: d.AddDays(7 * n)}, true, nil
			}
		}
	}
	r.at = begin
	s, ok, err := r.dayReader.day()
	if !ok || err != nil || s.bare() {
		return s, ok, err
	}
	after := r.at
	today := s.date == r.today || s.date == r.today.AddDays(1)
	if s.weekdayAlone() || today {
		d, _ := s.near(r.today, 1)
		switch {
		case r.take("week"):
			return spokenDay{date: d.AddDays(7)}, true, nil
		case r.take("fortnight"):
			return spokenDay{date: d.AddDays(14)}, true, nil
		case s.weekdayAlone() && r.all("next", "week"):
			d = r.nextWeek().AddDays(mondayFirst(s.weekday))
			return spokenDay{date: d, weekday: s.weekday, inNextWeek: true}, true, nil
		case s.weekdayAlone() && r.all("this", "week"):
			return s, true, nil
		}
	}
	r.at = after
	return s, true, nil
}

// weeksOn reads “a week on”, behind which a day follows. The “on” may be missing before today and tomorrow.
func (r *leaveReader) weeksOn() (weeks int, ok bool) {
	r.take("a", "one")
	switch {
	case r.take("week"):
		weeks = 1
	case r.take("fortnight"):
		weeks = 2
	default:
		return 0, false
	}
	if r.take("on") {
		return weeks, true
	}
	word, _ := r.peek()
	return weeks, word == "today" || word == "tomorrow"
}

// mondayFirst is the place of a weekday in the week: 0 for Monday, 6 for Sunday.
func mondayFirst(d time.Weekday) int { return (int(d) + 6) % 7 }
