//go:build unix

package privatepg

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"
	"time"

	embeddedpostgres "github.com/fergusstrange/embedded-postgres"
)

// supervisorName is the name (argv[0]) that this program runs under as its own supervisor. `ps` shows it.
const supervisorName = "chaser-postgres-supervisor"

// The only user and database of the private server.
const role, database = "chaser", "chaser"

// supervisable is set by Supervise. If a program never called it, its supervisor would be a second run of the whole
// program, which would start a third. Start then refuses instead.
var supervisable bool

// order tells the supervisor what to do. It is one line of JSON on the supervisor's standard input.
type order struct {
	// Run is a temporary directory for the supervisor alone, which removes it at the end.
	Run string
	// Memory is where the data are in memory, which the supervisor removes too; empty: they are not.
	Memory  string
	Home    home
	Account string
	Durable bool
	// FirstPort is Config's firstPort.
	FirstPort uint32
	// Prefix is the directory that holds PostgreSQL's bin. If it is empty, Version is downloaded into Downloads.
	Prefix    string
	Version   embeddedpostgres.PostgresVersion
	Downloads string
}

// reply is the supervisor's answer when PostgreSQL is ready or refused. It is one line of JSON on its standard output.
type reply struct {
	DSN     string
	Problem string
	// Kind is the place in kinds of the problem's kind, counted from 1. It is 0 for a problem of no such kind.
	Kind int
}

var kinds = []error{ErrNotFound, ErrOtherVersion, ErrInUse, ErrUnusableDir}

func replyWith(err error) reply {
	r := reply{Problem: err.Error()}
	for i, kind := range kinds {
		if errors.Is(err, kind) {
			r.Kind = i + 1
		}
	}
	return r
}

func (r reply) problem() error {
	switch {
	case r.Problem == "":
		return nil
	case r.Kind > 0 && r.Kind <= len(kinds):
		return &refusal{kinds[r.Kind-1], r.Problem}
	}
	return errors.New(r.Problem)
}

// Supervise makes this process PostgreSQL's supervisor if Start has started it as one. It then never returns. Otherwise
// it returns at once. Call it first in main and in TestMain, before flags are read.
func Supervise() {
	supervisable = true
	if len(os.Args) == 0 || os.Args[0] != supervisorName {
		return
	}
	// These are caught and dropped. The parent decides what the terminal's signals mean. If the parent is gone, a
	// broken pipe must not end us before PostgreSQL has stopped. (PostgreSQL would inherit ignored signals, but not
	// caught ones.)
	signal.Notify(make(chan os.Signal, 1), syscall.SIGINT, syscall.SIGHUP, syscall.SIGPIPE)
	if err := supervise(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

func supervise(stdin io.Reader, stdout io.Writer) (err error) {
	in := bufio.NewReader(stdin)
	line, err := in.ReadBytes('\n')
	if err != nil {
		return fmt.Errorf("reading the order: %w", err)
	}
	var o order
	if err := json.Unmarshal(line, &o); err != nil {
		return fmt.Errorf("reading the order: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(o.Run), os.RemoveAll(o.Memory)) }()

	stop, cancel := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer cancel()
	go func() {
		// This ends when the parent does: nothing more is ever sent.
		_, _ = io.Copy(io.Discard, in)
		cancel()
	}()

	lock, err := o.hold()
	// A file that nothing refers to is closed at some garbage collection, and the home given back.
	defer runtime.KeepAlive(lock)
	var server *embeddedpostgres.EmbeddedPostgres
	var dsn string
	if err == nil {
		server, dsn, err = o.start(stop)
	}
	if err != nil {
		return errors.Join(json.NewEncoder(stdout).Encode(replyWith(err)), err)
	}
	// If nobody reads the reply, PostgreSQL must not be left running.
	replyErr := json.NewEncoder(stdout).Encode(reply{DSN: dsn})
	if replyErr == nil {
		<-stop.Done()
	}
	return errors.Join(replyErr, o.stop(server))
}

// hold enters the home and takes it. The lock is never closed: this process holds it until it ends, after PostgreSQL.
func (o order) hold() (lock *os.File, err error) {
	if err := o.enter(); err != nil {
		return nil, err
	}
	return o.Home.take()
}

func (o order) start(ctx context.Context) (*embeddedpostgres.EmbeddedPostgres, string, error) {
	if err := o.endFormer(ctx); err != nil {
		return nil, "", err
	}
	prefix := o.Prefix
	if prefix == "" {
		prefix = filepath.Join(o.Downloads, string(o.Version))
		release, err := claimDownload(prefix)
		if err != nil {
			return nil, "", err
		}
		defer release()
	}

	var server *embeddedpostgres.EmbeddedPostgres
	var dsn string
	err := onFreePort(o.FirstPort, func(port uint32) error {
		password, err := o.Home.readyForStart()
		if err != nil {
			return err
		}
		server = embeddedpostgres.NewDatabase(embeddedpostgres.DefaultConfig().
			Version(o.Version).
			BinariesPath(prefix).
			CachePath(o.Downloads).
			RuntimePath(filepath.Join(o.Run, "runtime")).
			DataPath(o.Home.data()).
			Username(role).Password(password).Database(database).
			Encoding("UTF8").Locale(locale(runtime.GOOS)).
			Port(port).
			StartParameters(o.parameters()).
			StartTimeout(time.Minute).
			Logger(os.Stderr))
		dsn = address(port, password)
		return server.Start()
	})
	if err != nil {
		return nil, "", o.explain(prefix, err)
	}
	if o.Prefix == "" {
		if err := downloadWhole(prefix); err != nil {
			return nil, "", errors.Join(err, server.Stop())
		}
	}
	if err := o.Home.finished(); err != nil {
		return nil, "", errors.Join(err, server.Stop())
	}
	return server, dsn, nil
}

// enter finds out whether the account may use the home. The parent may be root and could not tell.
func (o order) enter() error {
	probe, err := os.CreateTemp(string(o.Home), "probe-")
	if err == nil {
		return errors.Join(probe.Close(), os.Remove(probe.Name()))
	}
	if o.Account == "" || !errors.Is(err, fs.ErrPermission) {
		return unusable(o.Home, err)
	}
	return &refusal{ErrUnusableDir, fmt.Sprintf(
		"PostgreSQL refuses to run as root, and the user %s, who runs it instead, cannot enter %s. "+
			"Choose a directory such as /var/lib/chaser, or run Chaser as an ordinary user.",
		o.Account, o.Home)}
}

func (o order) parameters() map[string]string {
	p := map[string]string{
		"listen_addresses": "127.0.0.1",
		// Debian's programs put their socket in /var/run/postgresql, where we may not write.
		"unix_socket_directories": "",
		"max_connections":         "200",
	}
	if !o.Durable {
		p["fsync"], p["full_page_writes"] = "off", "off"
		p["max_wal_size"] = "128MB" // its log may be in memory; writing the data more often costs nothing without fsync
		// synchronous_commit stays on. It costs next to nothing without fsync. Without it, a kill -9 of PostgreSQL
		// loses what was committed in the last half second.
	}
	return p
}

// locale is one that knows letters beyond ASCII and that the system always has. initdb fails if it is missing.
func locale(goos string) string {
	if goos == "darwin" {
		return "en_GB.UTF-8"
	}
	return "C.UTF-8"
}

func address(port uint32, password string) string {
	u := url.URL{
		Scheme:   "postgres",
		User:     url.UserPassword(role, password),
		Host:     "127.0.0.1:" + strconv.FormatUint(uint64(port), 10),
		Path:     "/" + database,
		RawQuery: "sslmode=disable",
	}
	return u.String()
}

// explain returns the sentence for a start that failed because there is no PostgreSQL to run. It returns any other
// error as it is.
func (o order) explain(prefix string, err error) error {
	if o.Prefix != "" {
		return err
	}
	if _, statErr := os.Stat(filepath.Join(prefix, "bin", "pg_ctl")); statErr == nil {
		return err
	}
	return &refusal{ErrNotFound, fmt.Sprintf(
		"No PostgreSQL %d or newer is installed here, and it could not be downloaded (%v). "+
			"Install one (Debian: apt install postgresql; macOS: brew install postgresql@16), "+
			"or set DATABASE_URL to one that runs elsewhere.",
		oldestMajor, err)}
}

// stop stops the server. It is no error if the server has ended by itself.
func (o order) stop(server *embeddedpostgres.EmbeddedPostgres) error {
	err := server.Stop()
	if _, statErr := os.Stat(filepath.Join(o.Home.data(), "postmaster.pid")); errors.Is(statErr, fs.ErrNotExist) {
		return nil
	}
	return err
}
