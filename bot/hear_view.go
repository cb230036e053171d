package bot

import (
	"fmt"
)

// mentionMessage is for a mention without a word.
func mentionMessage(command string) *Message {
	return say(fmt.Sprintf("Ask for an indicator by its code or in words, and its card stands here for all to read: `@Chaser 178` or `@Chaser how are births registered doing?`. For what is yours to post, type `%s`.", command))
}

// elsewhereMessage says what to type instead of something that does not belong where everybody reads along.
func elsewhereMessage(command, typed string) *Message {
	sentence := "Everybody reads along here, so a mention only shows cards and lists, and nothing was done. Send this to Chaser as a direct message instead, or type it in a channel, outside of a thread:"
	return say(sentence, withExamples(sentence), quote(cutSent(command+" "+typed, maxEcho)))
}

// offerMessage has the button that opens a form.
func offerMessage(draftID string) *Message {
	sentence := "This takes a form. Press the button and it opens, with what you typed filled in."
	return say(sentence, withExamples(sentence), buttons(primary(button(pressOpen, "Open the form", subject{Draft: draftID}))))
}
