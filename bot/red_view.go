package bot

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// redMessage is a page of the reds with what is being done about each.
func redMessage(listed store.Listed, in scope, today kpi.Date, command string) *Message {
	title := redTitle(listed.All, in)
	var items []item
	for _, c := range listed.Cards {
		press := button(pressCard, "Card", about(c.Indicator.Code, c.Period))
		items = append(items, item{blocks: shortCard(c, press, redNote(c, today))})
	}
	m := windowMessage(title, items, listed.From, listed.All, pressRed, in.subject()).noted(in.note(command, "red"))
	if len(listed.Cards) > 0 {
		m.Text = redsNamed(title, listed.Cards, listed.All-listed.From-len(listed.Cards), maxFallback)
	}
	return m
}

func redTitle(all int, in scope) string {
	one, no, many := "One indicator%s is Red.", "No indicator%s is Red.", " indicators%s are Red, the worst first."
	if in.Bare {
		one, no, many = "One Red indicator%s has no actions.", "No Red indicator%s is without actions.", " Red indicators%s have no actions, the worst first."
	}
	switch all {
	case 0:
		return fmt.Sprintf(no, in.whose())
	case 1:
		return fmt.Sprintf(one, in.whose())
	}
	return kpi.Count.ShowInt(all) + fmt.Sprintf(many, in.whose())
}

// redsNamed is a title and a line for each red with its figure, as many as there is room for, then how many more there
// are, with those that are not given, and any other lines.
func redsNamed(title string, reds []kpi.Card, notGiven, room int, others ...string) string {
	title = markup.Replace(words.Cut(title, room/2))
	lines, last := []string{title}, ""
	for _, line := range others {
		last += "\n" + markup.Replace(line)
	}
	room -= utf8.RuneCountInString(title + last)
	for n, c := range reds {
		line := markup.Replace(words.Cut(c.Indicator.Code+" "+c.Indicator.Title, maxMovedTitle) + ": " + words.MarkedFigure(c))
		more := fmt.Sprintf("and %s more", kpi.Count.ShowInt(len(reds)-n+notGiven))
		left := room - utf8.RuneCountInString(line) - 1
		if left < 0 || n < len(reds)-1+notGiven && left < utf8.RuneCountInString(more)+1 {
			return strings.Join(append(lines, more), "\n") + last
		}
		lines, room = append(lines, line), left
	}
	if notGiven > 0 {
		lines = append(lines, fmt.Sprintf("and %s more", kpi.Count.ShowInt(notGiven)))
	}
	return strings.Join(lines, "\n") + last
}

// maxNote is how much of the actions stands beside a red in a list, in characters.
const maxNote = 150

func redNote(c kpi.Card, today kpi.Date) string {
	return c.Period.Words() + " · " + words.Change(c) + "\n" + actionsNote(c, today)
}
