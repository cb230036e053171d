package lookalike

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// For a channel's rule, a locked thread and the app's own setting, the look-alike refuses what Slack refuses, each with
// its own word. Nothing is posted.
func TestWhoMayWriteInAChannel(t *testing.T) {
	t.Parallel()
	w, _ := stage(t)
	post := func(to, thread string) string {
		t.Helper()
		code, _ := called(t, w, "chat.postMessage", botToken, "application/json", fmt.Sprintf(`{"channel":%q,"text":"x","thread_ts":%q}`, to, thread))
		return code
	}
	if code := post("C0CSMI", ""); code != "" {
		t.Fatal(code)
	}
	begun := w.Posts()[0].TS
	posts := len(w.Posts())
	var got []string
	for _, s := range []struct {
		rule    Rule
		channel string
		thread  string
	}{
		{Administrators, "C0CSMI", ""}, {Administrators, "C0CSMI", begun}, {RepliesOnly, "C0CSMI", ""}, {NoThreads, "C0CSMI", begun},
	} {
		if err := w.SetRule("C0CSMI", s.rule); err != nil {
			t.Fatal(err)
		}
		got = append(got, post(s.channel, s.thread))
	}
	if err := w.SetRule("C0CSMI", Everybody); err != nil {
		t.Fatal(err)
	}
	if err := w.LockThread("C0CSMI", begun); err != nil {
		t.Fatal(err)
	}
	w.SetMessagesTab(false)
	got = append(got, post("C0CSMI", begun), post("U0COR", ""))
	want := []string{
		"restricted_action_read_only_channel", "restricted_action_read_only_channel", "restricted_action_thread_only_channel",
		"restricted_action_non_threadable_channel", "restricted_action_thread_locked", "messages_tab_disabled",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if len(w.Posts()) != posts {
		t.Errorf("%d of them were posted", len(w.Posts())-posts)
	}
	w.SetMessagesTab(true)
	if got := post("C0CSMI", "") + post("U0COR", ""); got != "" {
		t.Errorf("what is allowed is refused: %s", got)
	}
	if called := strings.Join(w.Called(), " "); called != "chat.postMessage" {
		t.Errorf("called: %s", called)
	}
}
