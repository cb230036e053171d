package lookalike

import (
	"context"
	"net/http"
	"net/url"
)

// Group is a user group, which people mention by one name: “@libraries-team”.
type Group struct {
	ID     string // "S0LIBTEAM"
	Handle string // "libraries-team"
}

// The subtypes of what a person says otherwise than by typing a message.
const (
	FileShare       = "file_share"       // with a file beside it; the words may be empty
	ThreadBroadcast = "thread_broadcast" // in a thread and also to its channel
	MeMessage       = "me_message"       // with /me
)

// SayAs is Say in one of these other ways. The file is a picture; SendFile sends any other.
func (w *Workspace) SayAs(ctx context.Context, subtype, userID, channelID, threadTS, text string) (Answer, error) {
	if subtype == FileShare {
		return w.SendFile(ctx, userID, channelID, threadTS, text, Upload{Name: "screenshot.png", Content: []byte("\x89PNG")})
	}
	w.mu.Lock()
	p, room, err := w.presence(userID, channelID)
	since := w.seq
	w.mu.Unlock()
	if err != nil {
		return Answer{}, err
	}
	return w.answerSince(userID, since, w.sayAloudAs(ctx, subtype, p, room, threadTS, text)), nil
}

// Edit changes the words of somebody's own message. In a DM the app hears of every edit, even if the words stay the
// same, as when Slack adds the preview of a link. In a channel it hears of an edited message that mentions the bot, as
// of a new mention.
func (w *Workspace) Edit(ctx context.Context, userID string, m Seen, text string) (Answer, error) {
	w.mu.Lock()
	p, room, err := w.presence(userID, m.Channel)
	if err != nil {
		w.mu.Unlock()
		return Answer{}, err
	}
	since := w.seq
	kept := room.message(m.TS)
	if kept == nil || kept.user != p.ID {
		w.mu.Unlock()
		return Answer{}, notPossible("this is not a message of %s's", p.Name)
	}
	before := w.messageJSON(kept, false)
	if written := w.written(text); written != kept.text {
		w.change(kept, written, nil)
	}
	event := map[string]any{
		"type": "message", "subtype": "message_changed", "hidden": true,
		"channel": room.id, "channel_type": "im", "ts": w.stamp(),
		"message": w.messageJSON(kept, false), "previous_message": before,
	}
	heard := room.with != ""
	if !heard {
		event, heard = w.eventOf(room, kept)
	}
	w.mu.Unlock()
	var r reply
	if heard && w.DeliverEvent(ctx, event) != nil {
		r.failed = dispatchFail
	}
	return w.answerSince(userID, since, r), nil
}

// TellAgain tells the app again of a message that it has heard of, under another event id.
func (w *Workspace) TellAgain(ctx context.Context, m Seen) error {
	w.mu.Lock()
	room := w.conversations[m.Channel]
	if room == nil || room.message(m.TS) == nil {
		w.mu.Unlock()
		return notPossible("this message is gone")
	}
	event, heard := w.eventOf(room, room.message(m.TS))
	w.mu.Unlock()
	if !heard {
		return notPossible("the app does not hear of this message")
	}
	return w.DeliverEvent(ctx, event)
}

// CheckCertificate does what Slack does now and then to check that the command's address has a valid certificate. It
// asks with ssl_check=1, unsigned, by GET and by POST, and expects 200.
//
// Source: https://docs.slack.dev/interactivity/implementing-slash-commands
func (w *Workspace) CheckCertificate(ctx context.Context) error {
	asked := url.Values{"ssl_check": {"1"}, "token": {verificationToken}}
	got, err := http.NewRequestWithContext(ctx, http.MethodGet, w.config.CommandsURL+"?"+asked.Encode(), nil)
	if err != nil {
		return notPossible("the commands URL %q is none", w.config.CommandsURL)
	}
	response, err := w.client.Do(got)
	if err != nil {
		return notPossible("the commands URL cannot be reached: %v", err)
	}
	_ = response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return notPossible("the commands URL answered GET with %d", response.StatusCode)
	}
	posted := w.sendSigned(ctx, Request{
		URL:    w.config.CommandsURL,
		Header: http.Header{"Content-Type": {"application/x-www-form-urlencoded"}},
		Body:   []byte(asked.Encode()),
	})
	if posted.failed != "" || len(posted.body) > 0 {
		return notPossible("the commands URL answered POST with %d and %q", posted.status, posted.body)
	}
	return nil
}
