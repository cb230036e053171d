package bot

import (
	"fmt"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// postedMessage is the answer to a posted figure: what was understood and what it means, then the card.
func postedMessage(p store.Posted, how cardFor) *Message {
	if p.Asked != nil {
		return askedCorrectionMessage(*p.Asked)
	}
	how.lead, how.signOffSaid = postedLead(p), p.Card.Standing.SignOff.State == kpi.AwaitsSignOff
	how.prompts = promptBlocks(p.Card)
	how.undo = undoable(p)
	return cardMessage(p.Card, how)
}

// undoable is the figure that a receipt's Undo takes back. It is 0 where nothing was recorded, or where the committee
// already reads the figure.
func undoable(p store.Posted) int64 {
	s := p.Card.Standing
	if !p.Fresh || s.Stage == kpi.StagePublished && s.SignOff.Cleared() {
		return 0
	}
	return p.FigureID
}

// postedLead says in a sentence or two what was recorded and what that means.
func postedLead(p store.Posted) string {
	c := p.Card
	f := c.Figure
	if f == nil { // cannot happen: the store answers a post with the figure's card
		return "Recorded for " + c.Period.Words() + "."
	}
	shown := c.Indicator.ShowTyped(*f)
	period := f.Period.Words()
	var said string
	switch {
	case p.Fresh && p.Replaced == nil && f.Status == kpi.Unavailable:
		return fmt.Sprintf("Recorded: no figure for %s.", period) + words.StandsAs(c)
	case !p.Fresh:
		said = fmt.Sprintf("Already recorded: %s for %s.", shown, period)
	case p.Replaced != nil:
		said = words.Revised(c.Indicator, *p.Replaced, *f)
	default:
		said = fmt.Sprintf("Posted %s for %s.", shown, period)
	}
	return said + " " + words.Meaning(c) + words.StandsAs(c)
}

// receiptView takes the form's place once its figure is saved: what was recorded, what it means, and the card in brief.
func receiptView(p store.Posted, how cardFor) slack.ModalViewRequest {
	if p.Asked != nil {
		return askedCorrectionView(*p.Asked)
	}
	title := "Posted"
	if !p.Fresh {
		title = "Already recorded"
	}
	said := words.OfCard(p.Card, how.today, how.zone)
	blocks := []slack.Block{paragraph(bold(postedLead(p))), paragraph(literal(said.Name)), ratingBlock(said)}
	blocks = append(blocks, promptBlocks(p.Card)...)
	blocks = append(blocks, note(said.Provenance(how.shared)))
	if id := undoable(p); id != 0 {
		blocks = append(blocks, buttons(undoButton(id)))
	}
	v := readOnlyView(title, blocks)
	v.Close = plain("Done", maxModalTitle)
	return v
}
