package bot

import (
	"fmt"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
)

// noticeFor is what the daily message is made of.
type noticeFor struct {
	recipient string
	today     kpi.Date
	calendar  kpi.Calendar
	names     map[string]string
	command   string
	items     []store.NoticeItem
}

// The most of each part that one message shows; “/kpi due” and “/kpi progress” have the rest.
const (
	maxNoticeAsked = 12
	maxNoticeLines = 30
)

// noticeMessage is the one message of a person's day: what is theirs to post with its buttons, then what they watch. It ticks itself off: what
// has come in is a line with its rating, and when all has, it says thank you and asks for nothing.
func noticeMessage(n noticeFor) *Message {
	title := n.title()
	blocks := []slack.Block{paragraph(bold(title))}
	blocks = append(blocks, n.askedBlocks()...)
	for _, part := range []struct {
		duty  kpi.Duty
		title string
	}{
		{kpi.DutyEscalate, "Late in services that you manage"},
		{kpi.DutyList, "Late, all services"},
		{kpi.DutyGap, "Nobody to ask, or it changed hands"},
	} {
		blocks = append(blocks, n.listBlocks(part.duty, part.title)...)
	}
	for _, i := range n.items {
		if i.Duty == kpi.DutyBoard {
			blocks = append(blocks, boardBlocks(i.Board)...)
		}
	}
	return say(title, blocks...)
}

// open reports whether the figure is still the recipient's to post.
func (n noticeFor) open(i store.NoticeItem) bool {
	return i.Duty == kpi.DutyPost && !i.In && !i.Closed && (i.With.SlackID == n.recipient || i.Card.Indicator.Deputy == n.recipient && n.recipient != "")
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

// title says the essentials: it is also what a phone shows.
func (n noticeFor) title() string {
	if open := n.openItems(); len(open) > 0 {
		return n.askTitle(open)
	}
	if len(n.of(kpi.DutyPost)) > 0 {
		return "All in, thank you."
	}
	for _, watched := range []struct {
		duty kpi.Duty
		some string // with the number of figures
		none string
	}{
		{kpi.DutyEscalate, "%s late in services that you manage. A word from you may help.", "Everything in your services has come in."},
		{kpi.DutyList, "%s late. Here is who has them.", "Everything that was late has come in."},
		{kpi.DutyGap, "%s without anybody to ask, or changed hands.", "Every figure has somebody to ask again."},
	} {
		items := n.of(watched.duty)
		if len(items) == 0 {
			continue
		}
		if late := awaited(items); late > 0 {
			return fmt.Sprintf(watched.some, countFigures(late))
		}
		return watched.none
	}
	for _, i := range n.of(kpi.DutyBoard) {
		in, all := i.Board.Count()
		return fmt.Sprintf("%s: %d of %d figures are in.", i.Period.Words(), in, all)
	}
	return "There is nothing to do."
}

func awaited(items []store.NoticeItem) (n int) {
	for _, i := range items {
		if !i.In && !i.Closed {
			n++
		}
	}
	return n
}

// countFigures is “One figure is” or “3 figures are”.
func countFigures(n int) string {
	if n == 1 {
		return "One figure is"
	}
	return fmt.Sprintf("%s figures are", kpi.Count.ShowInt(n))
}

// askTitle asks for what is open, by the deadline that comes first.
func (n noticeFor) askTitle(open []store.NoticeItem) string {
	first := open[0]
	for _, i := range open {
		if i.Due.Before(first.Due) {
			first = i
		}
	}
	count := countFigures(len(open))
	due := weekdayWords(first.Due)
	period := first.Period.Words()
	switch left := n.calendar.WorkingDays(n.today, first.Due); {
	case first.Due.Before(n.today):
		were := strings.NewReplacer(" is", " was", " are", " were").Replace(count)
		return fmt.Sprintf("%s due on %s for %s. If a figure cannot be had, say so below, and that is settled too.", were, due, period)
	case first.Due == n.today:
		return fmt.Sprintf("%s due today for %s.", count, period)
	case first.Step.Opening:
		return fmt.Sprintf("The collection for %s is open. %s yours, due on %s.", period, count, due)
	case left == 1:
		return fmt.Sprintf("%s due tomorrow, %s, for %s.", count, due, period)
	default:
		return fmt.Sprintf("%s due on %s for %s, in %d working days.", count, due, period, left)
	}
}

// weekdayWords is a day as one speaks of it: Friday 19 January.
func weekdayWords(d kpi.Date) string { return d.At(12, time.UTC).Format("Monday 2 January") }

// askedBlocks are the figures that are, or were, the recipient's to post.
func (n noticeFor) askedBlocks() []slack.Block {
	var (
		blocks, done []slack.Block
		shown        int
	)
	open := n.openItems()
	for _, i := range n.of(kpi.DutyPost) {
		switch {
		case !n.open(i):
			if len(done) < maxNoticeLines/2 {
				done = append(done, note(n.settledLine(i)))
			}
		case shown < maxNoticeAsked:
			shown++
			blocks = append(blocks, askedCard(i)...)
		}
	}
	if more := len(open) - shown; more > 0 {
		blocks = append(blocks, note(fmt.Sprintf("… and %d more: type %s due.", more, n.command)))
	}
	if len(blocks) > 0 {
		blocks = append([]slack.Block{note("A minute each: the figure, and a line about why it moved.")}, blocks...)
	}
	if len(open) > 0 && n.today.Before(open[0].Due) {
		blocks = append(blocks, buttons(button(pressSnooze, "Remind me tomorrow", subject{})))
	}
	return append(blocks, done...)
}

// askedCard is a figure that is asked for: what it is, what it was, and the ways to be done with it.
func askedCard(i store.NoticeItem) []slack.Block {
	c := i.Card
	var known []string
	if c.Movement.From != nil {
		known = append(known, "Last "+c.Indicator.ShowFigure(*c.Movement.From)+" ("+c.Movement.Since.Words()+")")
	}
	if target := c.Indicator.TargetFor(i.Period); target != nil {
		known = append(known, "Target "+c.Indicator.ShowValue(target))
	}
	known = append(known, "Due "+weekdayWords(i.Due))
	text := fmt.Sprintf("*%s* %s\n%s", escaped(c.Indicator.Code), escaped(cut(c.Indicator.Title, maxShortTitle)), escaped(strings.Join(known, " · ")))
	here := about(c.Indicator.Code, i.Period)
	return []slack.Block{
		slack.NewSectionBlock(marked(text), nil, nil),
		buttons(primary(button(pressForm, "Post figure", here)), button(pressHandOn, "Someone else has it", here), button(pressCannot, "Can't provide it", here)),
	}
}

// settledLine is a figure that needs nothing more of the recipient.
func (n noticeFor) settledLine(i store.NoticeItem) string {
	name := i.Card.Indicator.Code + " " + cut(i.Card.Indicator.Title, maxShortTitle)
	switch {
	case i.In:
		return "✓ " + name + " · " + i.Card.Indicator.ShowFigure(*i.Card.Figure) + " · " + string(i.Card.Figure.Rating)
	case i.Closed:
		return "– " + name + " · no longer collected for " + i.Period.Words()
	case i.With.SlackID != "":
		return "→ " + name + " · with " + i.With.Name
	}
	return "– " + name
}

// listBlocks are figures that others have.
func (n noticeFor) listBlocks(d kpi.Duty, title string) []slack.Block {
	items := n.of(d)
	if len(items) == 0 {
		return nil
	}
	var lines []string
	for _, i := range items {
		if len(lines) == maxNoticeLines {
			lines = append(lines, fmt.Sprintf("… and %d more: type %s progress.", len(items)-maxNoticeLines, n.command))
			break
		}
		lines = append(lines, n.watchedLine(i))
	}
	return []slack.Block{paragraph(bold(title+"\n"), literal(cut(strings.Join(lines, "\n"), maxSection)))}
}

func (n noticeFor) watchedLine(i store.NoticeItem) string {
	if i.In || i.Closed {
		return n.settledLine(i)
	}
	line := "• " + i.Card.Indicator.Code + " " + cut(i.Card.Indicator.Title, maxShortTitle)
	who := "nobody"
	if i.With.SlackID != "" {
		who = i.With.Name
	}
	if i.Duty != kpi.DutyGap {
		return line + " · with " + who + ", due " + weekdayWords(i.Due)
	}
	return line + " · " + gapWords(i, n.names) + "; asked instead: " + who
}

func gapWords(i store.NoticeItem, names map[string]string) string {
	switch i.Gap {
	case kpi.GapDeactivated:
		return "the Slack account of " + names[i.Owner] + " is deactivated"
	case kpi.GapOwnerChanged:
		return "it now belongs to " + names[i.Owner]
	case kpi.GapUncovered:
		return names[i.Owner] + " is away and nobody stands in"
	}
	return "it has no owner"
}

// boardBlocks are how a collection stands, by service, without a name.
func boardBlocks(p kpi.Progress) []slack.Block {
	in, all := p.Count()
	lines := []string{fmt.Sprintf("%d of %d in · due %s", in, all, weekdayWords(p.Deadline))}
	for n, s := range p.Services {
		if n == maxNoticeLines {
			lines = append(lines, fmt.Sprintf("… and %d more services", len(p.Services)-n))
			break
		}
		lines = append(lines, serviceLine(s))
	}
	return []slack.Block{paragraph(bold(p.Collection.Period.Words()+"\n"), literal(cut(strings.Join(lines, "\n"), maxSection)))}
}

func serviceLine(s kpi.ServiceProgress) string {
	in, all := len(s.In), len(s.In)+len(s.Awaited)+len(s.Late)
	line := strings.Repeat("█", in) + strings.Repeat("░", all-in)
	if all > 20 {
		line = ""
	}
	name := s.Service
	if name == "" {
		name = "No service"
	}
	line = strings.TrimSpace(fmt.Sprintf("%s  %s: %d of %d in", line, cut(name, maxShortTitle), in, all))
	if late := len(s.Late); late > 0 {
		line += fmt.Sprintf(", %d late", late)
	}
	return line
}
