package lookalike

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"
)

func TestEveryPostIsCountedByItsKey(t *testing.T) {
	t.Parallel()
	clock := &handClock{at: time.Date(2024, 1, 8, 9, 0, 0, 0, time.UTC)}
	w, a := stage(t, func(c *Config) { c.Clock = clock.now })
	post := func(to, text, key string) (ts string, err error) {
		_, ts, err = a.api.PostMessage(to, slack.MsgOptionText(text, false), slack.MsgOptionMetadata(slack.SlackMetadata{
			EventType: "chaser", EventPayload: map[string]any{"key": key},
		}))
		return ts, err
	}
	first, err := post("U0COR", "178 is due", "one")
	if err != nil {
		t.Fatal(err)
	}
	w.Fault(Fault{Method: "chat.postMessage", Harm: CutAfter})
	if _, err := post("U0LIB", "201 is due", "two"); err == nil {
		t.Fatal("the connection is not cut")
	}
	w.Fault(Fault{Method: "chat.postMessage", Harm: Broken})
	if _, err := post("U0LIB", "201 is due", "three"); err == nil {
		t.Fatal("it is not refused")
	}
	second, err := post("C0CSMI", "16 of 19 are in", "four")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.api.PostEphemeral("C0CSMI", "U0COR", slack.MsgOptionText("to you", false)); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, _, _, err := a.api.UpdateMessage("D0COR", first, slack.MsgOptionText("All in", false)); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := a.api.DeleteMessage("C0CSMI", second); err != nil {
		t.Fatal(err)
	}
	if code, _ := called(t, w, "chat.postMessage", botToken, "application/json", `{"channel":"U0MGR","text":"x","client_msg_id":"7f3a","blocks":[{"type":"divider"}]}`); code != "" {
		t.Fatal(code)
	}

	var got [][]any
	for _, p := range w.Posts() {
		key := ""
		for _, k := range []string{"one", "two", "three", "four"} {
			if strings.Contains(string(p.Metadata), `"`+k+`"`) {
				key = k
			}
		}
		now := "deleted"
		if p.Now != nil {
			now = p.Now.Text
		}
		got = append(got, []any{p.Channel, p.Text, key, p.ClientMsgID, p.Updates, now, len(p.Blocks) > 0, p.At.Equal(clock.now())})
	}
	want := [][]any{
		{"D0COR", "178 is due", "one", "", 2, "All in", false, true},
		{"D0LIB", "201 is due", "two", "", 0, "201 is due", false, true},
		{"C0CSMI", "16 of 19 are in", "four", "", 0, "deleted", false, true},
		{"D0MGR", "x", "", "7f3a", 0, "x", true, true},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTooManyPostsInOneChannelAreLimited(t *testing.T) {
	t.Parallel()
	w, a := stage(t, func(c *Config) { c.PostEvery, c.PostBurst = time.Hour, 2 })
	wait := func(to string) time.Duration {
		t.Helper()
		_, _, err := a.api.PostMessageContext(context.Background(), to, slack.MsgOptionText("x", false))
		var limit *slack.RateLimitedError
		if err != nil && !errors.As(err, &limit) {
			t.Fatal(err)
		}
		if limit == nil {
			return 0
		}
		return limit.RetryAfter
	}
	for _, to := range []string{"U0COR", "D0COR", "C0CSMI", "U0LIB"} {
		if got := wait(to); got != 0 {
			t.Errorf("a post to %s is to wait %v", to, got)
		}
	}
	if got := wait("U0COR"); got < 59*time.Minute || got > time.Hour {
		t.Errorf("a third post at once is to wait %v", got)
	}
	if got := w.Suffered(); len(got) != 1 || got[0].Channel != "D0COR" || got[0].Harm != Limited {
		t.Errorf("%v", got)
	}
	if got := wait("U0LIB"); got != 0 {
		t.Errorf("another channel is to wait %v", got)
	}
	if _, err := a.api.PostEphemeral("D0COR", "U0COR", slack.MsgOptionText("x", false)); err != nil {
		t.Errorf("another method: %v", err)
	}
	if len(w.Posts()) != 5 {
		t.Errorf("%d posts", len(w.Posts()))
	}
	noRefusals(t, w)
}

func TestTheLimitGoesByTheSecond(t *testing.T) {
	t.Parallel()
	w, _ := stage(t, func(c *Config) { c.PostEvery = time.Second })
	at := time.Date(2024, 1, 8, 9, 0, 0, 0, time.UTC)
	var got []time.Duration
	for _, after := range []time.Duration{0, 0, 0, 0, 0, 900 * time.Millisecond, time.Second, time.Second, 2500 * time.Millisecond, 2500 * time.Millisecond, time.Hour} {
		w.mu.Lock()
		got = append(got, w.overLimit("C0CSMI", at.Add(after)))
		w.mu.Unlock()
	}
	const s = time.Second
	if diff := cmp.Diff([]time.Duration{0, 0, 0, 0, s, s, 0, s, 0, s, 0}, got); diff != "" {
		t.Error(diff)
	}
}
