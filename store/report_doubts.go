package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/lib/pq"

	"chaser/kpi"
)

// accepted are the doubts about the cards' figures that somebody accepted, by indicator; kinds are those that an
// earlier release only noted as confirmed. Of a figure that was published it is what had been accepted by then, so that
// the report stays the same whenever it is made.
func (r *ReportReading) accepted(
	ctx context.Context, indicators []keptIndicator, dossiers map[int64]dossier, cards []kpi.Card,
) (kinds map[int64][]string, doubts map[int64][]kpi.Accepted, err error) {
	var ids pq.Int64Array
	for n, c := range cards {
		if c.Figure != nil {
			ids = append(ids, dossiers[indicators[n].id].seriesOf([]kpi.Figure{*c.Figure})[0].ID)
		}
	}
	var rows []struct {
		Indicator                  int64 `db:"indicator_id"`
		Kind, Sentence, Reason, By string
		At                         time.Time
	}
	err = r.tx.SelectContext(ctx, &rows, `
		SELECT f.indicator_id, d.kind, d.sentence, d.reason, p.name AS by, d.accepted_at AS at
		FROM figures f JOIN accepted_doubts d ON d.indicator_id = f.indicator_id AND d.period = f.period JOIN people p ON p.slack_id = d.accepted_by
		WHERE f.id = ANY ($1) AND d.accepted_at >= f.posted_at
			AND NOT EXISTS (SELECT FROM figure_revisions n WHERE n.indicator_id = f.indicator_id AND n.period = f.period AND n.id > f.id AND n.posted_at <= d.accepted_at)
			AND ($2 = 0 OR d.accepted_at <= greatest(f.posted_at, (SELECT published_at FROM publications WHERE id = $2)))
		ORDER BY d.id`, ids, r.Publication.ID)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the doubts that were accepted: %w", err)
	}
	doubts, told := map[int64][]kpi.Accepted{}, map[int64][]string{}
	for _, row := range rows {
		doubts[row.Indicator] = append(doubts[row.Indicator], kpi.Accepted{Sentence: row.Sentence, Reason: row.Reason, By: row.By, At: row.At})
		told[row.Indicator] = append(told[row.Indicator], row.Kind)
	}
	var confirmed []struct {
		Indicator int64 `db:"indicator_id"`
		Confirmed pq.StringArray
	}
	err = r.tx.SelectContext(ctx, &confirmed, `SELECT indicator_id, confirmed FROM figures WHERE id = ANY ($1) AND confirmed <> '{}'`, ids)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the doubts that were confirmed: %w", err)
	}
	kinds = map[int64][]string{}
	for _, row := range confirmed {
		kinds[row.Indicator] = slices.DeleteFunc(row.Confirmed, func(k string) bool { return slices.Contains(told[row.Indicator], k) })
	}
	return kinds, doubts, nil
}
