package store

import (
	"fmt"
	"testing"
	"time"
)

func begin(t testing.TB, s *Store, id int64, at Clocks) Delivery {
	t.Helper()
	d, err := s.BeginDelivery(t.Context(), id, at, DefaultPatience)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func endDelivery(t testing.TB, s *Store, d Delivery, o Outcome, at Clocks) DeliveryEnd {
	t.Helper()
	ended, err := s.EndDelivery(t.Context(), d, o, at, DefaultPatience)
	if err != nil {
		t.Fatal(err)
	}
	return ended
}

// coronersNotice is the coroner's message of 8 January, planned and not said.
func coronersNotice(t testing.TB) (*Store, Notification, Clocks) {
	t.Helper()
	s, _ := seeded(t)
	morning := at(t, "2024-01-08 09:00")
	for _, n := range mustPlan(t, s, morning) {
		if n.Recipient == "U0CORONER" {
			return s, n, morning
		}
	}
	t.Fatal("the coroner is owed nothing")
	return nil, Notification{}, Clocks{}
}

var inSlack = Outcome{Verdict: Delivered, Channel: "D0CORONER", TS: "1704704400.000100"}

func TestAMessageIsSaidOnce(t *testing.T) {
	t.Parallel()
	s, n, morning := coronersNotice(t)
	first := begin(t, s, n.ID, morning)
	same(t, "the first", Say, first.Task)
	for _, meanwhile := range []time.Duration{5 * time.Second, DefaultPatience.Call + DefaultPatience.Linger - time.Second} {
		same(t, "another meanwhile", Wait, begin(t, s, n.ID, morning.later(meanwhile)).Task)
	}
	if got := endDelivery(t, s, first, inSlack, morning.later(time.Second)); got.State != Sent || got.Again {
		t.Errorf("ended as %+v", got)
	}
	same(t, "afterwards", Nothing, begin(t, s, n.ID, morning.later(time.Hour)).Task)
}

// A process that dies during a call leaves a message that is looked for twice. It is said again only if it is not
// there.
func TestAMessageOfUnknownFateIsLookedFor(t *testing.T) {
	t.Parallel()
	waited := DefaultPatience.Call + DefaultPatience.Linger
	for name, c := range map[string]struct {
		dies bool // the process does, else the call ends without an answer
	}{"killed": {true}, "no answer": {false}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, n, now := coronersNotice(t)
			call := begin(t, s, n.ID, now)
			if !c.dies {
				now = now.later(DefaultPatience.Call)
				got := endDelivery(t, s, call, Outcome{Verdict: Unknown, Reason: "time-out"}, now)
				same(t, "after it", Ambiguous, got.State)
			}
			same(t, "too early", Wait, begin(t, s, n.ID, now.later(DefaultPatience.Linger-time.Second)).Task)
			now = now.later(waited)
			for look := range looks {
				d := begin(t, s, n.ID, now)
				same(t, "task", Look, d.Task)
				got := endDelivery(t, s, d, Outcome{Verdict: Absent}, now)
				same(t, "state", Ambiguous, got.State)
				if look == 0 {
					same(t, "between two looks", Wait, begin(t, s, n.ID, now.later(time.Second)).Task)
					now = now.later(DefaultPatience.Again)
				}
			}
			again := begin(t, s, n.ID, now)
			same(t, "then", Say, again.Task)
			same(t, "with the same token", call.Token, again.Token)

			// It dies once more, and is looked for twice again.
			now = now.later(waited)
			d := begin(t, s, n.ID, now)
			same(t, "after a second death", Look, d.Task)
			endDelivery(t, s, d, Outcome{Verdict: Absent}, now)
			now = now.later(DefaultPatience.Again)
			d = begin(t, s, n.ID, now)
			same(t, "after one look", Look, d.Task)
			if got := endDelivery(t, s, d, inSlack, now); got.State != Sent || got.Again {
				t.Errorf("found, and ended as %+v", got)
			}
		})
	}
}

// The word of a call counts where it says that the message is in Slack, even if others have given the process up.
func TestALateWord(t *testing.T) {
	t.Parallel()
	s, n, now := coronersNotice(t)
	slow := begin(t, s, n.ID, now)
	now = now.later(time.Minute)
	look := begin(t, s, n.ID, now)
	same(t, "task", Look, look.Task)
	if got := endDelivery(t, s, slow, Outcome{Verdict: Undelivered}, now); !got.Replaced || got.State != Ambiguous {
		t.Errorf("that it failed is believed of one who was given up: %+v", got)
	}
	same(t, "that it is there", Sent, endDelivery(t, s, slow, inSlack, now).State)
	if got := endDelivery(t, s, look, Outcome{Verdict: Absent}, now); got.State != Sent {
		t.Errorf("a look that saw nothing undoes it: %+v", got)
	}
	if got := endDelivery(t, s, look, Outcome{Verdict: Delivered, Channel: "D0CORONER", TS: "9.9"}, now); !got.Doubled {
		t.Errorf("a second message is not noticed: %+v", got)
	}
}

func TestOutcomes(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		outcome Outcome
		state   NotificationState
		wait    time.Duration
	}{
		"429":                {Outcome{Verdict: Limited, RetryAfter: 30 * time.Second}, Ready, 30 * time.Second},
		"refused to connect": {Outcome{Verdict: Undelivered, Reason: "connection refused"}, Ready, DefaultPatience.Retry},
		"account_inactive":   {Outcome{Verdict: Refused, Reason: "account_inactive"}, Rejected, 0},
		"no answer":          {Outcome{Verdict: Unknown}, Ambiguous, DefaultPatience.Linger},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, n, now := coronersNotice(t)
			entries := auditWhole(t, s)
			got := endDelivery(t, s, begin(t, s, n.ID, now), c.outcome, now)
			if got.State != c.state || got.Wait != c.wait {
				t.Errorf("it is %s and waits %s, want %s and %s", got.State, got.Wait, c.state, c.wait)
			}
			if audited := auditWhole(t, s) - entries; (audited == 1) != (c.state == Rejected) {
				t.Errorf("%d audit entries", audited)
			}
		})
	}
}

// Each failure doubles the wait, up to the longest.
func TestTheWaitDoubles(t *testing.T) {
	t.Parallel()
	for failures, want := range []time.Duration{2, 4, 8, 16, 20, 20} {
		same(t, fmt.Sprint("after failures: ", failures), want, backoff(2, 20, failures))
	}
}

// A message that was deleted in Slack is not brought up to date again, however much of it changes.
func TestADeletedMessageIsLeftAlone(t *testing.T) {
	t.Parallel()
	for _, gone := range []Verdict{Refused, Gone} {
		s, n, now := coronersNotice(t)
		endDelivery(t, s, begin(t, s, n.ID, now), inSlack, now)
		mustPost(t, s, coronersPost(t, "R1", "142", "No court sat."))
		now = now.later(time.Minute)
		d := begin(t, s, n.ID, now)
		same(t, "once a figure came in", Refresh, d.Task)
		if ended := endDelivery(t, s, d, Outcome{Verdict: gone, Reason: "message_not_found"}, now); ended.Again || ended.State != Sent {
			t.Errorf("a message that is not there: %+v", ended)
		}
		same(t, "an hour later", Nothing, begin(t, s, n.ID, now.later(time.Hour)).Task)
	}
}

// What Slack limits in one channel leaves the others alone, until it limits a second one: then it means all.
func TestLimits(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-08 09:00")
	planned := mustPlan(t, s, now)
	limited := Outcome{Verdict: Limited, RetryAfter: 30 * time.Second}
	endDelivery(t, s, begin(t, s, planned[0].ID, now), limited, now)
	same(t, "the channel", Wait, begin(t, s, planned[0].ID, now.later(29*time.Second)).Task)
	second := begin(t, s, planned[1].ID, now)
	same(t, "another", Say, second.Task)
	endDelivery(t, s, second, limited, now)
	third := begin(t, s, planned[2].ID, now)
	if third.Task != Wait || third.Wait != 30*time.Second {
		t.Errorf("a third: task %v, wait %s", third.Task, third.Wait)
	}
	same(t, "when it is over", Say, begin(t, s, planned[2].ID, now.later(30*time.Second)).Task)
}

// A message whose figures have all come in meanwhile is not sent.
func TestWhatIsTrueNoMoreIsWithdrawn(t *testing.T) {
	t.Parallel()
	s, n, now := coronersNotice(t)
	for _, code := range []string{"175", "176", "177", "178", "179"} {
		p := coronersPost(t, code, "300", "")
		p.Code = code
		mustPost(t, s, p)
	}
	entries := auditWhole(t, s)
	d := begin(t, s, n.ID, now)
	if d.Task != Nothing || d.State != Withdrawn {
		t.Errorf("task %v, state %s", d.Task, d.State)
	}
	if got := auditWhole(t, s) - entries; got != 1 {
		t.Errorf("%d audit entries, want 1", got)
	}
	if late := begin(t, s, n.ID, now.later(time.Hour)); late.Task != Nothing {
		t.Errorf("it comes back: %v", late.Task)
	}
}

// A message is not said after office hours, however long Slack was away.
func TestNothingIsSaidInTheEvening(t *testing.T) {
	t.Parallel()
	s, n, now := coronersNotice(t)
	endDelivery(t, s, begin(t, s, n.ID, now), Outcome{Verdict: Undelivered}, now)
	if d := begin(t, s, n.ID, at(t, "2024-01-08 17:00")); d.Task != Nothing || d.State != Withdrawn {
		t.Errorf("at five: task %v, state %s", d.Task, d.State)
	}
}

func TestRequeue(t *testing.T) {
	t.Parallel()
	s, n, now := coronersNotice(t)
	fresh, err := s.Requeue(t.Context(), now.Machine.Add(time.Second), 20*time.Second)
	if err != nil || fresh != 0 {
		t.Errorf("%d queued again at once, %v", fresh, err)
	}
	begin(t, s, n.ID, now)
	late := now.Machine.Add(time.Minute)
	for _, want := range []int{8, 0} { // all eight of the morning, each once
		if got, err := s.Requeue(t.Context(), late, 20*time.Second); err != nil || got != want {
			t.Errorf("%d queued again, want %d, %v", got, want, err)
		}
	}
}
