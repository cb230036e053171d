package bot

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"chaser/kpi"
	"chaser/words"
)

// redMessage lists the reds with what is being done about each.
func redMessage(red []kpi.Card, in scope, today kpi.Date, command string, from int) *Message {
	title := fmt.Sprintf("%s indicators%s are Red, the worst first.", kpi.Count.ShowInt(len(red)), in.whose())
	switch len(red) {
	case 0:
		title = fmt.Sprintf("No indicator%s is Red.", in.whose())
	case 1:
		title = fmt.Sprintf("One indicator%s is Red.", in.whose())
	}
	var items []item
	for _, c := range red {
		press := button(pressCard, "Card", about(c.Indicator.Code, c.Period))
		items = append(items, item{blocks: shortCard(c, press, redNote(c, today))})
	}
	m := listMessage(title, items, from, pressRed, in.subject()).noted(in.note(command, "red"))
	if from < len(red) {
		m.Text = redsNamed(title, red[from:], maxFallback)
	}
	return m
}

// redsNamed is a title and a line for each red with its figure, as many as there is room for, then how many more there
// are and any other lines.
func redsNamed(title string, reds []kpi.Card, room int, others ...string) string {
	title = markup.Replace(words.Cut(title, room/2))
	lines, last := []string{title}, ""
	for _, line := range others {
		last += "\n" + markup.Replace(line)
	}
	room -= utf8.RuneCountInString(title + last)
	for n, c := range reds {
		line := markup.Replace(words.Cut(c.Indicator.Code+" "+c.Indicator.Title, maxMovedTitle) + ": " + words.MarkedFigure(c))
		more := fmt.Sprintf("and %s more", kpi.Count.ShowInt(len(reds)-n))
		left := room - utf8.RuneCountInString(line) - 1
		if left < 0 || n < len(reds)-1 && left < utf8.RuneCountInString(more)+1 {
			return strings.Join(append(lines, more), "\n") + last
		}
		lines, room = append(lines, line), left
	}
	return strings.Join(lines, "\n") + last
}

// maxNote is how much of the actions stands beside a red in a list, in characters.
const maxNote = 150

func redNote(c kpi.Card, today kpi.Date) string {
	return c.Period.Words() + " · " + words.Change(c) + "\n" + actionsNote(c, today)
}
