package bot

import (
	"fmt"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// redSummaryMessage is a page of the summary, counted from 1; the first page holds so many reds. It says how the
// committee's indicators stand, then lists the reds. It stands in the committee's channel, so it has no button that
// would refuse a councillor.
func redSummaryMessage(s kpi.Summary, page, first int, published kpi.Date) (*Message, error) {
	s.Reds = forEverybody(s.Reds)
	pages := s.Pages(first)
	if page < 1 || page > len(pages) {
		return nil, fmt.Errorf("the summary of %s has %d pages, and no page %d", s.Period, len(pages), page)
	}
	title := words.Summary(s)
	var top []slack.Block
	if page == 1 {
		top = []slack.Block{header(s.Period.Words() + " · " + s.Committee), paragraph(bold(title)), countsBlock(s)}
		top = append(top, movedBlocks(s)...)
		top = append(top, note(summaryNote(s, published)))
	} else {
		title = fmt.Sprintf("%s, the reds of %s, continued (%d of %d)", s.Period.Words(), words.Cut(s.Committee, maxMovedTitle), page, len(pages))
		top = []slack.Block{paragraph(bold(title))}
	}
	m := say(title, append(top, summaryReds(pages[page-1], published, maxSummarySent-blocksSent(top))...)...)
	if page == 1 { // so that the notification alone names all of them
		m.Text = redsNamed(title, s.Reds, 0, maxPostedText, missingReds(s)...)
	} else {
		m.Text = redsNamed(title, pages[page-1], 0, maxPostedText)
	}
	return m, nil
}

func forEverybody(cards []kpi.Card) []kpi.Card {
	shown := make([]kpi.Card, len(cards))
	for n, c := range cards {
		shown[n] = c.ForEverybody()
	}
	return shown
}

// countsBlock says how many indicators have each rating, and how many had it before.
func countsBlock(s kpi.Summary) slack.Block {
	var said []string
	for _, c := range s.Counts {
		one := fmt.Sprintf(":%s: *%s %s*", circle(c.Rating), c.Rating, kpi.Count.ShowInt(c.Now))
		if !s.Before.IsZero() {
			one += fmt.Sprintf(" (was %s)", kpi.Count.ShowInt(c.Before))
		}
		said = append(said, one)
	}
	return slack.NewSectionBlock(marked(strings.Join(said, " · ")), nil, nil)
}

const (
	// maxSummarySent is the size of a message of the summary, in bytes of JSON. With its text it must stay within what
	// Slack takes.
	maxSummarySent = 12_700
	// maxMovedSent is how many bytes of it name what moved and what is missing.
	maxMovedSent = 1800
	// maxMovedTitle is how much of a title stands in those names, in characters.
	maxMovedTitle = 60
)

// movedBlocks name what the counts cannot: what has turned Red or is no longer Red, and which figures are missing or
// not final.
func movedBlocks(s kpi.Summary) []slack.Block {
	moves := words.Moves(s)
	var elements []slack.RichTextSectionElement
	if !s.Before.IsZero() && len(s.Moved) == 0 {
		elements = append(elements, literal("Nothing moved into red or out of it since "+s.Before.Words()+"."))
	}
	room, left := maxMovedSent, 0
	for _, part := range moves {
		left += namesSent(part, namesOnly(part))
	}
	for n, part := range moves {
		if len(elements) > 0 {
			elements = append(elements, literal("\n"))
		}
		left -= namesSent(part, namesOnly(part))
		// A part may take what the codes of those that follow do not need, and at least its fair share.
		names := namedIn(part, max(room-left, room/(len(moves)-n)))
		room -= namesSent(part, names)
		elements = append(elements, bold(part.Heading+": "), literal(words.Sentence(names)))
	}
	if len(elements) == 0 {
		return nil
	}
	return []slack.Block{paragraph(elements...)}
}

// namedIn names the indicators of a part in so many bytes: with their titles if all of those fit, else by their codes,
// and if even those are too many it counts the rest.
func namedIn(part words.Named, room int) string {
	var titled, codes []string
	for _, one := range part.Of {
		codes = append(codes, one.Said)
		if one.Title != "" {
			one.Said += " (" + words.Cut(one.Title, maxMovedTitle) + ")"
		}
		titled = append(titled, one.Said)
	}
	if whole := strings.Join(titled, between(part)); namesSent(part, whole) <= room {
		return whole
	}
	return fewNames(codes, between(part), room-namesSent(part, ""))
}

// namesOnly names all the indicators of a part without their titles.
func namesOnly(part words.Named) string {
	var codes []string
	for _, one := range part.Of {
		codes = append(codes, one.Said)
	}
	return strings.Join(codes, between(part))
}

// between is what parts the indicators in a list: a comma, or a semicolon where they contain commas.
func between(part words.Named) string {
	for _, one := range part.Of {
		if strings.ContainsAny(one.Said, ",(") {
			return "; "
		}
	}
	return ", "
}

// namesSent is how many bytes a part takes with these names, as sent.
func namesSent(part words.Named, names string) int { return lineSent(part.Heading) + lineSent(names) }

// fewNames is as many names as fit into so many bytes, and how many more there are.
func fewNames(names []string, between string, room int) string {
	var shown []string
	for _, name := range names {
		if room -= lineSent(between+name) - lineSent(""); room < 0 {
			break
		}
		shown = append(shown, name)
	}
	if more := len(names) - len(shown); more > 0 {
		shown = append(shown, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(shown, between)
}

// missingReds name the figures that were Red and are missing now. Without them, the notification could be read as good
// news.
func missingReds(s kpi.Summary) []string {
	moved := s.MovedBy(kpi.NoFigureNow)
	if len(moved) == 0 {
		return nil
	}
	var codes []string
	for _, m := range moved {
		codes = append(codes, m.Card.Indicator.Code)
	}
	return []string{fmt.Sprintf("No figure now, Red in %s: %s", s.Before.Words(), fewNames(codes, ", ", maxMovedSent/4))}
}

func summaryNote(s kpi.Summary, published kpi.Date) string {
	said := "Published on " + published.Words()
	switch {
	case len(s.Reds) > 0:
		return said + " · Full cards are in the replies."
	case len(s.NoFigure) == 0:
		return said + " · Thank you to everybody who collected and posted these figures."
	}
	return said
}

// redRoom is how much of each line of a red the summary shows, in bytes as sent.
type redRoom struct {
	title, figure, change, done int
}

// redRooms are tried in turn until the reds of a page fit. Ordinary texts fit at once. With the last, any six reds fit.
var redRooms = []redRoom{{300, 260, 200, 220}, {200, 220, 160, 200}, {160, 160, 120, 180}}

func summaryReds(reds []kpi.Card, published kpi.Date, room int) (blocks []slack.Block) {
	for _, each := range redRooms {
		blocks = nil
		for _, c := range reds {
			blocks = append(append(blocks, slack.NewDividerBlock()), summaryRed(c, published, each)...)
		}
		if blocksSent(blocks) <= room {
			break
		}
	}
	return blocks
}

// summaryRed is a red: its figure against its target, how it moved, since when it is Red, what is being done, and what
// a reader can do.
func summaryRed(c kpi.Card, published kpi.Date, room redRoom) []slack.Block {
	figure := words.Figure(c)
	if c.Indicator.Cumulative {
		figure = words.Cumulative + " · " + figure
	}
	lines := cutSent(figure, room.figure) + "\n" + cutSent(words.Change(c), room.change) + " · " + words.RedSince(c) + "\n"
	title := " " + words.Rating(c) + " · " + cutSent(words.Name(c.Indicator), room.title) + "\n"
	here := about(c.Indicator.Code, c.Period)
	return []slack.Block{
		paragraph(circleEmoji(kpi.Red), bold(title), literal(lines), bold("What is being done: "), literal(doneAbout(c, published, room.done))),
		buttons(button(pressCard, "See the card", here), button(pressAsk, "Ask a question", here)),
	}
}

// maxDoneEach is how much of an action's own words stands in the summary, in characters. It leaves room to say whose it
// is and whether it is overdue.
const maxDoneEach = 100

// doneAbout says in so many bytes what is being done about a red: at least the first part, and each further part that
// fits whole.
func doneAbout(c kpi.Card, published kpi.Date, room int) string {
	parts := words.ActionsPublished(c, published, maxDoneEach)
	if len(parts) == 0 {
		return words.NoActions + "."
	}
	said := cutSent(words.Cut(parts[0], room-len("…")), room)
	for n, part := range parts[1:] {
		longer := said + "; " + part
		if lineSent(longer)-lineSent("") > room {
			return said + "; and " + kpi.Count.ShowInt(len(parts)-1-n) + " more"
		}
		said = longer
	}
	return said
}

// erratumTitle and erratumText are what a committee reads of a figure that was corrected after it was published.
func erratumTitle(i kpi.Indicator) string {
	return fmt.Sprintf("Restated: %s · %s", i.Code, words.Cut(i.Title, maxShortTitle))
}

func erratumText(i kpi.Indicator, r kpi.Restatement, published time.Time, zone *time.Location) string {
	return r.To.Period.Words() + " · " + words.Restated(i, i.RestatedForEverybody(r), published, zone)
}

// erratumMessage says what was published and what it is now.
func erratumMessage(e store.Erratum, zone *time.Location, alone bool) *Message {
	i := e.Card.Indicator
	title, text := erratumTitle(i), erratumText(i, e.Restatement, e.PublishedAt, zone)
	blocks := []slack.Block{paragraph(bold(title+"\n"), literal(text))}
	if alone {
		blocks = append(blocks, note("It stands here because the thread of the summary takes no replies."))
	}
	said := cutSent(title+". "+words.OneLine(text), maxCorrectionText) // a phone's banner shows the figures too
	return say(said, append(blocks, buttons(button(pressCard, "See the card", about(i.Code, e.Card.Period))))...)
}

// sentBackMessage asks for another look at a figure. Once the figure is posted again, it says so.
func sentBackMessage(b store.SentBack) *Message {
	i, f := b.Card.Indicator, b.Figure
	name := i.Code + " · " + words.Cut(i.Title, maxShortTitle)
	if !b.Stands() {
		said := "✓ " + name + " for " + f.Period.Words() + " has been seen to, thank you."
		return say(said, paragraph(literal(said)))
	}
	title := fmt.Sprintf("%s: please look at %s for %s again.", f.SignOff.ByName, i.ShowFigure(f), f.Period.Words())
	return say(title,
		paragraph(bold(title+"\n"), literal(name)),
		quote(cutSent(f.SignOff.Reason, maxEcho)),
		buttons(primary(button(pressEdit, "Post figure", about(i.Code, f.Period))), button(pressCard, "See the card", about(i.Code, f.Period))))
}
