package bot

import (
	"strings"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/words"
)

// maxPiece is how much text stands in one block of the full card, in characters.
const maxPiece = 2900

// fullCardView is what “Show all” opens: everything that a card has, with nothing cut. A modal has no charts.
func fullCardView(c kpi.Card, how cardFor) slack.ModalViewRequest {
	said := words.OfCard(c, how.today, how.zone)
	blocks := []slack.Block{paragraph(bold(said.Name)), ratingBlock(said)}
	blocks = append(append(blocks, standingBlocks(said)...), note(said.Measured(false)))
	if f := c.Figure; f != nil {
		blocks = append(blocks, inFull("Commentary", f.Commentary)...)
		blocks = append(blocks, inFull("Actions", words.Actions(c, how.today, kpi.MaxAction))...)
		if f.Revision > 1 {
			blocks = append(blocks, inFull("Reason for the revision", f.Reason)...)
		}
	}
	for _, q := range c.Questions {
		blocks = append(blocks, questionInFull(q)...)
	}
	blocks = append(blocks, inFull("How it is measured", c.Indicator.Description)...)
	if len(c.Indicator.Links) > 0 {
		blocks = append(blocks, paragraph(bold("Useful links")))
		for _, l := range c.Indicator.Links {
			blocks = append(blocks, paragraph(linkElement(l, max(kpi.MaxLinkText, kpi.MaxURL))))
		}
	}
	blocks = append(blocks, note(said.Provenance(how.shared)))
	return readOnlyView(c.Indicator.Code, blocks)
}

// inFull is a text under its heading, over as many blocks as it takes.
func inFull(heading, text string) []slack.Block {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	blocks := []slack.Block{paragraph(bold(heading))}
	for _, piece := range words.Split(text, maxPiece) {
		blocks = append(blocks, paragraph(literal(piece)))
	}
	return blocks
}

// readOnlyView is a modal to read and close.
func readOnlyView(title string, blocks []slack.Block) slack.ModalViewRequest {
	return slack.ModalViewRequest{
		Type: slack.VTModal, Title: plain(title, maxModalTitle), Close: plain("Close", maxModalTitle),
		Blocks: slack.Blocks{BlockSet: blocks},
	}
}
