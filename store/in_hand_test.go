package store

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"chaser/kpi"
)

// What one process has in hand nobody else takes up until its time is over. Then another does, and the first, which was
// only slow, changes nothing any more.
func TestWhatIsInHandIsLeftThere(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-08 10:00")
	order := FileOrder{Request: "order", By: "U0PERF", Kind: OrderRegister, Formats: []string{"xlsx"}}
	if err := s.OrderFiles(t.Context(), order, now.Now, now.today()); err != nil {
		t.Fatal(err)
	}
	sent := SentFiles{Request: "files", By: "U0PERF", Files: []FileName{{ID: "F1", Name: "a.csv"}}}
	if err := s.TakeFiles(t.Context(), sent, "Reading", Reply{RequestID: "files", By: "U0PERF", To: "U0PERF", Now: now.Now, Today: now.today()}); err != nil {
		t.Fatal(err)
	}
	for what, lease := range map[string]struct {
		lasts time.Duration
		take  func(Clocks) (change func() error, err error)
		taken error
	}{
		"an order": {DefaultPatience.Lease, func(at Clocks) (func() error, error) {
			o, err := s.TakeOrder(t.Context(), 1, at, DefaultPatience)
			return func() error { return s.EndOrder(t.Context(), o, "No browser.", at) }, err
		}, ErrNotInHand},
		"sent files": {filesLease, func(at Clocks) (func() error, error) {
			f, err := s.TakeUpFiles(t.Context(), 1, at.Machine)
			return func() error { return s.EndFiles(t.Context(), f, "No register.") }, err
		}, ErrFilesNotInHand},
	} {
		slow, err := lease.take(now)
		if err != nil {
			t.Fatal(what, err)
		}
		if _, err := lease.take(now.later(lease.lasts - time.Second)); !errors.Is(err, lease.taken) {
			t.Errorf("%s in somebody's hands: %v", what, err)
		}
		next, err := lease.take(now.later(lease.lasts))
		if err != nil {
			t.Errorf("%s of whoever was silent: %v", what, err)
			continue
		}
		if err := slow(); !errors.Is(err, lease.taken) {
			t.Errorf("%s, changed by whoever had it before: %v", what, err)
		}
		if err := next(); err != nil {
			t.Errorf("%s, changed by whoever has it: %v", what, err)
		}
	}
}

// Two people answer one question at once. The second reads it again once the first is done, and is told so.
func TestTheSecondAnswerSeesTheFirst(t *testing.T) {
	t.Parallel()
	s := newQueued(t, seedRegister(t))
	now := at(t, "2024-01-08 10:00")
	q := mustAsk(t, s.Store, ask("178", "R1", "U0CLLR1", "Why?", now)).Question
	letGo := s.stopsAt(t, "questions")
	errs := make([]error, 2)
	var done []chan error
	for n, by := range []string{"U0CORONER", "U0MGRREG"} {
		done = append(done, s.starts(t, n+1, func() error {
			_, errs[n] = s.AnswerQuestion(t.Context(), Answer{RequestID: fmt.Sprint("A", n), Question: q.ID, By: by, Text: "Because " + by, Now: now.Now, Today: now.today()})
			return nil
		}))
	}
	letGo()
	ended(t, done...)
	if errs[0] != nil {
		t.Error(errs[0])
	}
	refused(t, errs[1], "has answered this question already: “Because U0CORONER")
}

// Whoever waits for what Slack says of a colleague has waited since the first look, however often they look.
func TestWaitingForSlackBeginsOnce(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	began := instant(monday)
	for later := range 3 {
		since, err := s.AwaitSlack(t.Context(), began.Add(time.Duration(later)*time.Minute), "U0CORONER", "U0NOBODY")
		if err != nil || len(since) != 1 || !since["U0CORONER"].Equal(began) {
			t.Errorf("after %d minutes it waits since %v (%v)", later, since, err)
		}
	}
	now := at(t, "2024-01-08 11:00")
	if err := s.RecordSlackPeople(t.Context(), now, SlackPerson{SlackID: "U0CORONER"}); err != nil {
		t.Fatal(err)
	}
	if since, err := s.AwaitSlack(t.Context(), now.Now, "U0CORONER"); err != nil || !since["U0CORONER"].Equal(now.Now) {
		t.Errorf("once Slack has told, it waits anew since %v (%v)", since, err)
	}
}

// Leave names only people whom the register knows, whoever records it.
func TestLeaveNamesPeopleOfTheRegister(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	for _, l := range []kpi.Leave{
		{Person: "U0CORONER", First: today, Last: today.AddDays(3), Deputy: "U0NOBODY"},
		{Person: "U0NOBODY", First: today, Last: today.AddDays(3)},
	} {
		err := s.RecordLeave(t.Context(), Request{ID: "leave of " + l.Person, By: "U0PERF", Now: monday}, l, today)
		refused(t, err, "is not in the register")
	}
	if n := count(t, s, `SELECT count(*) FROM leaves`); n > 0 {
		t.Errorf("%d leaves are recorded", n)
	}
}

// One delivery of Slack's may ask for several things, each of which is done once; nobody else gets its answers.
func TestOneDeliveryAsksForSeveralThings(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	r := Request{ID: "trigger", By: "U0CORONER", Now: monday}
	for _, until := range []int{1, 2} { // the second time it is the same request again
		if err := s.Snooze(t.Context(), r, today.AddDays(until)); err != nil {
			t.Error(err)
		}
	}
	if err := s.RecordLeave(t.Context(), r, kpi.Leave{Person: "U0CORONER", First: today, Last: today.AddDays(3)}, today); err != nil {
		t.Error(err)
	}
	chase, err := s.Chase(t.Context(), london, today)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "put off until", today.AddDays(1), chase.Snoozes["U0CORONER"])
	if n := count(t, s, `SELECT count(*) FROM leaves`); n != 1 {
		t.Errorf("%d leaves", n)
	}
	if err := s.Snooze(t.Context(), Request{ID: "trigger", By: "U0REGISTR", Now: monday}, today); err == nil {
		t.Error("another gets the answer to a request that was not theirs")
	}
	r.ID = "the next day's"
	if err := s.Snooze(t.Context(), r, today.AddDays(5)); err != nil {
		t.Error(err)
	}
	if chase, err = s.Chase(t.Context(), london, today); err != nil {
		t.Fatal(err)
	}
	same(t, "put off again until", today.AddDays(5), chase.Snoozes["U0CORONER"])
}

// Whoever is away, by their leave or by their status in Slack, is so on its last day by their own clock, wherever that
// is, and not after it. What the trail says of coming back is that.
func TestWhoIsAwayUntilTheLastDay(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	last := today.AddDays(3)
	if err := s.RecordLeave(t.Context(), Request{By: "U0CORONER", Now: monday}, kpi.Leave{Person: "U0CORONER", First: today, Last: last}, today); err != nil {
		t.Fatal(err)
	}
	now := at(t, "2024-01-08 10:00")
	status := kpi.SlackStatus{Text: "On leave", Emoji: ":palm_tree:", Ends: last, Since: today}
	if err := s.RecordSlackPeople(t.Context(), now, SlackPerson{SlackID: "U0REGISTR", Zone: "Europe/London", Status: status}); err != nil {
		t.Fatal(err)
	}
	for later := range 6 {
		day := today.AddDays(later)
		whole, err := s.Chase(t.Context(), london, day)
		if err != nil {
			t.Fatal(err)
		}
		minute, err := s.ChaseNow(t.Context(), now.later(time.Duration(later)*24*time.Hour))
		if err != nil {
			t.Fatal(err)
		}
		for name, chase := range map[string]kpi.Chase{"the whole chase": whole, "a minute's": minute} {
			for _, who := range chase.People {
				_, away := who.Away(day)
				_, yesterday := who.Away(day.AddDays(-1)) // which it still is in Honolulu
				if isOne := who.SlackID == "U0CORONER" || who.SlackID == "U0REGISTR"; away != (isOne && later <= 3) || yesterday != (isOne && later >= 1 && later <= 4) {
					t.Errorf("%s: on %s %s is away: %t, and was the day before: %t", name, day, who.SlackID, away, yesterday)
				}
			}
		}
	}
	if err := s.EndLeave(t.Context(), Request{By: "U0CORONER", Now: monday}, "U0CORONER", today); err != nil {
		t.Fatal(err)
	}
	if n := count(t, s, `SELECT count(*) FROM audit_entries WHERE act = 'back from leave' AND subject = 'person U0CORONER'`); n != 1 {
		t.Errorf("the trail says %d times that they are back", n)
	}
}
