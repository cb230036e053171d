package main

import (
	"context"
	"fmt"
	"slices"

	"chaser/kpi"
	"chaser/store"
	"chaser/store/storetest/filled"
)

// files are a register that is imported and exported, and a quarter that is published.
func files(ctx context.Context, b *bench) error {
	const indicators, periods = 10 * ordinary, 32
	from, db, err := b.council(ctx, "files", filled.Council{Indicators: indicators, Periods: periods})
	if err != nil {
		return err
	}
	defer func() { _ = b.close() }()
	held, err := from.Register(ctx)
	if err != nil {
		return err
	}
	// A first import brings one revision of each figure.
	held.Figures = slices.DeleteFunc(held.Figures, func(f kpi.Figure) bool { return f.Value == nil })
	if _, err := db.ExecContext(ctx, `CREATE TABLE copied (LIKE figure_revisions INCLUDING ALL)`); err != nil {
		return err
	}
	copied := func(ctx context.Context) (float64, error) {
		if _, err := db.ExecContext(ctx, `TRUNCATE copied`); err != nil {
			return 0, err
		}
		return once(func(ctx context.Context) error {
			_, err := db.ExecContext(ctx, `INSERT INTO copied OVERRIDING SYSTEM VALUE SELECT * FROM figure_revisions`)
			return err
		})(ctx)
	}
	size := fmt.Sprintf("%d indicators with %d figures each", indicators, periods)
	for _, dry := range []bool{true, false} {
		what := "an import, " + size
		if dry {
			what = "the same, as a dry run"
		}
		if err := b.pair(ctx, what, "ms", func(ctx context.Context) (float64, error) {
			b.made++
			st, _, err := b.empty(ctx, fmt.Sprintf("import_%d", b.made))
			if err != nil {
				return 0, err
			}
			return once(func(ctx context.Context) error {
				_, err := st.ImportRegister(ctx, held, monday, dry)
				return err
			})(ctx)
		}, "the database copies as many figures from table to table", copied); err != nil {
			return err
		}
	}
	if err := b.pair(ctx, "reading the register for an export, "+size, "ms", once(func(ctx context.Context) error {
		_, err := from.Register(ctx)
		return err
	}), "reading every figure's row", once(func(ctx context.Context) error {
		rows, err := db.QueryContext(ctx, `SELECT * FROM figures`)
		if err != nil {
			return err
		}
		return drain(rows)
	})); err != nil {
		return err
	}
	return b.publishing(ctx)
}

// publishing is a committee of 300 indicators whose quarter is published.
func (b *bench) publishing(ctx context.Context) error {
	return b.alone(ctx, fmt.Sprintf("publishing a committee's quarter of %d indicators", ordinary), "ms", func(ctx context.Context) (float64, error) {
		b.made++
		st, _, err := b.council(ctx, fmt.Sprintf("publish_%d", b.made), filled.Council{Indicators: ordinary, Committees: 1, LateOf: 1})
		if err != nil {
			return 0, err
		}
		return once(func(ctx context.Context) error {
			_, err := st.Publish(ctx, store.Publish{Committee: "Committee 1", Period: kpi.Quarter(2023, 3), By: filled.Team, Anyway: true, Now: monday, Today: today})
			return err
		})(ctx)
	}, "the aim is 1 s")
}
