package storetest

import (
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"chaser/demo/privatepg"
)

// mainOnly makes this test binary run a single test, which says where its server is, so that another can see what is
// left of it.
const mainOnly = "STORETEST_MAIN_ONLY"

func TestMain(m *testing.M) { Main(m) }

func open(t *testing.T, dsn string) *sql.DB {
	t.Helper()
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func schemaOf(t *testing.T, dsn string) string {
	t.Helper()
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	return u.Query().Get("search_path")
}

func schemaExists(t *testing.T, schema string) bool {
	t.Helper()
	var there bool
	if err := open(t, DSN(t)).QueryRowContext(t.Context(), "SELECT to_regnamespace($1) IS NOT NULL", schema).Scan(&there); err != nil {
		t.Fatal(err)
	}
	return there
}

func TestEachTestHasItsOwnSchemaOnEveryConnection(t *testing.T) {
	t.Parallel()
	for i := range 8 {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			dsn := DSN(t)
			db := open(t, dsn)
			// The same name in all of them: a schema shared with another test would fail here.
			if _, err := db.ExecContext(t.Context(), "CREATE TABLE figure AS SELECT CAST($1 AS int) AS value", i); err != nil {
				t.Fatal(err)
			}
			for range 3 {
				conn, err := db.Conn(t.Context()) // kept, so that the next one is another
				if err != nil {
					t.Fatal(err)
				}
				defer func() {
					if err := conn.Close(); err != nil {
						t.Error(err)
					}
				}()
				var got int
				var path string
				if err := conn.QueryRowContext(t.Context(), "SELECT value, current_setting('search_path') FROM figure").Scan(&got, &path); err != nil {
					t.Fatal(err)
				}
				if got != i || path != schemaOf(t, dsn) {
					t.Errorf("read %d in %s, want %d in %s", got, path, i, schemaOf(t, dsn))
				}
			}
		})
	}
}

func TestSchemaIsDroppedWithAllThatIsInIt(t *testing.T) {
	t.Parallel()
	var schema string
	t.Run("the test", func(t *testing.T) {
		dsn := DSN(t)
		schema = schemaOf(t, dsn)
		db := open(t, dsn)
		if _, err := db.ExecContext(t.Context(), "CREATE TABLE a (id int PRIMARY KEY); CREATE VIEW b AS SELECT * FROM a"); err != nil {
			t.Fatal(err)
		}
		if !schemaExists(t, schema) {
			t.Fatalf("the schema %s is not there during the test", schema)
		}
	})
	if schemaExists(t, schema) {
		t.Errorf("the schema %s outlives its test", schema)
	}
}

// outcome records how a test would have ended.
type outcome struct {
	testing.TB
	skipped, failed string
}

func (*outcome) Helper()                       {}
func (o *outcome) Skipf(f string, args ...any) { o.skipped = fmt.Sprintf(f, args...); panic(o) }
func (o *outcome) Fatalf(f string, args ...any) {
	o.failed = fmt.Sprintf(f, args...)
	panic(o)
}

func TestWithoutPostgres(t *testing.T) {
	t.Parallel()
	missing := fmt.Errorf("%w: none here", privatepg.ErrNotFound)
	broken := errors.New("it did not start")
	for _, c := range []struct {
		name, ci string
		err      error
		skips    bool
	}{
		{name: "none on a laptop", err: missing, skips: true},
		{name: "none in CI", ci: "true", err: missing},
		{name: "one that is broken, on a laptop", err: broken},
		{name: "one that is broken, in CI", ci: "true", err: broken},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			o := &outcome{}
			func() {
				defer func() {
					if r := recover(); r != any(o) {
						t.Fatalf("the test went on: %v", r)
					}
				}()
				without(o, c.ci, c.err)
			}()
			if (o.skipped != "") != c.skips || (o.failed != "") == c.skips {
				t.Errorf("skipped %q, failed %q; want it skipped: %t", o.skipped, o.failed, c.skips)
			}
			if !strings.Contains(o.skipped+o.failed, c.err.Error()) {
				t.Errorf("the reason, %v, is not given", c.err)
			}
		})
	}
}

func TestWithSearchPath(t *testing.T) {
	t.Parallel()
	for dsn, want := range map[string]string{
		"postgres://u:p@h:1/d?sslmode=disable":      "postgres://u:p@h:1/d?search_path=t_1&sslmode=disable",
		"postgresql://h/d":                          "postgresql://h/d?search_path=t_1",
		"postgres:///d?host=a,b&search_path=public": "postgres:///d?host=a%2Cb&search_path=t_1",
		"host=h dbname=d sslmode=disable":           "host=h dbname=d sslmode=disable search_path=t_1",
	} {
		if got, err := withSearchPath(dsn, "t_1"); err != nil || got != want {
			t.Errorf("%s: got %s (%v), want %s", dsn, got, err, want)
		}
	}
	if _, err := withSearchPath("postgres://u:hunter2@h:port/d", "t_1"); err == nil || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("a bad address: %v, want an error without its password", err)
	}
}

// Not parallel: it sets the variable for the whole process.
func TestServerOfTheEnvironment(t *testing.T) {
	dsn, _ := onServer(t)
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set("application_name", "named in the environment")
	u.RawQuery = q.Encode()
	t.Setenv(urlVariable, u.String())
	var name string
	if err := open(t, DSN(t)).QueryRowContext(t.Context(), "SHOW application_name").Scan(&name); err != nil {
		t.Fatal(err)
	}
	if name != "named in the environment" {
		t.Errorf("connected as %q: not to the server that %s names", name, urlVariable)
	}
}

// Not parallel: it looks at every goroutine.
func TestNoGoroutineIsLeft(t *testing.T) {
	DSN(t) // the private server runs from here on
	ignore := goleak.IgnoreCurrent()
	t.Run("the test", func(t *testing.T) { DSN(t) })
	goleak.VerifyNone(t, ignore)
}

// TestMainStopsTheServer runs this binary again with one test. Once that has ended, its server must be gone.
func TestMainStopsTheServer(t *testing.T) {
	if os.Getenv(mainOnly) != "" {
		t.Log("server:", DSN(t))
		return
	}
	t.Parallel()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), program, "-test.run=^TestMainStopsTheServer$", "-test.v")
	cmd.Env = append(os.Environ(), mainOnly+"=1", urlVariable+"=")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	_, rest, found := strings.Cut(string(out), "server: ")
	dsn, _, _ := strings.Cut(rest, "\n")
	if !found {
		if strings.Contains(string(out), "needs PostgreSQL") {
			t.Skipf("%s", out)
		}
		t.Fatalf("the test did not say where its server was:\n%s", out)
	}
	if err := open(t, dsn).PingContext(t.Context()); err == nil {
		t.Error("the server still answers after Main")
	}
}
