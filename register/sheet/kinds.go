package sheet

import (
	"strings"

	"chaser/kpi"
)

// kind is what stands in a cell, by its own looks.
type kind int

const (
	empty   kind = iota
	number       // a figure
	absence      // a word for there being none: n/a, tbc, –
	moment       // a period or a day
	code         // one short word with a digit in it
	rating       // Red, A, G
	arrow        // ↑, Improving
	choice       // which way is better: High, Lower is better
	measure      // a unit: %, No., days
	span         // how often: Quarterly
	word         // few words
	prose        // many
)

// kindOf is what a cell looks like.
func kindOf(c cell) kind {
	if c.text == "" {
		return empty
	}
	if _, ok := absent(c.text); ok {
		return absence
	}
	if c.number != nil {
		return number
	}
	if c.problem != "" {
		return number // it would be one
	}
	if !c.day.IsZero() {
		return moment
	}
	text := plain(c.text)
	switch {
	case ratings[text]:
		return rating
	case trends[text]:
		return arrow
	case strings.ContainsAny(c.text, arrows) && len(wordsOf(c.text)) <= 2:
		if _, ok := amountIn(c); !ok { // “12.5 ▲” is a number
			return arrow
		}
	}
	if _, ok := polarityOf(text); ok {
		return choice
	}
	if _, ok := unitWords[unitText(c.text)]; ok {
		return measure
	}
	if _, ok := frequencyWords[text]; ok {
		return span
	}
	if _, ok := amountIn(c); ok {
		return number
	}
	if w, rest := timeIn(c.text); w.placed() && (rest == "" || len(strings.Fields(rest)) <= 2) {
		return moment
	}
	if isCode(c.text) {
		return code
	}
	if len(wordsOf(c.text)) > 12 {
		return prose
	}
	return word
}

// isCode reports whether a text looks like an indicator's code: short, with a digit, without more than one space.
func isCode(text string) bool {
	return len([]rune(text)) <= kpi.MaxCode && strings.Count(text, " ") <= 1 && strings.ContainsAny(text, "0123456789") && !strings.ContainsAny(text, "%£()?")
}

// absences are the words that stand where a figure would, and what they say.
var absences = map[string]string{
	"n a": "", "na": "", "n k": "", "nk": "", "tbc": "", "tba": "", "tbd": "", "not available": "", "not applicable": "", "not due": "", "not yet available": "", "no data": "",
	"none": "", "not reported": "", "annual": "", "annual kpi": "", "annual measure": "", "annual indicator": "", "reported annually": "", "data not available": "", "awaiting data": "", "awaited": "", "pending": "",
	"to be confirmed": "", "not known": "", "unknown": "", "data unavailable": "", "unavailable": "", "suppressed": "", "nil return": "", "nil": "", "not set": "", "no target": "", "not collected": "",
	"x": "", "c": "", "z": "", "u": "", "not measured": "", "no figure": "", "not yet due": "", "data awaited": "", "not yet known": "", "blank": "", "see note": "", "see comments": "", "see commentary": "", "new": "",
	"new measure": "", "new indicator": "", "no update": "", "not yet reported": "", "measured annually": "", "reported in arrears": "", "quarter in arrears": "", "biannual": "", "no data available": "", "data only": "", "monitor only": "", "monitoring only": "", "for information": "", "no target set": "", "contextual": "", "trend only": "",
}

// absent reports whether a text says that there is no figure, and how it is to be called.
func absent(text string) (string, bool) {
	words := plain(text)
	if words == "" { // only signs: –, .., *, ?
		if strings.ContainsAny(text, arrows) || strings.ContainsAny(text, "●⬤🔴🟢🟠🟡■") {
			return "", false
		}
		return text, true
	}
	_, ok := absences[words]
	return text, ok
}

// ratings are the words of a council's own colours.
var ratings = map[string]bool{
	"red": true, "amber": true, "green": true, "blue": true, "r": true, "a": true, "g": true, "b": true, "yellow": true, "grey": true, "gray": true, "on target": true, "off target": true,
	"on track": true, "off track": true, "below target": true, "above target": true, "met": true, "not met": true, "missed": true, "achieved": true, "not achieved": true, "green star": true, "at risk": true, "slightly below target": true, "within tolerance": true, "target met": true, "target not met": true,
}

// trends are the words for how performance moves.
var trends = map[string]bool{
	"better": true, "worse": true, "no change": true, "up": true, "down": true, "same": true, "improving": true, "improved": true, "declining": true, "declined": true, "deteriorating": true,
	"deteriorated": true, "static": true, "stable": true, "unchanged": true, "worsening": true, "worsened": true, "increasing": true, "decreasing": true, "increase": true, "decrease": true, "steady": true, "level": true, "maintained": true, "improvement": true, "decline": true, "consistent": true,
}
