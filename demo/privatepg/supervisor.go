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

// supervisorName is the name (argv[0]) under which this program is its own supervisor, as `ps` shows it.
const supervisorName = "chaser-postgres-supervisor"

// user and database of the private server; there is only the one.
const role, database = "chaser", "chaser"

// supervisable is set by Supervise. Without that call the supervisor would be a second run of the whole program, which
// would start a third; Start refuses instead.
var supervisable bool

// order is what the supervisor is told, in one line of JSON on its standard input.
type order struct {
	// Run is a temporary directory for the supervisor alone; it removes it at the end.
	Run     string
	Home    home
	Account string
	Durable bool
	// FirstPort is Config's firstPort.
	FirstPort uint32
	// Prefix is the directory that holds PostgreSQL's bin; empty asks for Version to be downloaded into Downloads.
	Prefix    string
	Version   embeddedpostgres.PostgresVersion
	Downloads string
}

// reply is what the supervisor answers, in one line of JSON on its standard output, when PostgreSQL is ready or
// refused.
type reply struct {
	DSN     string
	Problem string
	// Kind is the place of the problem's kind in kinds, from 1; 0 is a problem of no such kind.
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

// Supervise makes this process PostgreSQL's supervisor if it was started as one by Start, and then never returns.
// Otherwise it returns at once. Call it first in main and in TestMain, before flags are read.
func Supervise() {
	supervisable = true
	if len(os.Args) == 0 || os.Args[0] != supervisorName {
		return
	}
	// Caught and dropped: what the terminal sends is for the parent to decide, and a parent who is gone must not end us
	// by a broken pipe before PostgreSQL has stopped. (Ignored signals would be inherited by PostgreSQL; caught ones
	// are not.)
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
	defer func() { err = errors.Join(err, os.RemoveAll(o.Run)) }()

	stop, cancel := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer cancel()
	go func() {
		// Ends with the parent: nothing more is ever sent.
		_, _ = io.Copy(io.Discard, in)
		cancel()
	}()

	server, dsn, err := o.start(stop)
	if err != nil {
		return errors.Join(json.NewEncoder(stdout).Encode(replyWith(err)), err)
	}
	// A reply that nobody reads is no reason to leave PostgreSQL running.
	replyErr := json.NewEncoder(stdout).Encode(reply{DSN: dsn})
	if replyErr == nil {
		<-stop.Done()
	}
	return errors.Join(replyErr, o.stop(server))
}

func (o order) start(ctx context.Context) (*embeddedpostgres.EmbeddedPostgres, string, error) {
	if err := o.enter(); err != nil {
		return nil, "", err
	}
	// Held, unclosed, until this process ends: after PostgreSQL's.
	if _, err := o.Home.take(); err != nil {
		return nil, "", err
	}
	if err := o.settleFormer(ctx); err != nil {
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

// enter finds out whether the account may use the home, which the parent, root perhaps, could not tell.
func (o order) enter() error {
	probe, err := os.CreateTemp(string(o.Home), "probe-")
	if err == nil {
		return errors.Join(probe.Close(), os.Remove(probe.Name()))
	}
	if o.Account == "" || !errors.Is(err, fs.ErrPermission) {
		return unusable(o.Home, err)
	}
	return &refusal{ErrUnusableDir, fmt.Sprintf(
		"PostgreSQL refuses to run as root, and the user %s, who runs it instead, cannot enter %s. Choose a directory such as /var/lib/chaser, or run Chaser as an ordinary user.",
		o.Account, o.Home)}
}

func (o order) parameters() map[string]string {
	p := map[string]string{
		"listen_addresses": "127.0.0.1",
		// Debian's programs put their socket in /var/run/postgresql, which is not ours to write.
		"unix_socket_directories": "",
		// The tests of a package run at once, each with a pool of its own.
		"max_connections": "200",
	}
	if !o.Durable {
		p["fsync"], p["full_page_writes"] = "off", "off"
		// synchronous_commit stays on: it costs next to nothing without fsync, and without it a kill -9 of PostgreSQL
		// loses what was committed in its last half second.
	}
	return p
}

// locale is one that knows letters beyond ASCII and that the system always has: where it is missing initdb fails.
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

// explain turns a failed start with nothing to run into the sentence for it.
func (o order) explain(prefix string, err error) error {
	if o.Prefix != "" {
		return err
	}
	if _, statErr := os.Stat(filepath.Join(prefix, "bin", "pg_ctl")); statErr == nil {
		return err
	}
	return &refusal{ErrNotFound, fmt.Sprintf(
		"No PostgreSQL %d or newer is installed here, and it could not be downloaded (%v). Install one (Debian: apt install postgresql; macOS: brew install postgresql@16), or set DATABASE_URL to one that runs elsewhere.",
		oldestMajor, err)}
}

// stop stops the server; one that has ended by itself is as good.
func (o order) stop(server *embeddedpostgres.EmbeddedPostgres) error {
	err := server.Stop()
	if _, statErr := os.Stat(filepath.Join(o.Home.data(), "postmaster.pid")); errors.Is(statErr, fs.ErrNotExist) {
		return nil
	}
	return err
}
