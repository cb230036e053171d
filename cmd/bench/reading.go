package main

import (
	"context"
	"database/sql"
	"fmt"

	"chaser/kpi"
	"chaser/store"
	"chaser/store/storetest/filled"
)

// readings are what people ask for, in the large council, beside the barest reading of the same rows.
func readings(ctx context.Context, b *bench) error {
	st, db, err := b.council(ctx, "reading", filled.Council{Indicators: b.indicators, Periods: b.periods, LateOf: 3})
	if err != nil {
		return err
	}
	defer func() { _ = b.close() }()
	size := fmt.Sprintf("%d indicators, %d figures", b.indicators, b.indicators*b.periods)
	team := kpi.Person{SlackID: filled.Team, Roles: []kpi.Role{kpi.Admin}}
	code := func(n int) int { return 1 + n*7919%b.indicators }
	rows := func(query string) func(ctx context.Context, n int) error {
		statement, err := db.PrepareContext(ctx, query) //nolint:sqlclosecheck // closed with db, when the part ends
		if err != nil {
			return func(context.Context, int) error { return err }
		}
		return func(ctx context.Context, n int) error {
			found, err := statement.QueryContext(ctx, code(n))
			if err != nil {
				return err
			}
			return drain(found)
		}
	}
	const runs = 100
	oneIndicator := rows(`SELECT * FROM indicators WHERE id = $1`)
	itsFigures := rows(`SELECT * FROM figures WHERE indicator_id = $1 ORDER BY id DESC LIMIT 8`)
	page := rows(`SELECT * FROM indicators WHERE id > $1 ORDER BY id LIMIT 10`)
	for _, row := range []struct {
		what      string
		ours      func(ctx context.Context, n int) error
		yardstick string
		least     func(ctx context.Context, n int) error
	}{
		{
			"a card's p99, " + size, func(ctx context.Context, n int) error {
				_, found, err := st.Card(ctx, team, filled.Code(code(n)), kpi.Period{}, today)
				if err == nil && !found {
					err = fmt.Errorf("there is no %s", filled.Code(code(n)))
				}
				return err
			}, "its indicator and its eight newest figures by their keys", func(ctx context.Context, n int) error {
				if err := oneIndicator(ctx, n); err != nil {
					return err
				}
				return itsFigures(ctx, n)
			},
		},
		{
			"a page of all cards, p99", func(ctx context.Context, n int) error {
				_, err := st.List(ctx, team, store.Listing{}, n*10%b.indicators, 10, today)
				return err
			}, "ten indicators by their key", page,
		},
		{
			"a page of Reds, worst first, p99", func(ctx context.Context, n int) error {
				_, err := st.List(ctx, team, store.Listing{WorstFirst: true, Ratings: []kpi.Rating{kpi.Red}}, n*10%1000, 10, today)
				return err
			}, "ten indicators by their key", page,
		},
		{
			"a search by words, p99", func(ctx context.Context, n int) error {
				_, err := st.SearchIndicators(ctx, []string{"library visits", "planning", "school repairs overdue", "foster", "benefit answered"}[n%5], 100)
				return err
			}, "ten indicators by their key", page,
		},
	} {
		if err := b.pair(ctx, row.what, "ms", slowest(runs, row.ours), row.yardstick, slowest(runs, row.least)); err != nil {
			return err
		}
	}
	return nil
}

// drain reads all rows.
func drain(rows *sql.Rows) error {
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	into := make([]any, len(columns))
	for n := range into {
		into[n] = new(sql.RawBytes)
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
	}
	return rows.Err()
}
