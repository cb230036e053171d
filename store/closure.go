package store

import (
	"context"
	"fmt"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

const closuresQuery = `SELECT day, name FROM closures ORDER BY position`

type closureRow struct {
	Day  day    `db:"day" json:"day"`
	Name string `db:"name" json:"name"`
}

// listClosures reads the closures in the register's order. There are only a handful a year.
func listClosures(ctx context.Context, q sqlx.QueryerContext) ([]kpi.Closure, error) {
	var rows []closureRow
	if err := sqlx.SelectContext(ctx, q, &rows, closuresQuery); err != nil {
		return nil, fmt.Errorf("reading the closures: %w", err)
	}
	return closuresOf(rows), nil
}

func closuresOf(rows []closureRow) []kpi.Closure {
	closures := make([]kpi.Closure, 0, len(rows))
	for _, r := range rows {
		closures = append(closures, kpi.Closure{Day: r.Day.Date, Name: r.Name})
	}
	return closures
}
