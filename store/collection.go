package store

import (
	"context"
	"fmt"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

const collectionsQuery = `SELECT period, opens, due, committee_date, publishes FROM collections ORDER BY position`

type collectionRow struct {
	Period        period `db:"period" json:"period"`
	Opens         day    `db:"opens" json:"opens"`
	Due           day    `db:"due" json:"due"`
	CommitteeDate day    `db:"committee_date" json:"committee_date"`
	Publishes     day    `db:"publishes" json:"publishes"`
}

// listCollections reads the collections in the register's order. There are only a handful a year.
func listCollections(ctx context.Context, q sqlx.QueryerContext) ([]kpi.Collection, error) {
	var rows []collectionRow
	if err := sqlx.SelectContext(ctx, q, &rows, collectionsQuery); err != nil {
		return nil, fmt.Errorf("reading the collections: %w", err)
	}
	return collectionsOf(rows), nil
}

func collectionsOf(rows []collectionRow) []kpi.Collection {
	collections := make([]kpi.Collection, 0, len(rows))
	for _, r := range rows {
		collections = append(collections, kpi.Collection{
			Period:        r.Period.Period,
			Opens:         r.Opens.Date,
			Due:           r.Due.Date,
			CommitteeDate: r.CommitteeDate.Date,
			Publishes:     r.Publishes.Date,
		})
	}
	return collections
}
