package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// CurrentCollection is the collection that is being gathered on the day, as kpi.Chase.Current has it. It is false where
// none has opened.
func (s *Store) CurrentCollection(ctx context.Context, today kpi.Date) (kpi.Collection, bool, error) {
	known, err := readSchedule(ctx, &s.prepared)
	if err != nil {
		return kpi.Collection{}, false, fmt.Errorf("store.CurrentCollection: %w", err)
	}
	var frequencies []kpi.Frequency
	if err := s.db.SelectContext(ctx, &frequencies, usedFrequenciesQuery, frequenciesArray()); err != nil {
		return kpi.Collection{}, false, fmt.Errorf("store.CurrentCollection: %w", err)
	}
	chase := kpi.Chase{Collections: known.collections}
	for _, f := range frequencies {
		chase.Indicators = append(chase.Indicators, kpi.Indicator{Frequency: f})
	}
	k, open := chase.Current(today)
	return k, open, nil
}

// Progress is how a collection stands on the day, for one committee's or one service's indicators. An empty name means
// all. It reads which figures of that collection are there, and none of any other.
func (s *Store) Progress(ctx context.Context, zone *time.Location, k kpi.Collection, committee, service string, today kpi.Date) (kpi.Progress, error) {
	board, err := readProgress(ctx, &s.chasing, zone, k, committee, service, today)
	return board, wrapped(err, "store.Progress")
}

func readProgress(ctx context.Context, q sqlx.QueryerContext, zone *time.Location, k kpi.Collection, committee, service string, today kpi.Date) (kpi.Progress, error) {
	var row askedRow
	if err := sqlx.GetContext(ctx, q, &row, boardQuery, leavesSince(today)); err != nil {
		return kpi.Progress{}, fmt.Errorf("reading who is asked: %w", err)
	}
	chase, err := row.chase(zone, nil)
	if err != nil {
		return kpi.Progress{}, err
	}
	var frequencies, periods pq.StringArray
	reported := map[kpi.Frequency]kpi.Period{}
	for _, f := range everyFrequency {
		if p, reports := k.Period.For(f); reports {
			frequencies, periods, reported[f] = append(frequencies, string(f)), append(periods, p.String()), p
		}
	}
	var rows []struct {
		Code, Title, Service   string
		Frequency              kpi.Frequency
		Owner, Deputy, Manager string
		Posted                 bool
	}
	if err := sqlx.SelectContext(ctx, q, &rows, reportingQuery, frequencies, periods, committee, service); err != nil {
		return kpi.Progress{}, fmt.Errorf("reading what is reported: %w", err)
	}
	chase.Indicators = make([]kpi.Indicator, 0, len(rows))
	for _, r := range rows {
		chase.Indicators = append(chase.Indicators, kpi.Indicator{
			Code: r.Code, Title: r.Title, Service: r.Service, Frequency: r.Frequency, Owner: r.Owner, Deputy: r.Deputy, Manager: r.Manager,
		})
		if r.Posted {
			chase.Posted[kpi.Subject{Indicator: r.Code, Period: reported[r.Frequency]}] = true
		}
	}
	return chase.Progress(k, "", "", today), nil
}

const (
	// usedFrequenciesQuery reads which of the frequencies $1 an indicator has, one look at an index for each.
	usedFrequenciesQuery = `
		SELECT f.name FROM unnest(CAST($1 AS text[])) AS f (name)
		WHERE f.name = (SELECT i.frequency FROM indicators i WHERE i.frequency >= f.name ORDER BY i.frequency, i.id LIMIT 1)`

	boardQuery = `SELECT ` + askedColumns

	// reportingQuery reads the indicators of the frequencies $1 that report the periods $2, and which have posted them.
	reportingQuery = `
		WITH w (frequency, period) AS (SELECT * FROM unnest(CAST($1 AS text[]), CAST($2 AS text[]))),
		posted AS MATERIALIZED (SELECT f.indicator_id, f.period FROM figures f WHERE f.period = ANY ($2) AND f.revision = 1)
		SELECT i.code, i.title, i.service, i.frequency, COALESCE(i.owner, '') AS owner, COALESCE(i.deputy, '') AS deputy, COALESCE(i.manager, '') AS manager,
		       p.indicator_id IS NOT NULL AS posted
		FROM indicators i JOIN w ON w.frequency = i.frequency LEFT JOIN posted p ON p.indicator_id = i.id AND p.period = w.period
		WHERE $3 IN ('', i.committee) AND $4 IN ('', i.service)
		ORDER BY i.id`
)
