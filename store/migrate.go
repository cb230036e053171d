package store

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"path/filepath"

	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations/*.sql
var embedded embed.FS

// migrations are the schema's steps, in the order of their numbers. One that was released is never edited.
func migrations() fs.FS {
	sub, err := fs.Sub(embedded, "migrations")
	if err != nil {
		panic(err) // the folder is compiled in
	}
	return sub
}

// Migrate brings the schema up to date. It returns the names of the steps that it applied, which may be none. It may
// run in several processes at once: one does the work, the others wait for it.
func (s *Store) Migrate(ctx context.Context) ([]string, error) {
	provider, err := s.provider(ctx)
	if err != nil {
		return nil, err
	}
	if err := s.fits(ctx, provider); errors.Is(err, errNewer) {
		return nil, err
	}
	results, err := provider.Up(ctx)
	var partly *goose.PartialError
	if errors.As(err, &partly) {
		results = partly.Applied
	}
	var applied []string
	for _, r := range results {
		applied = append(applied, filepath.Base(r.Source.Path))
	}
	if pq.As(err, pqerror.InsufficientPrivilege) != nil {
		return applied, s.place.explain(err)
	}
	if err != nil {
		return applied, fmt.Errorf("store.Migrate: %w", err)
	}
	queue, err := s.migrateQueue(ctx)
	if err != nil {
		return applied, fmt.Errorf("store.Migrate: %w", err)
	}
	return append(applied, queue...), nil
}

func (s *Store) provider(ctx context.Context) (*goose.Provider, error) {
	var place struct {
		Schema   *string
		Encoding string
	}
	if err := s.patient.GetContext(ctx, &place, `SELECT current_schema() AS schema, current_setting('server_encoding') AS encoding`); err != nil {
		return nil, fmt.Errorf("store.Migrate: %w", err)
	}
	if place.Schema == nil {
		return nil, errors.New("the schema that the database's address names in search_path does not exist; create it, or leave search_path out")
	}
	if place.Encoding != "UTF8" {
		return nil, fmt.Errorf("the database is encoded in %s; create it with ENCODING 'UTF8', so that every name can be kept", place.Encoding)
	}
	// goose's own lock is shared by the whole database, so schemas would wait for each other.
	id := fnv.New32a()
	_, _ = id.Write([]byte("chaser migrations of " + *place.Schema))
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockID(int64(id.Sum32())), lock.WithLockTimeout(1, 300))
	if err != nil {
		return nil, fmt.Errorf("store.Migrate: %w", err)
	}
	provider, err := goose.NewProvider(goose.DialectPostgres, s.patient.DB, migrations(),
		goose.WithSessionLocker(locker), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return nil, fmt.Errorf("store.Migrate: %w", err)
	}
	return provider, nil
}

var (
	errOlder = errors.New("older than this program")
	errNewer = errors.New("newer than this program")
)

// SchemaFits is nil if the schema is the one that this program was built for. Otherwise the error says what to do.
func (s *Store) SchemaFits(ctx context.Context) error {
	provider, err := goose.NewProvider(goose.DialectPostgres, s.patient.DB, migrations(), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return fmt.Errorf("store.SchemaFits: %w", err)
	}
	return s.fits(ctx, provider)
}

// SchemaServes is nil if a program that runs already can go on with the schema: it is the program's own, or a newer
// one, to which it was brought since. A release works on the schema of the one after it, so that an upgrade needs no
// pause.
func (s *Store) SchemaServes(ctx context.Context) error {
	if err := s.SchemaFits(ctx); !errors.Is(err, errNewer) {
		return err
	}
	return nil
}

// fits reads goose's table itself, as goose would create the table when asked.
func (s *Store) fits(ctx context.Context, provider *goose.Provider) error {
	var has int64
	err := s.db.GetContext(ctx, &has, `SELECT COALESCE(max(version_id), 0) FROM goose_db_version WHERE is_applied`)
	if err != nil && pq.As(err, pqerror.UndefinedTable) == nil {
		return s.place.explain(err)
	}
	if has > 0 {
		if err := s.queueFits(ctx); err != nil {
			return err
		}
	}
	sources := provider.ListSources()
	needs := sources[len(sources)-1].Version
	switch {
	case has < needs:
		return fmt.Errorf("the database's schema (%d) is %w (%d): run `chaser migrate`", has, errOlder, needs)
	case has > needs:
		return fmt.Errorf("the database's schema (%d) is %w (%d): install the newer chaser that migrated it", has, errNewer, needs)
	}
	return nil
}
