package store

import (
	"strings"
	"testing"
	"time"

	"chaser/kpi"
)

var archived = Outcome{Verdict: Shut, Reason: "is_archived", Hold: Hold{Cause: "archived"}}

// pageAndCard records a page of a summary, and a card in its thread.
func pageAndCard(t testing.TB, s *Store, now Clocks, key, channel string, after int64) (page, card int64) {
	t.Helper()
	page = told(t, s, now, news{key: key, kind: "any", recipient: channel, about: 1, priority: 2, follows: after})[0]
	card = told(t, s, now, news{key: key + " card", kind: "any", recipient: channel, about: 1, priority: 3, threadOf: page})[0]
	return page, card
}

func heldTogether(t testing.TB, s *Store, first int64) HeldTogether {
	t.Helper()
	h, err := s.HeldTogether(t.Context(), first)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// What one cure lets go is told of once, in one message that follows it; another cause or channel is told of by itself.
func TestWhatIsHeldByTheSameIsToldOfOnce(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-08 10:00")
	one, _ := pageAndCard(t, s, now, "one", "C0CSMI", 0)
	two, _ := pageAndCard(t, s, now, "two", "C0CSMI", 0)
	other, _ := pageAndCard(t, s, now, "other", "C0OTHER", 0)
	hold := func(id int64, o Outcome) {
		t.Helper()
		d := begin(t, s, id, now)
		same(t, "task", Say, d.Task)
		endDelivery(t, s, d, o, now)
		now = now.later(5 * time.Second)
	}
	hold(one, archived)
	alarms := len(newsOf(t, s, kpi.NewsShut))
	if alarms == 0 {
		t.Fatal("nobody is told")
	}
	hold(two, archived)
	same(t, "alarms", alarms, len(newsOf(t, s, kpi.NewsShut)))
	same(t, "what waits", HeldTogether{Waiting: 4}, heldTogether(t, s, one))
	hold(other, archived)
	same(t, "alarms of another channel too", 2*alarms, len(newsOf(t, s, kpi.NewsShut)))

	now = now.later(DefaultPatience.Held)
	hold(two, Outcome{Verdict: Shut, Reason: "restricted_action", Hold: Hold{Cause: "posting"}})
	same(t, "alarms of another cause too", 3*alarms, len(newsOf(t, s, kpi.NewsShut)))
	hold(one, Outcome{Verdict: Delivered, Channel: "C0CSMI", TS: "1.1"})
	same(t, "what was said", HeldTogether{Said: 1}, heldTogether(t, s, one))

	// When it is archived anew it is told of anew.
	three, _ := pageAndCard(t, s, now, "three", "C0CSMI", 0)
	hold(three, archived)
	same(t, "alarms of the second time", 4*alarms, len(newsOf(t, s, kpi.NewsShut)))
}

// The first that is said has the others tried at once.
func TestWhatWasHeldTogetherIsLetGoTogether(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-08 10:00")
	one, _ := pageAndCard(t, s, now, "one", "C0CSMI", 0)
	two, _ := pageAndCard(t, s, now, "two", "C0CSMI", 0)
	for _, id := range []int64{one, two} {
		endDelivery(t, s, begin(t, s, id, now), archived, now)
		now = now.later(15 * time.Second)
	}
	now = now.later(5 * time.Second) // 35 seconds after the first, 20 after the second
	same(t, "the second", Wait, begin(t, s, two, now).Task)
	jobs := jobsOf(t, s, two)
	endDelivery(t, s, begin(t, s, one, now), Outcome{Verdict: Delivered, Channel: "C0CSMI", TS: "1.1"}, now)
	same(t, "jobs of the second", jobs+1, jobsOf(t, s, two))
	same(t, "the second when the first is said", Say, begin(t, s, two, now.later(2*time.Second)).Task)
}

// A page waits for the page before it, whatever becomes of that one, and so does what is said in its thread.
func TestNothingGoesBeforeThePageBefore(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-08 10:00")
	one, card := pageAndCard(t, s, now, "one", "C0CSMI", 0)
	two, _ := pageAndCard(t, s, now, "two", "C0CSMI", one)
	for _, o := range []Outcome{archived, {Verdict: Limited, RetryAfter: time.Second}, {Verdict: Undelivered}, {Verdict: Refused}} {
		d := begin(t, s, one, now)
		same(t, "the first page", Say, d.Task)
		endDelivery(t, s, d, o, now)
		same(t, "the second page", Wait, begin(t, s, two, now).Task)
		if o.Verdict != Refused {
			same(t, "the first page's card", Wait, begin(t, s, card, now).Task)
		}
		now = now.later(DefaultPatience.Held)
	}
}

// A thread that takes no replies gets its message in the channel; a channel that takes none either holds it.
func TestAMessageWithoutItsThread(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-08 10:00")
	page, card := pageAndCard(t, s, now, "one", "C0CSMI", 0)
	endDelivery(t, s, begin(t, s, page, now), Outcome{Verdict: Delivered, Channel: "C0CSMI", TS: "1.1"}, now)
	now = now.later(2 * time.Second)
	d := begin(t, s, card, now)
	same(t, "its thread", Thread{"C0CSMI", "1.1"}, d.Thread)
	got := endDelivery(t, s, d, Outcome{Verdict: Unthreaded, Reason: "restricted_action_thread_locked"}, now)
	if got.State != Ready || !got.Again || got.Wait != 0 {
		t.Errorf("it is not said at once: %+v", got)
	}
	now = now.later(2 * time.Second)
	d = begin(t, s, card, now)
	same(t, "its thread afterwards", Thread{}, d.Thread)
	got = endDelivery(t, s, d, Outcome{Verdict: Unthreaded, Reason: "cannot_reply_to_message"}, now)
	if got.State != Ready || got.Wait < 10*time.Second {
		t.Errorf("it is tried again at once, for ever: %+v", got)
	}
	now = now.later(DefaultPatience.Held)
	if got = endDelivery(t, s, begin(t, s, card, now), Outcome{Verdict: Delivered, Channel: "C0CSMI", TS: "2.2"}, now); got.State != Sent {
		t.Errorf("%+v", got)
	}
}

// News that is held until its time has run out is given up, and not in silence.
func TestWhatIsHeldTooLongIsToldOf(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(*Store, int64, Clocks){
		"by a tick":     func(s *Store, _ int64, now Clocks) { mustPlan(t, s, now) },
		"by a delivery": func(s *Store, id int64, now Clocks) { begin(t, s, id, now) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, _ := seeded(t)
			now := at(t, "2024-01-08 10:00")
			id := told(t, s, now, news{key: "alert", kind: "any", recipient: "U0LIB", about: 1, priority: 2})[0]
			endDelivery(t, s, begin(t, s, id, now), Outcome{Verdict: Shut, Reason: "restricted_action", Hold: Hold{Cause: "posting"}}, now)
			alarm := newsOf(t, s, kpi.NewsShut)[0]
			endDelivery(t, s, begin(t, s, alarm.ID, now), Outcome{Verdict: Delivered, Channel: "D0PERF", TS: "5.5"}, now)
			late := now.later(newsLives + time.Hour)
			end(s, id, late)
			n, err := s.Notifications(t.Context(), id)
			if err != nil || n[0].State != Rejected || !strings.HasPrefix(n[0].Reason, HeldTooLong) || !strings.Contains(n[0].Reason, "restricted_action") {
				t.Fatalf("%+v, %v", n, err)
			}
			same(t, "what became of it", HeldTogether{GivenUp: 1}, heldTogether(t, s, id))
			same(t, "the alarm", Refresh, begin(t, s, alarm.ID, late).Task)
		})
	}
}

// What a committee was shown waits for its channel however long that takes.
func TestASummaryOutlivesAYear(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	p := publishing(true)
	mustPublish(t, s, p)
	now := at(t, "2024-01-08 10:00")
	page := newsOf(t, s, kpi.NewsRedSummary)[0]
	endDelivery(t, s, begin(t, s, page.ID, now), archived, now)
	now = now.later(400 * 24 * time.Hour)
	mustPlan(t, s, now)
	same(t, "after a year", Say, begin(t, s, page.ID, now).Task)
}

// Only the performance team has what is held tried again, of one publication or all of it.
func TestTryAgain(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	mustPublish(t, s, publishing(true))
	now := at(t, "2024-01-08 10:00")
	page := newsOf(t, s, kpi.NewsRedSummary)[0]
	endDelivery(t, s, begin(t, s, page.ID, now), archived, now)
	now = now.later(2 * time.Second)
	elsewhere := told(t, s, now, news{key: "alert", kind: "any", recipient: "U0LIB", about: 1, priority: 2})[0]
	endDelivery(t, s, begin(t, s, elsewhere, now), Outcome{Verdict: Shut, Reason: "restricted_action", Hold: Hold{Cause: "posting"}}, now)

	if _, err := s.TryAgain(t.Context(), TryAgain{By: "U0LIB", Now: now.Now}); err == nil {
		t.Error("a service lead has it tried again")
	}
	same(t, "before", Wait, begin(t, s, page.ID, now).Task)
	jobs := jobsOf(t, s, page.ID)
	n, err := s.TryAgain(t.Context(), TryAgain{By: "U0PERF", Publication: 1, Now: now.Now})
	if err != nil || n != 1 || jobsOf(t, s, page.ID) != jobs+1 {
		t.Errorf("%d are tried again, %v", n, err)
	}
	same(t, "another message", Wait, begin(t, s, elsewhere, now).Task)
	d := begin(t, s, page.ID, now)
	same(t, "after", Say, d.Task)
	endDelivery(t, s, d, archived, now)
	if n, err := s.TryAgain(t.Context(), TryAgain{By: "U0PERF", Now: now.Now}); err != nil || n != 2 {
		t.Errorf("%d are tried again, %v", n, err)
	}
	unsaid, err := s.Unsaid(t.Context(), 1)
	if err != nil || len(unsaid) < 4 || !unsaid[0].Held {
		t.Errorf("%d are unsaid, %v", len(unsaid), err)
	}
}

// What an earlier release gave up of a publication is said when the performance team asks for it.
func TestWhatAnEarlierReleaseGaveUpIsTakenUp(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	mustPublish(t, s, publishing(true))
	now := at(t, "2024-01-08 10:00")
	pages, cards := newsOf(t, s, kpi.NewsRedSummary), newsOf(t, s, kpi.NewsRedCard)
	endDelivery(t, s, begin(t, s, pages[0].ID, now), Outcome{Verdict: Refused, Reason: "restricted_action_read_only_channel"}, now)
	if d := begin(t, s, cards[0].ID, now.later(time.Minute)); d.State != Withdrawn {
		t.Fatalf("the card is %s", d.State)
	}
	if _, err := s.TryAgain(t.Context(), TryAgain{By: "U0PERF", Publication: 1, Now: now.Now}); err != nil {
		t.Fatal(err)
	}
	now = now.later(2 * time.Minute)
	endDelivery(t, s, begin(t, s, pages[0].ID, now), Outcome{Verdict: Delivered, Channel: "C0CSMI", TS: "1.1"}, now)
	same(t, "the card", Say, begin(t, s, cards[0].ID, now.later(2*time.Second)).Task)
}
