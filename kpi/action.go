package kpi

import (
	"cmp"
	"slices"
	"time"
)

// ActionState is how far an action has come.
type ActionState string

// An action is open until it is done, dropped as no longer useful, or replaced by another. A cancelled one was taken
// back as soon as it was added, and counts as never added.
const (
	ActionOpen      ActionState = "open"
	ActionDone      ActionState = "done"
	ActionDropped   ActionState = "dropped"
	ActionReplaced  ActionState = "replaced"
	ActionCancelled ActionState = "cancelled"
)

// Action is what somebody has undertaken to do about an indicator's under-performance.
type Action struct {
	ID        int64
	Indicator string // its code
	Period    Period // of the figure that it was raised against
	Text      string
	Owner     string // Slack id of who does it
	OwnerName string
	Due       Date
	State     ActionState
	RaisedBy  string // Slack id
	RaisedAt  time.Time
	SettledAt time.Time // zero while it is open
	SettledBy string    // Slack id; empty while it is open
	Outcome   string    // what came of it, in the words of who settled it; may be empty
}

// Settled reports whether nothing more is expected of the action.
func (a Action) Settled() bool { return a.State != ActionOpen }

// Overdue reports whether the action is open and its day has passed.
func (a Action) Overdue(today Date) bool { return !a.Settled() && a.Due.Before(today) }

// ActionsOn is which of an indicator's actions its card for the period shows. First come the open ones, whichever
// period they were raised in, by their due dates; then those raised in the period and settled since, in that order.
func ActionsOn(all []Action, p Period) []Action {
	var open, settled []Action
	for _, a := range all {
		switch {
		case a.State == ActionCancelled:
		case !a.Settled():
			open = append(open, a)
		case a.Period == p:
			settled = append(settled, a)
		}
	}
	slices.SortStableFunc(open, func(a, b Action) int {
		return cmp.Or(cmp.Compare(a.Due.String(), b.Due.String()), cmp.Compare(a.ID, b.ID))
	})
	slices.SortStableFunc(settled, func(a, b Action) int { return cmp.Or(a.SettledAt.Compare(b.SettledAt), cmp.Compare(a.ID, b.ID)) })
	return append(open, settled...)
}
