package line

import (
	"slices"
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
	e.ask(kpi.Refuse(kpi.FieldFigure, "“%s %s” may be for a part of the period. Is it?", kpi.Excerpt(e.Figure), said),
		Choice{Label: "Post " + kpi.Excerpt(e.Figure) + " as part-period", Entry: part})
	return true
}

// someMonths reads months that are not all of the quarter: “October only”, “(Oct & Nov only)”, “up to November”, “as at
// end of November”.
func (r Reader) someMonths(e *Entry) (said string, ok bool) {
	at, until := r, false
	for _, words := range []string{"up to", "up until", "as at", "as of", "to", "until"} {
		if n := len(strings.Fields(words)); r.plain(n) == words {
			at, until = r.From(n), true
			break
		}
	}
	for _, word := range []string{"for", "the", "end", "of"} {
		if at.plain(1) == word {
			at = at.From(1)
		}
	}
	if spoken := r.plain(4); spoken == "1 of 3 months" || spoken == "2 of 3 months" {
		return r.join(4), true
	}
	var last time.Month
	months := 0
	for ; len(at.tokens) > 0; at = at.From(1) {
		if m, named := monthNamed(at.tokens[0].text); named {
			last, months = m, months+1
		} else if pair := monthsJoined.FindStringSubmatch(strings.Trim(at.tokens[0].text, "()")); pair != nil && at.namesBoth(pair) {
			last, _ = monthNamed(pair[2])
			months += 2
		} else if months == 0 || !slices.Contains([]string{"and", "&", "-", "–", "—", ""}, at.plain(1)) {
			break
		}
	}
	only := at.plain(1) == "only"
	if only {
		at = at.From(1)
	}
	period := e.Period
	if period.IsZero() {
		period = r.lastQuarter()
	}
	_, ends := at.afterUnit()
	part := only && months > 0 && months < 3 || until && months == 1 && last != period.End().Month && ends
	return r.join(len(r.tokens) - len(at.tokens)), part
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

// monthNamed reads the name of a month, in full or short.
func monthNamed(text string) (time.Month, bool) {
	word := plainWord(text)
	for m := time.January; m <= time.December; m++ {
		name := strings.ToLower(m.String())
		if word == name || word == name[:3] || word == "sept" && m == time.September {
			return m, true
		}
	}
	return 0, false
}
