package store

import (
	"context"
	"time"

	"chaser/kpi"
)

// Snooze keeps the day on which a person wants to be reminded of what they owe, even if their ladder would not remind
// them then. The error is a *kpi.Refusal if they must not, because of the kind of account they have.
func (s *Store) Snooze(ctx context.Context, person string, until kpi.Date, now time.Time) (err error) {
	defer nameCall(&err, "store.Snooze(%q)", person)
	// The statement has a transaction of its own: lib/pq sends a lone statement again when the connection breaks.
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
