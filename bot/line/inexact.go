package line

import (
	"slices"
	"strings"

	"chaser/kpi"
)

// A figure is one exact number. “about 142” is an estimate, and “between 140 and 150” two numbers: which of them is to
// be posted is asked.

var (
	// inexact stand before a number that is not exact.
	inexact = []string{
		"about", "around", "approx", "approximately", "roughly", "circa", "c", "ca", "some", "say", "nearly", "almost", "over", "under", "above", "below", "just over",
		"just under", "well over", "at least", "at most", "more than", "less than", "fewer than", "up to", "in the region of", "between", "from", "anything from",
		"anywhere", "somewhere", "perhaps", "maybe", "probably", "estimated", "est",
	}
	// ofRange stand between the two numbers of a range.
	ofRange = wordSet("- – — to and or until till through")

	hyphenated = pattern(`^([£$€]?[\d.,]+[%kKmM]?)[-–—]([£$€]?[\d.,]+[%kKmM]?)$`)
)

// doubtAhead asks about a number that is not exact and stands behind words that say so, which would be a commentary
// without a figure.
func (r Reader) doubtAhead(e *Entry) bool {
	if e.Complete() || e.Doubt != nil || e.Words != "" {
		return false
	}
	at, ahead := r.skipInexact()
	if !ahead {
		return false
	}
	if first, second, rest, ok := at.numberRange(); ok {
		e.askRange(first, second, rest)
		return true
	}
	figure, rest, ok := at.Figure()
	if _, err := kpi.ParseTyped(figure); !ok || err != nil || !rest.endsFigure() {
		return false
	}
	said := r.join(len(r.tokens) - len(rest.tokens))
	e.Figure, e.Words = figure, trimDash(rest.Rest())
	provisional, exact := e.without(), e.without()
	provisional.Status = kpi.Provisional
	e.Doubt = kpi.Refuse(kpi.FieldFigure, "“%s” is not one exact number. Is %s an estimate, to be made final later?", kpi.Excerpt(said), kpi.Excerpt(figure))
	e.Choices = []Choice{{Label: "Post " + kpi.Excerpt(figure) + " as provisional", Entry: provisional}, {Label: "It is exactly " + kpi.Excerpt(figure), Entry: exact}}
	return true
}

// skipInexact passes over words that say that the number behind them is not exact.
func (r Reader) skipInexact() (rest Reader, ok bool) {
	rest = r
	for skipped := true; skipped; ok = ok || skipped {
		rest, skipped = rest.skipPhrase(inexact...)
	}
	return rest, ok
}

// doubtHyphen asks which number of “140-150” is the figure, which Figure takes for a number gone wrong.
func (r Reader) doubtHyphen(e *Entry) bool {
	if e.Doubt != nil {
		return false
	}
	first, second, rest, ok := New(e.Figure, r.isCode, r.today).numberRange()
	if !ok || rest.Left() > 0 {
		return false
	}
	e.askRange(first, second, r)
	return true
}

// endsFigure reports whether nothing follows that makes a sentence of a number: no word, or a unit or mark before it.
func (r Reader) endsFigure() bool {
	rest, ends := r.afterUnit()
	_, _, guess := r.phrase(estimates, 3)
	if ends || guess || rest.OnlyCourtesies() {
		return true
	}
	if _, unit := unitWords[plainWord(r.tokens[0].text)]; !unit {
		return false
	}
	_, ends = r.From(1).afterUnit()
	return ends
}

// numberRange reads two numbers as the ends of a range: “140 to 150”, “140-150”.
func (r Reader) numberRange() (first, second string, rest Reader, ok bool) {
	if len(r.tokens) == 0 {
		return "", "", r, false
	}
	if m := hyphenated().FindStringSubmatch(unpunctuated(r.tokens[0].text)); m != nil {
		first, second, rest = m[1], m[2], r.From(1)
	} else {
		if first, rest, ok = r.Figure(); !ok || len(rest.tokens) < 2 || !ofRange[strings.ToLower(rest.tokens[0].text)] {
			return "", "", r, false
		}
		if second, rest, ok = rest.From(1).Figure(); !ok {
			return "", "", r, false
		}
	}
	for _, number := range []string{first, second} {
		if _, err := kpi.ParseTyped(number); err != nil || strings.Contains(number, "/") {
			return "", "", r, false
		}
	}
	return first, second, rest, rest.endsFigure()
}

// askRange asks which of two numbers is the figure; rest is the commentary.
func (e *Entry) askRange(first, second string, rest Reader) {
	words := strings.TrimLeft(trimDash(rest.Rest()), ".,;: ")
	e.Choices = nil
	for _, number := range slices.Compact([]string{first, second}) {
		one := e.without()
		one.Figure, one.Words = number, words
		e.Choices = append(e.Choices, Choice{Label: kpi.Excerpt(number), Entry: one})
	}
	e.Figure, e.Words = first, words
	e.Doubt = kpi.Refuse(kpi.FieldFigure, "There are two figures, %s and %s. Which one is to be posted?", kpi.Excerpt(first), kpi.Excerpt(second))
}
