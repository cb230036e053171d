package lookalike

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"
)

// modal is a view with a figure that is required and a commentary that is optional.
func modal(title, extra string) string {
	return `{"type":"modal","callback_id":"submit","private_metadata":"178","title":{"type":"plain_text","text":"` + title + `"},
	"submit":{"type":"plain_text","text":"Post"},` + extra + `"blocks":[
	{"type":"input","block_id":"figure","label":{"type":"plain_text","text":"Figure"},"element":{"type":"plain_text_input","action_id":"v","initial_value":"142"}},
	{"type":"input","block_id":"status","optional":true,"label":{"type":"plain_text","text":"Status"},"element":{"type":"static_select","action_id":"v",
	 "initial_option":{"text":{"type":"plain_text","text":"Final"},"value":"final"},
	 "options":[{"text":{"type":"plain_text","text":"Final"},"value":"final"},{"text":{"type":"plain_text","text":"Part-period"},"value":"part"}]}},
	{"type":"input","block_id":"commentary","optional":true,"label":{"type":"plain_text","text":"Commentary"},"element":{"type":"plain_text_input","action_id":"v","multiline":true}},
	{"type":"actions","block_id":"more","elements":[{"type":"button","action_id":"help","text":{"type":"plain_text","text":"Help"}}]}]}`
}

// opens makes the app open a modal at each command, and waits for Slack's answer.
func opens(t *testing.T, w *Workspace, a *app, view string) {
	t.Helper()
	a.onCommand = func(_ http.ResponseWriter, c slack.SlashCommand) {
		if code, _ := called(t, w, "views.open", botToken, "application/json", fmt.Sprintf(`{"trigger_id":%q,"view":%s}`, c.TriggerID, view)); code != "" {
			t.Errorf("views.open: %s", code)
		}
	}
}

func submitted(t *testing.T, w *Workspace, who string, fields map[string]string) Answer {
	t.Helper()
	return do(t, func(ctx context.Context) (Answer, error) { return w.Submit(ctx, who, fields) })
}

func TestAModalFromOpeningToClosing(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	opens(t, w, a, modal("178", ""))
	answer := typed(t, w, "U0COR", "C0CSMI", "/kpi submit 178")
	if answer.Modal == nil || answer.Modal.Title != "178" || answer.Modal.CallbackID != "submit" || len(answer.Messages) != 0 {
		t.Fatalf("%+v", answer)
	}
	if w.Modal("U0MGR") != nil {
		t.Error("the manager sees the coroner's modal")
	}

	a.onInteract = func(rw http.ResponseWriter, _ slack.InteractionCallback) {
		answerJSON(rw, `{"response_action":"errors","errors":{"figure":"Last quarter it was 213; is this right?"}}`)
	}
	answer = submitted(t, w, "U0COR", map[string]string{"status": "Part-period", "commentary": "Staff leave"})
	if diff := cmp.Diff(map[string]string{"figure": "Last quarter it was 213; is this right?"}, answer.Errors); diff != "" {
		t.Error(diff)
	}
	heard := a.lastInteraction()
	values := heard.View.State.Values
	if heard.Type != slack.InteractionTypeViewSubmission || heard.User.ID != "U0COR" || heard.TriggerID == "" || heard.View.PrivateMetadata != "178" ||
		heard.View.ID != w.Modal("U0COR").ID || heard.View.Hash == "" || heard.Team.ID != "T0COUNCIL" {
		t.Errorf("%+v", heard)
	}
	if values["figure"]["v"].Value != "142" || values["status"]["v"].SelectedOption.Value != "part" || values["commentary"]["v"].Value != "Staff leave" {
		t.Errorf("the app hears %+v", values)
	}

	a.onInteract = nil // an empty answer closes
	answer = submitted(t, w, "U0COR", map[string]string{"figure": "143"})
	if answer.Modal != nil || w.Modal("U0COR") != nil {
		t.Error("the modal is still open")
	}
	values = a.lastInteraction().View.State.Values
	if values["figure"]["v"].Value != "143" || values["status"]["v"].SelectedOption.Value != "part" || values["commentary"]["v"].Value != "Staff leave" {
		t.Errorf("what was entered before is lost: %+v", values)
	}
	noRefusals(t, w)
}

func TestSlackChecksBeforeTheAppHears(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	opens(t, w, a, modal("178", ""))
	typed(t, w, "U0COR", "C0CSMI", "/kpi submit 178")
	answer := submitted(t, w, "U0COR", map[string]string{"figure": ""})
	if answer.Errors["figure"] == "" || answer.Status != 0 || len(a.interactions) != 0 {
		t.Errorf("%+v", answer)
	}
	if _, err := w.Submit(t.Context(), "U0COR", map[string]string{"figur": "1"}); err == nil {
		t.Error("an input that is not there is filled")
	}
	if _, err := w.Submit(t.Context(), "U0COR", map[string]string{"status": "Perhaps"}); err == nil {
		t.Error("an option that is not offered is chosen")
	}
	if _, err := w.Submit(t.Context(), "U0MGR", nil); err == nil {
		t.Error("a modal that is not open is submitted")
	}
}

func TestAnswersToASubmission(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, mime, body string
		status           int
		top              string // the title of the modal that is then on top
		refused          string
	}{
		{name: "empty", status: 200, top: "first"},
		{name: "empty object", mime: "application/json", body: `{}`, status: 200, top: "first"},
		{name: "clear", mime: "application/json", body: `{"response_action":"clear"}`, status: 200},
		{name: "update", mime: "application/json", body: `{"response_action":"update","view":` + modal("third", "") + `}`, status: 200, top: "third"},
		{name: "push", mime: "application/json", body: `{"response_action":"push","view":` + modal("third", "") + `}`, status: 200, top: "third"},
		{name: "errors for no input", mime: "application/json", body: `{"response_action":"errors","errors":{"more":"x","nowhere":"y"}}`, status: 200, top: "second", refused: "invalid_view_response"},
		{name: "errors without errors", mime: "application/json", body: `{"response_action":"errors"}`, status: 200, top: "second", refused: "invalid_view_response"},
		{name: "an action that is none", mime: "application/json", body: `{"response_action":"shut"}`, status: 200, top: "second", refused: "invalid_view_response"},
		{name: "words", mime: "text/plain", body: "thanks", status: 200, top: "second", refused: "invalid_view_response"},
		{name: "a faulty view", mime: "application/json", body: `{"response_action":"update","view":{"type":"modal"}}`, status: 200, top: "second", refused: "invalid_arguments"},
		{name: "500", status: 500, top: "second", refused: "dispatch_failed"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w, a := stage(t)
			opens(t, w, a, modal("first", ""))
			typed(t, w, "U0COR", "C0CSMI", "/kpi submit 178")
			a.onInteract = func(rw http.ResponseWriter, _ slack.InteractionCallback) {
				answerJSON(rw, `{"response_action":"push","view":`+modal("second", "")+`}`)
			}
			submitted(t, w, "U0COR", nil)
			a.onInteract = func(rw http.ResponseWriter, _ slack.InteractionCallback) {
				rw.Header().Set("Content-Type", test.mime)
				rw.WriteHeader(test.status)
				_, _ = rw.Write([]byte(test.body))
			}
			submitted(t, w, "U0COR", nil)
			top := w.Modal("U0COR")
			if top == nil && test.top != "" || top != nil && top.Title != test.top {
				t.Fatalf("the person sees %+v, want %q", top, test.top)
			}
			if test.refused == "" {
				noRefusals(t, w)
				return
			}
			wantRefusal(t, w, "view_submission", test.refused)
			if top.Problem != troubleConnecting {
				t.Errorf("the person is told %q", top.Problem)
			}
		})
	}
}

func TestTriggersAreGoodForOneUseAndThreeSeconds(t *testing.T) {
	t.Parallel()
	w, a := stage(t, func(c *Config) { c.AnswerWithin = 300 * time.Millisecond })
	open := func(trigger string) string {
		code, _ := called(t, w, "views.open", botToken, "application/json", fmt.Sprintf(`{"trigger_id":%q,"view":%s}`, trigger, modal("178", "")))
		return code
	}
	typed(t, w, "U0COR", "C0CSMI", "/kpi")
	trigger := a.lastCommand().TriggerID
	if code, _ := called(t, w, "views.open", botToken, "application/json", fmt.Sprintf(`{"trigger_id":%q,"view":{"type":"modal"}}`, trigger)); code != "invalid_arguments" {
		t.Errorf("a faulty view: %q", code)
	}
	if code := open(trigger); code != "" {
		t.Errorf("a trigger that a faulty view has not used up: %q", code)
	}
	if code := open(trigger); code != "exchanged_trigger_id" {
		t.Errorf("a used trigger: %q", code)
	}
	if code := open("1.2.3"); code != "invalid_trigger_id" {
		t.Errorf("a trigger of nowhere: %q", code)
	}
	if code := open(""); code != "invalid_arguments" {
		t.Errorf("no trigger: %q", code)
	}
	w.mu.Lock()
	old := w.issueTrigger("U0COR", "")
	w.triggers[old].issued = time.Now().Add(-301 * time.Millisecond)
	w.mu.Unlock()
	if code := open(old); code != "expired_trigger_id" {
		t.Errorf("an old trigger: %q", code)
	}
}

func TestUpdatingAViewKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	opens(t, w, a, modal("178", ""))
	typed(t, w, "U0COR", "C0CSMI", "/kpi submit 178")
	a.onInteract = func(rw http.ResponseWriter, _ slack.InteractionCallback) {
		answerJSON(rw, `{"response_action":"errors","errors":{"figure":"Not a number."}}`)
	}
	submitted(t, w, "U0COR", map[string]string{"commentary": "Staff leave"})
	before := w.Modal("U0COR")

	update := func(hash string) string {
		code, _ := called(t, w, "views.update", botToken, "application/json", fmt.Sprintf(`{"view_id":%q,"hash":%q,"view":%s}`, before.ID, hash, modal("178 again", "")))
		return code
	}
	if code := update("an older hash"); code != "hash_conflict" {
		t.Errorf("an old hash: %q", code)
	}
	if code := update(before.Hash); code != "" {
		t.Errorf("the right hash: %q", code)
	}
	if code := update(before.Hash); code != "hash_conflict" {
		t.Errorf("the hash before the last update: %q", code)
	}
	if now := w.Modal("U0COR"); now.Title != "178 again" || now.Hash == before.Hash || len(now.Errors) != 0 {
		t.Errorf("%+v", now)
	}
	submitted(t, w, "U0COR", nil)
	if got := a.lastInteraction().View.State.Values["commentary"]["v"].Value; got != "Staff leave" {
		t.Errorf("the commentary is now %q", got)
	}
	if code, _ := called(t, w, "views.update", botToken, "application/json", `{"view_id":"V0","view":`+modal("x", "")+`}`); code != "not_found" {
		t.Errorf("a view of nowhere: %q", code)
	}
}

func TestModalsStackThreeDeep(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	opens(t, w, a, modal("1", `"notify_on_close":true,`))
	typed(t, w, "U0COR", "C0CSMI", "/kpi submit 178")
	push := func() (code string) {
		do(t, func(ctx context.Context) (Answer, error) { return w.PressInModal(ctx, "U0COR", "help") })
		heard := a.lastInteraction()
		if heard.Type != slack.InteractionTypeBlockActions || heard.Container.ViewID != w.Modal("U0COR").ID || heard.ActionCallback.BlockActions[0].ActionID != "help" {
			t.Errorf("the press is heard as %+v", heard)
		}
		code, _ = called(t, w, "views.push", botToken, "application/json", fmt.Sprintf(`{"trigger_id":%q,"view":%s}`, heard.TriggerID, modal("more", "")))
		return code
	}
	if one, two, three := push(), push(), push(); one != "" || two != "" || three != "push_limit_reached" {
		t.Errorf("pushed: %q, %q, %q", one, two, three)
	}
	before := len(a.interactions)
	for range 2 {
		if err := w.CloseModal(t.Context(), "U0COR"); err != nil {
			t.Fatal(err)
		}
	}
	if len(a.interactions) != before {
		t.Error("the app hears of closings that it did not ask for")
	}
	if err := w.CloseModal(t.Context(), "U0COR"); err != nil {
		t.Fatal(err)
	}
	if heard := a.lastInteraction(); heard.Type != slack.InteractionTypeViewClosed || heard.IsCleared || heard.View.CallbackID != "submit" {
		t.Errorf("the closing is heard as %+v", heard)
	}
	if err := w.CloseModal(t.Context(), "U0COR"); err == nil || w.Modal("U0COR") != nil {
		t.Error("there is still a modal to close")
	}
	typed(t, w, "U0COR", "C0CSMI", "/kpi")
	if code, _ := called(t, w, "views.push", botToken, "application/json", fmt.Sprintf(`{"trigger_id":%q,"view":%s}`, "x", modal("more", ""))); code != "invalid_trigger_id" {
		t.Errorf("pushed with a trigger of nowhere: %q", code)
	}
}

func TestTheAppHome(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	home := `{"type":"home","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"You owe *two*"}},
		{"type":"actions","block_id":"b","elements":[{"type":"button","action_id":"due","value":"x","text":{"type":"plain_text","text":"What I owe"}}]}]}`
	publish := func(person, view string) string {
		code, _ := called(t, w, "views.publish", botToken, "application/json", fmt.Sprintf(`{"user_id":%q,"view":%s}`, person, view))
		return code
	}
	if code := publish("U0NOBODY", home); code != "user_not_found" {
		t.Errorf("for nobody: %q", code)
	}
	if code := publish("U0COR", modal("x", "")); code != "invalid_arguments" {
		t.Errorf("a modal as a home: %q", code)
	}
	if code := publish("U0COR", home); code != "" {
		t.Fatalf("published: %q", code)
	}
	if got := w.Home("U0COR"); got == nil || !strings.Contains(PlainText(got.blocks(), ""), "You owe two") || w.Home("U0MGR") != nil {
		t.Errorf("the home is %+v", got)
	}
	do(t, func(ctx context.Context) (Answer, error) { return w.PressInHome(ctx, "U0COR", "due") })
	if heard := a.lastInteraction(); heard.View.Type != "home" || heard.ActionCallback.BlockActions[0].Value != "x" || heard.TriggerID == "" {
		t.Errorf("the press is heard as %+v", heard)
	}
}
