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

// memoryOf is the memory of the store whose transaction or pool it is; nil where it has none.
func memoryOf(q sqlx.QueryerContext) *scheduleMemory {
	switch q := q.(type) {
	case *preparedTx:
		return q.schedules
	case *prepared:
		return q.schedules
	}
	return nil
}

// scheduleNowQuery reads the collections that are open or to come on the day $1, and of those that opened before it the
// latest of each kind: what kpi.Open and kpi.Upcoming find is among them. Months, each of the four quarters and years
// are kinds, as an indicator's frequency decides with which of them it reports.
const scheduleNowQuery = `
	SELECT (SELECT json_agg(c) FROM (
	            SELECT period, opens, due, committee_date, publishes FROM collections
	            WHERE opens > $1 OR period IN (
	                SELECT DISTINCT ON (period_order(period) % 192) period FROM collections
	                WHERE opens <= $1 ORDER BY period_order(period) % 192, period_order(period) DESC)
	            ORDER BY position) AS c) AS collections,
	       (SELECT json_agg(c) FROM (` + closuresQuery + `) AS c) AS closures`

// readScheduleNow reads the part of the schedule that decides what is collected on the day. It does not grow with the
// years.
func readScheduleNow(ctx context.Context, q sqlx.QueryerContext, today kpi.Date) (schedule, error) {
	var row scheduleRow
	if err := sqlx.GetContext(ctx, q, &row, scheduleNowQuery, day{today}); err != nil {
		return schedule{}, fmt.Errorf("reading what is collected: %w", err)
	}
	return row.schedule(), nil
}

// scheduleOf is as much of the schedule as decides what is collected on the day: the whole if it is known from before,
// else the part that readScheduleNow reads. The version has just been read.
func scheduleOf(ctx context.Context, q sqlx.QueryerContext, version string, today kpi.Date) (schedule, error) {
	if m := memoryOf(q); m != nil {
		return m.of(ctx, q, version)
	}
	return readScheduleNow(ctx, q, today)
}

// Schedule is the collections in the register's order, and the council's working days.
func (s *Store) Schedule(ctx context.Context) ([]kpi.Collection, kpi.Calendar, error) {
	known, err := readSchedule(ctx, &s.prepared)
	if err != nil {
		return nil, kpi.Calendar{}, fmt.Errorf("store.Schedule: %w", err)
	}
	return known.collections, known.calendar, nil
}
