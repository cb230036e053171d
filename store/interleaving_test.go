package store

import (
	"fmt"
	"testing"
	"time"

	"chaser/kpi"
)

// stopsAt has every transaction stop where it is about to write into a table, until they are let go. What a transaction
// has read by then is old if another was not kept out.
func (q queued) stopsAt(t *testing.T, table string) (letGo func()) {
	t.Helper()
	_, err := q.db.ExecContext(t.Context(), fmt.Sprintf(`
		CREATE FUNCTION stop_here() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_advisory_xact_lock(29); RETURN NULL; END';
		CREATE TRIGGER stop_here BEFORE INSERT OR UPDATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION stop_here()`, table))
	if err != nil {
		t.Fatal(err)
	}
	return q.holds(t, `SELECT pg_advisory_xact_lock(29)`)
}

// answersIn are answers that are to be said in one channel.
func answersIn(t *testing.T, s *Store, channel string, n int, now Clocks) []Notification {
	t.Helper()
	for i := range n {
		r := Reply{RequestID: fmt.Sprint("answer ", i), By: "U0CORONER", To: channel, About: map[string]string{"line": "list"}, Now: now.Now, Today: now.today()}
		if _, err := s.TellReply(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	all, err := s.Unfinished(t.Context(), now.Now)
	if err != nil || len(all) != n {
		t.Fatal(len(all), err)
	}
	return all
}

// Two processes are about to speak in one channel at once. One does, and the other waits for the channel's pace.
func TestTwoSpeakInOneChannel(t *testing.T) {
	t.Parallel()
	s := newQueued(t, seedRegister(t))
	now := at(t, "2024-01-08 09:00")
	planned := answersIn(t, s.Store, "C0ROOM", 2, now)
	if _, err := s.db.ExecContext(t.Context(), `INSERT INTO send_slots (channel, next_at, limited) VALUES ('C0ROOM', $1, false)`, now.Machine.Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
	letGo := s.stopsAt(t, "send_slots")
	begun := make([]Delivery, 2)
	var done []chan error
	for n := range begun {
		done = append(done, s.starts(t, n+1, func() (err error) {
			begun[n], err = s.BeginDelivery(t.Context(), planned[n].ID, now, DefaultPatience)
			return err
		}))
	}
	letGo()
	ended(t, done...)
	said := 0
	for _, d := range begun {
		switch {
		case d.Task == Say:
			said++
		case d.Task != Wait || d.Wait != DefaultPatience.Pace:
			t.Errorf("it is to %v in %s", d.Task, d.Wait)
		}
	}
	if said != 1 {
		t.Errorf("%d speak at once", said)
	}
}

// Two processes take turns to call Slack at once. Together they take no more than a minute has.
func TestTwoTakeTurnsAtOnce(t *testing.T) {
	t.Parallel()
	s := newQueued(t, seedRegister(t))
	now := instant(monday)
	if turns, _, err := s.TakeTurns(t.Context(), "users.info", 1, 100, now.Add(-time.Second)); err != nil || turns != 1 { // nothing old is deleted, for which one would wait
		t.Fatal(turns, err)
	}
	letGo := s.stopsAt(t, "slack_calls")
	turns := make([]int, 2)
	var done []chan error
	for n := range turns {
		done = append(done, s.starts(t, n+1, func() (err error) {
			turns[n], _, err = s.TakeTurns(t.Context(), "users.info", 60, 100, now)
			return err
		}))
	}
	letGo()
	ended(t, done...)
	if turns[0]+turns[1] != 99 {
		t.Errorf("they take %d of the 99 turns that are left", turns)
	}
	// Calls of one method are none of another's.
	if other, _, err := s.TakeTurns(t.Context(), "conversations.info", 60, 60, now); err != nil || other != 60 {
		t.Errorf("of another method %d turns are free, %v", other, err)
	}
}

// Two calls in one channel were under way when Slack limited both. The longer wait counts, whichever ends last.
func TestAShorterWaitDoesNotEndALongerOne(t *testing.T) {
	t.Parallel()
	for _, waits := range [][2]time.Duration{{30 * time.Second, 5 * time.Second}, {5 * time.Second, 30 * time.Second}} {
		s, _ := seeded(t)
		now := at(t, "2024-01-08 09:00")
		planned := answersIn(t, s, "C0ROOM", 3, now)
		first := begin(t, s, planned[0].ID, now)
		now = now.later(DefaultPatience.Pace)
		second := begin(t, s, planned[1].ID, now)
		if first.Task != Say || second.Task != Say {
			t.Fatal(first.Task, second.Task)
		}
		endDelivery(t, s, first, Outcome{Verdict: Limited, RetryAfter: waits[0]}, now)
		endDelivery(t, s, second, Outcome{Verdict: Limited, RetryAfter: waits[1]}, now)
		if third := begin(t, s, planned[2].ID, now.later(29*time.Second)); third.Task != Wait || third.Wait != time.Second {
			t.Errorf("Slack wants to be left alone for %s, and after 29 seconds it is to %v in %s", waits, third.Task, third.Wait)
		}
	}
}

// A message of unknown fate is found, and the figure that it asks for came in meanwhile: what was found is old, and is
// brought up to date.
func TestAFigureComesInWhileItsMessageIsLookedFor(t *testing.T) {
	t.Parallel()
	s, n, now := coronersNotice(t)
	d := begin(t, s, n.ID, now)
	mustPost(t, s, coronersPost(t, "R1", "142", "No court sat."))
	endDelivery(t, s, d, Outcome{Verdict: Unknown, Reason: "no answer"}, now)
	now = now.later(DefaultPatience.Call + DefaultPatience.Linger + time.Second)
	look := begin(t, s, n.ID, now)
	if look.Task != Look {
		t.Fatalf("it is to %v", look.Task)
	}
	if found := endDelivery(t, s, look, Outcome{Verdict: Delivered, Channel: "D1", TS: "17.1"}, now); !found.Again {
		t.Error("what was found stays as it was said before the figure came in")
	}
	if d := begin(t, s, n.ID, now.later(time.Minute)); d.Task != Refresh {
		t.Errorf("it is to %v", d.Task)
	}
}

// Taking a figure back from a colleague leaves them those of other periods.
func TestTakingOneFigureBackLeavesTheOthers(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	mustDelegate(t, s, "U0CORONER", "177", "U0REGISTR")
	if _, err := s.patient.ExecContext(t.Context(), `
		INSERT INTO delegations (indicator_id, period, delegate, delegated_by, delegated_at)
		SELECT indicator_id, '2023-24Q4', delegate, delegated_by, delegated_at FROM delegations`); err != nil {
		t.Fatal(err)
	}
	mustDelegate(t, s, "U0CORONER", "177", "U0LIB") // and on to another
	for p, want := range map[kpi.Period]string{quarter3: "U0LIB", kpi.Quarter(2023, 4): "U0REGISTR"} {
		if got, err := s.Delegated(t.Context(), "177", p); err != nil || got != want {
			t.Errorf("%s is with %q (%v), want %q", p, got, err, want)
		}
	}
	mustDelegate(t, s, "U0CORONER", "177", "")
	for p, want := range map[kpi.Period]string{quarter3: "", kpi.Quarter(2023, 4): "U0REGISTR"} {
		if got, err := s.Delegated(t.Context(), "177", p); err != nil || got != want {
			t.Errorf("taken back, %s is with %q (%v), want %q", p, got, err, want)
		}
	}
	acts := map[string]int{}
	for _, act := range []string{"handed on", "taken back"} {
		acts[act] = count(t, s, `SELECT count(*) FROM audit_entries WHERE act = $1 AND subject = 'figure 177 2023-24Q3'`, act)
	}
	same(t, "what the trail says", map[string]int{"handed on": 2, "taken back": 1}, acts)
}

// An import moves each day of a collection that is there already.
func TestAnImportMovesACollection(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	moved := kpi.Collection{
		Period: quarter3, Opens: date(t, "2024-01-03"), Due: date(t, "2024-01-26"), CommitteeDate: date(t, "2024-03-19"), Publishes: date(t, "2024-03-04"),
	}
	mustImport(t, s, kpi.Register{Collections: []kpi.Collection{moved}})
	all, _, err := s.Schedule(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		if c.Period == quarter3 {
			same(t, "the collection", moved, c)
		}
	}
	auditWhole(t, s)
}
