package kpi

import "time"

// ActionState is how far an action has come.
type ActionState string

// An action is open until it is done, dropped as no longer useful, or replaced by another.
const (
	ActionOpen     ActionState = "open"
	ActionDone     ActionState = "done"
	ActionDropped  ActionState = "dropped"
	ActionReplaced ActionState = "replaced"
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
	Outcome   string    // what came of it, in the owner's words; may be empty
}
