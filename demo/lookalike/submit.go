package lookalike

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"slices"

	"chaser/demo/blockkit"
)

// troubleConnecting is what Slack shows in a modal if the app has failed to answer it.
const troubleConnecting = "We had some trouble connecting. Try again?"

// submit sends a person's modal to the app and applies the answer. The form is what was entered. Inputs that it does
// not name keep what they hold.
func (w *Workspace) submit(ctx context.Context, v *View, form url.Values) (reply, error) {
	w.mu.Lock()
	v.enter(form)
	v.Errors, v.Problem = nil, ""
	state, err := blockkit.StateValues(v.JSON, v.typed)
	var incomplete *blockkit.FieldErrors
	if errors.As(err, &incomplete) { // Slack itself found this, so the app hears nothing of it
		v.Errors = *incomplete
		v.seq = w.bump()
		w.mu.Unlock()
		return reply{}, nil
	}
	if err != nil {
		w.mu.Unlock()
		return reply{}, notPossible("this modal cannot be submitted: %v", err)
	}
	p := w.people[v.person]
	payload := w.interactionPayload("view_submission", p)
	payload["trigger_id"] = w.issueTrigger(p.ID, v.ID)
	payload["view"] = w.viewJSON(v, state)
	payload["response_urls"] = []any{}
	w.mu.Unlock()

	r := w.send(ctx, w.interaction("view_submission", payload))

	w.mu.Lock()
	defer w.mu.Unlock()
	problem := r.failed
	if problem == "" {
		if err := w.applySubmission(v, r); err != nil {
			w.refuse("view_submission", err.code, err.messages, r.body)
			problem = err.code
		}
	}
	if problem != "" {
		v.Problem = troubleConnecting
		v.seq = w.bump()
	}
	return r, nil
}

// enter keeps what was entered. An input that form does not name keeps what it holds, which is at first its initial
// value.
func (v *View) enter(form url.Values) {
	before := v.typed
	v.typed = initialForm(v.JSON)
	for name := range v.typed {
		if given, ok := form[name]; ok {
			v.typed[name] = slices.Clone(given)
		} else if kept, ok := before[name]; ok {
			v.typed[name] = kept
		}
	}
}

// pick keeps what was chosen in one element. From then on it is part of the view's state.
func (v *View) pick(form url.Values) {
	name := fieldName(form.Get(blockkit.FieldBlock), form.Get(blockkit.FieldAction))
	if _, holds := initialForm(v.JSON)[name]; holds {
		v.enter(url.Values{name: form[blockkit.FieldValue]})
	}
}

// held is every input with what it holds.
func (v *View) held() url.Values {
	if v.typed == nil {
		return initialForm(v.JSON)
	}
	return v.typed
}

// submissionAnswer is what an app may answer to a view_submission.
type submissionAnswer struct {
	Action string            `json:"response_action"`
	Errors map[string]string `json:"errors"`
	View   json.RawMessage   `json:"view"`
}

// applySubmission does what the answer says. Slack takes an empty answer to mean that this modal closes. The lock is
// held.
func (w *Workspace) applySubmission(v *View, r reply) *apiError {
	var s submissionAnswer
	if len(bytes.TrimSpace(r.body)) > 0 {
		if !r.isJSON() || json.Unmarshal(r.body, &s) != nil {
			return badSubmission("the answer is neither empty nor JSON")
		}
	}
	switch s.Action {
	case "":
		w.drop(v)
		return nil
	case "clear":
		w.modals[v.person] = nil
		w.bump()
		return nil
	case "errors":
		return w.showErrors(v, s.Errors)
	case "update", "push":
		if err := judgedView(s.View, "modal"); err != nil {
			return err
		}
	default:
		return badSubmission("there is no response_action " + s.Action)
	}
	if s.Action == "update" {
		v.fill(s.View)
		v.seq = w.bump()
		return nil
	}
	if len(w.modals[v.person]) >= maxViews {
		return &apiError{code: "push_limit_reached"}
	}
	w.push(w.newView(v.person, s.View))
	return nil
}

// showErrors puts the app's sentences beneath their inputs. Each must name the block of an input.
func (w *Workspace) showErrors(v *View, sentences map[string]string) *apiError {
	if len(sentences) == 0 {
		return badSubmission("response_action errors comes without errors")
	}
	inputs := map[string]bool{}
	for _, block := range blocksOf(v.blocks()) {
		if block["type"] == "input" {
			id, _ := block["block_id"].(string)
			inputs[id] = true
		}
	}
	var messages []string
	for id := range sentences {
		if !inputs[id] {
			messages = append(messages, "errors name "+id+", which is no input block of this view")
		}
	}
	if len(messages) > 0 {
		slices.Sort(messages)
		return badSubmission(messages...)
	}
	v.Errors = sentences
	v.seq = w.bump()
	return nil
}

func badSubmission(messages ...string) *apiError {
	return &apiError{code: "invalid_view_response", messages: messages}
}

// closeModal closes the modal that a person sees, and tells the app if it has asked to be told.
func (w *Workspace) closeModal(ctx context.Context, v *View) reply {
	w.mu.Lock()
	state, _ := blockkit.StateValues(v.JSON, v.held())
	if v.flag("clear_on_close") {
		w.modals[v.person] = nil
		w.bump()
	} else {
		w.drop(v)
	}
	payload := w.interactionPayload("view_closed", w.people[v.person])
	payload["view"] = w.viewJSON(v, state)
	payload["is_cleared"] = v.flag("clear_on_close")
	w.mu.Unlock()
	if !v.flag("notify_on_close") {
		return reply{}
	}
	return w.send(ctx, w.interaction("view_closed", payload))
}
