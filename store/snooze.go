package store

import (
	"context"
	"time"

	"chaser/kpi"
)

// Snooze keeps that a person wants to be reminded of what they owe on the day, which their own ladder might not. The
// error is a *kpi.Refusal where their account is not obeyed.
func (s *Store) Snooze(ctx context.Context, person string, until kpi.Date, now time.Time) (err error) {
	defer nameCall(&err, "store.Snooze(%q)", person)
	// In a transaction of its own words: lib/pq sends a lone statement again when the connection breaks.
	tx, err := s.db.BeginTxx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	if _, _, err := findActor(ctx, tx, person); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO snoozes (person, until, asked_at) VALUES ($1, $2, $3)
		ON CONFLICT (person) DO UPDATE SET until = $2, asked_at = $3`, person, day{until}, instant(now))
	if err != nil {
		return err
	}
	return tx.Commit()
}
