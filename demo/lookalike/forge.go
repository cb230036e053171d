package lookalike

import (
	"context"
	"encoding/json"
)

// Slack sends only what the app itself has made: its buttons' values and its forms' metadata. Whoever holds the signing
// secret can send anything. These do, so that a test can show that nothing depends on the values being the app's own.

// ForgePress delivers a press, in a message that the person sees, of a button that is not in it.
func (w *Workspace) ForgePress(ctx context.Context, userID string, m Seen, actionID, value string) (Answer, error) {
	w.mu.Lock()
	p, room, err := w.presence(userID, m.Channel)
	since := w.seq
	var shown *message
	if err == nil {
		if shown = room.message(m.TS); shown == nil {
			err = notPossible("this message is gone")
		}
	}
	if err != nil {
		w.mu.Unlock()
		return Answer{}, err
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
