package store

import (
	"context"
	"fmt"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// recentFiguresQuery reads the newest revision of each period of the indicator $1 from some time before the period $2
// on: all that follow it, and before it as many as have kpi.HistoryLength figures of their own and go back for more
// than a year. It goes along the index figure_revisions_in_time from one period to the one before.
const recentFiguresQuery = `
	WITH RECURSIVE near AS (
		SELECT f.*, 0 AS told FROM (
			SELECT r.id, period_order(r.period) AS at FROM figure_revisions r
			WHERE r.indicator_id = $1 AND r.taken_back_at IS NULL
			ORDER BY r.indicator_id DESC, period_order(r.period) DESC, r.revision DESC LIMIT 1) AS f
		UNION ALL
		SELECT f.id, f.at, n.told + CASE WHEN f.at < period_order($2) AND f.value IS NOT NULL AND f.status <> 'carried-forward' THEN 1 ELSE 0 END
		FROM near n CROSS JOIN LATERAL (
			SELECT r.id, period_order(r.period) AS at, r.value, r.status FROM figure_revisions r
			WHERE r.indicator_id = $1 AND period_order(r.period) < n.at AND r.taken_back_at IS NULL
			ORDER BY r.indicator_id DESC, period_order(r.period) DESC, r.revision DESC LIMIT 1) AS f
		WHERE n.told < $3 OR n.at >= period_order($2) - 13 * 16
	)
	SELECT ` + figureColumns + `
	FROM ` + fewFigureTables + `
	WHERE f.id = ANY (ARRAY(SELECT id FROM near))
	ORDER BY f.period`

// fewFigureTables are figureTables for a query that finds a handful of figures by their keys. Each row looks up what
// belongs to it; a planner that expects more rows than there are would read all sign-offs, people and indicators. LIMIT
// keeps it from joining them after all.
const fewFigureTables = `
	figures f
	JOIN LATERAL (SELECT code, committee FROM indicators WHERE id = f.indicator_id LIMIT 1) AS i ON true
	LEFT JOIN LATERAL (SELECT name FROM people WHERE slack_id = f.posted_by LIMIT 1) AS p ON true
	LEFT JOIN LATERAL (
		SELECT * FROM sign_offs
		WHERE figure_id = f.id AND EXISTS (SELECT FROM committees k WHERE k.name = i.committee AND k.sign_off IS NOT NULL) LIMIT 1) AS s ON true
	LEFT JOIN LATERAL (SELECT name FROM people WHERE slack_id = s.said_by LIMIT 1) AS sp ON true`

// recentFigures reads the part of an indicator's series that decides about a posting for the period, apart from what
// doubt.OfRecent says that it lacks. It leaves out none that follows what it has.
func recentFigures(ctx context.Context, q sqlx.QueryerContext, indicator int64, p kpi.Period) (series, error) {
	var rows series
	err := sqlx.SelectContext(ctx, q, &rows, recentFiguresQuery, indicator, period{p}, kpi.HistoryLength)
	if err != nil {
		return nil, fmt.Errorf("reading the recent figures: %w", err)
	}
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
	s.recorded, err = recentFigures(ctx, q, s.indicator.id, from)
	return err
}

// readWhole reads all of the indicator's series.
func (s *situation) readWhole(ctx context.Context, q sqlx.QueryerContext) error {
	all, err := latestFigures(ctx, q, everyFigure, s.indicator.id)
	s.recorded, s.recent = all[s.indicator.id], false
	return err
}
