package words

import (
	"strings"

	"chaser/kpi"
)

// NoActions is said of a red figure that nobody has yet said what is being done about.
const NoActions = "No actions have been given yet"

// maxOutcome is how much stands in a line of what became of an action, in characters.
const maxOutcome = 150

// Actions is what a card says is being done: what stands with the figure itself, then each action in a line; empty
// where there is nothing. So much of each action is shown, in characters.
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

// ActionsInALine is the same run together for where there is room for a line or two: the actions that are open, or
// where none is what became of them, then what stands with the figure itself.
func ActionsInALine(c kpi.Card, today kpi.Date) string {
	var said []string
	for _, a := range shortly(c) {
		said = append(said, Action(a, today, kpi.MaxAction))
	}
	return strings.Join(append(said, ownActions(c)...), "; ")
}

// ActionsPublished is the same, part by part, for a message that stands for good: what was overdue on the day it was
// published says so. So much of each action is shown, in characters, and all of what stands with the figure.
func ActionsPublished(c kpi.Card, published kpi.Date, each int) []string {
	var said []string
	for _, a := range shortly(c) {
		day := published
		if a.Due == day {
			day = kpi.Date{} // “today” would be wrong tomorrow
		}
		said = append(said, Action(a, day, each))
	}
	return append(said, ownActions(c)...)
}

// shortly are the actions that are open, or where none is all, to read what became of them.
func shortly(c kpi.Card) (all []kpi.Action) {
	for _, a := range c.StandingActions() {
		if !a.Settled() || c.OpenActions() == 0 {
			all = append(all, a)
		}
	}
	return all
}

// ownActions is what stands with the figure itself, where something does.
func ownActions(c kpi.Card) []string {
	if c.Figure == nil || c.Figure.Actions == "" {
		return nil
	}
	return []string{OneLine(c.Figure.Actions)}
}

// Action is an action in a line: what, in at most so many characters, who, by when, and how it stands.
func Action(a kpi.Action, today kpi.Date, limit int) string {
	return Cut(OneLine(a.Text), limit) + " — " + a.OwnerName + ", " + ActionState(a, today)
}

// ActionState is by when an action is to be done, or what became of it.
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
