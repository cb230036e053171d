package press

import (
	"context"

	"chaser/kpi"
	"chaser/report"
	"chaser/store"
)

// Diff is what is different between the report of another period and the one that is ordered, whichever of them were
// published.
func Diff(ctx context.Context, st *store.Store, o Order, then kpi.Period) ([]report.Section, error) {
	before, err := lightCards(ctx, st, o, then)
	if err != nil {
		return nil, err
	}
	now, err := lightCards(ctx, st, o, o.Period)
	if err != nil {
		return nil, err
	}
	return report.Diff(before, now), nil
}

func lightCards(ctx context.Context, st *store.Store, o Order, p kpi.Period) ([]kpi.Card, error) {
	reading, err := st.ReadReport(ctx, o.Committee, p, kpi.DateOf(o.Now.In(o.Zone)))
	if err != nil {
		return nil, err
	}
	defer func() { _ = reading.Close() }() // it was only read
	var cards []kpi.Card
	for r, err := range reading.Cards(ctx) {
		if err != nil {
			return nil, err
		}
		cards = append(cards, r.Light().Card)
	}
	return cards, nil
}
