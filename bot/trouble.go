package bot

import (
	"cmp"
	"fmt"
	"slices"

	"chaser/kpi"
	"chaser/store"
)

// Trouble is what keeps messages from one recipient, and what somebody can do about it.
type Trouble struct {
	Recipient string
	Since     kpi.Date // the day of the first message
	Messages  int
	State     store.NotificationState
	Held      bool   // somebody must do something
	Reason    string // Slack's word, or the network's
	Why       string // the reason in plain words; empty where Reason is plain enough
	Do        string // empty where nobody need do anything
}

// Troubles are what keeps these notifications from their readers, the oldest first. A notification that is on its way,
// or waits for another, is left out.
func Troubles(undelivered []store.Notification) []Trouble {
	var all []Trouble
	for _, n := range undelivered {
		if n.State != store.Rejected && n.State != store.Ambiguous && n.Failures == 0 {
			continue
		}
		same := func(t Trouble) bool {
			return t.Recipient == n.Recipient && t.State == n.State && t.Held == n.Held && t.Reason == n.Reason
		}
		if at := slices.IndexFunc(all, same); at >= 0 {
			all[at].Messages++
			continue
		}
		t := Trouble{
			Recipient: n.Recipient,
			Since:     n.Day,
			Messages:  1,
			State:     n.State,
			Held:      n.Held,
			Reason:    cmp.Or(n.Reason, "the reason is not known"),
		}
		method := "chat.postMessage"
		if n.State == store.Sent {
			method = "chat.update"
		}
		if n.Held || n.State == store.Rejected {
			if r, ok := remedyFor(method, n.Recipient, wordOf(n.Reason)); ok {
				t.Why, t.Do = r.why, r.do
			}
		}
		all = append(all, t)
	}
	return all
}

// Words say what is wrong with the messages to a recipient, and what to do. to names the recipient as the reader knows
// them. atOnce says how to have it tried again at once, which depends on the reader.
func (t Trouble) Words(to string, day func(kpi.Date) string, atOnce string) string {
	which := fmt.Sprintf("%s to %s of %s", "the message", to, day(t.Since))
	waits := "waits"
	if t.Messages > 1 {
		which, waits = fmt.Sprintf("%d messages to %s, the first of %s,", t.Messages, to, day(t.Since)), "wait"
	}
	why := t.Reason
	if t.Why != "" {
		why = t.Why + " (" + t.Reason + ")"
	}
	switch {
	case t.State == store.Rejected && t.Do == "":
		return fmt.Sprintf("%s %s not posted: %s.", which, wasWere(t.Messages), why)
	case t.State == store.Rejected:
		return fmt.Sprintf("%s %s not posted: %s. %s.", which, wasWere(t.Messages), why, t.Do)
	case t.State == store.Ambiguous:
		return fmt.Sprintf("%s may have arrived. Chaser looks for it before it sends it again: %s.", which, t.Reason)
	case t.State == store.Sent && t.Do != "":
		return fmt.Sprintf("%s cannot be brought up to date: %s. %s. %s", which, why, t.Do, atOnce)
	case t.State == store.Sent:
		return fmt.Sprintf("%s is not up to date yet: %s. Chaser tries again.", which, why)
	case t.Do != "":
		return fmt.Sprintf("%s %s: %s. %s. %s", which, waits, why, t.Do, atOnce)
	}
	return fmt.Sprintf("%s %s: %s. Chaser tries again.", which, waits, why)
}
