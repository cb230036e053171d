package bot

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/words"
)

// page is a page of the summary as the channel will get it.
func (p previewing) page(n int) (*Message, error) {
	return redSummaryMessage(p.Summary, n, kpi.RedsOnPage, p.today)
}

// messages are those that the channel will get, at most so many. Where not all fit, they are the pages and the first
// card, and more counts what is left out.
func (p previewing) messages(most int) (all []*Message, more left, err error) {
	if p.Channel == "" {
		return nil, left{}, nil
	}
	pages, cards := len(p.Summary.Pages(kpi.RedsOnPage)), p.Summary.Reds
	if pages+len(cards) > most {
		more.cards = max(0, len(cards)-1)
		cards = cards[:min(len(cards), 1)]
		more.pages = max(0, pages+len(cards)-most)
		pages -= more.pages
	}
	for n := range pages {
		m, err := p.page(n + 1)
		if err != nil {
			return nil, left{}, err
		}
		all = append(all, m)
	}
	for _, c := range cards {
		all = append(all, cardMessage(c, p.how))
	}
	return all, more, nil
}

// left counts what a preview does not show.
type left struct{ pages, cards int }

// words say how many more there are, to end a sentence with; empty where all is shown.
func (l left) words() string {
	var said []string
	if l.pages > 0 {
		said = append(said, words.Counted(l.pages, "one more message", "more messages"))
	}
	if l.cards > 0 {
		said = append(said, words.Counted(l.cards, "one more card", "more cards"))
	}
	return words.AndList(said)
}

// previewMessage follows the messages that the channel will get: what is lacking, what is doubted, and the button.
func previewMessage(p previewing, more left) *Message {
	blocks := append(p.blocks(more, maxKnownSent), buttons(p.postButton()))
	return say(p.title(), blocks...)
}

// previewView is the preview in a form: what previewMessage says, and beneath it the first page.
func previewView(p previewing) (slack.ModalViewRequest, error) {
	var (
		summary []slack.Block
		more    left
	)
	if p.Channel != "" {
		first, err := p.page(1)
		if err != nil {
			return slack.ModalViewRequest{}, err
		}
		summary = append([]slack.Block{slack.NewDividerBlock()}, plainBlocks(first.Blocks)...)
		more = left{pages: len(p.Summary.Pages(kpi.RedsOnPage)) - 1, cards: len(p.Summary.Reds)}
	}
	carried, _ := json.Marshal(publishSubject{p.committee, p.period.String(), p.Digest}) // strings always encode
	return slack.ModalViewRequest{
		Type:            slack.VTModal,
		CallbackID:      publishForm,
		Title:           plain("Publish", maxModalTitle),
		Submit:          plain(p.label(maxModalTitle), maxModalTitle),
		Close:           plain("Cancel", maxModalTitle),
		PrivateMetadata: string(carried),
		Blocks:          slack.Blocks{BlockSet: append(p.blocks(more, maxKnownInView), summary...)},
	}, nil
}

// title says what stands in the way, or that nothing does.
func (p previewing) title() string {
	ready := words.Ready(p.period, p.committee, p.Readiness)
	if p.changed {
		return "Something has changed since you looked, such as a figure or an action, so this is a new preview. " + ready
	}
	return ready
}

// How many bytes each kind of what is lacking or to be known may take: in a message, and in a form above the summary.
const (
	maxKnownSent   = 1800
	maxKnownInView = 500
)

// blocks say what stands in the way, where the messages go, and what to know before they do.
func (p previewing) blocks(more left, room int) []slack.Block {
	blocks := []slack.Block{paragraph(bold(p.title()))}
	switch said := more.words(); {
	case p.Channel == "":
		blocks = append(blocks, paragraph(literal(words.NoChannel+" Nothing is published yet.")))
	case said != "":
		blocks = append(blocks, paragraph(literal("Nothing is posted yet. This is what "), slack.NewRichTextSectionChannelElement(p.Channel, nil), literal(" gets, and "+said+".")))
	default:
		blocks = append(blocks, paragraph(literal("Nothing is posted yet. This is what "), slack.NewRichTextSectionChannelElement(p.Channel, nil), literal(" gets.")))
	}
	return append(append(blocks, lackBlocksIn(p.Readiness, false, room)...), p.knowBlocks(room)...)
}

// knowBlocks say what else to know: figures that are not final or missing, and doubts.
func (p previewing) knowBlocks(room int) []slack.Block {
	var blocks []slack.Block
	for _, list := range p.known() {
		elements := []slack.RichTextSectionElement{bold(list.Heading)}
		fit := fitting{bytes: room, pieces: maxNoticeLines}
		for _, one := range list.Of {
			if line := "\n• " + words.Cut(one.Said, maxDoubtSaid); fit.line(line) {
				elements = append(elements, literal(line))
			}
		}
		if fit.left > 0 {
			elements = append(elements, literal("\n"+words.More(fit.left)))
		}
		blocks = append(blocks, paragraph(elements...))
	}
	return append(blocks, p.doubtButtons()...)
}

// maxDoubtCards is how many of the doubted cards have a button beneath a preview.
const maxDoubtCards = 4

// doubtButtons lead to the cards that are doubted, the most serious first, and to all doubts.
func (p previewing) doubtButtons() []slack.Block {
	var row []*slack.ButtonBlockElement
	seen := map[string]bool{}
	for _, d := range p.Doubts {
		if code := d.Indicator.Code; !seen[code] && len(row) < maxDoubtCards {
			seen[code] = true
			row = append(row, button(pressCard, "Card "+code, about(code, d.Figure.Period)))
		}
	}
	if len(row) == 0 {
		return nil
	}
	return []slack.Block{buttons(append(row, button(pressCheck, "All doubts", subject{Committee: p.committee, Period: p.period.String()}))...)}
}

func (p previewing) known() []words.Named {
	return words.BeforePublishing(p.Summary, p.Readiness, p.doubted())
}

// doubted are the doubts in words.
func (p previewing) doubted() (said []string) {
	for _, d := range p.Doubts {
		one := d.Indicator.Code + ", " + d.Indicator.ShowFigure(d.Figure) + ": " + d.Doubt.Sentence
		if d.Doubt.Likely != nil {
			one += " Did they mean " + d.Indicator.ShowValue(d.Doubt.Likely) + "?"
		}
		said = append(said, one)
	}
	return said
}

// maxDoubtSaid is how much of a doubt stands in a preview, in characters.
const maxDoubtSaid = 300

// postButton publishes what was shown.
func (p previewing) postButton() *slack.ButtonBlockElement {
	b := button(pressPostToChannel, p.label(maxButtonLabel), subject{
		Committee: p.committee,
		Period:    p.period.String(),
		Seen:      p.Digest,
	})
	if !p.Readiness.Clean() {
		return b.WithStyle(slack.StyleDanger)
	}
	return primary(b)
}

// label names the channel as far as there is room.
func (p previewing) label(most int) string {
	switch whole := "Post to #" + p.channel; {
	case p.Channel == "":
		return "Publish"
	case p.channel == "":
		return "Post to the channel"
	case len(whole) <= most:
		return whole
	default:
		return words.Cut(whole, most)
	}
}

// setDayPreviewMessage leads the thread in which the pages stand that a set day will publish.
func setDayPreviewMessage(d setDayPreview) *Message {
	see := button(pressPublish, "See the preview", subject{Committee: d.committee, Period: d.period.String()})
	here := subject{Committee: d.committee, Period: d.period.String()}
	if d.set.Stopped != nil {
		said := stoppedWords(d.period, d.committee, *d.set.Stopped, d.how.zone)
		return say(said, paragraph(literal(said)), buttons(button(pressGoOn, "Publish on the set day", here), see))
	}
	title := fmt.Sprintf("%s is published for %s on %s at %d:00.", d.period.Words(), d.committee, words.Weekday(d.on), kpi.OfficeOpens)
	if !d.Readiness.Clean() {
		title = fmt.Sprintf("%s is to be published for %s on %s at %d:00. It waits: %s.", d.period.Words(), d.committee, words.Weekday(d.on), kpi.OfficeOpens, words.Lacking(d.Readiness))
	}
	blocks := []slack.Block{paragraph(bold(title))}
	if d.Channel == "" {
		blocks = append(blocks, paragraph(literal(words.NoChannel)))
	} else {
		blocks = append(blocks, paragraph(literal("The replies show what "), slack.NewRichTextSectionChannelElement(d.Channel, nil), literal(" gets, as the figures stand now.")))
	}
	blocks = append(append(blocks, lackBlocksIn(d.Readiness, false, maxKnownSent)...), d.knowBlocks(maxKnownSent)...)
	now := button(pressPostToChannel, "Post now", subject{
		Committee: d.committee,
		Period:    d.period.String(),
		Seen:      d.Digest,
	})
	return say(title, append(blocks, buttons(now, button(pressStopDay, "Stop", here), see))...)
}

// stoppedWords say who has stopped a set day, and what follows.
func stoppedWords(p kpi.Period, committee string, by kpi.TakenBack, zone *time.Location) string {
	return fmt.Sprintf("%s is not published for %s by itself: its set day was stopped %s.", p.Words(), committee, by.Words(zone))
}
