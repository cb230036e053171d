package words

import (
	"strings"

	"chaser/kpi"
)

// NoActions is said of a Red figure if nobody has said yet what is being done about it.
const NoActions = "No actions have been given yet"

// maxOutcome is the most characters of an action's outcome in its line.
const maxOutcome = 150

// Actions is what a card says is being done: first what was written with the figure itself, then a line for each
// action. each is the most characters of one action. It is empty where there is nothing to say.
func Actions(c kpi.Card, today kpi.Date, each int) string {
	var lines []string
	if c.Figure != nil && c.Figure.Actions != "" {
		lines = append(lines, c.Figure.Actions)
	}
	for _, a := range c.StandingActions() {
		lines = append(lines, "• "+Action(a, today, each))
	}
	return strings.Join(lines, "\n")
}

// ActionsInALine is the same in one line, for where there is little room: first the open actions, or the outcomes if
// none is open, then what was written with the figure itself.
func ActionsInALine(c kpi.Card, today kpi.Date) string {
	var said []string
	for _, a := range shortly(c) {
		said = append(said, Action(a, today, kpi.MaxAction))
	}
	return strings.Join(append(said, ownActions(c)...), "; ")
}

// ActionsPublished is the same in parts, for a message that does not change. An action is overdue there if it was on
// the day of publishing. each is the most characters of one action; what was written with the figure is not cut.
func ActionsPublished(c kpi.Card, published kpi.Date, each int) []string {
	var said []string
	for _, a := range shortly(c) {
		day := published
		if a.Due == day {
			day = kpi.Date{} // the message would be wrong tomorrow if it said “today”
		}
		said = append(said, Action(a, day, each))
	}
	return append(said, ownActions(c)...)
}

// shortly is the open actions; all actions, with their outcomes, if none is open.
func shortly(c kpi.Card) (all []kpi.Action) {
	for _, a := range c.StandingActions() {
		if !a.Settled() || c.OpenActions() == 0 {
			all = append(all, a)
		}
	}
	return all
}

// ownActions is what was written with the figure itself; empty where nothing was.
func ownActions(c kpi.Card) []string {
	if c.Figure == nil || c.Figure.Actions == "" {
		return nil
	}
	return []string{OneLine(c.Figure.Actions)}
}

// Action is an action in a line: what is to be done, in at most limit characters, who does it, by when, and how it
// stands.
func Action(a kpi.Action, today kpi.Date, limit int) string {
	return Cut(OneLine(a.Text), limit) + " — " + a.OwnerName + ", " + ActionState(a, today)
}

// ActionState is the day by which an open action is to be done, or the outcome of another.
func ActionState(a kpi.Action, today kpi.Date) string {
	by := "by " + a.Due.Words()
	switch a.State {
	case kpi.ActionOpen:
		switch {
		case a.Overdue(today):
			return by + " (overdue)"
		case a.Due == today:
			return by + " (today)"
		}
		return by
	case kpi.ActionReplaced:
		return "replaced by another action"
	case kpi.ActionCancelled:
		return "taken back by who added it"
	}
	said := string(a.State)
	if a.Outcome != "" {
		said += ": " + Cut(OneLine(a.Outcome), maxOutcome)
	}
	return said
}
