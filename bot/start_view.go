package bot

import (
	"fmt"

	"github.com/slack-go/slack"

	"chaser/kpi"
)

// maxStartOwed is how many owed figures stand in the first answer; “All that is due” has the rest.
const maxStartOwed = 10

// startMessage is what I owe, then what I can do.
func startMessage(mine []kpi.Card, answers bool, today kpi.Date, command string) *Message {
	title := dueTitle(mine)
	if !answers {
		title = "No figures are asked of you; every card is open to you."
	}
	var items []item
	for _, c := range mine {
		items = append(items, item{blocks: owedCard(c, today, true, "")})
	}
	listed, next := page(items, 0)
	if len(items) > maxStartOwed {
		listed, next = page(items[:maxStartOwed], 0)
		next = max(next, maxStartOwed)
	}
	blocks := append([]slack.Block{paragraph(bold(title))}, listed...)
	var row []*slack.ButtonBlockElement
	if next > 0 {
		row = append(row, button(pressDue, "All that is due", subject{}))
	}
	if answers {
		row = append(row, button(pressForm, "Post a figure", subject{}))
	}
	row = append(row, button(pressRed, "What is Red", subject{}), button(pressList, "All indicators", subject{}), button(pressHelp, "Help", subject{}))
	blocks = append(blocks,
		note(fmt.Sprintf("Type %s 178 for a card, %s 178 142 to post a figure, or %s help for more.", command, command, command)),
		buttons(row...))
	return say(title, blocks...)
}
