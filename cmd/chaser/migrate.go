package main

import (
	"context"
	"fmt"

	"chaser/store"
)

type migrateCommand struct{}

// Run brings the schema up to date; running it again does nothing.
func (migrateCommand) Run(ctx context.Context, s streams) error {
	return withStore(ctx, s, func(st *store.Store) error {
		applied, err := st.Migrate(ctx)
		for _, name := range applied {
			_, _ = fmt.Fprintln(s.out, "applied", name)
		}
		if err == nil && len(applied) == 0 {
			_, _ = fmt.Fprintln(s.out, "The schema is up to date.")
		}
		return err
	})
}

// withStore opens the database that the environment names, and closes it again.
func withStore(ctx context.Context, s streams, do func(*store.Store) error) error {
	c, err := s.settings()
	if err != nil {
		return err
	}
	if err := c.NeedsDatabase(); err != nil {
		return badInput{err}
	}
	st, err := store.Open(ctx, c.DatabaseURL.Reveal())
	if err != nil {
		return err
	}
	defer func() { _ = st.Close() }()
	return do(st)
}

// withCurrentStore is withStore for what needs exactly the schema that this program was built for.
func withCurrentStore(ctx context.Context, s streams, do func(*store.Store) error) error {
	return withStore(ctx, s, func(st *store.Store) error {
		if err := st.SchemaFits(ctx); err != nil {
			return err
		}
		return do(st)
	})
}
