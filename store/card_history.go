package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// cardHistoryQuery finds what the cards of some indicators are made of: which figures, and what of them was published.
// It does not grow with the years that lie behind. $1 are the indicators, $2 whether the reader is one of the
// indicator's own people, $3 the period asked for, or ” for the latest, and $4 the one that is being collected, or ”.
// $5 is whether the period is about to be published, $6 whether the reader is of another organisation, and $7 is
// kpi.HistoryLength.
//
// near goes back from the card's period, from one period to the one before, until it has met as many figures with a
// value of their own as a card shows, and has gone back for more than a year, as a card is compared with a year ago.
// What counts is what the reader sees: to the indicator's own people the newest revision, to everybody else the newest
// that is cleared or, from the first published period on, the one that was published. Where the latest is asked for,
// the card's period is the first that the reader sees and that was not posted before it began, as kpi.Latest has it.
//
// A card that is shown as it was published has its history with it, so nothing before its period is read.
const cardHistoryQuery = `
	WITH RECURSIVE wanted AS (
		SELECT w.id, w.own, w.collected, first.at AS first, last.at AS last, COALESCE(asked.at, CASE WHEN NOT w.own THEN last.at END) AS top,
		       EXISTS (SELECT FROM committees k WHERE k.name = i.committee AND k.sign_off IS NOT NULL) AS signed
		FROM unnest((SELECT CAST($1 AS bigint[])), (SELECT CAST($2 AS boolean[])), (SELECT CAST($3 AS text[])), (SELECT CAST($4 AS text[]))) AS w (id, own, asked, collected)
		JOIN indicators i ON i.id = w.id
		CROSS JOIN LATERAL (SELECT CASE WHEN w.asked <> '' THEN period_order(w.asked) END AS at) AS asked
		LEFT JOIN LATERAL (
			SELECT period_order(c.period) AS at FROM published_cards c WHERE c.indicator_id = w.id ORDER BY period_order(c.period) LIMIT 1) AS first ON true
		LEFT JOIN LATERAL (
			SELECT period_order(c.period) AS at FROM published_cards c WHERE c.indicator_id = w.id ORDER BY period_order(c.period) DESC LIMIT 1) AS last ON true),
	begun AS (
		SELECT w.*, CASE WHEN $5 OR w.own THEN NULL WHEN $6 THEN 0 ELSE w.first END AS shown_from,
		       w.own OR $5 OR w.first IS NULL AND NOT $6
		       OR w.first IS NOT NULL AND NOT EXISTS (SELECT FROM published_cards c WHERE c.indicator_id = w.id AND period_order(c.period) = w.top) AS goes_back
		FROM wanted w),
	near AS (
		SELECT b.id AS indicator, b.own, b.signed, b.shown_from, b.top, COALESCE(b.top + 1, 2147483647) AS at, CAST(NULL AS bigint) AS figure, 0 AS told
		FROM begun b WHERE b.goes_back
		UNION ALL
		SELECT n.indicator, n.own, n.signed, n.shown_from,
		       COALESCE(n.top, CASE WHEN figure_rank(f.period, s.posted_at) >= 524288 THEN f.at END), f.at, s.id,
		       n.told + CASE WHEN s.value IS NOT NULL AND s.status <> 'carried-forward' AND (n.top IS NOT NULL OR figure_rank(f.period, s.posted_at) >= 524288)
		                THEN 1 ELSE 0 END
		FROM near n CROSS JOIN LATERAL (
			SELECT r.id, r.period, period_order(r.period) AS at FROM figure_revisions r
			WHERE r.indicator_id = n.indicator AND period_order(r.period) < n.at AND r.taken_back_at IS NULL
			ORDER BY r.indicator_id DESC, period_order(r.period) DESC, r.revision DESC LIMIT 1) AS f
		LEFT JOIN LATERAL (
			SELECT r.id, r.value, r.status, r.posted_at FROM figure_revisions r
			WHERE r.id = CASE
				WHEN n.own OR NOT n.signed AND (n.shown_from IS NULL OR f.at < n.shown_from) THEN f.id
				WHEN n.shown_from IS NULL OR f.at < n.shown_from THEN (
					SELECT c.id FROM figure_revisions c
					WHERE c.indicator_id = n.indicator AND c.period = f.period AND c.taken_back_at IS NULL
					  AND NOT EXISTS (SELECT FROM sign_offs o WHERE o.figure_id = c.id AND o.state <> 'approved')
					ORDER BY c.indicator_id DESC, c.period DESC, c.revision DESC LIMIT 1)
				ELSE (
					SELECT c.figure_id FROM published_cards c WHERE c.indicator_id = n.indicator AND period_order(c.period) = f.at
					ORDER BY c.publication_id DESC LIMIT 1) END
			LIMIT 1) AS s ON true
		WHERE n.told < $7 OR n.at >= n.top - 13 * 16),
	also AS (
		SELECT id AS indicator, period_order(collected) AS at FROM begun WHERE collected <> ''
		UNION SELECT id, top FROM begun WHERE top IS NOT NULL
		UNION SELECT a.indicator_id, period_order(a.period) FROM actions a JOIN begun b ON b.id = a.indicator_id
		      WHERE a.state = 'open' AND NOT b.own AND NOT $6),
	ranges AS (
		SELECT indicator, min(at) AS low, COALESCE(max(top), max(at)) AS high FROM near WHERE at < 2147483647 GROUP BY indicator
		UNION SELECT indicator, at, at FROM also
		UNION SELECT id, first, first FROM begun WHERE NOT own AND first IS NOT NULL
		UNION SELECT id, last, last FROM begun WHERE NOT own AND last IS NOT NULL)
	SELECT b.id AS indicator_id,
	       ARRAY(SELECT n.figure FROM near n WHERE n.indicator = b.id AND n.figure IS NOT NULL
	             UNION
	             SELECT f.id FROM also a CROSS JOIN LATERAL (
	                 (SELECT r.id FROM figure_revisions r
	                  WHERE r.indicator_id = b.id AND period_order(r.period) = a.at AND r.taken_back_at IS NULL
	                  ORDER BY r.indicator_id DESC, period_order(r.period) DESC, r.revision DESC LIMIT 1)
	                 UNION ALL
	                 (SELECT r.id FROM figure_revisions r
	                  WHERE b.signed AND r.indicator_id = b.id AND period_order(r.period) = a.at AND r.taken_back_at IS NULL
	                    AND NOT EXISTS (SELECT FROM sign_offs o WHERE o.figure_id = r.id AND o.state <> 'approved')
	                  ORDER BY r.indicator_id DESC, period_order(r.period) DESC, r.revision DESC LIMIT 1)) AS f
	             WHERE a.indicator = b.id) AS figures,
	       (SELECT json_agg(p ORDER BY p.publication DESC)
	        FROM (SELECT DISTINCT c.publication_id AS publication, c.period, c.figure_id,
	                     (SELECT e.published_at FROM publications e WHERE e.id = c.publication_id) AS published_at
	              FROM ranges r CROSS JOIN LATERAL (
	                  SELECT * FROM published_cards c WHERE c.indicator_id = b.id AND period_order(c.period) BETWEEN r.low AND r.high OFFSET 0) AS c
	              WHERE r.indicator = b.id) AS p) AS published
	FROM begun b`

type cardHistoryRow struct {
	IndicatorID int64         `db:"indicator_id"`
	Figures     pq.Int64Array `db:"figures"`
	Published   document[[]struct {
		Period period    `json:"period"`
		At     time.Time `json:"published_at"`
		Figure *int64    `json:"figure_id"`
	}] `db:"published"`
}

// cardPeriods are of which periods an indicator's card is read, and for whom.
type cardPeriods struct {
	own              bool
	asked, collected kpi.Period // zero: the latest; none
}

// readCardHistory adds to the dossiers what the cards show of the figures and of what was published. Whatever
// kpi.Dossier decides of the card, it decides as it would of the whole dossier.
func readCardHistory(ctx context.Context, q sqlx.QueryerContext, all map[int64]dossier, l look, of map[int64]cardPeriods) error {
	var (
		ids              pq.Int64Array
		own              pq.BoolArray
		asked, collected pq.StringArray
	)
	for id, p := range of {
		ids, own = append(ids, id), append(own, p.own)
		asked, collected = append(asked, p.asked.String()), append(collected, p.collected.String())
	}
	var rows []cardHistoryRow
	err := sqlx.SelectContext(ctx, q, &rows, cardHistoryQuery, ids, own, asked, collected, l.publishing, l.who.Outside, kpi.HistoryLength)
	if err != nil {
		return fmt.Errorf("finding what the cards show: %w", err)
	}
	wanted := map[int64]bool{}
	for _, r := range rows {
		for _, id := range r.Figures {
			wanted[id] = true
		}
		for _, p := range r.Published.is {
			if p.Figure != nil {
				wanted[*p.Figure] = true
			}
		}
	}
	figures, err := figuresByID(ctx, q, wanted)
	if err != nil {
		return err
	}
	for _, r := range rows {
		d := all[r.IndicatorID]
		for _, id := range r.Figures {
			d.Figures, d.rows = append(d.Figures, figures[id].figure()), append(d.rows, figures[id])
		}
		for _, p := range r.Published.is {
			d.addPublished(kpi.Published{Period: p.Period.Period, At: p.At.UTC()}, p.Figure, figures)
		}
		all[r.IndicatorID] = d
	}
	return nil
}

// figuresByID reads figures.
func figuresByID(ctx context.Context, q sqlx.QueryerContext, wanted map[int64]bool) (map[int64]figureRow, error) {
	if len(wanted) == 0 {
		return nil, nil
	}
	ids := make(pq.Int64Array, 0, len(wanted))
	for id := range wanted {
		ids = append(ids, id)
	}
	var rows []figureRow
	if err := sqlx.SelectContext(ctx, q, &rows, figuresByIDQuery, ids); err != nil {
		return nil, fmt.Errorf("reading the figures: %w", err)
	}
	figures := make(map[int64]figureRow, len(rows))
	for _, r := range rows {
		figures[r.ID] = r
	}
	return figures, nil
}
