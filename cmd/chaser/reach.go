package main

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"chaser/config"
	"chaser/store"
)

// betweenTries is how long serve waits before it tries to reach the database again.
const betweenTries = time.Second

// openWhenReached opens the database as soon as it can be reached, if its schema is this program's. While it may come
// by itself, the log says why it is not there, once for each reason. An error that somebody must mend is returned at
// once. The store is nil, without an error, where the context ended first.
func openWhenReached(ctx context.Context, c config.Config, log *slog.Logger) (*store.Store, error) {
	said := ""
	for {
		st, err := openCurrent(ctx, c)
		var away *store.Unreachable
		if ctx.Err() == nil && (!errors.As(err, &away) || !away.Passes()) { // also where there is no error
			return st, err
		}
		if away != nil && said != away.Says {
			said = away.Says
			log.Warn("waiting for the database", "cause", away.Says, "do", away.Do)
		}
		select {
		case <-ctx.Done():
			if st != nil {
				_ = st.Close()
			}
			return nil, nil
		case <-time.After(betweenTries):
		}
	}
}

// openCurrent opens the database if its schema is the one that this program was built for.
func openCurrent(ctx context.Context, c config.Config) (*store.Store, error) {
	st, err := store.OpenWithin(ctx, c.DatabaseURL.Reveal(), c.Connections)
	if err != nil {
		return nil, err
	}
	if err := st.SchemaFits(ctx); err != nil {
		return nil, errors.Join(err, st.Close())
	}
	return st, nil
}
