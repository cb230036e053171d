package store

import (
	"fmt"
	"testing"

	"chaser/kpi"
)

// A process remembers the schedule, and knows when another has changed it.
func TestARememberedScheduleIsTheOneThatStands(t *testing.T) {
	t.Parallel()
	s, dsn := seeded(t)
	other := openStore(t, dsn)
	n := 0
	posts := func(want string) {
		t.Helper()
		n++
		p := coronersPost(t, fmt.Sprint("request ", n), fmt.Sprint(140+n), "Counted again")
		p.Today, _ = kpi.ParseDate("2024-05-10")
		if got := mustPost(t, s, p).Card.Period.String(); got != want {
			t.Errorf("posting %d is for %s, want %s", n, got, want)
		}
	}
	changes := func(query string, kept bool) {
		t.Helper()
		tx, err := other.patient.BeginTxx(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = tx.Rollback() }()
		if _, err = tx.ExecContext(t.Context(), query); err == nil && kept {
			err = tx.Commit()
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	opens := `INSERT INTO collections (period, opens, due) VALUES ('2023-24Q4', '2024-04-02', '2024-04-19')`
	posts("2023-24Q3")
	changes(opens, false)
	posts("2023-24Q3")
	changes(opens, true)
	posts("2023-24Q4")
	changes(`UPDATE collections SET opens = '2024-06-01', due = '2024-06-19' WHERE period = '2023-24Q4'`, true)
	posts("2023-24Q3")
	changes(`DELETE FROM collections WHERE period = '2023-24Q3'`, true)
	posts("2023-24Q2")
	mustKnow := func(day kpi.Date, closed bool) {
		t.Helper()
		tx, err := s.prepared.begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = tx.Rollback() }()
		chase, err := readAskedOf(t.Context(), tx, london, day, []int64{1})
		if err != nil || chase.Calendar.Works(day) == closed {
			t.Errorf("closed on %s: %v, %v", day, !closed, err)
		}
	}
	day, _ := kpi.ParseDate("2024-05-10")
	mustKnow(day, false)
	changes(`INSERT INTO closures (day, name) VALUES ('2024-05-10', 'Town hall shut')`, true)
	mustKnow(day, true)
	changes(`DELETE FROM closures`, true)
	mustKnow(day, false)
}
