package store

import (
	"context"
	"fmt"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// actionFiguresQuery reads what sightQuery does, of the indicators $1 each the period $2 beside it alone.
const actionFiguresQuery = `
	WITH newest AS (
		SELECT r.id, r.indicator_id, r.period
		FROM (SELECT DISTINCT id, period FROM unnest(CAST($1 AS bigint[]), CAST($2 AS text[])) AS of_actions (id, period)) AS wanted
		CROSS JOIN LATERAL (
			SELECT r.id, r.indicator_id, r.period FROM figure_revisions r
			WHERE r.indicator_id = wanted.id AND r.period = wanted.period AND r.taken_back_at IS NULL
			ORDER BY r.indicator_id DESC, r.period DESC, r.revision DESC LIMIT 1) AS r)` + sightOfNewest

// shownRevisionsQuery reads which revision was published of each period of the indicators $1, the latest publication
// first.
const shownRevisionsQuery = `
	SELECT c.indicator_id, c.period, f.revision
	FROM published_cards c LEFT JOIN figure_revisions f ON f.id = c.figure_id
	WHERE c.indicator_id = ANY ($1)
	ORDER BY c.publication_id DESC`

// readActionDossiers reads as much of the dossiers as decides who sees the actions: of each its own period's figures,
// and what was published of the indicators that are not the viewer's own.
func readActionDossiers(ctx context.Context, q sqlx.QueryerContext, who kpi.Person, indicators []keptIndicator, actions []actionRow) (map[int64]dossier, error) {
	all, ids := beginDossiers(who, indicators)
	if _, err := readWhose(ctx, q, all, ids, who); err != nil {
		return nil, err
	}
	var of, others pq.Int64Array
	var periods pq.StringArray
	for _, a := range actions {
		of, periods = append(of, a.IndicatorID), append(periods, a.Period.String())
		if !all[a.IndicatorID].own(a.Period.Period) {
			others = append(others, a.IndicatorID)
		}
	}
	var figures []figureRow
	if err := sqlx.SelectContext(ctx, q, &figures, actionFiguresQuery, of, periods); err != nil {
		return nil, fmt.Errorf("reading the figures that actions are about: %w", err)
	}
	for _, r := range figures {
		d := all[r.IndicatorID]
		d.Figures = append(d.Figures, r.figure())
		all[r.IndicatorID] = d
	}
	if len(others) == 0 {
		return all, nil
	}
	var shown []struct {
		IndicatorID int64 `db:"indicator_id"`
		Period      period
		Revision    *int // null where there was no figure
	}
	if err := sqlx.SelectContext(ctx, q, &shown, shownRevisionsQuery, others); err != nil {
		return nil, fmt.Errorf("reading what was published: %w", err)
	}
	for _, r := range shown {
		p := kpi.Published{Period: r.Period.Period}
		if r.Revision != nil {
			p.Figure = &kpi.Figure{Period: p.Period, Revision: *r.Revision}
		}
		d := all[r.IndicatorID]
		d.Published = append(d.Published, p)
		all[r.IndicatorID] = d
	}
	return all, nil
}
