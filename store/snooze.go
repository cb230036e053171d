package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"chaser/kpi"
)

// Snooze keeps that a person wants to be reminded of what they owe on the day, which their own ladder might not. The error is a
// *kpi.Refusal where their account is not obeyed.
func (s *Store) Snooze(ctx context.Context, person string, until kpi.Date, now time.Time) error {
	// In a transaction of its own words: lib/pq sends a lone statement again when the connection breaks.
	tx, err := s.db.BeginTxx(ctx, nil)
	if err != nil {
		return fmt.Errorf("store.Snooze(%q): %w", person, err)
	}
	defer func() { _ = tx.Rollback() }()
	if _, _, err := findActor(ctx, tx, person); err != nil {
		var refusal *kpi.Refusal
		if errors.As(err, &refusal) {
			return refusal
		}
		return fmt.Errorf("store.Snooze(%q): %w", person, err)
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO snoozes (person, until, asked_at) VALUES ($1, $2, $3)
		ON CONFLICT (person) DO UPDATE SET until = $2, asked_at = $3`, person, day{until}, instant(now))
	if err == nil {
		err = tx.Commit()
	}
	if err != nil {
		return fmt.Errorf("store.Snooze(%q): %w", person, err)
	}
	return nil
}
