package lookalike

import (
	"encoding/json"

	"chaser/demo/blockkit"
)

// judgedView reports whether Slack takes a view of this type ("modal" or "home").
func judgedView(raw json.RawMessage, kind string) *apiError {
	object, _ := decoded(raw).(map[string]any)
	if object == nil {
		return &apiError{code: "invalid_arguments", messages: []string{"[ERROR] missing required field: view"}}
	}
	if r := blockkit.CheckView(raw); r != nil {
		return &apiError{code: r.Code, messages: r.Messages}
	}
	if given, _ := object["type"].(string); given != kind {
		return &apiError{code: "invalid_arguments", messages: []string{"[ERROR] this call takes a view of type " + kind + ", not " + given}}
	}
	return nil
}

func (w *Workspace) openView(c call) (answer, *apiError) {
	t, err := w.viewFor(c)
	if err != nil {
		return nil, err
	}
	w.modals[t.person] = nil // Slack shows one stack at a time: a new modal takes the place of what was open
	v := w.newView(t.person, c.raw("view"))
	w.push(v)
	return answer{"view": w.viewJSON(v, nil)}, nil
}

func (w *Workspace) pushView(c call) (answer, *apiError) {
	if t := w.triggers[c.get("trigger_id")]; t != nil && len(w.modals[t.person]) >= maxViews {
		return failed("push_limit_reached")
	}
	t, err := w.viewFor(c)
	if err != nil {
		return nil, err
	}
	if t.view == "" {
		return failed("invalid_arguments", "[ERROR] the trigger does not come from a modal")
	}
	v := w.newView(t.person, c.raw("view"))
	w.push(v)
	return answer{"view": w.viewJSON(v, nil)}, nil
}

// viewFor judges a call's view first and takes its trigger afterwards, so that a faulty view does not use up the
// trigger.
func (w *Workspace) viewFor(c call) (*trigger, *apiError) {
	if c.get("trigger_id") == "" {
		return nil, &apiError{code: "invalid_arguments", messages: []string{"[ERROR] missing required field: trigger_id"}}
	}
	if err := judgedView(c.raw("view"), "modal"); err != nil {
		return nil, err
	}
	object, _ := decoded(c.raw("view")).(map[string]any)
	if external, _ := object["external_id"].(string); external != "" && w.view("", external) != nil {
		return nil, &apiError{code: "duplicate_external_id"}
	}
	t, problem := w.takeTrigger(c.get("trigger_id"))
	if problem != "" {
		return nil, &apiError{code: problem}
	}
	return t, nil
}

func (w *Workspace) updateView(c call) (answer, *apiError) {
	v := w.view(c.get("view_id"), c.get("external_id"))
	if v == nil {
		return failed("not_found")
	}
	if hash := c.get("hash"); hash != "" && hash != v.Hash {
		return failed("hash_conflict")
	}
	if err := judgedView(c.raw("view"), v.field("type")); err != nil {
		return nil, err
	}
	v.fill(c.raw("view"))
	v.seq = w.bump()
	return answer{"view": w.viewJSON(v, nil)}, nil
}

func (w *Workspace) publishView(c call) (answer, *apiError) {
	p, known := w.people[c.get("user_id")]
	if !known || p.Bot {
		return failed("user_not_found")
	}
	if err := judgedView(c.raw("view"), "home"); err != nil {
		return nil, err
	}
	v := w.homes[p.ID]
	if hash := c.get("hash"); v != nil && hash != "" && hash != v.Hash {
		return failed("hash_conflict")
	}
	if v == nil {
		v = w.newView(p.ID, c.raw("view"))
		w.homes[p.ID] = v
	} else {
		v.fill(c.raw("view"))
		v.seq = w.bump()
	}
	return answer{"view": w.viewJSON(v, nil)}, nil
}
