package bot

import (
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"chaser/doubt"
	"chaser/kpi"
	"chaser/words"
)

// sureForm is the callback_id of the question in a modal.
const sureForm = "sure"

// sureMessage asks about what is unlikely, the likely reading first, and repeats the line.
func sureMessage(q *doubt.Question, typed string, about subject, zone *time.Location) *Message {
	if q.Correction != nil {
		return correctMessage(q, typed, about, zone)
	}
	row := append(meantButton(q, about), answerButtons(q, yes(q), about)...)
	question := q.Indicator.Code + " · " + q.Sentence()
	blocks := append([]slack.Block{withExamples(question), buttons(row...), note("Nothing has been saved yet.")}, echoed(typed)...)
	return say(question, blocks...)
}

// sureView takes the form's place to ask about what is unlikely. Submitting it confirms what was typed.
func sureView(q *doubt.Question, about subject, zone *time.Location) slack.ModalViewRequest {
	if q.Correction != nil {
		return correctView(q, about, zone)
	}
	blocks := append([]slack.Block{
		paragraph(bold(q.Indicator.Code + " · " + q.Indicator.Title)),
		withExamples(q.Sentence()),
		buttons(append(meantButton(q, about), changeButton(q, about))...),
	}, keepInput(q)...)
	v := readOnlyView("Is that right?", append(blocks, note("Nothing has been saved yet.")))
	v.CallbackID, v.PrivateMetadata = sureForm, about.value()
	v.Submit, v.Close = plain(yes(q), maxModalTitle), plain("Cancel", maxModalTitle)
	return v
}

// keepBoth is the answer that the figure and its words may both stand.
const keepBoth = "Keep both"

// keepField is the box for why they may.
const keepField = "keep"

// keepView is the box by itself, for a question that was asked in a message.
func keepView(d draft, about subject) slack.ModalViewRequest {
	v := readOnlyView(keepBoth, []slack.Block{
		paragraph(bold(d.Code+"\n"), literal(words.Cut(unmarked(d.Asked), maxPiece))), keepBox(keepField, "Why may both stand?"), note("Nothing has been saved yet."),
	})
	v.CallbackID, v.PrivateMetadata = sureForm, about.value()
	v.Submit, v.Close = plain(keepBoth, maxModalTitle), plain("Cancel", maxModalTitle)
	return v
}

// keepInput is the box, where the question wants a reason.
func keepInput(q *doubt.Question) []slack.Block {
	if !q.WantsReason() {
		return nil
	}
	return []slack.Block{keepBox(keepField, "Or keep both: why may they stand?")}
}

func keepBox(field, label string) slack.Block {
	box := slack.NewPlainTextInputBlockElement(plain("The counts are those of another team.", maxHeader), field).WithMultiline(true).WithMaxLength(kpi.MaxReason)
	return slack.NewInputBlock(field, plain(label, maxInputText), plain("The committee’s report prints the reason with your name.", maxHeader), box)
}

// answerButtons are the answers besides the figure that was probably meant: that what was typed is right, and that
// something else was meant.
func answerButtons(q *doubt.Question, yes string, about subject) []*slack.ButtonBlockElement {
	sure := button(pressSure, yes, about)
	if q.WantsReason() {
		sure = button(pressKeep, keepBoth, about)
		return []*slack.ButtonBlockElement{changeButton(q, about), sure}
	}
	return []*slack.ButtonBlockElement{sure, changeButton(q, about)}
}

// changeButton brings the form with everything filled in.
func changeButton(q *doubt.Question, about subject) *slack.ButtonBlockElement {
	label := "Change"
	if q.WantsReason() {
		label = "Correct the words"
	}
	return button(pressChange, label, about)
}

// meantButton posts the likely figure; none where it cannot be known.
func meantButton(q *doubt.Question, about subject) []*slack.ButtonBlockElement {
	if q.Likely() == nil {
		return nil
	}
	return []*slack.ButtonBlockElement{primary(button(pressMeant, meantLabel(q), about))}
}

// meantLabel is the figure that was probably meant: 64%, or “Use 64.1% (570 of 889)” where the words give both.
func meantLabel(q *doubt.Question) string {
	shown := q.Show(*q.Likely())
	if of := q.LikelyOf(); of != nil {
		return fmt.Sprintf("Use %s (%s of %s)", shown, kpi.Count.ShowExact(of.Numerator), kpi.Count.ShowExact(of.Denominator))
	}
	return shown
}

// yes is the button that says that what was typed is right: “Yes, 0.64%”. It leaves the figure out where only its words
// are asked about, or where the figure is long.
func yes(q *doubt.Question) string {
	if q.WantsReason() {
		return keepBoth
	}
	said := "Yes, " + q.AsTyped()
	if !q.OfFigure() || utf8.RuneCountInString(said) > maxModalTitle {
		return "Yes, post it"
	}
	return said
}
