package lookalike

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
)

// eventRetries is how often Slack tries an event again.
const eventRetries = 3

// DeliverEvent tells the app of an event, up to four times until it is acknowledged with 200. It leaves out Slack's
// pauses (a minute, five minutes) between the tries. event is the inner event as a JSON object, with its "type" among
// its fields. It returns nil once the event is acknowledged. It also returns nil if the app listens to no events or
// lacks this one's scope, as Slack then tells the app nothing.
func (w *Workspace) DeliverEvent(ctx context.Context, event map[string]any) error {
	kind, _ := event["type"].(string)
	w.mu.Lock()
	listening := w.config.EventsURL != "" || len(w.sockets) > 0
	body := encoded(w.eventEnvelope(event))
	w.mu.Unlock()
	if !listening || !w.granted(eventScope(event)) {
		return nil
	}
	var r reply
	for attempt := range eventRetries + 1 {
		d := delivery{
			what: "event " + kind, kind: "events_api", url: w.config.EventsURL, mime: "application/json",
			body: body, payload: body,
			header: http.Header{}, attempt: attempt,
		}
		if attempt > 0 {
			d.reason = "http_error"
			if r.failed == timedOut {
				d.reason = "http_timeout"
			}
			d.header.Set("X-Slack-Retry-Num", strconv.Itoa(attempt))
			d.header.Set("X-Slack-Retry-Reason", d.reason)
		}
		r = w.send(ctx, d)
		if r.failed == "" {
			return nil
		}
		if r.header.Get("X-Slack-No-Retry") == "1" || ctx.Err() != nil {
			break
		}
	}
	return notPossible("the app did not take the event %s: %s", kind, r.failed)
}

// eventEnvelope is an event with where it happened and whom it is for. In a channel that another organisation hosts,
// team_id is that organisation's workspace. Then only the authorization says that the event is for this workspace
// (slackapi/bolt-js#935). The lock is held.
func (w *Workspace) eventEnvelope(event map[string]any) map[string]any {
	var enterprise any
	if w.config.EnterpriseID != "" {
		enterprise = w.config.EnterpriseID
	}
	envelope := map[string]any{
		"token": verificationToken, "team_id": w.config.TeamID,
		"context_team_id": w.config.TeamID, "context_enterprise_id": enterprise,
		"api_app_id": w.appID(), "event": event, "type": "event_callback",
		"event_id": "Ev" + strings.ToUpper(secretWord()[:9]), "event_time": w.config.Clock().Unix(),
		"is_ext_shared_channel": false,
		"authorizations": []any{map[string]any{
			"team_id": w.config.TeamID, "enterprise_id": enterprise, "is_enterprise_install": false,
			"user_id": w.bot.ID, "is_bot": true,
		}},
	}
	if enterprise != nil {
		envelope["enterprise_id"] = enterprise
	}
	id, _ := event["channel"].(string)
	if room := w.conversations[id]; room != nil && room.shared != "" {
		envelope["is_ext_shared_channel"], envelope["team_id"] = true, room.shared
		delete(envelope, "enterprise_id")
	}
	return envelope
}

// VerifyEvents does what Slack does when an events URL is saved: it sends a challenge, which the app must answer.
func (w *Workspace) VerifyEvents(ctx context.Context) error {
	challenge := secretWord()
	body := encoded(map[string]any{"token": verificationToken, "challenge": challenge, "type": "url_verification"})
	r := w.sendByHTTP(ctx, delivery{url: w.config.EventsURL, mime: "application/json", body: body})
	if r.failed != "" {
		return notPossible("the events URL did not answer the challenge: %s", r.failed)
	}
	var said struct {
		Challenge string `json:"challenge"`
	}
	if strings.TrimSpace(string(r.body)) == challenge ||
		json.Unmarshal(r.body, &said) == nil && said.Challenge == challenge {
		return nil
	}
	return notPossible("the events URL answered %q instead of the challenge", r.body)
}

// OpenHome opens the App Home, as a person. The app hears app_home_opened, and may publish a Home.
func (w *Workspace) OpenHome(ctx context.Context, userID string) error {
	w.mu.Lock()
	_, room, err := w.presence(userID, directMessage(userID))
	event := map[string]any{"type": "app_home_opened", "user": userID, "tab": "home", "event_ts": w.stamp()}
	if err == nil {
		event["channel"] = room.id
	}
	if v := w.homes[userID]; v != nil {
		event["view"] = w.viewJSON(v, nil)
	}
	w.mu.Unlock()
	if err != nil {
		return err
	}
	return w.DeliverEvent(ctx, event)
}

// eventOf is the event by which the app hears of a person's message: message.im in a DM, and app_mention if it names
// the bot in a channel that the bot is in. It returns false if the app does not hear of it. The lock is held.
func (w *Workspace) eventOf(room *conversation, m *message) (map[string]any, bool) {
	event := w.messageJSON(m, false)
	event["channel"], event["event_ts"] = room.id, m.ts
	switch {
	case room.with != "":
		event["channel_type"] = "im"
		return event, true
	case room.has(w.bot.ID) &&
		(strings.Contains(m.text, "<@"+w.bot.ID+">") || strings.Contains(m.text, "<@"+w.bot.ID+"|")):
		event["type"] = "app_mention"
		return event, true
	}
	return nil, false
}
