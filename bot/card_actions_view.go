package bot

import (
	"strings"

	"chaser/kpi"
)

// actionsText is what a card says is being done: what stands with the figure itself, then each action in a line; empty where there is nothing. So
// much of each action is shown, in characters. What was replaced is left out, since what replaced it stands there.
func actionsText(c kpi.Card, today kpi.Date, each int) string {
	var lines []string
	if c.Figure != nil && c.Figure.Actions != "" {
		lines = append(lines, c.Figure.Actions)
	}
	for _, a := range c.Actions {
		if a.State != kpi.ActionReplaced {
			lines = append(lines, "• "+actionWords(a, today, each))
		}
	}
	return strings.Join(lines, "\n")
}

// openActions is how many of the card's actions are to be done still.
func openActions(c kpi.Card) (n int) {
	for _, a := range c.Actions {
		if !a.Settled() {
			n++
		}
	}
	return n
}
