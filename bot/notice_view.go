package bot

import (
	"fmt"
	"slices"
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
	maxDoneSent    = 2500 // bytes of what is settled
	minBoardSent   = 500  // bytes, below which no board is begun
)

// noticeMessage is the one message of a person's day: what is theirs to post with its buttons, then what they watch. It ticks itself off: what
// has come in is a line with its rating, and when all has, it says thank you and asks for nothing.
func noticeMessage(n noticeFor) *Message {
	title := n.title()
	blocks := []slack.Block{paragraph(bold(title))}
	room := maxPageSent
	add := func(more []slack.Block) {
		for _, b := range more {
			room -= sentBytes(b)
		}
		blocks = append(blocks, more...)
	}
	add(n.askedBlocks(room * 2 / 3))
	add(n.signBlocks(room * 2 / 3))
	add(n.ownBlocks(room * 2 / 3))
	for _, part := range []struct {
		duty  kpi.Duty
		title string
	}{
		{kpi.DutyEscalate, "Late in services that you manage, by who has them"},
		{kpi.DutyList, "Late, by who has them"},
	} {
		add(n.listBlocks(part.duty, part.title, room*2/3))
	}
	add(n.gapBlocks(room * 2 / 3))
	add(n.watchedActs(room * 2 / 3))
	for _, i := range n.items {
		if i.Duty == kpi.DutyBoard && room > minBoardSent {
			add(boardBlocks(i.Board, boardTitle(i.Board) != title, room))
		}
	}
	return say(title+n.codes(), blocks...)
}

// codes names what is asked for, for a phone that shows the text alone.
func (n noticeFor) codes() string {
	var codes []string
	for _, i := range append(n.openItems(), n.askedItems()...) {
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
	if title := n.ownTitle(); title != "" {
		return title
	}
	if asked := n.of(kpi.DutyPost); len(asked) > 0 {
		return doneTitle(asked)
	}
	if sign := n.of(kpi.DutySign); len(sign) > 0 {
		return signTitle(sign)
	}
	if len(n.ownItems()) > 0 {
		return "That is all settled, thank you."
	}
	for _, watched := range []struct {
		duty kpi.Duty
		some string // with the number of figures
		none string
	}{
		{kpi.DutyEscalate, "%s late in services that you manage. A word from you may help.", "Everything in your services has come in."},
		{kpi.DutyList, "%s late. Here is who has them.", "Everything that was late has come in."},
		{kpi.DutyGap, "", "Every figure has somebody to ask again."}, // see gapTitle
	} {
		items := n.of(watched.duty)
		if len(items) == 0 {
			continue
		}
		if late := awaited(items); late > 0 {
			if watched.duty == kpi.DutyGap {
				return gapTitle(openOnes(items))
			}
			return fmt.Sprintf(watched.some, countFigures(late))
		}
		return watched.none
	}
	if title := n.watchedActionsTitle(); title != "" {
		return title
	}
	for _, i := range n.of(kpi.DutyBoard) {
		return boardTitle(i.Board)
	}
	return "There is nothing to do."
}

// doneTitle is for a message whose every figure needs nothing more of its reader.
func doneTitle(asked []store.NoticeItem) string {
	left, closed := 0, 0
	for _, i := range asked {
		switch {
		case i.In:
		case i.Closed:
			closed++
		default:
			left++
		}
	}
	switch {
	case left > 0:
		return "Nothing is left for you to post, thank you."
	case closed > 0:
		return "The next collection has opened, so nothing here is asked for any more."
	}
	return "All in, thank you."
}

func awaited(items []store.NoticeItem) int { return len(openOnes(items)) }

// openOnes are those of the items whose figure is awaited.
func openOnes(items []store.NoticeItem) (open []store.NoticeItem) {
	for _, i := range items {
		if !i.In && !i.Closed {
			open = append(open, i)
		}
	}
	return open
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
	first := earliest(open)
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

// askedBlocks are the figures that are, or were, the recipient's to post, as many as there is room for in bytes.
func (n noticeFor) askedBlocks(room int) []slack.Block {
	var (
		blocks []slack.Block
		done   []string
		shown  int
	)
	open := n.openItems()
	for _, i := range n.of(kpi.DutyPost) {
		switch {
		case !n.open(i):
			if len(done) < maxNoticeLines/2 {
				done = append(done, n.settledLine(i))
			}
		case shown < maxNoticeAsked:
			card := n.askedCard(i)
			size := 0
			for _, b := range card {
				size += sentBytes(b)
			}
			if shown > 0 && size > room {
				continue
			}
			shown++
			room -= size
			if shown > 1 {
				blocks = append(blocks, slack.NewDividerBlock())
			}
			blocks = append(blocks, card...)
		}
	}
	if len(blocks) > 0 {
		blocks = append([]slack.Block{note("A minute each: the figure, and a line about why it moved.")}, blocks...)
	}
	var row []*slack.ButtonBlockElement
	if more := len(open) - shown; more > 0 {
		blocks = append(blocks, note(fmt.Sprintf("… and %d more.", more)))
		row = append(row, button(pressDue, "All that is due", subject{}))
	}
	if own := n.asked(open); len(own) > 0 && n.today.Before(earliest(own).Due) {
		row = append(row, button(pressSnooze, n.tomorrowLabel(), about("", earliest(own).Period)))
	}
	if shown > 0 && len(done)+len(row) > 0 {
		blocks = append(blocks, slack.NewDividerBlock())
	}
	if len(done) > 0 {
		blocks = append(blocks, paragraph(literal(cutSent(strings.Join(done, "\n"), maxDoneSent))))
	}
	if len(row) > 0 { // last, so that it is not taken for one figure's
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

// asked are those of the items that the recipient has, and does not only deputise for.
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

// askedCard is a figure that is asked for: what it is, what it was, and the ways to be done with it.
func (n noticeFor) askedCard(i store.NoticeItem) []slack.Block {
	c := i.Card
	var known []string
	if last := len(c.History) - 1; last >= 0 {
		known = append(known, "Last "+c.Indicator.ShowFigure(c.History[last])+" ("+c.History[last].Period.Words()+")")
	} else {
		known = append(known, "No earlier figure")
	}
	if target := c.Indicator.TargetFor(i.Period); target != nil {
		known = append(known, "Target "+c.Indicator.ShowValue(target))
	}
	if i.Due != earliest(n.openItems()).Due {
		known = append(known, "Due "+weekdayWords(i.Due))
	}
	if i.With.SlackID != n.recipient && i.With.SlackID != "" {
		known = append(known, "Asked of "+i.With.Name+"; you are the deputy")
	} else if owner := n.names[c.Indicator.Owner]; owner != "" && c.Indicator.Owner != n.recipient {
		known = append(known, "You have it for "+owner)
	}
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
func (n noticeFor) listBlocks(d kpi.Duty, title string, room int) []slack.Block {
	items := n.of(d)
	if len(items) == 0 {
		return nil
	}
	elements := []slack.RichTextSectionElement{bold(cut(title, maxHeader))}
	shown := 0
	for _, group := range byHolder(d, items) {
		if heading := "\n" + cut(group.holder, maxShortTitle); group.holder != "" && shown < maxNoticeLines && lineSent(heading) < room {
			room -= lineSent(heading)
			elements = append(elements, bold(heading))
		}
		for _, i := range group.items {
			line := "\n" + n.watchedLine(i)
			if room -= lineSent(line); room < 0 || shown == maxNoticeLines {
				continue
			}
			elements = append(elements, literal(line))
			shown++
		}
	}
	if more := len(items) - shown; more > 0 {
		elements = append(elements, literal(fmt.Sprintf("\n… and %d more: type %s progress.", more, n.command)))
	}
	return []slack.Block{paragraph(elements...)}
}

// lineSent is how many bytes a line of a list takes as sent.
func lineSent(line string) int {
	size := len(`{"type":"text","text":"","style":{"bold":true}},`)
	for _, r := range line {
		size += sentSize(r)
	}
	return size
}

// held are the figures that one person has.
type held struct {
	holder string // empty: no heading
	items  []store.NoticeItem
}

// byHolder puts together what one person has, in the order in which they come first; what has come in, and what the performance team must see
// to itself, stands without a heading, last.
func byHolder(d kpi.Duty, items []store.NoticeItem) []held {
	var (
		groups []held
		rest   held
	)
	for _, i := range items {
		if d == kpi.DutyGap || i.In || i.Closed {
			rest.items = append(rest.items, i)
			continue
		}
		holder := "Nobody yet"
		if i.With.SlackID != "" {
			holder = i.With.Name
		}
		at := slices.IndexFunc(groups, func(g held) bool { return g.holder == holder })
		if at < 0 {
			at = len(groups)
			groups = append(groups, held{holder: holder})
		}
		groups[at].items = append(groups[at].items, i)
	}
	if len(rest.items) > 0 {
		groups = append(groups, rest)
	}
	return groups
}

func (n noticeFor) watchedLine(i store.NoticeItem) string {
	if i.In || i.Closed {
		return n.settledLine(i)
	}
	line := "• " + i.Card.Indicator.Code + " " + cut(i.Card.Indicator.Title, maxShortTitle)
	if i.Duty != kpi.DutyGap {
		return line
	}
	line += ": " + gapWords(i, n.names)
	if i.With.SlackID != "" && i.With.SlackID != i.Owner {
		line += "; " + i.With.Name + " is asked instead"
	}
	return line
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

// boardTitle is how a collection stands, in a sentence.
func boardTitle(p kpi.Progress) string {
	in, all := p.Count()
	return fmt.Sprintf("%s: %d of %d figures are in, due on %s.", p.Collection.Period.Words(), in, all, weekdayWords(p.Deadline))
}

// boardBlocks are how a collection stands, by service, without a name, in so many bytes; beneath its title, or where that stands above already
// without it.
func boardBlocks(p kpi.Progress, titled bool, room int) []slack.Block {
	var lines []string
	for n, s := range p.Services {
		if n == maxNoticeLines {
			lines = append(lines, fmt.Sprintf("… and %d more services", len(p.Services)-n))
			break
		}
		lines = append(lines, serviceLine(s))
	}
	text := cutSent(strings.Join(lines, "\n"), max(room-minBoardSent/2, minBoardSent/2))
	switch {
	case text == "" && !titled:
		return nil
	case text == "":
		return []slack.Block{paragraph(bold(boardTitle(p)))}
	case !titled:
		return []slack.Block{paragraph(literal(text))}
	}
	return []slack.Block{paragraph(bold(boardTitle(p)+"\n"), literal(text))}
}

func serviceLine(s kpi.ServiceProgress) string {
	in, all := len(s.In), len(s.In)+len(s.Awaited)+len(s.Late)
	name := s.Service
	if name == "" {
		name = "Other services"
	}
	line := fmt.Sprintf("%s  %d of %d  %s", bar(in, all), in, all, cut(name, maxShortTitle))
	if late := len(s.Late); late > 0 {
		line += fmt.Sprintf(", %d late", late)
	}
	return line
}

// barLength is how many characters a bar of progress has, so that those of several services stand under one another.
const barLength = 10

// bar is never full, nor empty, before it is so.
func bar(in, all int) string {
	full := 0
	if all > 0 {
		full = in * barLength / all
	}
	if in > 0 && full == 0 {
		full = 1
	}
	return strings.Repeat("█", full) + strings.Repeat("░", barLength-full)
}
