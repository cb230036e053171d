package lookalike

import (
	"context"
	"encoding/json"
	"net/url"

	"chaser/demo/blockkit"
)

// pressForm is what the page posts for a button or a select: which element, and what was chosen.
func pressForm(blockID, actionID, value string) url.Values {
	return url.Values{blockkit.FieldBlock: {blockID}, blockkit.FieldAction: {actionID}, blockkit.FieldValue: {value}}
}

// pressInMessage delivers the press of an element in a message. Slack ignores the body of the answer: an app answers a
// press through the response_url, the trigger or the Web API.
func (w *Workspace) pressInMessage(
	ctx context.Context, p Person, room *conversation, ts string, form url.Values,
) (reply, error) {
	w.mu.Lock()
	m := room.message(ts)
	if m == nil || !m.seenBy(p.ID) {
		w.mu.Unlock()
		return reply{}, notPossible("this message is gone")
	}
	action, err := w.action(m.blocks, form)
	if err != nil {
		w.mu.Unlock()
		return reply{}, err
	}
	payload := w.messagePress(p, room, m, action)
	w.mu.Unlock()

	r := w.send(ctx, w.interaction("block_actions", payload))
	if r.failed != "" {
		w.mu.Lock()
		w.slackbotSays(room, p.ID,
			"Something went wrong, and that did not reach the app ("+r.failed+"). Please try again.")
		w.mu.Unlock()
	}
	return r, nil
}

// messagePress is what Slack tells of a press in a message. The lock is held.
func (w *Workspace) messagePress(p Person, room *conversation, m *message, action map[string]any) map[string]any {
	payload := w.pressPayload(p, action, "")
	container := map[string]any{
		"type": "message", "message_ts": m.ts, "channel_id": room.id, "is_ephemeral": m.onlyFor != "",
	}
	if m.threadTS != "" {
		container["thread_ts"] = m.threadTS
	}
	payload["container"] = container
	payload["channel"] = map[string]any{"id": room.id, "name": room.name}
	payload["response_url"] = w.issueResponseURL(room.id, p.ID, m)
	payload["state"] = map[string]any{"values": m.pick(p.ID, action)}
	if m.onlyFor == "" { // Slack does not send the content of an ephemeral message
		payload["message"] = w.messageJSON(m, true)
	}
	return payload
}

// pressInView delivers the press of an element in the App Home or in a modal. form also holds what else was entered
// there.
func (w *Workspace) pressInView(ctx context.Context, v *View, form url.Values) (reply, error) {
	w.mu.Lock()
	action, err := w.action(v.blocks(), form)
	if err != nil {
		w.mu.Unlock()
		return reply{}, err
	}
	state, _ := blockkit.StateValues(v.JSON, v.held()) // before submission it is no fault that something is missing
	payload := w.pressPayload(w.people[v.person], action, v.ID)
	payload["container"] = map[string]any{"type": "view", "view_id": v.ID}
	payload["view"] = w.viewJSON(v, state)
	w.mu.Unlock()

	r := w.send(ctx, w.interaction("block_actions", payload))
	if r.failed != "" {
		w.mu.Lock()
		v.Problem = troubleConnecting
		v.seq = w.bump()
		w.mu.Unlock()
	}
	return r, nil
}

// action is the pressed element as Slack describes it to the app, with its time. The lock is held.
func (w *Workspace) action(blocks json.RawMessage, form url.Values) (map[string]any, error) {
	raw, err := blockkit.ActionPayload(blocks, form)
	if err != nil {
		return nil, notPossible("this cannot be pressed: %v", err)
	}
	action, ok := decoded(raw).(map[string]any)
	if !ok {
		return nil, notPossible("this cannot be pressed")
	}
	action["action_ts"] = w.stamp()
	return action, nil
}

// pressPayload is what all presses have in common. The lock is held.
func (w *Workspace) pressPayload(p Person, action map[string]any, view string) map[string]any {
	payload := w.interactionPayload("block_actions", p)
	payload["actions"] = []any{action}
	payload["trigger_id"] = w.issueTrigger(p.ID, view)
	return payload
}

// interactionPayload is what every interaction begins with.
func (w *Workspace) interactionPayload(kind string, p Person) map[string]any {
	team := map[string]any{"id": w.config.TeamID, "domain": w.domain()}
	payload := map[string]any{
		"type": kind, "token": verificationToken, "api_app_id": w.appID(), "enterprise": nil,
		"is_enterprise_install": false, "team": team,
		"user": map[string]any{"id": p.ID, "username": p.handle(), "name": p.handle(), "team_id": p.TeamID},
	}
	// In these two the team is the person's. The view says where the app is.
	if kind == "view_submission" || kind == "view_closed" {
		team["id"] = p.TeamID
	}
	if w.config.EnterpriseID != "" {
		team["enterprise_id"] = w.config.EnterpriseID
		payload["enterprise"] = map[string]any{"id": w.config.EnterpriseID, "name": w.config.TeamName}
	}
	return payload
}

// pick keeps what a person chose in a message's select. It returns all that they have chosen in the message, as
// state.values.
func (m *message) pick(person string, action map[string]any) map[string]map[string]json.RawMessage {
	if m.picked == nil {
		m.picked = map[string]map[string]map[string]json.RawMessage{}
	}
	mine := m.picked[person]
	if mine == nil {
		mine = map[string]map[string]json.RawMessage{}
		m.picked[person] = mine
	}
	if holdsValue(action) {
		held := map[string]any{}
		for name, value := range action {
			if name != "action_id" && name != "block_id" && name != "action_ts" {
				held[name] = value
			}
		}
		block, _ := action["block_id"].(string)
		if mine[block] == nil {
			mine[block] = map[string]json.RawMessage{}
		}
		id, _ := action["action_id"].(string)
		mine[block][id] = encoded(held)
	}
	return mine
}
