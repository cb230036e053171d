package store

import (
	"database/sql"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/riverqueue/river"
)

// A job that enqueue puts into the queue is, in every column but its number and its times, as River would put it there.
func TestAJobIsAsRiverWouldMakeIt(t *testing.T) {
	t.Parallel()
	s, _ := empty(t)
	jobs := func(enqueue func(tx *sql.Tx) error) (made []string) {
		t.Helper()
		tx, err := s.patient.BeginTxx(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = tx.Rollback() }()
		if err := enqueue(tx.Tx); err != nil {
			t.Fatal(err)
		}
		err = tx.SelectContext(t.Context(), &made, `
			SELECT CAST(to_jsonb(j) - ARRAY['id', 'created_at', 'scheduled_at']
			            || jsonb_build_object('due', j.scheduled_at <= clock_timestamp(), 'made', j.created_at <= clock_timestamp()) AS text)
			FROM river_job j ORDER BY id`)
		if err != nil {
			t.Fatal(err)
		}
		return made
	}
	ours := jobs(func(tx *sql.Tx) error {
		return s.enqueue(t.Context(), tx, job{7, priorityUpdate}, job{1 << 40, priorityReminder})
	})
	theirs := jobs(func(tx *sql.Tx) error {
		_, err := s.queue.InsertManyFastTx(t.Context(), tx, []river.InsertManyParams{
			{Args: DeliverJob{7}, InsertOpts: &river.InsertOpts{Priority: priorityUpdate}},
			{Args: DeliverJob{1 << 40}, InsertOpts: &river.InsertOpts{Priority: priorityReminder}},
		})
		return err
	})
	if diff := cmp.Diff(theirs, ours); diff != "" || len(ours) != 2 {
		t.Errorf("River's jobs and ours, %d:\n%s", len(ours), diff)
	}
}
