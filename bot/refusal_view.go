package bot

import (
	"github.com/slack-go/slack"

	"chaser/kpi"
)

// maxEcho is how much of a typed line is repeated beneath a sentence, in bytes as sent. It holds a commentary of 3,000
// ordinary characters, and keeps the answer under the 20 KB that a socket carries whatever was typed.
const maxEcho = 11_000

// refusedMessage is the sentence, what was typed, and a button for the form with all of it filled in.
func refusedMessage(r *kpi.Refusal, typed, draftID string) *Message {
	blocks := append([]slack.Block{withExamples(r.Sentence)}, echoed(typed)...)
	if draftID != "" {
		blocks = append(blocks, buttons(primary(button(pressForm, "Edit and post", subject{Draft: draftID}))))
	}
	return say(r.Sentence, blocks...)
}

// apologyMessage is for our own errors. It repeats what was typed, so that nothing is lost.
func apologyMessage(sentence, typed string) *Message {
	return say(sentence, append([]slack.Block{withExamples(sentence)}, echoed(typed)...)...)
}

func echoed(typed string) []slack.Block {
	if typed == "" {
		return nil
	}
	return []slack.Block{note("You typed:"), quote(cutSent(typed, maxEcho))}
}
