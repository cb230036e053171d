package bot

import (
	"context"
	"fmt"
	"slices"

	"github.com/slack-go/slack"

	"chaser/bot/line"
)

// conversation is something that people talk about with the bot. It declares everything about itself: what is typed for
// it, the words that mean it in a sentence, its help, its buttons and its modals. From that follow how a line is read,
// how a button is answered, what the help says and when the Home is refreshed. Each is a value in the file that answers
// it; conversations lists them.
type conversation struct {
	verbs []verb
	// words are those of which one in a sentence means the conversation. faint are those that mean it where no word of
	// another conversation stands beside them.
	words []string
	faint []string
	// meant is what such a sentence asks for; nil: something else.
	meant func(s line.Sentence) command
	// heard reads a whole line that means the conversation, whatever word it begins with. It is nil where none does.
	heard   func(r line.Reader) (command, bool)
	help    []helpLine
	about   string   // what the help about it says besides the lines
	named   []string // further words that name it in “help …”
	presses []press
	modals  []modal
}

// verb begins a line, and says what the rest of the line asks for. A verb wins over a code that is the same word; with
// card or submit before it, the code is meant.
type verb struct {
	words []string
	// read reads what follows the verb. Its answer is nil where the line is a sentence, as in “show me how 178 is
	// doing”.
	read func(r line.Reader) command
	// behind reads what follows the verb behind a code, as in “178 history”. It is nil where a verb cannot stand there.
	behind func(code string, r line.Reader) (command, bool)
}

// alone is for a verb behind a code, when nothing follows it.
func alone(asked func(code string) command) func(string, line.Reader) (command, bool) {
	return func(code string, r line.Reader) (command, bool) { return asked(code), r.Left() == 0 }
}

// helpLine is what can be typed, and what it does. It stands in the help about its conversation, and in that of those
// whom it is for.
type helpLine struct {
	typed, does string
	who         []audience
}

// press is a button or a menu that the bot answers.
type press struct {
	id          string // Slack's action_id
	answer      func(ctx context.Context, v *visit, s subject) (*Message, error)
	title       string // of the modal that answers a press in a modal or a Home; Chaser where empty
	changesHome bool   // a press in a Home, or in a modal above it, changes what the Home shows
}

// modal is a form that the bot takes back.
type modal struct {
	id     string // Slack's callback_id
	submit func(ctx context.Context, v *visit, view slack.View) *slack.ViewSubmissionResponse
}

// command is what a line asks for. Each conversation has its own and answers it. The answer is nil where there is
// nothing to say, as when a modal was opened.
type command interface {
	answer(ctx context.Context, v *visit) (*Message, error)
	effect() effect
}

// effect is what the answer to a command may do.
type effect int

const (
	changes     effect = iota // changes something, so it is answered once
	reads                     // changes nothing, and is for the asker; the answer may be made anew when it is said
	readsForAll               // changes nothing, and everybody in a channel may read along
)

// publicly is a command that means something else where everybody in a channel reads along: it is another command
// there, or a message.
type publicly interface {
	publicly(ctx context.Context, v *visit) (command, *Message, error)
}

// talk is all that can be talked about, by what people type, press and submit.
type talk struct {
	all     []conversation
	verbs   map[string]verb
	words   map[string]conversation
	presses map[string]press
	modals  map[string]modal
}

// newTalk indexes the conversations. Two of them that want the same word, button or modal are a mistake in the program.
func newTalk(all []conversation) (talk, error) {
	t := talk{
		all:     all,
		verbs:   map[string]verb{},
		words:   map[string]conversation{},
		presses: map[string]press{},
		modals:  map[string]modal{},
	}
	for _, c := range all {
		for _, v := range c.verbs {
			for _, word := range v.words {
				if _, taken := t.verbs[word]; taken {
					return talk{}, fmt.Errorf("bot: two conversations have the verb %q", word)
				}
				t.verbs[word] = v
			}
		}
		for _, word := range append(slices.Clone(c.words), c.faint...) {
			if _, taken := t.words[word]; taken {
				return talk{}, fmt.Errorf("bot: two conversations are meant by %q", word)
			}
			t.words[word] = c
		}
		for _, p := range c.presses {
			if _, taken := t.presses[p.id]; taken {
				return talk{}, fmt.Errorf("bot: two conversations have the button %q", p.id)
			}
			t.presses[p.id] = p
		}
		for _, f := range c.modals {
			if _, taken := t.modals[f.id]; taken {
				return talk{}, fmt.Errorf("bot: two conversations have the modal %q", f.id)
			}
			t.modals[f.id] = f
		}
	}
	return t, nil
}

// meaning is the conversation that the words of a sentence mean: the first that has one of them among its words, or
// else among its faint words.
func (t talk) meaning(content []string) (conversation, bool) {
	for _, own := range []func(conversation) []string{
		func(c conversation) []string { return c.words },
		func(c conversation) []string { return c.faint },
	} {
		for _, c := range t.all {
			if slices.ContainsFunc(own(c), func(w string) bool { return slices.Contains(content, w) }) {
				return c, true
			}
		}
	}
	return conversation{}, false
}
