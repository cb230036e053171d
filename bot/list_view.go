package bot

import (
	"fmt"
	"slices"

	"github.com/slack-go/slack"

	"chaser/kpi"
)

// listMessage is a page of a list under its title, with a button for the next page where there is one.
func listMessage(title string, items []item, from int, press string, about subject) *Message {
	if from >= len(items) {
		from = 0 // the list has become shorter since the button was drawn
	}
	blocks, next := page(items, from)
	blocks = append([]slack.Block{paragraph(bold(title))}, blocks...)
	if next > 0 {
		about.From = next
		blocks = append(blocks, buttons(button(press, fmt.Sprintf("More (%d of %d shown)", next, len(items)), about)))
	}
	return say(title, blocks...)
}

// indicatorList is the indicators of a scope in short form under their services.
func indicatorList(cards []kpi.Card, in scope, command string, from int) *Message {
	title := fmt.Sprintf("%s %sindicators%s", kpi.Count.ShowInt(len(cards)), in.rated(), in.whose())
	if len(cards) == 1 {
		title = fmt.Sprintf("One %sindicator%s", in.rated(), in.whose())
	}
	var items []item
	for _, c := range byService(cards) {
		press := button(pressCard, "Card", in.about(c))
		items = append(items, item{group: serviceOf(c), blocks: shortCard(c, press, "")})
	}
	switch {
	case len(items) == 0 && in.rated()+in.whose() == "":
		title = "There are no indicators yet."
	case len(items) == 0 && !in.Period.IsZero():
		title = fmt.Sprintf("There are no %sindicators%s.", in.rated(), in.whose())
	case len(items) == 0 && in.rated() == "" && in.Service == "":
		title = in.Committee + " has no indicators yet."
	case len(items) == 0:
		title = fmt.Sprintf("There are no %sindicators%s just now.", in.rated(), in.whose())
	}
	m := listMessage(title, items, from, pressList, in.subject())
	return m.noted(in.note(command, "list"))
}

// about is the card that a button in the list shows: that of the list's period, or the latest where the list has none.
func (s scope) about(c kpi.Card) subject {
	if s.Period.IsZero() {
		return subject{Code: c.Indicator.Code}
	}
	return about(c.Indicator.Code, c.Period)
}

// noted is the message with a note beneath its heading, where there is one.
func (m *Message) noted(text string) *Message {
	if text != "" {
		m.Blocks = slices.Insert(m.Blocks, 1, slack.Block(note(text)))
	}
	return m
}

// byService puts the cards of a service together, services in the order in which the register first names them.
func byService(cards []kpi.Card) []kpi.Card {
	var services []string
	of := map[string][]kpi.Card{}
	for _, c := range cards {
		s := serviceOf(c)
		if _, seen := of[s]; !seen {
			services = append(services, s)
		}
		of[s] = append(of[s], c)
	}
	sorted := make([]kpi.Card, 0, len(cards))
	for _, s := range services {
		sorted = append(sorted, of[s]...)
	}
	return sorted
}

func serviceOf(c kpi.Card) string {
	if c.Indicator.Service == "" {
		return "Other services"
	}
	return c.Indicator.Service
}
