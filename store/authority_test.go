package store

import (
	"testing"
	"time"

	"chaser/kpi"
)

// Each of these is decided again in the transaction, whoever has decided before: the bot asks first, and another caller
// might not.

// Somebody whose account must not act can do nothing by any method, even as an administrator, until Slack says
// otherwise.
func TestWhatAnAccountMayNotDo(t *testing.T) {
	t.Parallel()
	s := signedOff(t)
	now := at(t, "2024-01-08 10:00")
	mustPost(t, s, coronersPost(t, "R1", "150", ""))
	waiting, err := everyUnsigned(t.Context(), s, perf)
	if err != nil || len(waiting) != 1 {
		t.Fatal(waiting, err)
	}
	figure := waiting[0].FigureID
	asked := mustAsk(t, s, ask("178", "R2", "U0CLLR1", "Why?", now))
	raised, err := s.RaiseAction(t.Context(), ActionRequest{RequestID: "A0", By: "U0PERF", Now: now.Now, Today: today}, "LIB1",
		kpi.Undertaking{Period: quarter2, Text: "Open late", Due: today.AddDays(20)})
	if err != nil {
		t.Fatal(err)
	}
	doing := ActionRequest{RequestID: "A1", By: "U0PERF", Now: now.Now, Today: today}
	next := kpi.Collection{Period: kpi.Quarter(2023, 4), Opens: kpi.Date{Year: 2024, Month: 4, Day: 2}, Due: kpi.Date{Year: 2024, Month: 4, Day: 19}}
	post := coronersPost(t, "R3", "151", "More")
	post.By = "U0PERF"
	doors := map[string]func() error{
		"post": func() error { _, err := s.PostFigure(t.Context(), post); return err },
		"post to no indicator": func() error {
			nowhere := post
			nowhere.Code = "nope"
			_, err := s.PostFigure(t.Context(), nowhere)
			return err
		},
		"publish": func() error { _, err := s.Publish(t.Context(), publishing(true)); return err },
		"collection": func() error {
			_, err := s.SaveCollection(t.Context(), Request{By: "U0PERF", Now: monday}, next)
			return err
		},
		"edit": func() error {
			_, err := s.SaveEdit(t.Context(), Request{By: "U0PERF", Now: monday}, "", retarget("178", 1))
			return err
		},
		"try an edit": func() error {
			_, err := s.TryEdit(t.Context(), "U0PERF", monday, retarget("178", 1))
			return err
		},
		"sign off": func() error {
			_, err := s.SignOff(t.Context(), Request{By: "U0PERF", Now: monday}, []int64{figure}, today)
			return err
		},
		"send back": func() error {
			_, err := s.SendBack(t.Context(), Request{By: "U0PERF", Now: monday}, figure, "Look again", today)
			return err
		},
		"alerts": func() error { return s.SetAlerts(t.Context(), Request{By: "U0PERF", Now: monday}, kpi.AlertsDaily) },
		"hand on": func() error {
			return s.Delegate(t.Context(), Delegation{By: "U0PERF", To: "U0LIB", Code: "REG1", Period: quarter3, Now: monday, Today: today})
		},
		"ask": func() error {
			_, err := s.AskQuestion(t.Context(), ask("REG1", "R4", "U0PERF", "Why?", now))
			return err
		},
		"answer": func() error {
			_, err := s.AnswerQuestion(t.Context(), Answer{Question: asked.Question.ID, By: "U0PERF", Text: "So.", Now: monday, Today: today})
			return err
		},
		"act": func() error {
			_, err := s.RaiseAction(t.Context(), doing, "LIB1", kpi.Undertaking{Period: quarter2, Text: "More", Due: today.AddDays(9)})
			return err
		},
		"may act": func() error { _, err := s.MayAct(t.Context(), doing, "LIB1", quarter2); return err },
		"settle": func() error {
			_, err := s.SettleAction(t.Context(), doing, raised.Action.ID, kpi.ActionDone, "Done")
			return err
		},
		"acknowledge": func() error {
			return s.Acknowledge(t.Context(), Acknowledgement{By: "U0PERF", Code: "LIB1", Period: quarter2, Now: monday, Today: today, Zone: time.UTC})
		},
		"away": func() error {
			return s.RecordLeave(t.Context(), Request{By: "U0PERF", Now: monday}, kpi.Leave{Person: "U0PERF", First: today, Last: today}, today)
		},
		"back": func() error { return s.EndLeave(t.Context(), Request{By: "U0PERF", Now: monday}, "U0PERF", today) },
		"try again": func() error {
			_, err := s.TryAgain(t.Context(), TryAgain{By: "U0PERF", Now: monday})
			return err
		},
		"later": func() error { return s.Snooze(t.Context(), Request{By: "U0PERF", Now: monday}, today.AddDays(1)) },
	}
	entries := auditWhole(t, s)
	for is, words := range map[kpi.Account]string{
		kpi.AccountGuest: "you are a guest", kpi.AccountBot: "not bots", kpi.AccountForeign: "you belong to another", kpi.AccountDeactivated: "has been deactivated",
	} {
		if err := s.RecordAccount(t.Context(), "U0PERF", is, monday); err != nil {
			t.Fatal(err)
		}
		for door, try := range doors {
			t.Run(string(is)+" "+door, func(t *testing.T) { refused(t, try(), words) })
		}
	}
	if n := auditWhole(t, s); n != entries {
		t.Errorf("%d entries of the audit trail instead of %d", n, entries)
	}
	if n := count(t, s, `SELECT count(*) FROM snoozes`); n != 0 {
		t.Errorf("%d reminders were put off", n)
	}
	if err := s.RecordAccount(t.Context(), "U0PERF", kpi.AccountFull, monday); err != nil {
		t.Fatal(err)
	}
	for _, door := range []string{"post", "publish", "collection", "ask", "act", "later"} {
		if err := doors[door](); err != nil {
			t.Errorf("a full member again, at %s: %v", door, err)
		}
	}
}

// What Slack said last of an account stands, whichever way it came.
func TestWhatIsKeptOfAnAccount(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	is := func(want kpi.Account, said time.Time) {
		t.Helper()
		a, err := s.Account(t.Context(), "U0LIB")
		if err != nil || !a.Known || a.Person.Name == "" || a.Account != want || !a.SaidAt.Equal(said) {
			t.Errorf("kept is %+v (%v), want %q of %s", a, err, want, said)
		}
	}
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	minute := func(n int) time.Time { return instant(monday.Add(time.Duration(n) * time.Minute)) }
	is(kpi.AccountUnknown, time.Time{})
	check(s.RecordAccount(t.Context(), "U0LIB", kpi.AccountFull, minute(10)))
	is(kpi.AccountFull, minute(10))
	check(s.RecordAccount(t.Context(), "U0LIB", kpi.AccountGuest, minute(5))) // said before
	is(kpi.AccountFull, minute(10))
	chase, err := s.Chase(t.Context(), time.UTC, today)
	check(err)
	for _, who := range chase.People {
		if who.SlackID == "U0LIB" && monday.Before(who.MetAt.Add(kpi.KnownFor)) {
			t.Errorf("their time zone has been asked for at %s", who.MetAt)
		}
	}
	clocks := func(n int) Clocks { return Clocks{minute(n), minute(n), time.UTC} }
	check(s.RecordSlackPeople(t.Context(), clocks(20), SlackPerson{SlackID: "U0LIB", Zone: "Europe/London"})) // of the account nothing
	is(kpi.AccountFull, minute(10))
	check(s.RecordSlackPeople(t.Context(), clocks(30), SlackPerson{SlackID: "U0LIB", Deactivated: true}))
	is(kpi.AccountDeactivated, minute(30))
	check(s.RecordSlackPeople(t.Context(), clocks(40), SlackPerson{SlackID: "U0LIB", Account: kpi.AccountGuest}))
	is(kpi.AccountGuest, minute(40))
	check(s.RecordAccount(t.Context(), "U0NOBODY", kpi.AccountFull, minute(50)))
	if a, err := s.Account(t.Context(), "U0NOBODY"); err != nil || a.Known || a.Person.SlackID != "U0NOBODY" {
		t.Errorf("of somebody whom the register does not know: %+v, %v", a, err)
	}
}

// Only an administrator sets a collection.
func TestOnlyAnAdministratorSetsACollection(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	k := kpi.Collection{Period: quarter3, Opens: kpi.Date{Year: 2024, Month: 1, Day: 2}, Due: kpi.Date{Year: 2024, Month: 1, Day: 31}}
	before, _, err := s.Schedule(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	entries := auditWhole(t, s)
	for _, by := range []string{"U0CORONER", "U0MGRREG", "U0CLLR1", "U0NOBODY", ""} {
		_, err := s.SaveCollection(t.Context(), Request{By: by, Now: monday}, k)
		refused(t, err, "Only the performance team sets collections")
	}
	after, _, err := s.Schedule(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	same(t, "the collections", before, after)
	if n := auditWhole(t, s); n != entries {
		t.Errorf("%d entries of the audit trail instead of %d", n, entries)
	}
	if _, err := s.SaveCollection(t.Context(), Request{By: "U0PERF", Now: monday}, k); err != nil {
		t.Errorf("an administrator: %v", err)
	}
}

// Whoever a question was put to answers that one, and no other.
func TestWhoWasAskedSomethingElse(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-08 10:00")
	theirs := mustAsk(t, s, ask("LIB1", "R1", "U0CLLR1", "Why?", now))
	same(t, "put to", "U0LIB", theirs.Of[0].SlackID)
	anothers := mustAsk(t, s, ask("178", "R2", "U0CLLR1", "Why?", now))
	_, err := s.AnswerQuestion(t.Context(), Answer{Question: anothers.Question.ID, By: "U0LIB", Text: "So.", Now: now.Now, Today: now.today()})
	refused(t, err, "You cannot answer questions about 178")
	if _, err := s.AnswerQuestion(t.Context(), Answer{Question: theirs.Question.ID, By: "U0LIB", Text: "So.", Now: now.Now, Today: now.today()}); err != nil {
		t.Errorf("their own: %v", err)
	}
}

// Nobody signs a figure off by posting it: neither an administrator who posts for somebody else, also where nobody but
// they may, nor its manager.
func TestPostingIsNoSignOff(t *testing.T) {
	t.Parallel()
	s := signedOff(t)
	post := func(by, request, figure string) kpi.SignOff {
		t.Helper()
		p := coronersPost(t, request, figure, "Counted")
		p.By = by
		return mustPost(t, s, p).Card.Standing.SignOff
	}
	for n, by := range []string{"U0PERF", "U0CORONER", "U0MGRREG"} {
		if got := post(by, "R"+by, string(rune('1'+n))+"50"); got.State != kpi.AwaitsSignOff {
			t.Errorf("posted by %s it stands as %+v", by, got)
		}
	}
	if _, err := s.patient.ExecContext(t.Context(), `UPDATE indicators SET manager = NULL; UPDATE people SET manager = NULL`); err != nil {
		t.Fatal(err)
	}
	if got := post("U0PERF", "R4", "450"); got.State != kpi.AwaitsSignOff {
		t.Errorf("where there is no manager it stands as %+v", got)
	}
}

// Of periods that were published in another order than their own, those outside see the latest period, whenever it was
// published.
func TestPublishedOutOfOrder(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	mustPost(t, s, coronersPost(t, "R1", "150", ""))
	q3 := publishing(true)
	q3.Period = quarter3
	mustPublish(t, s, q3)
	later := publishing(true)
	later.Now = monday.Add(time.Hour)
	mustPublish(t, s, later)
	for name, who := range map[string]kpi.Person{"a member": {SlackID: "U0CLLR1"}, "a channel": {}, "another organisation": {Outside: true}} {
		c := cardSeen(t, s, who, "178", kpi.Period{})
		if c.Period != quarter3 || c.Figure == nil || c.Figure.Value.String() != "150" || c.Standing.Stage != kpi.StagePublished || !c.Standing.Published.Equal(instant(monday)) {
			t.Errorf("%s sees %s %+v", name, c.Period, c.Standing)
		}
		if c := cardSeen(t, s, who, "178", quarter2); c.Period != quarter2 || !c.Standing.Published.Equal(instant(later.Now)) {
			t.Errorf("%s who asks for the other sees %s %+v", name, c.Period, c.Standing)
		}
	}
}
