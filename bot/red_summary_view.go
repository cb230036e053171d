package bot

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// redSummaryMessage is a page of the summary, from 1: the first says how the committee's indicators stand, then come the reds.
func redSummaryMessage(s kpi.Summary, page int, published kpi.Date) (*Message, error) {
	pages := s.Pages()
	if page < 1 || page > len(pages) {
		return nil, fmt.Errorf("the summary of %s has %d pages, and no page %d", s.Period, len(pages), page)
	}
	title := words.Summary(s)
	if page > 1 {
		title = fmt.Sprintf("%s, the reds of %s, continued (%d of %d)", s.Period.Words(), words.Cut(s.Committee, maxMovedTitle), page, len(pages))
	}
	var blocks []slack.Block
	if page == 1 {
		blocks = append(blocks, header(s.Period.Words()+" · "+s.Committee), paragraph(bold(title)), countsBlock(s))
		blocks = append(blocks, movedBlocks(s)...)
		blocks = append(blocks, note(summaryNote(s, published, len(pages))))
	} else {
		blocks = append(blocks, paragraph(bold(title)))
	}
	for _, c := range pages[page-1] {
		blocks = append(blocks, slack.NewDividerBlock())
		blocks = append(blocks, summaryRed(c)...)
	}
	named := pages[page-1]
	if page == 1 { // whoever hears or sees no more than the notification has them all
		named = s.Reds
	}
	m := say(title, blocks...)
	m.Text = redsNamed(title, named, maxPostedText)
	return m, nil
}

// countsBlock is how many have each rating, and how many had.
func countsBlock(s kpi.Summary) slack.Block {
	var elements []slack.RichTextSectionElement
	for n, c := range s.Counts {
		gap := " "
		if n > 0 {
			elements = append(elements, literal(" · "))
		}
		elements = append(elements, circleEmoji(c.Rating), bold(gap+string(c.Rating)+" "+kpi.Count.ShowInt(c.Now)))
		if !s.Before.IsZero() {
			elements = append(elements, literal(fmt.Sprintf(" (was %s)", kpi.Count.ShowInt(c.Before))))
		}
	}
	return paragraph(elements...)
}

// maxMovedSent is how many bytes of what moved into red, or out of it, stand in the summary.
const maxMovedSent = 900

// movedBlocks name what moved into red and out of it since the last time.
func movedBlocks(s kpi.Summary) []slack.Block {
	if s.Before.IsZero() {
		return nil
	}
	var into, out []string
	for _, c := range s.Into {
		into = append(into, movedName(c))
	}
	for _, c := range s.OutOf {
		out = append(out, movedName(c)+" (now "+string(c.Assessment().Rating)+")")
	}
	if len(into)+len(out) == 0 {
		return []slack.Block{paragraph(literal("Nothing moved into red or out of it since " + s.Before.Words() + "."))}
	}
	var elements []slack.RichTextSectionElement
	for _, part := range []struct {
		title string
		names []string
	}{{"Into red since " + s.Before.Words() + ": ", into}, {"Out of red: ", out}} {
		if len(part.names) == 0 {
			continue
		}
		if len(elements) > 0 {
			elements = append(elements, literal("\n"))
		}
		elements = append(elements, bold(part.title), literal(words.Sentence(fewNames(part.names, maxMovedSent))))
	}
	return []slack.Block{paragraph(elements...)}
}

func movedName(c kpi.Card) string {
	return c.Indicator.Code + " " + words.Cut(c.Indicator.Title, maxMovedTitle)
}

// maxMovedTitle is how much of a title stands among what moved, in characters.
const maxMovedTitle = 60

// fewNames are as many names as there is room for in bytes, and how many more there are.
func fewNames(names []string, room int) string {
	var shown []string
	for _, name := range names {
		if room -= lineSent(name) - lineSent(""); room < 0 {
			break
		}
		shown = append(shown, name)
	}
	if more := len(names) - len(shown); more > 0 {
		return strings.Join(append(shown, fmt.Sprintf("and %d more", more)), "; ")
	}
	return strings.Join(shown, "; ")
}

func summaryNote(s kpi.Summary, published kpi.Date, pages int) string {
	said := "Published on " + published.Words()
	if len(s.NoFigure) > 0 {
		var codes []string
		for _, c := range s.NoFigure {
			codes = append(codes, c.Indicator.Code)
		}
		said += " · Without a figure: " + fewNames(codes, maxMovedSent)
	}
	switch {
	case len(s.Reds) == 0:
		said += " · Thank you to everybody who collected and posted these figures."
	case pages > 1:
		said += fmt.Sprintf(" · The reds take %d messages; the thread of each has their full cards.", pages)
	default:
		said += " · The full card of each red is in the thread."
	}
	return said
}

// How much of each line of a red stands in the summary, in bytes as sent, so that a page holds its reds whatever their texts.
const (
	maxRedTitle  = 200
	maxRedFigure = 220
	maxRedChange = 160
	maxRedDone   = 280
)

// summaryRed is a red: its figure against its target, how it moved and since when it is red, what is being done, and what a reader can do.
func summaryRed(c kpi.Card) []slack.Block {
	lines := cutSent(words.Figure(c), maxRedFigure) + "\n" + cutSent(words.Change(c), maxRedChange) + " · " + words.RedSince(c) + "\n"
	if status := words.Status(c); status != "" {
		lines = status + " · " + lines
	}
	here := about(c.Indicator.Code, c.Period)
	return []slack.Block{
		paragraph(
			circleEmoji(kpi.Red), bold(" Red · "+cutSent(c.Indicator.Code+" · "+c.Indicator.Title, maxRedTitle)+"\n"),
			literal(lines), bold("What is being done: "), literal(cutSent(cmp.Or(words.ActionsInALine(c, anyDay), words.NoActions+"."), maxRedDone)),
		),
		buttons(button(pressCard, "See the card", here), button(pressAsk, "Ask a question", here), button(pressAddAction, "Add an action", here)),
	}
}

// erratumMessage is what was published and what it is now.
func erratumMessage(e store.Erratum, zone *time.Location, alone bool) *Message {
	i := e.Card.Indicator
	title := fmt.Sprintf("Restated: %s · %s", i.Code, words.Cut(i.Title, maxShortTitle))
	blocks := []slack.Block{paragraph(bold(title+"\n"), literal(e.Card.Period.Words()+" · "+words.Restated(i, e.Restatement, e.PublishedAt, zone)))}
	if alone {
		title += " for " + e.Card.Period.Words()
		blocks = append(blocks, note("It belongs to the summary of "+e.Card.Period.Words()+", whose thread takes no replies."))
	}
	return say(title, append(blocks, buttons(button(pressCard, "See the card", about(i.Code, e.Card.Period))))...)
}

// sentBackMessage asks for another look; once the figure is posted again it says so.
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
