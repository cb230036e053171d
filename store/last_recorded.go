package store

import (
	"context"
	"fmt"
	"time"
)

// Latest is the last instant, by the council's clock, at which anything was recorded. It is zero if nothing was. The
// demo's clock goes on from there.
func (s *Store) Latest(ctx context.Context) (time.Time, error) {
	var at *time.Time
	err := s.db.GetContext(ctx, &at, `
		SELECT greatest((SELECT max(at) FROM audit_entries), (SELECT max(planned_at) FROM notifications), (SELECT max(settled_at) FROM notifications))`)
	if err != nil {
		return time.Time{}, fmt.Errorf("store.Latest: %w", err)
	}
	if at == nil {
		return time.Time{}, nil
	}
	return *at, nil
}
