package kpi

import "time"

// SignOffMode is whose approval a committee's figures need before the committee sees them.
type SignOffMode string

// By default a figure is seen as soon as it is posted.
const (
	NoSignOff      SignOffMode = ""        // a register may write none
	ManagerSignOff SignOffMode = "manager" // the indicator's manager, or where it names none the owner's line manager
)

// SignOffState is how far a figure has come with whoever signs it off.
type SignOffState string

// A figure awaits approval until it is signed off or sent back; one that was sent back may still be signed off after all.
const (
	SignOffUnneeded SignOffState = "" // nobody's approval is needed, as for what an import brings
	AwaitsSignOff   SignOffState = "awaiting"
	SignedOff       SignOffState = "approved"
	SentBack        SignOffState = "sent-back"
)

// SignOff is what has been said of a revision of a figure by whoever signs it off.
type SignOff struct {
	State  SignOffState
	By     string // Slack id
	ByName string
	At     time.Time
	Reason string // why it was sent back
}

// Cleared reports whether the committee may see the figure.
func (s SignOff) Cleared() bool { return s.State == SignOffUnneeded || s.State == SignedOff }

// Signer is the Slack id of who signs off an indicator's figures, given the line manager of its owner; empty where that is nobody, and then the
// performance team does.
func (i Indicator) Signer(lineManager string) string {
	if i.Manager != "" {
		return i.Manager
	}
	return lineManager
}

// MaySign reports whether the person signs off the indicator's figures, given the line manager of its owner.
func (p Person) MaySign(i Indicator, lineManager string) bool {
	return p.SlackID != "" && (p.Is(Admin) || p.SlackID == i.Signer(lineManager))
}
