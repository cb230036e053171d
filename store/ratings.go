package store

import (
	"context"
	"database/sql"

	"chaser/kpi"
)

// RatingsOf says whose ratings are read. An empty field limits nothing.
type RatingsOf struct {
	Committee string // its whole name
	Code      string // an indicator's, in upper or lower case
}

// EachRating calls do with every figure that stands and has a value, with its indicator as it is defined now and the
// rating that it was given, by indicator in the register's order, the earliest period first. The figures come one at a
// time, without their words, so that all of a large council's history fits. It ends with do's first error.
func (s *Store) EachRating(ctx context.Context, of RatingsOf, do func(kpi.Indicator, kpi.Figure) error) (err error) {
	defer nameCall(&err, "store.EachRating(%+v)", of)
	// Both are read from one snapshot, so that every figure has its indicator.
	tx, err := s.patient.BeginTxx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	indicators, err := listIndicators(ctx, tx, chosenIndicators, of.Committee, codeKey(of.Code))
	if err != nil || len(indicators) == 0 {
		return err
	}
	rows, err := tx.QueryxContext(ctx, ratingsQuery, of.Committee, codeKey(of.Code))
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	at, last := 0, figureRow{}
	tell := func() error {
		if last.IndicatorID == 0 || last.Value.Decimal == nil {
			return nil
		}
		for indicators[at].id != last.IndicatorID {
			at++
		}
		last.Indicator = indicators[at].Code
		return do(indicators[at].Indicator, last.figure())
	}
	for rows.Next() {
		var row figureRow
		if err := rows.StructScan(&row); err != nil {
			return err
		}
		if row.IndicatorID != last.IndicatorID || row.Period != last.Period {
			if err := tell(); err != nil {
				return err
			}
		}
		last = row
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return tell()
}

// chosenIndicators are the indicators i that RatingsOf limits a reading to.
const chosenIndicators = `($1 = '' OR i.committee = $1) AND ($2 = '' OR i.code_key = $2)`

// ratingsQuery reads the figures with their revisions, the newest last.
const ratingsQuery = `
	SELECT f.indicator_id, f.period, f.revision, f.value, f.numerator, f.denominator, f.status,
	       f.rating, COALESCE(f.rule, '') AS rule, f.target, f.direction, f.gap, f.explanation
	FROM figure_revisions f
	JOIN indicators i ON i.id = f.indicator_id
	WHERE f.taken_back_at IS NULL AND ` + chosenIndicators + `
	ORDER BY f.indicator_id, period_order(f.period), f.revision`
