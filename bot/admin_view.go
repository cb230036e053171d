package bot

import (
	"fmt"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/words"
)

const (
	adminListForm = "admin_find"
	fieldFind     = "find"
)

// adminView offers what the performance team sets.
func adminView() slack.ModalViewRequest {
	var blocks []slack.Block
	for _, part := range []struct {
		name, does string
		press      *slack.ButtonBlockElement
	}{
		{"Collections", "When figures are collected, and when they are due.", button(pressCollections, "Open", subject{})},
		{"People", "Who is who: roles and line managers.", button(pressAdminList, "Open", subject{Do: thePeople})},
		{"Indicators", "Their titles, committees and owners, and how they are measured and rated.", button(pressAdminList, "Open", subject{Do: theIndicators})},
		{"Targets", "What each indicator is to reach, and from when on.", button(pressAdminList, "Open", subject{Do: theTargets})},
		{"Committees", "Their channels, members and rules, such as who signs off.", button(pressAdminList, "Open", subject{Do: theCommittees})},
	} {
		section := slack.NewSectionBlock(marked("*"+part.name+"*\n"+part.does), nil, slack.NewAccessory(part.press))
		blocks = append(blocks, section)
	}
	blocks = append(blocks, note("A form changes one thing, and shows what changes before it is saved. To change many at once, send a file to Chaser as a direct message."))
	return readOnlyView("Settings", blocks)
}

// adminEntry is an entry of a list, with the subject of the form that changes it.
type adminEntry struct {
	name, says string
	edit       subject
}

// adminPage is a page of a list.
type adminPage struct {
	entries   []adminEntry
	from, all int
}

// adminLists are how the lists are titled, what their entries are called, and how they are found.
var adminLists = map[string]struct{ title, one, several, find, whose, add string }{
	theTargets:    {"Targets", "indicator", "indicators", "A code or words of a title, such as 178 or inquests", "Or all that are somebody's", ""},
	theIndicators: {"Indicators", "indicator", "indicators", "A code or words of a title, such as 178 or inquests", "Or all that are somebody's", "Add an indicator"},
	thePeople:     {"People", "person", "people", "A part of a name", "Or choose the person", "Add a person"},
	theCommittees: {"Committees", "committee", "committees", "A part of a name", "Or all on which somebody sits", "Add a committee"},
}

// adminListView is a page of a list of the register, with inputs to find an entry.
func adminListView(s subject, p adminPage) slack.ModalViewRequest {
	list := adminLists[s.Do]
	find := slack.NewPlainTextInputBlockElement(plain(list.find, maxHeader), fieldFind).WithMaxLength(maxFigureText).WithInitialValue(firstRunes(s.Typed, maxFigureText))
	who := slack.NewOptionsSelectBlockElement(slack.OptTypeUser, plain("Choose a person", maxOptionLabel), kpi.FieldWho)
	if isPerson(s.Person) {
		who = who.WithInitialUser(s.Person)
	}
	blocks := []slack.Block{
		slack.NewInputBlock(fieldFind, plain("Find", maxModalTitle), nil, find).WithOptional(true),
		slack.NewInputBlock(kpi.FieldWho, plain(list.whose, maxHeader), nil, who).WithOptional(true),
		paragraph(bold(p.title(s, list.one, list.several))),
	}
	for _, e := range p.entries {
		edit := e.edit
		edit.Do = s.Do
		section := slack.NewSectionBlock(marked("*"+escaped(words.Cut(e.name, maxShortTitle))+"*\n"+escaped(words.Cut(e.says, maxShownLine))), nil,
			slack.NewAccessory(button(pressAdminEdit, "Edit", edit)))
		blocks = append(blocks, section)
	}
	turn := p.turn(s)
	if list.add != "" {
		turn = append(turn, button(pressAdminEdit, list.add, subject{Do: s.Do}))
	}
	if len(turn) > 0 {
		blocks = append(blocks, buttons(turn...))
	}
	return slack.ModalViewRequest{
		Type:            slack.VTModal,
		CallbackID:      adminListForm,
		PrivateMetadata: subject{Do: s.Do}.value(),
		Title:           plain(list.title, maxModalTitle),
		Submit:          plain("Find", maxModalTitle),
		Close:           plain("Close", maxModalTitle),
		Blocks:          slack.Blocks{BlockSet: blocks},
	}
}

func (p adminPage) title(s subject, one, several string) string {
	found := ""
	if s.Typed != "" || s.Person != "" {
		found = " found"
	}
	switch {
	case p.all == 0 && found != "":
		return "Nothing is found. Find by fewer words, or empty both boxes for all " + several + "."
	case p.all == 0:
		return "There are no " + several + " yet."
	case len(p.entries) < p.all:
		return fmt.Sprintf("%s%s, %d to %d", words.Counted(p.all, "1 "+one, several), found, p.from+1, p.from+len(p.entries))
	}
	return words.Counted(p.all, "1 "+one, several) + found
}

// turn is the buttons to the pages before and after.
func (p adminPage) turn(s subject) (row []*slack.ButtonBlockElement) {
	page := func(from int) subject {
		return subject{Do: s.Do, Typed: firstRunes(s.Typed, maxFigureText), Person: s.Person, From: from}
	}
	if p.from > 0 {
		row = append(row, button(pressAdminList, "Back", page(max(0, p.from-maxPageItems))))
	}
	if next := p.from + len(p.entries); next < p.all {
		row = append(row, button(pressAdminList, fmt.Sprintf("More (%d to %d)", next+1, min(next+maxPageItems, p.all)), page(next)))
	}
	return row
}
