package bot

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// noticeFor is what the daily message is made of.
type noticeFor struct {
	recipient string
	today     kpi.Date
	calendar  kpi.Calendar
	zone      *time.Location // the council's
	now       time.Time
	names     map[string]string
	command   string
	items     []store.NoticeItem
}

// The most that one message shows of each part; “/kpi due” and “/kpi progress” have the rest.
const (
	maxNoticeAsked = 12
	maxNoticeLines = 30
	maxDoneSent    = 2500 // bytes of what needs nothing more
	minDoneSent    = 200  // the same where there is little room
	minBoardSent   = 500  // bytes that must be left for a board to be begun
)

// noticeMessage is the one message of a person's day: what is theirs to post, with its buttons, then what they watch.
// It ticks itself off. A figure that has come in becomes a line with its rating; when all have, the message says thank
// you and asks for nothing.
func noticeMessage(n noticeFor) *Message {
	title := n.title()
	blocks := []slack.Block{paragraph(bold(title))}
	room := maxPageSent
	add := func(more []slack.Block) {
		for _, b := range more {
			room -= blockSent(b)
		}
		blocks = append(blocks, more...)
	}
	add(n.askedBlocks(room * 2 / 3))
	add(n.signBlocks(room * 2 / 3))
	add(n.ownBlocks(room * 2 / 3))
	add(n.finalBlocks(room * 2 / 3))
	blocksLeft := func() int { return maxNoticeBlock - len(blocks) }
	for _, part := range []struct {
		duty  kpi.Duty
		title string
	}{
		{kpi.DutyEscalate, "Late in services that you manage, by who has them"},
		{kpi.DutyList, "Late, by who has them"},
	} {
		heading := part.title
		if title == fmt.Sprintf(lateTitles[part.duty], countFigures(awaited(n.of(part.duty)))) {
			heading = "" // the title has said it
		}
		add(n.listBlocks(part.duty, heading, room*4/5, blocksLeft()))
	}
	add(n.gapBlocks(room * 2 / 3))
	add(n.watchedActs(room*2/3, blocksLeft()))
	for _, i := range n.items {
		if i.Duty == kpi.DutyBoard && room > minBoardSent {
			add(boardBlocks(i.Board, boardTitle(i.Board) != title, room))
		}
	}
	return say(title+n.codes(), blocks...)
}

// codes names the indicators that are asked for, since a phone shows the text alone.
func (n noticeFor) codes() string {
	var codes []string
	for _, i := range slices.Concat(n.openItems(), n.askedItems(), n.unfinal()) {
		if !slices.Contains(codes, i.Card.Indicator.Code) {
			codes = append(codes, i.Card.Indicator.Code)
		}
	}
	if len(codes) == 0 {
		return ""
	}
	return " " + strings.Join(codes, ", ") + "."
}

// open reports whether the figure is still the recipient's to post.
func (n noticeFor) open(i store.NoticeItem) bool {
	theirs := i.With.SlackID == n.recipient || n.recipient != "" && i.Card.Indicator.Deputy == n.recipient
	return i.Duty == kpi.DutyPost && !i.In && !i.Closed && theirs
}

func (n noticeFor) of(d kpi.Duty) (items []store.NoticeItem) {
	for _, i := range n.items {
		if i.Duty == d {
			items = append(items, i)
		}
	}
	return items
}

func (n noticeFor) openItems() (open []store.NoticeItem) {
	for _, i := range n.items {
		if n.open(i) {
			open = append(open, i)
		}
	}
	return open
}

// askedBlocks are the figures that are, or were, the recipient's to post, as many as there is room for in bytes.
func (n noticeFor) askedBlocks(room int) []slack.Block {
	var (
		blocks []slack.Block
		done   []string
		fit    = fitting{bytes: room, pieces: maxNoticeAsked}
	)
	open := n.openItems()
	for _, i := range n.of(kpi.DutyPost) {
		switch {
		case !n.open(i):
			if len(done) < maxNoticeLines/2 {
				done = append(done, n.settledLine(i))
			}
		default:
			card := n.askedCard(i)
			if !fit.card(card) {
				continue
			}
			if fit.shown > 1 {
				blocks = append(blocks, slack.NewDividerBlock())
			}
			blocks = append(blocks, card...)
		}
	}
	if len(blocks) > 0 {
		blocks = append([]slack.Block{note("A minute each: the figure, and a line about why it moved.")}, blocks...)
	}
	var row []*slack.ButtonBlockElement
	if more := len(open) - fit.shown; more > 0 {
		blocks = append(blocks, note(words.More(more)+"."))
		row = append(row, button(pressDue, "All that is due", subject{}))
	}
	if own := n.asked(open); len(own) > 0 && n.today.Before(earliest(own).Due) {
		row = append(row, button(pressSnooze, n.tomorrowLabel(), about("", earliest(own).Period)))
	}
	if fit.shown > 0 && len(done)+len(row) > 0 {
		blocks = append(blocks, slack.NewDividerBlock())
	}
	if len(done) > 0 {
		blocks = append(blocks, paragraph(literal(cutSent(strings.Join(done, "\n"), maxDoneSent))))
	}
	if len(row) > 0 { // last, so that nobody takes it for the last figure's own
		blocks = append(blocks, buttons(row...))
	}
	return blocks
}

// tomorrowLabel names the next working day, which on a Friday is not tomorrow.
func (n noticeFor) tomorrowLabel() string {
	next := n.calendar.AddWorkingDays(n.today, 1)
	if next == n.today.AddDays(1) {
		return "Remind me tomorrow"
	}
	return "Remind me on " + next.At(12, time.UTC).Weekday().String()
}

// asked are the items that the recipient has, without those for which they only deputise.
func (n noticeFor) asked(items []store.NoticeItem) (asked []store.NoticeItem) {
	for _, i := range items {
		if i.With.SlackID == n.recipient {
			asked = append(asked, i)
		}
	}
	return asked
}

// earliest is the item that is due first.
func earliest(items []store.NoticeItem) store.NoticeItem {
	first := items[0]
	for _, i := range items {
		if i.Due.Before(first.Due) {
			first = i
		}
	}
	return first
}

// askedCard is a figure that is asked for: what it is, what it was last, and the ways to be done with it.
func (n noticeFor) askedCard(i store.NoticeItem) []slack.Block {
	c := i.Card
	known := lastKnown(c, i.Period)
	if i.Due != earliest(n.openItems()).Due {
		known = append(known, "Due "+words.Weekday(i.Due))
	}
	if i.With.SlackID != n.recipient && i.With.SlackID != "" {
		known = append(known, "Asked of "+i.With.Name+"; you are the deputy")
	} else if owner := n.names[c.Indicator.Owner]; owner != "" && c.Indicator.Owner != n.recipient {
		known = append(known, "You have it for "+owner)
	}
	text := fmt.Sprintf("*%s* %s\n%s", escaped(c.Indicator.Code), escaped(words.Cut(c.Indicator.Title, maxShortTitle)), escaped(strings.Join(known, " · ")))
	here := about(c.Indicator.Code, i.Period)
	return []slack.Block{
		slack.NewSectionBlock(marked(text), nil, nil),
		buttons(primary(button(pressForm, "Post figure", here)), button(pressHandOn, "Someone else has it", here), button(pressCannot, "Can't provide it", here)),
	}
}

// settledLine is a figure that needs nothing more of the recipient.
func (n noticeFor) settledLine(i store.NoticeItem) string {
	name := i.Card.Indicator.Code + " " + words.Cut(i.Card.Indicator.Title, maxShortTitle)
	switch {
	case i.In:
		return "✓ " + name + " · " + i.Card.Indicator.ShowTyped(*i.Card.Figure) + " · " + words.RatingOf(*i.Card.Figure)
	case i.Closed:
		return "– " + name + " · no longer collected for " + i.Period.Words()
	case i.With.SlackID != "":
		return "→ " + name + " · with " + i.With.Name
	}
	return "– " + name
}
