package bot

import (
	"strings"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/words"
)

// maxWanted is how many posted figures that need something from their owner stand in an answer.
const maxWanted = 5

// wantedOf are the cards whose figure is posted but still needs something from its owner: it was sent back, or it is
// Red and nobody has said what is being done.
func wantedOf(cards []kpi.Card, owner string) (wanted []kpi.Card) {
	for _, c := range cards {
		if owner != "" && c.Indicator.Owner == owner && (sentBack(c) || c.LacksActions()) {
			wanted = append(wanted, c)
		}
	}
	return wanted
}

func sentBack(c kpi.Card) bool { return c.Standing.SignOff.State == kpi.SentBack }

// wantedTitle counts the cards, and says what they need.
func wantedTitle(wanted []kpi.Card) string {
	back := 0
	for _, c := range wanted {
		if sentBack(c) {
			back++
		}
	}
	switch n := len(wanted); back {
	case 0:
		return words.Counted(n, "1 Red needs", "Reds need") + " an action from you."
	case n:
		return words.Counted(n, "1 figure was", "figures were") + " sent back to you."
	default:
		return kpi.Count.ShowInt(n) + " figures need something from you: " + words.Counted(back, "1 was", "were") + " sent back, " +
			words.Counted(n-back, "1 Red needs", "Reds need") + " an action."
	}
}

// wantedBlocks say what each card needs, with the buttons for it: as many as fit into so many bytes.
func wantedBlocks(wanted []kpi.Card, room int) []slack.Block {
	if len(wanted) == 0 {
		return nil
	}
	blocks := []slack.Block{paragraph(bold(wantedTitle(wanted)))}
	fit := fitting{bytes: room, pieces: maxWanted}
	for _, c := range wanted[:min(len(wanted), maxWanted)] {
		here := about(c.Indicator.Code, c.Period)
		small := []string{c.Period.Words() + " · " + words.Change(c)}
		var row []*slack.ButtonBlockElement
		if sentBack(c) {
			small = append(small, words.Standing(c, nil))
			row = append(row, primary(button(pressEdit, "Post figure", here)))
		}
		if c.LacksActions() {
			small = append(small, words.NoActions)
			row = append(row, button(pressAddAction, "Add an action", here))
		}
		one := append(shortCard(c, button(pressCard, "Card", here), strings.Join(small, "\n")), buttons(row...))
		if fit.within(blocksSent(one)) {
			blocks = append(blocks, one...)
		}
	}
	if more := len(wanted) - fit.shown; more > 0 {
		blocks = append(blocks, note(words.More(more)+"; What is Red has those that are Red."))
	}
	return blocks
}

// drawWanted are the asker's posted figures that still need something.
func drawWanted(f homeFacts) []slack.Block {
	return wantedBlocks(wantedOf(f.mine, f.asker.SlackID), maxPageSent)
}
