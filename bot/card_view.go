package bot

import (
	"cmp"
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/words"
)

// shown is how much of a card's texts a message shows; “Show all” has the whole.
type shown struct {
	characters, lines, links int
}

// shownAmounts are tried one after another until the card fits. Ordinary texts fit at once. The smaller amounts are for
// texts such as a commentary of nothing but angle brackets, each of which takes six bytes.
var shownAmounts = []shown{{600, 10, 3}, {300, 6, 0}, {100, 3, 0}}

// maxCardSent is the most that a card's blocks may take, in bytes of JSON, before the card is tried shorter. With its
// buttons and its text in words, the message must stay under the 20 KB that a socket carries and under Slack's 13,000
// characters.
const maxCardSent = 12_000

// maxShownURL is the longest address of a link in a message, in bytes.
const maxShownURL = 500

// cardFor is how a card is shown to somebody.
type cardFor struct {
	today       kpi.Date
	zone        *time.Location
	command     string // the slash command
	mayPost     bool
	owes        bool // whether the awaited figure is theirs to post, as it is where it was handed on to them
	mayAct      bool // may say what is being done about a Red figure
	mayShow     bool // whether there is a channel to share it in
	lead        string
	signOffSaid bool          // the lead says that the figure awaits sign-off
	undo        int64         // the figure that a receipt's Undo takes back; 0: it is no receipt
	prompts     []slack.Block // what is asked of whoever has just posted the figure, beneath the lead
	toAll       bool          // a channel reads it
	shared      string        // who shared it in the channel; such a card has no buttons that act for one person
}

// addActions ends the sentence that a Red figure has no actions. Whoever may add one is told how.
func (how cardFor) addActions() string {
	if how.mayAct && how.shared == "" {
		return ": press Add an action to say what is being done, by whom and by when."
	}
	return "."
}

// cardMessage is the card, seen by the asker alone or shared in the channel.
func cardMessage(c kpi.Card, how cardFor) *Message {
	if how.toAll || how.shared != "" {
		c = c.ForEverybody()
	}
	blocks, wasCut := cardBlocks(c, how)
	blocks = append(blocks, cardButtons(c, how, wasCut))
	text := words.CardSentence(c, maxHeader)
	if how.lead != "" {
		text = how.lead
	}
	if chart := chartInWords(c); chart != "" {
		text += "\n" + chart
	}
	m := say(text, blocks...)
	m.InChannel = how.shared != ""
	return m
}

// cardBlocks are the card without its buttons, and whether anything in it was cut.
func cardBlocks(c kpi.Card, how cardFor) (blocks []slack.Block, wasCut bool) {
	for _, amount := range shownAmounts {
		blocks, wasCut = cardWith(c, how, amount)
		sent := 0
		for _, b := range blocks {
			sent += blockSent(b)
		}
		if sent <= maxCardSent {
			break
		}
	}
	return blocks, wasCut
}

func cardWith(c kpi.Card, how cardFor, amount shown) (blocks []slack.Block, wasCut bool) {
	if how.lead != "" {
		blocks = append(blocks, paragraph(bold(how.lead)))
	}
	blocks = append(blocks, how.prompts...)
	said := words.OfCard(c, how.today, how.zone)
	blocks = append(blocks, header(said.Name), ratingBlock(said))
	if how.signOffSaid {
		said.Standing = ""
	}
	blocks = append(blocks, standingBlocks(said)...)
	blocks = append(blocks, note(said.Measured(how.lead != "")))
	blocks = append(blocks, chartOf(c)...)
	wasCut = c.Indicator.Description != "" || utf8.RuneCountInString(said.Name) > maxHeader
	if c.Figure != nil {
		for _, t := range []struct{ title, text string }{
			{"Commentary", c.Figure.Commentary},
			{"Actions", words.Actions(c, how.today, maxNote)},
		} {
			if t.text == "" {
				if t.title == "Actions" && c.LacksActions() && len(how.prompts) == 0 {
					blocks = append(blocks, paragraph(bold("Actions\n"), literal(words.NoActions+how.addActions())))
				}
				continue
			}
			short, was := words.CutLines(t.text, amount.characters, amount.lines)
			wasCut = wasCut || was
			blocks = append(blocks, paragraph(bold(t.title+"\n"), literal(short)))
		}
	}
	asked, cutThere := questionBlocks(c.Questions, amount)
	blocks, wasCut = append(blocks, asked...), wasCut || cutThere
	links, was := linksBlock(c.Indicator.Links, amount.links)
	if links != nil {
		blocks = append(blocks, links)
	}
	return append(blocks, note(said.Provenance(how.shared))), wasCut || was
}

// ratingBlock is what a reader must see first: the rating, the figure, the change.
func ratingBlock(c words.Card) slack.Block {
	first := "  " + string(c.Rating)
	if c.Status != "" {
		first += " · " + c.Status
	}
	moved := c.Change
	if c.Period != "" {
		moved = c.Period + " · " + moved
	}
	return paragraph(circleEmoji(c.Rating), bold(first+"\n"), bold(c.Figure+"\n"), literal(moved))
}

// linksBlock lists the first few useful links; a very long address is left to “Show all”.
func linksBlock(links []kpi.Link, most int) (block slack.Block, wasCut bool) {
	elements := []slack.RichTextSectionElement{bold("Useful links")}
	for n, l := range links {
		if n >= most || len(l.URL) > maxShownURL {
			wasCut = true
			continue
		}
		elements = append(elements, literal("\n"), linkElement(l, maxHeader))
	}
	if len(elements) == 1 {
		return nil, wasCut
	}
	return paragraph(elements...), wasCut
}

// linkElement is a link under its own words, or under its address where it has none; one without an address is its
// words.
func linkElement(l kpi.Link, limit int) slack.RichTextSectionElement {
	shown := cmp.Or(l.Text, l.URL)
	if l.URL == "" {
		return literal(words.Cut(shown, limit))
	}
	return slack.NewRichTextSectionLinkElement(l.URL, words.Cut(shown, limit), nil)
}

// cardButtons are what the reader can do with the card.
func cardButtons(c kpi.Card, how cardFor, wasCut bool) slack.Block {
	here := about(c.Indicator.Code, c.Period)
	var row []*slack.ButtonBlockElement
	if c.LacksActions() && how.mayAct && how.shared == "" && len(how.prompts) == 0 {
		row = append(row, primary(button(pressAddAction, "Add an action", here)))
	}
	if c.Awaited != nil && (how.mayPost || how.owes) && how.shared == "" {
		post := button(pressForm, "Post figure", about(c.Indicator.Code, c.Awaited.Period))
		if len(row) == 0 {
			post = primary(post)
		}
		row = append(row, post)
	}
	if how.mayPost && how.shared == "" {
		if c.Figure != nil {
			row = append(row, button(pressEdit, "Edit", here))
		}
		if len(row) == 0 {
			row = append(row, button(pressEdit, "Post figure", here)) // it is asked of nobody now, and may yet come
		}
	}
	if how.undo != 0 && how.shared == "" {
		row = append(row, undoButton(how.undo))
	}
	if open := c.OpenActions(); open > 0 && how.shared == "" {
		row = append(row, button(pressActions, fmt.Sprintf("Actions (%d)", open), subject{Code: c.Indicator.Code}))
	}
	if how.mayShow && how.shared == "" {
		row = append(row, button(pressShare, "Share in this channel", here))
	}
	if c.Figure != nil && (!how.mayPost || how.shared != "") {
		row = append(row, button(pressAsk, "Ask a question", here))
	}
	row = append(row, button(pressHistory, "History", subject{Code: c.Indicator.Code}))
	if wasCut {
		row = append(row, button(pressAll, "Show all", here))
	}
	return buttons(row...)
}

// shortCard is an indicator in a list: one section and a line of small print.
func shortCard(c kpi.Card, press *slack.ButtonBlockElement, small string) []slack.Block {
	a := c.Assessment()
	figure := words.Figure(c)
	if small == "" { // else the small print names the period
		figure = words.FigureFor(c)
	}
	if mark := words.StandingMark(c); mark != "" {
		figure += " · " + mark
	}
	text := fmt.Sprintf(":%s: *%s* · *%s* %s\n%s", circle(a.Rating), words.Rating(c), escaped(c.Indicator.Code),
		escaped(words.Cut(c.Indicator.Title, maxShortTitle)), escaped(figure))
	section := slack.NewSectionBlock(marked(text), nil, nil)
	if press != nil {
		section.Accessory = slack.NewAccessory(press)
	}
	blocks := []slack.Block{section}
	if small != "" {
		blocks = append(blocks, note(small))
	}
	return blocks
}

// maxShortTitle is how much of a title stands in a list, in characters.
const maxShortTitle = 110
