package bot

import (
	"strings"
	"testing"

	"chaser/kpi"
	"chaser/store"
)

func TestGoldenHeldNews(t *testing.T) {
	t.Parallel()
	committees := []kpi.Committee{{Name: csmi, Channel: "C0CSMI"}}
	names := map[string]string{"U0LIB": "Libraries service lead"}
	news := func(recipient, word string, everywhere bool, h store.HeldTogether) *Message {
		about := store.ShutAbout{Notification: 1, Channel: recipient, Reason: word, Everywhere: everywhere}
		return heldMessage(heldNews{h, about, whom(recipient, committees, names)})
	}
	waits := store.HeldTogether{Waiting: 8}
	golden(t, "held_in_channel", news("C0CSMI", "restricted_action_read_only_channel", false, waits))
	golden(t, "held_from_person", news("U0LIB", "restricted_action", false, store.HeldTogether{Waiting: 1}))
	golden(t, "held_everywhere", news("C0CSMI", "missing_scope: the app needs chat:write", true, waits))
	golden(t, "held_by_a_fault", news("C0CSMI", "invalid_blocks", false, waits))
	golden(t, "held_no_more", news("C0CSMI", "is_archived", false, store.HeldTogether{Said: 2}))
	golden(t, "held_too_long", news("U0LIB", "restricted_action", false, store.HeldTogether{GivenUp: 1}))
	golden(t, "held_in_vain", news("U0LIB", "restricted_action", false, store.HeldTogether{}))
}

// Whatever holds a message to a channel, the remedy is one for a channel.
func TestEveryCauseHasItsCure(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	for c, r := range remedies {
		if r.why == "" || r.do == "" || strings.HasSuffix(r.do, ".") || strings.HasSuffix(r.why, ".") {
			t.Errorf("%s: %+v", c, r)
		}
		if other, twice := seen[r.why]; twice {
			t.Errorf("%s and %s are told alike", c, other)
		}
		seen[r.why] = string(c)
	}
	for _, n := range []store.Notification{
		{Recipient: "C0CSMI", State: store.Ready, Held: true, Failures: 1, Reason: "restricted_action_read_only_channel"},
		{Recipient: "C0CSMI", State: store.Ready, Held: true, Failures: 1, Reason: "messages_tab_disabled"},
		{Recipient: "C0CSMI", State: store.Rejected, Reason: store.HeldTooLong + "is_archived"},
		{Recipient: "C0CSMI", State: store.Sent, Held: true, Failures: 1, Reason: "is_inactive"},
	} {
		for _, trouble := range Troubles([]store.Notification{n}) {
			said := trouble.Words("the channel", kpi.Date.String, "")
			if strings.Contains(said, "Slack id") || strings.Contains(said, "account") || trouble.Do == "" {
				t.Errorf("%s is cured so: %s", n.Reason, said)
			}
		}
	}
	// A message on its way, or behind another, is not in trouble. Messages that are held alike are said in one line.
	some := Troubles([]store.Notification{
		{Recipient: "C0CSMI", State: store.Ready}, {Recipient: "C0CSMI", State: store.Ready, Behind: true},
		{Recipient: "C0CSMI", State: store.Ready, Held: true, Failures: 1, Reason: "is_archived"},
		{Recipient: "C0CSMI", State: store.Ready, Held: true, Failures: 4, Reason: "is_archived"},
	})
	if len(some) != 1 || some[0].Messages != 2 {
		t.Errorf("%+v", some)
	}
}
