// Package storetest gives each test a schema of its own on a real PostgreSQL, so that nothing of ours needs a mock: an
// empty one (DSN), or a copy of one that was filled once (Template). The server is the one that
// CHASER_TEST_DATABASE_URL names. Without one it is a private server, started when the first test asks.
//
// It must never know what the schema holds: migrating it is for the caller, package store's own tests included.
package storetest

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"net/url"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	_ "github.com/lib/pq" // the driver that the program uses too

	"chaser/demo/privatepg"
)

// urlVariable names a server to use instead of a private one; its user must be allowed to create schemas.
const urlVariable = "CHASER_TEST_DATABASE_URL"

// server is this process's private PostgreSQL, started at the first call.
var server = struct {
	sync.Mutex
	running *privateServer
	err     error
}{}

// privateServer is a PostgreSQL of ours, and the connections that make and drop tests' schemas and databases. A new
// connection for each would cost as much as what it is for.
type privateServer struct {
	*privatepg.Server
	admin *sql.DB
}

func (s *privateServer) do(ctx context.Context, statement string) error {
	_, err := s.admin.ExecContext(ctx, statement)
	return err
}

// Main is for TestMain in every package whose tests ask for a schema: it runs the tests, stops the server if one was
// started, and exits.
//
//	func TestMain(m *testing.M) { storetest.Main(m) }
func Main(m *testing.M) {
	privatepg.Supervise()
	os.Exit(Run(m))
}

// Run is Main for a TestMain with more to do: it runs the tests, stops the server if one was started, and returns the
// exit code. Such a TestMain calls privatepg.Supervise first.
func Run(m *testing.M) int {
	testMoreAtOnce()
	collectLess()
	code := m.Run()
	if err := stopServer(); err != nil {
		fmt.Fprintln(os.Stderr, "stopping the tests' PostgreSQL:", err)
		return 1
	}
	return code
}

// leastAtOnce is how many tests run at the same time at least. Most of its time a test waits: for PostgreSQL, for a
// lock or for another process. One for each processor, which is Go's default, leaves the processors idle.
const leastAtOnce = 4

// testMoreAtOnce sets go test's -parallel, unless whoever runs the tests did.
func testMoreAtOnce() {
	const name = "test.parallel"
	flag.Parse()
	chosen := runtime.GOMAXPROCS(0) >= leastAtOnce
	flag.Visit(func(f *flag.Flag) { chosen = chosen || f.Name == name })
	if !chosen {
		_ = flag.Set(name, strconv.Itoa(leastAtOnce)) // a number always can be set
	}
}

// collectLess lets the heap grow to four times what is in use before garbage is collected, unless whoever runs the
// tests chose by GOGC. Tests hold little at a time, and collecting was an eighth of what their own process did.
func collectLess() {
	const percent = 300
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
}

// DSN makes an empty schema for the test alone, and returns its address for lib/pq. The schema is dropped when the test
// ends. The address carries it as its search_path, so every connection of a pool is in it; public is not on the path.
//
// Close what you open with it in the test or in t.Cleanup: a transaction that is still open then holds the schema, and
// fails the test. Without a PostgreSQL the test is skipped, or fails if CI is set.
func DSN(t testing.TB) string {
	t.Helper()
	dsn, do := onServer(t)
	schema := "t_" + strings.ToLower(rand.Text())
	if err := do(t.Context(), "CREATE SCHEMA "+schema); err != nil {
		t.Fatalf("making a schema for the test: %v", err)
	}
	t.Cleanup(func() {
		// t.Context() is over by now.
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		if err := do(ctx, "DROP SCHEMA "+schema+" CASCADE"); err != nil {
			t.Errorf("dropping the test's schema (is a transaction on it still open?): %v", err)
		}
	})
	own, err := withSearchPath(dsn, schema)
	if err != nil {
		t.Fatal(err)
	}
	return own
}

// without ends a test that has no PostgreSQL to run on. On a laptop that is not the code's fault, so it is skipped. CI
// must have one, as nobody there would notice what was skipped. A server that is there and does not start is a fault
// anywhere.
func without(t testing.TB, ci string, err error) {
	t.Helper()
	if errors.Is(err, privatepg.ErrNotFound) && ci == "" {
		t.Skipf("needs PostgreSQL: %v (%s may name one, too)", err, urlVariable)
	}
	t.Fatalf("needs PostgreSQL: %v", err)
}

// onServer returns the address of the server to test on, and a way to run a statement there.
func onServer(t testing.TB) (dsn string, do func(ctx context.Context, statement string) error) {
	t.Helper()
	if named := os.Getenv(urlVariable); !onPrivateServer() {
		return named, func(ctx context.Context, statement string) error { return execute(ctx, named, statement) }
	}
	s, err := private(t.Context())
	if err != nil {
		without(t, os.Getenv("CI"), err)
	}
	return s.DSN(), s.do
}

func onPrivateServer() bool { return os.Getenv(urlVariable) == "" }

// private is this process's private PostgreSQL.
func private(ctx context.Context) (*privateServer, error) {
	server.Lock()
	defer server.Unlock()
	if server.running == nil && server.err == nil {
		server.running, server.err = startServer(context.WithoutCancel(ctx))
	}
	return server.running, server.err
}

func startServer(ctx context.Context) (*privateServer, error) {
	s, err := privatepg.Start(ctx, privatepg.Config{InMemory: true})
	if err != nil {
		return nil, err
	}
	admin, err := sql.Open("postgres", s.DSN())
	if err != nil {
		return nil, errors.Join(err, s.Stop())
	}
	return &privateServer{s, admin}, nil
}

func stopServer() error {
	server.Lock()
	defer server.Unlock()
	if server.running == nil {
		return nil
	}
	return errors.Join(server.running.admin.Close(), server.running.Stop())
}

// execute runs one statement on a connection of its own, which leaves no pool behind for a test's leak check to find.
func execute(ctx context.Context, dsn, statement string) (err error) {
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	_, err = db.ExecContext(ctx, statement)
	return err
}

// withSearchPath adds the schema to an address, in either of libpq's forms. lib/pq sends a setting that it does not
// know as a run-time parameter of each connection.
func withSearchPath(dsn, schema string) (string, error) {
	if !strings.HasPrefix(dsn, "postgres://") && !strings.HasPrefix(dsn, "postgresql://") {
		return dsn + " search_path=" + schema, nil
	}
	u, err := url.Parse(dsn)
	if err != nil {
		return "", fmt.Errorf("%s is not a PostgreSQL address", urlVariable) // url's error would show the password
	}
	q := u.Query()
	q.Set("search_path", schema)
	u.RawQuery = q.Encode()
	return u.String(), nil
}
