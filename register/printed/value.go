package printed

import (
	"errors"
	"regexp"
	"strings"

	"chaser/kpi"
)

// sort is what a value can be read as.
type sort int

const (
	asWords sort = iota
	asNumber
	asMissing
	asDirection
	asChange
	asRating
)

// value is what stands at a label.
type value struct {
	said    string
	sort    sort
	typed   kpi.Typed // of a number
	status  kpi.Status
	days    bool          // the number was followed by the word days
	towards kpi.Direction // of a direction, and of a target such as “at least 95%”
	rating  kpi.Rating
	change  kpi.Change
}

var (
	directions = map[string]kpi.Direction{
		"↑": kpi.Up, "⬆": kpi.Up, "▲": kpi.Up, "△": kpi.Up, "⇧": kpi.Up, "🡅": kpi.Up, "🔼": kpi.Up, "\uf0e9": kpi.Up, "\uf0e1": kpi.Up, "é": kpi.Up, "á": kpi.Up,
		"up": kpi.Up, "higher": kpi.Up, "high": kpi.Up, "increase": kpi.Up, "increasing": kpi.Up, "bigger": kpi.Up, "maximise": kpi.Up, "higher is better": kpi.Up, "bigger is better": kpi.Up, "high is good": kpi.Up, "higher is good": kpi.Up, "aim to maximise": kpi.Up, "upwards": kpi.Up, "more": kpi.Up, "more is better": kpi.Up, "aim to increase": kpi.Up,
		"↓": kpi.Down, "⬇": kpi.Down, "▼": kpi.Down, "▽": kpi.Down, "⇩": kpi.Down, "🡇": kpi.Down, "🔽": kpi.Down, "\uf0ea": kpi.Down, "\uf0e2": kpi.Down, "ê": kpi.Down, "â": kpi.Down,
		"down": kpi.Down, "lower": kpi.Down, "low": kpi.Down, "decrease": kpi.Down, "decreasing": kpi.Down, "smaller": kpi.Down, "minimise": kpi.Down, "lower is better": kpi.Down, "smaller is better": kpi.Down, "low is good": kpi.Down, "lower is good": kpi.Down, "aim to minimise": kpi.Down, "downwards": kpi.Down, "less": kpi.Down, "less is better": kpi.Down, "aim to decrease": kpi.Down,
		"neutral": kpi.None, "no direction": kpi.None, "neither": kpi.None,
	}
	changes = map[string]kpi.Change{
		"improving": kpi.Improving, "improved": kpi.Improving, "better": kpi.Improving, "improvement": kpi.Improving,
		"declining": kpi.Declining, "declined": kpi.Declining, "worse": kpi.Declining, "worsening": kpi.Declining, "deteriorating": kpi.Declining, "worsened": kpi.Declining, "decline": kpi.Declining,
		"unchanged": kpi.Unchanged, "no change": kpi.Unchanged, "same": kpi.Unchanged, "static": kpi.Unchanged, "stable": kpi.Unchanged, "maintained": kpi.Unchanged, "↔": kpi.Unchanged, "→": kpi.Unchanged, "⬌": kpi.Unchanged, "➔": kpi.Unchanged, "=": kpi.Unchanged,
	}
	ratings = map[string]kpi.Rating{
		"red": kpi.Red, "r": kpi.Red, "🔴": kpi.Red, "amber": kpi.Amber, "a": kpi.Amber, "🟠": kpi.Amber, "🟡": kpi.Amber, "yellow": kpi.Amber, "green": kpi.Green, "g": kpi.Green, "🟢": kpi.Green,
		"blue": kpi.Blue, "b": kpi.Blue, "🔵": kpi.Blue, "baseline": kpi.BaselineRating, "contextual": kpi.ContextRating, "context": kpi.ContextRating, "in development": kpi.InDevRating, "no data": kpi.NoData,
	}
	absent = map[string]bool{
		"n/a": true, "na": true, "n.a.": true, "n/k": true, "-": true, "–": true, "—": true, "--": true, "tbc": true, "tba": true, "tbd": true, "not available": true, "unavailable": true, "none": true, "no target": true, "nil return": true, "nil": true, "no actions": true, "no action required": true, "no action": true,
		"not set": true, "not applicable": true, "not yet available": true, "awaited": true, "awaiting data": true, "data not available": true, "not reported": true, "not due": true, "..": true, "…": true, "x": true, "suppressed": true, "no data": true, "no data available": true, "to be confirmed": true, "not measured": true, "pending": true,
	}
	firmness    = pattern(`(?i)\s*(?:\((p|prov|provisional|r|revised|e|est|estimate|estimated|cumulative|ytd|c|part period|to date)\)|[*†‡^]+)$`)
	yearPair    = pattern(`^(?:\d{4}|\d{2})[/-]\d{2}$`)
	unitBehind  = pattern(`(?i)^(.*\d)\s*((?:working |calendar |business )?days?|hours?|hrs|minutes?|mins?|weeks?|months?|years?|kg|kgs|tonnes?|cases?|people|households?|visits?|incidents?)$`)
	atLeast     = pattern(`(?i)^(?:≥|>=|>|at least|minimum(?: of)?|min\.?|above|over|more than|greater than|not less than)\s*(.*\d.*)$`)
	atMost      = pattern(`(?i)^(?:≤|<=|<|at most|maximum(?: of)?|max\.?|below|under|less than|fewer than|no more than|not more than|up to)\s*(.*\d.*)$`)
	ratingFirst = pattern(`(?i)^(red|amber|green|blue|baseline|contextual|in development)\s*(?:[-–—:(].*)?$`)
)

// longestValue is how many bytes a value has at most; what is longer is prose.
const longestValue = 80

// valueOf reads what stands at a label: a number where it can be one.
func valueOf(text string) value {
	v := value{said: text, status: kpi.Final}
	if len(text) > longestValue {
		return v
	}
	low := strings.ToLower(text)
	bareText := strings.TrimRight(strings.ReplaceAll(low, "\ufe0f", ""), ".:")
	if r, ok := ratings[bareText]; ok && len(bareText) > 1 {
		v.sort, v.rating = asRating, r
		return v
	}
	if absent[low] || absent[bareText] {
		v.sort = asMissing
		return v
	}
	if d, ok := directions[bareText]; ok {
		v.sort, v.towards = asDirection, d
		return v
	}
	if c, ok := changes[bareText]; ok {
		v.sort, v.change = asChange, c
		return v
	}
	v.readNumber(text)
	return v
}

func (v *value) readNumber(text string) {
	if !strings.ContainsAny(text, "0123456789") {
		return
	}
	for {
		m := firmness().FindStringSubmatchIndex(text)
		if m == nil {
			break
		}
		if m[2] >= 0 {
			switch strings.ToLower(text[m[2]:m[3]]) {
			case "p", "prov", "provisional", "e", "est", "estimate", "estimated":
				v.status = kpi.Provisional
			case "part period":
				v.status = kpi.PartPeriod
			}
		}
		text = text[:m[0]]
	}
	if yearPair().MatchString(text) || !strings.ContainsAny(text, "0123456789") {
		return
	}
	if m := unitBehind().FindStringSubmatch(text); m != nil {
		v.days = strings.Contains(strings.ToLower(m[2]), "day")
		text = m[1]
	}
	typed, err := kpi.ParseTyped(text)
	var refusal *kpi.Refusal
	if errors.As(err, &refusal) {
		return
	}
	v.typed, v.sort = typed, asNumber
}

// targetValue reads a target, which some reports give in words: at least 95%.
func targetValue(text string) value {
	v := valueOf(text)
	if v.sort != asWords {
		return v
	}
	for towards, form := range map[kpi.Direction]*regexp.Regexp{kpi.Up: atLeast(), kpi.Down: atMost()} {
		if m := form.FindStringSubmatch(text); m != nil {
			if inner := valueOf(m[1]); inner.sort == asNumber {
				inner.said, inner.towards = text, towards
				return inner
			}
		}
	}
	return v
}

// at reads what stands at the label.
func (l label) at(text string) value {
	switch l.item {
	case target, baseline:
		return targetValue(text)
	case rating:
		return ratingValue(text)
	}
	return valueOf(text)
}

// ratingValue reads a rating, which may be a letter, or be followed by its explanation.
func ratingValue(text string) value {
	v := valueOf(text)
	if r, ok := ratings[strings.ToLower(text)]; ok {
		v.sort, v.rating = asRating, r
	} else if m := ratingFirst().FindStringSubmatch(text); m != nil {
		v.sort, v.rating = asRating, ratings[strings.ToLower(m[1])]
	}
	return v
}

// suits is how well a value fits a label: 2 where it is what the label asks for, 1 where it may stand there, 0 where it
// cannot.
func (l label) suits(text string) int {
	v := l.at(text)
	switch {
	case v.sort == asMissing:
		return 1
	case l.item.holdsNumber() && v.sort == asNumber,
		l.item == direction && v.sort == asDirection,
		l.item == change && v.sort == asChange,
		l.item == rating && v.sort == asRating:
		return 2
	case l.item.holdsNumber() && v.sort == asRating, // “In Development” in place of a target
		l.item == change && (v.sort == asDirection || v.sort == asNumber),
		l.item == direction && v.sort == asChange:
		return 1
	}
	return 0
}
