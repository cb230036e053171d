package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"chaser/doubt"
	"chaser/kpi"
)

func TestPostFigure(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	before := auditWhole(t, s)

	first := mustPost(t, s, coronersPost(t, "R1", "142.0", "Staff were on leave."))
	if f := first.Card.Figure; !first.Fresh || first.Replaced != nil || f.Revision != 1 || f.Commentary != "Staff were on leave." || kpi.Exactly(*f.Value) != "142.0" ||
		f.Period != kpi.Quarter(2023, 3) || f.PostedBy != "U0CORONER" || f.Rating != kpi.ContextRating {
		t.Errorf("posted %+v with %+v", first, f)
	}
	if first.Card.PostedBy != "Coroners service lead" || first.Card.Awaited != nil {
		t.Errorf("posted by %q, awaited %v", first.Card.PostedBy, first.Card.Awaited)
	}
	read, found, err := s.Card(t.Context(), perf, "178", kpi.Period{}, today)
	if err != nil || !found {
		t.Fatal(found, err)
	}
	same(t, "the card that is read after", first.Card, read)

	again := mustPost(t, s, coronersPost(t, "R2", "142", ""))
	if again.Fresh || again.Replaced != nil {
		t.Errorf("the same figure again: %+v, want nothing new", again)
	}
	same(t, "its card", first.Card, again.Card)

	second := mustPost(t, s, coronersPost(t, "R3", "145", "Three were counted late."))
	if f := second.Card.Figure; !second.Fresh || f.Revision != 2 || f.Reason != "Three were counted late." {
		t.Errorf("revised: %+v", f)
	}
	same(t, "what it replaced", first.Card.Figure, second.Replaced)
	if got := auditWhole(t, s); got != before+2 {
		t.Errorf("%d audit entries, want two more than %d", got, before)
	}
	revisions, err := s.Revisions(t.Context(), perf, "178")
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, f := range revisions {
		said = append(said, fmt.Sprintf("%s r%d %s", f.Period, f.Revision, kpi.Exactly(*f.Value)))
	}
	same(t, "the revisions", []string{"2023-24Q3 r2 145", "2023-24Q3 r1 142.0", "2023-24Q2 r1 142", "2023-24Q1 r1 213"}, said)
}

// Each is answered as it was the first time, whatever has been posted since.
func TestTheSameRequestAgain(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	requests := []Post{
		coronersPost(t, "R1", "142", "Staff were on leave."),
		coronersPost(t, "R2", "142", ""),
		coronersPost(t, "R3", "145", "Three were counted late."),
		coronersPost(t, "R4", "145", ""),
	}
	earlier := coronersPost(t, "R5", "200", "It was 200 after all.")
	earlier.Posting.Period = kpi.Quarter(2023, 2)
	requests = append(requests, earlier)
	var first []Posted
	for _, p := range requests {
		first = append(first, mustPost(t, s, p))
	}
	entries := auditWhole(t, s)
	for n, p := range requests {
		same(t, p.RequestID+" again", first[n], mustPost(t, s, p))
	}
	if got := auditWhole(t, s); got != entries {
		t.Errorf("%d audit entries, want still %d", got, entries)
	}

	stolen := requests[0]
	stolen.By = "U0PERF"
	if posted, err := s.PostFigure(t.Context(), stolen); err == nil {
		t.Errorf("somebody else's request was answered: %+v", posted)
	}
}

// A posting that is to replace one figure only replaces none that came in since, and records none where that one was
// taken back.
func TestAPostingReplacesOnlyWhatItSaw(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	seen := mustPost(t, s, coronersPost(t, "R1", "142", "No court sat."))
	mustTakeBack(t, s, undo("R2", "U0CORONER", seen.FigureID))
	over := coronersPost(t, "R3", "143", "Counted again")
	over.Over = seen.FigureID
	_, err := s.PostFigure(t.Context(), over)
	refused(t, err, "has been changed or taken back since you looked")
	stands := mustPost(t, s, coronersPost(t, "R4", "144", "No court sat."))
	_, err = s.PostFigure(t.Context(), over)
	refused(t, err, "")
	over.Posting.Reason = "It was wrong"
	_, err = s.PostFigure(t.Context(), over)
	refused(t, err, "has been changed or taken back since you looked")
	over.Over = stands.FigureID
	mustPost(t, s, over)
}

func TestARefusalLeavesNothing(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	before := auditWhole(t, s)
	good := coronersPost(t, "R1", "142", "No court sat.")
	for name, c := range map[string]struct {
		change func(*Post)
		field  string
		says   string
	}{
		"a stranger":                    {func(p *Post) { p.By = "U0NOBODY" }, "", "does not know you yet"},
		"a stranger with a wrong code":  {func(p *Post) { p.By, p.Code = "U0NOBODY", "999" }, "", "does not know you yet"},
		"a wrong code":                  {func(p *Post) { p.Code = "999" }, kpi.FieldIndicator, "no indicator “999”"},
		"somebody else's indicator":     {func(p *Post) { p.Code = "lib1" }, kpi.FieldIndicator, "You cannot post figures for LIB1"},
		"a figure that cannot be":       {func(p *Post) { p.Posting = typed(t, "14.2", "") }, kpi.FieldFigure, "whole numbers"},
		"a revision without its reason": {func(p *Post) { p.Posting = typed(t, "150", ""); p.Posting.Period = kpi.Quarter(2023, 2) }, kpi.FieldReason, "already has a figure"},
	} {
		t.Run(name, func(t *testing.T) {
			p := good
			c.change(&p)
			_, err := s.PostFigure(t.Context(), p)
			var refusal *kpi.Refusal
			if !errors.As(err, &refusal) || refusal.Field != c.field || !strings.Contains(refusal.Sentence, c.says) {
				t.Errorf("got %v, want a refusal at %q that says %q", err, c.field, c.says)
			}
			if n := count(t, s, `SELECT count(*) FROM requests`); n != 0 {
				t.Errorf("%d requests are left", n)
			}
		})
	}
	if got := auditWhole(t, s); got != before {
		t.Errorf("%d audit entries, want %d", got, before)
	}
	if posted := mustPost(t, s, good); !posted.Fresh {
		t.Error("the same request, mended, was not fresh")
	}
}

func TestFiftyDeliveriesOfOneRequest(t *testing.T) {
	t.Parallel()
	s, dsn := seeded(t)
	other := openStore(t, dsn) // another replica
	before := auditWhole(t, s)
	p := coronersPost(t, "R1", "142", "Staff were on leave.")
	answers := make([]Posted, 50)
	var all sync.WaitGroup
	for n := range answers {
		all.Go(func() {
			var err error
			if answers[n], err = []*Store{s, other}[n%2].PostFigure(t.Context(), p); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	for _, a := range answers {
		same(t, "an answer", answers[0], a)
	}
	if !answers[0].Fresh {
		t.Error("none of them was fresh")
	}
	if n := count(t, s, `SELECT count(*) FROM figures WHERE posted_by IS NOT NULL`); n != 1 {
		t.Errorf("%d figures, want 1", n)
	}
	if got := auditWhole(t, s); got != before+1 {
		t.Errorf("%d audit entries, want one more than %d", got, before)
	}
}

// The lock on the indicator keeps one request's deliveries apart; two that name different indicators meet at the
// request's id.
func TestOneRequestForTwoIndicatorsHasOneEffect(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	for round := range 20 {
		codes := []string{"177", "178"}
		answers := make([]Posted, len(codes))
		var both sync.WaitGroup
		for n, code := range codes {
			p := coronersPost(t, fmt.Sprint("R", round), fmt.Sprint(100+round), fmt.Sprint("Counted again ", round))
			p.Code = code
			both.Go(func() {
				var err error
				if answers[n], err = s.PostFigure(t.Context(), p); err != nil {
					t.Error(err)
				}
			})
		}
		both.Wait()
		same(t, "the other's answer", answers[0], answers[1])
	}
	if n := count(t, s, `SELECT count(*) FROM figures WHERE posted_by IS NOT NULL`); n != 20 {
		t.Errorf("%d figures, want 20", n)
	}
}

func TestTwentyPeopleReviseOneIndicator(t *testing.T) {
	t.Parallel()
	s, _ := empty(t)
	r := seedRegister(t)
	for n := range 20 {
		r.People = append(r.People, kpi.Person{SlackID: fmt.Sprint("U0ADMIN", n), Name: fmt.Sprint("Administrator ", n), Roles: []kpi.Role{kpi.Admin}})
	}
	mustImport(t, s, r)
	before := auditWhole(t, s)
	var all sync.WaitGroup
	for n := range 20 {
		p := coronersPost(t, fmt.Sprint("R", n), fmt.Sprint(100+n), fmt.Sprint("Counted by ", n))
		p.By = fmt.Sprint("U0ADMIN", n)
		all.Go(func() {
			if _, err := s.PostFigure(t.Context(), p); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	revisions, err := s.Revisions(t.Context(), perf, "178")
	if err != nil {
		t.Fatal(err)
	}
	var numbers []int
	posters := map[string]bool{}
	for _, f := range revisions {
		if f.Period == kpi.Quarter(2023, 3) {
			numbers = append(numbers, f.Revision)
			posters[f.PostedBy] = true
		}
	}
	slices.Reverse(numbers)
	want := make([]int, 20)
	for n := range want {
		want[n] = n + 1
	}
	same(t, "the revisions", want, numbers)
	if len(posters) != 20 {
		t.Errorf("%d people's figures are there, want 20", len(posters))
	}
	if got := auditWhole(t, s); got != before+20 {
		t.Errorf("%d audit entries, want %d", got, before+20)
	}
	orphans := count(t, s, `
		SELECT count(*) FROM figures f JOIN indicators i ON i.id = f.indicator_id
		WHERE f.posted_by IS NOT NULL AND NOT EXISTS (
			SELECT FROM audit_entries a
			WHERE a.subject = 'figure ' || i.code || ' ' || f.period AND CAST(a.detail AS jsonb) ->> 'revision' = CAST(f.revision AS text) AND a.actor = f.posted_by)`)
	if orphans != 0 {
		t.Errorf("%d figures have no audit entry", orphans)
	}
}

// More first postings at once than there are connections must not wait for each other to prepare.
func TestMorePostingsAtOnceThanConnections(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	indicators := seedRegister(t).Indicators
	var all sync.WaitGroup
	for n := range 3 * DefaultConnections {
		i := indicators[n%len(indicators)]
		p := Post{RequestID: fmt.Sprint("R", n), By: "U0PERF", Code: i.Code, Posting: typed(t, fmt.Sprint(n%100), fmt.Sprint("Counted ", n)), Sure: doubt.Kinds, Now: monday, Today: today}
		all.Go(func() {
			if _, err := s.PostFigure(t.Context(), p); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	auditWhole(t, s)
}

// Who may post is asked under the lock: what was taken away while the posting waited is gone.
func TestAuthorisationIsReadInsideTheTransaction(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	holder, err := s.patient.BeginTxx(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = holder.Rollback() }()
	if _, found, err := lockIndicator(ctx, holder, "178"); err != nil || !found {
		t.Fatal(found, err)
	}
	p := coronersPost(t, "R1", "142", "No court sat.")
	p.By = "U0PERF"
	refused := make(chan error, 1)
	go func() {
		_, err := s.PostFigure(ctx, p)
		refused <- err
	}()
	awaitLockWaiter(t, s, refused)
	if _, err := holder.ExecContext(ctx, `UPDATE people SET roles = '{member}' WHERE slack_id = 'U0PERF'`); err != nil {
		t.Fatal(err)
	}
	if err := holder.Commit(); err != nil {
		t.Fatal(err)
	}
	var refusal *kpi.Refusal
	if err := <-refused; !errors.As(err, &refusal) || refusal.Field != kpi.FieldIndicator {
		t.Errorf("got %v, want a refusal", err)
	}
}

func TestAStuckLockIsAnErrorInTime(t *testing.T) {
	t.Parallel()
	other, dsn := seeded(t)
	quick := lenient
	quick.lock = 100 * time.Millisecond
	s := openWith(t, dsn, quick, 20*time.Second)
	holder, err := other.patient.BeginTxx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = holder.Rollback() }()
	if _, _, err := lockIndicator(t.Context(), holder, "178"); err != nil {
		t.Fatal(err)
	}
	_, err = s.PostFigure(t.Context(), coronersPost(t, "R1", "142", "No court sat."))
	var refusal *kpi.Refusal
	if err == nil || errors.As(err, &refusal) || errors.Is(err, ErrOutcomeUnknown) {
		t.Errorf("got %v, want an internal error", err)
	}
}

// awaitLockWaiter returns once a transaction of this test's schema waits for a lock. What is to wait must not end
// before.
func awaitLockWaiter(t *testing.T, s *Store, ended <-chan error) {
	t.Helper()
	for {
		// Row locks are waited for as the holder's transaction id; the waiter holds a lock on a table of ours.
		waiting := count(t, s, `
			SELECT count(*) FROM pg_locks w
			WHERE NOT w.granted AND EXISTS (
				SELECT FROM pg_locks r JOIN pg_class c ON c.oid = r.relation
				WHERE r.pid = w.pid AND r.database = (SELECT oid FROM pg_database WHERE datname = current_database())
				AND c.relnamespace = CAST(current_schema() AS regnamespace))`)
		if waiting > 0 {
			return
		}
		select {
		case err := <-ended:
			t.Fatalf("it did not wait for the lock, and ended with %v", err)
		default:
		}
	}
}
