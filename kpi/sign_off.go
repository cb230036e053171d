package kpi

import "time"

// SignOffMode is whose approval a figure needs before its committee sees it.
type SignOffMode string

// By default, a figure is seen as soon as it is posted.
const (
	NoSignOff      SignOffMode = ""        // a register may write none
	ManagerSignOff SignOffMode = "manager" // Signers says whose
)

// SignOffState is how far a figure has come in being signed off.
type SignOffState string

// A figure awaits sign-off until it is signed off or sent back. One that was sent back may still be signed off.
const (
	SignOffUnneeded SignOffState = "" // nobody's approval is needed, such as for an import
	AwaitsSignOff   SignOffState = "awaiting"
	SignedOff       SignOffState = "approved"
	SentBack        SignOffState = "sent-back"
)

// SignOff is what was said of a revision of a figure by whoever signs it off.
type SignOff struct {
	State  SignOffState
	By     string // Slack id
	ByName string
	At     time.Time
	Reason string // why it was sent back
}

// Cleared reports whether the committee may see the figure.
func (s SignOff) Cleared() bool { return s.State == SignOffUnneeded || s.State == SignedOff }

// Signers are those who sign off an indicator's figures, in turn: its manager, then its owner's line manager. After
// them comes the performance team.
type Signers struct {
	InTurn []Person // only those whom the register knows
	Own    bool     // they may sign off their own figures: the committee's self_sign_off
}

// Of is who signs off what somebody posted: the first signer whose own figure it is not. An empty Person stands for the
// performance team.
func (s Signers) Of(i Indicator, postedBy string) Person {
	for _, p := range s.InTurn {
		if s.Own || !isOwn(p, i, postedBy) {
			return p
		}
	}
	return Person{}
}

// May reports whether the person may sign off what somebody posted: whoever signs it off and the performance team may,
// but nobody their own figure, unless the committee allows that.
func (s Signers) May(p Person, i Indicator, postedBy string) bool {
	if p.SlackID == "" || !s.Own && isOwn(p, i, postedBy) {
		return false
	}
	return p.Is(Admin) || p.SlackID == s.Of(i, postedBy).SlackID
}

// Posting is the sign-off that a figure begins with when the person posts it. A signer who may sign off their own
// figures has signed it off by posting. Being in the performance team is not enough for that.
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

// Refuse says why the person may not sign off what somebody posted, and who may.
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
		return Deny("", "The figures of %s are signed off by %s, and you are not among those who may. Nothing was changed.", i.Code, signer)
	case p.SlackID == postedBy:
		return Deny("", "You posted this figure of %s yourself, so %s signs it off. Nothing was changed.", i.Code, signer)
	}
	return Deny("", "%s is yours, so %s signs off its figures. Nothing was changed.", i.Code, signer)
}

// ManagedBy is the Slack id of who answers for the indicator, given its owner's line manager: its own manager, else
// that line manager. It is empty where neither is named.
func (i Indicator) ManagedBy(lineManager string) string {
	if i.Manager != "" {
		return i.Manager
	}
	return lineManager
}
