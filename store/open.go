// Package store keeps the register, the figures and the audit trail in PostgreSQL. It is the only place with SQL. Its
// methods are what happens to a council's figures, not tables. Each locks, asks kpi to decide, and saves, all in one
// transaction that never leaves the package.
//
// The package must never know of Slack's messages, of schedules or of the clock on the wall. The time comes in with
// each call. An error that a person can do something about is a *kpi.Refusal, or kpi.Faults for a register. Every other
// error is for the operator.
package store

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"net"
	"strconv"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
	"github.com/riverqueue/river"

	"chaser/kpi"
)

// Store is a council's database. It is safe for use by many goroutines, and by many processes at once.
type Store struct {
	db        *sqlx.DB // for what a person waits for; its limits suit Slack's three seconds
	patient   *sqlx.DB // for what an operator waits for: migrations, imports, exports, verification
	connector *pq.Connector
	place     place
	fateWait  time.Duration
	prepared  prepared               // db, with the queries that a posting needs prepared
	chasing   prepared               // patient, with the queries of ticks and deliveries prepared
	queue     *river.Client[*sql.Tx] // puts jobs into transactions; it works none itself

	names          asOfVersion[map[string]string]
	indicatorNames asOfVersion[[]kpi.Indicator]
}

// waits are the longest times that parts of a statement may take.
type waits struct {
	connect   time.Duration // for a new connection
	lock      time.Duration // for a row that another transaction holds
	statement time.Duration // for the whole statement, by the server's clock
	answer    time.Duration // for each read from the network, so that a server that falls silent is an error too
}

var (
	// A caller has about 2.5 s. So a stuck lock or a silent server must be an error while there is still time to say
	// so.
	hasty = waits{connect: 2 * time.Second, lock: time.Second, statement: 1500 * time.Millisecond, answer: 2 * time.Second}

	unhurried = waits{connect: 10 * time.Second, lock: 15 * time.Second, statement: 10 * time.Minute, answer: 11 * time.Minute}
)

const (
	// DefaultConnections is how many connections a process holds at most, unless it is told otherwise: six of them fit
	// into the 97 that PostgreSQL gives as it comes. Beyond some sixteen writers, writes get slower, not faster.
	DefaultConnections = 16

	// fateWait is what is left of Slack's three seconds to find out what became of a lost commit.
	fateWait = 450 * time.Millisecond
)

// errAddress must not quote the address, which holds the password. So it wraps no error that might.
var errAddress = errors.New("the database's address cannot be read; write it as postgres://user:password@host:5432/database?sslmode=require, " +
	"where sslmode may also be disable, verify-ca or verify-full")

// Open connects to the database at dsn. It takes both of libpq's forms: a postgres:// URL, or key=value words. The dsn
// may name several hosts, and run-time parameters such as search_path. Without an sslmode it is lib/pq's default,
// require. The caller closes the store.
func Open(ctx context.Context, dsn string) (*Store, error) {
	return OpenWithin(ctx, dsn, DefaultConnections)
}

// OpenWithin is Open for a store that holds at most so many connections, at least 4: two thirds for what people wait
// for, the others for jobs, and one to look up what became of a lost COMMIT.
func OpenWithin(ctx context.Context, dsn string, connections int) (*Store, error) {
	return open(ctx, dsn, hasty, fateWait, connections)
}

func open(ctx context.Context, dsn string, w waits, fateWait time.Duration, connections int) (*Store, error) {
	quick, where, err := connect(dsn, w)
	if err != nil {
		return nil, err
	}
	slow, _, err := connect(dsn, unhurried)
	if err != nil {
		return nil, err
	}
	jobs := max(2, (connections-1)/3) // a migration holds a lock on one while it works on another
	s := &Store{db: pool(quick, connections-1-jobs), patient: pool(slow, jobs), connector: quick, place: where, fateWait: fateWait}
	s.prepared.db, s.prepared.queries = s.db, postingQueries
	s.chasing.db, s.chasing.queries = s.patient, chasingQueries
	s.prepared.schedules = new(scheduleMemory)
	s.chasing.schedules = s.prepared.schedules
	if s.queue, err = s.NewQueue(&river.Config{Logger: slog.New(slog.DiscardHandler)}); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	if err := s.Ping(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// connect prepares connections with the limits w. What the operator's address sets itself is left as it is.
func connect(dsn string, w waits) (*pq.Connector, place, error) {
	config, err := pq.NewConfig(dsn)
	if err != nil {
		return nil, place{}, errAddress
	}
	if config.ApplicationName == "" {
		config.ApplicationName = "chaser"
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = w.connect
	}
	config.BinaryParameters = true // so that a statement with parameters takes one round trip, not two
	if config.Runtime == nil {
		config.Runtime = map[string]string{}
	}
	for name, value := range map[string]string{
		"lock_timeout":      strconv.FormatInt(w.lock.Milliseconds(), 10),
		"statement_timeout": strconv.FormatInt(w.statement.Milliseconds(), 10),
		"jit":               "off", // for our queries, compiling takes longer than running
	} {
		if _, chosen := config.Runtime[name]; !chosen {
			config.Runtime[name] = value
		}
	}
	connector, err := pq.NewConnectorConfig(config)
	if err != nil {
		return nil, place{}, errAddress
	}
	connector.Dialer(boundedDialer{answer: w.answer})
	return connector, placeOf(config), nil
}

func pool(c *pq.Connector, connections int) *sqlx.DB {
	db := sqlx.NewDb(sql.OpenDB(c), "postgres")
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	db.SetConnMaxIdleTime(5 * time.Minute)
	db.SetConnMaxLifetime(30 * time.Minute) // so that connections follow a switch to another server
	return db
}

// Close gives the connections back. Calls that are under way fail.
func (s *Store) Close() error { return errors.Join(s.db.Close(), s.patient.Close()) }

// Connections is how many connections the server gives to roles that are not superusers.
func (s *Store) Connections(ctx context.Context) (given int, err error) {
	err = s.patient.GetContext(ctx, &given, `
		SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
		     - COALESCE(current_setting('reserved_connections', true)::int, 0) -- since PostgreSQL 16`)
	return given, wrapped(err, "store.Connections")
}

// Ping checks that the database answers. If not, the error is an *Unreachable.
func (s *Store) Ping(ctx context.Context) error {
	if err := s.db.PingContext(ctx); err != nil {
		return s.place.explain(err)
	}
	return nil
}

// boundedDialer makes connections on which no read takes longer than answer. Without it lib/pq would wait for ever,
// whatever the context says, if the network swallows the packets.
type boundedDialer struct {
	net.Dialer
	answer time.Duration
}

func (d boundedDialer) Dial(network, address string) (net.Conn, error) {
	return d.DialContext(context.Background(), network, address)
}

func (d boundedDialer) DialTimeout(network, address string, timeout time.Duration) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	return d.DialContext(ctx, network, address)
}

func (d boundedDialer) DialContext(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := d.Dialer.DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	return boundedConn{conn, d.answer}, nil
}

type boundedConn struct {
	net.Conn
	answer time.Duration
}

func (c boundedConn) Read(p []byte) (int, error) {
	//nolint:forbidigo // a deadline of the operating system's, which decides nothing about figures
	if err := c.SetReadDeadline(time.Now().Add(c.answer)); err != nil {
		return 0, err
	}
	return c.Conn.Read(p)
}
