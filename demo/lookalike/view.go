package lookalike

import (
	"encoding/json"
	"maps"
	"net/url"
	"slices"
)

// maxViews is how deep Slack lets modals be stacked.
const maxViews = 3

// View is a modal that a person has open, or the App Home that they were given.
type View struct {
	ID         string
	Hash       string // changes with every change of the view
	ExternalID string
	CallbackID string
	Title      string
	JSON       json.RawMessage   // as the app sent it, with the ids that Slack adds
	Errors     map[string]string // block_id → the sentence beneath that input
	Problem    string            // Slack's words above the form where the app did not answer well

	person   string
	root     string
	previous string
	typed    url.Values // every input as the person left it, by the form's names; nil until they have entered something
	seq      int
}

func (v *View) field(name string) string {
	object, _ := decoded(v.JSON).(map[string]any)
	text, _ := object[name].(string)
	return text
}

func (v *View) flag(name string) bool {
	object, _ := decoded(v.JSON).(map[string]any)
	set, _ := object[name].(bool)
	return set
}

func (v *View) blocks() json.RawMessage {
	object, _ := decoded(v.JSON).(map[string]any)
	return encoded(object["blocks"])
}

// fill puts an app's JSON into a view. As in Slack, what a person typed stays if the input is the same (block_id and
// action_id).
func (v *View) fill(raw json.RawMessage) {
	object, _ := decoded(raw).(map[string]any)
	if blocks := withIDs(encoded(object["blocks"])); blocks != nil {
		object["blocks"] = decoded(blocks)
	}
	v.JSON = encoded(object)
	v.Hash = secretWord()[:12]
	v.ExternalID, v.CallbackID = v.field("external_id"), v.field("callback_id")
	title, _ := object["title"].(map[string]any)
	v.Title, _ = title["text"].(string)
	v.Errors, v.Problem = nil, ""
	if v.typed != nil {
		before := v.typed
		v.typed = nil
		v.enter(before)
	}
}

// newView makes a view for a person. The lock is held.
func (w *Workspace) newView(person string, raw json.RawMessage) *View {
	v := &View{ID: "V" + secretWord()[:10], person: person}
	v.root = v.ID
	v.fill(raw)
	v.seq = w.bump()
	return v
}

// view finds a modal or a Home by its id or external_id. The lock is held.
func (w *Workspace) view(id, externalID string) *View {
	fits := func(v *View) bool {
		return v != nil && (id != "" && v.ID == id || id == "" && externalID != "" && v.ExternalID == externalID)
	}
	for _, stack := range w.modals {
		if at := slices.IndexFunc(stack, fits); at >= 0 {
			return stack[at]
		}
	}
	for _, v := range w.homes {
		if fits(v) {
			return v
		}
	}
	return nil
}

// top is the modal that a person sees. It is nil if there is none. The lock is held.
func (w *Workspace) top(person string) *View {
	stack := w.modals[person]
	if len(stack) == 0 {
		return nil
	}
	return stack[len(stack)-1]
}

// push puts a view on top of a person's modals. The lock is held.
func (w *Workspace) push(v *View) {
	if below := w.top(v.person); below != nil {
		v.previous, v.root = below.ID, below.root
	}
	w.modals[v.person] = append(w.modals[v.person], v)
}

// drop takes one view out of its person's modals, and leaves those above and beneath it. The lock is held.
func (w *Workspace) drop(v *View) {
	w.modals[v.person] = slices.DeleteFunc(w.modals[v.person], func(other *View) bool { return other == v })
	w.bump()
}

// viewJSON is a view as Slack sends it to the app. state is what its inputs hold.
func (w *Workspace) viewJSON(v *View, state json.RawMessage) map[string]any {
	j, _ := decoded(v.JSON).(map[string]any)
	for name, otherwise := range map[string]any{
		"private_metadata": "", "callback_id": "", "external_id": "", "clear_on_close": false, "notify_on_close": false,
		"close": nil, "submit": nil, "title": nil,
	} {
		if _, given := j[name]; !given {
			j[name] = otherwise
		}
	}
	j["id"], j["hash"], j["team_id"], j["app_installed_team_id"] = v.ID, v.Hash, w.config.TeamID, w.config.TeamID
	j["app_id"], j["bot_id"], j["root_view_id"] = w.appID(), w.botID(), v.root
	j["previous_view_id"] = nil
	if v.previous != "" {
		j["previous_view_id"] = v.previous
	}
	if state == nil {
		state = json.RawMessage(`{}`)
	}
	j["state"] = map[string]any{"values": state}
	return j
}

// Modal is a copy of the modal that a person sees. It is nil if none is open.
func (w *Workspace) Modal(userID string) *View {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.top(userID).copy()
}

// Home is a copy of what the app published for a person's App Home. It is nil if it published nothing.
func (w *Workspace) Home(userID string) *View {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.homes[userID].copy()
}

func (v *View) copy() *View {
	if v == nil {
		return nil
	}
	c := *v
	c.Errors, c.typed = maps.Clone(v.Errors), maps.Clone(v.typed)
	return &c
}
