package bot

import (
	"cmp"
	"fmt"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/words"
)

// explanationMessage is why a card has its rating: what was compared with what, by which rule, and how far the next
// band is.
func explanationMessage(c kpi.Card, how cardFor) *Message {
	said := words.OfCard(c, how.today, how.zone)
	title := fmt.Sprintf("Why %s is %s for %s", c.Indicator.Code, words.Rating(c), c.Period.Words())
	blocks := []slack.Block{
		paragraph(bold(title)),
		paragraph(literal(said.Name)),
		ratingBlock(said),
		paragraph(literal(said.Measured(false))),
	}
	if rule := c.Assessment().Rule; rule != "" {
		blocks = append(blocks, note("The rule it was rated by: "+rule))
	}
	blocks = append(blocks, buttons(button(pressCard, "See the card", about(c.Indicator.Code, c.Period))))
	return say(title+": "+cmp.Or(said.Explanation, said.Figure+"."), blocks...)
}
