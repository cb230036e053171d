package bot

import (
	"context"
	"fmt"
	"slices"

	"github.com/slack-go/slack"

	"chaser/bot/line"
)

// conversation is something that people talk about with the bot, and declares all that is to be known of it: what is
// typed for it, the words that mean it in a sentence, its help, its buttons and its modals. How a line is read, a
// button answered, the help and the Home's refresh follow from it. Each is a value in the file that answers it;
// conversations lists them.
type conversation struct {
	verbs   []verb
	words   []string                            // of which one in a sentence means it
	faint   []string                            // which mean it where no word of another conversation stands beside them
	meant   func(s line.Sentence) command       // by such a sentence; nil: something else is meant
	heard   func(r line.Reader) (command, bool) // a whole line that means it, whatever word it begins with; nil: none does
	help    []helpLine
	about   string   // in the help about it, what the lines do not say
	named   []string // words besides that name it in “help …”
	presses []press
	modals  []modal
}

// verb begins a line, and says what the rest of it asks for. It wins over a code; card and submit before it say that
// the code is meant.
type verb struct {
	words  []string
	read   func(r line.Reader) command                      // nil: it asks in a sentence, as in “show me how 178 is doing”
	behind func(code string, r line.Reader) (command, bool) // where it stands behind a code, as in “178 history”; nil: it does not
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
	title       string // of the modal that it is answered with in a modal or a Home; Chaser where empty
	changesHome bool   // in a Home, or in a modal above it, it changes what stands there
}

// modal is a form that the bot takes back.
type modal struct {
	id     string // Slack's callback_id
	submit func(ctx context.Context, v *visit, view slack.View) *slack.ViewSubmissionResponse
}

// command is what a line asks for. Each conversation has its own and answers it; nil is nothing to say, as a modal was
// opened.
type command interface {
	answer(ctx context.Context, v *visit) (*Message, error)
	effect() effect
}

// effect is what the answer to a command may do.
type effect int

const (
	changes     effect = iota // something; it is answered once
	reads                     // nothing, and it is for the asker: it may be answered again when it is said
	readsForAll               // nothing, and everybody in a channel may read along
)

// publicly is a command that means something else where everybody in a channel reads along: another command, or a
// message instead.
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
	t := talk{all: all, verbs: map[string]verb{}, words: map[string]conversation{}, presses: map[string]press{}, modals: map[string]modal{}}
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

// meaning is the conversation that some words of a sentence mean: one that has one of them for its own, else one that
// has it faintly.
func (t talk) meaning(content []string) (conversation, bool) {
	for _, own := range []func(conversation) []string{func(c conversation) []string { return c.words }, func(c conversation) []string { return c.faint }} {
		for _, c := range t.all {
			if slices.ContainsFunc(own(c), func(w string) bool { return slices.Contains(content, w) }) {
				return c, true
			}
		}
	}
	return conversation{}, false
}
