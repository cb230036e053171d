package words

import (
	"slices"
	"strings"

	"chaser/kpi"
)

// Figure is the card's big line: "96,326 against a target of 107,236 — 10.2% below".
func Figure(c kpi.Card) string {
	if c.Figure == nil {
		return "No figure yet for " + c.Period.Words()
	}
	if c.Figure.Value == nil {
		return "No figure is available for " + c.Period.Words()
	}
	if c.Assessment().Target == nil {
		return Shown(c, *c.Figure)
	}
	line := Shown(c, *c.Figure) + " against a target of " + Target(c)
	if side := againstTarget(c); side != "" {
		line += " — " + side
	}
	return line
}

// hasFigure is whether a card has a figure with a value; else its line says that it has none, and for when.
func hasFigure(c kpi.Card) bool { return c.Figure != nil && c.Figure.Value != nil }

// FigureFor is Figure with the period that it is for.
func FigureFor(c kpi.Card) string {
	if !hasFigure(c) {
		return Figure(c)
	}
	return Figure(c) + " · " + c.Period.Words()
}

// againstTarget is how far the figure is from its target, in per cent of it; empty where the figure was not rated, or
// was rated by a measure of which per cents of the target say nothing.
func againstTarget(c kpi.Card) string {
	a := c.Assessment()
	actual := c.Figure.Exact(c.Indicator.Unit)
	if !a.GapTells() || actual == nil {
		return ""
	}
	side := actual.Cmp(a.Target.Rat())
	if side == 0 {
		return "on target"
	}
	word := "above"
	if side < 0 {
		word = "below"
	}
	if gap := c.Indicator.ShowGap(*c.Figure); gap != "" {
		return gap + " " + word
	}
	return word + " target"
}

// Shown is a figure that stands on a card, so that it reads as none of the others there that it is not.
func Shown(c kpi.Card, f kpi.Figure) string { return c.Indicator.ShowFigure(f, beside(c)...) }

// Target is a card's target as it reads beside the figure; an em dash where there is none.
func Target(c kpi.Card) string {
	target := c.Assessment().Target
	if target == nil || !hasFigure(c) {
		return c.Indicator.ShowValue(target)
	}
	_, against := c.Indicator.ShowAgainst(*target, *c.Figure, beside(c)...)
	return against
}

// Number is the number of a figure that stands on a card, as it is shown there.
func Number(c kpi.Card, f kpi.Figure) string { return c.Indicator.Rounded(f, beside(c)...) }

// beside are the figures that a reader of a card may compare: its own, what it moved from, those of its history, and
// what it was restated to.
func beside(c kpi.Card) []kpi.Figure {
	all := slices.Clone(c.History)
	if c.Figure != nil {
		all = append(all, *c.Figure)
	}
	if c.Movement.From != nil {
		all = append(all, *c.Movement.From)
	}
	if r := c.Standing.Restated; r != nil {
		all = append(all, r.To)
		if r.From != nil {
			all = append(all, *r.From)
		}
	}
	return all
}

// Mark is what a reader must know of a figure beside its rating, in running text: that it is provisional, of a part of
// the period, or carried forward; empty for a final one, and for an unavailable one, which has nothing to mark.
func Mark(s kpi.Status) string {
	switch s {
	case kpi.Provisional:
		return "provisional"
	case kpi.PartPeriod:
		return "part of the period only"
	case kpi.CarriedForward:
		return "carried forward"
	}
	return ""
}

// RatingOf is a figure's rating where there is no card beside it: "Red (provisional)".
func RatingOf(f kpi.Figure) string {
	return marked(string(f.Rating), f)
}

// Rating is RatingOf for a card, which may have no figure.
func Rating(c kpi.Card) string {
	if c.Figure == nil {
		return string(c.Assessment().Rating)
	}
	return RatingOf(*c.Figure)
}

// MarkedFigure is Figure for where the rating stands elsewhere, if at all.
func MarkedFigure(c kpi.Card) string {
	if c.Figure == nil {
		return Figure(c)
	}
	return marked(Figure(c), *c.Figure)
}

func marked(said string, f kpi.Figure) string {
	if mark := Mark(f.Status); mark != "" {
		return said + " (" + mark + ")"
	}
	return said
}

// Status says what kind of figure a card has: "Provisional · Cumulative from 1 April"; empty for a plain final one.
func Status(c kpi.Card) string {
	var said []string
	if c.Figure != nil {
		if mark := Mark(c.Figure.Status); mark != "" {
			said = append(said, strings.ToUpper(mark[:1])+mark[1:])
		}
	}
	if c.Indicator.Cumulative {
		said = append(said, Cumulative)
	}
	return strings.Join(said, " · ")
}

// Cumulative says that a figure adds up since the financial year began.
const Cumulative = "Cumulative from 1 April"

// Meaning is what a rating means in a sentence: "Red: 55% is 15.38% below the target of 65%. Amber begins at 58.5%,
// 3.5% away."
func Meaning(c kpi.Card) string {
	a := c.Assessment()
	rated := ": " + string(a.Rating) + "."
	return Rating(c) + ": " + strings.Replace(a.Explanation, rated, ".", 1)
}
