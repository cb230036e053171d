package bot

import (
	"github.com/slack-go/slack"

	"chaser/kpi"
)

// maxEcho is how much of a typed line is repeated beneath a sentence, in bytes as sent: a commentary of 3,000 ordinary
// characters, and so little of anything else that the answer stays under the 20 KB that a socket carries.
const maxEcho = 11_000

// refusedMessage is the sentence, what was typed, and the button that opens the form with all of it.
func refusedMessage(r *kpi.Refusal, typed, draftID string) *Message {
	blocks := append([]slack.Block{withExamples(r.Sentence)}, echoed(typed)...)
	if draftID != "" {
		blocks = append(blocks, buttons(primary(button(pressForm, "Edit and post", subject{Draft: draftID}))))
	}
	return say(r.Sentence, blocks...)
}

// apologyMessage is for errors of our own; what was typed is repeated so that nothing is lost.
func apologyMessage(sentence, typed string) *Message {
	return say(sentence, append([]slack.Block{withExamples(sentence)}, echoed(typed)...)...)
}

func echoed(typed string) []slack.Block {
	if typed == "" {
		return nil
	}
	return []slack.Block{note("You typed:"), quote(cutSent(typed, maxEcho))}
}
