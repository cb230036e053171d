package bot_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"chaser/bot"
	"chaser/demo/lookalike"
	"chaser/store"
)

// Whatever is said a second time is said under the key of the first, to a person and in a thread: by that key Slack may
// know that it is the same message. It is the notification's token, so that no two messages share one.
func TestAMessageIsRepeatedUnderItsKey(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	planned := c.plans()
	leads := c.chaser.Say(t.Context(), planned[registrar], c.clocks())
	inThread := planned[coroner]
	inThread.Thread = store.Thread{Channel: leads.Channel, TS: leads.TS}
	want := []string{planned[registrar].Token}
	for _, n := range []store.Notification{planned[registrar], planned[coroner], inThread} {
		c.slack.Fault(lookalike.Fault{Method: "chat.postMessage", Harm: lookalike.CutAfter})
		for range 2 {
			c.chaser.Say(t.Context(), n, c.clocks())
			want = append(want, n.Token)
		}
	}
	posts := c.slack.Posts()
	if len(posts) != len(want) {
		t.Fatalf("%d messages were posted, want %d", len(posts), len(want))
	}
	for n, p := range posts {
		if p.ClientMsgID != want[n] || p.ClientMsgID == "" {
			t.Errorf("message %d has the key %q, want %q", n, p.ClientMsgID, want[n])
		}
	}
}

// An answer that does not say where the message stands proves nothing: the message may be there, so it is looked for.
func TestAnAnswerThatNamesNoMessage(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	n := c.plans()[coroner]
	for answer, want := range map[string]store.Verdict{
		`{"ok":true}`:                                 store.Unknown,
		`{"ok":true,"channel":"D0CORONER"}`:           store.Unknown,
		`{"ok":true,"ts":"1704704400.000100"}`:        store.Unknown,
		`{"ok":true,"channel":"D0CORONER","ts":"17"}`: store.Delivered,
	} {
		slack := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, answer) }))
		b, err := bot.New(bot.Config{
			Store: c.store, Slack: bot.Connect(slack.URL+"/api/", "xoxb-test", ""), APIURL: slack.URL + "/api/",
			Now: c.clock.Now, Zone: londonTime(t), Command: "/kpi", Log: slog.New(slog.DiscardHandler),
		})
		must(t, err)
		if o := b.Say(t.Context(), n, c.clocks()); o.Verdict != want {
			t.Errorf("%s is %v, want %v", answer, o.Verdict, want)
		}
		slack.Close()
	}
}

// Slack stamps a message by the real time, whatever day is rehearsed. So a message is found that was to be said long
// after the machine's time, or long before it.
func TestAMessageOfARehearsedDayIsFound(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	n := c.plans()[coroner]
	said := c.chaser.Say(t.Context(), n, c.clocks())
	for _, days := range []time.Duration{-400, -3, 0, 3, 400} {
		n.From = c.clock.Now().Add(days * day)
		if found := c.chaser.Find(t.Context(), n, c.clocks()); found != said {
			t.Errorf("as if it had been due %d days away: %+v, said %+v", days, found, said)
		}
	}
	c.clock.pass(30 * day) // the plan of an outage's first day is gone through: its message was said then
	n.From = c.clock.Now().Add(-30 * day)
	if found := c.chaser.Find(t.Context(), n, c.clocks()); found != said {
		t.Errorf("a month later: %+v, said %+v", found, said)
	}
}
