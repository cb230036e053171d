package bot

import (
	"fmt"
	"slices"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
)

// listMessage is a page of a list under its title, with a button for the next page where there is one.
func listMessage(title string, items []item, from int, press string, about subject) *Message {
	if from >= len(items) {
		from = 0 // the list has become shorter since the button was drawn
	}
	return windowMessage(title, items[from:], from, len(items), press, about)
}

// windowMessage is a page of a list of so many items, of which it is given those that may stand on the page: the first
// is at the place from.
func windowMessage(title string, window []item, from, all int, press string, about subject) *Message {
	blocks, next := page(window, 0)
	if next == 0 {
		next = len(window)
	}
	blocks = append([]slack.Block{paragraph(bold(title))}, blocks...)
	if shown := from + next; shown < all {
		about.From = shown
		blocks = append(blocks, buttons(button(press, fmt.Sprintf("More (%d of %d shown)", shown, all), about)))
	}
	return say(title, blocks...)
}

// indicatorList is a page of the indicators of a scope in short form under their services.
func indicatorList(listed store.Listed, in scope, command string) *Message {
	title := fmt.Sprintf("%s %sindicators%s", kpi.Count.ShowInt(listed.All), in.rated(), in.whose())
	if listed.All == 1 {
		title = fmt.Sprintf("One %sindicator%s", in.rated(), in.whose())
	}
	var items []item
	for _, c := range listed.Cards {
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
	m := windowMessage(title, items, listed.From, listed.All, pressList, in.subject())
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

func serviceOf(c kpi.Card) string {
	if c.Indicator.Service == "" {
		return "Other services"
	}
	return c.Indicator.Service
}
