package bot

import (
	"fmt"

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

// indicatorList is every indicator in short form under its service.
func indicatorList(cards []kpi.Card, committee string, from int) *Message {
	title := fmt.Sprintf("%s indicators", kpi.Count.ShowInt(len(cards)))
	if len(cards) == 1 {
		title = "One indicator"
	}
	if committee != "" {
		title += " of " + committee
	}
	var items []item
	for _, c := range byService(cards) {
		press := button(pressCard, "Card", subject{Code: c.Indicator.Code})
		items = append(items, item{group: serviceOf(c), blocks: shortCard(c, press, "")})
	}
	if len(items) == 0 {
		title = "There are no indicators yet."
		if committee != "" {
			title = committee + " has no indicators yet."
		}
	}
	return listMessage(title, items, from, pressList, subject{Committee: committee})
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
