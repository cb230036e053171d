package store

import (
	"context"
	"net"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/lib/pq"

	"chaser/store/storetest"
)

func portOf(c pq.Config) string { return strconv.Itoa(int(c.Port)) }

// words is an address in libpq's other form.
func words(t *testing.T, dsn string) (string, pq.Config) {
	t.Helper()
	c, err := pq.NewConfig(dsn)
	if err != nil {
		t.Fatal(err)
	}
	quote := func(text string) string { return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(text) + "'" }
	return "user=" + quote(c.User) + " password=" + quote(c.Password) + " dbname=" + quote(c.Database) + " sslmode=" + string(c.SSLMode) +
		" search_path=" + quote(c.Runtime["search_path"]), c
}

func TestOpenSettings(t *testing.T) {
	t.Parallel()
	form, c := words(t, storetest.DSN(t))
	here := " host=" + c.Host + " port=" + portOf(c)
	for name, test := range map[string]struct{ dsn, show, want string }{
		"as chaser":                 {form + here, "application_name", "chaser"},
		"under another name":        {form + here + " application_name=rehearsal", "application_name", "rehearsal"},
		"with a limit on locks":     {form + here, "lock_timeout", "1s"},
		"with a limit on all":       {form + here, "statement_timeout", "1500ms"},
		"with the operator's limit": {form + here + " statement_timeout=900", "statement_timeout", "900ms"},
		"in its schema":             {form + here, "search_path", c.Runtime["search_path"]},
		"on the second of two hosts": {
			form + " host=127.0.0.1," + c.Host + " port=" + deadPort(t) + "," + portOf(c), "application_name", "chaser",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := openWith(t, test.dsn, hasty, fateWait)
			var got string
			if err := s.db.GetContext(t.Context(), &got, `SELECT current_setting($1)`, test.show); err != nil || got != test.want {
				t.Errorf("%s is %q (%v), want %q", test.show, got, err, test.want)
			}
		})
	}
}

// deadPort is one on which nobody listens.
func deadPort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}

func TestOpenNeverTellsThePassword(t *testing.T) {
	t.Parallel()
	for _, dsn := range []string{
		"postgres://u:hunter2@h:port/d",
		"postgres://u:hun/ter2@h/d",
		"password=hunter2 and more",
		"postgres://u:hunter2@127.0.0.1:" + deadPort(t) + "/d?sslmode=disable",
		"postgres://u:hunter2@h/d?sslmode=perhaps",
	} {
		s, err := Open(t.Context(), dsn)
		if err == nil {
			_ = s.Close()
			t.Errorf("%s was opened", dsn)
		} else if strings.Contains(err.Error(), "ter2") {
			t.Errorf("the error tells the password: %v", err)
		}
	}
}

// A server that takes the connection and says nothing must not hold the program for ever.
func TestOpenOnASilentServer(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	quick := hasty
	quick.connect, quick.answer = 200*time.Millisecond, 200*time.Millisecond
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	defer time.AfterFunc(30*time.Second, func() { _ = l.Close() }).Stop() // or a broken rule would hang the test
	s, err := open(context.Background(), "host=127.0.0.1 port="+port+" user=u sslmode=disable", quick, time.Second, DefaultConnections)
	if err == nil {
		_ = s.Close()
		t.Error("it was opened")
	}
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("it took %s", took)
	}
}

// The fewest connections that a process may be given are enough to migrate with.
func TestMigrateWithFewConnections(t *testing.T) {
	t.Parallel()
	s, err := OpenWithin(t.Context(), storetest.DSN(t), 4)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if _, err := s.Migrate(ctx); err != nil {
		t.Error(err)
	}
}
