package store

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"

	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/rivermigrate"
)

// DeliverJob is a job in the queue that says: look at this notification. What is to be done stands in the
// notification's own row. So Requeue can make a job again that was lost, and a job too many finds nothing to do.
type DeliverJob struct {
	Notification int64 `json:"notification"`
}

// Kind is the job's name in the queue.
func (DeliverJob) Kind() string { return "deliver" }

// NewQueue makes a client of the job queue on the store's database. If its configuration has workers, it can be
// started.
func (s *Store) NewQueue(c *river.Config) (*river.Client[*sql.Tx], error) {
	client, err := river.NewClient(riverdatabasesql.New(s.patient.DB), c)
	if err != nil {
		return nil, fmt.Errorf("store.NewQueue: %w", err)
	}
	return client, nil
}

// enqueue puts a job for each notification into the transaction.
func (s *Store) enqueue(ctx context.Context, tx *sql.Tx, notifications ...job) error {
	if len(notifications) == 0 {
		return nil
	}
	jobs := make([]river.InsertManyParams, 0, len(notifications))
	for _, n := range notifications {
		jobs = append(jobs, river.InsertManyParams{Args: DeliverJob{n.ID}, InsertOpts: &river.InsertOpts{Priority: n.Priority}})
	}
	if _, err := s.queue.InsertManyFastTx(ctx, tx, jobs); err != nil {
		return fmt.Errorf("queueing deliveries: %w", err)
	}
	return nil
}

// job is a DeliverJob that is to be put into the queue: the notification's id, and the job's priority.
type job struct {
	ID       int64 `db:"id"`
	Priority int   `db:"priority"`
}

// migrateQueue brings River's own tables up to date, in one process at a time. It returns the name of what it applied.
func (s *Store) migrateQueue(ctx context.Context) ([]string, error) {
	tx, err := s.patient.BeginTxx(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock(hashtext('chaser queue'), hashtext(current_schema()))`); err != nil {
		return nil, fmt.Errorf("locking: %w", err)
	}
	m, err := rivermigrate.New(riverdatabasesql.New(s.patient.DB), &rivermigrate.Config{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		return nil, err
	}
	// The migration is not in the transaction, which only keeps others out. PostgreSQL wants a new value of an enum
	// committed before it is used.
	done, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil)
	if err != nil {
		return nil, fmt.Errorf("migrating the queue: %w", err)
	}
	if len(done.Versions) == 0 {
		return nil, nil
	}
	return []string{fmt.Sprintf("the job queue's tables, version %d", done.Versions[len(done.Versions)-1].Version)}, tx.Commit()
}

// queueFits compares River's tables with what this program was built for.
func (s *Store) queueFits(ctx context.Context) error {
	m, err := rivermigrate.New(riverdatabasesql.New(s.patient.DB), &rivermigrate.Config{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	versions := m.AllVersions()
	needs := versions[len(versions)-1].Version
	var has int
	err = s.db.GetContext(ctx, &has, `SELECT COALESCE(max(version), 0) FROM river_migration WHERE line = 'main'`)
	switch {
	case pq.As(err, pqerror.UndefinedTable) != nil || err == nil && has < needs:
		return fmt.Errorf("the job queue's tables (%d) are %w (%d): run `chaser migrate`", has, errOlder, needs)
	case err != nil:
		return fmt.Errorf("store.SchemaFits: %w", err)
	case has > needs:
		return fmt.Errorf("the job queue's tables (%d) are %w (%d): install the newer chaser that migrated them", has, errNewer, needs)
	}
	return nil
}
