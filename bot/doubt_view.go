package bot

import (
	"time"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"chaser/doubt"
)

// sureForm is the callback_id of the question in a modal.
const sureForm = "sure"

// sureMessage asks about what is unlikely, the likely reading first, and repeats the line.
func sureMessage(q *doubt.Question, typed string, about subject, zone *time.Location) *Message {
	if q.Correction != nil {
		return correctMessage(q, typed, about, zone)
	}
	row := meantButton(q, about)
	row = append(row, button(pressSure, yes(q), about), button(pressChange, "Change", about))
	question := q.Indicator.Code + " · " + q.Sentence()
	blocks := append([]slack.Block{withExamples(question), buttons(row...), note("Nothing has been saved yet.")}, echoed(typed)...)
	return say(question, blocks...)
}

// sureView takes the form's place to ask about what is unlikely. Submitting it confirms what was typed.
func sureView(q *doubt.Question, about subject, zone *time.Location) slack.ModalViewRequest {
	if q.Correction != nil {
		return correctView(q, about, zone)
	}
	row := append(meantButton(q, about), button(pressChange, "Change", about))
	v := readOnlyView("Is that right?", []slack.Block{
		paragraph(bold(q.Indicator.Code + " · " + q.Indicator.Title)),
		withExamples(q.Sentence()),
		buttons(row...),
		note("Nothing has been saved yet."),
	})
	v.CallbackID, v.PrivateMetadata = sureForm, about.value()
	v.Submit, v.Close = plain(yes(q), maxModalTitle), plain("Cancel", maxModalTitle)
	return v
}

// meantButton posts the likely figure; none where it cannot be known.
func meantButton(q *doubt.Question, about subject) []*slack.ButtonBlockElement {
	likely := q.Likely()
	if likely == nil {
		return nil
	}
	return []*slack.ButtonBlockElement{primary(button(pressMeant, q.Show(*likely), about))}
}

// yes is the button that says that what was typed is right: “Yes, 0.64%”. It leaves the figure out where only its words
// are asked about, or where the figure is long.
func yes(q *doubt.Question) string {
	said := "Yes, " + q.AsTyped()
	if !q.OfFigure() || utf8.RuneCountInString(said) > maxModalTitle {
		return "Yes, post it"
	}
	return said
}
