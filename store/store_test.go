package store

import (
	"bytes"
	"context"
	"math/big"
	"os"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/shopspring/decimal"

	"chaser/kpi"
	"chaser/register"
	"chaser/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// It is the Monday after the seed's third collection opened.
var (
	monday = time.Date(2024, 1, 8, 9, 0, 0, 123456789, time.UTC)
	today  = kpi.DateOf(monday)
)

// perf is the performance team, who see everything.
var perf = kpi.Person{SlackID: "U0PERF", Name: "Performance team", Roles: []kpi.Role{kpi.Admin}}

// lenient lets a slow machine that runs many tests at once take its time.
var lenient = waits{connect: 20 * time.Second, lock: 20 * time.Second, statement: 30 * time.Second, answer: 40 * time.Second}

func openStore(t testing.TB, dsn string) *Store {
	t.Helper()
	return openWith(t, dsn, lenient, 20*time.Second)
}

func openWith(t testing.TB, dsn string, w waits, fateWait time.Duration) *Store {
	t.Helper()
	s, err := open(t.Context(), dsn, w, fateWait, DefaultConnections)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// empty is a store with its schema and nothing in it.
func empty(t testing.TB) (s *Store, dsn string) {
	t.Helper()
	dsn = migrated.DSN(t)
	return openStore(t, dsn), dsn
}

var migrated = storetest.Template{Fill: func(t testing.TB, dsn string) { fill(t, dsn, func(*Store) {}) }}

// seeded is a store that holds the seed report.
func seeded(t testing.TB) (s *Store, dsn string) {
	t.Helper()
	dsn = withSeed.DSN(t)
	return openStore(t, dsn), dsn
}

var withSeed = storetest.Template{From: &migrated, Fill: func(t testing.TB, dsn string) {
	fill(t, dsn, func(s *Store) { mustImport(t, s, seedRegister(t)) })
}}

// fill makes what a template holds: the schema, where it is not there yet, and then what the caller adds.
func fill(t testing.TB, dsn string, add func(*Store)) {
	t.Helper()
	s, err := open(t.Context(), dsn, lenient, 20*time.Second, DefaultConnections)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	if _, err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	add(s)
}

func seedRegister(t testing.TB) kpi.Register {
	t.Helper()
	text, err := os.ReadFile("../demo/seed/register.json")
	if err != nil {
		t.Fatal(err)
	}
	r, faults := register.ReadJSON(bytes.NewReader(text))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	return r
}

func mustImport(t testing.TB, s *Store, r kpi.Register) []Change {
	t.Helper()
	changes, err := s.ImportRegister(t.Context(), r, monday, false)
	if err != nil {
		t.Fatal(err)
	}
	return changes
}

// typed is a posting as a person types it.
func typed(t testing.TB, figure, words string) kpi.Posting {
	t.Helper()
	value, err := kpi.ParseTyped(figure)
	if err != nil {
		t.Fatal(err)
	}
	return kpi.Posting{Typed: &value, Words: words}
}

// post is a coroner's posting for indicator 178.
func coronersPost(t testing.TB, request, figure, words string) Post {
	t.Helper()
	return Post{RequestID: request, By: "U0CORONER", Code: "178", Posting: typed(t, figure, words), Now: monday, Today: today}
}

func mustPost(t testing.TB, s *Store, p Post) Posted {
	t.Helper()
	posted, err := s.PostFigure(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	return posted
}

// auditWhole fails the test unless the trail is whole, and returns how many entries it has.
func auditWhole(t testing.TB, s *Store) int {
	t.Helper()
	entries, broken, err := s.VerifyAudit(t.Context())
	if err != nil || broken != nil {
		t.Fatalf("the audit trail: %v %v", broken, err)
	}
	return entries
}

func count(t testing.TB, s *Store, query string, args ...any) int {
	t.Helper()
	var n int
	if err := s.patient.GetContext(t.Context(), &n, query, args...); err != nil {
		t.Fatal(err)
	}
	return n
}

// exactly compares what kpi holds, numbers to the last digit, and a list that is empty as one that is absent.
var exactly = cmp.Options{
	cmp.Comparer(func(a, b decimal.Decimal) bool { return kpi.Exactly(a) == kpi.Exactly(b) }),
	cmp.Comparer(func(a, b kpi.Period) bool { return a == b }),
	cmp.Comparer(func(a, b kpi.Rule) bool { return a.String() == b.String() }),
	cmp.Comparer(func(a, b *big.Rat) bool { return a == b || a != nil && b != nil && a.Cmp(b) == 0 }),
	cmpopts.EquateEmpty(),
}

func same(t testing.TB, what string, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got, exactly); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// everyUnsigned is all that awaits somebody's sign-off.
func everyUnsigned(ctx context.Context, s *Store, who kpi.Person) ([]Unsigned, error) {
	list, err := s.Unsigned(ctx, who, UnsignedOf{}, 0, 1_000_000)
	return list.Figures, err
}
