package bot

import (
	"strings"

	"github.com/slack-go/slack"
)

// nul is a character that PostgreSQL keeps nowhere. Slack sends none, so it is dropped wherever a person could have
// typed it. What we made ourselves, a button's value or a form's metadata, has none: one with a NUL is not ours.
const nul = "\x00"

// withoutNUL is the interaction without any NUL.
func withoutNUL(i slack.InteractionCallback) slack.InteractionCallback {
	for _, action := range i.ActionCallback.BlockActions {
		action.Value = madeByUs(action.Value)
		action.SelectedOption.Value = madeByUs(action.SelectedOption.Value)
	}
	i.View.PrivateMetadata = madeByUs(i.View.PrivateMetadata)
	if i.View.State == nil {
		return i
	}
	for _, inputs := range i.View.State.Values {
		for id, input := range inputs {
			input.Value = strings.ReplaceAll(input.Value, nul, "")
			input.SelectedOption.Value = madeByUs(input.SelectedOption.Value)
			input.SelectedUser, input.SelectedDate = madeByUs(input.SelectedUser), madeByUs(input.SelectedDate)
			inputs[id] = input
		}
	}
	return i
}

// madeByUs is a value that we made ourselves; empty if it is not one.
func madeByUs(value string) string {
	if strings.Contains(value, nul) || strings.Contains(value, `\u0000`) {
		return ""
	}
	return value
}
