package bot

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
)

// publishing is what became of a request to publish, or how ready a period is.
type publishing struct {
	store.Publishing
	committee string
	period    kpi.Period
	zone      *time.Location
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
	if of.InitialOption == nil && !p.IsZero() { // a refusal then stands beside it
		of.InitialOption = offer(p)
	}
	return slack.ModalViewRequest{
		Type: slack.VTModal, CallbackID: publishForm, Title: plain("Publish", maxModalTitle), Submit: plain("Publish", maxModalTitle), Close: plain("Cancel", maxModalTitle),
		Blocks: slack.Blocks{BlockSet: []slack.Block{
			slack.NewInputBlock(fieldWhichCommittee, plain("Committee", maxModalTitle), nil, which),
			slack.NewInputBlock(fieldWhichPeriod, plain("Period", maxModalTitle), nil, of),
			note("The committee's cards are frozen as they are, and its channel gets the summary of the reds. If anything is lacking, you are told first."),
		}},
	}
}

// publishedMessage says what was published, or what is lacking, with a way to publish all the same.
func publishedMessage(p publishing) *Message {
	blocks := p.blocks()
	if !p.Published() {
		anyway := button(pressPublish, "Publish anyway", subject{Committee: p.committee, Period: p.period.String()}).WithStyle(slack.StyleDanger)
		blocks = append(blocks, buttons(anyway))
	}
	return say(p.title(), blocks...)
}

// publishedView says the same in the modal's place.
func publishedView(p publishing) slack.ModalViewRequest {
	v := readOnlyView("Publish", p.blocks())
	if !p.Published() {
		carried, _ := json.Marshal(publishSubject{p.committee, p.period.String()}) // strings always encode
		v.CallbackID, v.PrivateMetadata, v.Submit = publishForm, string(carried), plain("Publish anyway", maxModalTitle)
	}
	return v
}

func (p publishing) blocks() []slack.Block {
	blocks := []slack.Block{paragraph(bold(p.title()))}
	switch {
	case p.Published() && !p.Fresh:
		return blocks
	case p.Fresh && p.Channel == "":
		blocks = append(blocks, paragraph(literal("The committee has no channel in the register, so no summary is posted: tell its members yourself, and give it a channel for next time.")))
	case p.Fresh:
		blocks = append(blocks, paragraph(literal("The summary of its reds goes to "), slack.NewRichTextSectionChannelElement(p.Channel, nil), literal(".")))
	}
	return append(blocks, lackBlocks(p.Readiness, p.Fresh)...)
}

// title is what was done, or what stands in the way.
func (p publishing) title() string {
	name, period := p.committee, p.period.Words()
	switch {
	case p.Fresh:
		return fmt.Sprintf("Published %s for %s: %s.", period, name, counted(p.Cards, "one card", "cards"))
	case p.Published():
		return fmt.Sprintf("%s was published for %s already, %s. Nothing was done.", period, name, publishedBy(p.Publication, p.zone))
	case p.Readiness.Clean():
		return fmt.Sprintf("%s is ready to be published for %s.", period, name)
	}
	return fmt.Sprintf("%s is not ready for %s: %s.", period, name, lackWords(p.Readiness))
}

// publishedBy is when and by whom.
func publishedBy(p store.Publication, zone *time.Location) string {
	at := p.At.In(zone)
	when := fmt.Sprintf("on %s at %s", at.Format("2 January 2006"), at.Format("15:04"))
	switch {
	case p.Automatic:
		return when + ", on its set day"
	case p.ByName == "":
		return when + ", from the command line"
	}
	return when + " by " + p.ByName
}

// counted is a number of things in words.
func counted(n int, one, several string) string {
	if n == 1 {
		return one
	}
	return kpi.Count.ShowInt(n) + " " + several
}

// lackWords are how many of each kind are lacking.
func lackWords(r kpi.Readiness) string {
	var said []string
	for _, part := range []struct {
		n            int
		one, several string
	}{
		{len(r.Missing), "one figure is missing", "figures are missing"},
		{len(r.Awaiting), "one figure awaits sign-off", "figures await sign-off"},
		{len(r.Lacking), "one red has no actions", "reds have no actions"},
	} {
		if part.n > 0 {
			said = append(said, counted(part.n, part.one, part.several))
		}
	}
	switch last := len(said) - 1; {
	case last < 0:
		return "nothing is lacking"
	case last > 0:
		return strings.Join(said[:last], ", ") + " and " + said[last]
	}
	return said[0]
}

// maxLackSent is how many bytes of what is lacking of one kind stand in a message.
const maxLackSent = 3200

// lackBlocks name what is lacking, or was.
func lackBlocks(r kpi.Readiness, published bool) []slack.Block {
	var blocks []slack.Block
	awaiting := "Awaiting sign-off; what was signed off last is published instead, or no figure"
	if published {
		awaiting = "Awaiting sign-off; what was signed off last was published instead, or no figure"
	}
	for _, part := range []struct {
		title string
		lacks []kpi.Lack
	}{{"No figure", r.Missing}, {awaiting, r.Awaiting}, {"Red without actions", r.Lacking}} {
		if len(part.lacks) == 0 {
			continue
		}
		elements := []slack.RichTextSectionElement{bold(part.title)}
		room, shown := maxLackSent, 0
		for _, l := range part.lacks {
			line := "\n• " + l.Code + " " + cut(l.Title, maxShortTitle)
			if l.With.SlackID != "" {
				line += " · with " + l.With.Name
			}
			if l.SentBack {
				line += " · sent back"
			}
			if room -= lineSent(line); room < 0 || shown == maxNoticeLines {
				continue
			}
			elements = append(elements, literal(line))
			shown++
		}
		if more := len(part.lacks) - shown; more > 0 {
			elements = append(elements, literal(fmt.Sprintf("\n… and %d more", more)))
		}
		blocks = append(blocks, paragraph(elements...))
	}
	return blocks
}
