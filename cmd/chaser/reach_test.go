package main

import (
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"

	"chaser/store/storetest"
)

// A database that is not there yet is waited for: what watches the program hears that it is alive and not ready, and
// people are answered as soon as the database is there.
func TestServeWaitsForTheDatabase(t *testing.T) {
	t.Parallel()
	dsn := storetest.DSN(t)
	there, err := url.Parse(dsn)
	check(t, err)
	if code := run(t.Context(), []string{"migrate"}, streams{out: io.Discard, err: os.Stderr, environment: map[string]string{"DATABASE_URL": dsn}}); code != 0 {
		t.Fatalf("migrate ended with %d", code)
	}
	later, watched := freeAddress(t), freeAddress(t)
	away := *there
	away.Host = later
	if away.Query().Get("host") != "" { // a socket's folder would win over the address
		t.Fatalf("the tests' database is not reached over TCP: %s", there.Redacted())
	}
	r := start(t, map[string]string{
		"DATABASE_URL": away.String(), "SLACK_BOT_TOKEN": "xoxb-test", "SLACK_SIGNING_SECRET": "secret",
		"SLACK_API_URL": "http://127.0.0.1:9/api/", "LISTEN_ADDR": "127.0.0.1:0", "OPS_ADDR": watched,
	}, true, "serve")
	if said := r.line("waiting for the database"); !strings.Contains(said, "nothing listens at the database's address, "+later) {
		t.Errorf("it says %s", said)
	}
	for path, want := range map[string]int{"/healthz": http.StatusOK, "/readyz": http.StatusServiceUnavailable} {
		if status := get(t, "http://"+watched+path); status != want {
			t.Errorf("%s while it waits: %d", path, status)
		}
	}

	passOn(t, later, there.Host)
	var entry struct{ Address string }
	check(t, json.Unmarshal([]byte(r.line("chaser is serving")), &entry))
	if status := get(t, "http://"+watched+"/readyz"); status != http.StatusOK {
		t.Errorf("/readyz with the database: %d", status)
	}
	if status := get(t, "http://"+entry.Address+"/slack/commands"); status != http.StatusMethodNotAllowed {
		t.Errorf("Slack's endpoint: %d", status)
	}
	if code := r.end(); code != 0 {
		t.Errorf("it ended with %d", code)
	}
}

// What does not pass by itself ends it, and who stops it while it waits has stopped it.
func TestServeWaitsForNothingElse(t *testing.T) {
	t.Parallel()
	there, err := url.Parse(storetest.DSN(t))
	check(t, err)
	environment := func(database string) map[string]string {
		return map[string]string{
			"DATABASE_URL": database, "SLACK_BOT_TOKEN": "xoxb-test", "SLACK_SIGNING_SECRET": "secret",
			"SLACK_API_URL": "http://127.0.0.1:9/api/", "LISTEN_ADDR": "127.0.0.1:0",
		}
	}
	other := *there
	other.Path = "/no_such_database"
	for words, database := range map[string]string{"there is no database": other.String(), "run `chaser migrate`": there.String()} {
		var told strings.Builder
		code := run(t.Context(), []string{"serve"}, streams{out: io.Discard, err: &told, environment: environment(database)})
		if code != 1 || !strings.Contains(told.String(), words) {
			t.Errorf("%s: code %d, %s", words, code, told.String())
		}
	}
	other.Host = freeAddress(t)
	r := start(t, environment(other.String()), true, "serve")
	r.line("waiting for the database")
	if code := r.end(); code != 0 {
		t.Errorf("stopped while it waits, it ended with %d", code)
	}
}

// freeAddress is one at which nobody listens.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(t, err)
	check(t, l.Close())
	return l.Addr().String()
}

// passOn takes connections at one address and passes what they say on to another, until the test ends.
func passOn(t *testing.T, at, to string) {
	t.Helper()
	l, err := net.Listen("tcp", at)
	check(t, err)
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			from, err := l.Accept()
			if err != nil {
				return
			}
			onward, err := net.Dial("tcp", to)
			if err != nil {
				_ = from.Close()
				continue
			}
			go func() { _, _ = io.Copy(onward, from); _ = onward.Close() }()
			go func() { _, _ = io.Copy(from, onward); _ = from.Close() }()
		}
	}()
}
