package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"maps"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// wire counts the statements that a store sends to PostgreSQL, in PostgreSQL's own protocol, so that nothing that a
// library does by itself is missed.
//
// Source: https://www.postgresql.org/docs/15/protocol-message-formats.html
type wire struct {
	mu     sync.Mutex
	sent   int
	anew   int            // of them those that were planned for this once
	counts map[string]int // by the statement's beginning
}

// listen lets the wire count what both of the store's pools send from now on.
func listen(t testing.TB, dsn string) (*Store, *wire) {
	t.Helper()
	s := openStore(t, dsn)
	w := &wire{counts: map[string]int{}}
	connector, _, err := connect(dsn, lenient)
	if err != nil {
		t.Fatal(err)
	}
	connector.Dialer(wireDialer{boundedDialer{answer: lenient.answer}, w})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s.db, s.patient = pool(connector, 8), pool(connector, 8)
	s.prepared.db, s.chasing.db = s.db, s.patient
	return s, w
}

// during is how many statements are sent while do is at work.
func (w *wire) during(do func()) int {
	w.mu.Lock()
	w.sent, w.anew, w.counts = 0, 0, map[string]int{}
	w.mu.Unlock()
	do()
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.sent
}

// most are the statements that were sent most often, for a failed test to name.
func (w *wire) most() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	names := slices.SortedFunc(maps.Keys(w.counts), func(a, b string) int { return w.counts[b] - w.counts[a] })
	var said strings.Builder
	for _, name := range names[:min(len(names), 12)] {
		fmt.Fprintf(&said, "\n%6d × %s", w.counts[name], name)
	}
	return said.String()
}

func (w *wire) plan() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.anew++
}

func (w *wire) count(statement string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	statement = strings.Join(strings.Fields(statement), " ")
	if strings.Contains(statement, "PGNotifyMany") {
		return // the queue's word that there is work, which it leaves out where it has just said so
	}
	w.sent++
	w.counts[statement[:min(len(statement), 90)]]++
}

type wireDialer struct {
	boundedDialer
	wire *wire
}

func (d wireDialer) Dial(network, address string) (net.Conn, error) {
	return d.DialContext(context.Background(), network, address)
}

func (d wireDialer) DialTimeout(network, address string, timeout time.Duration) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	return d.DialContext(ctx, network, address)
}

func (d wireDialer) DialContext(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := d.boundedDialer.DialContext(ctx, network, address)
	return &wireConn{Conn: conn, wire: d.wire, prepared: map[string]string{}}, err
}

// wireConn reads along with what is written.
type wireConn struct {
	net.Conn
	wire     *wire
	started  bool
	unread   []byte
	prepared map[string]string // statement by name
	bound    string            // what the next Execute runs
}

func (c *wireConn) Write(p []byte) (int, error) {
	c.unread = append(c.unread, p...)
	c.read()
	return c.Conn.Write(p)
}

func (c *wireConn) read() {
	for {
		kind, head := byte(0), 0 // the first message has no kind
		if c.started {
			head = 1
		}
		if len(c.unread) < head+4 {
			return
		}
		if c.started {
			kind = c.unread[0]
		}
		end := head + int(binary.BigEndian.Uint32(c.unread[head:]))
		if len(c.unread) < end {
			return
		}
		c.message(kind, c.unread[head+4:end])
		c.started = true
		c.unread = c.unread[end:]
	}
}

func (c *wireConn) message(kind byte, body []byte) {
	first, rest, _ := bytes.Cut(body, []byte{0})
	switch kind {
	case 'Q':
		c.wire.count(string(first))
	case 'P':
		statement, _, _ := bytes.Cut(rest, []byte{0})
		c.prepared[string(first)] = string(statement)
		if len(first) == 0 {
			c.wire.plan()
		}
	case 'B': // of a portal and a statement, both by name
		name, _, _ := bytes.Cut(rest, []byte{0})
		c.bound = c.prepared[string(name)]
	case 'E':
		c.wire.count(c.bound)
	}
}
