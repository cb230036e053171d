package store

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"chaser/kpi"
)

func undo(request, by string, figures ...int64) Undo {
	return Undo{RequestID: request, By: by, Figures: figures, Now: monday.Add(5 * time.Minute), Today: today, Zone: london}
}

func mustTakeBack(t testing.TB, s *Store, u Undo) Undone {
	t.Helper()
	undone, err := s.TakeBack(t.Context(), u)
	if err != nil {
		t.Fatal(err)
	}
	return undone
}

// owes reports whether a figure is asked for.
func owes(t testing.TB, s *Store, code string) bool {
	t.Helper()
	owed, err := s.Owed(t.Context(), "U0CORONER", today)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range owed {
		if c.Indicator.Code == code {
			return true
		}
	}
	return false
}

// A first figure that is taken back is owed again, and everything is as it was but for the trail.
func TestTakingBackAFirstFigure(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	before, asked := card(t, s, "178", kpi.Period{}), mustPlan(t, s, at(t, "2024-01-08 09:00"))
	chase, err := s.Chase(t.Context(), london, today)
	if err != nil {
		t.Fatal(err)
	}
	posted := mustPost(t, s, coronersPost(t, "R1", "142", "Fewer"))
	if owes(t, s, "178") {
		t.Fatal("it is owed though posted")
	}
	entries := auditWhole(t, s)
	undone := mustTakeBack(t, s, undo("U1", "U0CORONER", posted.FigureID))
	f := undone.Figures[0]
	if !undone.Fresh || !owes(t, s, "178") || f.By.ByName == "" || kpi.Exactly(*f.Was.Value) != "142" || f.Card.Figure != nil || f.Card.Awaited == nil {
		t.Errorf("undone: %+v", undone)
	}
	same(t, "the card", before, card(t, s, "178", kpi.Period{}))
	again, err := s.Chase(t.Context(), london, today)
	if err != nil {
		t.Fatal(err)
	}
	again.Told, chase.Told = nil, nil
	same(t, "what is asked", chase.Owed(at(t, "2024-01-09 09:00").Now), again.Owed(at(t, "2024-01-09 09:00").Now))
	if auditWhole(t, s) != entries+1 || count(t, s, `SELECT count(*) FROM audit_entries WHERE act = 'undone' AND subject = 'figure 178 2023-24Q3' AND actor = 'U0CORONER'`) != 1 {
		t.Error("the trail does not say so")
	}
	if n := count(t, s, `SELECT count(*) FROM figure_revisions WHERE taken_back_by = 'U0CORONER'`); n != 1 {
		t.Errorf("%d revisions are kept", n)
	}
	if len(asked) == 0 || count(t, s, `SELECT count(*) FROM notifications WHERE recipient = 'U0CORONER' AND state = 'ready'`) != 1 {
		t.Error("the reminder that waits is gone")
	}

	// Whichever of the two comes again.
	if again := mustTakeBack(t, s, undo("U1", "U0CORONER", posted.FigureID)); again.Fresh || again.Figures[0].By.ByName == "" {
		t.Errorf("the same undo again: %+v", again)
	}
	if again := mustTakeBack(t, s, undo("U2", "U0PERF", posted.FigureID)); again.Fresh || again.Figures[0].By.By != "U0CORONER" {
		t.Errorf("another undo: %+v", again)
	}
	_, err = s.PostFigure(t.Context(), coronersPost(t, "R1", "142", "Fewer"))
	refused(t, err, "142 for 178, Q3 2023/24, was taken back by Coroner")
	if !owes(t, s, "178") || auditWhole(t, s) != entries+1 {
		t.Error("the posting that came again had an effect")
	}

	// What is posted next is a first figure again, and takes its number.
	next := mustPost(t, s, coronersPost(t, "R2", "143", "Counted again"))
	if next.Replaced != nil || next.Card.Figure.Revision != 1 || next.Card.Figure.Commentary != "Counted again" {
		t.Errorf("the next: %+v", next)
	}
	mustTakeBack(t, s, undo("U1", "U0CORONER", next.FigureID)) // the first undo, whatever it is said to be of
	if owes(t, s, "178") {
		t.Error("a request that came again took another figure back")
	}
}

// Of a revision the one before stands again.
func TestTakingBackARevision(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	first := mustPost(t, s, coronersPost(t, "R1", "142", "Fewer"))
	before := card(t, s, "178", kpi.Period{})
	second := mustPost(t, s, coronersPost(t, "R2", "143", "Counted again"))
	_, err := s.TakeBack(t.Context(), undo("U1", "U0CORONER", first.FigureID))
	var built *kpi.BuiltOn
	if !errors.As(err, &built) || !built.OwnRevision {
		t.Errorf("the first before the second: %v", err)
	}
	if undone := mustTakeBack(t, s, undo("U2", "U0CORONER", second.FigureID)); undone.Figures[0].Card.Figure == nil || undone.Figures[0].Card.Figure.Revision != 1 {
		t.Errorf("undone: %+v", undone)
	}
	same(t, "the card", before, card(t, s, "178", kpi.Period{}))
	_, err = s.PostFigure(t.Context(), func() Post {
		p := coronersPost(t, "R3", "150", "Again")
		p.Over = second.FigureID
		p.Posting.Period = quarter3
		return p
	}())
	refused(t, err, "has been changed or taken back since you looked")
	mustTakeBack(t, s, undo("U3", "U0CORONER", first.FigureID))
	if !owes(t, s, "178") {
		t.Error("it is not owed")
	}

	// Both at once, whatever their order.
	one, two := mustPost(t, s, coronersPost(t, "R4", "141", "")), mustPost(t, s, coronersPost(t, "R5", "139", "Again"))
	if undone := mustTakeBack(t, s, undo("U4", "U0CORONER", two.FigureID, one.FigureID)); len(undone.Figures) != 2 || !owes(t, s, "178") {
		t.Errorf("both: %+v", undone)
	}
	auditWhole(t, s)
}

// Several are taken back together, or none is.
func TestTakingBackSeveral(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	var ids []int64
	for _, code := range []string{"178", "175", "176"} {
		p := coronersPost(t, "R"+code, "142", "")
		p.Code = code
		ids = append(ids, mustPost(t, s, p).FigureID)
	}
	revised := coronersPost(t, "R9", "150", "Counted again")
	revised.Code, revised.By = "176", "U0PERF"
	last := mustPost(t, s, revised)
	_, err := s.TakeBack(t.Context(), undo("U1", "U0CORONER", ids...))
	refused(t, err, "Performance team changed it to 150")
	if count(t, s, `SELECT count(*) FROM figure_revisions WHERE taken_back_at IS NOT NULL`) != 0 {
		t.Error("some are taken back")
	}
	mustTakeBack(t, s, undo("U2", "U0PERF", last.FigureID))
	if undone := mustTakeBack(t, s, undo("U3", "U0CORONER", ids...)); len(undone.Figures) != 3 || undone.Figures[0].ID != ids[0] {
		t.Errorf("%+v", undone)
	}
	auditWhole(t, s)
}

// What was for another period is taken back and posted for that in one step, or nothing happens.
func TestMovingAFigure(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	posted := mustPost(t, s, coronersPost(t, "R1", "142", "Fewer"))
	u := undo("U1", "U0CORONER", posted.FigureID)
	u.To = kpi.Quarter(2024, 1)
	_, err := s.TakeBack(t.Context(), u)
	refused(t, err, "does not end until")
	if owes(t, s, "178") {
		t.Fatal("it is taken back though it could not be moved")
	}
	u.To = quarter2
	for n, name := range []string{"once", "again"} {
		undone := mustTakeBack(t, s, u)
		moved := undone.Figures[0].Moved
		if undone.Fresh != (n == 0) || moved == nil || moved.Card.Period != quarter2 || kpi.Exactly(*moved.Card.Figure.Value) != "142" ||
			moved.Card.Figure.Commentary != "Fewer" || moved.Card.Figure.Revision != 2 || !strings.Contains(moved.Card.Figure.Reason, "posted for Q3 2023/24 by mistake") {
			t.Errorf("%s: %+v", name, undone)
		}
	}
	if !owes(t, s, "178") || count(t, s, `SELECT count(*) FROM figures WHERE posted_by IS NOT NULL`) != 1 {
		t.Error("it is not moved")
	}
	auditWhole(t, s)
}

// An import for a wrong period is the performance team's to take back.
func TestTakingBackAnImport(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	before := card(t, s, "176", kpi.Period{})
	v := kpi.Figure{Indicator: "176", Period: kpi.Quarter(2022, 2), Status: kpi.Final, Value: typed(t, "810", "").Typed.Value}
	mustImport(t, s, kpi.Register{Figures: []kpi.Figure{v}})
	of, found, err := s.FigureToUndo(t.Context(), "U0PERF", "176", kpi.Quarter(2022, 2))
	if err != nil || !found {
		t.Fatal(found, err)
	}
	_, err = s.TakeBack(t.Context(), undo("U1", "U0CORONER", of.ID))
	refused(t, err, "was imported, and only the performance team")
	mustTakeBack(t, s, undo("U2", "", of.ID))
	same(t, "the card", before, card(t, s, "176", kpi.Period{}))
	r, err := s.Register(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Figures {
		if f.Indicator == "176" && f.Period == v.Period {
			t.Error("an export brings it back")
		}
	}
	auditWhole(t, s)
}

// What was built on a figure keeps it.
func TestTooLateToTakeBack(t *testing.T) {
	t.Parallel()
	for name, build := range map[string]func(t *testing.T, s *Store, p Posted) (want string){
		"signed off": func(t *testing.T, s *Store, p Posted) string {
			if _, err := s.SignOff(t.Context(), Request{By: "U0MGRREG", Now: monday}, []int64{p.FigureID}, today); err != nil {
				t.Fatal(err)
			}
			return "signed it off"
		},
		"published": func(t *testing.T, s *Store, p Posted) string {
			if _, err := s.SignOff(t.Context(), Request{By: "U0PERF", Now: monday}, []int64{p.FigureID}, today); err != nil {
				t.Fatal(err)
			}
			publish := publishing(true)
			publish.Period, publish.Now, publish.Today = quarter3, monday.AddDate(0, 1, 0), today.AddDays(30)
			mustPublish(t, s, publish)
			return "was published for Q3 2023/24"
		},
		"answered": func(t *testing.T, s *Store, p Posted) string {
			q := mustAsk(t, s, Ask{RequestID: "Q1", By: "U0PERF", Code: "178", Period: quarter3, Text: "Why?", Now: monday, Today: today, Zone: london})
			if _, err := s.AnswerQuestion(t.Context(), Answer{Question: q.Question.ID, By: "U0CORONER", Text: "So.", Now: monday, Today: today}); err != nil {
				t.Fatal(err)
			}
			return "answered a question about it"
		},
		"revised": func(t *testing.T, s *Store, p Posted) string {
			revised := coronersPost(t, "R2", "150", "Counted again")
			revised.By = "U0PERF"
			mustPost(t, s, revised)
			return "Performance team changed it to 150"
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := signedOff(t)
			p := mustPost(t, s, coronersPost(t, "R1", "142", ""))
			want := build(t, s, p)
			_, err := s.TakeBack(t.Context(), undo("U1", "U0CORONER", p.FigureID))
			refused(t, err, want)
			var built *kpi.BuiltOn
			if !errors.As(err, &built) {
				t.Errorf("%v is not for what was built on it", err)
			}
			if count(t, s, `SELECT count(*) FROM figure_revisions WHERE taken_back_at IS NOT NULL`) != 0 {
				t.Error("it is taken back")
			}
		})
	}
}

// A figure that awaits sign-off awaits it no more, and its button says why; the next one of the same number awaits its
// own.
func TestTakingBackWhatAwaitsSignOff(t *testing.T) {
	t.Parallel()
	s := signedOff(t)
	manager := kpi.Person{SlackID: "U0MGRREG"}
	p := mustPost(t, s, coronersPost(t, "R1", "142", ""))
	if _, err := s.SendBack(t.Context(), Request{By: "U0MGRREG", Now: monday}, p.FigureID, "The commentary says 141.", today); err != nil {
		t.Fatal(err)
	}
	back := newsOfKind(t, s, kpi.NewsSentBack)[0]
	mustTakeBack(t, s, undo("U1", "U0CORONER", p.FigureID))
	if waiting, err := everyUnsigned(t.Context(), s, manager); err != nil || len(waiting) != 0 {
		t.Errorf("it still waits: %+v %v", waiting, err)
	}
	if d := begin(t, s, back.ID, at(t, "2024-01-08 10:00")); d.State != Withdrawn {
		t.Errorf("that it was sent back is %s", d.State)
	}
	_, err := s.SignOff(t.Context(), Request{By: "U0MGRREG", Now: monday}, []int64{p.FigureID}, today)
	refused(t, err, "was taken back by Coroner")
	next := mustPost(t, s, coronersPost(t, "R2", "142", ""))
	_, err = s.SignOff(t.Context(), Request{By: "U0MGRREG", Now: monday}, []int64{p.FigureID}, today)
	refused(t, err, "was taken back by Coroner")
	if waiting, err := everyUnsigned(t.Context(), s, manager); err != nil || len(waiting) != 1 || waiting[0].FigureID != next.FigureID {
		t.Errorf("the next: %+v %v", waiting, err)
	}
}

// A red that was never said is withdrawn; one that was said is corrected; one that was ended goes on, and what was said
// of its end is corrected too.
func TestTakingBackARed(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-08 10:00")
	take := func(p Posted) {
		t.Helper()
		now = now.later(time.Minute)
		u := undo(fmt.Sprint("U", p.FigureID), "U0PERF", p.FigureID)
		u.Now = now.Now
		mustTakeBack(t, s, u)
	}
	red := postedOf(t, s, now, "REG1", "50", "")
	take(red)
	if d := begin(t, s, newsOf(t, s, kpi.NewsRed)[0].ID, now); d.State != Withdrawn {
		t.Errorf("unsaid: %s", d.State)
	}

	red = postedOf(t, s, now, "REG1", "51", "")
	alert := newsOf(t, s, kpi.NewsRed)[1]
	say(t, s, alert, now)
	take(red)
	if d := begin(t, s, alert.ID, now.later(time.Hour)); d.Task != Refresh {
		t.Errorf("said: %v", d.Task)
	}
	tidings, err := s.Tidings(t.Context(), alert, today)
	if err != nil || len(tidings) != 1 || tidings[0].Void == nil || tidings[0].Void.ByName == "" || tidings[0].Ended != nil {
		t.Errorf("said: %+v %v", tidings, err)
	}

	now = now.later(2 * time.Hour)
	postedOf(t, s, now, "REG1", "52", "")
	alert = newsOf(t, s, kpi.NewsRed)[2]
	say(t, s, alert, now)
	good := postedOf(t, s, now, "REG1", "80", "A slip.")
	recovery := newsOf(t, s, kpi.NewsRecovered)[0]
	now = now.later(time.Minute)
	say(t, s, recovery, now)
	take(good)
	for n, n0 := range []Notification{alert, recovery} {
		now, n := now.later(time.Duration(n+1)*time.Hour), n0
		tidings, err := s.Tidings(t.Context(), n, today)
		if err != nil || len(tidings) != 1 || tidings[0].Ended != nil || tidings[0].Void != nil || tidings[0].Since != quarter3 {
			t.Errorf("%s: %+v %v", n.Kind, tidings, err)
		}
		if d := begin(t, s, n.ID, now.later(time.Hour)); d.Task != Refresh {
			t.Errorf("%s: %v", n.Kind, d.Task)
		}
	}
	if n := len(newsOf(t, s, kpi.NewsRed)); n != 3 {
		t.Errorf("%d alerts", n)
	}
	auditWhole(t, s)
}

// Whose alert was withdrawn for the sake of a figure that is taken back hears of the red after all.
func TestTakingBackWhatWithdrewAnAlert(t *testing.T) {
	t.Parallel()
	for _, timing := range []kpi.AlertTiming{kpi.AlertsAtOnce, kpi.AlertsDaily} {
		s, _ := seeded(t)
		now := at(t, "2024-01-08 10:00")
		setAlerts(t, s, "U0MGRREG", timing, now)
		postedOf(t, s, now, "REG1", "50", "")
		good := postedOf(t, s, now, "REG1", "80", "A slip.")
		morning := at(t, "2024-01-09 09:00")
		for _, kind := range []kpi.NoticeKind{kpi.NewsRed, kpi.NewsRedDigest} {
			for _, n := range newsOf(t, s, kind) {
				if d := begin(t, s, n.ID, morning); d.State != Withdrawn {
					t.Errorf("%s: %s is %s", timing, kind, d.State)
				}
			}
		}
		u := undo("U1", "U0PERF", good.FigureID)
		u.Now, u.Today = morning.Now, morning.today()
		mustTakeBack(t, s, u)
		told := ""
		for _, kind := range []kpi.NoticeKind{kpi.NewsRed, kpi.NewsRedDigest} {
			for _, n := range newsOf(t, s, kind) {
				if d := begin(t, s, n.ID, at(t, "2024-01-10 09:00")); d.Task == Say {
					told += tells(t, s, n)
				}
			}
		}
		same(t, string(timing), "REG1 red", told)
	}
}

// What somebody has just added to be done is taken back as if it had never been, until more is done about it.
func TestUndoingAnAction(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-08 10:00")
	postedOf(t, s, now, "REG1", "50", "Down.")
	before := cardOn(t, s, "REG1", quarter3)
	acted := mustRaise(t, s, asks("U0REGISTR", "A1"), "REG1", sessions())
	_, err := s.UndoAction(t.Context(), asks("U0MGRREG", "A2"), acted.Action.ID)
	refused(t, err, "Only who added an action")
	for _, request := range []string{"A3", "A3", "A4"} {
		if undone, err := s.UndoAction(t.Context(), asks("U0REGISTR", request), acted.Action.ID); err != nil || undone.Action.State != kpi.ActionCancelled {
			t.Errorf("%s: %+v %v", request, undone, err)
		}
	}
	same(t, "the card", before, cardOn(t, s, "REG1", quarter3))
	listed, err := s.Actions(t.Context(), perf, ActionsOf{})
	if err != nil || len(listed) != 0 {
		t.Errorf("listed: %+v %v", listed, err)
	}
	_, err = s.RaiseAction(t.Context(), asks("U0REGISTR", "A1"), "REG1", sessions())
	refused(t, err, "was taken back, so it does not stand")
	if n := count(t, s, `SELECT count(*) FROM audit_entries WHERE act = 'cancelled'`); n != 1 {
		t.Errorf("%d entries", n)
	}
	chase, err := s.Chase(t.Context(), london, today)
	if err != nil || len(chase.Undertaken) != 0 || chase.Unanswered[kpi.Subject{Indicator: "REG1", Period: quarter3}].IsZero() {
		t.Errorf("asked: %+v %+v %v", chase.Undertaken, chase.Unanswered, err)
	}

	acted = mustRaise(t, s, asks("U0REGISTR", "A5"), "REG1", sessions())
	if _, err := s.ContinueAction(t.Context(), asks("U0PERF", "A6"), acted.Action.ID, kpi.Undertaking{Text: "Three extra sessions"}, false); err != nil {
		t.Fatal(err)
	}
	if a := cardOn(t, s, "REG1", quarter3).Actions; len(a) != 1 || a[0].Text != "Three extra sessions" {
		t.Errorf("in other words: %+v", a)
	}
	_, err = s.UndoAction(t.Context(), asks("U0REGISTR", "A7"), acted.Action.ID)
	refused(t, err, "has been changed since it was added")
	auditWhole(t, s)
}
