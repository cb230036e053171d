package bot

import (
	"fmt"
	"slices"
	"time"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// publishing is the outcome of a request to publish, or how ready a period is.
type publishing struct {
	store.Publishing
	committee string
	period    kpi.Period
	zone      *time.Location
	now       time.Time
	unsaid    []store.Notification // messages of an earlier publication that its channel still waits for
	stopped   *kpi.TakenBack       // who stopped its set day; nil for nobody
	takenBack *kpi.TakenBack       // who took the publication back; nil for nobody
}

// publishView asks what is to be published.
func publishView(committees []kpi.Committee, name string, periods []kpi.Period, p kpi.Period) slack.ModalViewRequest {
	which := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plain("Choose a committee", maxOptionLabel), fieldWhichCommittee)
	for n, c := range committees {
		if n == maxMenu {
			break
		}
		o := slack.NewOptionBlockObject(c.Name, plain(c.Name, maxOptionLabel), nil)
		which.Options = append(which.Options, o)
		if c.Name == name || len(committees) == 1 {
			which.InitialOption = o
		}
	}
	of := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plain("Choose a period", maxOptionLabel), fieldWhichPeriod)
	offer := func(p kpi.Period) *slack.OptionBlockObject {
		o := slack.NewOptionBlockObject(p.String(), plain(p.Words(), maxOptionLabel), nil)
		of.Options = append(of.Options, o)
		return o
	}
	for _, known := range periods {
		if o := offer(known); known == p {
			of.InitialOption = o
		}
	}
	if of.InitialOption == nil && !p.IsZero() { // so that a refusal can stand beside it
		of.InitialOption = offer(p)
	}
	return slack.ModalViewRequest{
		Type:       slack.VTModal,
		CallbackID: publishForm,
		Title:      plain("Publish", maxModalTitle),
		Submit:     plain("Preview", maxModalTitle),
		Close:      plain("Cancel", maxModalTitle),
		Blocks: slack.Blocks{BlockSet: []slack.Block{
			slack.NewInputBlock(fieldWhichCommittee, plain("Committee", maxModalTitle), nil, which),
			slack.NewInputBlock(fieldWhichPeriod, plain("Period", maxModalTitle), nil, of),
			note("You see what the committee's channel will get, and what is missing. Nothing is posted before you say so."),
		}},
	}
}

// publishedMessage says what was published, and for how long it can be taken back.
func publishedMessage(p publishing) *Message {
	blocks := p.blocks()
	switch until := p.takenBackUntil(); {
	case !until.IsZero():
		blocks = append(blocks, takenBackUntilBlocks(p, until)...)
	case p.Published():
		blocks = append(blocks, buttons(reportButton(p)))
	}
	return say(p.title(), blocks...)
}

// takenBackUntil is until when a publication can be taken back; zero where it no longer can.
func (p publishing) takenBackUntil() time.Time {
	until := p.Publication.At.Add(kpi.TakenBackWithin)
	if !p.Published() || p.now.After(until) {
		return time.Time{}
	}
	return until
}

func takenBackUntilBlocks(p publishing, until time.Time) []slack.Block {
	return []slack.Block{
		note(fmt.Sprintf("You can take it back until %s, unless somebody asks or acts on it first.", until.In(p.zone).Format("15:04"))),
		buttons(button(pressUnpublish, "Take back", subject{Publication: p.Publication.ID}), reportButton(p)),
	}
}

// reportButton has the report made of what was published.
func reportButton(p publishing) *slack.ButtonBlockElement {
	return button(pressReport, "Get the report", subject{Committee: p.committee, Period: p.period.String()})
}

func (p publishing) blocks() []slack.Block {
	blocks := []slack.Block{paragraph(bold(p.title()))}
	switch {
	case p.Published() && !p.Fresh:
		return append(blocks, unsaidBlocks(p)...)
	case p.Fresh && p.Channel == "":
		blocks = append(blocks, paragraph(literal(words.NoChannel)))
	case p.Fresh:
		blocks = append(blocks, paragraph(literal("The summary of its reds goes to "), slack.NewRichTextSectionChannelElement(p.Channel, nil), literal(".")))
	}
	return append(blocks, lackBlocks(p.Readiness, p.Fresh)...)
}

// unsaidBlocks say what the committee's channel has not been told yet, why, and what to do.
func unsaidBlocks(p publishing) []slack.Block {
	if len(p.unsaid) == 0 {
		return nil
	}
	said := words.Counted(len(p.unsaid), "One message of it is", "messages of it are") + " still to be posted in the committee's channel."
	troubles := Troubles(p.unsaid)
	for _, t := range troubles {
		t.Reason = words.Cut(t.Reason, maxShownReasonIn)
		said += "\n• " + sentenceCase(t.Words("the channel of "+p.committee, words.Weekday, "Then all of it is posted within minutes, in order."))
	}
	blocks := []slack.Block{paragraph(literal(said))}
	if slices.ContainsFunc(troubles, func(t Trouble) bool { return t.Held || t.State == store.Rejected }) {
		blocks = append(blocks, buttons(button(pressTryAgain, "Try again now", subject{Committee: p.committee, Period: p.period.String()})))
	}
	return blocks
}

// title says what was published, or what stands in the way.
func (p publishing) title() string {
	switch {
	case p.Fresh:
		return p.said().Now(p.Cards)
	case p.Published():
		return p.said().Already(p.zone)
	}
	return words.Ready(p.period, p.committee, p.Readiness)
}

// said is the publication as it is worded.
func (p publishing) said() words.Publication {
	of := p.Publication
	return words.Publication{
		Committee: p.committee,
		Period:    p.period,
		At:        of.At,
		By:        of.ByName,
		Automatic: of.Automatic,
	}
}

// maxLackSent is how many bytes each kind of what is lacking may take in a message.
const maxLackSent = 3200

// lackBlocks name what is lacking, or was when the period was published.
func lackBlocks(r kpi.Readiness, published bool) []slack.Block {
	return lackBlocksIn(r, published, maxLackSent)
}

// lackBlocksIn is lackBlocks with room for so many bytes of each kind.
func lackBlocksIn(r kpi.Readiness, published bool, room int) []slack.Block {
	var blocks []slack.Block
	for _, kind := range words.LacksOf(r, published) {
		elements := []slack.RichTextSectionElement{bold(kind.Heading)}
		fit := fitting{bytes: room, pieces: maxNoticeLines}
		for _, l := range kind.Of {
			line := "\n• " + l.Code + " " + words.Cut(l.Title, maxShortTitle)
			if l.With.SlackID != "" {
				line += " · with " + l.With.Name
			}
			if mark := words.Mark(l.Status); mark != "" {
				line += " · " + mark
			}
			if l.SentBack {
				line += " · sent back"
			}
			if fit.line(line) {
				elements = append(elements, literal(line))
			}
		}
		if fit.left > 0 {
			elements = append(elements, literal("\n"+words.More(fit.left)))
		}
		blocks = append(blocks, paragraph(elements...))
	}
	return blocks
}
