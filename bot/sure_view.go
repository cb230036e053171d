package bot

import (
	"github.com/slack-go/slack"

	"chaser/doubt"
)

// sureMessage asks about what is unlikely, the likely reading first, and repeats the line.
func sureMessage(q *doubt.Question, typed string, about subject) *Message {
	row := []*slack.ButtonBlockElement{}
	if likely := q.Likely(); likely != nil {
		row = append(row, primary(button(pressMeant, q.Show(*likely), about)))
	}
	row = append(row, button(pressSure, yes(q), about), button(pressForm, "Change", about))
	question := q.Indicator.Code + " · " + q.Sentence()
	blocks := append([]slack.Block{withExamples(question), buttons(row...), note("Nothing has been saved yet.")}, echoed(typed)...)
	return say(question, blocks...)
}

// yes is the button that says that it is right: “Yes, 0.64%”.
func yes(q *doubt.Question) string { return "Yes, " + q.AsTyped() }
