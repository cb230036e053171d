package store

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chaser/kpi"
)

func askedIn(thread string) Reply {
	return Reply{
		RequestID: "event:Ev1", By: "U0CLLR1", To: "C0CSMI", ThreadTS: thread, About: map[string]string{"code": "178"},
		Subjects: []kpi.Subject{{Indicator: "178", Period: kpi.Quarter(2023, 3)}}, Now: monday, Today: today,
	}
}

// However often Slack delivers an event, and to however many processes at once, its answer is recorded once, in its
// thread.
func TestAnAnswerIsToldOnce(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	if done, err := s.Answered(t.Context(), "event:Ev1"); err != nil || done {
		t.Fatal(done, err)
	}
	var firsts atomic.Int32
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			first, err := s.TellReply(t.Context(), askedIn("17.1"))
			if err != nil {
				t.Error(err)
			}
			if first {
				firsts.Add(1)
			}
		})
	}
	all.Wait()
	told, err := s.NotificationsSince(t.Context(), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	if firsts.Load() != 1 || len(told) != 1 {
		t.Fatalf("%d were first, and %d answers recorded", firsts.Load(), len(told))
	}
	if n := told[0]; n.Kind != kpi.NewsCard || n.Recipient != "C0CSMI" || n.Thread != (Thread{"C0CSMI", "17.1"}) {
		t.Errorf("%+v", n)
	}
	if jobsOf(t, s, told[0].ID) != 1 {
		t.Error("nothing takes it up")
	}
	if done, err := s.Answered(t.Context(), "event:Ev1"); err != nil || !done {
		t.Error("it is not known as answered", err)
	}
}

// An answer shows a card as it stands: a figure that is posted later refreshes it.
func TestAnAnswerFollowsItsFigure(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	if _, err := s.TellReply(t.Context(), askedIn("")); err != nil {
		t.Fatal(err)
	}
	told, err := s.NotificationsSince(t.Context(), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	now := Clocks{Now: monday, Machine: monday, Zone: time.UTC}
	endDelivery(t, s, begin(t, s, told[0].ID, now), Outcome{Verdict: Delivered, Channel: "C0CSMI", TS: "17.1"}, now)
	mustPost(t, s, coronersPost(t, "r1", "140", ""))
	if d := begin(t, s, told[0].ID, now.later(time.Minute)); d.Task != Refresh {
		t.Errorf("after the posting there is %v", d.Task)
	}
}
