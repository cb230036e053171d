package bot

import (
	"fmt"

	"github.com/slack-go/slack"

	"chaser/kpi"
)

// dueMessage lists what is owed, each with its button.
func dueMessage(mine []kpi.Card, others []owed, today kpi.Date, from int) *Message {
	title := dueTitle(mine)
	var items []item
	for _, c := range mine {
		items = append(items, item{group: "Yours to post", blocks: owedCard(c, today, true, "")})
	}
	for _, o := range others {
		items = append(items, item{group: "Awaited from others", blocks: owedCard(o.card, today, false, o.owner)})
	}
	return listMessage(title, items, from, pressDue, subject{})
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

// owedCard is an awaited figure in a list: what it is and when it is due.
func owedCard(c kpi.Card, today kpi.Date, mine bool, owner string) []slack.Block {
	text := fmt.Sprintf("*%s* %s\n%s", escaped(c.Indicator.Code), escaped(cut(c.Indicator.Title, maxShortTitle)), escaped(dueLine(c, today)))
	if owner != "" {
		text += " · " + escaped(owner)
	}
	section := slack.NewSectionBlock(marked(text), nil, nil)
	if mine {
		section.Accessory = slack.NewAccessory(button(pressForm, "Post figure", about(c.Indicator.Code, c.Awaited.Period)))
	}
	return []slack.Block{section}
}
