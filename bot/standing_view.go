package bot

import (
	"fmt"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"chaser/kpi"
)

// standingBlocks say how a card stands with its committee: whose it still is, or what became of it since it was published.
func standingBlocks(c kpi.Card, zone *time.Location) []slack.Block {
	s := c.Standing
	var blocks []slack.Block
	if line := standingLine(c, zone); line != "" {
		blocks = append(blocks, note(line))
	}
	if s.Restated != nil {
		head := "Restated on " + dayIn(s.Restated.At(), zone)
		if !s.SignOff.Cleared() {
			head = "To be restated"
		}
		blocks = append(blocks, paragraph(bold(head+"\n"), literal(restatedWords(c.Indicator, *s.Restated, s.Published, zone))))
	}
	return blocks
}

// standingLine is how a card stands in a line; empty where there is nothing to say.
func standingLine(c kpi.Card, zone *time.Location) string {
	s := c.Standing
	switch {
	case s.SignOff.State == kpi.AwaitsSignOff:
		return "Awaiting sign-off by " + signerName(s.Signer)
	case s.SignOff.State == kpi.SentBack:
		return "Sent back by " + s.SignOff.ByName + ": " + cut(s.SignOff.Reason, maxShownReason)
	case s.Stage == kpi.StageWorking:
		return "Working figure, not published yet"
	case s.Stage == kpi.StageUnpublished && c.Figure == nil:
		return "Nothing has been published for " + c.Period.Words() + " yet"
	case s.Stage == kpi.StageUnpublished:
		return "Not published yet"
	case s.Stage == kpi.StagePublished && s.Restated == nil:
		return "Published on " + dayIn(s.Published, zone)
	}
	return ""
}

// standingMark is how a card stands in a list, where there is room for a few words.
func standingMark(c kpi.Card) string {
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
		return "restated: now " + c.Indicator.ShowFigure(s.Restated.To) + ", " + string(s.Restated.To.Rating)
	}
	return ""
}

// restatedWords are both values with their ratings, and why.
func restatedWords(i kpi.Indicator, r kpi.Restatement, published time.Time, zone *time.Location) string {
	said := "Published on " + dayIn(published, zone) + " without a figure."
	if r.From != nil {
		said = fmt.Sprintf("Published on %s: %s, %s.", dayIn(published, zone), i.ShowFigure(*r.From), r.From.Rating)
	}
	switch {
	case r.SameMeasure():
		said += " The figure stays as it was; its words were changed."
	default:
		said += fmt.Sprintf(" Now: %s, %s.", i.ShowFigure(r.To), r.To.Rating)
	}
	if r.To.Reason != "" {
		said += "\nWhy: " + sentence(cut(strings.Join(strings.Fields(r.To.Reason), " "), maxShownReason))
	}
	return said
}

// signOffSentence follows the answer to a posted figure.
func signOffSentence(c kpi.Card) string {
	switch s := c.Standing; {
	case s.SignOff.State == kpi.AwaitsSignOff:
		return " It awaits sign-off by " + signerName(s.Signer) + "."
	case s.SignOff.State == kpi.SentBack:
		return " It was sent back by " + s.SignOff.ByName + " and has not been signed off."
	case s.Restated != nil:
		return " It had been published, so the committee reads that it was restated."
	}
	return ""
}

// signerName is who signs off; the performance team, where it is nobody in particular.
func signerName(p kpi.Person) string {
	if p.SlackID == "" {
		return "the performance team"
	}
	return p.Name
}

// dayIn is the day that an instant is by the council's clock.
func dayIn(t time.Time, zone *time.Location) string { return kpi.DateOf(t.In(zone)).Words() }
