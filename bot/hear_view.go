package bot

import (
	"fmt"

	"github.com/slack-go/slack"
)

// mentionMessage answers a mention without any words.
func mentionMessage(command string) *Message {
	return say(fmt.Sprintf("Ask for an indicator by its code or in words, and its card stands here for all to read: `@Chaser 178` or `@Chaser how are births registered doing?`. For what is yours to post, type `%s`.", command))
}

// elsewhereMessage says what to type instead of something that does not belong where everybody reads along.
func elsewhereMessage(command, typed string) *Message {
	sentence := "Nothing was done: everyone can read this, so a mention here only shows cards and lists. Send this to Chaser as a direct message, or type it in a channel, outside a thread:"
	return say(sentence, withExamples(sentence), quote(cutSent(command+" "+typed, maxEcho)))
}

// offerMessage has the button that opens a form. missing is a sentence that says why there is one; it may be empty.
func offerMessage(draftID string, missing string) *Message {
	sentence := "Open the form to go on. What you typed is filled in."
	if missing != "" {
		sentence = missing + " " + sentence
	}
	return say(sentence, withExamples(sentence), buttons(primary(button(pressOpen, "Open the form", subject{Draft: draftID}))))
}

// lateLineMessage is like offerMessage, for a form that should have opened at once. It repeats the line, which nobody
// would see otherwise.
func lateLineMessage(draftID, typed string) *Message {
	sentence := "The form did not open in time, and nothing is lost. Press the button and it opens, with what you typed filled in."
	blocks := append([]slack.Block{withExamples(sentence)}, echoed(typed)...)
	return say(sentence, append(blocks, buttons(primary(button(pressOpen, "Open the form", subject{Draft: draftID}))))...)
}

// lateMessage answers a press whose window should have opened at once.
func lateMessage(draftID string) *Message {
	sentence := "This did not open in time, and nothing is lost. Press the button to open it."
	return say(sentence, withExamples(sentence), buttons(primary(button(pressOpen, "Open it", subject{Draft: draftID}))))
}

// editedMessage answers somebody who edits what they have sent. It repeats how that reads now, to be sent again.
func editedMessage(now string) *Message {
	sentence := "Editing changes nothing: Chaser has read your message as you first sent it. Type it again as a new message; where that replaces a figure, add the reason behind it."
	if now == "" {
		return say(sentence)
	}
	return say(sentence, withExamples(sentence), note("Your message as it reads now:"), quote(cutSent(now, maxEcho)))
}

// fileMessage answers a file without any words.
func fileMessage(command string) *Message {
	return say(fmt.Sprintf("Nothing was recorded: only the performance team sends Chaser files. Type the figure, such as `178 142`, or paste your rows; `%s due` lists what is asked of you.", command))
}
