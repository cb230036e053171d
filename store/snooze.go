package store

import (
	"context"

	"chaser/kpi"
)

// Snooze keeps the day on which a person wants to be reminded of what they owe, even if their ladder would not remind
// them then. The error is a *kpi.Refusal if they must not, because of the kind of account they have. It may be
// ErrOutcomeUnknown.
func (s *Store) Snooze(ctx context.Context, r Request, until kpi.Date) (err error) {
	defer nameCall(&err, "store.Snooze(%q)", r.By)
	_, err = once(ctx, s, unprepared(s.db), "snooze", r, func(ctx context.Context, tx *preparedTx) (nothing, error) {
		if _, _, err := findActor(ctx, tx, r.By); err != nil {
			return nothing{}, err
		}
		_, err := tx.ExecContext(ctx, `
			INSERT INTO snoozes (person, until, asked_at) VALUES ($1, $2, $3)
			ON CONFLICT (person) DO UPDATE SET until = $2, asked_at = $3`, r.By, day{until}, instant(r.Now))
		return nothing{}, err
	})
	return err
}
