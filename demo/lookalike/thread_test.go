package lookalike

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
)

// beginsThread posts as the app in a channel and has the manager reply to it.
func beginsThread(t *testing.T, w *Workspace, channel, blocks string) (parent, reply Seen) {
	t.Helper()
	postBlocks(t, w, channel, "The reds of Q3", blocks)
	all := w.Messages(channel, "U0COR")
	parent = all[len(all)-1]
	answer, err := w.Say(t.Context(), "U0COR", channel, parent.TS, "Why is 178 red?")
	if err != nil {
		t.Fatal(err)
	}
	return parent, answer.Messages[0]
}

func TestRepliesReachTheAppWithTheirThread(t *testing.T) {
	t.Parallel()
	w, a := stage(t, listens)
	type heard struct{ kind, channel, thread, text, parentUser string }
	var events []heard
	a.onEvent = func(_ http.ResponseWriter, _ *http.Request, body []byte) {
		e, err := slackevents.ParseEvent(json.RawMessage(body), slackevents.OptionNoVerifyToken())
		if err != nil {
			t.Error(err)
		}
		var inner struct {
			ParentUser string `json:"parent_user_id"`
		}
		_ = json.Unmarshal(*e.Data.(*slackevents.EventsAPICallbackEvent).InnerEvent, &inner)
		switch m := e.InnerEvent.Data.(type) {
		case *slackevents.MessageEvent:
			events = append(events, heard{m.Type + "." + m.ChannelType, m.Channel, m.ThreadTimeStamp, m.Text, inner.ParentUser})
		case *slackevents.AppMentionEvent:
			events = append(events, heard{m.Type, m.Channel, m.ThreadTimeStamp, m.Text, inner.ParentUser})
		}
	}
	dm, reply := beginsThread(t, w, "D0COR", dueList)
	// From the page, to the reply: Slack makes that a reply to its parent.
	form := url.Values{"as": {"U0COR"}, "in": {"D0COR"}, "thread": {reply.TS}, "line": {"And 180?"}}
	if _, to := postForm(t, w, "/act/type", form); to != "/?as=U0COR&in=D0COR#t"+dm.TS {
		t.Errorf("a reply leads to %s, not back to its thread", to)
	}
	parent, _ := beginsThread(t, w, "C0CSMI", dueList) // words that are not for the app
	if _, err := w.Say(t.Context(), "U0LIB", "C0CSMI", parent.TS, "@chaser how are births doing"); err != nil {
		t.Fatal(err)
	}
	want := []heard{
		{"message.im", "D0COR", dm.TS, "Why is 178 red?", "U0CHASER"}, {"message.im", "D0COR", dm.TS, "And 180?", "U0CHASER"},
		{"app_mention", "C0CSMI", parent.TS, "<@U0CHASER> how are births doing", "U0CHASER"},
	}
	if fmt.Sprint(events) != fmt.Sprint(want) {
		t.Errorf("heard %v\nwant  %v", events, want)
	}
	if _, err := w.Say(t.Context(), "U0COR", "D0COR", "1.000001", "lost"); err == nil {
		t.Error("one can reply to a message that is none")
	}
	noRefusals(t, w)
}

func TestEventsNeedTheirScopes(t *testing.T) {
	t.Parallel()
	for scopes, want := range map[string]string{
		"":                             "app_home_opened",
		"im:history":                   "message app_home_opened",
		"app_mentions:read":            "app_mention app_home_opened",
		"app_mentions:read im:history": "app_mention message app_home_opened",
	} {
		w, a := stage(t, listens, func(c *Config) { c.Scopes = strings.Fields(scopes + " chat:write") })
		var heard []string
		a.onEvent = func(_ http.ResponseWriter, _ *http.Request, body []byte) {
			e, err := slackevents.ParseEvent(json.RawMessage(body), slackevents.OptionNoVerifyToken())
			if err != nil {
				t.Error(err)
			}
			heard = append(heard, e.InnerEvent.Type)
		}
		typed(t, w, "U0COR", "C0CSMI", "@Chaser 178?")
		typed(t, w, "U0COR", "D0COR", "178?")
		if err := w.OpenHome(t.Context(), "U0COR"); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(heard, " "); got != want {
			t.Errorf("with %q the app hears %q, want %q", scopes, got, want)
		}
		noRefusals(t, w)
	}
}

func TestAPressAndAModalInAThread(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	opensFromAMessage(t, w, a)
	parent, _ := beginsThread(t, w, "C0CSMI", dueList)
	body := fmt.Sprintf(`{"channel":"C0CSMI","thread_ts":%q,"text":"Due","blocks":%s}`, parent.TS, strings.ReplaceAll(dueList, `"178"`, `"in the thread"`))
	if code, answer := called(t, w, "chat.postMessage", botToken, "application/json", body); code != "" {
		t.Fatal(answer)
	}
	here := "/?as=U0LIB&in=C0CSMI"
	var form url.Values
	for _, f := range formsTo(shownPage(t, w, here), "/act/press") {
		if f.Get("value") == "in the thread" {
			form = f
		}
	}
	if _, to := postForm(t, w, "/act/press", form); to != here+"#t"+parent.TS {
		t.Errorf("it leads to %s", to)
	}
	heard := a.lastInteraction()
	if heard.Container.ThreadTs != parent.TS || heard.Message.ThreadTimestamp != parent.TS || heard.ActionCallback.BlockActions[0].Value != "in the thread" || heard.Message.ReplyCount != 0 {
		t.Errorf("%+v", heard)
	}
	if !strings.Contains(shownPage(t, w, here), `aria-label="Hand over"`) {
		t.Error("the modal is not on the page")
	}
	if status, said := hook(t, w, heard.ResponseURL, `{"text":"only for you"}`); status != http.StatusOK {
		t.Fatal(said)
	}
	if seen := w.Messages("C0CSMI", "U0LIB"); !seen[len(seen)-1].Ephemeral || seen[len(seen)-1].ThreadTS != parent.TS {
		t.Errorf("the answer to a press in a thread: %+v", seen)
	}
	noRefusals(t, w)
}

func TestAThreadsParentCountsItsReplies(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	parent, reply := beginsThread(t, w, "C0CSMI", dueList)
	if _, _, err := a.api.PostMessage("C0CSMI", slack.MsgOptionText("Fewer staff", false), slack.MsgOptionTS(reply.TS)); err != nil {
		t.Fatal(err)
	}
	if _, err := a.api.PostEphemeral("C0CSMI", "U0COR", slack.MsgOptionText("x", false), slack.MsgOptionTS(parent.TS)); err != nil {
		t.Fatal(err)
	}
	replies, _, _, err := a.api.GetConversationReplies(&slack.GetConversationRepliesParameters{ChannelID: "C0CSMI", Timestamp: parent.TS})
	if err != nil || len(replies) != 3 {
		t.Fatalf("%+v, %v", replies, err)
	}
	if p := replies[0]; p.ThreadTimestamp != parent.TS || p.ReplyCount != 2 || len(p.ReplyUsers) != 2 || p.LatestReply != replies[2].Timestamp {
		t.Errorf("the parent: %+v", p)
	}
	if r := replies[2]; r.ThreadTimestamp != parent.TS || r.ParentUserId != "U0CHASER" || r.ReplyCount != 0 {
		t.Errorf("the reply: %+v", r)
	}
	typed(t, w, "U0COR", "C0CSMI", "Something else")
	history, err := a.api.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: "C0CSMI"})
	if err != nil || len(history.Messages) != 2 || history.Messages[0].ThreadTimestamp != "" || history.Messages[1].ReplyCount != 2 {
		t.Errorf("%+v, %v", history, err)
	}
}

func TestAnEphemeralMessageInAThread(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	parent, reply := beginsThread(t, w, "C0CSMI", dueList)
	for _, thread := range []string{parent.TS, reply.TS} {
		if _, err := a.api.PostEphemeral("C0CSMI", "U0COR", slack.MsgOptionText("Yours alone", false), slack.MsgOptionTS(thread)); err != nil {
			t.Fatal(err)
		}
	}
	seen := w.Messages("C0CSMI", "U0COR")
	if len(seen) != 4 || len(w.Messages("C0CSMI", "U0MGR")) != 2 {
		t.Fatalf("%+v", seen)
	}
	for _, m := range seen[2:] {
		if !m.Ephemeral || m.ThreadTS != parent.TS {
			t.Errorf("%+v", m)
		}
	}
	_, thread, _ := strings.Cut(shownPage(t, w, "/?as=U0COR&in=C0CSMI"), `<div class="thread"`)
	if !strings.Contains(thread, "Yours alone") || !strings.Contains(thread, `<p class="thread-count">1 reply</p>`) {
		t.Error("it does not stand in the thread, or is counted as a reply")
	}
	if strings.Contains(shownPage(t, w, "/?as=U0MGR&in=C0CSMI"), "Yours alone") {
		t.Error("others see it")
	}
	noRefusals(t, w)

	if _, err := w.Say(t.Context(), "U0COR", "C0CSMI", seen[2].TS, "To myself"); err == nil {
		t.Error("one can reply to what nobody else sees")
	}
	// If nobody has replied yet, Slack says ok and shows nothing.
	typed(t, w, "U0COR", "C0CSMI", "No thread yet")
	alone := w.Messages("C0CSMI", "U0COR")[4]
	ts, err := a.api.PostEphemeral("C0CSMI", "U0COR", slack.MsgOptionText("Nobody reads this", false), slack.MsgOptionTS(alone.TS))
	if err != nil || ts == "" || len(w.Messages("C0CSMI", "U0COR")) != 5 {
		t.Errorf("%q, %v: %+v", ts, err, w.Messages("C0CSMI", "U0COR"))
	}
	wantRefusal(t, w, "chat.postEphemeral", "ephemeral_not_shown")
}

func TestALongThreadOnThePage(t *testing.T) {
	t.Parallel()
	w, _ := stage(t)
	parent, _ := beginsThread(t, w, "C0CSMI", dueList)
	for n := 2; n <= 6; n++ {
		if _, err := w.Say(t.Context(), "U0MGR", "C0CSMI", parent.TS, fmt.Sprint("Reply number ", n)); err != nil {
			t.Fatal(err)
		}
	}
	page := shownPage(t, w, "/?as=U0COR&in=C0CSMI")
	_, thread, _ := strings.Cut(page, `<div class="thread" id="t`+parent.TS+`">`)
	folded, open, _ := strings.Cut(thread, "</details>")
	if !strings.Contains(thread, "6 replies") || !strings.Contains(folded, "Show 2 earlier replies") || !strings.Contains(folded, "Reply number 2") ||
		strings.Contains(folded, "Reply number 3") || !strings.Contains(open, "Reply number 6") {
		t.Errorf("folded: %s", folded)
	}
	replies := 0
	for _, f := range formsTo(page, "/act/type") {
		if f.Get("thread") == parent.TS {
			replies++
		} else if f.Has("thread") {
			t.Errorf("one can reply to a reply: %v", f)
		}
	}
	if replies != 1 {
		t.Errorf("%d boxes to reply in", replies)
	}
}
