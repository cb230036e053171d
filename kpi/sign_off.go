package kpi

import "time"

// SignOffMode is whose approval a committee's figures need before the committee sees them.
type SignOffMode string

// By default a figure is seen as soon as it is posted.
const (
	NoSignOff      SignOffMode = ""        // a register may write none
	ManagerSignOff SignOffMode = "manager" // as Signers tells
)

// SignOffState is how far a figure has come with whoever signs it off.
type SignOffState string

// A figure awaits approval until it is signed off or sent back; one that was sent back may still be signed off after
// all.
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

// Signers are who signs off an indicator's figures, in turn: its manager, then its owner's line manager. Behind them
// stands the performance team.
type Signers struct {
	InTurn []Person // without those whom the register does not name
	Own    bool     // they may sign what is their own: the committee's self_sign_off
}

// Of is who signs off what somebody posted of the indicator: the first whose own it is not. Without a Slack id it is
// the performance team.
func (s Signers) Of(i Indicator, postedBy string) Person {
	for _, p := range s.InTurn {
		if s.Own || !isOwn(p, i, postedBy) {
			return p
		}
	}
	return Person{}
}

// May reports whether the person may sign off what somebody posted of the indicator: who signs it, and the performance
// team, but nobody what is their own.
func (s Signers) May(p Person, i Indicator, postedBy string) bool {
	if p.SlackID == "" || !s.Own && isOwn(p, i, postedBy) {
		return false
	}
	return p.Is(Admin) || p.SlackID == s.Of(i, postedBy).SlackID
}

// Posting is what a figure of the indicator needs that the person posts. Who would sign it off has done so by posting
// it, where they may sign what is their own; being of the performance team is not enough.
func (s Signers) Posting(mode SignOffMode, who Person, i Indicator, now time.Time) SignOff {
	switch {
	case mode != ManagerSignOff:
		return SignOff{}
	case s.Own && who.SlackID != "" && who.SlackID == s.Of(i, who.SlackID).SlackID:
		return SignOff{State: SignedOff, By: who.SlackID, ByName: who.Name, At: now}
	}
	return SignOff{State: AwaitsSignOff}
}

// isOwn reports whether a figure is the person's own: they own its indicator, or posted it.
func isOwn(p Person, i Indicator, postedBy string) bool {
	return p.SlackID == i.Owner || p.SlackID == postedBy
}

// Refuse says why the person may not sign off what somebody posted of the indicator, and who may.
func (s Signers) Refuse(p Person, i Indicator, postedBy string) *Refusal {
	signer := s.Of(i, postedBy).Name
	if signer == "" {
		signer = "the performance team"
		if p.Is(Admin) {
			signer = "somebody else of the performance team"
		}
	}
	switch {
	case s.Own || !isOwn(p, i, postedBy):
		return Refuse("", "The figures of %s are signed off by %s, and you are not among those who may. Nothing was changed.", i.Code, signer)
	case p.SlackID == postedBy:
		return Refuse("", "You posted this figure of %s yourself, so %s signs it off. Nothing was changed.", i.Code, signer)
	}
	return Refuse("", "%s is yours, so %s signs off its figures. Nothing was changed.", i.Code, signer)
}

// ManagedBy is the Slack id of who answers for the indicator, given the line manager of its owner: whom it names, or
// where it names nobody that manager; empty where that is nobody.
func (i Indicator) ManagedBy(lineManager string) string {
	if i.Manager != "" {
		return i.Manager
	}
	return lineManager
}
