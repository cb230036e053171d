package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// ChaseOf is the part of the chase on the day that decides what is asked of somebody, when they can be reminded and
// what is late in the services that they manage; for the performance team, what is late everywhere. Of the indicators it
// knows those that may concern them and whose figure is not there, and of the people whoever may be asked for those.
func (s *Store) ChaseOf(ctx context.Context, slackID string, zone *time.Location, today kpi.Date) (kpi.Chase, error) {
	c, err := s.chaseOf(ctx, slackID, zone, today)
	return c, wrapped(err, "store.ChaseOf")
}

func (s *Store) chaseOf(ctx context.Context, slackID string, zone *time.Location, today kpi.Date) (kpi.Chase, error) {
	known, err := readSchedule(ctx, &s.prepared)
	if err != nil {
		return kpi.Chase{}, err
	}
	who, _, err := findPerson(ctx, s.db, slackID)
	if err != nil {
		return kpi.Chase{}, err
	}
	var committees []committeeRow
	if err := s.db.SelectContext(ctx, &committees, committeesQuery); err != nil {
		return kpi.Chase{}, fmt.Errorf("reading the committees: %w", err)
	}
	watching := kpi.Chase{Calendar: known.calendar, Collections: known.collections, Committees: committeesOf(committees)}
	waiting, err := s.waitingFor(ctx, who, slackID, watching, today)
	if err != nil {
		return kpi.Chase{}, err
	}
	ids := make([]int64, 0, len(waiting))
	for _, r := range waiting {
		ids = append(ids, r.ID)
	}
	c, err := readAskedOf(ctx, &s.prepared, zone, today, ids, slackID)
	if err != nil {
		return kpi.Chase{}, err
	}
	c.Committees = watching.Committees
	for _, r := range waiting {
		c.Indicators = append(c.Indicators, r.indicator())
	}
	return c, nil
}

// waitingFor reads the indicators whose figure is asked for on the day and not there: of those that may concern the
// person and, for the performance team, of all whose ladder speaks to them or to managers by now.
func (s *Store) waitingFor(ctx context.Context, who kpi.Person, slackID string, c kpi.Chase, today kpi.Date) (rows []waitingIndicatorRow, err error) {
	ids, err := concerning(ctx, s.db, []string{slackID})
	if err != nil {
		return nil, err
	}
	var committees, watched pq.StringArray // in step
	if who.Is(kpi.Admin) {
		for _, f := range everyFrequency {
			for _, name := range c.Watching(f, today) {
				committees, watched = append(committees, name), append(watched, string(f))
			}
		}
	}
	var frequencies, periods pq.StringArray
	for _, f := range everyFrequency {
		if _, p, open := kpi.Open(c.Collections, f, today); open {
			frequencies, periods = append(frequencies, string(f)), append(periods, p.String())
		}
	}
	err = sqlx.SelectContext(ctx, s.db, &rows, waitingForQuery, frequencies, periods, pq.Int64Array(ids), committees, watched)
	return rows, wrapped(err, "reading what is awaited")
}

// waitingForQuery reads those indicators of the ids $3, and those of the committees $4 with, in step, the frequencies $5,
// of which the figure of the period $2 that is asked for at their frequency, in step in $1, is not there.
const waitingForQuery = `
	WITH w (frequency, period) AS (SELECT * FROM unnest(CAST($1 AS text[]), CAST($2 AS text[]))),
	theirs AS (
		SELECT unnest(CAST($3 AS bigint[])) AS id
		UNION SELECT i.id FROM unnest(CAST($4 AS text[]), CAST($5 AS text[])) AS t (committee, frequency)
		      JOIN indicators i ON i.committee = t.committee AND i.frequency = t.frequency),
	waits AS (
		SELECT i.* FROM theirs t JOIN indicators i ON i.id = t.id JOIN w ON w.frequency = i.frequency
		WHERE NOT EXISTS (SELECT FROM figure_revisions f WHERE f.period = w.period AND f.indicator_id = i.id AND f.taken_back_at IS NULL))
	SELECT i.id, i.code, i.committee, i.frequency, COALESCE(i.owner, '') AS owner, COALESCE(i.deputy, '') AS deputy, COALESCE(i.manager, '') AS manager
	FROM waits i ORDER BY i.id`
