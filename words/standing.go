package words

import (
	"fmt"
	"slices"
	"time"

	"chaser/kpi"
)

// Standing is how a card stands with its committee: whose it still is, or what became of it; empty where there is
// nothing to say.
func Standing(c kpi.Card, zone *time.Location) string {
	s := c.Standing
	if line := signedOff(s, zone); line != "" {
		if now := standingNow(c, zone); now != "" {
			return line + " · " + now
		}
		return line
	}
	return standingNow(c, zone)
}

// signedOff is by whom and when; empty where nobody did.
func signedOff(s kpi.Standing, zone *time.Location) string {
	if s.SignOff.State != kpi.SignedOff || s.SignOff.ByName == "" {
		return ""
	}
	return "Signed off by " + s.SignOff.ByName + " on " + Day(s.SignOff.At, zone)
}

func standingNow(c kpi.Card, zone *time.Location) string {
	s := c.Standing
	switch {
	case s.SignOff.State == kpi.AwaitsSignOff:
		return "Awaiting sign-off by " + Signer(s.Signer)
	case s.SignOff.State == kpi.SentBack:
		return "Sent back by " + s.SignOff.ByName + ": " + Cut(s.SignOff.Reason, maxReason)
	case s.Stage == kpi.StageWorking:
		return "Working figure, not published yet"
	case s.Stage == kpi.StageUnpublished && c.Figure == nil:
		return "Nothing has been published for " + c.Period.Words() + " yet"
	case s.Stage == kpi.StageUnpublished:
		return "Not published yet"
	case s.Stage == kpi.StagePublished && s.Restated == nil:
		return "Published on " + Day(s.Published, zone)
	}
	return ""
}

// StandingMark is Standing in a few words, for a list.
func StandingMark(c kpi.Card) string {
	s := c.Standing
	switch {
	case s.SignOff.State == kpi.AwaitsSignOff:
		return "awaiting sign-off"
	case s.SignOff.State == kpi.SentBack:
		return "sent back"
	case s.Stage == kpi.StageWorking:
		return "working figure"
	case s.Stage == kpi.StageUnpublished:
		return "not published yet"
	case s.Restated != nil && s.Restated.SameMeasure():
		return "restated in words"
	case s.Restated != nil && c.Figure != nil && c.Figure.Revision == s.Restated.To.Revision:
		return "restated"
	case s.Restated != nil:
		return "restated: now " + Shown(c, s.Restated.To) + ", " + RatingOf(s.Restated.To)
	}
	return ""
}

// Restatement is how a card says that a figure has changed since it was published.
type Restatement struct {
	Heading string
	Text    string
}

func restatementOf(c kpi.Card, zone *time.Location) *Restatement {
	s := c.Standing
	if s.Restated == nil {
		return nil
	}
	heading := "Restated on " + Day(s.Restated.At(), zone)
	if !s.SignOff.Cleared() {
		heading = "To be restated"
	}
	return &Restatement{heading, Restated(c.Indicator, *s.Restated, s.Published, zone, beside(c)...)}
}

// Restated is both values with their ratings, and why; with others beside them, they read as none of those that they
// are not.
func Restated(i kpi.Indicator, r kpi.Restatement, published time.Time, zone *time.Location, beside ...kpi.Figure) string {
	said := "Published on " + Day(published, zone) + " without a figure."
	beside = append(slices.Clone(beside), r.To)
	if r.From != nil {
		beside = append(beside, *r.From)
		said = fmt.Sprintf("Published on %s: %s, %s.", Day(published, zone), i.ShowFigure(*r.From, beside...), RatingOf(*r.From))
	}
	switch {
	case r.SameMeasure():
		said += " The figure stays as it was; its words were changed."
	default:
		said += fmt.Sprintf(" Now: %s, %s.", i.ShowFigure(r.To, beside...), RatingOf(r.To))
	}
	if r.To.Reason != "" {
		said += "\nWhy: " + Sentence(Cut(OneLine(r.To.Reason), maxReason))
	}
	return said
}

// StandsAs is the sentence that follows the answer to a posted figure, with a space before it; empty where there is
// nothing to say.
func StandsAs(c kpi.Card) string {
	switch s := c.Standing; {
	case s.SignOff.State == kpi.AwaitsSignOff:
		return " It awaits sign-off by " + Signer(s.Signer) + "."
	case s.SignOff.State == kpi.SentBack:
		return " It was sent back by " + s.SignOff.ByName + " and has not been signed off."
	case s.Restated != nil:
		return " It had been published, so the committee reads that it was restated."
	}
	return ""
}

// Signer is who signs off: a person by name, or the performance team where it is nobody in particular.
func Signer(p kpi.Person) string {
	if p.SlackID == "" {
		return "the performance team"
	}
	return p.Name
}
