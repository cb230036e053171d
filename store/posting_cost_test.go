package store

import (
	"fmt"
	"testing"

	"github.com/lib/pq"
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

// A posting that turns its indicator Red locks the messages that it touches without reading the others, however many
// there ever were.
func TestATurnReadsTheMessagesThatItTouches(t *testing.T) {
	t.Parallel()
	s := openStore(t, council3000.DSN(t))
	blocks := func() int {
		t.Helper()
		if _, err := s.patient.ExecContext(t.Context(), `ANALYZE notifications, notification_subjects, red_turns, red_tidings`); err != nil {
			t.Fatal(err)
		}
		return blocksOf(t, s.patient, lockTurnQuery, 3, period{quarter3}, period{quarter3}, pq.StringArray{"red-digest U00004 2024-01-09"})
	}
	for n, figure := range []int{91, 70} {
		p := coronersPost(t, fmt.Sprint("turns ", n), fmt.Sprint(figure), "Counted again")
		p.By, p.Code = "U00004", "X00003"
		mustPost(t, s, p)
	}
	few := blocks()
	if _, err := s.patient.ExecContext(t.Context(), `
		INSERT INTO notifications (key, kind, recipient, day, from_at, until_at, priority, token, planned_at, state, not_before, nudged_at, settled_at, channel, ts, wanted, shown, about)
		SELECT 'red ' || n, 'red', 'U00005', '2024-01-08', $1, $2, 1, gen_random_uuid(), $1, 'sent', $1, $1, $1, 'D1', n, 0, 0, '{}' FROM generate_series(1, 20000) AS n`,
		instant(monday), instant(monday.AddDate(0, 0, 1))); err != nil {
		t.Fatal(err)
	}
	if many := blocks(); many > few+10 {
		t.Errorf("%d blocks with 20,000 messages more, and %d without", many, few)
	}
}
