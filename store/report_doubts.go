package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/lib/pq"

	"chaser/doubt"
	"chaser/kpi"
)

// acceptedQuery reads what was accepted of the periods of these figures, of a publication's by the time at which it was
// made or, where the figure is later, was posted.
const acceptedQuery = `
	SELECT f.indicator_id, d.kind, d.digest, d.sentence, d.reason, p.name AS by, d.accepted_at AS at
	FROM figures f JOIN accepted_doubts d ON d.indicator_id = f.indicator_id AND d.period = f.period JOIN people p ON p.slack_id = d.accepted_by
	WHERE f.id = ANY ($1) AND ($2 = 0 OR d.accepted_at <= greatest(f.posted_at, (SELECT published_at FROM publications WHERE id = $2)))
	ORDER BY d.id`

type acceptedRow struct {
	Indicator                          int64 `db:"indicator_id"`
	Kind, Digest, Sentence, Reason, By string
	At                                 time.Time
}

// accepted are the doubts about the cards' figures that somebody accepted, by indicator; kinds are those that an
// earlier release only noted as confirmed. Of a figure that was published it is what had been accepted by then, so that
// the report stays the same whenever it is made. What was accepted of other words or another figure of the period is
// left out, and what was accepted before the figure stood, as with a correction that was asked for, is not.
func (r *ReportReading) accepted(
	ctx context.Context, indicators []keptIndicator, dossiers map[int64]dossier, cards []kpi.Card,
) (kinds map[int64][]string, doubts map[int64][]kpi.Accepted, err error) {
	var ids pq.Int64Array
	printed := map[int64]kpi.Figure{}
	for n, c := range cards {
		if c.Figure != nil {
			row := dossiers[indicators[n].id].seriesOf([]kpi.Figure{*c.Figure})[0]
			ids = append(ids, row.ID)
			printed[indicators[n].id] = row.figure().Completed(c.Indicator.Unit)
		}
	}
	var rows []acceptedRow
	if err := r.tx.SelectContext(ctx, &rows, acceptedQuery, ids, r.Publication.ID); err != nil {
		return nil, nil, fmt.Errorf("reading the doubts that were accepted: %w", err)
	}
	doubts, told := map[int64][]kpi.Accepted{}, map[int64][]string{}
	last := map[acceptedRow]int{} // of what was accepted again
	for n, row := range rows {
		last[acceptedRow{Indicator: row.Indicator, Digest: row.Digest}] = n
	}
	for n, row := range rows {
		again := last[acceptedRow{Indicator: row.Indicator, Digest: row.Digest}] != n
		if again || !doubt.WasJudged(row.Digest, doubt.Kind(row.Kind), row.Sentence, printed[row.Indicator]) {
			continue
		}
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
