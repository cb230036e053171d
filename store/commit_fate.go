package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/jmoiron/sqlx"
)

// postingFate finds out what became of a posting when its COMMIT got no answer. It asks on a new connection, as those
// of the pool may be dead too. It has a time limit of its own, as the caller's may be over.
//
// Looking for the request is not enough. A COMMIT that is still on its way would not be seen, and could take effect
// afterwards. So postingFate inserts the request's id. PostgreSQL makes that wait for any unfinished transaction that
// has inserted the same id, so the answer is final.
func (s *Store) postingFate(ctx context.Context, p Post, lost error) (posted Posted, err error) {
	err = s.fate(ctx, p.request(), lost, func(ctx context.Context, tx *sqlx.Tx) (saved bool, err error) {
		a, saved, err := findAnswered(ctx, tx, p.RequestID)
		if err != nil {
			return false, err
		}
		if !saved {
			posted, saved, err = repeatAsked(ctx, tx, p)
			return saved, err
		}
		posted, err = repeat(ctx, tx, a, p)
		return true, err
	})
	return posted, err
}

// fate is nil if what was asked for was saved. Then found has read what was answered. A request without an id cannot be
// looked up.
func (s *Store) fate(ctx context.Context, r Request, lost error, found func(context.Context, *sqlx.Tx) (bool, error)) error {
	if r.ID == "" {
		return fmt.Errorf("%w: committing: %w", ErrOutcomeUnknown, lost)
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.fateWait)
	defer cancel()
	saved, err := s.lookUp(ctx, r, found)
	switch {
	case err != nil:
		return fmt.Errorf("%w: committing: %w; looking the request up: %w", ErrOutcomeUnknown, lost, err)
	case !saved:
		return fmt.Errorf("committing, and nothing was saved: %w", lost)
	}
	return nil
}

func (s *Store) lookUp(ctx context.Context, r Request, found func(context.Context, *sqlx.Tx) (bool, error)) (saved bool, err error) {
	db := sqlx.NewDb(sql.OpenDB(s.connector), "postgres")
	defer func() { err = errors.Join(err, db.Close()) }()
	tx, err := db.BeginTxx(ctx, nil)
	if err != nil {
		return false, err
	}
	defer func() { _ = tx.Rollback() }() // always rolled back, as this only asks
	result, err := tx.ExecContext(ctx, `
		INSERT INTO requests (id, kind, requested_by, requested_at) VALUES ($1, 'outcome', $2, $3)
		ON CONFLICT DO NOTHING`, r.ID, r.By, r.Now)
	if err != nil {
		return false, err
	}
	inserted, err := result.RowsAffected()
	if err != nil || inserted == 1 {
		return false, err
	}
	return found(ctx, tx)
}
