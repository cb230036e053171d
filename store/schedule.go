package store

import (
	"context"
	"fmt"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// schedule is when figures are collected, and on which days the council works.
type schedule struct {
	collections []kpi.Collection
	calendar    kpi.Calendar
}

// scheduleColumns are a scheduleRow's columns. A query that reads something else can read the schedule along with it.
const scheduleColumns = `(SELECT json_agg(c) FROM (` + collectionsQuery + `) AS c) AS collections,
	       (SELECT json_agg(c) FROM (` + closuresQuery + `) AS c) AS closures`

type scheduleRow struct {
	Collections document[[]collectionRow] `db:"collections"`
	Closures    document[[]closureRow]    `db:"closures"`
}

func (r scheduleRow) schedule() schedule {
	return schedule{collections: collectionsOf(r.Collections.is), calendar: kpi.NewCalendar(closuresOf(r.Closures.is))}
}

const scheduleQuery = `SELECT ` + scheduleColumns

// readSchedule reads the schedule in one query.
func readSchedule(ctx context.Context, q sqlx.QueryerContext) (schedule, error) {
	var row scheduleRow
	if err := sqlx.GetContext(ctx, q, &row, scheduleQuery); err != nil {
		return schedule{}, fmt.Errorf("reading the schedule: %w", err)
	}
	return row.schedule(), nil
}

// Schedule is the collections in the register's order, and the council's working days.
func (s *Store) Schedule(ctx context.Context) ([]kpi.Collection, kpi.Calendar, error) {
	known, err := readSchedule(ctx, &s.prepared)
	if err != nil {
		return nil, kpi.Calendar{}, fmt.Errorf("store.Schedule: %w", err)
	}
	return known.collections, known.calendar, nil
}
