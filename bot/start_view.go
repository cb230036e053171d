package bot

import (
	"fmt"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
)

// maxStartOwed is how many owed figures stand in the first answer; “All that is due” has the rest.
const maxStartOwed = 10

// start is what somebody has to do in Chaser.
type start struct {
	mine    []kpi.Card // the figures that they owe
	others  int        // how many figures are owed by people whom they answer for
	answers bool       // whether any figure is ever theirs to post
	wanted  []kpi.Card // posted figures that still need something

	actions  []store.ListedAction // their open ones
	unsigned int                  // how many figures await their sign-off
}

// startMessage says what the reader owes, then what they can do.
func startMessage(s start, today kpi.Date, command string) *Message {
	title := dueTitle(s.mine)
	if !s.answers {
		title = "You have no figures to post. You can read every card."
	}
	var items []item
	for _, c := range s.mine {
		items = append(items, item{blocks: owedCard(c, today, fromWhom(c), postButton(c))})
	}
	listed, next := page(items, 0)
	if len(items) > maxStartOwed {
		listed, next = page(items[:maxStartOwed], 0)
		next = max(next, maxStartOwed)
	}
	wanted := wantedBlocks(s.wanted, maxPageSent-blocksSent(listed))
	blocks := append([]slack.Block{paragraph(bold(title))}, listed...)
	if len(s.mine) == 0 && len(wanted) > 0 {
		title, blocks = wantedTitle(s.wanted), nil // the blocks of what is wanted begin with the title
	}
	blocks = append(blocks, wanted...)
	if s.others > 0 {
		blocks = append(blocks, paragraph(literal(othersTitle(s.others))))
	}
	var row []*slack.ButtonBlockElement
	if s.unsigned > 0 {
		blocks = append(blocks, paragraph(literal(countFigures(s.unsigned)+" waiting for your sign-off.")))
		row = append(row, primary(button(pressUnsigned, "Look and sign off", subject{})))
	}
	if len(s.actions) > 0 {
		blocks = append(blocks, paragraph(literal(actionsCount(s.actions, today))))
		row = append(row, button(pressActions, "Your actions", subject{Mine: true}))
	}
	if next > 0 || s.others > 0 {
		row = append(row, button(pressDue, "All that is due", subject{}))
	}
	if s.answers {
		row = append(row, button(pressForm, "Post a figure", subject{}))
	}
	row = append(row, button(pressRed, "What is Red", subject{}), button(pressList, "All indicators", subject{}), button(pressHelp, "Help", subject{}))
	example := fmt.Sprintf("Type %s 178 for a card, ", command)
	if s.answers {
		example += fmt.Sprintf("%s 178 142 to post a figure, ", command)
	}
	blocks = append(blocks, note(example+fmt.Sprintf("or %s help for more.", command)), buttons(row...))
	return say(title, blocks...)
}

func othersTitle(n int) string {
	if n == 1 {
		return "One figure is awaited from others."
	}
	return fmt.Sprintf("%s figures are awaited from others.", kpi.Count.ShowInt(n))
}
