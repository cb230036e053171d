package store

import (
	"fmt"
	"testing"
)

// A posting whose figure needs no sign-off leaves its indicator's latest card to the trigger of the figure: working it
// out anew costs more than all else.
func TestAPostingWorksOutNoCardAnew(t *testing.T) {
	t.Parallel()
	s := openStore(t, council3000.DSN(t))
	tx, err := s.prepared.begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := tx.ExecContext(t.Context(), `SET LOCAL track_functions = 'all'`); err != nil {
		t.Fatal(err)
	}
	anew := func() (calls int) {
		t.Helper()
		err := tx.GetContext(t.Context(), &calls, `SELECT COALESCE(sum(calls), 0) FROM pg_stat_xact_user_functions WHERE funcname = 'keep_latest_cards'`)
		if err != nil {
			t.Fatal(err)
		}
		return calls
	}
	p := coronersPost(t, "one", "91", "Counted again")
	p.By, p.Code = "U00004", "X00003"
	if _, err := s.post(t.Context(), tx, p); err != nil {
		t.Fatal(err)
	}
	if n := anew(); n != 0 {
		t.Errorf("worked out %d times", n)
	}
	if _, err := tx.ExecContext(t.Context(), `UPDATE committees SET sign_off = 'manager' WHERE name = 'Committee 1'`); err != nil {
		t.Fatal(err)
	}
	if anew() == 0 {
		t.Error("the server counts no calls")
	}
}

// Figures that come one after the other make one job for each message that is to show them, as long as that waits.
func TestAMessageThatWaitsToBeUpdatedHasOneJob(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-08 09:00")
	sayAll(t, s, now)
	jobs := func() (n int) {
		t.Helper()
		if err := s.patient.GetContext(t.Context(), &n, `SELECT count(*) FROM river_job WHERE priority = $1`, priorityUpdate); err != nil {
			t.Fatal(err)
		}
		return n
	}
	for n, want := range []int{2, 2, 2, 4} { // the coroner's own message and the team's board
		if n == 3 {
			if got := refreshed(t, s, now.later(DefaultPatience.Pace)); got == "" {
				t.Fatal("nothing was updated")
			}
		}
		p := coronersPost(t, fmt.Sprint("request ", n), fmt.Sprint(140+n), "Counted again")
		p.Now, p.Today = now.Now, now.today()
		mustPost(t, s, p)
		if got := jobs(); got != want {
			t.Errorf("after %d figures there are %d jobs, want %d", n+1, got, want)
		}
	}
}
