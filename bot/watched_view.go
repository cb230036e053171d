package bot

import (
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// The most rows of what others have in one message. A few have buttons beneath each; more have a menu beside each.
// Another press shows the rest.
const (
	maxButtonRows  = 4
	maxMenuRows    = 16
	maxNoticeBlock = 46 // of Slack's 50; the others are for what is done and for buttons
	minBlocksOfRow = 2
	maxRowTitle    = 70 // characters
)

// deed is one thing that can be done about a row.
type deed struct{ press, label string }

// rowOf is a thing that others have, with what its reader can do about it: in buttons or in a menu.
func rowOf(text string, s subject, deeds []deed, menu bool) []slack.Block {
	section := slack.NewSectionBlock(marked(text), nil, nil)
	if len(deeds) == 0 {
		return []slack.Block{section}
	}
	if !menu {
		row := make([]*slack.ButtonBlockElement, 0, len(deeds))
		for _, c := range deeds {
			row = append(row, button(c.press, c.label, s))
		}
		return []slack.Block{section, buttons(row...)}
	}
	options := make([]*slack.OptionBlockObject, 0, len(deeds))
	for _, c := range deeds {
		s.Do = c.press
		options = append(options, slack.NewOptionBlockObject(s.value(), plain(c.label, maxOptionLabel), nil))
	}
	section.Accessory = slack.NewAccessory(slack.NewOverflowBlockElement(pressDo, options...))
	return []slack.Block{section}
}

// watchedRows are rows of what others have, as many as fit into so many bytes and blocks. left counts those that do not
// fit.
func (n noticeFor) watchedRows(items []store.NoticeItem, room, blocksLeft int) (blocks []slack.Block, left int) {
	menu := len(items) > maxButtonRows || len(items)*minBlocksOfRow > blocksLeft
	for k, i := range items {
		row := rowOf(n.watchedText(i), about(i.Card.Indicator.Code, i.Period), n.deeds(i), menu)
		room -= blocksSent(row)
		if room < 0 || k == maxMenuRows || len(blocks)+len(row) > blocksLeft {
			return blocks, len(items) - k
		}
		blocks = append(blocks, row...)
	}
	return blocks, 0
}

// deeds are what the reader can do about what somebody else has. None of them would be refused.
func (n noticeFor) deeds(i store.NoticeItem) (all []deed) {
	nudge := deed{pressNudge, "Nudge"}
	named := i.With.SlackID != "" && i.With.SlackID != n.recipient
	switch i.Duty {
	case kpi.DutyUnanswered:
		if named {
			all = append(all, nudge)
		}
		if !i.Rights.Own {
			all = append(all, deed{pressAsk, "Ask"})
		}
		if i.Rights.Act {
			all = append(all, deed{pressAddAction, "Add an action"})
		}
		return append(all, deed{pressCard, "See the card"})
	case kpi.DutyUndone:
		if !i.Rights.Own && i.Card.Figure != nil {
			all = append(all, deed{pressAsk, "Ask"})
		}
		return append(all, deed{pressCard, "See the card"})
	}
	if named {
		all = append(all, nudge)
	}
	if i.Rights.Post {
		post := deed{pressForm, "Post for them"}
		if !named {
			post.label = "Post the figure"
		}
		all = append(all, deed{pressHandOn, "Hand on"}, post)
	}
	return all
}

// watchedText is a row's text: what it is, who has it, how late it is, and what else is known.
func (n noticeFor) watchedText(i store.NoticeItem) string {
	c := i.Card
	code := "*" + escaped(c.Indicator.Code) + "* "
	name := code + escaped(words.Cut(strings.Join(strings.Fields(c.Indicator.Title), " "), maxRowTitle))
	var facts []string
	switch i.Duty {
	case kpi.DutyUnanswered:
		facts = append(facts, words.MarkedFigure(c))
		if i.With.SlackID != "" {
			facts = append(facts, words.Cut(i.With.Name, maxShortTitle)+" is asked")
		}
	case kpi.DutyUndone:
		name = code + escaped(words.Cut(strings.Join(strings.Fields(i.Act.Text), " "), maxShortTitle)) +
			" — " + escaped(words.Cut(i.Act.OwnerName, maxShortTitle)+", "+words.ActionState(i.Act, n.today))
		facts = append(facts, words.RatingOf(figureOrNone(c))+": "+words.Figure(c))
	default:
		with := "Nobody has it"
		if i.With.SlackID != "" {
			with = words.Cut(i.With.Name, maxShortTitle)
		}
		facts = append(facts, with, n.lateness(i), strings.Join(lastKnown(c, i.Period), " · "))
	}
	text := name + "\n" + escaped(strings.Join(facts, " · "))
	if line := nudgedLine(i.Nudged, n.now, n.zone); line != "" {
		text += "\n" + escaped(line)
	}
	return text
}

// figureOrNone is the card's figure, or one with the rating No data where it has none.
func figureOrNone(c kpi.Card) kpi.Figure {
	if c.Figure == nil {
		return kpi.Figure{Assessment: kpi.Assessment{Rating: kpi.NoData}}
	}
	return *c.Figure
}

// lateness says how late the figure is. If its day was moved after the message was sent, it says when the figure is
// due.
func (n noticeFor) lateness(i store.NoticeItem) string {
	if !i.Due.Before(n.today) {
		return "due on " + words.Weekday(i.Due)
	}
	return workingDays(n.calendar.WorkingDays(i.Due, n.today)) + " late"
}

// lateList is a page of the so many figures that are late. Its items are those that may stand on it, the first of them
// at the place from.
func (n noticeFor) lateList(from, all int) *Message {
	var window []item
	for _, i := range openOnes(n.items) {
		window = append(window, item{blocks: rowOf(n.watchedText(i), about(i.Card.Indicator.Code, i.Period), n.deeds(i), true)})
	}
	return windowMessage(fmt.Sprintf("%s late.", countFigures(all)), window, from, all, pressWatched, subject{})
}
