package bot

import "github.com/slack-go/slack"

// labelled is a button of a choice.
type labelled struct {
	label string
	about subject
}

// readingsMessage asks what a line means, with the likeliest meaning first, and repeats the line.
func readingsMessage(question, typed string, choices []labelled) *Message {
	var row []*slack.ButtonBlockElement
	for n, c := range choices {
		b := button(pressReading, c.label, c.about)
		if n == 0 {
			b = primary(b)
		}
		row = append(row, b)
	}
	blocks := append([]slack.Block{withExamples(question), buttons(row...), note("Nothing has been saved yet.")}, echoed(typed)...)
	return say(question, blocks...)
}
