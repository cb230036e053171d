package bot

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// unsignedMessage is a page of the figures that await sign-off, each with its commentary: window are the cards of those
// that may stand on the page. An empty title stands for the usual one.
func unsignedMessage(list store.UnsignedList, window []store.UnsignedCard, title string) *Message {
	var items []item
	for _, u := range window {
		items = append(items, item{blocks: unsignedBlocks(u, primary(approveButton(u)), sendBackButton(u, ""))})
	}
	switch {
	case list.All == 0:
		return say("No figure awaits your sign-off. Thank you.")
	case title != "":
	case list.All == 1:
		title = "One figure awaits sign-off."
	default:
		title = fmt.Sprintf("%s figures await sign-off.", kpi.Count.ShowInt(list.All))
	}
	m := windowMessage(title, items, list.From, list.All, pressUnsigned, subject{})
	if list.From == 0 && list.All > 1 {
		m.Blocks = append(m.Blocks[:1:1], append([]slack.Block{buttons(approveAllButton(list.All, list.Newest))}, m.Blocks[1:]...)...)
	}
	return m
}

// maxUnsignedWords is how much of a commentary stands in the list, in bytes as sent.
const maxUnsignedWords = 300

// unsignedBlocks is a figure that awaits sign-off, above a row of buttons.
func unsignedBlocks(u store.UnsignedCard, row ...*slack.ButtonBlockElement) []slack.Block {
	c := u.Card
	small := c.Period.Words() + " · " + words.Change(c)
	if c.PostedBy != "" {
		small += " · Posted by " + c.PostedBy
	}
	if c.Figure != nil && c.Figure.Revision > 1 {
		small += "\n" + words.Revision(*c.Figure)
	}
	if c.Figure != nil && c.Figure.Commentary != "" {
		small += "\n" + cutSent(strings.Join(strings.Fields(c.Figure.Commentary), " "), maxUnsignedWords)
	}
	c.Standing = kpi.Standing{} // the title says of all that they await sign-off
	return append(shortCard(c, button(pressCard, "Card", about(c.Indicator.Code, c.Period)), small),
		buttons(row...))
}

func approveButton(u store.UnsignedCard) *slack.ButtonBlockElement {
	here := about(u.Card.Indicator.Code, u.Card.Period)
	here.Figure = u.FigureID
	return button(pressApprove, "Approve", here)
}

// sendBackButton opens the form to send a figure back, with the reason that the draft keeps.
func sendBackButton(u store.UnsignedCard, draftID string) *slack.ButtonBlockElement {
	here := about(u.Card.Indicator.Code, u.Card.Period)
	here.Figure, here.Draft = u.FigureID, draftID
	return button(pressSendBack, "Send back", here)
}

// signedMessage says what was signed off, what could not be, and with its message what has come since; nil: nothing.
func signedMessage(done store.SigningOff, since *Message) *Message {
	var codes []string
	for _, c := range done.Signed {
		codes = append(codes, c.Indicator.Code)
	}
	title := fmt.Sprintf("Signed off: %s.", words.Cut(strings.Join(codes, ", "), maxNamed))
	blocks := []slack.Block{paragraph(bold(title))}
	for n, r := range done.Refused {
		if n == maxNoticeAsked {
			break
		}
		blocks = append(blocks, note(r.Sentence))
	}
	if since != nil {
		blocks = append(blocks, since.Blocks...)
	}
	return say(title, blocks...)
}

// toSendBackMessage is what awaits sign-off, to be sent back. Only the figures that are shown can be: the others stand
// on the pages of “approve”. reason is what was typed of why, and draftID keeps it for the form.
func toSendBackMessage(list store.UnsignedList, window []store.UnsignedCard, reason, draftID string) *Message {
	var items []item
	for _, u := range window {
		items = append(items, item{blocks: unsignedBlocks(u, primary(sendBackButton(u, draftID)), approveButton(u))})
	}
	title := "Nothing has been sent back yet. Press “Send back”"
	switch {
	case list.All == 0:
		return say("No figure awaits your sign-off, so there is nothing to send back.")
	case list.All > 1:
		title += " beside the figure"
	}
	if reason == "" {
		title += " and say what should be looked at again."
	} else {
		title += fmt.Sprintf(" to send it back with “%s”.", kpi.Excerpt(reason))
	}
	return windowMessage(title, items, list.From, list.All, pressUnsigned, subject{})
}

// nothingToSignMessage says why no figure of an indicator awaits the sign-off of whoever asks. asked reports whether
// its committee asks for sign-off.
func nothingToSignMessage(c kpi.Card, asked bool, zone *time.Location) *Message {
	said := fmt.Sprintf("No figure of %s awaits your sign-off", c.Indicator.Code)
	the := " The one for " + c.Period.Words()
	switch s := c.Standing; {
	case s.SignOff.State == kpi.SignedOff:
		said += fmt.Sprintf(".%s was signed off by %s on %s.", the, s.SignOff.ByName, words.Day(s.SignOff.At, zone))
	case s.SignOff.State == kpi.SentBack:
		said += fmt.Sprintf(".%s was sent back by %s on %s.", the, s.SignOff.ByName, words.Day(s.SignOff.At, zone))
	case !asked:
		said += fmt.Sprintf(": %s asks for no sign-off.", c.Indicator.Committee)
	case s.SignOff.State == kpi.AwaitsSignOff:
		said += fmt.Sprintf(".%s awaits %s.", the, words.Signer(s.Signer))
	case c.Figure == nil:
		said += fmt.Sprintf(": none is in for %s.", c.Period.Words())
	default:
		said += fmt.Sprintf(".%s needs none, as it was imported or came before its committee asked for sign-off.", the)
	}
	return say(said)
}

// nobodySignsMessage answers whoever asks for what awaits their sign-off where no committee asks for any.
func nobodySignsMessage() *Message {
	return say("No figure awaits your sign-off: no committee asks for it.")
}

// sendBackView asks what should be looked at again; reason is what was typed of it already.
func sendBackView(c kpi.Card, figure int64, reason string) slack.ModalViewRequest {
	carried, _ := json.Marshal(sendBackSubject{figure}) // a number always encodes
	box := slack.NewPlainTextInputBlockElement(nil, kpi.FieldReason).WithMultiline(true).WithMaxLength(kpi.MaxReason).
		WithInitialValue(words.Cut(reason, kpi.MaxReason))
	return slack.ModalViewRequest{
		Type:            slack.VTModal,
		CallbackID:      sendBackForm,
		PrivateMetadata: string(carried),
		Title:           plain("Send back", maxModalTitle),
		Submit:          plain("Send back", maxModalTitle),
		Close:           plain("Cancel", maxModalTitle),
		Blocks: slack.Blocks{BlockSet: []slack.Block{
			paragraph(bold(c.Indicator.Code + " · " + c.Indicator.Title)),
			note(words.MarkedFigure(c) + " · " + c.Period.Words()),
			slack.NewInputBlock(kpi.FieldReason, plain("What should be looked at again?", maxHeader), plain("The owner reads it.", maxHeader), box),
		}},
	}
}

// sentBackView takes the modal's place once the figure is sent back.
func sentBackView(c kpi.Card, owner string) slack.ModalViewRequest {
	told := "Whoever posted it is told"
	if owner != "" {
		told = owner + " is told"
	}
	v := readOnlyView("Sent back", []slack.Block{paragraph(bold(fmt.Sprintf("%s for %s was sent back. ", c.Indicator.Code, c.Period.Words())), literal(told+", with what you wrote."))})
	v.Close = plain("Done", maxModalTitle)
	return v
}

// signBlocks are the figures in somebody's daily message that await, or awaited, their sign-off.
func (n noticeFor) signBlocks(room int) []slack.Block {
	items := n.of(kpi.DutySign)
	if len(items) == 0 {
		return nil
	}
	elements := []slack.RichTextSectionElement{bold("Your sign-off")}
	fit := fitting{bytes: room, pieces: maxNoticeLines}
	for _, i := range items {
		if line := "\n" + signLine(i); fit.line(line) {
			elements = append(elements, literal(line))
		}
	}
	if fit.left > 0 {
		elements = append(elements, literal("\n"+words.More(fit.left)))
	}
	blocks := []slack.Block{paragraph(elements...)}
	if unsignedAmong(items) > 0 {
		blocks = append(blocks, buttons(primary(button(pressUnsigned, "Look and sign off", subject{}))))
	}
	return blocks
}

func signLine(i store.NoticeItem) string {
	name := i.Card.Indicator.Code + " " + words.Cut(i.Card.Indicator.Title, maxShortTitle)
	f := i.Card.Figure
	if f == nil {
		return "– " + name
	}
	figure := i.Card.Indicator.ShowTyped(*f) + " · " + words.RatingOf(*f) + " · " + i.Period.Words()
	switch f.SignOff.State {
	case kpi.AwaitsSignOff:
		return "• " + name + " · " + figure
	case kpi.SentBack:
		return "→ " + name + " · " + figure + " · sent back"
	case kpi.SignedOff:
		return "✓ " + name + " · " + figure + " · signed off"
	}
	return "– " + name + " · " + figure
}

func unsignedAmong(items []store.NoticeItem) (n int) {
	for _, i := range items {
		if i.Card.Figure != nil && i.Card.Figure.SignOff.State == kpi.AwaitsSignOff {
			n++
		}
	}
	return n
}

// signTitle is the title of a message in which nothing is more pressing than the sign-off.
func signTitle(items []store.NoticeItem) string {
	switch n := unsignedAmong(items); n {
	case 0:
		return "Everything is signed off, thank you."
	case 1:
		return "One figure awaits your sign-off."
	default:
		return fmt.Sprintf("%s figures await your sign-off.", kpi.Count.ShowInt(n))
	}
}
