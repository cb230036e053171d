package store

import (
	"context"
	"fmt"

	"chaser/kpi"
)

// Team is the performance team, in the register's order.
func (s *Store) Team(ctx context.Context) ([]kpi.Person, error) {
	var rows []personRow
	err := s.db.SelectContext(ctx, &rows, `SELECT `+personColumns+` FROM people p WHERE 'admin' = ANY (p.roles) ORDER BY p.position`)
	if err != nil {
		return nil, fmt.Errorf("store.Team: %w", err)
	}
	return peopleOf(rows), nil
}
