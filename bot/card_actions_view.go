package bot

import (
	"strings"

	"chaser/kpi"
)

// actionsText is what a card says is being done: what stands with the figure itself, then each action in a line; empty where there is nothing. So
// much of each action is shown, in characters.
func actionsText(c kpi.Card, today kpi.Date, each int) string {
	var lines []string
	if c.Figure != nil && c.Figure.Actions != "" {
		lines = append(lines, c.Figure.Actions)
	}
	for _, a := range shownActions(c) {
		lines = append(lines, "• "+actionWords(a, today, each))
	}
	return strings.Join(lines, "\n")
}

// shownActions are the card's actions but for those that were replaced, since what replaced them stands there.
func shownActions(c kpi.Card) (shown []kpi.Action) {
	for _, a := range c.Actions {
		if a.State != kpi.ActionReplaced {
			shown = append(shown, a)
		}
	}
	return shown
}

// actionsInALine is what a card says is being done, run together for where there is room for a line or two: the actions that are open, or where none
// is what became of them, then what stands with the figure itself; empty where there is nothing.
func actionsInALine(c kpi.Card, today kpi.Date) string {
	var said []string
	for _, a := range shownActions(c) {
		if !a.Settled() || openActions(c) == 0 {
			said = append(said, actionWords(a, today, kpi.MaxAction))
		}
	}
	if c.Figure != nil && c.Figure.Actions != "" {
		said = append(said, oneLine(c.Figure.Actions))
	}
	return strings.Join(said, "; ")
}

// actionsNote is a line of small print about what is being done.
func actionsNote(c kpi.Card, today kpi.Date) string {
	if said := actionsInALine(c, today); said != "" {
		return "Actions: " + cut(said, maxNote)
	}
	return noActions
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
