package bot

import (
	"fmt"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"chaser/doubt"
	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// acceptForm is the callback_id of the box for why a doubt may stand.
const acceptForm = "accept_doubt"

// doubtsMessage is a page of the doubts, the most serious first, each with its cards a press away, then those that were
// accepted and why.
func doubtsMessage(list store.DoubtList, in scope, zone *time.Location) *Message {
	when := ""
	if !in.Period.IsZero() {
		when = " for " + in.Period.Words()
	}
	title := words.Counted(list.AllOpen, "1 doubt is", "doubts are") + " open" + when + ", the most serious first."
	if list.AllOpen == 0 {
		title = "No doubts are open" + when + "."
	}
	switch {
	case list.Checking && list.AllOpen == 0:
		title += " Chaser is still checking cards, so some may be found."
	case list.Checking:
		title += " Chaser is still checking cards, so there may be more, and some of these may be settled."
	}
	var items []item
	for _, f := range list.Open {
		items = append(items, item{group: severityWords[f.Doubt.Kind.Severity()], blocks: doubtBlocks(f)})
	}
	for _, a := range list.Accepted {
		said := a.Indicator + ": " + a.Sentence
		items = append(items, item{group: "Accepted", blocks: []slack.Block{
			paragraph(literal(words.Cut(said, maxDoubtShown))), note(a.By + " on " + words.Day(a.At, zone) + ": “" + words.Cut(a.Reason, maxDoubtShown) + "”"),
		}})
	}
	return windowMessage(title, items, list.From, list.All, pressCheck, in.subject())
}

// maxDoubtShown is how much of a doubt a list shows, in characters.
const maxDoubtShown = 300

var severityWords = map[doubt.Severity]string{doubt.Error: "Cannot be true", doubt.Warning: "Unlikely", doubt.Note: "Worth a look"}

func doubtBlocks(f doubt.Finding) []slack.Block {
	p, i := f.Figure.Period, f.Indicator
	row := []*slack.ButtonBlockElement{button(pressCard, "Card "+i.Code, about(i.Code, p))}
	for _, other := range f.Doubt.Others[:min(len(f.Doubt.Others), maxOtherCards)] {
		row = append(row, button(pressCard, "Card "+other, about(other, p)))
	}
	row = append(row, button(pressAccept, "Accept", subject{Code: i.Code, Period: p.String(), Seen: f.Digest()}))
	said := []slack.RichTextSectionElement{bold(words.ShortName(i, maxMovedTitle) + "\n"), literal(words.Cut(f.Doubt.Sentence, maxDoubtShown))}
	blocks := []slack.Block{paragraph(said...)}
	if f.Doubt.Quote != "" {
		blocks = append(blocks, note("“"+words.Cut(words.OneLine(f.Doubt.Quote), maxNote)+"”"))
	}
	return append(blocks, buttons(row...), slack.NewDividerBlock()) // so that nobody takes its buttons for the next one's
}

// maxOtherCards is how many of the other cards that a doubt is about stand beside it.
const maxOtherCards = 2

// acceptView is the box for why a doubt may stand.
func acceptView(f doubt.Finding) slack.ModalViewRequest {
	box := slack.NewPlainTextInputBlockElement(plain("The counts are those of another team.", maxHeader), kpi.FieldReason).WithMultiline(true).WithMaxLength(kpi.MaxReason)
	return slack.ModalViewRequest{
		Type:            slack.VTModal,
		CallbackID:      acceptForm,
		PrivateMetadata: subject{Code: f.Indicator.Code, Period: f.Figure.Period.String(), Seen: f.Digest()}.value(),
		Title:           plain("Accept a doubt", maxModalTitle),
		Submit:          plain("Accept", maxModalTitle),
		Close:           plain("Cancel", maxModalTitle),
		Blocks: slack.Blocks{BlockSet: []slack.Block{
			paragraph(bold(words.Name(f.Indicator)+"\n"), literal(words.Cut(f.Doubt.Sentence, maxPiece))),
			slack.NewInputBlock(kpi.FieldReason, plain("Why may it stand?", maxModalTitle),
				plain("The committee’s report prints the reason with your name. The doubt is silent until what it is about changes.", maxHeader), box),
		}},
	}
}

// acceptedView takes the box's place.
func acceptedView(a store.AcceptedDoubt) slack.ModalViewRequest {
	v := readOnlyView("Accepted", []slack.Block{
		paragraph(bold(fmt.Sprintf("%s for %s is silent about this until what it is about changes.", a.Indicator, a.Period.Words()))),
		quote(strings.TrimSpace(a.Sentence)), quote(a.Reason),
	})
	v.Close = plain("Done", maxModalTitle)
	return v
}
