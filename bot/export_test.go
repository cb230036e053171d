package bot

import (
	"maps"
	"slices"
)

// AnsweredInThread is a reply in a thread, as an event tells of it.
var AnsweredInThread = (*Bot).answeredInThread

// RecordCall keeps what a call or an answer says, for Slack's own types to check.
var RecordCall = recordCall

// Presses and Forms are the action_ids of all buttons and the callback_ids of all forms.
func (b *Bot) Presses() []string { return slices.Sorted(maps.Keys(b.talk.presses)) }
func (b *Bot) Forms() []string   { return slices.Sorted(maps.Keys(b.talk.modals)) }
