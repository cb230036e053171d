package bot

import (
	"context"
	"maps"
	"slices"

	"chaser/bot/line"
)

// AnsweredInThread is a reply in a thread, as an event tells of it.
var AnsweredInThread = (*Bot).answeredInThread

// RecordCall keeps what a call or an answer says, for Slack's own types to check.
var RecordCall = recordCall

// Presses and Forms are the action_ids of all buttons and the callback_ids of all forms.
func (b *Bot) Presses() []string { return slices.Sorted(maps.Keys(b.talk.presses)) }
func (b *Bot) Forms() []string   { return slices.Sorted(maps.Keys(b.talk.modals)) }

// TypedLines are what the conversations' verbs and help would have people type, each followed by the words.
func TypedLines(words string) (lines []string) {
	for _, c := range conversations() {
		for _, verb := range c.verbs {
			for _, word := range verb.words {
				lines = append(lines, word+" "+words, word+" 178 "+words)
			}
		}
		for _, help := range c.help {
			lines = append(lines, help.typed+" "+words)
		}
	}
	return append(lines, words, "178 "+words)
}

// Means adds a conversation that one word of a sentence means, and whose command does something.
func (b *Bot) Means(word string, does func() *Message) {
	c := conversation{words: []string{word}, meant: func(line.Sentence) command { return counted(does) }}
	b.talk.all = append(b.talk.all, c)
	b.talk.words[word] = c
}

type counted func() *Message

func (counted) effect() effect { return changes }

func (c counted) answer(context.Context, *visit) (*Message, error) { return c(), nil }

// Plain makes a message of a sentence.
func Plain(text string) *Message { return say(text) }
