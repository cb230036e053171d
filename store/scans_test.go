package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
	"chaser/store/storetest"
)

// years is a database of a council that has used Chaser for long: 1,000 more indicators with twelve periods each, all
// posted, some of them red, asked about and acted on.
var years = storetest.Template{From: &withSeed, Fill: func(t testing.TB, dsn string) {
	fill(t, dsn, func(s *Store) {
		for _, statement := range []string{
			`INSERT INTO indicators (code, code_key, title, committee, service, unit, decimals, direction, kind, target, cumulative, compare, frequency, owner, description, links)
			 SELECT 'X' || n, 'x' || n, 'Indicator ' || n, i.committee, i.service, i.unit, i.decimals, i.direction, i.kind, i.target, i.cumulative, i.compare, i.frequency,
			        (SELECT slack_id FROM people ORDER BY position OFFSET n % (SELECT count(*) FROM people) LIMIT 1), '', '[]'
			 FROM generate_series(1, 1000) AS n, indicators i WHERE i.code = 'REG1'`,
			`INSERT INTO figure_revisions (indicator_id, period, revision, value, status, commentary, actions, reason, posted_by, posted_at, rating, target, direction, explanation)
			 SELECT i.id, '20' || 11 + q / 4 || '-' || 12 + q / 4 || 'Q' || 1 + q % 4, 1, 50, 'final', 'As counted in ' || i.code || q, '', '', i.owner,
			        timestamptz '2011-07-04 10:00Z' + q * interval '3 months' + i.id * interval '1 minute', 'Red', 90, 'up', 'Red.'
			 FROM generate_series(0, 11) AS q, indicators i WHERE i.code LIKE 'X%' ORDER BY q, i.id`,
			`INSERT INTO requests (id, kind, requested_by, requested_at, figure_id, fresh, newest_figure_id)
			 SELECT 'command:' || id || '#1', 'posting', posted_by, posted_at, id, true, id FROM figure_revisions WHERE posted_by IS NOT NULL`,
			`INSERT INTO actions (indicator_id, period, words, owner, due, state, raised_by, raised_at, settled_by, settled_at, outcome)
			 SELECT indicator_id, period, 'More clerks', posted_by, date '2014-01-01', 'done', posted_by, posted_at + interval '1 hour',
			        posted_by, posted_at + interval '9 days', 'They have come.' FROM figure_revisions WHERE posted_by IS NOT NULL`,
			`INSERT INTO questions (indicator_id, period, text, asked_by, asked_at, request, channel, thread_ts)
			 SELECT indicator_id, period, 'Why?', posted_by, posted_at, 'asked:' || id, '', '' FROM figure_revisions WHERE posted_by IS NOT NULL`,
			`INSERT INTO red_turns (indicator_id, turned_figure, left_figure) SELECT indicator_id, id, id FROM figure_revisions WHERE posted_by IS NOT NULL`,
			`INSERT INTO audit_chains VALUES ('years', 30000, decode(repeat('00', 32), 'hex'))`,
			`INSERT INTO audit_entries (chain, seq, at, actor, act, subject, detail, previous, hash)
			 SELECT 'years', row_number() OVER (ORDER BY id), posted_at, posted_by, 'posted', 'figure X1 2011-12Q1', '{}', decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex')
			 FROM figure_revisions WHERE posted_by IS NOT NULL`,
			`ANALYZE`,
		} {
			if _, err := s.patient.ExecContext(t.Context(), statement); err != nil {
				t.Fatalf("%v: %s", err, statement)
			}
		}
	})
}}

// growing are the tables that grow with every quarter.
var growing = []string{"figure_revisions", "requests", "actions", "questions", "red_turns", "audit_entries"}

// read counts the rows of each table that were read one after the other, and by a bitmap. Without a name it is each
// growing table. What an index scan reads is counted with the index: see figuresRead.
func read(t *testing.T, db *sqlx.DB, tables ...string) map[string]int {
	t.Helper()
	if _, err := db.ExecContext(t.Context(), `SELECT pg_stat_force_next_flush()`); err != nil {
		t.Fatal(err)
	}
	rows := map[string]int{}
	if len(tables) == 0 {
		tables = growing
	}
	for _, table := range tables {
		var n int
		if err := db.GetContext(t.Context(), &n, `SELECT pg_stat_get_tuples_returned(c) + pg_stat_get_tuples_fetched(c) FROM CAST($1 AS regclass) AS c`, table); err != nil {
			t.Fatal(err)
		}
		rows[table] = n
	}
	return rows
}

// figuresRead counts the entries of all indexes of figures that were read, and the figures that were read without one.
func figuresRead(t *testing.T, db *sqlx.DB) int {
	t.Helper()
	n := read(t, db, "figure_revisions")["figure_revisions"]
	var entries int
	err := db.GetContext(t.Context(), &entries, `
		SELECT sum(pg_stat_get_tuples_returned(indexrelid)) FROM pg_index WHERE indrelid = CAST('figure_revisions' AS regclass)`)
	if err != nil {
		t.Fatal(err)
	}
	return n + entries
}

// since is how many more rows were read.
func since(before, after map[string]int) map[string]int {
	more := map[string]int{}
	for table, n := range after {
		more[table] = n - before[table]
	}
	return more
}

// What a person waits for reads what it is about, and not all that was ever recorded.
func TestNothingReadsAllThatWasRecorded(t *testing.T) {
	t.Parallel()
	s := openStore(t, years.DSN(t))
	s.db.SetMaxOpenConns(1) // so that what was read is known at once
	s.db.SetConnMaxLifetime(0)
	now := at(t, "2024-01-08 10:00")
	of, found, err := s.FigureToUndo(t.Context(), "U0PERF", "X7", kpi.Quarter(2012, 2))
	if err != nil || !found {
		t.Fatal(found, err)
	}
	for _, c := range []struct {
		what string
		do   func() error
	}{
		{"the figure to undo, named", func() error {
			_, _, err := s.FigureToUndo(t.Context(), "U0PERF", "X7", kpi.Quarter(2012, 2))
			return err
		}},
		{"the figure to undo, the last", func() error {
			_, _, err := s.FigureToUndo(t.Context(), "U0PERF", "X7", kpi.Period{})
			return err
		}},
		{"figures with those beside them", func() error {
			_, err := s.FiguresOf(t.Context(), of.ID, of.ID+1, of.ID+2)
			return err
		}},
		{"what was done last", func() error {
			_, err := s.LastDone(t.Context(), "U0REGISTR")
			return err
		}},
		{"what was done last by who did nothing", func() error {
			_, err := s.LastDone(t.Context(), "U0NOBODY")
			return err
		}},
		{"what a request took back", func() error {
			_, _, err := s.UndoneBy(t.Context(), "command:nothing")
			return err
		}},
		{"a posting", func() error {
			p := coronersPost(t, "posting", "80", "Two clerks are new.")
			p.By, p.Code = "U0PERF", "X8"
			_, err := s.PostFigure(t.Context(), p)
			return err
		}},
		{"a card", func() error {
			_, _, err := s.Card(t.Context(), perf, "X9", kpi.Period{}, now.today())
			return err
		}},
		{"taking back", func() error {
			last, err := s.LastDone(t.Context(), "U0PERF")
			if err != nil {
				return err
			}
			if len(last.Figures) != 1 || last.Figures[0].Indicator.Code != "X8" {
				return fmt.Errorf("the last is %+v", last)
			}
			_, err = s.TakeBack(t.Context(), Undo{RequestID: "undo", By: "U0PERF", Figures: []int64{last.Figures[0].ID}, Now: now.Now.Add(time.Minute), Today: now.today(), Zone: london})
			return err
		}},
		{"taking back too late", func() error {
			_, err := s.TakeBack(t.Context(), Undo{RequestID: "late", By: "U0PERF", Figures: []int64{of.ID}, Now: now.Now, Today: now.today(), Zone: london})
			if err == nil || !strings.Contains(err.Error(), "added an action") {
				return fmt.Errorf("it was taken back: %w", err)
			}
			return nil
		}},
		{"a nudge", func() error {
			_, err := s.NudgeColleague(t.Context(), nudging(now, "U0PERF", "X9"))
			var refusal *kpi.Refusal
			if errors.As(err, &refusal) { // reading what it is about is all that matters here
				return nil
			}
			return err
		}},
		{"a posting that turns its indicator Red", func() error {
			p := coronersPost(t, "red", "20", "Two clerks have left.")
			p.By, p.Code, p.Zone = "U0PERF", "X10", london
			_, err := s.PostFigure(t.Context(), p)
			return err
		}},
		{"whether a message still stands", func() error {
			tx, err := s.db.BeginTxx(t.Context(), nil)
			if err != nil {
				return err
			}
			defer func() { _ = tx.Rollback() }()
			items := []kpi.Item{{Duty: kpi.DutyPost, Subject: kpi.Subject{Indicator: "X9", Period: quarter3}}, {Duty: kpi.DutyBoard, Subject: kpi.Subject{Period: quarter3}}}
			_, err = anyStands(t.Context(), tx, notificationRow{Recipient: "U0PERF", Day: day{now.today()}}, items, now)
			return err
		}},
		{"setting a collection", func() error {
			next := kpi.Collection{Period: kpi.Quarter(2023, 4), Opens: kpi.Date{Year: 2024, Month: 4, Day: 2}, Due: kpi.Date{Year: 2024, Month: 4, Day: 19}}
			_, err := s.SaveCollection(t.Context(), Request{ID: "collection", By: "U0PERF", Now: now.Now}, next)
			return err
		}},
		{"who was nudged", func() error {
			_, err := nudgedOf(t.Context(), s.db, []string{"X7", "X8", "X9"}, []string{"2023-24Q2", "2023-24Q2", "2023-24Q2"})
			return err
		}},
	} {
		before := read(t, s.db)
		if err := c.do(); err != nil {
			t.Fatalf("%s: %v", c.what, err)
		}
		for table, n := range since(before, read(t, s.db)) {
			if n > 500 {
				t.Errorf("%s reads %d rows of %s", c.what, n, table)
			}
		}
	}
}

// A card, and a posting, read as little of a figure that was revised a thousand times as of one that never was.
func TestNothingReadsOlderRevisions(t *testing.T) {
	t.Parallel()
	const revisions = 1000
	s := openStore(t, years.DSN(t))
	s.db.SetMaxOpenConns(1) // so that what was read is known at once
	s.db.SetConnMaxLifetime(0)
	for _, statement := range []string{`
		INSERT INTO figure_revisions (indicator_id, period, revision, value, status, commentary, actions, reason, posted_at, rating, rule, target, direction, gap, explanation, confirmed)
		SELECT f.indicator_id, f.period, f.revision + n, f.value + n % 40, f.status, f.commentary, f.actions, 'Counted again', f.posted_at, f.rating, f.rule, f.target, f.direction, f.gap, f.explanation, f.confirmed
		FROM figures f JOIN indicators i ON i.id = f.indicator_id, generate_series(1, 1000) AS n
		WHERE i.code = 'X9' AND f.period = '2013-14Q4'`, `ANALYZE`} {
		if _, err := s.patient.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	card := func(code string) {
		if _, found, err := s.Card(t.Context(), perf, code, kpi.Quarter(2013, 4), today); err != nil || !found {
			t.Fatal(found, err)
		}
	}
	n := 0
	post := func(code string) {
		n++
		p := coronersPost(t, fmt.Sprint("read ", n), fmt.Sprint(60+n%2), fmt.Sprint("Counted again ", n))
		p.By, p.Code = "U0PERF", code
		mustPost(t, s, p)
	}
	for what, do := range map[string]func(code string){"a card": card, "a posting": post} {
		took := map[string]int{}
		for _, code := range []string{"X7", "X7", "X8", "X9"} { // the first time prepares
			before := figuresRead(t, s.db)
			do(code)
			took[code] = figuresRead(t, s.db) - before
		}
		if took["X8"] == 0 || took["X9"] > took["X8"]+10 {
			t.Errorf("%s reads %d figures of one that was revised %d times, and %d of one that was not", what, took["X9"], revisions, took["X8"])
		}
	}
	i, _, err := findIndicator(t.Context(), s.db, "X9")
	if err != nil {
		t.Fatal(err)
	}
	if n := blocksOf(t, s.db, sightQuery, pq.Int64Array{i.id}, int64(everyFigure)); n > 200 {
		t.Errorf("the card's figures take %d blocks", n)
	}
}

// blocksOf is how many blocks a query looks at.
func blocksOf(t *testing.T, db *sqlx.DB, query string, args ...any) int {
	t.Helper()
	var plan []byte
	if err := db.GetContext(t.Context(), &plan, `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) `+query, args...); err != nil {
		t.Fatal(err)
	}
	var ran []struct {
		Plan struct {
			Hit  int `json:"Shared Hit Blocks"`
			Read int `json:"Shared Read Blocks"`
		}
	}
	if err := json.Unmarshal(plan, &ran); err != nil || len(ran) != 1 {
		t.Fatalf("%v in %s", err, plan)
	}
	return ran[0].Plan.Hit + ran[0].Plan.Read
}
