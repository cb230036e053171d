package lookalike

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
)

// publishesHome makes the app publish a Home whenever one is opened, and count the presses in it.
func publishesHome(t *testing.T, w *Workspace, a *app) (opened *[]string) {
	t.Helper()
	opened = new([]string)
	presses := 0
	publish := func(who string) {
		body := fmt.Sprintf(`{"user_id":%q,"view":{"type":"home","blocks":[{"type":"section","block_id":"b","text":{"type":"mrkdwn","text":"Pressed %d times"},
			"accessory":{"type":"button","action_id":"again","value":"178","text":{"type":"plain_text","text":"Again"}}},
			{"type":"actions","block_id":"f","elements":[{"type":"static_select","action_id":"only","options":[{"text":{"type":"plain_text","text":"Reds"},"value":"red"}]}]}]}}`, who, presses)
		if code, answer := called(t, w, "views.publish", botToken, "application/json", body); code != "" {
			t.Errorf("views.publish: %v", answer)
		}
	}
	a.onEvent = func(_ http.ResponseWriter, _ *http.Request, body []byte) {
		e, err := slackevents.ParseEvent(json.RawMessage(body), slackevents.OptionNoVerifyToken())
		if err != nil {
			t.Error(err)
		}
		if h, ok := e.InnerEvent.Data.(*slackevents.AppHomeOpenedEvent); ok {
			*opened = append(*opened, h.User)
			publish(h.User)
		}
	}
	a.onInteract = func(_ http.ResponseWriter, i slack.InteractionCallback) {
		presses++
		publish(i.User.ID)
	}
	return opened
}

func TestAHomeIsOpenedAndPressedOnThePage(t *testing.T) {
	t.Parallel()
	w, a := stage(t, listens)
	opened := publishesHome(t, w, a)
	page := shownPage(t, w, "/?as=U0COR&in=D0COR")
	tabs := formsTo(page, "/act/home")
	if len(tabs) != 2 { // in the list of places and beside the DM's messages
		t.Fatalf("%d ways to the Home", len(tabs))
	}
	if strings.Contains(shownPage(t, w, "/?as=U0COR&in=C0CSMI"), `class="tab"`) {
		t.Error("a channel has a Home")
	}
	_, to := postForm(t, w, "/act/home", tabs[1])
	page = shownPage(t, w, to)
	if to != "/?as=U0COR&in=home" || !strings.Contains(page, "Pressed 0 times") {
		t.Fatalf("%s: %s", to, page)
	}
	for n, form := range formsTo(page, "/act/home/press") {
		if form.Get("action_id") == "only" {
			form.Set("value", "red")
		}
		if _, to := postForm(t, w, "/act/home/press", form); to != "/?as=U0COR&in=home" {
			t.Errorf("a press leads to %s", to)
		}
		if !strings.Contains(shownPage(t, w, to), fmt.Sprintf("Pressed %d times", n+1)) {
			t.Error("the Home is not as the app has changed it")
		}
	}
	raw := a.lastRaw()
	container, _ := raw["container"].(map[string]any)
	view, _ := raw["view"].(map[string]any)
	if raw["type"] != "block_actions" || container["type"] != "view" || container["view_id"] != view["id"] || view["type"] != "home" {
		t.Errorf("%s", encoded(raw))
	}
	for _, none := range []string{"response_url", "channel", "message"} {
		if _, has := raw[none]; has {
			t.Errorf("a press in a Home comes with %s", none)
		}
	}
	if got := a.lastInteraction().View.State.Values["f"]["only"].SelectedOption.Value; got != "red" {
		t.Errorf("what was picked is told as %q", got)
	}

	// Whoever switches to somebody else there opens that person's Home.
	if !strings.Contains(page, `<form class="side-box who" method="post" action="/act/home">`) {
		t.Error("who becomes somebody else does not open their Home")
	}
	switches := formsTo(page, "/act/home")[0]
	switches.Set("as", "U0MGR")
	if _, to := postForm(t, w, "/act/home", switches); to != "/?as=U0MGR&in=home" || fmt.Sprint(*opened) != "[U0COR U0MGR]" {
		t.Errorf("%s, opened by %v", to, *opened)
	}
	noRefusals(t, w)
}

func TestAHomeWithNothingInIt(t *testing.T) {
	t.Parallel()
	w, a := stage(t, listens)
	a.onEvent = func(http.ResponseWriter, *http.Request, []byte) {}
	_, to := postForm(t, w, "/act/home", map[string][]string{"as": {"U0COR"}})
	if page := shownPage(t, w, to); !strings.Contains(page, "Chaser has put nothing on Coroner’s Home so far.") || !strings.Contains(page, `href="/?as=U0COR&amp;in=D0COR">write to Chaser`) {
		t.Error("an empty Home says nothing")
	}
	w, _ = stage(t, func(c *Config) { c.AppToken = "" }) // an app that hears no events has no Home
	if strings.Contains(shownPage(t, w, "/?as=U0COR&in=D0COR"), "/act/home") {
		t.Error("there is a Home that the app never hears of")
	}
}

func TestAHomeWhoseAppFails(t *testing.T) {
	t.Parallel()
	w, a := stage(t, listens)
	publishesHome(t, w, a)
	_, to := postForm(t, w, "/act/home", map[string][]string{"as": {"U0COR"}})
	a.onInteract = func(rw http.ResponseWriter, _ slack.InteractionCallback) {
		rw.WriteHeader(http.StatusInternalServerError)
	}
	postForm(t, w, "/act/home/press", formsTo(shownPage(t, w, to), "/act/home/press")[0])
	if !strings.Contains(shownPage(t, w, to), troubleConnecting) {
		t.Error("the page does not say that the press failed")
	}
	wantRefusal(t, w, "block_actions", dispatchFail)
}

func TestHowMuchAHomeHolds(t *testing.T) {
	t.Parallel()
	w, _ := stage(t)
	divided := func(n int) string {
		return `{"user_id":"U0COR","view":{"type":"home","blocks":[` + strings.TrimSuffix(strings.Repeat(`{"type":"divider"},`, n), ",") + `]}}`
	}
	if code, answer := called(t, w, "views.publish", botToken, "application/json", divided(100)); code != "" {
		t.Errorf("100 blocks: %v", answer)
	}
	if code, _ := called(t, w, "views.publish", botToken, "application/json", divided(101)); code != "invalid_arguments" {
		t.Errorf("101 blocks: %q", code)
	}
	if code, _ := called(t, w, "views.publish", botToken, "application/json", `{"user_id":"U0COR","view":`+modal("178", "")+`}`); code != "invalid_arguments" {
		t.Errorf("a modal for a Home: %q", code)
	}
}
