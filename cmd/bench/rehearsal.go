package main

import (
	"context"
	"time"

	"chaser/kpi"
	"chaser/store/storetest/filled"
)

// rehearsals are what the schedule would send in a quarter if nobody posted anything, as chaser rehearse prints it.
func rehearsals(ctx context.Context, b *bench) error {
	st, db, err := b.council(ctx, "rehearsal", filled.Council{Indicators: 10 * ordinary})
	if err != nil {
		return err
	}
	from := kpi.DateOf(monday)
	rehearse := func(ctx context.Context) error {
		chase, err := st.Chase(ctx, time.UTC, from)
		if err == nil {
			chase.Rehearse(from, from.AddDays(91))
		}
		return err
	}
	if err := b.pair(ctx, "rehearsing a quarter, 3,000 indicators, 300 people", "ms", once(rehearse), "reading every indicator's row", once(everyIndicator(db))); err != nil {
		return err
	}
	return b.close()
}
