package bot

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// askedCorrectionMessage is the receipt for whoever asked the performance team for a correction.
func askedCorrectionMessage(r store.CorrectionRequest) *Message {
	title, blocks := askedCorrection(r)
	return say(title, append([]slack.Block{paragraph(bold(title))}, blocks...)...)
}

// askedCorrectionView is the same in the form's place.
func askedCorrectionView(r store.CorrectionRequest) slack.ModalViewRequest {
	title, blocks := askedCorrection(r)
	v := readOnlyView("Waiting", append([]slack.Block{paragraph(bold(title))}, blocks...))
	v.Close = plain("Done", maxModalTitle)
	return v
}

func askedCorrection(r store.CorrectionRequest) (title string, blocks []slack.Block) {
	i := r.Indicator
	if r.State != store.CorrectionWaits {
		title = fmt.Sprintf("Your correction of %s for %s was %s.", i.Code, r.Figure.Period.Words(), r.State)
		return title, []slack.Block{oldAndNew(i, r.InsteadOf, r.Figure)}
	}
	title = fmt.Sprintf("Your correction of %s for %s is waiting for the performance team.", i.Code, r.Figure.Period.Words())
	return title, []slack.Block{
		oldAndNew(i, r.InsteadOf, r.Figure), buttons(withdrawButton(r)),
		note("Until they approve it, the figure stays as it is and the committee is told nothing. You are told what they decide."),
	}
}

func withdrawButton(r store.CorrectionRequest) *slack.ButtonBlockElement {
	return button(pressWithdraw, "Withdraw", subject{Correction: r.ID})
}

// correctionRequestMessage asks the performance team for a correction; once it is decided, it says what became of it.
func correctionRequestMessage(r store.CorrectionRequest, recipient string, zone *time.Location) *Message {
	title := correctionRequestTitle(r, recipient, zone)
	lead := paragraph(bold(title+"\n"), literal(words.Cut(r.Indicator.Title, maxShortTitle)))
	if r.State == store.CorrectionWaits && r.Refused == nil && r.Correction != nil { // what the committee will read has the title
		lead = paragraph(bold(title))
	}
	blocks := append([]slack.Block{lead}, correctionRequestBlocks(r, zone)...)
	return say(title+" "+oldAndNewText(r.Indicator, wasOf(r), r.Figure), blocks...)
}

func correctionRequestTitle(r store.CorrectionRequest, recipient string, zone *time.Location) string {
	of := fmt.Sprintf("%s for %s", r.Indicator.Code, r.Figure.Period.Words())
	by := r.SaidByName
	if r.SaidBy == recipient {
		by = "you"
	}
	switch r.State {
	case store.CorrectionApproved:
		return fmt.Sprintf("Approved by %s on %s: the correction of %s that %s asked for.", by, words.Day(r.SaidAt, zone), of, r.ByName)
	case store.CorrectionDeclined:
		return fmt.Sprintf("Declined by %s on %s: the correction of %s that %s asked for.", by, words.Day(r.SaidAt, zone), of, r.ByName)
	case store.CorrectionWithdrawn:
		return fmt.Sprintf("%s has withdrawn their correction of %s.", r.ByName, of)
	case store.CorrectionReplaced:
		return fmt.Sprintf("%s has asked for another correction of %s instead of this one.", r.ByName, of)
	}
	return fmt.Sprintf("%s asks to correct %s.", r.ByName, of)
}

// wasOf is the figure that a correction would replace: the one that the committee reads, or, where Correction is nil,
// the one that stood when the correction was asked for.
func wasOf(r store.CorrectionRequest) kpi.Figure {
	if r.Correction != nil {
		return r.Correction.Seen
	}
	return r.InsteadOf
}

// correctionRequestBlocks show old beside new. While the correction waits, they also show what the committee would
// read, and the buttons.
func correctionRequestBlocks(r store.CorrectionRequest, zone *time.Location) []slack.Block {
	i, c := r.Indicator, r.Correction
	see := button(pressCard, "See the card", about(i.Code, r.Figure.Period))
	if r.State != store.CorrectionWaits {
		blocks := []slack.Block{oldAndNew(i, r.InsteadOf, r.Figure)}
		if r.State == store.CorrectionDeclined {
			blocks = append(blocks, paragraph(bold("Why it was declined")), quote(cutSent(r.Why, maxEcho)))
		}
		return append(blocks, buttons(see))
	}
	decline := button(pressDecline, "Decline", subject{Correction: r.ID})
	if r.Refused != nil {
		return []slack.Block{
			oldAndNew(i, r.InsteadOf, r.Figure),
			withExamples("It cannot be approved any more. " + r.Refused.Sentence),
			buttons(decline, see),
		}
	}
	approve := primary(button(pressApproveCorrection, "Approve", subject{Correction: r.ID}))
	if c == nil {
		return []slack.Block{
			oldAndNew(i, r.InsteadOf, r.Figure),
			note("The committee has not been shown this figure, so it is told nothing."),
			buttons(approve, decline, see),
		}
	}
	approve = primary(button(pressApproveCorrection, "Approve", subject{Correction: r.ID, Shown: c.Seal()}))
	var blocks []slack.Block
	if r.Revised() {
		blocks = append(blocks, withExamples(fmt.Sprintf("The figure has been revised since %s asked. It was %s then.", r.ByName, words.Rated(i, r.InsteadOf))))
	}
	blocks = append(blocks, note(publishedFor(*c, zone)))
	return append(append(blocks, correctionBlocks(i, *c, "If you approve: ", zone)...), buttons(approve, decline, see))
}

// changedSinceMessage shows a correction again that has changed since it was shown to whoever approved it.
func changedSinceMessage(r store.CorrectionRequest, zone *time.Location) *Message {
	title := fmt.Sprintf("%s has changed since this was shown, so nothing was approved. Look again.", r.Indicator.Code)
	return say(title, append([]slack.Block{paragraph(bold(title))}, correctionRequestBlocks(r, zone)...)...)
}

// decidedMessage is the answer to whoever decided.
func decidedMessage(d store.Decided) *Message {
	i, f := d.Indicator, d.Figure
	title := fmt.Sprintf("%s: the correction of %s for %s to %s.", sentenceCase(string(d.State)), i.Code, f.Period.Words(), words.Rated(i, f))
	if !d.Fresh {
		title = fmt.Sprintf("The correction of %s for %s was %s by you already.", i.Code, f.Period.Words(), d.State)
	}
	told := d.ByName + " is told."
	if d.State == store.CorrectionWithdrawn {
		told = "The figure stays as it is, and nobody need decide."
	}
	m := say(title+" "+told, paragraph(bold(title+"\n"), literal(told)))
	m.Replace = d.State == store.CorrectionWithdrawn
	return m
}

// declineView asks why a correction is declined.
func declineView(r store.CorrectionRequest) slack.ModalViewRequest {
	carried, _ := json.Marshal(subject{Correction: r.ID}) // a number always encodes
	box := slack.NewPlainTextInputBlockElement(nil, kpi.FieldReason).WithMultiline(true).WithMaxLength(kpi.MaxReason)
	return slack.ModalViewRequest{
		Type:            slack.VTModal,
		CallbackID:      declineForm,
		PrivateMetadata: string(carried),
		Title:           plain("Decline", maxModalTitle),
		Submit:          plain("Decline", maxModalTitle),
		Close:           plain("Cancel", maxModalTitle),
		Blocks: slack.Blocks{BlockSet: []slack.Block{
			paragraph(bold(r.Indicator.Code+" · "+r.Indicator.Title+"\n"), literal(r.Figure.Period.Words())),
			oldAndNew(r.Indicator, wasOf(r), r.Figure),
			slack.NewInputBlock(kpi.FieldReason, plain("Why is it declined?", maxHeader), plain(r.ByName+" reads it.", maxHeader), box),
		}},
	}
}

// correctionSaidMessage tells whoever asked for a correction what was decided.
func correctionSaidMessage(r store.CorrectionRequest) *Message {
	i, here := r.Indicator, about(r.Indicator.Code, r.Figure.Period)
	said := "approved"
	if r.State == store.CorrectionDeclined {
		said = "declined"
	}
	title := fmt.Sprintf("%s has %s your correction of %s for %s.", r.SaidByName, said, i.Code, r.Figure.Period.Words())
	blocks := []slack.Block{paragraph(bold(title)), oldAndNew(i, r.InsteadOf, r.Figure)}
	row := []*slack.ButtonBlockElement{button(pressCard, "See the card", here)}
	text := oldAndNewText(i, r.InsteadOf, r.Figure)
	if r.State == store.CorrectionDeclined {
		blocks = append(blocks[:1], paragraph(literal("The figure stays as it was published: "+words.Rated(i, r.InsteadOf)+". You asked for "+words.Rated(i, r.Figure)+".")), quote(cutSent(r.Why, maxEcho)))
		row, text = append(row, button(pressEdit, "Correct it otherwise", here)), r.Why
	}
	return say(title+" "+text, append(blocks, buttons(row...))...)
}

// waitingBlocks show a waiting correction in a list, for whoever decides on it or asked for it.
func waitingBlocks(r store.CorrectionRequest, asker string, zone *time.Location) []slack.Block {
	i := r.Indicator
	text := fmt.Sprintf("*%s* %s · %s\n:%s: %s → :%s: %s\n%s", escaped(i.Code), escaped(words.Cut(i.Title, maxShortTitle)), r.Figure.Period.Words(),
		circle(wasOf(r).Rating), escaped(words.Rated(i, wasOf(r))), circle(r.Figure.Rating), escaped(words.Rated(i, r.Figure)),
		escaped(fmt.Sprintf("Asked by %s on %s: %s", r.ByName, words.Day(r.At, zone), words.Reason(words.Cut(words.OneLine(r.Figure.Reason), maxListedAction)))))
	press := button(pressLookCorrection, "Look and decide", subject{Correction: r.ID})
	if r.By == asker {
		press = withdrawButton(r)
	}
	return []slack.Block{slack.NewSectionBlock(marked(text), nil, slack.NewAccessory(press))}
}
