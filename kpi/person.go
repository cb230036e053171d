package kpi

import "slices"

// Role is what a person may do besides what their own indicators let them.
type Role string

// The roles that a register may give.
const (
	Member  Role = "member"
	Manager Role = "manager"
	Admin   Role = "admin" // the performance team
)

// Person is somebody in the council's register. They are known by their Slack user id, never by a display name.
type Person struct {
	SlackID string
	Name    string
	Email   string
	Roles   []Role
	Manager string      // Slack id of the line manager; may be empty
	Alerts  AlertTiming // empty where neither they nor the register chose: AlertsAtOnce

	// Outside is never set on somebody in the register. It stands for everybody who reads a channel that is shared with
	// another organisation: they may see only what was published.
	Outside bool `json:"-"`
}

// Is reports whether the person has the role.
func (p Person) Is(role Role) bool { return slices.Contains(p.Roles, role) }

// MayPost reports whether the person may post the indicator's figures: as its owner, deputy or manager, or as one of
// the performance team.
func (p Person) MayPost(i Indicator) bool {
	if p.SlackID == "" {
		return false
	}
	return p.SlackID == i.Owner || p.SlackID == i.Deputy || p.SlackID == i.Manager || p.Is(Admin)
}

// Committee is a body of councillors that indicators are reported to.
type Committee struct {
	Name    string
	Channel string   // Slack id of its channel
	Members []string // Slack ids
	Ladder  Ladder   // nil is DefaultLadder
	SignOff SignOffMode

	Corrections CorrectionMode

	SelfSignOff  bool // people may sign off what they posted or own themselves
	ActionsOnAny bool // actions may be recorded against any rating, not only against Red
}

// ChaseLadder is the committee's own ladder, or the default.
func (c Committee) ChaseLadder() Ladder {
	if c.Ladder != nil {
		return c.Ladder
	}
	return DefaultLadder
}
