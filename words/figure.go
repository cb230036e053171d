package words

import (
	"strings"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// Figure is the card's big line: "96,326 against a target of 107,236 — 10.2% below".
func Figure(c kpi.Card) string {
	i := c.Indicator
	if c.Figure == nil {
		return "No figure yet for " + c.Period.Words()
	}
	if c.Figure.Value == nil {
		return "No figure is available for " + c.Period.Words()
	}
	line := i.ShowFigure(*c.Figure)
	if c.Figure.Status == kpi.CarriedForward {
		line += ", carried forward from an earlier period,"
	}
	a := c.Assessment()
	if a.Target == nil {
		return strings.TrimSuffix(line, ",")
	}
	line += " against a target of " + i.ShowValue(a.Target)
	if side := againstTarget(c); side != "" {
		line += " — " + side
	}
	return line
}

// againstTarget is how far the figure is from its target, in per cent of it; empty where the figure was not rated, or was rated by a measure of
// which per cents of the target say nothing.
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
	if a.Gap == nil {
		return word + " target"
	}
	return percentage(a.Gap.Abs()) + " " + word
}

// percentage rounds to one digit, but never a difference to nothing.
func percentage(d decimal.Decimal) string {
	if shown := kpi.Percent.Show(d.Rat(), 1); shown != "0.0%" || d.IsZero() {
		return strings.Replace(shown, ".0%", "%", 1)
	}
	return "less than 0.1%"
}

// Status says what kind of figure a card has: "Provisional · Cumulative from 1 April"; empty for a plain final one.
func Status(c kpi.Card) string {
	var said []string
	if c.Figure != nil {
		switch c.Figure.Status {
		case kpi.Provisional:
			said = append(said, "Provisional")
		case kpi.PartPeriod:
			said = append(said, "Part of the period only")
		case kpi.CarriedForward:
			said = append(said, "Carried forward")
		case kpi.Unavailable:
			said = append(said, "Unavailable")
		}
	}
	if c.Indicator.Cumulative {
		said = append(said, "Cumulative from 1 April")
	}
	return strings.Join(said, " · ")
}

// Meaning is what a rating means in a sentence: "Red: 55% is 15.38% below the target of 65%. Amber begins at 58.5%, 3.5% away."
func Meaning(a kpi.Assessment) string {
	rated := ": " + string(a.Rating) + "."
	return string(a.Rating) + ": " + strings.Replace(a.Explanation, rated, ".", 1)
}
