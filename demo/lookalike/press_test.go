package lookalike

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"
)

const dueList = `[{"type":"actions","block_id":"one","elements":[
	{"type":"button","action_id":"post","value":"178","text":{"type":"plain_text","text":"Post 178"}},
	{"type":"static_select","action_id":"when","options":[{"text":{"type":"plain_text","text":"Tomorrow"},"value":"1"},{"text":{"type":"plain_text","text":"Next week"},"value":"7"}]}]},
	{"type":"section","block_id":"two","text":{"type":"mrkdwn","text":"180"},"accessory":{"type":"button","action_id":"post","value":"180","text":{"type":"plain_text","text":"Post 180"}}}]`

// hook posts to a response_url.
func hook(t *testing.T, w *Workspace, url, body string) (int, string) {
	t.Helper()
	response, err := w.client.Post(url, "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	said, _ := io.ReadAll(response.Body)
	return response.StatusCode, string(said)
}

func pressed1(t *testing.T, w *Workspace, who string, m Seen, action string, value ...string) Answer {
	t.Helper()
	return do(t, func(ctx context.Context) (Answer, error) { return w.Press(ctx, who, m, action, value...) })
}

func TestAPressArrivesAsSlackSendsIt(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	postBlocks(t, w, "C0CSMI", "Due", dueList)
	m := w.Messages("C0CSMI", "U0LIB")[0]
	pressed1(t, w, "U0LIB", m, "post", "Post 180")
	heard := a.lastInteraction()
	action := heard.ActionCallback.BlockActions[0]
	if action.ActionID != "post" || action.BlockID != "two" || action.Value != "180" || action.ActionTs == "" || string(action.Type) != "button" || action.Text.Text != "Post 180" {
		t.Errorf("the action: %+v", action)
	}
	if heard.User.ID != "U0LIB" || heard.Channel.ID != "C0CSMI" || heard.Message.Timestamp != m.TS || heard.Container.MessageTs != m.TS || heard.Container.IsEphemeral ||
		heard.APIAppID != "A0CHASER" || heard.ResponseURL == "" || heard.TriggerID == "" {
		t.Errorf("%+v", heard)
	}

	pressed1(t, w, "U0LIB", m, "when", "Next week")
	pressed1(t, w, "U0LIB", m, "post", "178")
	if got := a.lastInteraction().BlockActionState.Values["one"]["when"].SelectedOption.Value; got != "7" {
		t.Errorf("what was picked before is told as %q", got)
	}
	pressed1(t, w, "U0COR", m, "post", "178")
	if got := a.lastInteraction().BlockActionState.Values; len(got) != 0 {
		t.Errorf("another person's choice is told: %v", got)
	}
	noRefusals(t, w)
}

// postBlocks posts raw blocks as the bot.
func postBlocks(t *testing.T, w *Workspace, channel, text, blocks string) {
	t.Helper()
	body := string(encoded(map[string]any{"channel": channel, "text": text, "blocks": json.RawMessage(blocks)}))
	if code, answer := called(t, w, "chat.postMessage", botToken, "application/json", body); code != "" {
		t.Fatal(answer)
	}
}

func TestWhatCannotBePressed(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	code, _ := called(t, w, "chat.postEphemeral", botToken, "application/json", `{"channel":"C0CSMI","user":"U0COR","blocks":`+dueList+`}`)
	if code != "" {
		t.Fatal(code)
	}
	m := w.Messages("C0CSMI", "U0COR")[0]
	for name, try := range map[string]func() (Answer, error){
		"one of two":            func() (Answer, error) { return w.Press(t.Context(), "U0COR", m, "post") },
		"a value that is none":  func() (Answer, error) { return w.Press(t.Context(), "U0COR", m, "post", "179") },
		"an action that is not": func() (Answer, error) { return w.Press(t.Context(), "U0COR", m, "edit") },
		"an option that is not": func() (Answer, error) { return w.Press(t.Context(), "U0COR", m, "when", "Never") },
		"another's ephemeral":   func() (Answer, error) { return w.Press(t.Context(), "U0LIB", m, "post", "178") },
		"from outside":          func() (Answer, error) { return w.Press(t.Context(), "U0LIBD", m, "post", "178") },
	} {
		if _, err := try(); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if len(a.interactions) != 0 {
		t.Errorf("the app heard %v", a.interactions)
	}
}

func TestAPressInAnEphemeralMessageTellsNoContent(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	a.onCommand = func(rw http.ResponseWriter, _ slack.SlashCommand) {
		answerJSON(rw, `{"text":"x","blocks":`+dueList+`}`)
	}
	m := typed(t, w, "U0COR", "C0CSMI", "/kpi due").Messages[0]
	a.onInteract = func(_ http.ResponseWriter, i slack.InteractionCallback) {
		if status, said := hook(t, w, i.ResponseURL, `{"replace_original":true,"text":"Posted."}`); status != 200 || said != "ok" {
			t.Errorf("%d %s", status, said)
		}
	}
	answer := pressed1(t, w, "U0COR", m, "post", "178")
	if raw := a.lastRaw(); raw["message"] != nil || raw["container"].(map[string]any)["is_ephemeral"] != true {
		t.Errorf("%v", raw)
	}
	if len(answer.Messages) != 1 || answer.Messages[0].TS != m.TS || answer.Messages[0].Text != "Posted." || !answer.Messages[0].Ephemeral {
		t.Errorf("replaced: %+v", answer.Messages)
	}
	noRefusals(t, w)
}

func TestResponseURLs(t *testing.T) {
	t.Parallel()
	clock := &handClock{at: time.Now()}
	w, a := stage(t, func(c *Config) { c.Clock = clock.now })
	postBlocks(t, w, "C0CSMI", "Due", dueList)
	m := w.Messages("C0CSMI", "U0COR")[0]
	fresh := func() string {
		pressed1(t, w, "U0COR", m, "post", "178")
		return a.lastInteraction().ResponseURL
	}
	url := fresh()
	steps := []struct {
		body, said string
		status     int
		coroner    []string
		manager    []string
	}{
		{`{"text":"to you"}`, "ok", 200, []string{"Due", "to you"}, []string{"Due"}},
		{`{"text":"to all","response_type":"in_channel"}`, "ok", 200, []string{"Due", "to you", "to all"}, []string{"Due", "to all"}},
		{`{"text":"x","blocks":[{"type":"nonsense"}]}`, `{"error":"invalid_blocks","ok":false}`, 200, []string{"Due", "to you", "to all"}, []string{"Due", "to all"}},
		{`{"text":"Done","replace_original":true}`, "ok", 200, []string{"Done", "to you", "to all"}, []string{"Done", "to all"}},
		{`{"delete_original":true}`, "ok", 200, []string{"to you", "to all"}, []string{"to all"}},
		{`{"text":"a sixth"}`, `{"error":"used_url","ok":false}`, 404, []string{"to you", "to all"}, []string{"to all"}},
	}
	texts := func(who string) (all []string) {
		for _, m := range w.Messages("C0CSMI", who) {
			all = append(all, m.Text)
		}
		return all
	}
	for _, step := range steps {
		status, said := hook(t, w, url, step.body)
		if status != step.status || said != step.said {
			t.Errorf("%s: %d %s", step.body, status, said)
		}
		if diff := cmp.Diff([][]string{step.coroner, step.manager}, [][]string{texts("U0COR"), texts("U0MGR")}); diff != "" {
			t.Errorf("%s: %s", step.body, diff)
		}
	}

	postBlocks(t, w, "C0CSMI", "Due again", dueList)
	all := w.Messages("C0CSMI", "U0COR")
	m = all[len(all)-1]
	url = fresh()
	clock.turn(30 * time.Minute)
	if status, _ := hook(t, w, url, `{"text":"just in time"}`); status != 200 {
		t.Errorf("after half an hour: %d", status)
	}
	clock.turn(time.Second)
	if status, said := hook(t, w, url, `{"text":"too late"}`); status != 404 || !strings.Contains(said, "expired_url") {
		t.Errorf("after more: %d %s", status, said)
	}
	var codes []string
	for _, r := range w.Refusals() {
		codes = append(codes, r.Where+" "+r.Code)
	}
	if diff := cmp.Diff([]string{"response_url invalid_blocks", "response_url used_url", "response_url expired_url"}, codes); diff != "" {
		t.Error(diff)
	}
}
