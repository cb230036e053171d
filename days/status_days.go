package days

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"chaser/kpi"
)

// spokenSpan is what a status says about the days of an absence.
type spokenSpan struct {
	first, last kpi.Date // zero where not said
	back        bool     // it says when somebody is back
	hours       bool     // it names a time of day
	near        bool     // the days come before all other words
	only        bool     // it says nothing but days and times
}

func (s spokenSpan) bounds() bool { return !s.first.IsZero() || !s.last.IsZero() }

// partOfDay reports whether it speaks of hours and not of days. Whoever is out until two can be asked today.
func (s spokenSpan) partOfDay() bool { return s.hours && !s.bounds() }

// spanReader reads the days of an absence out of a status, word by word.
type spanReader struct {
	dayReader
	said spokenSpan
	from spokenDay // the first day, while the last is unknown
	back int       // how many days ago a date without a year may lie
}

// How many days ago a date without a year may lie; an older one is next year's. “Until 29 December” in mid-January is
// over. Long leaves end further ahead, so for them fewer days count as past.
const (
	passedLately     = 120
	passedLatelyLong = 31
)

var longLeave = pattern(`\b(?:mat|maternity|paternity|parental|adoption|sabbatical|career break|long ?term)\b`)

// days reads the days that a part of the status names. They are told from the day on which the status was first seen.
func (s status) days(text string) spokenSpan {
	r := spanReader{dayReader: dayReader{text: text, today: s.Since}, back: passedLately}
	if longLeave().MatchString(plainStatus(s.Text)) {
		r.back = passedLatelyLong
	}
	r.said.only, r.said.near = true, true
	words := 0
	for r.at < len(r.text) {
		before := r.said
		if r.part() {
			if !before.bounds() && r.said.bounds() {
				r.said.near = words == 0
			}
			continue
		}
		word, end := r.peek()
		if word == "" { // a sign that belongs to no day
			r.at++
			continue
		}
		r.at = end
		if strings.ContainsAny(word, "abcdefghijklmnopqrstuvwxyz0123456789") {
			r.said.only = false
			words++
		}
	}
	return r.said
}

// part reads one expression that bounds an absence. Where none begins here, it is false and nothing has been read.
func (r *spanReader) part() bool {
	begin := r.at
	for _, read := range []func() bool{r.time, r.backOn, r.until, r.begins, r.duration, r.span} {
		if read() {
			return true
		}
		r.at = begin
	}
	return false
}

var hour = pattern(`^ *(?:at |about |around |c |approx )?(?:(?:\d{1,2}[:.]\d{2} ?(?:am|pm)?|\d{1,2} ?(?:am|pm|o'clock)|noon|midday|lunch(?:time)?)\b|(?:this )?(?:afternoon|morning|evening)\b|half day\b|(?:am|pm)\b|tonight\b|(?:in )?\d+ ?(?:min|mins|minutes|hour|hours|hrs|hr)\b|(?:for )?(?:an|a few|a couple of|\d+) ?(?:hours?|minutes|mins|hrs?)\b)`)

// time reads a time of day.
func (r *spanReader) time() bool {
	if found := hour().FindString(r.text[r.at:]); found != "" {
		r.at += len(found)
		r.said.hours = true
		return true
	}
	return false
}

// skip reads over any number of these words.
func (r *spanReader) skip(words ...string) {
	for r.take(words...) {
	}
}

// backOn reads the day on which somebody is back.
func (r *spanReader) backOn() bool {
	if !r.take("back", "return", "returning", "returns", "resuming") {
		return false
	}
	r.skip("in", "to", "at", "on", "the", "office", "work", "desk", "from", "annual", "leave", "holiday",
		"hols", "again", "by", "around", "my", "will", "be")
	if r.time() {
		r.skip("on")
		if s, ok := r.period(false); ok {
			r.ends(s.first.AddDays(-1))
		}
		r.said.back = true
		return true
	}
	s, ok := r.period(true)
	if !ok {
		return false
	}
	after := r.at
	if r.to() {
		if _, more := r.period(true); more { // these are the days on which somebody works
			return true
		}
		r.at = after
	}
	r.ends(s.first.AddDays(-1))
	r.said.back = true
	return true
}

func (r *spanReader) ends(d kpi.Date) {
	r.said.last = d
	if r.from != (spokenDay{}) {
		r.said.first = r.resolve(r.from, d, -1)
	}
}

// until reads the last day.
func (r *spanReader) until() bool {
	if !r.take("until", "till", "til", "through", "thru", "to", "ending", "ends") &&
		(!r.bounded() || !r.take("-", "–", "—", "and")) {
		return false
	}
	r.skip("and", "including", "inc", "incl", "the", "on", "around", "approx", "at", "least", "about")
	if r.time() {
		r.skip("on")
		if s, ok := r.period(false); ok {
			r.ends(s.first)
		}
		return true
	}
	before := r.at
	switch {
	case r.take("further"):
		return r.take("notice")
	case r.take("end"):
		r.skip("of", "the", "this")
		if s, ok := r.period(true); ok {
			r.ends(s.last)
			return true
		}
	case r.take("mid", "middle"):
		r.skip("of", "the")
		if s, ok := r.period(true); ok {
			r.ends(s.first.AddDays(13))
			return true
		}
	case r.take("late"):
		if s, ok := r.period(true); ok {
			r.ends(s.first.AddDays(19))
			return true
		}
	case r.take("new"):
		if r.take("year") {
			r.ends(kpi.Date{Year: r.today.Year + 1, Month: time.January, Day: 1})
			return true
		}
	case r.take("christmas", "xmas"):
		s := spokenDay{month: time.December, day: 25}
		r.ends(r.near(s))
		return true
	case r.take("tomorrow"): // off until tomorrow is back tomorrow
		r.ends(r.today)
		return true
	}
	r.at = before
	r.skip("early", "beginning", "start", "of", "the")
	if s, ok := r.period(true); ok {
		if s.whole { // until June is back in June
			r.ends(s.first.AddDays(-1))
		} else {
			r.ends(s.last)
		}
		return true
	}
	if n, ok := r.number(2); ok && n <= 12 { // until 3, of the clock
		r.said.hours = true
		return true
	}
	return false
}

// bounded reports whether a first day has been read.
func (r *spanReader) bounded() bool { return !r.said.first.IsZero() || r.from != (spokenDay{}) }

// begins reads the first day.
func (r *spanReader) begins() bool {
	if !r.take("from", "starting", "starts", "since", "commencing", "beginning") {
		return false
	}
	r.skip("on", "the")
	return r.time() || r.span()
}

// duration reads for how long.
func (r *spanReader) duration() bool {
	if !r.take("for") {
		return false
	}
	r.skip("about", "around", "approx", "the", "next", "rest", "remainder", "of", "another", "this")
	n := 1
	if _, end := r.peek(); end > 0 {
		word, _ := r.peek()
		if at := slices.Index([]string{"a", "one", "two", "three", "four", "five", "six"}, word); at >= 0 {
			n = max(at, 1)
			r.at = end
		} else if typed, err := strconv.Atoi(word); err == nil {
			n = typed
			r.at = end
		}
	}
	r.take("working", "whole", "full")
	first := r.said.first
	if first.IsZero() {
		first = r.today
	}
	switch {
	case r.take("day", "days"):
		r.ends(first.AddDays(n - 1))
	case r.take("week", "weeks"):
		r.ends(first.AddDays(7*n - 1))
	case r.take("fortnight"):
		r.ends(first.AddDays(13))
	case r.take("month", "months"):
		r.ends(first.AddDays(31*n - 1))
	default:
		return false
	}
	return true
}

// span reads a day, or the first and last of several.
func (r *spanReader) span() bool {
	if r.take("all") && r.take("day") {
		r.said.first, r.said.last = r.today, r.today
		return true
	}
	r.skip("on", "in", "all", "of", "throughout", "during", "over")
	begin := r.at
	if s, ok, err := r.day(); ok && err == nil {
		after := r.at
		if r.bounded() && s.bare() {
			r.at = begin
			return false
		}
		if r.to() || r.take(",") {
			last, ok, err := r.day()
			if ok && err == nil && (!last.bare() || s.bare() && ordinal().MatchString(r.text[begin:r.at])) {
				end := r.nearAfter(last, s)
				r.said.first, r.said.last = r.resolve(s, end, -1), end
				return true
			}
		}
		if r.at = after; s.bare() {
			r.at = begin
			return false
		}
		d := r.near(s)
		if !r.said.first.IsZero() { // a further day
			if r.said.last.Before(d) {
				r.said.last = d
			}
			return true
		}
		r.said.first = d
		if r.opens(begin) {
			r.from = s
		} else {
			r.said.last = d
		}
		return true
	}
	r.at = begin
	s, ok := r.period(true)
	if !ok {
		return false
	}
	r.said.first = s.first
	if !r.opens(begin) {
		r.said.last = s.last
	}
	return true
}

var ordinal = pattern(`\d(?:st|nd|rd|th)\b`)

// opens reports whether the words before a day make it a first one: “from 3 January” gives no end.
func (r *spanReader) opens(at int) bool {
	words := strings.Fields(r.text[:at])
	for len(words) > 0 && slices.Contains([]string{"on", "the"}, words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	if len(words) == 0 {
		return false
	}
	last := words[len(words)-1]
	weekCommencing := len(words) > 1 && last == "commencing" && words[len(words)-2] == "week"
	return !weekCommencing &&
		slices.Contains([]string{"from", "starting", "starts", "since", "commencing", "beginning"}, last)
}

// to reads a word or dash between the first day and the last.
func (r *spanReader) to() bool {
	return r.take("to", "until", "till", "til", "through", "thru", "and", "-", "–", "—", "−")
}
