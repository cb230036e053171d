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
	if written := c.Assessment().Rule; written != "" {
		if rule, err := kpi.ParseRule(written); err == nil {
			written = fmt.Sprintf("%s The register writes it %s.", rule.InWords(), written)
		}
		blocks = append(blocks, note("The rule it was rated by: "+written))
	}
	blocks = append(blocks, buttons(button(pressCard, "See the card", about(c.Indicator.Code, c.Period))))
	return say(title+": "+cmp.Or(said.Explanation, said.Figure+"."), blocks...)
}

// coloursMessage is the report's key: what each rating means under the usual rule.
func coloursMessage(command string) *Message {
	title := "What the colours mean"
	var lines []slack.RichTextSectionElement
	for n, m := range words.RatingMeanings() {
		if n > 0 {
			lines = append(lines, literal("\n"))
		}
		lines = append(lines, circleEmoji(m.Rating), literal(" "), bold(string(m.Rating)), literal(": "+m.Meaning))
	}
	return say(title, paragraph(bold(title)), paragraph(lines...),
		note(fmt.Sprintf("An indicator may have a rule of its own. Type %s explain 178 for why its figure has its colour.", command)))
}
