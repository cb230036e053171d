package lookalike

import (
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/slack-go/slack"
)

// Elements that a reminder and its modals hold.
const (
	userSelect  = `{"type":"users_select","action_id":"who","placeholder":{"type":"plain_text","text":"Choose a colleague"}}`
	datePicker  = `{"type":"datepicker","action_id":"day","initial_date":"2024-01-19"}`
	groupSelect = `{"type":"static_select","action_id":"why","option_groups":[
		{"label":{"type":"plain_text","text":"Soon"},"options":[{"text":{"type":"plain_text","text":"Waiting for a partner"},"value":"partner"}]},
		{"label":{"type":"plain_text","text":"Never"},"options":[{"text":{"type":"plain_text","text":"No longer collected"},"value":"ended"}]}]}`
	radioButtons = `{"type":"radio_buttons","action_id":"until","options":[
		{"text":{"type":"plain_text","text":"Tomorrow"},"value":"1"},{"text":{"type":"plain_text","text":"The day it is due"},"value":"due"}]}`
)

func inputBlock(id, label, element, more string) string {
	return fmt.Sprintf(`{"type":"input","block_id":%q,"label":{"type":"plain_text","text":%q},"element":%s%s}`, id, label, element, more)
}

func askingModal(title string) string {
	return `{"type":"modal","callback_id":"ask","title":{"type":"plain_text","text":"` + title + `"},"submit":{"type":"plain_text","text":"Save"},"blocks":[` +
		strings.Join([]string{
			inputBlock("who", "Who has it?", userSelect, ""), inputBlock("day", "From when?", datePicker, `,"dispatch_action":true`),
			inputBlock("why", "Why?", groupSelect, `,"optional":true`), inputBlock("until", "Until when?", radioButtons, `,"optional":true,"dispatch_action":true`),
			inputBlock("note", "A note", `{"type":"plain_text_input","action_id":"v"}`, `,"optional":true`),
		}, ",") + `]}`
}

// opensFromAMessage makes the app open a modal when a message's button is pressed, and change it at any press in it.
func opensFromAMessage(t *testing.T, w *Workspace, a *app) {
	a.onInteract = func(_ http.ResponseWriter, i slack.InteractionCallback) {
		if i.Type != slack.InteractionTypeBlockActions {
			return
		}
		method, body := "views.open", fmt.Sprintf(`{"trigger_id":%q,"view":%s}`, i.TriggerID, askingModal("Hand over"))
		if i.Container.Type == "view" {
			method, body = "views.update", fmt.Sprintf(`{"view_id":%q,"hash":%q,"view":%s}`, i.View.ID, i.View.Hash, askingModal("Changed"))
		}
		if code, answer := called(t, w, method, botToken, "application/json", body); code != "" {
			t.Errorf("%s: %v", method, answer)
		}
	}
}

func TestAModalFromAMessageOnThePage(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	opensFromAMessage(t, w, a)
	postBlocks(t, w, "U0COR", "Due", dueList)
	here := "/?as=U0COR&in=D0COR"
	postForm(t, w, "/act/press", formsTo(shownPage(t, w, here), "/act/press")[0])
	page := html.UnescapeString(shownPage(t, w, here))
	for _, want := range []string{"Hand over", "Who has it?", `<option value="">Choose a colleague</option>`, `<option value="U0LIB">Library lead</option>`,
		`type="date"`, `value="2024-01-19"`, `<optgroup label="Never"><option value="ended">No longer collected</option>`, `type="radio" name="v:until:until" value="due"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the modal lacks %s", want)
		}
	}
	if strings.Contains(page, `<option value="U0GONE"`) {
		t.Error("somebody who is deactivated can be chosen")
	}

	// A browser sends all fields of the form, and the button that was pressed.
	form := url.Values{
		"as": {"U0COR"}, "in": {"D0COR"}, "view": {w.Modal("U0COR").ID}, "v:who:who": {"U0LIB"}, "v:day:day": {"2024-01-22"}, "v:why:why": {"ended"}, "v:note:v": {"Ta"},
	}
	form.Set("press", "block_id=day&action_id=day")
	if _, to := postForm(t, w, "/act/modal", form); strings.Contains(to, "note=") {
		t.Fatal(to)
	}
	if action := a.lastInteraction().ActionCallback.BlockActions[0]; action.ActionID != "day" || action.SelectedDate != "2024-01-22" || string(action.Type) != "datepicker" {
		t.Errorf("a picked day is told as %+v", action)
	}
	form.Set("press", "block_id=until&action_id=until")
	form.Set("v:until:until", "due")
	postForm(t, w, "/act/modal", form)
	if action := a.lastInteraction().ActionCallback.BlockActions[0]; action.SelectedOption.Value != "due" || string(action.Type) != "radio_buttons" {
		t.Errorf("a picked circle is told as %+v", action)
	}
	page = html.UnescapeString(shownPage(t, w, here))
	for _, want := range []string{"Changed", `<option value="U0LIB" selected>`, `value="2024-01-22"`, `<option value="ended" selected>`, `value="due" checked`, `value="Ta"`} {
		if !strings.Contains(page, want) {
			t.Errorf("after views.update the modal lacks %s", want)
		}
	}
	form.Del("press")
	postForm(t, w, "/act/modal", form)
	if w.Modal("U0COR") != nil {
		t.Errorf("it is open still: %v", w.Modal("U0COR").Errors)
	}
	wantState(t, a.lastInteraction().View.State.Values)
	noRefusals(t, w)
}

func wantState(t *testing.T, values map[string]map[string]slack.BlockAction) {
	t.Helper()
	if got := values; got["who"]["who"].SelectedUser != "U0LIB" || got["day"]["day"].SelectedDate != "2024-01-22" ||
		got["why"]["why"].SelectedOption.Value != "ended" || got["until"]["until"].SelectedOption.Value != "due" || got["note"]["v"].Value != "Ta" {
		t.Errorf("submitted: %+v", got)
	}
}

func TestAModalFromAMessageThroughTheDriver(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	opensFromAMessage(t, w, a)
	postBlocks(t, w, "U0COR", "Due", dueList)
	m := w.Messages("D0COR", "U0COR")[0]
	if got := pressed1(t, w, "U0COR", m, "post", "178"); got.Modal == nil || got.Modal.Title != "Hand over" {
		t.Fatalf("%+v", got)
	}
	missing, err := w.Submit(t.Context(), "U0COR", map[string]string{"day": "2024-01-22"})
	if err != nil || missing.Errors["who"] == "" {
		t.Errorf("nobody is chosen, and it says %v, %v", missing.Errors, err)
	}
	for action, value := range map[string]string{"day": "2024-01-22", "until": "The day it is due"} {
		got, err := w.PressInModal(t.Context(), "U0COR", action, value)
		if err != nil || got.Modal == nil || got.Modal.Title != "Changed" {
			t.Errorf("%s: %+v, %v", action, got, err)
		}
	}
	if state := a.lastInteraction().View.State.Values; state["day"]["day"].SelectedDate != "2024-01-22" || state["until"]["until"].SelectedOption.Value != "due" {
		t.Errorf("what was picked is told as %+v", state)
	}
	fields := map[string]string{"who": "U0LIB", "why": "No longer collected", "note": "Ta"}
	if got, err := w.Submit(t.Context(), "U0COR", fields); err != nil || len(got.Errors) > 0 || w.Modal("U0COR") != nil {
		t.Errorf("%+v, %v", got, err)
	}
	wantState(t, a.lastInteraction().View.State.Values)
	noRefusals(t, w)
}

func TestWhatIsPickedInAMessage(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	postBlocks(t, w, "U0COR", "Due", `[{"type":"actions","block_id":"one","elements":[`+strings.Join([]string{userSelect, datePicker, groupSelect, radioButtons}, ",")+`]},`+
		inputBlock("two", "Who else?", strings.Replace(userSelect, `"who"`, `"else"`, 1), `,"dispatch_action":true`)+`]`)
	page := shownPage(t, w, "/?as=U0COR&in=D0COR")
	forms := map[string]url.Values{}
	for _, form := range formsTo(page, "/act/press") {
		forms[form.Get("action_id")] = form
	}
	for _, test := range []struct{ action, value, kind, field, want string }{
		{"who", "U0LIB", "users_select", "selected_user", `"U0LIB"`},
		{"day", "2024-01-22", "datepicker", "selected_date", `"2024-01-22"`},
		{"why", "ended", "static_select", "selected_option", `{"text":{"type":"plain_text","text":"No longer collected"},"value":"ended"}`},
		{"until", "due", "radio_buttons", "selected_option", `{"text":{"type":"plain_text","text":"The day it is due"},"value":"due"}`},
		{"else", "U0MGR", "users_select", "selected_user", `"U0MGR"`},
	} {
		form := forms[test.action]
		if form == nil {
			t.Errorf("%s cannot be picked on the page", test.action)
			continue
		}
		check := func(how string) {
			t.Helper()
			actions, _ := a.lastRaw()["actions"].([]any)
			action, _ := actions[0].(map[string]any)
			var want any
			if err := json.Unmarshal([]byte(test.want), &want); err != nil {
				t.Fatal(err)
			}
			if action["type"] != test.kind || action["action_id"] != test.action || string(encoded(action[test.field])) != string(encoded(want)) {
				t.Errorf("%s, %s: %s", test.action, how, encoded(action))
			}
		}
		form.Set("value", test.value)
		if _, to := postForm(t, w, "/act/press", form); strings.Contains(to, "note=") {
			t.Fatal(to)
		}
		check("on the page")
		pressed1(t, w, "U0COR", w.Messages("D0COR", "U0COR")[0], test.action, test.value)
		check("by the driver")
	}
	state := a.lastInteraction().BlockActionState.Values
	if state["one"]["who"].SelectedUser != "U0LIB" || state["one"]["day"].SelectedDate != "2024-01-22" || state["two"]["else"].SelectedUser != "U0MGR" {
		t.Errorf("what was picked before is told as %+v", state)
	}
	noRefusals(t, w)
}
