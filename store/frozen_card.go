package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// frozenKey names a published card.
type frozenKey struct {
	indicator int64
	period    kpi.Period // the indicator's own
}

// frozenRow is a published card as it is kept.
type frozenRow struct {
	IndicatorID int64  `db:"indicator_id"`
	Period      period `db:"period"`
	Card        string `db:"card"`
}

func (r frozenRow) card() (kpi.Card, error) {
	var c kpi.Card
	if err := json.Unmarshal([]byte(r.Card), &c); err != nil {
		return kpi.Card{}, fmt.Errorf("the published card of indicator %d for %s: %w", r.IndicatorID, r.Period, err)
	}
	return c, nil
}

const frozenQuery = `
	SELECT w.indicator_id, w.period, c.card
	FROM unnest((SELECT CAST($1 AS bigint[])), (SELECT CAST($2 AS text[]))) AS w (indicator_id, period) CROSS JOIN LATERAL (
		SELECT c.card FROM published_cards c WHERE c.indicator_id = w.indicator_id AND period_order(c.period) = period_order(w.period)
		ORDER BY c.publication_id DESC LIMIT 1) AS c`

// readFrozen reads published cards. A period that was published twice, with a quarter and again with its year, gives
// the later card.
func readFrozen[V any](ctx context.Context, q sqlx.QueryerContext, wanted map[frozenKey]V) (map[frozenKey]kpi.Card, error) {
	if len(wanted) == 0 {
		return nil, nil
	}
	var (
		indicators pq.Int64Array
		periods    pq.StringArray
	)
	for key := range wanted {
		indicators, periods = append(indicators, key.indicator), append(periods, key.period.String())
	}
	var rows []frozenRow
	err := sqlx.SelectContext(ctx, q, &rows, frozenQuery, indicators, periods)
	if err != nil {
		return nil, fmt.Errorf("reading published cards: %w", err)
	}
	cards := map[frozenKey]kpi.Card{}
	for _, r := range rows {
		if cards[frozenKey{r.IndicatorID, r.Period.Period}], err = r.card(); err != nil {
			return nil, err
		}
	}
	return cards, nil
}
