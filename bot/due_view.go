package bot

import (
	"fmt"
	"slices"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/words"
)

// dueMessage is a page of what is owed, each with its button: first the asker's own, then corrections, then what others
// owe. There are so many of the last, and those that may stand on the page are given.
func dueMessage(mine []kpi.Card, others []owed, allOthers int, today kpi.Date, from int, corrections ...item) *Message {
	title := dueTitle(mine)
	var items []item
	for _, c := range mine {
		items = append(items, item{group: "Yours to post", blocks: owedCard(c, today, fromWhom(c), postButton(c))})
	}
	items = append(items, corrections...)
	all := len(items) + allOthers
	items = items[min(from, len(items)):]
	for _, o := range others {
		items = append(items, item{
			group:  "Awaited from others",
			blocks: owedCard(o.card, today, withWhom(o), o.backButton()),
		})
	}
	m := windowMessage(title, items, from, all, pressDue, subject{})
	if len(mine) > 1 {
		m.Blocks = slices.Insert(m.Blocks, 1, buttons(primary(button(pressOwed, "Post them in one form", subject{}))))
	}
	return m
}

func dueTitle(mine []kpi.Card) string {
	switch len(mine) {
	case 0:
		return "You have no figures to post. Thank you."
	case 1:
		return "You have one figure to post."
	}
	return fmt.Sprintf("You have %s figures to post.", kpi.Count.ShowInt(len(mine)))
}

// fromWhom says who handed on an owed figure; empty where nobody did.
func fromWhom(c kpi.Card) string {
	switch h := c.Awaited.Handed; {
	case h == nil:
		return ""
	case h.By.Name == "":
		return "handed on to you"
	default:
		return "handed on by " + h.By.Name
	}
}

// withWhom says who has a figure that others owe.
func withWhom(o owed) string {
	if o.with == "" {
		return "with nobody yet"
	}
	return "with " + o.with
}

func postButton(c kpi.Card) *slack.ButtonBlockElement {
	return button(pressForm, "Post figure", about(c.Indicator.Code, c.Awaited.Period))
}

// backButton takes back a figure that was handed on; nil where the asker may not.
func (o owed) backButton() *slack.ButtonBlockElement {
	if o.back == "" {
		return nil
	}
	return button(pressTakeBack, o.back, about(o.card.Indicator.Code, o.card.Awaited.Period))
}

// owedCard is an awaited figure in a list: what it is, when it is due, and whose it is.
func owedCard(c kpi.Card, today kpi.Date, whose string, press *slack.ButtonBlockElement) []slack.Block {
	text := fmt.Sprintf("*%s* %s\n%s", escaped(c.Indicator.Code),
		escaped(words.Cut(c.Indicator.Title, maxShortTitle)), escaped(words.Due(c, today)))
	if whose != "" {
		text += " · " + escaped(whose)
	}
	section := slack.NewSectionBlock(marked(text), nil, nil)
	if press != nil {
		section.Accessory = slack.NewAccessory(press)
	}
	return []slack.Block{section}
}
