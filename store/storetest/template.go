package storetest

import (
	"context"
	"crypto/rand"
	"errors"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"
)

// Template is a schema with something in it, for tests that all begin with the same: it is filled once, and each test
// gets a copy. PostgreSQL copies a database's files several times faster than it makes the tables anew.
//
//	var migrated = storetest.Template{Fill: func(t testing.TB, dsn string) { … }}
//
//	s := open(t, migrated.DSN(t))
//
// A template belongs in a variable of the package, and is not copied itself.
type Template struct {
	// Fill makes what the schema at dsn shall hold, and has closed all that it opened there when it returns. It must do
	// the same whichever test it is called for.
	Fill func(t testing.TB, dsn string)
	// From is the template that Fill adds to; without it, Fill begins with an empty schema.
	From *Template

	mu       sync.Mutex
	database string // the filled database on the private server; empty until a test asks
}

// schemaOfCopies is the schema's name in a template and in each copy. Each is a database of its own.
const schemaOfCopies = "copied"

// DSN is DSN with the template's content in the schema. On the private server the test has a database of its own, which
// is dropped when the test ends: for that every connection must be closed. On a server that CHASER_TEST_DATABASE_URL
// names, where we may not be allowed to create databases, the test has a schema that was filled for it alone.
func (p *Template) DSN(t testing.TB) string {
	t.Helper()
	if !onPrivateServer() {
		dsn := p.toFill(t)
		p.Fill(t, dsn)
		return dsn
	}
	s, err := private(t.Context())
	if err != nil {
		without(t, os.Getenv("CI"), err)
	}
	template := p.filled(t, s)
	copied := "t_" + strings.ToLower(rand.Text())
	// Copying the files costs PostgreSQL half of what its default does, which writes every page to its log.
	if err := s.do(t.Context(), "CREATE DATABASE "+copied+" TEMPLATE "+template+" STRATEGY file_copy"); err != nil {
		t.Fatalf("copying a database for the test: %v", err)
	}
	t.Cleanup(func() {
		// t.Context() is over by now.
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		if err := s.drop(ctx, copied); err != nil {
			t.Errorf("dropping the test's database (is a connection to it still open?): %v", err)
		}
	})
	return s.addressOf(t, copied)
}

// toFill is a schema of the test's own with what Fill begins with.
func (p *Template) toFill(t testing.TB) string {
	t.Helper()
	if p.From != nil {
		return p.From.DSN(t)
	}
	return DSN(t)
}

// filled is the database to copy. If filling it fails, the test that asked fails, and the next one tries again.
func (p *Template) filled(t testing.TB, s *privateServer) string {
	t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.database != "" {
		return p.database
	}
	name := "template_" + strings.ToLower(rand.Text())
	from := "template0"
	if p.From != nil {
		from = p.From.filled(t, s) + " STRATEGY file_copy"
	}
	if err := s.do(t.Context(), "CREATE DATABASE "+name+" TEMPLATE "+from); err != nil {
		t.Fatalf("making a database to copy: %v", err)
	}
	dsn := s.addressOf(t, name)
	if p.From == nil {
		if err := execute(t.Context(), dsn, "CREATE SCHEMA "+schemaOfCopies); err != nil {
			t.Fatalf("making a schema to copy: %v", err)
		}
	}
	p.Fill(t, dsn)
	// A database that nobody can connect to does not change, and can be copied at any time.
	if err := s.do(t.Context(), "ALTER DATABASE "+name+" ALLOW_CONNECTIONS false"); err != nil {
		t.Fatalf("closing the database to copy: %v", err)
	}
	p.database = name
	return name
}

// addressOf is the address of the schema in a template or a copy.
func (s *privateServer) addressOf(t testing.TB, database string) string {
	t.Helper()
	u, err := url.Parse(s.DSN())
	if err != nil {
		t.Fatal(errors.New("the private PostgreSQL's address is not a URL")) // url's error would print the password
	}
	u.Path = "/" + database
	dsn, err := withSearchPath(u.String(), schemaOfCopies)
	if err != nil {
		t.Fatal(err)
	}
	return dsn
}

// drop waits for connections that are about to end, such as a killed process's. PostgreSQL itself waits for five
// seconds.
func (s *privateServer) drop(ctx context.Context, database string) error {
	for {
		err := s.do(ctx, "DROP DATABASE "+database)
		if pq.As(err, pqerror.ObjectInUse) == nil || ctx.Err() != nil {
			return err
		}
	}
}
