package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"chaser/doubt"
	"chaser/kpi"
)

// skillsPost posts for SKL3, whose figures are around 95% and whose target is 94%.
func skillsPost(t *testing.T, request, figure, words string) Post {
	t.Helper()
	return Post{RequestID: request, By: "U0SKILLS", Code: "SKL3", Posting: typed(t, figure, words), Now: monday, Today: today}
}

// asked fails the test unless the posting is asked about.
func asked(t *testing.T, s *Store, p Post) *doubt.Question {
	t.Helper()
	posted, err := s.PostFigure(t.Context(), p)
	var q *doubt.Question
	if !errors.As(err, &q) {
		t.Fatalf("%s: posted %+v, %v; want a question", p.RequestID, posted, err)
	}
	return q
}

// leftBy counts what a posting leaves behind.
func leftBy(t *testing.T, s *Store) map[string]int {
	t.Helper()
	rows := map[string]int{"audit entries": auditWhole(t, s)}
	for _, table := range []string{"figures", "requests", "sign_offs", "notifications", "river_job", "drafts"} {
		rows[table] = count(t, s, `SELECT count(*) FROM `+table)
	}
	return rows
}

// Nothing is saved before the answer, not even the request's id; then what was typed is saved as it was, with what was
// asked.
func TestTheUnlikelyIsAskedAbout(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	before := leftBy(t, s)
	p := skillsPost(t, "R1", "0.930", "A good quarter.")
	q := asked(t, s, p)
	if want := "0.930% is about a hundredth of the figure for Q2 2023/24, 93%. Did you mean 93%?"; q.Sentence() != want {
		t.Errorf("asked %q, want %q", q.Sentence(), want)
	}
	same(t, "what the question leaves", before, leftBy(t, s))
	if again := asked(t, s, p); again.Sentence() != q.Sentence() { // delivered again it is asked again
		t.Errorf("asked again: %q", again.Sentence())
	}

	p.Sure = q.Kinds()
	posted := mustPost(t, s, p)
	if f := posted.Card.Figure; !posted.Fresh || kpi.Exactly(*f.Value) != "0.930" || f.Commentary != "A good quarter." || f.Status != kpi.Final {
		t.Errorf("confirmed: %+v", f)
	}
	same(t, "the confirmed again", posted, mustPost(t, s, p))
	if n := count(t, s, `SELECT count(*) FROM figures WHERE confirmed = '{scale}'`); n != 1 {
		t.Errorf("%d figures keep what was confirmed, want 1", n)
	}
	var detail struct{ Confirmed []string }
	if err := json.Unmarshal([]byte(lastDetail(t, s, "figure SKL3 2023-24Q3")), &detail); err != nil || strings.Join(detail.Confirmed, ", ") != "scale" {
		t.Errorf("the audit entry confirms %v, %v", detail.Confirmed, err)
	}
}

func lastDetail(t *testing.T, s *Store, subject string) string {
	t.Helper()
	var detail string
	if err := s.patient.GetContext(t.Context(), &detail, `SELECT detail FROM audit_entries WHERE subject = $1 ORDER BY seq DESC LIMIT 1`, subject); err != nil {
		t.Fatal(err)
	}
	return detail
}

// Of what was not asked about nothing is confirmed: the likely figure that was chosen instead is as any other.
func TestNothingIsConfirmedThatIsNotUnlikely(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	p := skillsPost(t, "R1", "93.5", "")
	p.Sure = doubt.Kinds
	mustPost(t, s, p)
	if n := count(t, s, `SELECT count(*) FROM figures WHERE confirmed <> '{}'`); n != 0 {
		t.Errorf("%d figures were confirmed that nobody was asked about", n)
	}
	if detail := lastDetail(t, s, "figure SKL3 2023-24Q3"); strings.Contains(detail, "confirmed") {
		t.Errorf("the audit entry is %s", detail)
	}
}

// A refusal comes before the question, and what says nothing new is not asked about.
func TestWhatIsNotAskedAbout(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	stranger := skillsPost(t, "R1", "0.93", "")
	stranger.By = "U0LIB"
	var refusal *kpi.Refusal
	if _, err := s.PostFigure(t.Context(), stranger); !errors.As(err, &refusal) {
		t.Errorf("who may not post was answered %v", err)
	}
	p := skillsPost(t, "R2", "0.93", "")
	p.Sure = asked(t, s, p).Kinds()
	mustPost(t, s, p)
	if again := mustPost(t, s, skillsPost(t, "R3", "0.93", "")); again.Fresh {
		t.Errorf("the same again: %+v", again)
	}
	mustPost(t, s, skillsPost(t, "R4", "0.93", "The validation is late.")) // a commentary leaves the figure as it is
}

// Two people answer at one moment, and Slack delivers each answer twice: one figure stands, and the others are told
// that it does.
func TestTwoConfirmAtOnce(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	before := leftBy(t, s)
	var people []Post
	for _, by := range []string{"U0SKILLS", "U0PERF"} {
		p := skillsPost(t, "sure of "+by, "0.93", "")
		p.By = by
		p.Sure = asked(t, s, p).Kinds()
		people = append(people, p, p)
	}
	var (
		all     sync.WaitGroup
		answers = make([]Posted, len(people))
		errs    = make([]error, len(people))
	)
	for n, p := range people {
		all.Go(func() { answers[n], errs[n] = s.PostFigure(context.WithoutCancel(t.Context()), p) })
	}
	all.Wait()
	fresh := map[string]bool{}
	for n, p := range people {
		if errs[n] != nil {
			t.Errorf("%s: %v", p.RequestID, errs[n])
			continue
		}
		if answers[n].Fresh {
			fresh[p.By] = true
		}
		if f := answers[n].Card.Figure; kpi.Exactly(*f.Value) != "0.93" || f.Revision != 1 {
			t.Errorf("%s: %+v", p.RequestID, f)
		}
	}
	after := leftBy(t, s)
	// The figure has an audit entry, and so has its doubt.
	if len(fresh) != 1 || after["figures"] != before["figures"]+1 || after["requests"] != before["requests"]+2 || after["audit entries"] != before["audit entries"]+2 {
		t.Errorf("%v posted; from %v to %v", fresh, before, after)
	}
}

// The same words are asked about with their full stop and without it, and whatever sign they begin with.
func TestTheSameWordsWithoutTheirFullStop(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	const words = "Fewer inquests were closed since two coroners were on leave"
	post := func(request, code, words string) Post {
		return Post{RequestID: request, By: "U0CORONER", Code: code, Posting: typed(t, "142", words), Now: monday, Today: today}
	}
	mustPost(t, s, post("W1", "178", words))
	for n, said := range []string{words, words + ".", "– " + words, "“" + words + "!”"} {
		q := asked(t, s, post(fmt.Sprint("W2", n), "177", said))
		if !slices.Contains(q.Kinds(), doubt.OthersWords) {
			t.Errorf("of %q is asked %v", said, q.Kinds())
		}
	}
}
