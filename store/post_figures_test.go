package store

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"chaser/doubt"
	"chaser/kpi"
)

// listOf is a list of the performance team's: “178 142”, “REG1 93”.
func listOf(t testing.TB, request string, rows ...string) PostList {
	t.Helper()
	l := PostList{RequestID: request, By: "U0PERF", Now: monday, Today: today, Zone: london}
	for _, row := range rows {
		part := strings.SplitN(row, " ", 3)
		words := ""
		if len(part) > 2 {
			words = part[2]
		}
		l.Rows = append(l.Rows, PostRow{Code: part[0], Posting: typed(t, part[1], words)})
	}
	return l
}

func mustPostAll(t testing.TB, s *Store, l PostList) []Posted {
	t.Helper()
	posted, err := s.PostFigures(t.Context(), l)
	if err != nil {
		t.Fatal(err)
	}
	return posted
}

// declined are the sentences of the rows that could not be posted.
func declined(t testing.TB, err error) map[int]string {
	t.Helper()
	var d *Declined
	if !errors.As(err, &d) {
		t.Fatalf("%v is no refusal of rows", err)
	}
	said := map[int]string{}
	for n, why := range d.Rows {
		said[n] = why.Error()
	}
	return said
}

func TestPostFigures(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	before := auditWhole(t, s)
	l := listOf(t, "R1", "178 142 Staff leave", "REG1 50", "175 789")
	posted := mustPostAll(t, s, l)
	var said []string
	for _, p := range posted {
		said = append(said, fmt.Sprint(p.Card.Indicator.Code, " ", p.Card.Indicator.ShowFigure(*p.Card.Figure), " ", p.Card.Figure.Rating, " ", p.Fresh))
		if !p.Card.Figure.PostedAt.Equal(instant(monday)) {
			t.Errorf("%s was posted at %s", p.Card.Indicator.Code, p.Card.Figure.PostedAt)
		}
	}
	same(t, "in the order of the list", []string{"178 142 Contextual true", "REG1 50% Red true", "175 789 Contextual true"}, said)
	if f := posted[0].Card.Figure; f.Commentary != "Staff leave" || f.Period != kpi.Quarter(2023, 3) {
		t.Errorf("stored %+v", f)
	}
	if n := auditWhole(t, s); n != before+3 {
		t.Errorf("%d audit entries, want one for each figure more than %d", n, before)
	}
	if n := count(t, s, `SELECT count(*) FROM red_turns`); n != 1 {
		t.Errorf("%d reds were told", n)
	}
	if n := count(t, s, `SELECT count(*) FROM requests WHERE kind = 'posting'`); n != 3 {
		t.Errorf("%d requests", n)
	}
	for n, p := range posted {
		read, _, err := s.Card(t.Context(), perf, p.Card.Indicator.Code, kpi.Period{}, today)
		if err != nil {
			t.Fatal(err)
		}
		same(t, l.Rows[n].Code+" as it is read", read, p.Card)
	}

	same(t, "the same delivery again", posted, mustPostAll(t, s, l))
	again := mustPostAll(t, s, listOf(t, "R2", "178 142", "REG1 50", "175 789"))
	for _, p := range again {
		if p.Fresh {
			t.Errorf("%s was posted again", p.Card.Indicator.Code)
		}
	}
	mustPost(t, s, coronersPost(t, "R3", "143", "One more"))
	same(t, "the same delivery after a revision", posted, mustPostAll(t, s, l))
	if n := auditWhole(t, s); n != before+4 {
		t.Errorf("%d audit entries, want %d", n, before+4)
	}
}

// Two quarters of one indicator are two figures, and the second card knows of the first.
func TestAListOfTwoPeriods(t *testing.T) {
	t.Parallel()
	r := seedRegister(t)
	r.Figures = without(r.Figures, "REG1")
	s, _ := empty(t)
	mustImport(t, s, r)
	l := listOf(t, "R1", "REG1 60", "REG1 95")
	l.Rows[0].Posting.Period = kpi.Quarter(2023, 2)
	posted := mustPostAll(t, s, l)
	if from := posted[1].Card.Movement.From; from == nil || kpi.Exactly(*from.Value) != "60" {
		t.Errorf("the second is compared with %+v", from)
	}
	if n := count(t, s, `SELECT count(*) FROM red_turns WHERE left_figure IS NOT NULL`); n != 1 {
		t.Errorf("%d reds came and went", n)
	}
}

func TestAListIsPostedWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	before := auditWhole(t, s)
	none, two := 0, 2
	for name, c := range map[string]struct {
		change func(*PostList)
		says   map[int]string
	}{
		"a code that there is not":    {func(l *PostList) { l.Rows[1].Code = "999" }, map[int]string{1: "no indicator “999”"}},
		"the same code twice":         {func(l *PostList) { l.Rows[2] = l.Rows[0] }, map[int]string{2: "178 is in the list twice for Q3 2023/24: row 1 has 142."}},
		"twice, the period named":     {func(l *PostList) { l.Rows[2] = l.Rows[0]; l.Rows[2].Posting.Period = quarter3 }, map[int]string{2: "twice for Q3 2023/24"}},
		"two figures that cannot be":  {func(l *PostList) { l.Rows[0].Posting = typed(t, "14.2", ""); l.Rows[1].Posting = typed(t, "5.5", "") }, map[int]string{0: "whole numbers", 1: "whole numbers"}},
		"a revision without a reason": {func(l *PostList) { l.Rows[1].Posting.Period = quarter2 }, map[int]string{1: "already has a figure for Q2 2023/24"}},
		"what was posted meanwhile": {func(l *PostList) {
			l.Rows[1].Posting.Period = quarter2
			l.Rows[1].Posting.Words = "Late"
			l.Rows[1].Seen = &none
		}, map[int]string{1: "posted for Q2 2023/24 since you looked: it is now 96,326"}},
		"what was taken back":       {func(l *PostList) { l.Rows[0].Seen = &two }, map[int]string{0: "taken back since you looked"}},
		"somebody else's indicator": {func(l *PostList) { l.By = "U0LIB" }, map[int]string{0: "You cannot post figures for 178", 2: "You cannot post figures for 175"}},
	} {
		t.Run(name, func(t *testing.T) {
			l := listOf(t, "R1", "178 142", "LIB1 97000", "175 789")
			c.change(&l)
			_, err := s.PostFigures(t.Context(), l)
			got := declined(t, err)
			if len(got) != len(c.says) {
				t.Errorf("refused %v", got)
			}
			for n, want := range c.says {
				if !strings.Contains(got[n], want) {
					t.Errorf("row %d is refused with %q, want %q", n, got[n], want)
				}
			}
			all, err := s.WeighFigures(t.Context(), l)
			if err != nil {
				t.Fatal(err)
			}
			for n, w := range all {
				if (w.Err != nil) != (got[n] != "") || w.Err != nil && w.Err.Error() != got[n] {
					t.Errorf("row %d is weighed %v, and refused with %q", n, w.Err, got[n])
				}
			}
		})
	}
	stranger := listOf(t, "R1", "178 142", "999 3")
	stranger.By = "U0NOBODY"
	_, err := s.PostFigures(t.Context(), stranger)
	refused(t, err, "does not know you yet")
	if n := count(t, s, `SELECT count(*) FROM requests`); n != 0 {
		t.Errorf("%d requests are left", n)
	}
	if n := auditWhole(t, s); n != before {
		t.Errorf("%d audit entries, want %d", n, before)
	}
}

func TestWeighingAListChangesNothing(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	before := auditWhole(t, s)
	l := listOf(t, "R1", "178 142", "REG1 50", "175 790 Counted again")
	l.Rows[2].Posting.Period = quarter2
	all, err := s.WeighFigures(t.Context(), l)
	if err != nil {
		t.Fatal(err)
	}
	if w := all[0]; w.Standing != nil || w.Last == nil || kpi.Exactly(*w.Last.Value) != "142" || w.Figure.Period != quarter3 {
		t.Errorf("178: %+v", w)
	}
	if w := all[1]; w.Figure.Rating != kpi.Red || !w.Fresh {
		t.Errorf("REG1: %+v", w)
	}
	if w := all[2]; w.Standing == nil || w.Figure.Reason != "Counted again" {
		t.Errorf("175: %+v", w)
	}
	if n := auditWhole(t, s); n != before || count(t, s, `SELECT count(*) FROM figures WHERE posted_by IS NOT NULL`) != 0 {
		t.Error("something was saved")
	}
}

func TestFiftyFiguresAtOnce(t *testing.T) {
	t.Parallel()
	r := seedRegister(t)
	var rows []string
	for n := range 50 {
		i := r.Indicators[n%len(r.Indicators)]
		i.Code, i.Unit, i.Decimals, i.Rule, i.Targets, i.Cumulative = fmt.Sprint("M", n), kpi.Percent, 0, nil, nil, false
		i.Kind, i.Direction, i.Baseline = kpi.Target, kpi.Up, nil
		target := decimal.NewFromInt(60)
		i.Target = &target
		r.Indicators = append(r.Indicators, i)
		rows = append(rows, fmt.Sprint(i.Code, " ", []int{20, 90}[n%2]))
	}
	s, _ := empty(t)
	mustImport(t, s, r)
	before := auditWhole(t, s)
	began := time.Now()
	posted := mustPostAll(t, s, listOf(t, "R1", rows...))
	t.Logf("50 figures, 25 of them red, took %s", time.Since(began))
	if len(posted) != 50 || auditWhole(t, s) != before+50 {
		t.Errorf("%d were posted", len(posted))
	}
	if n := count(t, s, `SELECT count(*) FROM red_turns`); n != 25 {
		t.Errorf("%d reds", n)
	}
}

func TestAListWhoseCommitIsLost(t *testing.T) {
	t.Parallel()
	s, direct, link := over(t, lenient, 20*time.Second)
	before := auditWhole(t, direct)
	link.will(cutAfter)
	l := listOf(t, "R1", "178 142", "LIB1 97000")
	posted := mustPostAll(t, s, l)
	if len(posted) != 2 || !posted[0].Fresh {
		t.Errorf("posted %+v", posted)
	}
	same(t, "the request again", posted, mustPostAll(t, s, l))
	if n := auditWhole(t, direct); n != before+2 {
		t.Errorf("%d audit entries, want two more than %d", n, before)
	}

	link.will(cutBefore)
	never := listOf(t, "R2", "178 150 More", "175 789")
	if _, err := s.PostFigures(t.Context(), never); err == nil || errors.Is(err, ErrOutcomeUnknown) {
		t.Errorf("%v: it is known that nothing was saved", err)
	}
	if n := auditWhole(t, direct); n != before+2 {
		t.Errorf("%d audit entries after what never arrived", n)
	}
	mustPostAll(t, s, never)
}

// Two lists name the same figures in opposite orders, others post and sign them one by one, and messages name them all:
// nobody waits for ever.
func TestListsThatOverlap(t *testing.T) {
	t.Parallel()
	r := seedRegister(t)
	r.Committees[0].SignOff = kpi.ManagerSignOff
	s := newQueued(t, r)
	now := at(t, "2024-01-08 10:00")
	setAlerts(t, s.Store, "U0MGRREG", kpi.AlertsDaily, now)
	for _, n := range mustPlan(t, s.Store, now) {
		say(t, s.Store, n, now)
	}
	rows := func(round, turn int) []string {
		good, red := []string{"50", "90"}[(round+turn)%2], []string{"90", "50"}[(round+turn)%2]
		reason := fmt.Sprintf(" Counted again %d %d", round, turn)
		return []string{"REG1 " + good + reason, "REG2 " + red + reason, "178 " + good + reason, "TRS2 " + red + reason}
	}
	var all sync.WaitGroup
	again := func(what string, do func(round int) error) {
		all.Go(func() {
			for round := range 8 {
				var refusal *kpi.Refusal
				var refusedRows *Declined
				if err := do(round); err != nil && !errors.As(err, &refusal) && !errors.As(err, &refusedRows) {
					t.Errorf("%s: %v", what, err)
				}
			}
		})
	}
	sure := func(l PostList) PostList { // such figures are doubted, and that is not what this is about
		for n := range l.Rows {
			l.Rows[n].Sure = doubt.Kinds
		}
		return l
	}
	again("one list", func(round int) error {
		_, err := s.PostFigures(t.Context(), sure(listOf(t, fmt.Sprint("one", round), rows(round, 0)...)))
		return err
	})
	again("the other", func(round int) error {
		l := sure(listOf(t, fmt.Sprint("other", round), rows(round, 1)...))
		slices.Reverse(l.Rows)
		_, err := s.PostFigures(t.Context(), l)
		return err
	})
	again("one figure", func(round int) error {
		_, err := s.PostFigure(t.Context(), Post{RequestID: fmt.Sprint("single", round), By: "U0PERF", Code: "REG2", Posting: typed(t, fmt.Sprint(40+round), "Counted again"), Now: monday, Today: today, Zone: london})
		return err
	})
	again("signing", func(int) error {
		unsigned, err := everyUnsigned(t.Context(), s.Store, perf)
		if err != nil {
			return err
		}
		var ids []int64
		for _, u := range slices.Backward(unsigned) {
			ids = append(ids, u.FigureID)
		}
		_, err = s.SignOff(t.Context(), Request{By: "U0PERF", Now: monday}, ids, today)
		return err
	})
	all.Wait()
	auditWhole(t, s.Store)
	if n := count(t, s.Store, `SELECT (SELECT count(*) FROM figures WHERE posted_by IS NOT NULL) - (SELECT count(*) FROM audit_entries WHERE act IN ('posted', 'revised'))`); n != 0 {
		t.Errorf("%d figures without their audit entry", n)
	}
	if n := count(t, s.Store, `SELECT count(*) FROM figures WHERE posted_by IS NOT NULL`); n != 8+2*8*4 {
		t.Errorf("%d figures", n)
	}
}
