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
// what is late in the services that they manage; for the performance team, what is late everywhere. Of the indicators
// it knows those that may concern them and whose figure is not there, and of the people whoever may be asked for those.
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
	var committees, watched, frequencies, periods pq.StringArray // in step, two and two
	for _, f := range everyFrequency {
		_, p, open := kpi.Open(c.Collections, f, today)
		if !open {
			continue
		}
		frequencies, periods = append(frequencies, string(f)), append(periods, p.String())
		if !who.Is(kpi.Admin) {
			continue
		}
		for _, name := range c.Watching(f, today) {
			committees, watched = append(committees, name), append(watched, string(f))
		}
	}
	err = sqlx.SelectContext(ctx, s.db, &rows, waitingForQuery, frequencies, periods, slackID, committees, watched)
	return rows, wrapped(err, "reading what is awaited")
}

// waitingForQuery reads those indicators that may concern the person $3, as kpi relates them, and those of the
// committees $4 with, in step, the frequencies $5, of which the figure of the period $2 that is asked for at their
// frequency, in step in $1, is not there. It looks each of them up: a planner that thinks of a manager of many would
// look through all.
const waitingForQuery = `
	WITH w (frequency, period) AS (SELECT * FROM unnest(CAST($1 AS text[]), CAST($2 AS text[]))),
	them AS MATERIALIZED (
		SELECT CAST($3 AS text) AS person
		UNION SELECT l.person FROM leaves l WHERE l.replaced_at IS NULL AND l.deputy = $3),
	theirs AS MATERIALIZED (
		SELECT i.id FROM them t CROSS JOIN LATERAL (SELECT id FROM indicators WHERE owner = t.person OFFSET 0) AS i
		UNION SELECT i.id FROM them t CROSS JOIN LATERAL (SELECT id FROM indicators WHERE deputy = t.person OFFSET 0) AS i
		UNION SELECT i.id FROM them t CROSS JOIN LATERAL (SELECT id FROM indicators WHERE manager = t.person OFFSET 0) AS i
		UNION SELECT i.id FROM them t CROSS JOIN LATERAL (SELECT slack_id FROM people WHERE manager = t.person OFFSET 0) AS o
		      CROSS JOIN LATERAL (SELECT id FROM indicators WHERE owner = o.slack_id OFFSET 0) AS i
		UNION SELECT d.indicator_id FROM delegations d JOIN them t ON t.person = d.delegate
		UNION SELECT i.id FROM unnest(CAST($4 AS text[]), CAST($5 AS text[])) AS k (committee, frequency)
		      CROSS JOIN LATERAL (SELECT id FROM indicators WHERE committee = k.committee AND frequency = k.frequency OFFSET 0) AS i)
	SELECT i.id, i.code, i.committee, i.frequency, COALESCE(i.owner, '') AS owner, COALESCE(i.deputy, '') AS deputy, COALESCE(i.manager, '') AS manager
	FROM theirs t CROSS JOIN LATERAL (SELECT * FROM indicators WHERE id = t.id OFFSET 0) AS i JOIN w ON w.frequency = i.frequency
	WHERE (SELECT f.id FROM figure_revisions f WHERE f.indicator_id = i.id AND f.period = w.period AND f.taken_back_at IS NULL LIMIT 1) IS NULL
	ORDER BY i.id`
