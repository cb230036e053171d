package store

import (
	"context"
	"errors"
	"testing"
	"time"

	"chaser/kpi"
)

// over is a seeded store behind a lossy link, and another that sees the database directly.
func over(t *testing.T, w waits, fateWait time.Duration) (behind, direct *Store, link *lossyLink) {
	t.Helper()
	direct, dsn := seeded(t)
	link = newLossyLink(t, dsn)
	return openWith(t, link.dsn, w, fateWait), direct, link
}

func TestACommitWhoseAnswerIsLostIsFound(t *testing.T) {
	t.Parallel()
	s, direct, link := over(t, lenient, 20*time.Second)
	before := auditWhole(t, direct)
	link.will(cutAfter)
	p := coronersPost(t, "R1", "142", "Staff were on leave.")
	posted := mustPost(t, s, p)
	if !posted.Fresh || posted.Card.Figure.Revision != 1 {
		t.Errorf("posted %+v, want the first revision", posted)
	}
	same(t, "the request again", posted, mustPost(t, s, p))
	if n := count(t, direct, `SELECT count(*) FROM figures WHERE reason = '' AND posted_by = 'U0CORONER'`); n != 1 {
		t.Errorf("%d figures, want 1", n)
	}
	if got := auditWhole(t, direct); got != before+1 {
		t.Errorf("%d audit entries, want one more than %d", got, before)
	}
}

func TestACommitThatNeverArrivedLeavesNothing(t *testing.T) {
	t.Parallel()
	s, direct, link := over(t, lenient, 20*time.Second)
	before := auditWhole(t, direct)
	link.will(cutBefore)
	p := coronersPost(t, "R1", "142", "No court sat.")
	_, err := s.PostFigure(t.Context(), p)
	if err == nil || errors.Is(err, ErrOutcomeUnknown) {
		t.Fatalf("got %v, want an error that knows that nothing was saved", err)
	}
	if n := count(t, direct, `SELECT count(*) FROM requests`); n != 0 {
		t.Errorf("%d requests are left, want none", n)
	}
	if got := auditWhole(t, direct); got != before {
		t.Errorf("%d audit entries, want %d", got, before)
	}
	if posted := mustPost(t, s, p); !posted.Fresh {
		t.Error("the request again was not fresh, though nothing had been saved")
	}
}

// A COMMIT that is still on its way must not be taken for one that failed: it will be done after all.
func TestACommitStillOnItsWayIsUnknown(t *testing.T) {
	t.Parallel()
	quick := lenient
	quick.answer = time.Second
	s, direct, link := over(t, quick, 300*time.Millisecond)
	p := coronersPost(t, "R1", "142", "No court sat.")
	mustPost(t, s, Post{RequestID: "warm", By: p.By, Code: "177", Posting: p.Posting, Now: monday, Today: today}) // so that nothing but the COMMIT is slow
	link.will(stranded)
	_, err := s.PostFigure(t.Context(), p)
	if !errors.Is(err, ErrOutcomeUnknown) {
		t.Fatalf("got %v, want ErrOutcomeUnknown", err)
	}
	<-link.held
	link.release()
	<-link.passed
	posted := mustPost(t, direct, p)
	if !posted.Fresh || posted.Card.Figure.Revision != 1 {
		t.Errorf("the request again: %+v, want what the first made", posted)
	}
	auditWhole(t, direct)
}

func TestAContextThatEndsDuringTheCommit(t *testing.T) {
	t.Parallel()
	s, direct, link := over(t, lenient, 20*time.Second)
	ctx, cancel := context.WithCancel(t.Context())
	link.will(stranded)
	go func() {
		<-link.held
		cancel()
		link.release()
	}()
	posted, err := s.PostFigure(ctx, coronersPost(t, "R1", "142", "No court sat."))
	if err != nil || !posted.Fresh {
		t.Fatalf("%+v, %v: the commit was done, and is to be found by the look-up", posted, err)
	}
	auditWhole(t, direct)
}

func TestASilentNetworkIsAnErrorInTime(t *testing.T) {
	t.Parallel()
	quick := lenient
	quick.connect, quick.answer = time.Second, time.Second
	s, _, link := over(t, quick, 200*time.Millisecond)
	link.will(swallowed)
	defer time.AfterFunc(30*time.Second, link.goAway).Stop() // or a broken rule would hang the test
	began := time.Now()
	_, err := s.PostFigure(context.WithoutCancel(t.Context()), coronersPost(t, "R1", "142", "No court sat."))
	if !errors.Is(err, ErrOutcomeUnknown) {
		t.Errorf("got %v, want ErrOutcomeUnknown", err)
	}
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("it took %s", took)
	}
}

func TestPostgresAway(t *testing.T) {
	t.Parallel()
	s, direct, link := over(t, lenient, 20*time.Second)
	mustPost(t, s, coronersPost(t, "R1", "142", "No court sat."))
	link.goAway()
	p := coronersPost(t, "R2", "150", "Two were counted late.")
	_, err := s.PostFigure(t.Context(), p)
	var refusal *kpi.Refusal
	if err == nil || errors.As(err, &refusal) {
		t.Fatalf("got %v, want an internal error", err)
	}
	if err := s.Ping(t.Context()); err == nil {
		t.Error("Ping finds no fault")
	}
	if n := count(t, direct, `SELECT count(*) FROM requests`); n != 1 {
		t.Errorf("%d requests, want the first alone", n)
	}
	link.comeBack()
	if posted := mustPost(t, s, p); posted.Card.Figure.Revision != 2 {
		t.Errorf("after it came back: revision %d, want 2", posted.Card.Figure.Revision)
	}
}
