package lookalike

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

func offers(c *Config) {
	c.Shortcuts = []Shortcut{{CallbackID: "ask", Name: "Ask Chaser about this"}, {CallbackID: "action", Name: "Make it an action"}}
}

func chosenShortcut(t *testing.T, w *Workspace, who string, m Seen, shortcut string) Answer {
	t.Helper()
	return do(t, func(ctx context.Context) (Answer, error) { return w.Shortcut(ctx, who, m, shortcut) })
}

func TestAMessageShortcutArrivesAsSlackSendsIt(t *testing.T) {
	t.Parallel()
	w, a := stage(t, offers)
	postBlocks(t, w, "C0CSMI", "178 is red", dueList)
	parent := w.Messages("C0CSMI", "U0LIB")[0]
	if _, err := w.Say(t.Context(), "U0MGR", "C0CSMI", parent.TS, "Why, @Coroner?"); err != nil {
		t.Fatal(err)
	}
	reply := w.Messages("C0CSMI", "U0LIB")[1]

	chosenShortcut(t, w, "U0COR", reply, "action")
	heard, raw := a.lastInteraction(), a.lastRaw()
	if heard.Type != slack.InteractionTypeMessageAction || heard.CallbackID != "action" || heard.MessageTs != reply.TS || heard.ActionTs == "" ||
		heard.User.ID != "U0COR" || heard.User.Name != "coroner" || heard.Channel.ID != "C0CSMI" || heard.Channel.Name != "communities" || heard.Team.ID != "T0COUNCIL" || heard.TriggerID == "" {
		t.Errorf("%+v", heard)
	}
	if m := heard.Message; m.Type != "message" || m.Timestamp != reply.TS || m.ThreadTimestamp != parent.TS || m.User != "U0MGR" || m.Text != "Why, <@U0COR>?" || m.BotID != "" || m.ParentUserId != "U0CHASER" {
		t.Errorf("the message: %+v", heard.Message)
	}
	for _, none := range []string{"actions", "container", "state", "view"} {
		if _, has := raw[none]; has {
			t.Errorf("Slack sends no %s with it: %s", none, encoded(raw))
		}
	}
	if status, body := hook(t, w, heard.ResponseURL, `{"text":"Noted","replace_original":true}`); status != http.StatusOK {
		t.Fatalf("%d %s", status, body)
	}
	if seen := w.Messages("C0CSMI", "U0COR"); len(seen) != 3 || !seen[2].Ephemeral || seen[2].Text != "Noted" || seen[1].Text != reply.Text || len(w.Messages("C0CSMI", "U0LIB")) != 2 {
		t.Errorf("what it answers, which never takes the place of a person's words: %+v", seen)
	}

	// By the shortcut's name, on the app's own message. Its replies have made it a thread's parent.
	chosenShortcut(t, w, "U0LIB", parent, "ask chaser about this")
	heard = a.lastInteraction()
	if m := heard.Message; heard.CallbackID != "ask" || m.BotID != "B0CHASER" || m.User != "U0CHASER" || m.ThreadTimestamp != parent.TS || m.ReplyCount != 1 || len(m.Blocks.BlockSet) != 2 {
		t.Errorf("%+v", heard.Message)
	}
	noRefusals(t, w)
}

func TestAModalFromAShortcutOnThePage(t *testing.T) {
	t.Parallel()
	w, a := stage(t, offers)
	a.onInteract = func(_ http.ResponseWriter, i slack.InteractionCallback) {
		if i.Type == slack.InteractionTypeMessageAction {
			called(t, w, "views.open", botToken, "application/json", fmt.Sprintf(`{"trigger_id":%q,"view":%s}`, i.TriggerID, modal("Action", "")))
		}
	}
	typed(t, w, "U0MGR", "C0PRIV", "Two more sessions from January") // where the bot is not
	here := "/?as=U0COR&in=C0PRIV"
	page := shownPage(t, w, here)
	if !strings.Contains(page, `<button name="shortcut" value="action">Make it an action</button>`) {
		t.Fatal("the menu does not offer the shortcut")
	}
	form := formsTo(page, "/act/shortcut")[0]
	form.Set("shortcut", "action") // as the pressed button does
	if _, to := postForm(t, w, "/act/shortcut", form); to != here {
		t.Errorf("it leads to %s", to)
	}
	if !strings.Contains(shownPage(t, w, here), `aria-label="Action"`) {
		t.Error("the modal is not on the page")
	}
	form.Set("shortcut", "none")
	if _, to := postForm(t, w, "/act/shortcut", form); !strings.Contains(to, "note=This+message+offers+no+shortcut") {
		t.Errorf("a shortcut that is none leads to %s", to)
	}
	noRefusals(t, w)
}

func TestAShortcutOverASocket(t *testing.T) {
	t.Parallel()
	w, a := stage(t, offers)
	heard := make(chan slack.InteractionCallback, 1)
	connected(t, w, a, func(c *socketmode.Client, e socketmode.Event) {
		if e.Type == socketmode.EventTypeInteractive {
			heard <- e.Data.(slack.InteractionCallback)
		}
		_ = c.Ack(*e.Request)
	})
	typed(t, w, "U0COR", "C0CSMI", "Staff leave over the summer")
	m := w.Messages("C0CSMI", "U0LIB")[0]
	chosenShortcut(t, w, "U0LIB", m, "ask")
	if i := <-heard; i.Type != slack.InteractionTypeMessageAction || i.CallbackID != "ask" || i.Message.Text != m.Text || i.MessageTs != m.TS {
		t.Errorf("%+v", i)
	}
	noRefusals(t, w)
}

func TestWhereThereIsNoShortcut(t *testing.T) {
	t.Parallel()
	w, _ := stage(t, offers)
	if code, _ := called(t, w, "chat.postEphemeral", botToken, "application/json", `{"channel":"C0CSMI","user":"U0COR","text":"x"}`); code != "" {
		t.Fatal(code)
	}
	mine := w.Messages("C0CSMI", "U0COR")[0]
	if _, err := w.Shortcut(t.Context(), "U0COR", mine, "ask"); err == nil {
		t.Error("what one person sees alone offers a shortcut")
	}
	typed(t, w, "U0COR", "C0CSMI", "hello")
	said := w.Messages("C0CSMI", "U0COR")[1]
	for who, shortcut := range map[string]string{"U0COR": "none", "U0LIBD": "ask"} {
		if _, err := w.Shortcut(t.Context(), who, said, shortcut); err == nil {
			t.Errorf("%s chooses %s", who, shortcut)
		}
	}
	w, _ = stage(t, offers, func(c *Config) { c.Scopes = []string{"chat:write"} })
	typed(t, w, "U0COR", "C0CSMI", "hello")
	if _, err := w.Shortcut(t.Context(), "U0COR", w.Messages("C0CSMI", "U0COR")[0], "ask"); err == nil || strings.Contains(shownPage(t, w, "/?as=U0COR&in=C0CSMI"), "/act/shortcut") {
		t.Error("an app without the scope commands has a shortcut")
	}
}

func TestAShortcutThatTheAppFails(t *testing.T) {
	t.Parallel()
	w, a := stage(t, offers)
	a.onInteract = func(rw http.ResponseWriter, _ slack.InteractionCallback) {
		rw.WriteHeader(http.StatusInternalServerError)
	}
	typed(t, w, "U0COR", "C0CSMI", "hello")
	answer := chosenShortcut(t, w, "U0COR", w.Messages("C0CSMI", "U0COR")[0], "ask")
	if answer.Failed != dispatchFail || len(answer.Messages) != 1 || answer.Messages[0].User != Slackbot {
		t.Errorf("%+v", answer)
	}
	wantRefusal(t, w, "message_action", dispatchFail)
}

func TestAManifestsShortcuts(t *testing.T) {
	t.Parallel()
	w, _ := stage(t, func(c *Config) {
		c.Shortcuts = []Shortcut{{"a", strings.Repeat("x", 24)}, {"b", strings.Repeat("x", 25)}, {"", "No id"}, {"a", "The same again"}, {"c", ""}}
	})
	wantRefusal(t, w, "manifest", "invalid_manifest")
	var wrong []string
	for _, m := range w.Refusals()[0].Messages {
		_, quoted, _ := strings.Cut(m, "unlike ")
		wrong = append(wrong, quoted)
	}
	if diff := cmp.Diff([]string{`"` + strings.Repeat("x", 25) + `"`, `""`, `"a"`, `""`}, wrong); diff != "" {
		t.Error(diff)
	}
	w, _ = stage(t, func(c *Config) {
		for n := range 11 {
			c.Shortcuts = append(c.Shortcuts, Shortcut{fmt.Sprint(n), "Ask"})
		}
	})
	wantRefusal(t, w, "manifest", "invalid_manifest")
}
