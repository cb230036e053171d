package store

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/lib/pq"

	"chaser/kpi"
	"chaser/store/storetest"
)

// releasedSchema is the last one that was released before there were reds, actions and publications.
const releasedSchema = 3

// A council that worked with the release before goes on where it was: its figures, its trail, what it was told and what
// it is about to be told.
func TestUpgrade(t *testing.T) {
	t.Parallel()
	before := openStore(t, storetest.DSN(t)) // in the same database as its successor, which copies from it
	if _, err := before.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	mustImport(t, before, seedRegister(t))
	morning := at(t, "2024-01-08 09:00")
	mustPost(t, before, coronersPost(t, "R1", "142", "Fewer"))
	planned := mustPlan(t, before, morning)
	for n, one := range planned {
		if n%2 == 0 { // the others are about to be said
			say(t, before, one, morning)
		}
	}
	mustPost(t, before, coronersPost(t, "R2", "143", "One more")) // and now some of them are to be brought up to date

	s := openStore(t, storetest.DSN(t))
	provider, err := s.provider(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := provider.UpTo(t.Context(), releasedSchema); err != nil {
		t.Fatal(err)
	}
	if n := holdsWhat(t, s, before); n < 10 {
		t.Fatalf("only %d tables were carried over", n)
	}
	applied, err := s.Migrate(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	same(t, "applied", append(migrationFiles(t)[releasedSchema:], "the job queue's tables, version 8"), applied)

	// What was there is there, to the letter.
	if err := s.SchemaFits(t.Context()); err != nil {
		t.Error(err)
	}
	if entries := auditWhole(t, s); entries != auditWhole(t, before) {
		t.Errorf("%d entries of the audit trail", entries)
	}
	was, err := before.Register(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	is, err := s.Register(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	same(t, "the register", was, is)
	same(t, "a card", cardSeen(t, before, perf, "178", kpi.Period{}), cardSeen(t, s, perf, "178", kpi.Period{}))
	told, err := s.NotificationsSince(t.Context(), morning.Now)
	if err != nil || len(told) != len(planned) {
		t.Fatalf("%d of %d messages: %v", len(told), len(planned), err)
	}

	// It goes on: nothing is planned twice, what waits is said, what was said is brought up to date, and a request that
	// comes again is known.
	if again := mustPlan(t, s, morning); len(again) != 0 {
		t.Errorf("planned again: %s", recipients(again))
	}
	later := morning.later(time.Hour)
	for _, n := range told {
		switch d := begin(t, s, n.ID, later); {
		case n.State == Ready && d.Task != Say:
			t.Errorf("the message to %s that waited: %v %s", n.Recipient, d.Task, d.Reason)
		case n.State == Sent && n.Recipient == "U0CORONER" && d.Task != Refresh:
			t.Errorf("the message that names the figure: %v", d.Task)
		}
	}
	if again := mustPost(t, s, coronersPost(t, "R2", "143", "One more")); again.Fresh != true || len(again.Card.Actions) != 0 {
		t.Errorf("the same request again: %+v", again)
	}
	if n := count(t, s, `SELECT count(*) FROM figures`); n != count(t, before, `SELECT count(*) FROM figures`) {
		t.Errorf("%d figures", n)
	}

	// And what is new works on what is old.
	postedOf(t, s, later, "REG1", "50", "Down.")
	same(t, "alerted", "U0MGRREG", recipients(newsOf(t, s, kpi.NewsRed)))
	if _, err := s.RaiseAction(t.Context(), ActionRequest{RequestID: "A1", By: "U0LIB", Now: later.Now, Today: later.today()}, "LIB1",
		kpi.Undertaking{Period: quarter2, Text: "Open late", Due: later.today().AddDays(20)}); err != nil {
		t.Error(err)
	}
	if done := mustPublish(t, s, publishing(true)); !done.Fresh || done.Cards != 19 {
		t.Errorf("published: %+v", done)
	}
	revised := coronersPost(t, "R3", "150", "Counted again")
	revised.Posting.Period = quarter2
	mustCorrect(t, s, revised)
	if n := len(newsOf(t, s, kpi.NewsErratum)); n != 1 {
		t.Errorf("%d errata", n)
	}
	auditWhole(t, s)
}

// holdsWhat copies into a store of an older schema what a newer one holds, as far as the older has the columns; it
// returns how many of its tables hold something.
func holdsWhat(t *testing.T, old, from *Store) (filled int) {
	t.Helper()
	var source string
	if err := from.patient.GetContext(t.Context(), &source, `SELECT current_schema()`); err != nil {
		t.Fatal(err)
	}
	var tables []string
	err := old.patient.SelectContext(t.Context(), &tables, `
		SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_name !~ '^(goose|river)' ORDER BY table_name`)
	if err != nil {
		t.Fatal(err)
	}
	for tries := 0; len(tables) > 0; tries++ { // what others refer to comes first, whatever the alphabet says
		if tries > 200 {
			t.Fatalf("these cannot be copied: %s", tables)
		}
		name := tables[0]
		tables = tables[1:]
		var columns []string
		err := old.patient.SelectContext(t.Context(), &columns, `
			SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position`, name)
		if err != nil {
			t.Fatal(err)
		}
		list := strings.Join(columns, ", ")
		done, err := old.patient.ExecContext(t.Context(), fmt.Sprintf(`INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM %s.%s`,
			name, list, list, pq.QuoteIdentifier(source), name))
		if err != nil {
			if tries == 200 {
				t.Log(err)
			}
			tables = append(tables, name)
			continue
		}
		if n, _ := done.RowsAffected(); n > 0 {
			filled++
		}
		var counted []string
		err = old.patient.SelectContext(t.Context(), &counted, `
			SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1 AND is_identity = 'YES'`, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, column := range counted {
			_, err := old.patient.ExecContext(t.Context(), fmt.Sprintf(
				`SELECT setval(pg_get_serial_sequence('%[2]s', '%[1]s'), (SELECT COALESCE(max(%[1]s), 0) + 1 FROM %[2]s))`, column, name))
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	return filled
}
