package store

import (
	"context"
	"fmt"
	"slices"
	"sync/atomic"

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

const (
	// scheduleVersionColumn names the schedule that stands, in place of scheduleColumns where it is most likely known.
	scheduleVersionColumn = `(SELECT version FROM schedule_version) AS schedule_version`

	scheduleQuery = `SELECT ` + scheduleColumns + `, ` + scheduleVersionColumn
)

// readSchedule reads the schedule in one query.
func readSchedule(ctx context.Context, q sqlx.QueryerContext) (schedule, error) {
	read, err := readVersion(ctx, q)
	return read.schedule, err
}

// scheduleVersion is a schedule as it was read, with its version's name.
type scheduleVersion struct {
	schedule
	version string
}

func readVersion(ctx context.Context, q sqlx.QueryerContext) (scheduleVersion, error) {
	var row struct {
		scheduleRow
		Version string `db:"schedule_version"`
	}
	if err := sqlx.GetContext(ctx, q, &row, scheduleQuery); err != nil {
		return scheduleVersion{}, fmt.Errorf("reading the schedule: %w", err)
	}
	return scheduleVersion{row.schedule(), row.Version}, nil
}

// scheduleMemory keeps the schedule that was read last, which hardly ever changes, so that a posting does not read all
// years of it. Nothing that it returns may be changed.
type scheduleMemory struct {
	last atomic.Pointer[scheduleVersion]
}

// of is the schedule of a version that the same transaction has just read. A nil memory reads it each time.
func (m *scheduleMemory) of(ctx context.Context, q sqlx.QueryerContext, version string) (schedule, error) {
	if m == nil {
		return readSchedule(ctx, q)
	}
	if last := m.last.Load(); last != nil && last.version == version {
		return last.schedule, nil
	}
	read, err := readVersion(ctx, q)
	if err != nil {
		return schedule{}, err
	}
	read.collections = slices.Clip(read.collections) // whoever appends makes their own
	m.last.Store(&read)
	return read.schedule, nil
}

// memoryOf is the memory of the store whose transaction it is; nil where it has none.
func memoryOf(q sqlx.QueryerContext) *scheduleMemory {
	if tx, is := q.(*preparedTx); is {
		return tx.schedules
	}
	return nil
}

// Schedule is the collections in the register's order, and the council's working days.
func (s *Store) Schedule(ctx context.Context) ([]kpi.Collection, kpi.Calendar, error) {
	known, err := readSchedule(ctx, &s.prepared)
	if err != nil {
		return nil, kpi.Calendar{}, fmt.Errorf("store.Schedule: %w", err)
	}
	return known.collections, known.calendar, nil
}
