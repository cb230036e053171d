//go:build unix

package privatepg

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// parentOf names a directory. If it is set, this test binary is a program that starts a PostgreSQL on that directory
// and prints its address, as `chaser demo` would. The program stops when its standard input ends.
const parentOf = "PRIVATEPG_TEST_PARENT_OF"

func TestMain(m *testing.M) {
	Supervise()
	if dir, ok := os.LookupEnv(parentOf); ok {
		beParent(dir)
	}
	code := m.Run()
	if err := os.RemoveAll(madeIn); err != nil {
		fmt.Println(err)
		code = 1
	}
	os.Exit(code)
}

func beParent(dir string) {
	s, err := Start(context.Background(), Config{Dir: dir, Log: io.Discard})
	if err != nil {
		fmt.Println("refused:", err)
		os.Exit(1)
	}
	fmt.Println(s.DSN())
	_, _ = io.Copy(io.Discard, os.Stdin) // ends when the test closes it
	if err := s.Stop(); err != nil {
		fmt.Println("stop:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

// openDir is a temporary directory that every user can enter. When the tests run as root, the user who runs PostgreSQL
// cannot enter t.TempDir's.
func openDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "privatepg-test-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

// madeIn is the directory of the database that withDatabase copies. It is empty until one is asked for.
var madeIn string

var makeOne = sync.OnceValue(func() (err error) {
	if madeIn, err = os.MkdirTemp("", "privatepg-test-"); err != nil {
		return err
	}
	if err := os.Chmod(madeIn, 0o755); err != nil {
		return err
	}
	s, err := Start(context.Background(), Config{Dir: madeIn})
	if err != nil {
		return err
	}
	return s.Stop()
})

// withDatabase is a directory that an earlier start has made a database in. It is a copy, as initdb takes longer than
// most tests.
func withDatabase(t *testing.T) string {
	t.Helper()
	if err := makeOne(); err != nil {
		t.Fatal(err)
	}
	dir := openDir(t)
	if said, err := exec.Command("cp", "-Rp", filepath.Join(madeIn, homeName), dir).CombinedOutput(); err != nil {
		t.Fatalf("copying a database: %v\n%s", err, said)
	}
	return dir
}

func start(t *testing.T, c Config) *Server {
	t.Helper()
	s, err := Start(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Stop(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// ask runs statements on the server and returns the single value of the last one.
func ask(t *testing.T, dsn string, statements ...string) string {
	t.Helper()
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}()
	var answer string
	for i, s := range statements {
		if i == len(statements)-1 {
			err = db.QueryRowContext(t.Context(), s).Scan(&answer)
		} else {
			_, err = db.ExecContext(t.Context(), s)
		}
		if err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
	return answer
}

func TestServer(t *testing.T) {
	t.Parallel()
	log := &strings.Builder{}
	s := start(t, Config{Log: log})

	u, err := url.Parse(s.DSN())
	if err != nil {
		t.Fatal(err)
	}
	if u.Scheme != "postgres" || u.Hostname() != "127.0.0.1" || u.Query().Get("sslmode") != "disable" {
		t.Errorf("address %s: want postgres on 127.0.0.1 with sslmode=disable", u.Redacted())
	}
	for statement, want := range map[string]string{
		"SHOW listen_addresses":        "127.0.0.1",
		"SHOW unix_socket_directories": "",
		"SHOW fsync":                   "off",
		"SHOW server_encoding":         "UTF8",
		"SELECT lower('ÉCOLE')":        "école",
		"SELECT current_database()":    database,
	} {
		if got := ask(t, s.DSN(), statement); got != want {
			t.Errorf("%s: got %q, want %q", statement, got, want)
		}
	}

	u.User = url.UserPassword(u.User.Username(), "guessed")
	db, err := sql.Open("postgres", u.String())
	if err != nil {
		t.Fatal(err)
	}
	if err := db.PingContext(t.Context()); err == nil {
		t.Error("a guessed password was accepted")
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}

	if err := s.Stop(); err != nil {
		t.Fatal(err)
	}
	if err := s.Stop(); err != nil {
		t.Errorf("a second Stop: %v", err)
	}
	if _, err := os.Stat(s.run); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("temporary directory after Stop: %v, want it gone", err)
	}
	if !strings.Contains(log.String(), "shut down") {
		t.Errorf("the log does not hold PostgreSQL's messages:\n%s", log)
	}
}

func TestDataSurviveARestart(t *testing.T) {
	t.Parallel()
	dir := openDir(t)
	first := start(t, Config{Dir: dir, Durable: true})
	if got := ask(t, first.DSN(), "CREATE TABLE kept AS SELECT 142 AS figure", "SHOW fsync"); got != "on" {
		t.Errorf("durable data with fsync %s", got)
	}
	if err := first.Stop(); err != nil {
		t.Fatal(err)
	}
	second := start(t, Config{Dir: dir, Durable: true})
	if got := ask(t, second.DSN(), "SELECT figure FROM kept"); got != "142" {
		t.Errorf("after a restart: %q, want 142", got)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 1 || entries[0].Name() != homeName {
		t.Errorf("the directory holds %v, want nothing of ours but %s", entries, homeName)
	}
}

func TestSecondOnTheSameDirectoryIsRefused(t *testing.T) {
	t.Parallel()
	dir := withDatabase(t)
	first := start(t, Config{Dir: dir})
	_, err := Start(t.Context(), Config{Dir: dir})
	if !errors.Is(err, ErrInUse) {
		t.Fatalf("second start: %v, want ErrInUse", err)
	}
	pid := fmt.Sprintf("(process %d)", first.supervisor.Process.Pid)
	if !strings.Contains(err.Error(), pid) {
		t.Errorf("%q does not name the first one, %s", err, pid)
	}
	if got := ask(t, first.DSN(), "SELECT 1"); got != "1" {
		t.Errorf("the first server answers %q", got)
	}
}

// The port is found free, then taken while initdb runs. It is kept until PostgreSQL has complained of it.
func TestPortTakenDuringTheStart(t *testing.T) {
	t.Parallel()
	dir := openDir(t)
	port, err := freePort()
	if err != nil {
		t.Fatal(err)
	}
	complained := make(chan struct{})
	thief := make(chan error, 1)
	go func() { thief <- takeWhenMade(t.Context(), home(dir+"/"+homeName), port, complained) }()

	log := &watchedLog{wanted: "could not bind IPv4 address", seen: complained}
	s := start(t, Config{Dir: dir, Log: log, firstPort: port})
	if err := <-thief; err != nil {
		t.Fatal(err)
	}
	if got := ask(t, s.DSN(), "SELECT 1"); got != "1" {
		t.Errorf("the server answers %q", got)
	}
	u, err := url.Parse(s.DSN())
	if err != nil {
		t.Fatal(err)
	}
	if u.Port() == strconv.FormatUint(uint64(port), 10) {
		t.Errorf("the server is on port %s, which was taken", u.Port())
	}
}

// takeWhenMade listens on the port from the moment that initdb has begun until letGo closes.
func takeWhenMade(ctx context.Context, h home, port uint32, letGo <-chan struct{}) error {
	look := time.NewTicker(time.Millisecond)
	defer look.Stop()
	for {
		if made, err := version(h.data()); err != nil || made != "" {
			break
		}
		select {
		case <-look.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	l, err := net.Listen("tcp4", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		return err
	}
	select {
	case <-letGo:
		return l.Close()
	case <-ctx.Done():
		return errors.Join(ctx.Err(), l.Close())
	}
}

// watchedLog closes seen when the wanted words are first written to it.
type watchedLog struct {
	text   strings.Builder
	wanted string
	seen   chan struct{}
	once   sync.Once
}

func (w *watchedLog) Write(b []byte) (int, error) {
	n, err := w.text.Write(b)
	if strings.Contains(w.text.String(), w.wanted) {
		w.once.Do(func() { close(w.seen) })
	}
	return n, err
}

func TestCancelledStartLeavesNothingRunning(t *testing.T) {
	t.Parallel()
	dir := openDir(t)
	// The time is too short for initdb, so the start is given up somewhere on its way.
	ctx, cancel := context.WithTimeout(t.Context(), 250*time.Millisecond)
	defer cancel()
	if _, err := Start(ctx, Config{Dir: dir}); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("start: %v, want the deadline's error", err)
	}
	s := start(t, Config{Dir: dir})
	if got := ask(t, s.DSN(), "SELECT 1"); got != "1" {
		t.Errorf("a start after the cancelled one answers %q", got)
	}
}

// Not parallel: it sets TMPDIR.
func TestTemporaryDirectoryOfOurOwnAlone(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir()) // its path has mode 0700, so under root nobody else can enter it
	s := start(t, Config{})
	if got := ask(t, s.DSN(), "SELECT 1"); got != "1" {
		t.Errorf("the server answers %q", got)
	}
}

// Not parallel: it looks at every goroutine, and changes what Supervise has set.
func TestStartNeedsSuperviseAndLeavesNoGoroutine(t *testing.T) {
	supervisable = false
	_, err := Start(t.Context(), Config{})
	supervisable = true
	if err == nil || !strings.Contains(err.Error(), "Supervise must be called first") {
		t.Errorf("start without Supervise: %v, want to be told to call it", err)
	}
	dir := withDatabase(t)
	ignore := goleak.IgnoreCurrent()
	start(t, Config{Dir: dir})
	goleak.VerifyNone(t, ignore)
}
