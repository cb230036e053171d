package store

import (
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/lib/pq"

	"chaser/store/storetest"
)

func TestMigrate(t *testing.T) {
	t.Parallel()
	s := openStore(t, storetest.DSN(t))
	if err := s.SchemaFits(t.Context()); err == nil || !strings.Contains(err.Error(), "run `chaser migrate`") {
		t.Errorf("an empty database: %v, want the sentence that says to migrate", err)
	}
	if n := count(t, s, `SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()`); n != 0 {
		t.Errorf("asking made %d tables", n)
	}
	applied, err := s.Migrate(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	same(t, "applied", append(migrationFiles(t), "the job queue's tables, version 8"), applied)
	if err := s.SchemaFits(t.Context()); err != nil {
		t.Error(err)
	}
	if applied, err := s.Migrate(t.Context()); err != nil || len(applied) != 0 {
		t.Errorf("again: %v, %v", applied, err)
	}
}

// migrationFiles are the migrations that the program carries, in their order.
func migrationFiles(t *testing.T) (names []string) {
	t.Helper()
	files, err := os.ReadDir("migrations")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		names = append(names, f.Name())
	}
	return names
}

func TestANewerSchemaIsRefused(t *testing.T) {
	t.Parallel()
	s, _ := empty(t)
	if _, err := s.patient.ExecContext(t.Context(), `INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, true)`); err != nil {
		t.Fatal(err)
	}
	_, migrating := s.Migrate(t.Context())
	for what, err := range map[string]error{"SchemaFits": s.SchemaFits(t.Context()), "Migrate": migrating} {
		if err == nil || !strings.Contains(err.Error(), "install the newer chaser") {
			t.Errorf("%s: %v, want the sentence that says to upgrade", what, err)
		}
	}
	if err := s.SchemaServes(t.Context()); err != nil {
		t.Errorf("a program that runs while its schema is brought to the next release's: %v", err)
	}
}

// A program that runs is not fine where its schema is older, as after a backup of before the upgrade was restored.
func TestAnOlderSchemaDoesNotServe(t *testing.T) {
	t.Parallel()
	s, _ := empty(t)
	if _, err := s.patient.ExecContext(t.Context(), `DELETE FROM goose_db_version WHERE version_id = (SELECT max(version_id) FROM goose_db_version)`); err != nil {
		t.Fatal(err)
	}
	if err := s.SchemaServes(t.Context()); err == nil || !strings.Contains(err.Error(), "run `chaser migrate`") {
		t.Errorf("%v, want the sentence that says to migrate", err)
	}
}

func TestMigrateInTwoProcessesAtOnce(t *testing.T) {
	t.Parallel()
	dsn := storetest.DSN(t)
	var total int
	var mu sync.Mutex
	var both sync.WaitGroup
	for range 2 {
		s := openStore(t, dsn)
		both.Go(func() {
			applied, err := s.Migrate(t.Context())
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			total += len(applied)
		})
	}
	both.Wait()
	if total != len(migrationFiles(t))+1 {
		t.Errorf("the two applied %d steps together, want each step once", total)
	}
	if err := openStore(t, dsn).SchemaFits(t.Context()); err != nil {
		t.Error(err)
	}
}

// Without a search_path everything lands in public; a database of its own keeps that apart from the other tests.
func TestMigrateInPublic(t *testing.T) {
	t.Parallel()
	s := openStore(t, storetest.DSN(t))
	var name string
	if err := s.patient.GetContext(t.Context(), &name, `SELECT 'd_' || current_schema()`); err != nil {
		t.Fatal(err)
	}
	if _, err := s.patient.ExecContext(t.Context(), `CREATE DATABASE `+pq.QuoteIdentifier(name)+` TEMPLATE template0`); err != nil {
		t.Fatal(err)
	}
	config, err := pq.NewConfig(storetest.DSN(t))
	if err != nil {
		t.Fatal(err)
	}
	public := openStore(t, (&url.URL{
		Scheme: "postgres", User: url.UserPassword(config.User, config.Password), Host: config.Host, Path: "/" + name,
		RawQuery: url.Values{"port": {portOf(config)}, "sslmode": {string(config.SSLMode)}}.Encode(),
	}).String())
	t.Cleanup(func() {
		if err := public.Close(); err != nil {
			t.Error(err)
		}
		if _, err := s.patient.Exec(`DROP DATABASE ` + pq.QuoteIdentifier(name)); err != nil {
			t.Error(err)
		}
	})
	if _, err := public.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	mustImport(t, public, seedRegister(t))
	if n := count(t, public, `SELECT count(*) FROM public.figures`); n != 38 {
		t.Errorf("%d figures in public, want the seed's 38", n)
	}
}

func TestMigrateWhereItCannot(t *testing.T) {
	t.Parallel()
	dsn := storetest.DSN(t)
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set("search_path", "not_there")
	u.RawQuery = q.Encode()
	if _, err := openStore(t, u.String()).Migrate(t.Context()); err == nil || !strings.Contains(err.Error(), "search_path does not exist") {
		t.Errorf("got %v, want the sentence about the schema", err)
	}
}
