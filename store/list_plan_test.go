package store

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
	"chaser/store/storetest"
	"chaser/store/storetest/filled"
)

// council is a template with a council of a size.
func council(c filled.Council) *storetest.Template {
	return &storetest.Template{From: &migrated, Fill: func(t testing.TB, dsn string) {
		db, err := sql.Open("postgres", dsn)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Fill(t.Context(), db); err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}}
}

var (
	council300  = council(filled.Council{Published: 2, LateOf: 4})
	council3000 = council(filled.Council{Indicators: 3000, Published: 2, LateOf: 4})
)

// plan is a step of what EXPLAIN shows.
type plan struct {
	Node     string `json:"Node Type"`
	Relation string `json:"Relation Name"`
	Plans    []plan
}

// scans are the tables that a plan looks through from end to end.
func (p plan) scans() (tables []string) {
	if p.Node == "Seq Scan" {
		tables = append(tables, p.Relation)
	}
	for _, step := range p.Plans {
		tables = append(tables, step.scans()...)
	}
	return tables
}

// planOf is how the database would run a query.
func planOf(t *testing.T, db *sqlx.DB, query string, args ...any) plan {
	t.Helper()
	var text []byte
	if err := db.GetContext(t.Context(), &text, `EXPLAIN (FORMAT JSON) `+query, args...); err != nil {
		t.Fatalf("%v: %s", err, query)
	}
	var ran []struct{ Plan plan }
	if err := json.Unmarshal(text, &ran); err != nil || len(ran) != 1 {
		t.Fatalf("%v in %s", err, text)
	}
	return ran[0].Plan
}

// No list looks through a table that grows, however it is limited and whoever reads it.
func TestListsLookThroughNothingThatGrows(t *testing.T) {
	t.Parallel()
	s := openStore(t, council3000.DSN(t))
	known, err := readSchedule(t.Context(), s.db)
	if err != nil {
		t.Fatal(err)
	}
	readers := []kpi.Person{{}, {Outside: true}, {SlackID: filled.Team, Roles: []kpi.Role{kpi.Admin}}, {SlackID: filled.Owner(7)}}
	for _, who := range readers {
		for _, l := range []Listing{
			{}, {Ratings: []kpi.Rating{kpi.Amber}}, {WorstFirst: true}, {WorstFirst: true, ofMany: true}, {Ratings: []kpi.Rating{kpi.Amber}, ofMany: true}, {CardsOf: CardsOf{Committee: "Committee 3"}, WorstFirst: true}, {CardsOf: CardsOf{Period: quarter2}},
			{CardsOf: CardsOf{Period: quarter2}, WorstFirst: true}, {CardsOf: CardsOf{Period: quarter2}, WorstFirst: true, ofMany: true}, {ManagedBy: filled.Manager},
		} {
			query, args := l.pageQuery(who, known, today, 40, 20)
			p := planOf(t, s.db, query, args...)
			for _, table := range p.scans() {
				if isGrowing(table) {
					t.Errorf("%+v, read by %+v, looks through %s", l, who, table)
				}
			}
		}
		for _, a := range []awaitedBy{{who: who}, {who: who, many: true}, {who: who, manages: true}, {who: who, manages: true, many: true}} {
			if p := planOf(t, s.db, `WITH `+a.query()+` SELECT id FROM chosen`, `{quarterly}`, `{2023-24Q3}`, `{2024-01-19}`, who.SlackID); slices.ContainsFunc(p.scans(), isGrowing) {
				t.Errorf("what is awaited looks through %v", p.scans())
			}
		}
	}
	if p := planOf(t, s.db, waitingForQuery, `{quarterly}`, `{2023-24Q3}`, filled.Owner(7), `{Committee 3}`, `{quarterly}`); slices.ContainsFunc(p.scans(), isGrowing) {
		t.Errorf("what is asked of somebody looks through %v", p.scans())
	}
	for _, who := range readers {
		if p := planOf(t, s.db, unsignedListQuery, who.SlackID, who.Is(kpi.Admin), "", "", 0, 0, false, 40, 20); slices.ContainsFunc(p.scans(), isGrowing) {
			t.Errorf("what awaits sign-off looks through %v", p.scans())
		}
	}
	for _, who := range readers {
		for _, of := range []ProgressOf{{}, {Committee: "Committee 3"}, {Service: "Service 3.3"}} {
			of.Reader, of.Most = who, 30
			for _, asks := range []func() (string, []any){
				func() (string, []any) { return of.boardQuery(kpi.Collection{Period: quarter3}) },
				func() (string, []any) {
					return of.pendingQuery(kpi.Collection{Period: quarter3}, pq.StringArray{"Service 3.3"})
				},
			} {
				query, args := asks()
				if p := planOf(t, s.db, query, args...); slices.ContainsFunc(p.scans(), isGrowing) {
					t.Errorf("a board of %+v looks through %v", of, p.scans())
				}
			}
		}
	}
}

// The Reds without actions are found by looks at the figure and the actions of each Red.
func TestBareRedsLookThroughNothingThatGrows(t *testing.T) {
	t.Parallel()
	s := openStore(t, council3000.DSN(t))
	known, err := readSchedule(t.Context(), s.db)
	if err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{
		`INSERT INTO actions (indicator_id, period, words, owner, due, state, raised_by, raised_at, outcome)
		 SELECT i.id, p, 'Ask again', i.owner, '2024-01-31', 'open', i.owner, now(), ''
		 FROM indicators i, unnest(ARRAY['2023-24Q1', '2023-24Q2', '2023-24Q3']) AS p WHERE i.owner IS NOT NULL`,
		`ANALYZE actions`,
	} {
		if _, err := s.patient.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	for _, who := range []kpi.Person{{}, {Outside: true}, {SlackID: filled.Team, Roles: []kpi.Role{kpi.Admin}}, {SlackID: filled.Owner(7)}} {
		for _, l := range []Listing{{}, {ofMany: true}, {CardsOf: CardsOf{Committee: "Committee 3"}}, {CardsOf: CardsOf{Period: quarter2}}, {CardsOf: CardsOf{Period: quarter2}, ofMany: true}} {
			l.WorstFirst, l.Bare = true, true
			query, args := l.pageQuery(who, known, today, 40, 20)
			for _, table := range planOf(t, s.db, query, args...).scans() {
				if isGrowing(table) {
					t.Errorf("%+v, read by %+v, looks through %s", l, who, table)
				}
			}
		}
	}
}

func isGrowing(table string) bool {
	return slices.Contains(growing, table) || slices.Contains([]string{"edition_cards", "sign_offs", "notifications", "notification_items", "notification_subjects"}, table)
}

// A page takes as many statements at 3,000 indicators as at 300, and reads the figures of its own cards.
func TestAPageReadsItself(t *testing.T) {
	t.Parallel()
	trips := map[string][]int64{}
	for _, c := range []*storetest.Template{council300, council3000} {
		link := newCountingLink(t, c.DSN(t))
		s := openStore(t, link.dsn)
		s.db.SetMaxOpenConns(1) // so that what was read is known at once
		s.db.SetConnMaxLifetime(0)
		team := kpi.Person{SlackID: filled.Team, Roles: []kpi.Role{kpi.Admin}}
		for _, one := range []struct {
			what string
			most int // figures
			do   func() error
		}{
			{"a list", 20 * 8 * 20, func() error {
				_, err := s.List(t.Context(), team, Listing{}, 40, 20, today)
				return err
			}},
			{"the worst reds", 20 * 8 * 20, func() error {
				_, err := s.List(t.Context(), kpi.Person{}, Listing{WorstFirst: true}, 0, 20, today)
				return err
			}},
			{"counts", 0, func() error {
				_, err := s.CountRatings(t.Context(), team, Listing{}, today)
				return err
			}},
			{"how many are awaited", 3000, func() error { // which of this collection's are there
				_, err := s.Awaited(t.Context(), team, AwaitedOf{}, 0, 0, today)
				return err
			}},
			{"what awaits sign-off", 3 * 8 * 20, func() error {
				list, err := s.Unsigned(t.Context(), team, UnsignedOf{Period: quarter2}, 0, 3)
				if err == nil && len(list.Figures) != 3 {
					err = fmt.Errorf("%d figures await sign-off", len(list.Figures))
				}
				if err == nil {
					_, err = s.UnsignedCards(t.Context(), team, list.Figures, today)
				}
				return err
			}},
			{"a board", 3000, func() error { // which of this collection's are there
				board, err := s.Progress(t.Context(), london, kpi.Collection{Period: quarter3}, ProgressOf{Reader: team, Most: 30}, today)
				if err == nil && len(board.Pending) != 30 {
					err = fmt.Errorf("%d figures are pending", len(board.Pending))
				}
				return err
			}},
			{"what is asked of somebody", 0, func() error {
				_, err := s.ChaseOf(t.Context(), filled.Owner(7), london, today)
				return err
			}},
			{"what is late everywhere", 3000, func() error { // which of this collection's are there
				_, err := s.ChaseOf(t.Context(), filled.Team, london, today.AddDays(14))
				return err
			}},
		} {
			if err := one.do(); err != nil { // prepares
				t.Fatal(err)
			}
			before := read(t, s.db)
			trips[one.what] = append(trips[one.what], link.tripsOf(t, one.do))
			if n := since(before, read(t, s.db))["figure_revisions"]; n > one.most {
				t.Errorf("%s reads %d figures", one.what, n)
			}
		}
	}
	for what, n := range trips {
		if n[0] != n[1] || n[0] == 0 || n[0] > 12 {
			t.Errorf("%s takes %d statements at 300 and at 3,000 indicators", what, n)
		}
	}
}

// A page of the Reds and of a committee's list takes hardly more blocks at 3,000 indicators than at
// 300. Only a list of everything counts its services in one look at all of them.
func TestAPageIsFoundByAnIndex(t *testing.T) {
	t.Parallel()
	team := kpi.Person{SlackID: filled.Team, Roles: []kpi.Role{kpi.Admin}}
	took := map[string][]int{}
	for _, c := range []*storetest.Template{council300, council3000} {
		s := openStore(t, c.DSN(t))
		known, err := readSchedule(t.Context(), s.db)
		if err != nil {
			t.Fatal(err)
		}
		for _, who := range []kpi.Person{{}, team, {SlackID: filled.Owner(7)}} {
			for _, l := range []Listing{{WorstFirst: true}, {CardsOf: CardsOf{Committee: "Committee 3"}}} {
				query, args := l.pageQuery(who, known, today, 20, 10)
				what := fmt.Sprintf("%+v as %q sees it", l, who.SlackID)
				took[what] = append(took[what], blocksOf(t, s.db, query, args...))
			}
		}
	}
	for what, blocks := range took {
		if blocks[0] == 0 || blocks[1] > 110 {
			t.Errorf("%s takes %d blocks at 300 and at 3,000 indicators", what, blocks)
		}
	}
}

// The Reds of a period, and those of somebody who manages very many, are found by looking once at each card and at each
// indicator. None is looked up by itself: half of a council's may be Red. So are the counts of their ratings.
func TestRedsAreNotLookedUpOneByOne(t *testing.T) {
	t.Parallel()
	s := openStore(t, council3000.DSN(t))
	known, err := readSchedule(t.Context(), s.db)
	if err != nil {
		t.Fatal(err)
	}
	published := CardsOf{Period: kpi.Quarter(2023, 1)}
	for _, who := range []kpi.Person{{}, {Outside: true}, {SlackID: filled.Team, Roles: []kpi.Role{kpi.Admin}}, {SlackID: filled.Owner(7)}, {SlackID: filled.Manager}} {
		for _, l := range []Listing{
			{CardsOf: CardsOf{Period: quarter2}, WorstFirst: true}, {CardsOf: published, WorstFirst: true},
			{CardsOf: CardsOf{Period: quarter2}, Ratings: []kpi.Rating{kpi.Red}}, {WorstFirst: true, ofMany: true},
			{CardsOf: CardsOf{Period: quarter2}, WorstFirst: true, ofMany: true}, {CardsOf: CardsOf{Period: kpi.Quarter(2022, 1)}, WorstFirst: true},
			{CardsOf: published, Ratings: []kpi.Rating{kpi.Red}}, {CardsOf: published, Ratings: []kpi.Rating{kpi.Red}, ofMany: true},
			{Ratings: []kpi.Rating{kpi.Red}}, {Ratings: []kpi.Rating{kpi.Red}, ofMany: true},
		} {
			if l, err = s.lookBefore(t.Context(), who, l, known, today); err != nil {
				t.Fatal(err)
			}
			query, args := l.pageQuery(who, known, today, 20, 10)
			if blocks := blocksOf(t, s.db, query, args...); blocks > 600 {
				t.Errorf("%+v, read by %q, takes %d blocks", l, who.SlackID, blocks)
			}
			query, args = l.countQuery(who, known, today)
			if blocks := blocksOf(t, s.db, query, args...); blocks > 600 {
				t.Errorf("counting %+v, read by %q, takes %d blocks", l, who.SlackID, blocks)
			}
		}
	}
}

// Where nearly all was published until a period, everybody else's list reads no figures of it but of what was not.
func TestWhatWasPublishedHidesLaterFigures(t *testing.T) {
	t.Parallel()
	s := openStore(t, council3000.DSN(t))
	s.db.SetMaxOpenConns(1)
	known, err := readSchedule(t.Context(), s.db)
	if err != nil {
		t.Fatal(err)
	}
	for _, who := range []kpi.Person{{}, {SlackID: filled.Owner(7)}} {
		for _, l := range []Listing{{WorstFirst: true}, {Ratings: []kpi.Rating{kpi.Red}}} {
			l.Period = quarter2
			if l, err = s.lookBefore(t.Context(), who, l, known, today); err != nil {
				t.Fatal(err)
			}
			query, args := l.pageQuery(who, known, today, 0, 10)
			before := figuresRead(t, s.db)
			var p page
			if err := s.db.GetContext(t.Context(), &p, query, args...); err != nil {
				t.Fatal(err)
			}
			if n := figuresRead(t, s.db) - before; n > 100 {
				t.Errorf("%+v, read by %q, reads %d figures", l, who.SlackID, n)
			}
		}
	}
}

// What others owe is found among what its reader may know of, not among all indicators.
func TestWhatOthersOweIsFoundAmongTheirs(t *testing.T) {
	t.Parallel()
	s := openStore(t, council3000.DSN(t))
	for _, manages := range []bool{false, true} {
		a := awaitedBy{who: kpi.Person{SlackID: filled.Owner(7)}, manages: manages}
		if blocks := blocksOf(t, s.db, `WITH `+a.query()+` SELECT id FROM chosen`, `{quarterly}`, `{2023-24Q3}`, `{2024-01-19}`, a.who.SlackID); blocks > 20 {
			t.Errorf("what others owe takes %d blocks, of what somebody manages: %v", blocks, manages)
		}
	}
}

// What everybody sees of a period of which nothing was published costs what the performance team's list does, and a
// look at the figures of it that wait for their sign-off: neither at all that wait, nor at whose each indicator is.
func TestAnOldPeriodCostsEverybodyAlike(t *testing.T) {
	t.Parallel()
	s := openStore(t, council3000.DSN(t))
	known, err := readSchedule(t.Context(), s.db)
	if err != nil {
		t.Fatal(err)
	}
	old := kpi.Quarter(2022, 1)
	takes := func(who kpi.Person, many bool) int {
		l, err := s.lookBefore(t.Context(), who, Listing{CardsOf: CardsOf{Period: old}, WorstFirst: true, ofMany: many}, known, today)
		if err != nil {
			t.Fatal(err)
		}
		query, args := l.pageQuery(who, known, today, 20, 10)
		return blocksOf(t, s.db, query, args...)
	}
	waiting := count(t, s, `SELECT count(*) FROM unsigned_figures WHERE period = $1`, old.String())
	all := count(t, s, `SELECT pg_relation_size('unsigned_figures') / current_setting('block_size')::int`)
	team := takes(kpi.Person{SlackID: filled.Team, Roles: []kpi.Role{kpi.Admin}}, false)
	if waiting == 0 {
		t.Fatal("nothing waits")
	}
	for _, one := range []struct {
		who  kpi.Person
		many bool
		most int // for each figure that waits, whose its indicator is
	}{{kpi.Person{}, false, 40}, {kpi.Person{SlackID: filled.Owner(7)}, false, 70}, {kpi.Person{SlackID: filled.Manager}, true, 60 + 4*waiting}} {
		if blocks := takes(one.who, one.many); blocks > team+2*all+one.most {
			t.Errorf("%q takes %d blocks, the performance team %d, and %d figures wait", one.who.SlackID, blocks, team, waiting)
		}
	}
}

// Somebody manages many only if they do, as the indicators' manager or as their owners'.
func TestWhoManagesMany(t *testing.T) {
	t.Parallel()
	s := openStore(t, council300.DSN(t))
	for _, one := range []struct {
		who  string
		more int
		want bool
	}{{filled.Manager, 149, true}, {filled.Manager, 150, false}, {filled.Owner(7), 0, false}} {
		var many bool
		if err := s.db.GetContext(t.Context(), &many, leadsManyQuery, one.who, one.more); err != nil || many != one.want {
			t.Errorf("%s manages more than %d: %v, want %v (%v)", one.who, one.more, many, one.want, err)
		}
	}
}

// What awaits sign-off is read from its own rows, once to count it and once for the page: of the performance team all
// of them, of anybody else theirs.
func TestWhatAwaitsSignOffIsReadAlone(t *testing.T) {
	t.Parallel()
	s := openStore(t, council3000.DSN(t))
	whole := count(t, s, `SELECT pg_relation_size('unsigned_figures') / current_setting('block_size')::int`)
	waiting := count(t, s, `SELECT count(*) FROM unsigned_figures`)
	if waiting < 400 || whole > waiting/50 {
		t.Fatalf("%d figures wait on %d blocks", waiting, whole)
	}
	const page = 10 * 5 // an indicator and a signer for each, when none is looked up twice
	for _, one := range []struct {
		who  kpi.Person
		most int
	}{
		{kpi.Person{}, 4}, {kpi.Person{SlackID: filled.Owner(7)}, 4},
		{kpi.Person{SlackID: filled.Team, Roles: []kpi.Role{kpi.Admin}}, whole + 12 + page}, {kpi.Person{SlackID: filled.Manager}, 2*(whole+12) + page},
	} {
		for _, own := range []bool{false, true} {
			if blocks := blocksOf(t, s.db, unsignedListQuery, one.who.SlackID, one.who.Is(kpi.Admin), "", "", 0, 0, own, 0, 10); blocks > one.most {
				t.Errorf("what awaits %+v, own %v, takes %d blocks, want at most %d", one.who, own, blocks, one.most)
			}
		}
	}
	if blocks := blocksOf(t, s.patient, unsignedQuery+` WHERE f.indicator_id = ANY ($1)`, pq.Int64Array{2, 5}); blocks > 30 {
		t.Errorf("what awaits of two indicators takes %d blocks", blocks)
	}
}

// What a council's collections and services are is read by as many looks at an index as there are of them, however many
// indicators it has.
func TestServicesAreFoundOneByOne(t *testing.T) {
	t.Parallel()
	for _, c := range []*storetest.Template{council300, council3000} {
		s := openStore(t, c.DSN(t))
		if blocks := blocksOf(t, s.db, usedFrequenciesQuery, frequenciesArray()); blocks > 12 {
			t.Errorf("the frequencies take %d blocks", blocks)
		}
		if blocks := blocksOf(t, s.db, servicesQuery); blocks > 5*72 {
			t.Errorf("the services take %d blocks", blocks)
		}
		if _, err := s.db.ExecContext(t.Context(), `UPDATE indicators SET service = CASE id % 5 WHEN 0 THEN '' WHEN 1 THEN 'Zoo' ELSE service END WHERE id < 60`); err != nil {
			t.Fatal(err)
		}
		var want []string
		if err := s.db.SelectContext(t.Context(), &want, `SELECT service FROM indicators WHERE service <> '' GROUP BY service ORDER BY min(id)`); err != nil {
			t.Fatal(err)
		}
		got, err := s.Services(t.Context())
		if err != nil || !slices.Equal(want, got) {
			t.Errorf("the services are %v, want %v (%v)", got, want, err)
		}
	}
}
