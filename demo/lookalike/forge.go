package lookalike

import (
	"context"
	"encoding/json"
)

// Slack sends only what the app itself has made: its buttons' values and its forms' metadata. Whoever holds the signing
// secret can send anything. These do, so that a test can show that nothing depends on the values being the app's own.

// ForgePress delivers a press, by anybody whom the workspace knows, of a button that is not in the message.
func (w *Workspace) ForgePress(ctx context.Context, userID string, m Seen, actionID, value string) (Answer, error) {
	w.mu.Lock()
	p, known := w.people[userID]
	room := w.conversations[m.Channel]
	since := w.seq
	var shown *message
	if room != nil {
		shown = room.message(m.TS)
	}
	if !known || shown == nil {
		w.mu.Unlock()
		return Answer{}, notPossible("there is nobody with the id %q, or the message is gone", userID)
	}
	action := map[string]any{
		"type": "button", "block_id": "forged", "action_id": actionID, "value": value, "action_ts": w.stamp(),
		"text": map[string]any{"type": "plain_text", "text": "Forged", "emoji": true},
	}
	payload := w.messagePress(p, room, shown, action)
	w.mu.Unlock()
	r := w.send(ctx, w.interaction("block_actions", payload))
	return w.answerSince(userID, since, r), nil
}

// ForgeSubmission delivers the submission of a form that was never opened. What was typed is by block_id. The answer is
// not applied, as there is no form to apply it to.
func (w *Workspace) ForgeSubmission(
	ctx context.Context, userID, callbackID, metadata string, typed map[string]string,
) (Answer, error) {
	blocks, values := []any{}, map[string]any{}
	for id, text := range typed {
		blocks = append(blocks, map[string]any{
			"type": "input", "block_id": id, "label": map[string]any{"type": "plain_text", "text": id},
			"element": map[string]any{"type": "plain_text_input", "action_id": id},
		})
		values[id] = map[string]any{id: map[string]any{"type": "plain_text_input", "value": text}}
	}
	w.mu.Lock()
	p, known := w.people[userID]
	since := w.seq
	if !known {
		w.mu.Unlock()
		return Answer{}, notPossible("there is nobody with the id %q", userID)
	}
	payload := w.interactionPayload("view_submission", p)
	payload["trigger_id"] = w.issueTrigger(p.ID, "")
	payload["response_urls"] = []any{}
	payload["view"] = map[string]any{
		"id": "VFORGED", "type": "modal", "callback_id": callbackID, "private_metadata": metadata, "hash": "forged",
		"title": map[string]any{"type": "plain_text", "text": "Forged"}, "blocks": blocks,
		"state": map[string]any{"values": values}, "team_id": p.TeamID, "app_id": w.appID(),
	}
	w.mu.Unlock()
	r := w.send(ctx, w.interaction("view_submission", payload))
	a := w.answerSince(userID, since, r)
	var answer struct {
		Errors map[string]string `json:"errors"`
	}
	if json.Unmarshal(r.body, &answer) == nil {
		a.Errors = answer.Errors
	}
	return a, nil
}

// ForgeShortcut delivers a message shortcut on a message that was never said. message is as Slack would tell of it.
func (w *Workspace) ForgeShortcut(ctx context.Context, userID, callbackID, in string, message map[string]any) (Answer, error) {
	w.mu.Lock()
	p, known := w.people[userID]
	room := w.conversations[in]
	since := w.seq
	if !known || room == nil {
		w.mu.Unlock()
		return Answer{}, notPossible("there is nobody with the id %q, or no channel %q", userID, in)
	}
	payload := w.interactionPayload("message_action", p)
	payload["callback_id"] = callbackID
	payload["trigger_id"] = w.issueTrigger(p.ID, "")
	payload["response_url"] = w.issueResponseURL(room.id, p.ID, nil)
	payload["action_ts"] = w.stamp()
	payload["channel"] = map[string]any{"id": room.id, "name": room.name}
	payload["message_ts"] = message["ts"]
	payload["message"] = message
	w.mu.Unlock()
	r := w.send(ctx, w.interaction("message_action", payload))
	return w.answerSince(userID, since, r), nil
}
