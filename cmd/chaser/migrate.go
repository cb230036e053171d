package main

import (
	"context"
	"fmt"

	"chaser/store"
)

type migrateCommand struct {
	AppRole string `help:"A database role to run the bot as: made if there is none, with the password in CHASER_APP_PASSWORD; it may not change what is append-only." placeholder:"NAME"`
}

// Run brings the schema up to date; running it again does nothing.
func (c migrateCommand) Run(ctx context.Context, s streams) error {
	return withStore(ctx, s, func(st *store.Store) error {
		applied, err := st.Migrate(ctx)
		for _, name := range applied {
			_, _ = fmt.Fprintln(s.out, "applied", name)
		}
		if err == nil && len(applied) == 0 {
			_, _ = fmt.Fprintln(s.out, "The schema is up to date.")
		}
		if err != nil {
			return err
		}
		return c.grant(ctx, s, st)
	})
}

// grant gives the role that the bot runs as what it needs, and renews what was given before.
func (c migrateCommand) grant(ctx context.Context, s streams, st *store.Store) error {
	settings, err := s.settings()
	if err != nil {
		return err
	}
	roles, made, err := st.GrantAppRole(ctx, store.AppRole{Name: c.AppRole, Password: settings.AppPassword.Reveal()})
	if err != nil {
		return err
	}
	for _, role := range roles {
		said := "The role %s has what the bot needs, and cannot change what is append-only.\n"
		if made {
			said = "Made the role %s. It has what the bot needs, and cannot change what is append-only.\n"
		}
		_, _ = fmt.Fprintf(s.out, said, role)
	}
	return nil
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
	st, err := store.OpenWithin(ctx, c.DatabaseURL.Reveal(), c.Connections)
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
