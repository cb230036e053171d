package bot

import (
	"fmt"
	"math/big"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// figureLine is the card's big line: "96,326 against a target of 107,236 — 10.2% below".
func figureLine(c kpi.Card) string {
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

// againstTarget is how far the figure is from its target, in per cent of it; empty where the figure was not rated or the rule measures
// something else.
func againstTarget(c kpi.Card) string {
	a := c.Assessment()
	actual := c.Figure.Exact(c.Indicator.Unit)
	if a.Rule == "" || a.Target == nil || actual == nil || strings.HasPrefix(a.Rule, "points:") || strings.HasPrefix(a.Rule, "range:") {
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

// statusLine says in words what kind of figure it is; empty for a plain final one.
func statusLine(c kpi.Card) string {
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

// changeLine is the change and what from: "Improving ↑ from 90,157 in Q1 2023/24".
func changeLine(c kpi.Card) string {
	m := c.Movement
	line := "Change: " + string(m.Change)
	if m.Change != kpi.NotAvailable {
		line = string(m.Change)
	}
	switch {
	case m.From == nil || m.From.Value == nil:
		return line
	case m.Change == kpi.NotAvailable:
		return fmt.Sprintf("%s · %s in %s", line, c.Indicator.ShowFigure(*m.From), m.Since.Words())
	}
	return fmt.Sprintf("%s %s from %s in %s", line, arrow(m.By), c.Indicator.ShowFigure(*m.From), m.Since.Words())
}

// arrow is the way that the number went, whichever way is better.
func arrow(by *big.Rat) string {
	switch by.Sign() {
	case 1:
		return "↑"
	case -1:
		return "↓"
	}
	return "→"
}

func directionLine(d kpi.Direction) string {
	switch d {
	case kpi.Up:
		return "Higher is better"
	case kpi.Down:
		return "Lower is better"
	}
	return "Neither higher nor lower is better"
}

// comparisons are the points of comparison that there are, the baseline named as one so that nobody takes it for a target.
func comparisons(i kpi.Indicator) []string {
	var said []string
	if i.Baseline != nil {
		said = append(said, "Baseline "+i.ShowValue(i.Baseline)+" (not a target)")
	}
	if i.NeighboursMean != nil {
		said = append(said, "Statistical neighbours’ mean "+i.ShowValue(i.NeighboursMean))
	}
	if i.EnglandMean != nil {
		said = append(said, "England mean "+i.ShowValue(i.EnglandMean))
	}
	return said
}

// dueLine says when an awaited figure is or was due; empty where none is awaited.
func dueLine(c kpi.Card, today kpi.Date) string {
	switch {
	case c.Awaited == nil:
		return ""
	case c.Awaited.Due.Before(today):
		return fmt.Sprintf("%s was due on %s and is overdue", c.Awaited.Period.Words(), c.Awaited.Due.Words())
	case c.Awaited.Due == today:
		return fmt.Sprintf("%s is due today", c.Awaited.Period.Words())
	}
	return fmt.Sprintf("%s is due on %s", c.Awaited.Period.Words(), c.Awaited.Due.Words())
}

// postedLine says who posted a figure and when, by the council's clock.
func postedLine(f kpi.Figure, name string, zone *time.Location) string {
	if f.PostedBy == "" {
		return "Imported from the register"
	}
	if name == "" {
		name = f.PostedBy
	}
	at := f.PostedAt.In(zone)
	return fmt.Sprintf("Posted by %s on %s at %s", name, at.Format("2 January 2006"), at.Format("15:04"))
}

// revisionLine says that a figure was changed and why; empty for a first figure.
func revisionLine(f kpi.Figure) string {
	if f.Revision <= 1 {
		return ""
	}
	line := fmt.Sprintf("Revision %d", f.Revision)
	if f.Reason != "" {
		line += ": " + cut(f.Reason, maxShownReason)
	}
	return line
}

// maxShownReason is how much of a reason stands on a card; all of it stands in the history.
const maxShownReason = 200

// meaning is what a rating means in a sentence: "Red: 55% is 15.38% below the target of 65%. Amber begins at 58.5%, 3.5% away."
func meaning(a kpi.Assessment) string {
	rated := ": " + string(a.Rating) + "."
	return string(a.Rating) + ": " + strings.Replace(a.Explanation, rated, ".", 1)
}

// noActions is said of a red figure that nobody has yet said what is being done about.
const noActions = "No actions have been given yet"
