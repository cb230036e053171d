package store

import (
	"context"
	"fmt"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// listIdentities reads what must add up, in the register's order.
func listIdentities(ctx context.Context, q sqlx.QueryerContext) ([]kpi.Identity, error) {
	var rows []struct {
		Name, Rule, Stock string
		Tolerance         number
	}
	if err := sqlx.SelectContext(ctx, q, &rows, `SELECT name, rule, stock, tolerance FROM identities ORDER BY position`); err != nil {
		return nil, fmt.Errorf("reading the identities: %w", err)
	}
	var all []kpi.Identity
	for _, r := range rows {
		all = append(all, kpi.Identity{Name: r.Name, Rule: r.Rule, Stock: r.Stock, Tolerance: r.Tolerance.Decimal})
	}
	return all, nil
}

// identities are imported by their names.
func (i *importing) identities(ctx context.Context, r kpi.Register) error {
	for _, identity := range r.Identities {
		subject := "identity " + identity.Name
		before, known := i.identity[identity.Name]
		d := identityDifferences(before, identity)
		if len(d) == 0 {
			continue
		}
		err := i.exec(ctx, subject, `
			INSERT INTO identities (name, rule, stock, tolerance) VALUES ($1, $2, $3, $4)
			ON CONFLICT (name) DO UPDATE SET rule = $2, stock = $3, tolerance = $4`,
			identity.Name, identity.Rule, identity.Stock, number{identity.Tolerance})
		if err == nil && known {
			err = i.changed(councilChain, subject, d)
		} else if err == nil {
			err = i.added(councilChain, subject, identity.Rule, d)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
