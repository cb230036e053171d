package doubt

import (
	"strings"

	"chaser/kpi"
)

// restatingWords are how a commentary says that its figure is another than what was published: one of them is enough,
// since the card and the report say from what, and the reason.
var restatingWords = []string{
	"restated", "restatement", "restate", "corrected", "correction", "correcting", "revised", "revision", "amended", "amendment", "recalculated",
	"recalculation", "recounted", "updated", "adjusted", "adjustment", "misreported", "misstated", "originally", "formerly", "error", "mistake",
	"wrongly", "incorrect", "incorrectly", "omitted", "overstated", "understated",
}

// restatedSilently doubts the commentary of a figure that was corrected after its committee was shown it, and that says
// nothing of that: whoever reads the words takes them for an explanation of the new number, and most often they were
// written about the old one. A commentary that gives the old number says enough, and a correction that leaves the
// number as it was restates nothing.
func restatedSilently(c card) *Doubt {
	if c.shown == nil {
		return nil
	}
	was, ok := c.shown(c.Indicator.Code, c.Figure.Period)
	if !ok || was.Value == nil || c.Figure.Value == nil || !was.Status.Reportable() || !c.Figure.Status.Reportable() || was.Value.Equal(*c.Figure.Value) {
		return nil
	}
	words := c.Figure.Commentary
	if says(words, restatingWords) || gives(words, c.Indicator.ShowTyped(was)) || gives(words, kpi.Exactly(*was.Value)) {
		return nil
	}
	said := "It was published as " + c.Indicator.ShowTyped(was) + " and is " + c.Indicator.ShowTyped(c.Figure) + " now, and the commentary "
	switch {
	case words == "":
		said += "is empty. Say that it was corrected, and why."
	case SameWords(words, was.Commentary):
		said += "is still the one that was published. Say that the figure was corrected, and why."
	default:
		said += "does not say that it was corrected, nor why."
	}
	return &Doubt{Kind: SilentlyRestated, Field: kpi.FieldCommentary, Sentence: said}
}

// gives reports whether a text has a number that is no part of a longer one.
func gives(text, number string) bool {
	inNumber := func(b byte) bool { return b >= '0' && b <= '9' || b == '.' || b == ',' }
	for at := 0; ; {
		n := strings.Index(text[at:], number)
		if n < 0 {
			return false
		}
		from, to := at+n, at+n+len(number)
		before := from > 0 && inNumber(text[from-1])
		after := to < len(text) && inNumber(text[to]) && to+1 < len(text) && text[to+1] >= '0' && text[to+1] <= '9' || to < len(text) && text[to] >= '0' && text[to] <= '9'
		if !before && !after {
			return true
		}
		at = from + 1
	}
}

// says reports whether a text has one of some words.
func says(text string, any []string) bool {
	for {
		var w string
		if w, text = nextWord(text); w == "" {
			return false
		}
		if has(any, strings.ToLower(w)) {
			return true
		}
	}
}
