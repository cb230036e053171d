package store

import (
	"bufio"
	"encoding/binary"
	"io"
	"net"
	"net/url"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/lib/pq"
)

// countingLink is a network between a store and PostgreSQL that counts round trips: how often a store asks for
// something and waits for the answer.
type countingLink struct {
	dsn   string
	trips atomic.Int64
	wait  sync.WaitGroup
}

func newCountingLink(t testing.TB, dsn string) *countingLink {
	t.Helper()
	config, err := pq.NewConfig(dsn)
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	u.Host = listener.Addr().String()
	l := &countingLink{dsn: u.String()}
	server := net.JoinHostPort(config.Host, strconv.Itoa(int(config.Port)))
	l.wait.Go(func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			l.wait.Go(func() { l.serve(client, server) })
		}
	})
	t.Cleanup(func() { // the store has closed its connections by now
		_ = listener.Close()
		l.wait.Wait()
	})
	return l
}

func (l *countingLink) serve(client net.Conn, server string) {
	defer func() { _ = client.Close() }()
	backend, err := net.Dial("tcp", server)
	if err != nil {
		return
	}
	l.wait.Go(func() { _, _ = io.Copy(client, backend); _ = client.Close() })
	defer func() { _ = backend.Close() }()
	from := bufio.NewReader(client)
	head := make([]byte, 5)
	if _, err := io.ReadFull(from, head[1:]); err != nil { // the first message has no type
		return
	}
	for first := true; ; first = false {
		if !first {
			if _, err := io.ReadFull(from, head); err != nil {
				return
			}
			if head[0] == 'Q' || head[0] == 'S' { // a simple query, and the end of an extended one
				l.trips.Add(1)
			}
		}
		message := head
		if first {
			message = head[1:]
		}
		if _, err := backend.Write(message); err != nil {
			return
		}
		if _, err := io.CopyN(backend, from, int64(binary.BigEndian.Uint32(head[1:]))-4); err != nil {
			return
		}
	}
}

// tripsOf is how many round trips something takes, once all is prepared.
func (l *countingLink) tripsOf(t testing.TB, do func() error) int64 {
	t.Helper()
	before := l.trips.Load()
	if err := do(); err != nil {
		t.Fatal(err)
	}
	return l.trips.Load() - before
}
