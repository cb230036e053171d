package bot

import (
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// maxNoticeFinal is how many provisional figures have their buttons in one message.
const maxNoticeFinal = 5

// unfinal are the figures that are still provisional, and still asked of the recipient.
func (n noticeFor) unfinal() (open []store.NoticeItem) {
	for _, i := range n.of(kpi.DutyFinal) {
		if !i.In && i.With.SlackID == n.recipient {
			open = append(open, i)
		}
	}
	return open
}

// finalTitle is the title of a message in which nothing is more pressing.
func finalTitle(open []store.NoticeItem) string {
	if len(open) == 1 {
		return "One figure has been provisional for more than a quarter. Is it final by now?"
	}
	return fmt.Sprintf("%s figures have been provisional for more than a quarter. Are they final by now?", kpi.Count.ShowInt(len(open)))
}

// finalBlocks are the figures that are, or were, provisional for long, each with the ways to be done with it.
func (n noticeFor) finalBlocks(room int) []slack.Block {
	items := n.of(kpi.DutyFinal)
	if len(items) == 0 {
		return nil
	}
	var (
		blocks []slack.Block
		done   []string
		fit    = fitting{bytes: room, pieces: maxNoticeFinal}
	)
	for _, i := range items {
		if i.In || i.With.SlackID != n.recipient {
			if len(done) < maxNoticeLines/2 {
				done = append(done, settledFinal(i))
			}
			continue
		}
		if card := n.finalCard(i); fit.card(card) {
			blocks = append(blocks, card...)
		}
	}
	if open := n.unfinal(); len(blocks) > 0 && n.title() != finalTitle(open) {
		blocks = append([]slack.Block{paragraph(bold(finalTitle(open)))}, blocks...)
	}
	if fit.left > 0 {
		blocks = append(blocks, note(fmt.Sprintf("%s: type %s check with their period.", words.More(fit.left), n.command)))
	}
	if len(done) > 0 {
		blocks = append(blocks, paragraph(literal(cutSent(strings.Join(done, "\n"), maxDoneSent/2))))
	}
	return blocks
}

func (n noticeFor) finalCard(i store.NoticeItem) []slack.Block {
	c, here := i.Card, about(i.Card.Indicator.Code, i.Period)
	stands := here
	stands.Typed = c.Indicator.ShowTyped(*c.Figure)
	said := []string{stands.Typed, words.RatingOf(*c.Figure), i.Period.Words()}
	if at := c.Figure.PostedAt; !at.IsZero() {
		said = append(said, "posted on "+words.Day(at, n.zone))
	}
	if owner := n.names[c.Indicator.Owner]; owner != "" && c.Indicator.Owner != n.recipient {
		said = append(said, "you have it for "+owner)
	}
	text := fmt.Sprintf("*%s* %s\n%s", escaped(c.Indicator.Code), escaped(words.Cut(c.Indicator.Title, maxShortTitle)), escaped(strings.Join(said, " · ")))
	return []slack.Block{
		slack.NewSectionBlock(marked(text), nil, nil),
		buttons(primary(button(pressPostFinal, "Post the final figure", here)), button(pressFinal, "It is final as it stands", stands), button(pressCard, "See the card", here)),
	}
}

// settledFinal is a figure of which the recipient is not asked any more whether it is final.
func settledFinal(i store.NoticeItem) string {
	name := i.Card.Indicator.Code + " " + words.Cut(i.Card.Indicator.Title, maxShortTitle)
	switch {
	case i.Card.Figure == nil:
		return "– " + name + " · taken back for " + i.Period.Words()
	case i.In:
		return "✓ " + name + " · " + i.Card.Indicator.ShowTyped(*i.Card.Figure) + " · " + words.RatingOf(*i.Card.Figure) + " · " + i.Period.Words()
	case i.With.SlackID != "":
		return "→ " + name + " · with " + i.With.Name
	}
	return "– " + name + " · " + i.Period.Words()
}
