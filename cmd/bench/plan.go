package main

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"chaser/store"
	"chaser/store/storetest/filled"
)

// plans are the plan of a minute: on a day on which nothing is owed, as it looks at everything and in the minute after,
// and on the first morning of a collection, when everybody is written to.
func plans(ctx context.Context, b *bench) error {
	quiet := time.Date(2023, time.December, 6, 9, 0, 0, 0, time.UTC)
	for _, indicators := range []int{ordinary, 10 * ordinary, b.indicators} {
		b.made++
		st, db, err := b.council(ctx, fmt.Sprintf("plan_%d", b.made), filled.Council{Indicators: indicators})
		if err != nil {
			return err
		}
		plan := func(at time.Time) func(ctx context.Context) error {
			return func(ctx context.Context) error {
				_, err := st.PlanNotices(ctx, store.Clocks{Now: at, Machine: at, Zone: time.UTC})
				return err
			}
		}
		whole := func(at time.Time) func(ctx context.Context) (float64, error) {
			return func(ctx context.Context) (float64, error) {
				if _, err := db.ExecContext(ctx, `INSERT INTO plan_diary DEFAULT VALUES`); err != nil {
					return 0, err
				}
				return once(plan(at))(ctx)
			}
		}
		if err := b.pair(ctx, fmt.Sprintf("a plan that looks at everything, nothing owed, %d indicators", indicators), "ms", whole(quiet),
			"reading every indicator's row", once(everyIndicator(db))); err != nil {
			return err
		}
		if err := b.pair(ctx, fmt.Sprintf("a minute's plan after it, nothing owed, %d indicators", indicators), "ms", once(plan(quiet.Add(time.Minute))),
			"reading every indicator's row", once(everyIndicator(db))); err != nil {
			return err
		}
		all := func(ctx context.Context) (float64, error) {
			if _, err := db.ExecContext(ctx, `TRUNCATE notifications CASCADE`); err != nil { // as on a first morning
				return 0, err
			}
			return whole(monday)(ctx)
		}
		if err := b.pair(ctx, fmt.Sprintf("a minute's plan, all owed, %d indicators, %d people", indicators, max(indicators/10, 1)), "ms", all,
			"reading every indicator's row", once(everyIndicator(db))); err != nil {
			return err
		}
		if err := b.close(); err != nil {
			return err
		}
	}
	return nil
}

// everyIndicator is a yardstick: every indicator's row is read.
func everyIndicator(db *sql.DB) func(ctx context.Context) error {
	return func(ctx context.Context) error {
		rows, err := db.QueryContext(ctx, `SELECT * FROM indicators`)
		if err != nil {
			return err
		}
		return drain(rows)
	}
}
