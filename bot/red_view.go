package bot

import (
	"fmt"

	"chaser/kpi"
	"chaser/words"
)

// redMessage lists the reds with what is being done about each.
func redMessage(red []kpi.Card, committee string, today kpi.Date, from int) *Message {
	of := ""
	if committee != "" {
		of = " of " + committee
	}
	title := fmt.Sprintf("%s indicators%s are Red, the worst first.", kpi.Count.ShowInt(len(red)), of)
	switch len(red) {
	case 0:
		title = fmt.Sprintf("No indicator%s is Red.", of)
	case 1:
		title = fmt.Sprintf("One indicator%s is Red.", of)
	}
	var items []item
	for _, c := range red {
		press := button(pressCard, "Card", about(c.Indicator.Code, c.Period))
		items = append(items, item{blocks: shortCard(c, press, redNote(c, today))})
	}
	return listMessage(title, items, from, pressRed, subject{Committee: committee})
}

// maxNote is how much of the actions stands in the list of reds, in characters.
const maxNote = 150

func redNote(c kpi.Card, today kpi.Date) string {
	return c.Period.Words() + " · " + words.Change(c) + "\n" + actionsNote(c, today)
}
