package bot

import (
	"encoding/json"

	"github.com/slack-go/slack"
)

// Message is something that the bot says: blocks, and the same in plain words for notifications and screen readers.
type Message struct {
	Text      string
	Blocks    []slack.Block
	InChannel bool   // whether everybody in the channel sees it, or only the asker
	Replace   bool   // takes the place of the message whose button was pressed
	Thread    string // the ts of the thread in which the button was pressed; empty for none
}

// MarshalJSON writes the message as an answer to a slash command or to a response_url.
func (m Message) MarshalJSON() ([]byte, error) {
	visible := slack.ResponseTypeEphemeral
	if m.InChannel {
		visible = slack.ResponseTypeInChannel
	}
	return json.Marshal(struct {
		ResponseType    string        `json:"response_type"`
		ReplaceOriginal bool          `json:"replace_original"`
		Text            string        `json:"text"`
		Blocks          []slack.Block `json:"blocks,omitempty"`
		Thread          string        `json:"thread_ts,omitempty"`
	}{visible, m.Replace, m.Text, m.Blocks, m.Thread})
}
