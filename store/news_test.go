package store

import (
	"testing"
	"time"

	"chaser/kpi"
)

// told records news in a transaction of its own, as what happened would.
func told(t testing.TB, s *Store, now Clocks, all ...news) []int64 {
	t.Helper()
	tx, err := s.patient.BeginTxx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback() }()
	ids, err := s.tell(t.Context(), tx, tx.Tx, now.Now, now.today(), all...)
	if err == nil {
		err = tx.Commit()
	}
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

func jobsOf(t testing.TB, s *Store, id int64) (n int) {
	t.Helper()
	err := s.db.Get(&n, `SELECT count(*) FROM river_job WHERE kind = 'deliver' AND CAST(args->>'notification' AS bigint) = $1`, id)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// News is told once however often it happens; what belongs into a thread waits for the thread, and has its turn as soon
// as that is there.
func TestNewsInAThread(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-08 20:15") // at any hour: something has happened
	summary := news{key: "summary", kind: "any", recipient: "C0CSMI", about: 1, priority: 2}
	first := told(t, s, now, summary)[0]
	if again := told(t, s, now, summary); len(again) != 0 {
		t.Fatalf("told twice: %v", again)
	}
	reply := told(t, s, now, news{key: "reply", kind: "any", recipient: "C0CSMI", about: 1, priority: 2, threadOf: first})[0]
	if d := begin(t, s, reply, now); d.Task != Wait {
		t.Fatalf("before its thread there is %v", d.Task)
	}
	jobs := jobsOf(t, s, reply)
	d := begin(t, s, first, now)
	if d.Task != Say || d.Thread != (Thread{}) {
		t.Fatalf("the thread's beginning: %+v", d)
	}
	endDelivery(t, s, d, Outcome{Verdict: Delivered, Channel: "C0CSMI", TS: "17.1"}, now)
	if jobsOf(t, s, reply) != jobs+1 {
		t.Error("the reply is not taken up when its thread is there")
	}
	d = begin(t, s, reply, now.later(2*time.Second))
	if d.Task != Say || d.Thread != (Thread{"C0CSMI", "17.1"}) {
		t.Errorf("in its thread: task %v in %+v", d.Task, d.Thread)
	}
	if due := mustPlan(t, s, at(t, "2024-01-09 09:00")); recipients(due) == "" {
		t.Error("news to somebody keeps their daily message away")
	}
}

// What belongs into the thread of a message that was never said is not said either.
func TestNewsOfAThreadThatNeverCame(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-08 10:00")
	first := told(t, s, now, news{key: "summary", kind: "any", recipient: "U0LIB", about: 1, priority: 2})[0]
	reply := told(t, s, now, news{key: "reply", kind: "any", recipient: "U0LIB", about: 1, priority: 2, threadOf: first})[0]
	endDelivery(t, s, begin(t, s, first, now), Outcome{Verdict: Refused, Reason: "user_disabled"}, now)
	if d := begin(t, s, reply, now.later(time.Minute)); d.Task != Nothing || d.State != Withdrawn {
		t.Errorf("%+v", d)
	}
}

// A channel that takes no message is told of once to each of the performance team; the message waits, and when it is
// said they read so.
func TestNewsOfAShutChannel(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-08 10:00")
	waiting := told(t, s, now, news{key: "summary", kind: "any", recipient: "C0CSMI", about: 1, priority: 2})[0]
	shutNews := func() (found []Notification) {
		all, err := s.NotificationsSince(t.Context(), time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range all {
			if n.Kind == kpi.NewsShut {
				found = append(found, n)
			}
		}
		return found
	}
	for _, wait := range []time.Duration{30 * time.Second, time.Minute} {
		ended := endDelivery(t, s, begin(t, s, waiting, now), Outcome{Verdict: Shut, Reason: "is_archived"}, now)
		if ended.State != Ready || !ended.Again || ended.Wait != wait {
			t.Fatalf("it does not wait %s: %+v", wait, ended)
		}
		now = now.later(DefaultPatience.Held)
	}
	alarms := shutNews()
	var admins int
	people, err := s.Register(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range people.People {
		if p.Is(kpi.Admin) {
			admins++
		}
	}
	if len(alarms) != admins || admins == 0 {
		t.Fatalf("%d alarms for %d of the performance team", len(alarms), admins)
	}
	endDelivery(t, s, begin(t, s, alarms[0].ID, now), Outcome{Verdict: Delivered, Channel: "D1", TS: "17.5"}, now)
	now = now.later(time.Hour)
	endDelivery(t, s, begin(t, s, waiting, now), Outcome{Verdict: Delivered, Channel: "C0CSMI", TS: "17.9"}, now)
	if d := begin(t, s, alarms[0].ID, now.later(time.Hour)); d.Task != Refresh {
		t.Errorf("the alarm is not brought up to date: %v", d.Task)
	}
}

// What is published before the performance team has heard that it waits is no news to them.
func TestWhatWaitedIsPublishedBeforeAnybodyHears(t *testing.T) {
	t.Parallel()
	s, _ := empty(t)
	r := seedRegister(t)
	r.Collections[1].Publishes = kpi.Date{Year: 2024, Month: 1, Day: 8}
	mustImport(t, s, r)
	now := at(t, "2024-01-08 09:00")
	if err := s.PublishDue(t.Context(), now); err != nil {
		t.Fatal(err)
	}
	waits := newsOf(t, s, kpi.NewsPublishWaits)
	mustPublish(t, s, publishing(true))
	if d := begin(t, s, waits[0].ID, now.later(time.Minute)); d.State != Withdrawn {
		t.Errorf("it is told that it waits: %v", d.Task)
	}
}
