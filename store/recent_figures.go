package store

import (
	"context"
	"fmt"
	"slices"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// recentFiguresQuery reads the newest revision of each period of the indicator $1 from some time before the period $2
// on: all that follow it, and before it as many as have kpi.HistoryLength figures of their own and go back for more
// than a year. It goes along the index figure_revisions_in_time from one period to the one before. It leaves out what
// the caller knows, the indicator's code, and who posted them.
const recentFiguresQuery = nearPeriods + `
	SELECT ` + ownFigureColumns + ` FROM near f`

// recentSignedQuery also reads the figures' sign-offs.
const recentSignedQuery = nearPeriods + `
	SELECT ` + figureColumns + `
	FROM near f
	JOIN indicators i ON i.id = $1
	LEFT JOIN LATERAL (SELECT name FROM people WHERE slack_id = f.posted_by LIMIT 1) AS p ON true
	LEFT JOIN LATERAL (SELECT * FROM sign_offs WHERE figure_id = f.id LIMIT 1) AS s ON true
	LEFT JOIN LATERAL (SELECT name FROM people WHERE slack_id = s.said_by LIMIT 1) AS sp ON true`

const nearPeriods = `
	WITH RECURSIVE near AS (
		SELECT f.*, 0 AS told FROM (
			SELECT r.*, period_order(r.period) AS at FROM figure_revisions r
			WHERE r.indicator_id = $1 AND r.taken_back_at IS NULL
			ORDER BY r.indicator_id DESC, period_order(r.period) DESC, r.revision DESC LIMIT 1) AS f
		UNION ALL
		SELECT f.*, n.told + CASE WHEN f.at < period_order($2) AND f.value IS NOT NULL AND f.status <> 'carried-forward' THEN 1 ELSE 0 END
		FROM near n CROSS JOIN LATERAL (
			SELECT r.*, period_order(r.period) AS at FROM figure_revisions r
			WHERE r.indicator_id = $1 AND period_order(r.period) < n.at AND r.taken_back_at IS NULL
			ORDER BY r.indicator_id DESC, period_order(r.period) DESC, r.revision DESC LIMIT 1) AS f
		WHERE n.told < $3 OR n.at >= period_order($2) - 13 * 16
	)`

// recentFigures reads the part of an indicator's series that decides about a posting for the period, apart from what
// doubt.OfRecent says that it lacks, in the order of time. It leaves out none that follows what it has. Where figures
// are not signed off, the rows do not say the names of who posted them.
func recentFigures(ctx context.Context, q sqlx.QueryerContext, i keptIndicator, mode kpi.SignOffMode, p kpi.Period) (series, error) {
	query := recentFiguresQuery
	if mode != "" {
		query = recentSignedQuery
	}
	var rows series
	err := sqlx.SelectContext(ctx, q, &rows, query, i.id, period{p}, kpi.HistoryLength)
	if err != nil {
		return nil, fmt.Errorf("reading the recent figures: %w", err)
	}
	for n := range rows {
		rows[n].Indicator = i.Code
	}
	slices.SortFunc(rows, func(a, b figureRow) int {
		switch {
		case a.Period.Before(b.Period.Period):
			return -1
		case b.Period.Before(a.Period.Period):
			return 1
		}
		return 0
	})
	return rows, nil
}

// readRecorded reads the figures before a posting for the period asked for, or for the one that is being collected.
func (s *situation) readRecorded(ctx context.Context, q sqlx.QueryerContext, asked kpi.Period, today kpi.Date) (err error) {
	_, from, _ := kpi.Open(s.collections, s.indicator.Frequency, today)
	if !asked.IsZero() && (from.IsZero() || asked.Before(from)) {
		from = asked
	}
	if from.IsZero() {
		return s.readWhole(ctx, q)
	}
	s.recent = true
	s.recorded, err = recentFigures(ctx, q, s.indicator, s.committee.mode, from)
	return err
}

// readWhole reads all of the indicator's series.
func (s *situation) readWhole(ctx context.Context, q sqlx.QueryerContext) error {
	all, err := latestFigures(ctx, q, everyFigure, s.indicator.id)
	s.recorded, s.recent = all[s.indicator.id], false
	return err
}
