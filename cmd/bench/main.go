// Command bench measures Chaser on this machine: one table, each row beside a yardstick that is measured in turns with
// it, in the same run and on the same PostgreSQL, which waits for the disk. BENCHMARKS.md holds what it printed.
//
// It asserts nothing. What must not grow is asserted by tests that count statements and look at plans.
package main

import (
	"context"
	"database/sql"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"

	"chaser/demo/privatepg"
	"chaser/store"
	"chaser/store/storetest/filled"
)

// order is what was asked for.
type order struct {
	indicators int // of the large council
	periods    int // quarters of figures of the large council
	rounds     int // how often each pair is measured
	only       string

	filledDatabase string // where queries are asked; empty: one is filled
}

func main() {
	privatepg.Supervise()
	var o order
	flag.IntVar(&o.indicators, "indicators", 30_000, "indicators of the large council")
	flag.IntVar(&o.periods, "periods", 33, "quarters with a figure of each of its indicators")
	flag.IntVar(&o.rounds, "rounds", 5, "how often each row and its yardstick are measured, in turns")
	flag.StringVar(&o.only, "only", "", "only the parts named, parted by commas: posting, reading, queries, plan, rehearsal, files, program")
	flag.StringVar(&o.filledDatabase, "database", "", "the address of a database on which the part queries was run before, whose user is a superuser; empty: one is filled")
	flag.Parse()
	if err := run(o); err != nil {
		_, _ = fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// part is one subject's rows.
type part struct {
	name    string
	measure func(context.Context, *bench) error
}

func run(o order) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	server, err := privatepg.Start(ctx, privatepg.Config{Durable: true})
	if err != nil {
		return err
	}
	defer func() { _ = server.Stop() }()
	b := &bench{order: o, server: server.DSN(), out: os.Stdout}
	if err := b.begin(ctx); err != nil {
		return err
	}
	for _, p := range []part{{"posting", postings}, {"reading", readings}, {"queries", queries}, {"plan", plans}, {"rehearsal", rehearsals}, {"files", files}, {"program", programs}} {
		if o.only != "" && !strings.Contains(","+o.only+",", ","+p.name+",") {
			continue
		}
		if err := p.measure(ctx, b); err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
	}
	return b.printCosts()
}

// council makes a database with a filled council of a size, and opens it.
func (b *bench) council(ctx context.Context, name string, c filled.Council) (*store.Store, *sql.DB, error) {
	st, db, err := b.empty(ctx, name)
	if err != nil {
		return nil, nil, err
	}
	return st, db, c.Fill(ctx, db)
}

// fillAt makes the schema in an empty database, and fills it.
func (b *bench) fillAt(ctx context.Context, dsn string, c filled.Council) error {
	st, err := store.OpenWithin(ctx, dsn, 8)
	if err != nil {
		return err
	}
	defer func() { _ = st.Close() }()
	if _, err := st.Migrate(ctx); err != nil {
		return err
	}
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	return c.Fill(ctx, db)
}

// empty makes a database with its schema and nothing in it, and opens it until the part ends.
func (b *bench) empty(ctx context.Context, name string) (*store.Store, *sql.DB, error) {
	dsn, err := b.database(ctx, name)
	if err != nil {
		return nil, nil, err
	}
	st, err := store.OpenWithin(ctx, dsn, 32)
	if err != nil {
		return nil, nil, err
	}
	b.ends = append(b.ends, st.Close)
	if _, err := st.Migrate(ctx); err != nil {
		return nil, nil, err
	}
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		return nil, nil, err
	}
	b.ends = append(b.ends, db.Close)
	return st, db, nil
}
