package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
)

// happening is something that Slack tells of while nobody waits for an answer: a message to the bot, or somebody's
// opening of its Home. Slack tells it again, under the same id, until it is acknowledged.
type happening struct {
	ID    string `json:"event_id"`
	Event event  `json:"event"`

	AppID               string `json:"api_app_id"`
	TeamID              string `json:"team_id"`
	EnterpriseID        string `json:"enterprise_id"`
	ContextTeamID       string `json:"context_team_id"`
	ContextEnterpriseID string `json:"context_enterprise_id"`
	Shared              bool   `json:"is_ext_shared_channel"` // with another organisation
	Authorizations      []struct {
		UserID       string `json:"user_id"` // the bot's own
		TeamID       string `json:"team_id"`
		EnterpriseID string `json:"enterprise_id"`
	} `json:"authorizations"`
}

// event is what happened. A message has its words and where they were said. A Home has the tab and the hash of what it
// shows.
type event struct {
	Type    string `json:"type"`
	Subtype string `json:"subtype"`
	User    string `json:"user"`
	BotID   string `json:"bot_id"`

	Text        string            `json:"text"`
	TS          string            `json:"ts"`
	ThreadTS    string            `json:"thread_ts"`
	Channel     string            `json:"channel"`
	ChannelType string            `json:"channel_type"`
	Files       []json.RawMessage `json:"files"`
	Edited      *struct {
		TS string `json:"ts"`
	} `json:"edited"`

	Message  *event `json:"message"`          // of an edit: how it reads now
	Previous *event `json:"previous_message"` // of an edit: how it read before

	Tab  string `json:"tab"`
	View struct {
		Hash string `json:"hash"`
	} `json:"view"`
}

// request names what has its effect once. A message is named by its channel and its ts, since Slack may tell of it
// under several event ids. Anything else is named by the event's own id. It is empty where Slack named neither.
func (h happening) request() string {
	switch e := h.Event; {
	case e.Channel != "" && e.Message != nil && e.Message.TS != "":
		return "edited:" + e.Channel + ":" + e.Message.TS
	case e.Channel != "" && e.TS != "":
		return "message:" + e.Channel + ":" + e.TS
	case h.ID != "":
		return "event:" + h.ID
	}
	return ""
}

// who is the person of whom it tells. An edit names them within the message.
func (h happening) who() string {
	if h.Event.User == "" && h.Event.Message != nil {
		return h.Event.Message.User
	}
	return h.Event.User
}

// self is the bot's own Slack id; empty where Slack did not say.
func (h happening) self() string {
	if len(h.Authorizations) == 0 {
		return ""
	}
	return h.Authorizations[0].UserID
}

// typedSubtypes are the subtypes of messages that a person has typed: beside a file, in a thread and also to its
// channel, or with /me. Messages of other subtypes are Slack's news of a channel, or another app's.
var typedSubtypes = map[string]bool{"": true, "file_share": true, "thread_broadcast": true, "me_message": true}

// byPerson reports whether a person, not a bot and not ourselves, has typed this.
func (h happening) byPerson(e event) bool {
	return e.User != "" && e.User != h.self() && e.BotID == "" && typedSubtypes[e.Subtype]
}

// direct reports whether it was said to the bot alone.
func (h happening) direct() bool {
	return h.Event.ChannelType == "im" || h.Event.ChannelType == "" && isDirectMessage(h.Event.Channel)
}

// edits reports whether a person has changed the words of a message. Slack sends the same event when it has added a
// link's preview or found out the language, and when we have brought our own messages up to date.
func (h happening) edits() bool {
	now, before := h.Event.Message, h.Event.Previous
	switch {
	case h.Event.Subtype != "message_changed" || now == nil || !h.byPerson(*now):
		return false
	case before == nil:
		return now.Edited != nil
	}
	return strings.TrimSpace(now.Text) != strings.TrimSpace(before.Text)
}

// Event takes something that happened. After an error Slack should tell it again. The context has a deadline. Once
// Event returns, nothing goes on but the delivery of what is recorded.
func (b *Bot) Event(ctx context.Context, h happening) error {
	e := h.Event
	switch {
	case e.Type == "app_home_opened":
		return b.openedHome(ctx, h)
	case h.request() == "":
		return nil
	}
	end, err := b.hearing.begin(ctx, h.request())
	if err != nil {
		return err
	}
	defer end()
	switch {
	case e.Type == "message" && h.direct() && h.edits():
		return b.heardEdit(ctx, h)
	case !h.byPerson(e):
		return nil
	case e.Type == "app_mention": // also a mention that an edit added, unless the message has been answered already
		return b.heard(ctx, h, h.direct())
	case e.Type == "message" && h.direct() && e.Edited == nil:
		return b.heard(ctx, h, true)
	}
	return nil
}

// readHappening reads the body of an event.
func readHappening(body []byte) (happening, error) {
	var h struct {
		happening
		Event json.RawMessage `json:"event"`
	}
	err := json.Unmarshal(body, &h)
	if err != nil {
		return happening{}, fmt.Errorf("bot: reading an event: %w", err)
	}
	var of struct {
		Type string `json:"type"`
	}
	_ = json.Unmarshal(h.Event, &of) // what is not an event at all has no type
	switch of.Type {                 // other types' fields mean something else
	case "app_mention", "message", "app_home_opened":
		if err := json.Unmarshal(h.Event, &h.happening.Event); err != nil {
			return happening{}, fmt.Errorf("bot: reading an event of the type %s: %w", of.Type, err)
		}
	}
	return h.happening, nil
}
