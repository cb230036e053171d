package bot

import (
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// severalReceipt is the answer to a list that was posted: each figure with its colour, and what needs attention.
func severalReceipt(posted []store.Posted, how cardFor) *Message {
	title := postedTitle(posted)
	blocks := append([]slack.Block{paragraph(bold(title))}, receiptRows(posted, how)...)
	var said []string
	for _, p := range posted {
		if p.Asked != nil {
			said = append(said, fmt.Sprintf("%s for %s, %s, waits for the performance team.", p.Asked.Indicator.Code, p.Asked.Figure.Period.Words(), words.Rated(p.Asked.Indicator, p.Asked.Figure)))
			continue
		}
		said = append(said, words.CardSentence(p.Card, maxShortTitle))
	}
	return say(title+" "+strings.Join(said, " "), append(blocks, undoAll(posted)...)...)
}

// undoAll is the button that takes back what was posted together. Naming one of the figures names them all.
func undoAll(posted []store.Posted) []slack.Block {
	for _, p := range posted {
		if id := undoable(p); id != 0 {
			return []slack.Block{buttons(undoButton(id))}
		}
	}
	return nil
}

// postedTitle counts what was posted, and how much of it is Red.
func postedTitle(posted []store.Posted) string {
	fresh, revised, red, asked := 0, 0, 0, 0
	for _, p := range posted {
		switch {
		case p.Asked != nil:
			asked++
			continue
		case !p.Fresh:
			continue
		case p.Replaced != nil:
			revised++
		default:
			fresh++
		}
		if p.Card.Assessment().Rating == kpi.Red {
			red++
		}
	}
	var said []string
	if fresh > 0 {
		said = append(said, fmt.Sprintf("Posted %s.", words.Counted(fresh, "1 figure", "figures")))
	}
	if revised > 0 {
		said = append(said, fmt.Sprintf("Revised %s.", words.Counted(revised, "1 figure", "figures")))
	}
	if asked > 0 {
		said = append(said, words.Counted(asked, "1 correction waits", "corrections wait")+" for the performance team.")
	}
	if known := len(posted) - fresh - revised - asked; known > 0 {
		said = append(said, fmt.Sprintf("Recorded already: %s.", words.Counted(known, "1 figure", "figures")))
	}
	if red > 0 {
		said = append(said, words.Counted(red, "1 is Red.", "are Red."))
	}
	return strings.Join(said, " ")
}

// receiptRows are the posted figures. Those that need an action or a commentary come first, each with its buttons.
func receiptRows(posted []store.Posted, how cardFor) []slack.Block {
	var blocks, rest []slack.Block
	text, left := "", 0
	flush := func() {
		if text != "" {
			rest = append(rest, slack.NewSectionBlock(marked(text), nil, nil))
			text = ""
		}
	}
	for _, p := range posted {
		asks := promptBlocks(p.Card)
		if p.Asked != nil {
			asks = nil
		}
		one := receiptText(p)
		switch {
		case len(asks) > 0 && len(blocks) < maxPromptBlocks:
			blocks = append(blocks, slack.NewSectionBlock(marked(one), nil, nil))
			blocks = append(blocks, asks...)
			continue
		case len(asks) > 0:
			left++
		}
		if len(posted) <= maxApart || len([]rune(text))+len([]rune(one)) > maxSection-2 {
			flush()
		}
		if text != "" {
			text += "\n"
		}
		text += one
	}
	flush()
	blocks = append(blocks, rest...)
	if left > 0 {
		blocks = append(blocks, note(fmt.Sprintf("%s more need a word too. Open each card, for example with %s 178.", kpi.Count.ShowInt(left), how.command)))
	}
	return blocks
}

// maxPromptBlocks is how many blocks of a receipt may ask for something. The figures behind them are only named.
const maxPromptBlocks = 30

// receiptText is a figure that was posted, in two lines.
func receiptText(p store.Posted) string {
	c := p.Card
	if r := p.Asked; r != nil {
		return fmt.Sprintf(":%s: *%s* · *%s* %s\n%s · %s · waits for the performance team; was %s", circle(r.Figure.Rating), words.RatingOf(r.Figure), escaped(r.Indicator.Code),
			escaped(words.Cut(r.Indicator.Title, maxShortTitle)), escaped(r.Indicator.ShowFigure(r.Figure)), r.Figure.Period.Words(), escaped(words.Rated(r.Indicator, r.InsteadOf)))
	}
	text := fmt.Sprintf(":%s: *%s* · *%s* %s\n%s", circle(c.Assessment().Rating), words.Rating(c), escaped(c.Indicator.Code),
		escaped(words.Cut(c.Indicator.Title, maxShortTitle)), escaped(words.FigureFor(c)))
	switch {
	case !p.Fresh:
		text += " · recorded already"
	case p.Replaced != nil:
		text += " · instead of " + escaped(c.Indicator.ShowFigure(*p.Replaced, *c.Figure))
	}
	if mark := words.StandingMark(c); mark != "" {
		text += " · " + escaped(mark)
	}
	return text
}
