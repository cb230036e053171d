package line

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"chaser/kpi"
)

var partly = phrases("so far, part year, part quarter, and counting")

// doubtPart asks whether a number is for a part of the period: “142 so far”, “142 October only”, “142 to end of
// November”.
func (r Reader) doubtPart(e *Entry) bool {
	if e.Status != "" {
		return false
	}
	part := e.without()
	part.Status = kpi.PartPeriod
	said, rest, ok := r.phrase(partly, 2)
	if ok {
		part.Words = strings.TrimLeft(trimDash(rest.Rest()), ".,;: ")
	} else if said, ok = r.someMonths(e); !ok {
		return false
	}
	e.ask(kpi.Refuse(kpi.FieldFigure, "“%s %s” may be for a part of the period. Is it?", kpi.Excerpt(e.Figure), strings.TrimRight(said, ".,;:")),
		Choice{Label: "Post " + kpi.Excerpt(e.Figure) + " as part-period", Entry: part})
	return true
}

// someMonths reads months that are not all of the quarter: “October only”, “(Oct & Nov)”, “up to November”, “as at 30
// Nov”, “excluding December”, “2 of 3 months”.
func (r Reader) someMonths(e *Entry) (said string, ok bool) {
	if spoken := r.plain(4); spoken == "1 of 3 months" || spoken == "2 of 3 months" {
		return r.join(4), true
	}
	at, until := r.skipPhrase("up to", "up until", "as at", "as of", "to", "until")
	at, without := at.skipPhrase("excl", "excluding", "except", "except for", "without", "missing", "not including")
	at, _ = at.skipPhrase("for", "in")
	at, _ = at.skipPhrase("the end of", "end of", "the end", "end")
	if until {
		at = at.skipDay()
	}
	months, last, at := at.monthsAhead()
	only := at.plain(1) == "only"
	if only {
		at = at.From(1)
	}
	_, ends := at.afterUnit()
	period := e.Period
	if period.IsZero() {
		period = r.lastQuarter()
	}
	said = r.join(len(r.tokens) - len(at.tokens))
	switch {
	case months == 0 || !ends && !only:
		return "", false
	case until:
		return said, months == 1 && last != period.End().Month
	}
	return said, only && months < 3 || without || months == 2
}

// skipPhrase passes over one of some phrases.
func (r Reader) skipPhrase(all ...string) (Reader, bool) {
	for _, p := range all {
		if n := len(strings.Fields(p)); n < len(r.tokens) && r.plain(n) == p {
			return r.From(n), true
		}
	}
	return r, false
}

// skipDay passes over the day before a month's name: 30, 30th.
func (r Reader) skipDay() Reader {
	if len(r.tokens) > 1 && r.From(1).beginsMonth() && dayForm().MatchString(plainWord(r.tokens[0].text)) {
		return r.From(1)
	}
	return r
}

var (
	dayForm      = pattern(`^(?:[12]?\d|3[01])(?:st|nd|rd|th)?$`)
	dayMonthForm = pattern(`^(?:[12]?\d|3[01])[/.](0?[1-9]|1[0-2])(?:[/.](?:20)?\d\d)?$`)
)

// monthsAhead reads the months that are named next, and how many they are: “Oct and Nov”, “Oct-Nov”, “30/11”.
func (r Reader) monthsAhead() (months int, last time.Month, rest Reader) {
	for ; len(r.tokens) > 0; r = r.From(1) {
		text := strings.Trim(r.tokens[0].text, "().,;")
		if m, named := monthNamed(text); named {
			last, months = m, months+1
		} else if pair := monthsJoined().FindStringSubmatch(text); pair != nil && r.namesBoth(pair) {
			last, _ = monthNamed(pair[2])
			months += 2
		} else if day := dayMonthForm().FindStringSubmatch(text); day != nil && months == 0 {
			n, _ := strconv.Atoi(day[1])
			last, months = time.Month(n), 1
		} else if months == 0 || len(r.tokens) == 1 || !slices.Contains([]string{"and", "&", "-", "–", "—", "", "to"}, r.plain(1)) || !r.From(1).beginsMonth() {
			break
		}
	}
	return months, last, r
}

// namesBoth reports whether both parts of “Oct-Nov” are months.
func (r Reader) namesBoth(pair []string) bool {
	_, first := monthNamed(pair[1])
	_, second := monthNamed(pair[2])
	return first && second
}

// beginsMonth reports whether a month's name comes next.
func (r Reader) beginsMonth() bool {
	if len(r.tokens) == 0 {
		return false
	}
	_, ok := monthNamed(r.tokens[0].text)
	return ok
}

// months are the months by their names in full and short.
var months = func() map[string]time.Month {
	named := map[string]time.Month{"sept": time.September}
	for m := time.January; m <= time.December; m++ {
		name := strings.ToLower(m.String())
		named[name], named[name[:3]] = m, m
	}
	return named
}()

// monthNamed reads the name of a month, in full or short.
func monthNamed(text string) (time.Month, bool) {
	m, ok := months[plainWord(text)]
	return m, ok
}
