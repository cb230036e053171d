package storetest

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
)

// filled counts how often it is filled, and holds one figure.
func filled(times *int) *Template {
	return &Template{Fill: func(t testing.TB, dsn string) {
		*times++
		if err := execute(t.Context(), dsn, "CREATE TABLE figure AS SELECT 142 AS value"); err != nil {
			t.Fatalf("%v", err)
		}
	}}
}

func databaseOf(t *testing.T, dsn string) string {
	t.Helper()
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimPrefix(u.Path, "/")
}

func figures(t *testing.T, dsn string) (values string) {
	t.Helper()
	if err := open(t, dsn).QueryRowContext(t.Context(), "SELECT string_agg(CAST(value AS text), ' ' ORDER BY value) FROM figure").Scan(&values); err != nil {
		t.Fatal(err)
	}
	return values
}

func TestEachTestHasItsOwnCopy(t *testing.T) {
	t.Parallel()
	DSN(t) // it skips here if there is no PostgreSQL
	var times int
	template := filled(&times)
	t.Run("all", func(t *testing.T) {
		for i := range 4 {
			t.Run(fmt.Sprint(i), func(t *testing.T) {
				t.Parallel()
				dsn := template.DSN(t)
				if err := execute(t.Context(), dsn, fmt.Sprintf("INSERT INTO figure VALUES (%d)", 200+i)); err != nil {
					t.Fatal(err)
				}
				if got, want := figures(t, dsn), fmt.Sprintf("142 %d", 200+i); got != want {
					t.Errorf("it holds %s, want %s", got, want)
				}
			})
		}
	})
	if onPrivateServer() && times != 1 {
		t.Errorf("the template was filled %d times", times)
	}
}

func TestCopyIsDropped(t *testing.T) {
	t.Parallel()
	if !onPrivateServer() {
		t.Skip("on a server of your own a test has a schema, which another test sees dropped")
	}
	server := DSN(t)
	var times int
	template := filled(&times)
	there := func(database string) (is bool) {
		if err := open(t, server).QueryRowContext(t.Context(), "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", database).Scan(&is); err != nil {
			t.Fatal(err)
		}
		return is
	}
	var name string
	t.Run("the test", func(t *testing.T) {
		name = databaseOf(t, template.DSN(t))
		if !there(name) {
			t.Fatalf("the database %s is not there during the test", name)
		}
	})
	if there(name) {
		t.Errorf("the database %s outlives its test", name)
	}
}

// A template that begins with another one adds to it, and leaves it as it is.
func TestATemplateBeginsWithAnother(t *testing.T) {
	t.Parallel()
	DSN(t)
	var times, more int
	first := filled(&times)
	second := Template{From: first, Fill: func(t testing.TB, dsn string) {
		more++
		if err := execute(t.Context(), dsn, "INSERT INTO figure VALUES (200)"); err != nil {
			t.Fatal(err)
		}
	}}
	for range 2 {
		if got := figures(t, second.DSN(t)); got != "142 200" {
			t.Errorf("it holds %s", got)
		}
	}
	if got := figures(t, first.DSN(t)); got != "142" {
		t.Errorf("what it begins with holds %s", got)
	}
	if onPrivateServer() && (times != 1 || more != 1) {
		t.Errorf("they were filled %d and %d times", times, more)
	}
}

// If a test could not fill the template, it fails, and the next one does not get what is half filled.
func TestTemplateIsFilledAgainWhereItFailed(t *testing.T) {
	t.Parallel()
	DSN(t)
	var times int
	whole := filled(&times)
	template := Template{Fill: func(t testing.TB, dsn string) {
		whole.Fill(t, dsn)
		if times == 1 {
			t.Fatalf("it is half filled")
		}
	}}
	o := &outcome{TB: t}
	func() {
		defer func() {
			if r := recover(); r != any(o) {
				t.Fatalf("the test went on: %v", r)
			}
		}()
		template.DSN(o)
	}()
	if o.failed != "it is half filled" {
		t.Errorf("the test that wanted it failed with %q", o.failed)
	}
	if got := figures(t, template.DSN(t)); got != "142" || times != 2 {
		t.Errorf("the next one holds %s, filled the %d. time", got, times)
	}
}

// Not parallel: it sets the variable for the whole process.
func TestTemplateOnAServerOfTheEnvironment(t *testing.T) {
	dsn, _ := onServer(t)
	t.Setenv(urlVariable, dsn)
	var times int
	template := filled(&times)
	for range 2 {
		own := template.DSN(t)
		if databaseOf(t, own) != databaseOf(t, dsn) {
			t.Errorf("it has a database of its own, %s, which a user of that server may not be allowed to create", databaseOf(t, own))
		}
		if got := figures(t, own); got != "142" {
			t.Errorf("it holds %s", got)
		}
	}
	if times != 2 {
		t.Errorf("it was filled %d times for 2 tests", times)
	}
}
