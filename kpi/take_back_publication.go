package kpi

import (
	"fmt"
	"time"
)

// TakenBackWithin is for how long after it was published a period can be taken back: as long as it takes to see that
// the wrong thing was posted, and not so long that people rely on it.
const TakenBackWithin = 15 * time.Minute

// TakingBackPublication is the facts that it is decided on whether a publication can be taken back, read with everybody
// kept out who could build on it.
type TakingBackPublication struct {
	Period    Period
	Published time.Time
	Now       time.Time
	Zone      *time.Location

	// What has come of it since; of each the first.
	Corrected   *Figure // of a published card
	CorrectedBy string  // the name of who posted it; empty where an import brought it
	Shown       string  // the corrected figure in its indicator's unit
	Asked       *Question
	Acted       *Action
	ActedBy     string    // the name of who added it
	Replied     bool      // somebody has written to the bot in the thread of a message
	Reported    time.Time // when its report was made; zero: it was not
	Later       Period    // published since, and compared with this one; zero: none
}

// Decide refuses to take back what was published too long ago, or what somebody has built on, and says what to do
// instead.
func (t TakingBackPublication) Decide() error {
	switch {
	case t.Asked != nil:
		return t.built("%s asked about %s %s: “%s”", nameOr(t.Asked.AskedByName, "Somebody"), t.Asked.Indicator, t.on(t.Asked.AskedAt), Excerpt(t.Asked.Text))
	case t.Acted != nil:
		return t.built("%s added an action to %s %s", nameOr(t.ActedBy, "Somebody"), t.Acted.Indicator, t.on(t.Acted.RaisedAt))
	case t.Corrected != nil:
		return t.built("%s corrected %s to %s %s, and the committee is told", nameOr(t.CorrectedBy, "An import"), t.Corrected.Indicator, t.Shown, t.on(t.Corrected.PostedAt))
	case t.Replied:
		return t.built("Somebody has replied to it in the committee's channel")
	case !t.Reported.IsZero():
		return t.built("Its report was made %s", t.on(t.Reported))
	case !t.Later.IsZero():
		return Refuse("", "%s was not taken back: %s was published since, and compares with it. Take that back first.", t.Period.Words(), t.Later.Words())
	case t.Now.Sub(t.Published) > TakenBackWithin:
		return t.built("It could be for %d minutes, until %s", int(TakenBackWithin.Minutes()), t.at(t.Published.Add(TakenBackWithin)))
	}
	return nil
}

// built says what keeps it from being taken back, and what to do instead.
func (t TakingBackPublication) built(format string, args ...any) *Refusal {
	return Refuse("", "%s was not taken back. %s. If a figure is wrong, post the right one with the reason: the committee reads both.",
		t.Period.Words(), fmt.Sprintf(format, args...))
}

func (t TakingBackPublication) on(at time.Time) string { return "on " + t.at(at) }

func (t TakingBackPublication) at(at time.Time) string {
	return at.In(t.Zone).Format("2 January 2006 at 15:04")
}
