package bot

import (
	"github.com/slack-go/slack"

	"chaser/words"
)

// standingBlocks say how a card stands with its committee: who must still do something about it, or what became of it
// since it was published.
func standingBlocks(c words.Card) []slack.Block {
	var blocks []slack.Block
	if c.Standing != "" {
		blocks = append(blocks, note(c.Standing))
	}
	if c.Restated != nil {
		blocks = append(blocks, paragraph(bold(c.Restated.Heading+"\n"), literal(c.Restated.Text)))
	}
	return blocks
}
