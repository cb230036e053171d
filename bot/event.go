package bot

import (
	"context"
	"encoding/json"
	"fmt"
)

// happening is what Slack tells of without anybody waiting for an answer: a message to the bot, or somebody's opening of its Home. Slack tells
// it again, under the same id, until it is acknowledged.
type happening struct {
	ID    string `json:"event_id"`
	Event event  `json:"event"`

	Authorizations []struct {
		UserID string `json:"user_id"` // the bot's own
	} `json:"authorizations"`
}

// event is what happened. Of a message it has the words and where they were said, of a Home the tab and how it stands.
type event struct {
	Type    string `json:"type"`
	Subtype string `json:"subtype"`
	User    string `json:"user"`
	BotID   string `json:"bot_id"`

	Text        string          `json:"text"`
	TS          string          `json:"ts"`
	ThreadTS    string          `json:"thread_ts"`
	Channel     string          `json:"channel"`
	ChannelType string          `json:"channel_type"`
	Edited      json.RawMessage `json:"edited"`

	Tab  string `json:"tab"`
	View struct {
		Hash string `json:"hash"`
	} `json:"view"`
}

// request names the delivery: each event has its effect once.
func (h happening) request() string { return "event:" + h.ID }

// self is the bot's own Slack id; empty where Slack did not say.
func (h happening) self() string {
	if len(h.Authorizations) == 0 {
		return ""
	}
	return h.Authorizations[0].UserID
}

// byPerson reports whether somebody said something new: not a bot, not ourselves, and neither an edit nor what Slack tells of a channel.
func (h happening) byPerson() bool {
	e := h.Event
	return e.User != "" && e.User != h.self() && e.BotID == "" && e.Subtype == "" && len(e.Edited) == 0
}

// Event takes something that happened; after an error Slack should tell it again. The context has a deadline. Nothing goes on after it returns
// but the delivery of what is recorded.
func (b *Bot) Event(ctx context.Context, h happening) error {
	e := h.Event
	switch {
	case e.Type == "app_home_opened":
		return b.openedHome(ctx, h)
	case h.ID == "" || !h.byPerson():
		return nil
	case e.Type == "app_mention":
		return b.heard(ctx, h, false)
	case e.Type == "message" && e.ChannelType == "im":
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
	_ = json.Unmarshal(h.Event, &of) // what is no event at all is of no type
	switch of.Type {                 // the fields of others mean something else
	case "app_mention", "message", "app_home_opened":
		if err := json.Unmarshal(h.Event, &h.happening.Event); err != nil {
			return happening{}, fmt.Errorf("bot: reading an event of the type %s: %w", of.Type, err)
		}
	}
	return h.happening, nil
}
