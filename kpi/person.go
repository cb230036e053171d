package kpi

import "slices"

// Role is what a person may do beyond their own indicators.
type Role string

// The roles that a register may give.
const (
	Member  Role = "member"
	Manager Role = "manager"
	Admin   Role = "admin" // the performance team
)

// Person is somebody whom the council's register knows, by Slack user id and never by display name.
type Person struct {
	SlackID string
	Name    string
	Email   string
	Roles   []Role
	Manager string      // Slack id of the line manager; may be empty
	Alerts  AlertTiming // empty: neither they nor the register chose; AlertsAtOnce

	// Outside is set of nobody whom a register knows, but of whoever reads a channel that another organisation shares:
	// of them only what was published is for.
	Outside bool `json:"-"`
}

// Is reports whether the person has the role.
func (p Person) Is(role Role) bool { return slices.Contains(p.Roles, role) }

// MayPost reports whether the person may post the indicator's figures: its owner, its deputy, its manager, or an
// administrator.
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

	SelfSignOff  bool // people may sign off what they posted or own; else somebody else must
	ActionsOnAny bool // actions may be recorded against any rating, and not against Red alone
}

// ChaseLadder is the committee's own ladder, or the default.
func (c Committee) ChaseLadder() Ladder {
	if c.Ladder != nil {
		return c.Ladder
	}
	return DefaultLadder
}
