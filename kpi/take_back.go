package kpi

import (
	"fmt"
	"time"
)

// TakingBack is the facts that decide whether a figure can be taken back, read under the indicator's lock.
type TakingBack struct {
	Indicator    Indicator
	Figure       Figure // the one to be taken back
	PostedByName string
	Newest       Figure    // the newest revision of its period: itself, unless it was revised since
	RevisedBy    string    // the name of who posted the newest; empty where an import brought it
	Published    time.Time // when its committee was shown the period; zero where it was not
	Answered     *Question // the last question about the period answered since it was posted; nil for none
	Actions      []Action  // those raised against the period since
	ActionBy     string    // the name of who raised the first of them
	Zone         *time.Location
}

// BuiltOn says why a figure cannot be taken back: somebody has built on it since.
type BuiltOn struct {
	*Refusal
	Why         string // the part of the sentence that says what was done since, without what to do instead
	OwnRevision bool   // the asker revised it themselves, and can take that back first
	OwnAction   int64  // the action that the asker raised themselves, and can take back first; 0 for none
}

// Unwrap is the sentence for the person.
func (b *BuiltOn) Unwrap() error { return b.Refusal }

// May refuses everybody who may not take the figure back. The person who posted it may, and so may the performance
// team.
func (t TakingBack) May(who Person) error {
	if who.Is(Admin) || who.SlackID != "" && who.SlackID == t.Figure.PostedBy {
		return nil
	}
	if t.Figure.PostedBy == "" {
		return Deny(FieldIndicator, "%s was imported, and only the performance team can take it back. Ask them to.", t.unsaid())
	}
	return Deny(FieldIndicator, "%s was posted by %s: only they and the performance team can take it back. Ask one of them to.", t.unsaid(), t.PostedByName)
}

// unsaid names the figure without saying what it is, for somebody who may not know.
func (t TakingBack) unsaid() string {
	return "The figure of " + t.Indicator.Code + " for " + t.Figure.Period.Words()
}

// Decide refuses to take back a figure if the person may not, or if somebody has built on it: signed it off, shown it
// to the committee, answered for it, acted on it or revised it. Signing off one's own posting is not building on it.
// The error is a *Refusal; where somebody has built on it, a *BuiltOn with the refusal inside.
func (t TakingBack) Decide(who Person) error {
	if err := t.May(who); err != nil {
		return err
	}
	f := t.Figure
	switch {
	case t.Newest.Revision > f.Revision && t.Newest.PostedBy == who.SlackID && who.SlackID != "":
		return &BuiltOn{OwnRevision: true, Refusal: Refuse(FieldIndicator, "%s was not taken back. You changed it to %s on %s, so take that back first.",
			t.the(), t.Indicator.ShowFigure(t.Newest, t.Figure), t.on(t.Newest.PostedAt))}
	case t.Newest.Revision > f.Revision && t.RevisedBy == "":
		return t.built("An import changed it to %s on %s", t.Indicator.ShowFigure(t.Newest, t.Figure), t.on(t.Newest.PostedAt))
	case t.Newest.Revision > f.Revision:
		return t.built("%s changed it to %s on %s", t.RevisedBy, t.Indicator.ShowFigure(t.Newest, t.Figure), t.on(t.Newest.PostedAt))
	case !t.Published.IsZero() && f.SignOff.Cleared():
		return t.built("%s was published for %s on %s", t.Indicator.Code, f.Period.Words(), t.on(t.Published))
	case f.SignOff.State == SignedOff && f.SignOff.By != f.PostedBy:
		return t.built("%s signed it off on %s", nameOr(f.SignOff.ByName, "Somebody"), t.on(f.SignOff.At))
	case t.Answered != nil:
		return t.built("%s answered a question about it on %s", nameOr(t.Answered.AnsweredByName, "Somebody"), t.on(t.Answered.AnsweredAt))
	case len(t.Actions) > 0:
		return t.actedOn(who)
	}
	return nil
}

// actedOn refuses to take back a figure about which somebody has said that they do something.
func (t TakingBack) actedOn(who Person) error {
	first := t.Actions[0]
	if len(t.Actions) == 1 && !first.Settled() && first.RaisedBy == who.SlackID && who.SlackID != "" {
		return &BuiltOn{OwnAction: first.ID, Refusal: Refuse(FieldIndicator, "%s was not taken back. You added an action to it on %s, so take that back first.",
			t.the(), t.on(first.RaisedAt))}
	}
	return t.built("%s added an action to it on %s", nameOr(t.ActionBy, "Somebody"), t.on(first.RaisedAt))
}

func nameOr(name, other string) string {
	if name == "" {
		return other
	}
	return name
}

// built says what was done since, and what to do instead.
func (t TakingBack) built(format string, args ...any) *BuiltOn {
	why := fmt.Sprintf("%s was not taken back. %s.", t.the(), fmt.Sprintf(format, args...))
	return &BuiltOn{Why: why, Refusal: Refuse(FieldIndicator, "%s To change the figure, type `%s %s`, the right one and the reason, such as “Counted again.”",
		why, t.Indicator.Code, t.Figure.Period)}
}

// the names the figure for the beginning of a sentence.
func (t TakingBack) the() string {
	return fmt.Sprintf("%s for %s, %s,", t.Indicator.ShowFigure(t.Figure, t.Newest), t.Indicator.Code, t.Figure.Period.Words())
}

func (t TakingBack) on(at time.Time) string {
	in := at.In(t.Zone)
	return DateOf(in).Words() + " at " + in.Format("15:04")
}

// TakenBack says who took something back, and when.
type TakenBack struct {
	By     string // Slack id; empty for the operator at the command line
	ByName string
	At     time.Time
}

// Words say who took it back and when, to end a sentence with.
func (t TakenBack) Words(zone *time.Location) string {
	in := t.At.In(zone)
	return fmt.Sprintf("by %s on %s at %s", nameOr(t.ByName, "the operator"), DateOf(in).Words(), in.Format("15:04"))
}

// MayUndo refuses to take back an action, unless the person raised it or is in the performance team, and nothing has
// happened to it since.
func (c Acting) MayUndo(a Action, events int, replaces bool, who Person) error {
	switch {
	case who.SlackID == "" || who.SlackID != a.RaisedBy && !who.Is(Admin):
		return Deny(FieldAction, "Only who added an action, and the performance team, can take it back. Nothing was changed.")
	case a.Settled():
		return c.mustKeep(a, who, "take back")
	case replaces:
		return Refuse(FieldAction, "This action took the place of another, so it was not taken back. Change it, or close it as dropped and say why.")
	case events > 1:
		return Refuse(FieldAction, "This action has been changed since it was added, so it was not taken back. Change it, or close it as dropped and say why.")
	}
	return nil
}
