package store

import (
	"slices"
	"strings"
	"testing"
	"time"

	"chaser/doubt"
	"chaser/kpi"
	"chaser/store/storetest/filled"
)

var council40Quarters = council(filled.Council{Periods: 40, Published: 20, LateOf: 4})

// What every minute and every Home asks of the doubts, and a doubt that somebody accepts, look through nothing that
// grows.
func TestChecksLookThroughNothingThatGrows(t *testing.T) {
	t.Parallel()
	s := openStore(t, council40Quarters.DSN(t))
	s.patient.SetMaxOpenConns(1) // so that what was read is known at once
	s.patient.SetConnMaxLifetime(0)
	for _, statement := range []string{`
		INSERT INTO actions (indicator_id, period, words, owner, due, state, raised_by, raised_at, outcome)
		SELECT indicator_id, period, 'More clerks', posted_by, date '2024-01-01', 'open', posted_by, posted_at, '' FROM figures`, `ANALYZE actions`} {
		if _, err := s.patient.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	for _, q := range []struct {
		what, query string
		args        []any
	}{
		{"what was corrected", correctedQuery, []any{"2020-21Q1"}},
		{"some figures", someFiguresQuery, []any{"{1,2,3}", "{2023-24Q3,2023-24Q2}"}},
		{"beside which there are actions", actedQuery + ` AND a.indicator_id = ANY ($1)`, []any{"{1,2,3}"}},
		{"what some said", spokenQuery, []any{"{1,2,3}", "{2023-24Q3,2023-24Q2}"}},
		{"somebody's actions", actionsQuery + someActions + actionsOrder, []any{today.At(0, london), "", "", filled.Owner(7)}},
		{"an indicator's actions", actionsQuery + someActions + actionsOrder, []any{today.At(0, london), filled.Code(7), "", ""}},
		{"whose cards a period has", askAllQuery, []any{"2023-24Q3"}},
		{"whose cards a committee has", askCommitteesQuery, []any{"2023-24Q3"}},
		{"how many doubts are open", openDoubtsQuery, []any{filled.Owner(7), false, "{actions-not-red}"}},
		{"how long a list of doubts is", countDoubtsQuery, []any{filled.Owner(7), false, "", "", "{actions-not-red}"}},
		{"a page of doubts", pageOfDoubtsQuery, []any{filled.Team, true, "", "", "{actions-not-red}", 40, 20}},
		{"a page of accepted doubts", pageOfAcceptedQuery, []any{filled.Team, true, "", "", 0, 20}},
		{"the figures of a page of doubts", figuresThenQuery, []any{"{1,2,3}", "2023-24Q3"}},
		{"a committee's doubts", committeeDoubtsQuery, []any{"Committee 1"}},
	} {
		if p := planOf(t, s.patient, q.query, q.args...); slices.ContainsFunc(p.scans(), isGrowing) {
			t.Errorf("%s looks through %v", q.what, p.scans())
		}
	}
	before := figuresRead(t, s.patient)
	if _, found, err := s.OpenDoubt(t.Context(), filled.Code(4), quarter3, "none", today); found || err != nil {
		t.Fatal(found, err)
	}
	// some 415 of 12,000, each by an index, which counts twice
	if n := figuresRead(t, s.patient) - before; n > 1000 {
		t.Errorf("one doubt reads %d figures", n)
	}
}

// A minute checks a bounded number of indicators, in as many statements for 3,000 as for 300, and one in which nothing
// has changed asks three things.
func TestAMinuteChecksAsMuchAsItMay(t *testing.T) {
	t.Parallel()
	link := newCountingLink(t, council3000.DSN(t))
	s := openStore(t, link.dsn)
	s.patient.SetMaxOpenConns(1) // so that what was read is known at once
	s.patient.SetConnMaxLifetime(0)
	clock := at(t, "2024-01-08 10:00")
	wait := func() int { return count(t, s, `SELECT count(*) FROM cards_to_check`) }
	keep := func() error { return s.KeepDoubts(t.Context(), clock, "one") }
	if err := keep(); err != nil {
		t.Fatal(err)
	}
	const in = 3000 / 4 // indicators that have a figure of Q3
	same(t, "what the first minute leaves", in-checkedAtOnce, wait())
	if _, known, err := s.OpenDoubts(t.Context(), perf, quarter3, clock); known || err != nil {
		t.Errorf("doubts are counted before all is checked: %v", err)
	}
	if _, err := s.patient.ExecContext(t.Context(), `INSERT INTO cards_to_check DEFAULT VALUES`); err != nil { // all
		t.Fatal(err)
	}
	list, err := s.ListDoubts(t.Context(), perf, DoubtsOf{Period: quarter3}, 0, 20, clock)
	if err != nil || !list.Checking || list.AllOpen == 0 {
		t.Errorf("a list before all is checked: %d open, checking %t: %v", list.AllOpen, list.Checking, err)
	}
	same(t, "what a list leaves", in-roundsForList*checkedForList, wait())
	if n := link.tripsOf(t, keep); n > 24 {
		t.Errorf("%d statements check the rest", n)
	}
	same(t, "what the second leaves", 0, wait())
	if _, known, err := s.OpenDoubts(t.Context(), perf, quarter3, clock); !known || err != nil {
		t.Errorf("doubts are not counted although all is checked: %v", err)
	}
	if n := link.tripsOf(t, keep); n > 3 {
		t.Errorf("%d statements find that nothing is to be checked", n)
	}
	var last DoubtList
	for _, from := range []int{0, 200} { // the second is deep in the list
		before := figuresRead(t, s.patient)
		trips := link.tripsOf(t, func() (err error) {
			last, err = s.ListDoubts(t.Context(), perf, DoubtsOf{Period: quarter3}, from, 20, clock)
			return err
		})
		if read := figuresRead(t, s.patient) - before; trips > 12 || read > 2*20 || len(last.Open) != 20 || last.From != from || last.Checking {
			t.Errorf("the page from %d on takes %d statements and reads %d figures: %d of %d from %d on, checking %t", from, trips, read, len(last.Open), last.AllOpen, last.From, last.Checking)
		}
	}
	same(t, "how many there are", count(t, s, `SELECT count(*) FROM open_doubts WHERE kind <> 'actions-not-red'`), last.AllOpen)
	preview := func() error {
		tx, err := s.patient.BeginTxx(t.Context(), nil)
		if err != nil {
			return err
		}
		defer func() { _ = tx.Rollback() }()
		_, known, err := keptNow(t.Context(), tx, "Committee 4", quarter3, clock.today())
		if !known {
			t.Error("a preview looks for the doubts of a committee anew")
		}
		return err
	}
	if n := link.tripsOf(t, preview); n > 6 {
		t.Errorf("%d statements read a committee's doubts", n)
	}
}

// What somebody changes while a check is under way is checked by the next one.
func TestAChangeDuringACheckIsNotLost(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	clock := at(t, "2024-01-08 10:00")
	keep := func() {
		t.Helper()
		if err := s.KeepDoubts(t.Context(), clock, "one"); err != nil {
			t.Fatal(err)
		}
	}
	known := func() (OpenDoubts, bool) {
		t.Helper()
		open, known, err := s.OpenDoubts(t.Context(), perf, quarter3, clock)
		if err != nil {
			t.Fatal(err)
		}
		return open, known
	}
	keep()
	other, err := s.patient.BeginTxx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = other.Rollback() }()
	id := count(t, s, `SELECT id FROM indicators WHERE code = '178'`)
	if _, err := other.ExecContext(t.Context(), addFigure, id, "2023-24Q3", "Red", -20, clock.Now); err != nil {
		t.Fatal(err)
	}
	mustPost(t, s, Post{RequestID: "177", By: "U0CORONER", Code: "177", Posting: typed(t, "118", ""), Now: monday, Today: today})
	keep() // sees 177 alone
	if open, known := known(); !known || open.All > 0 || !open.At.IsZero() {
		t.Errorf("before the other change: %+v, %t", open, known)
	}
	if err := other.Commit(); err != nil {
		t.Fatal(err)
	}
	if open, known := known(); !known || open.All > 0 || !open.At.Equal(clock.Now) {
		t.Errorf("while it waits to be checked: %+v, %t", open, known)
	}
	clock = clock.later(staleDoubts + time.Minute)
	if open, known := known(); known {
		t.Errorf("long after it should have been checked: %+v", open)
	}
	keep()
	if open, known := known(); !known || open.All != 2 || !open.At.IsZero() { // far off, and Red without actions
		t.Errorf("once it is checked: %+v, %t", open, known)
	}
	for _, p := range []kpi.Period{quarter2, {}} {
		if open, known, err := s.OpenDoubts(t.Context(), perf, p, clock); known || err != nil {
			t.Errorf("of %q, which is not collected: %+v, %v", p, open, err)
		}
	}
	if open, known, err := s.OpenDoubts(t.Context(), perf, quarter3, clock.later(24*time.Hour)); known || err != nil {
		t.Errorf("on the next day: %+v, %v", open, err)
	}
	checked, err := s.Check(t.Context(), doubt.Scope{Period: quarter3}, clock.today())
	if err != nil || len(checked.Open) != 2 {
		t.Errorf("the check finds %d: %v", len(checked.Open), err)
	}
}

// All that may raise or settle a doubt asks for a check of what it is about, once, and what cannot asks for none.
func TestWhatIsCheckedAgain(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	figure := addFigure + ` RETURNING id`
	const library, coroner = `(SELECT id FROM indicators WHERE code = 'LIB1')`, `(SELECT id FROM indicators WHERE code = '178')`
	id := count(t, s, `SELECT id FROM indicators WHERE code = '178'`)
	for _, change := range []struct {
		query string
		args  []any
		want  string // whom the queue names, and whether it spreads
	}{
		{figure, []any{id, "2023-24Q3", "Red", -20, monday}, "178 spreads"},
		{`INSERT INTO accepted_doubts (indicator_id, period, kind, digest, sentence, reason, accepted_by, accepted_at) VALUES (` + coroner + `, '2023-24Q3', 'x', 'x', 'x', 'x', 'U0PERF', $1)`, []any{monday}, "178"},
		{`INSERT INTO actions (indicator_id, period, words, owner, due, state, raised_by, raised_at, outcome) VALUES (` + coroner + `, '2023-24Q3', 'x', 'U0PERF', '2024-03-01', 'open', 'U0PERF', $1, '')`, []any{monday}, "178"},
		{`UPDATE actions SET state = 'done', settled_by = 'U0PERF', settled_at = $1, outcome = 'x'`, []any{monday}, "178"},
		{`INSERT INTO publications (committee, period, automatic, published_at) SELECT committee, '2023-24Q3', false, $1 FROM indicators WHERE code = '178'`, []any{monday}, ""},
		{`INSERT INTO published_cards (publication_id, indicator_id, period, figure_id, card)
			SELECT (SELECT max(id) FROM publications), i.id, '2023-24Q3', NULL, '{}' FROM indicators i WHERE i.id IN (` + coroner + `, ` + library + `)`, nil, "178, LIB1"},
		{`UPDATE publication_editions SET taken_back_at = $1`, []any{monday}, "178, LIB1"},
		{`UPDATE figure_revisions SET taken_back_at = $1 WHERE period = '2023-24Q3'`, []any{monday}, "178 spreads"},
		{`UPDATE indicators SET target = 7 WHERE code IN ('178', 'LIB1')`, nil, "178 spreads, LIB1 spreads"},
		{`UPDATE indicators SET title = title || ' or not' WHERE code = '178'`, nil, "178 spreads"},
		{`UPDATE indicators SET description = 'Counted anew' WHERE code = '178'`, nil, "178 spreads"},
		{`UPDATE indicators SET owner = 'U0PERF', deputy = NULL, manager = NULL WHERE code = '178'`, nil, ""},
		{`UPDATE indicators SET target = target, owner = 'U0CORONER'`, nil, ""},
		{`INSERT INTO indicator_targets (indicator_id, period, target) VALUES (` + coroner + `, '2023-24Q3', 7)`, nil, "178"},
		{`DELETE FROM indicator_targets WHERE indicator_id = ` + coroner + ` AND period = '2023-24Q3'`, nil, "178"},
		{`INSERT INTO committees (name, channel) VALUES ('Another', '')`, nil, ""},
		{`UPDATE committees SET actions_on_any = NOT actions_on_any, channel = 'C0X' WHERE name = 'Another'`, nil, "all of Another"},
		{`UPDATE committees SET channel = 'C0Y'`, nil, ""},
		{`UPDATE indicators SET kind = 'contextual', target = NULL, direction = 'none' WHERE code = 'LIB1'`, nil, "LIB1 spreads, all of Communities, Social Mobility and Inclusion"},
		{`UPDATE indicators SET committee = 'Another' WHERE code = 'LIB1'`, nil, "LIB1 spreads, all of Communities, Social Mobility and Inclusion, all of Another"},
		{`UPDATE indicators SET direction = 'down' WHERE code = 'LIB1'`, nil, "LIB1 spreads, all of Another"},
		{`INSERT INTO indicators (code_key, code, title, committee, service, unit, decimals, direction, kind, cumulative, compare, frequency, description, links)
			SELECT 'new1', 'NEW1', title, committee, service, unit, decimals, direction, kind, cumulative, compare, frequency, description, links FROM indicators WHERE code = 'LIB1'`, nil, "NEW1 spreads, all of Another"},
		{`INSERT INTO identities (name, rule, stock) VALUES ('x', '178 = 177', '')`, nil, "all"},
		{`UPDATE identities SET tolerance = 7 WHERE name = 'x'`, nil, "all"},
		{`UPDATE people SET manager = NULL`, nil, ""},
		{`UPDATE collections SET due = due + 1`, nil, ""},
	} {
		for _, query := range []string{`DELETE FROM cards_to_check`, change.query} {
			var args []any
			if query == change.query {
				args = change.args
			}
			if _, err := s.patient.ExecContext(t.Context(), query, args...); err != nil {
				t.Fatalf("%v: %s", err, query)
			}
		}
		var asked []string
		err := s.patient.SelectContext(t.Context(), &asked, `
			SELECT COALESCE(i.code, 'all of ' || q.committee, 'all') || CASE WHEN q.spreads THEN ' spreads' ELSE '' END
			FROM cards_to_check q LEFT JOIN indicators i ON i.id = q.indicator_id
			ORDER BY i.code, q.committee <> 'Communities, Social Mobility and Inclusion'`)
		if err != nil {
			t.Fatal(err)
		}
		same(t, change.query, change.want, strings.Join(asked, ", "))
	}
}
