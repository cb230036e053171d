package store

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"chaser/kpi"
)

var (
	q2     = kpi.Quarter(2023, 2)
	q3     = kpi.Quarter(2023, 3)
	feb    = kpi.Date{Year: 2024, Month: time.February, Day: 14}
	moment = func(t testing.TB) Clocks { return at(t, "2024-01-08 10:00") }
)

func asks(by, request string) ActionRequest {
	return ActionRequest{RequestID: request, By: by, Now: monday, Today: today}
}

func sessions() kpi.Undertaking {
	return kpi.Undertaking{Text: "Two extra sessions from January", Due: feb}
}

func mustRaise(t testing.TB, s *Store, r ActionRequest, code string, u kpi.Undertaking) Acted {
	t.Helper()
	acted, err := s.RaiseAction(t.Context(), r, code, u)
	if err != nil {
		t.Fatal(err)
	}
	return acted
}

func refusedFor(t testing.TB, err error, field, words string) {
	t.Helper()
	var refusal *kpi.Refusal
	if !errors.As(err, &refusal) || refusal.Field != field || !strings.Contains(refusal.Sentence, words) {
		t.Errorf("got %v, want a refusal of %s with %q", err, field, words)
	}
}

func cardOn(t testing.TB, s *Store, code string, p kpi.Period) kpi.Card {
	t.Helper()
	c, found, err := s.Card(t.Context(), perf, code, p, today)
	if err != nil || !found {
		t.Fatal(found, err)
	}
	return c
}

// An action is raised, continued and closed; its card, its history and the audit trail have all of it.
func TestAnActionsLife(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	entries := auditWhole(t, s)
	raised := mustRaise(t, s, asks("U0LIB", "r1"), "lib1", sessions())
	want := kpi.Action{
		ID: raised.Action.ID, Indicator: "LIB1", Period: q2, Text: "Two extra sessions from January", Owner: "U0LIB", OwnerName: "Libraries service lead",
		Due: feb, State: kpi.ActionOpen, RaisedBy: "U0LIB", RaisedAt: instant(monday),
	}
	same(t, "the action", want, raised.Action)
	if !raised.Fresh || raised.Action.ID == 0 {
		t.Errorf("%+v", raised)
	}
	for _, p := range []kpi.Period{q2, q3} { // carried into the next quarter's card
		same(t, "on the card of "+p.String(), []kpi.Action{want}, cardOn(t, s, "LIB1", p).Actions)
	}
	later, err := s.ContinueAction(t.Context(), asks("U0LIB", "r2"), want.ID, kpi.Undertaking{Due: feb.AddDays(14)}, false)
	if err != nil || later.Action.Due != feb.AddDays(14) || later.Action.Owner != "U0LIB" {
		t.Fatalf("%+v %v", later, err)
	}
	again, err := s.ContinueAction(t.Context(), asks("U0LIB", "r3"), want.ID, kpi.Undertaking{Due: feb.AddDays(14)}, false)
	if err != nil || again.Fresh {
		t.Fatalf("nothing new: %+v %v", again, err)
	}
	if again, err = s.ContinueAction(t.Context(), asks("U0LIB", "r3b"), want.ID, kpi.Undertaking{}, true); err != nil || !again.Fresh {
		t.Fatalf("reviewed: %+v %v", again, err)
	}
	done, err := s.SettleAction(t.Context(), asks("U0MGRPLACE", "r4"), want.ID, kpi.ActionDone, "Twelve came.")
	if err != nil || done.Action.State != kpi.ActionDone || done.Action.SettledBy != "U0MGRPLACE" {
		t.Fatalf("%+v %v", done, err)
	}
	same(t, "the card that answers", []kpi.Action{done.Action}, done.Card.Actions)
	same(t, "on its own card", []kpi.Action{done.Action}, cardOn(t, s, "LIB1", q2).Actions)
	if left := cardOn(t, s, "LIB1", q3).Actions; len(left) != 0 {
		t.Errorf("a settled action is carried on: %+v", left)
	}
	history, err := s.ActionHistory(t.Context(), want.ID)
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, e := range history {
		told = append(told, e.By+" "+e.Act+" "+fmt.Sprint(e.Changes))
	}
	same(t, "history", []string{
		"U0LIB raised [{text  Two extra sessions from January} {owner  U0LIB} {due  2024-02-14} {state  open}]",
		"U0LIB changed [{due 2024-02-14 2024-02-28}]",
		"U0LIB continued []",
		"U0MGRPLACE done [{state open done} {outcome  Twelve came.}]",
	}, told)
	if got := auditWhole(t, s) - entries; got != 4 {
		t.Errorf("%d audit entries for 4 events", got)
	}
}

func TestAReplacedAction(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	first := mustRaise(t, s, asks("U0LIB", "r1"), "LIB1", sessions()).Action
	p := typed(t, "110000", "Busy.")
	if _, err := s.PostFigure(t.Context(), Post{RequestID: "f", By: "U0LIB", Code: "LIB1", Posting: p, Now: monday, Today: today}); err != nil {
		t.Fatal(err)
	}
	acted, err := s.ReplaceAction(t.Context(), asks("U0LIB", "r2"), first.ID, kpi.Undertaking{Text: "A mobile library", Due: feb})
	if err != nil {
		t.Fatal(err)
	}
	if acted.Action.Period != q3 || acted.Action.State != kpi.ActionOpen || acted.Action.Owner != "U0LIB" {
		t.Errorf("by %+v", acted.Action)
	}
	card := cardOn(t, s, "LIB1", q2)
	if len(card.Actions) != 2 || card.Actions[0].ID != acted.Action.ID || card.Actions[1].State != kpi.ActionReplaced {
		t.Errorf("the card has %+v", card.Actions)
	}
}

// What may not be is refused with its field, and nothing is saved, not even the request.
func TestRefusedActions(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	for name, c := range map[string]struct {
		by, code     string
		u            kpi.Undertaking
		field, words string
	}{
		"due in the past":        {"U0LIB", "LIB1", kpi.Undertaking{Text: "x", Due: today.AddDays(-1)}, kpi.FieldDue, "7 January 2024 has passed"},
		"assigned to an outside": {"U0LIB", "LIB1", kpi.Undertaking{Text: "x", Due: feb, Owner: "U0OFFICER"}, kpi.FieldWho, "not in the register"},
		"not theirs":             {"U0CORONER", "LIB1", sessions(), kpi.FieldIndicator, "You cannot add actions to LIB1"},
		"not red":                {"U0CORONER", "178", sessions(), kpi.FieldIndicator, "178 is Contextual"},
		"no such indicator":      {"U0LIB", "999", sessions(), kpi.FieldIndicator, "There is no indicator"},
		"a stranger":             {"U0NOBODY", "LIB1", sessions(), "", "does not know you"},
		"without words":          {"U0LIB", "LIB1", kpi.Undertaking{Text: " \u202e", Due: feb}, kpi.FieldAction, "missing"},
	} {
		_, err := s.RaiseAction(t.Context(), asks(c.by, "r "+name), c.code, c.u)
		refusedFor(t, err, c.field, c.words)
	}
	if n := count(t, s, `SELECT (SELECT count(*) FROM actions) + (SELECT count(*) FROM requests) + (SELECT count(*) FROM action_events)`); n != 0 {
		t.Errorf("%d rows were left", n)
	}
	_, err := s.SettleAction(t.Context(), asks("U0LIB", "r"), 77, kpi.ActionDone, "")
	refusedFor(t, err, kpi.FieldAction, "That action is not there")
}

func TestActionsOnAnyRating(t *testing.T) {
	t.Parallel()
	s, _ := empty(t)
	r := seedRegister(t)
	r.Committees[0].ActionsOnAny = true
	mustImport(t, s, r)
	if acted := mustRaise(t, s, asks("U0CORONER", "r"), "178", sessions()); !acted.Fresh {
		t.Errorf("%+v", acted)
	}
}

// The same request from many processes at once raises one action, and all get it.
func TestARequestForAnActionTwice(t *testing.T) {
	t.Parallel()
	s, dsn := seeded(t)
	other := openStore(t, dsn)
	var (
		mu   sync.Mutex
		ids  = map[int64]int{}
		news int
		all  sync.WaitGroup
	)
	for n := range 8 {
		at := []*Store{s, other}[n%2]
		all.Go(func() {
			acted, err := at.RaiseAction(t.Context(), asks("U0MGRPLACE", "same"), "LIB1", kpi.Undertaking{Text: "x", Due: feb, Owner: "U0LIB"})
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			ids[acted.Action.ID]++
			if acted.Fresh {
				news++
			}
		})
	}
	all.Wait()
	if len(ids) != 1 || news != 1 {
		t.Errorf("actions %v, %d of them new", ids, news)
	}
	for query, want := range map[string]int{
		`SELECT count(*) FROM actions`: 1, `SELECT count(*) FROM action_events`: 1,
		`SELECT count(*) FROM notifications WHERE kind = 'action-given'`: 1, `SELECT count(*) FROM audit_entries WHERE subject LIKE 'action %'`: 1,
	} {
		if got := count(t, s, query); got != want {
			t.Errorf("%s is %d, want %d", query, got, want)
		}
	}
}

// The same request about two indicators at once, which no lock keeps apart, raises one action as well.
func TestOneRequestForTwoIndicators(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	var both sync.WaitGroup
	for _, code := range []string{"LIB1", "LIB1", "TRS2", "TRS2"} {
		both.Go(func() { _, _ = s.RaiseAction(t.Context(), asks("U0PERF", "same"), code, sessions()) })
	}
	both.Wait()
	if got := count(t, s, `SELECT count(*) FROM actions`); got != 1 {
		t.Errorf("%d actions", got)
	}
}

// Of two people who close an action at once one does, and the other is told who.
func TestTwoCloseOneAction(t *testing.T) {
	t.Parallel()
	s, dsn := seeded(t)
	other := openStore(t, dsn)
	for round := range 10 {
		id := mustRaise(t, s, asks("U0LIB", fmt.Sprint("raise", round)), "LIB1", sessions()).Action.ID
		errs := make([]error, 2)
		var both sync.WaitGroup
		for n, who := range []string{"U0LIB", "U0MGRPLACE"} {
			both.Go(func() {
				_, errs[n] = []*Store{s, other}[n].SettleAction(t.Context(), asks(who, fmt.Sprint("settle", round, who)), id, kpi.ActionDone, who)
			})
		}
		both.Wait()
		loser := errs[0]
		if loser == nil {
			loser = errs[1]
		}
		if errs[0] != nil && errs[1] != nil || loser == nil {
			t.Fatalf("round %d: %v", round, errs)
		}
		refusedFor(t, loser, kpi.FieldAction, "has marked this action as done already")
		if got := count(t, s, `SELECT count(*) FROM action_events WHERE action_id = $1`, id); got != 2 {
			t.Fatalf("%d events", got)
		}
	}
	auditWhole(t, s)
}

// Whoever is given an action by another is told, is told no more once it is closed, and what was told reads so.
func TestWhoIsGivenAnActionIsTold(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	given := func(id int64) (list []Notification) {
		all, err := s.NotificationsSince(t.Context(), time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range all {
			var about GivenAbout
			if n.Kind == kpi.NewsActionGiven && n.About(&about) == nil && about.Action == id {
				list = append(list, n)
			}
		}
		return list
	}
	own := mustRaise(t, s, asks("U0LIB", "r1"), "LIB1", sessions()).Action
	if told := given(own.ID); len(told) != 0 {
		t.Errorf("told of one's own: %+v", told)
	}
	u := sessions()
	u.Owner = "U0LIB"
	a := mustRaise(t, s, asks("U0MGRPLACE", "r2"), "LIB1", u).Action
	told := given(a.ID)
	if len(told) != 1 || told[0].Recipient != "U0LIB" {
		t.Fatalf("told %+v", told)
	}
	now := moment(t)
	d := begin(t, s, told[0].ID, now)
	same(t, "task", Say, d.Task)
	endDelivery(t, s, d, Outcome{Verdict: Delivered, Channel: "D1", TS: "1.1"}, now)
	// Given on, the first reads that it is another's, and the other is told.
	if _, err := s.ContinueAction(t.Context(), asks("U0LIB", "r3"), a.ID, kpi.Undertaking{Owner: "U0SKILLS"}, false); err != nil {
		t.Fatal(err)
	}
	now = now.later(time.Minute)
	d = begin(t, s, told[0].ID, now)
	same(t, "the first reads it anew", Refresh, d.Task)
	endDelivery(t, s, d, Outcome{Verdict: Delivered, Channel: "D1", TS: "1.1"}, now)
	if told = given(a.ID); len(told) != 2 || told[1].Recipient != "U0SKILLS" {
		t.Fatalf("told %+v", told)
	}
	// Closed before the other heard of it, it is no news any more.
	if _, err := s.SettleAction(t.Context(), asks("U0LIB", "r4"), a.ID, kpi.ActionDropped, "No room"); err != nil {
		t.Fatal(err)
	}
	if d := begin(t, s, told[1].ID, now); d.Task != Nothing || d.State != Withdrawn {
		t.Errorf("%+v", d)
	}
	same(t, "and the first reads that", Refresh, begin(t, s, told[0].ID, now.later(time.Minute)).Task)
}

// A Red figure without actions is chased, no longer once it has one, and again when that was dropped; the message ticks
// itself off.
func TestARedIsAnswered(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	p := typed(t, "60000", "")
	if _, err := s.PostFigure(t.Context(), Post{RequestID: "f", By: "U0LIB", Code: "LIB1", Posting: p, Now: monday, Today: today}); err != nil {
		t.Fatal(err)
	}
	named := func(now Clocks) string {
		c, err := s.Chase(t.Context(), now.Zone, now.today())
		if err != nil {
			t.Fatal(err)
		}
		var duties []string
		for _, n := range c.Owed(now.Now) {
			for _, i := range n.Items {
				if i.Indicator == "LIB1" {
					duties = append(duties, n.Recipient+" "+string(i.Duty))
				}
			}
		}
		return strings.Join(duties, ", ")
	}
	same(t, "on the day", "", named(at(t, "2024-01-08 11:00")))
	next := at(t, "2024-01-09 09:00")
	same(t, "the day after", "U0LIB answer", named(next))
	var message Notification
	for _, n := range mustPlan(t, s, next) {
		if n.Recipient == "U0LIB" {
			message = n
		}
	}
	endDelivery(t, s, begin(t, s, message.ID, next), Outcome{Verdict: Delivered, Channel: "D1", TS: "1.1"}, next)
	a := mustRaise(t, s, asks("U0LIB", "r1"), "LIB1", sessions()).Action
	same(t, "with an action", "", named(at(t, "2024-01-12 09:00")))
	same(t, "its message", Refresh, begin(t, s, message.ID, next.later(time.Minute)).Task)
	words, err := s.Wording(t.Context(), message, next)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range words.Items {
		if i.Duty == kpi.DutyAnswerRed && !i.In {
			t.Error("the message does not tick the red off")
		}
	}
	if _, err := s.SettleAction(t.Context(), asks("U0LIB", "r2"), a.ID, kpi.ActionDropped, "No room"); err != nil {
		t.Fatal(err)
	}
	if got := named(at(t, "2024-01-12 09:00")); !strings.Contains(got, "U0LIB answer") {
		t.Errorf("dropped, the red is asked about by: %q", got)
	}
}

// An action is nudged by its own day, and reviewed when a later figure comes in; what is planned holds its id.
func TestAnActionIsNudged(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	a := mustRaise(t, s, asks("U0LIB", "r1"), "LIB1", kpi.Undertaking{Text: "x", Due: kpi.Date{Year: 2024, Month: 1, Day: 10}}).Action
	find := func(now Clocks) (found kpi.Item) {
		for _, n := range mustPlan(t, s, now) {
			endDelivery(t, s, begin(t, s, n.ID, now), Outcome{Verdict: Delivered, Channel: "D" + n.Recipient, TS: now.Now.String()}, now)
			for _, i := range n.Items {
				if n.Recipient == "U0LIB" && i.Action != 0 {
					found = i
				}
			}
		}
		return found
	}
	if i := find(at(t, "2024-01-09 09:00")); i.Duty != kpi.DutyAct || i.Action != a.ID || i.Step.Days != -1 {
		t.Errorf("the day before: %+v", i)
	}
	if _, err := s.PostFigure(t.Context(), Post{RequestID: "f", By: "U0LIB", Code: "LIB1", Posting: typed(t, "60000", ""), Now: monday.AddDate(0, 0, 1), Today: today}); err != nil {
		t.Fatal(err)
	}
	review := find(at(t, "2024-01-10 09:00"))
	if review.Duty != kpi.DutyReview || review.Action != a.ID || review.Period != q3 {
		t.Errorf("the later figure: %+v", review)
	}
	words, err := s.Wording(t.Context(), Notification{Recipient: "U0LIB", Items: []kpi.Item{review}}, at(t, "2024-01-10 09:00"))
	items := words.Items
	if err != nil || len(items) != 1 || items[0].Before == nil || items[0].Before.Period != q2 || items[0].Card.Figure == nil || items[0].Card.Figure.Period != q3 {
		t.Errorf("%+v %v", items, err)
	}
	if i := find(at(t, "2024-01-11 09:00")); i.Duty != kpi.DutyAct || i.Step.Days != 1 {
		t.Errorf("the day after: %+v", i)
	}
}

func TestTheDatabaseRefusesOfActions(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	mustRaise(t, s, asks("U0LIB", "r1"), "LIB1", sessions())
	for name, statement := range map[string]string{
		"changing an event":        `UPDATE action_events SET act = 'done'`,
		"deleting an event":        `DELETE FROM action_events`,
		"an owner who is nobody":   `UPDATE actions SET owner = 'U0NOBODY'`,
		"done without a day":       `UPDATE actions SET state = 'done'`,
		"dropped without a reason": `UPDATE actions SET state = 'dropped', settled_at = now(), settled_by = 'U0LIB'`,
		"replaced by nothing":      `UPDATE actions SET state = 'replaced', settled_at = now(), settled_by = 'U0LIB'`,
		"without words":            `UPDATE actions SET words = ''`,
		"an item about no action":  `INSERT INTO notification_items SELECT n.id, 0, 'act', 1, '2023-24Q2', '0', '', '' FROM notifications n`,
	} {
		if name == "an item about no action" {
			mustPlan(t, s, at(t, "2024-01-08 09:00"))
		}
		if _, err := s.patient.ExecContext(t.Context(), statement); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}

// What was told of an action is remembered when the next collection opens, which is where other memories begin.
func TestWhatWasToldOfAnActionIsRemembered(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	next := kpi.Register{Collections: []kpi.Collection{{
		Period: kpi.Quarter(2023, 4), Opens: kpi.Date{Year: 2024, Month: 4, Day: 2}, Due: kpi.Date{Year: 2024, Month: 4, Day: 19},
	}}}
	mustImport(t, s, next)
	u := kpi.Undertaking{Text: "x", Owner: "U0CLLR1", Due: kpi.Date{Year: 2024, Month: 3, Day: 20}}
	mustRaise(t, s, asks("U0LIB", "r1"), "LIB1", u)
	told := func(now Clocks) bool {
		is := false
		for _, n := range mustPlan(t, s, now) {
			endDelivery(t, s, begin(t, s, n.ID, now), Outcome{Verdict: Delivered, Channel: "D" + n.Recipient, TS: now.Now.String()}, now)
			is = is || n.Recipient == "U0CLLR1"
		}
		return is
	}
	if !told(at(t, "2024-03-21 09:00")) {
		t.Fatal("nobody is told the day after")
	}
	if told(at(t, "2024-04-11 09:00")) {
		t.Error("told once more of the same rung")
	}
}
