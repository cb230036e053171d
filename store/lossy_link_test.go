package store

import (
	"bytes"
	"errors"
	"io"
	"net"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/lib/pq"
)

// fate is what a lossyLink does with the next COMMIT.
type fate int

const (
	delivered  fate = iota
	cutBefore       // the connection breaks before PostgreSQL hears of it
	cutAfter        // PostgreSQL commits, and the connection breaks before the answer
	resetAfter      // the same, with a reset instead of an orderly end
	muteAfter       // PostgreSQL commits, and no answer ever comes on a connection that stands
	stranded        // it lies on the way until release, long after the sender has given up
	swallowed       // and so is all that follows on every connection: nothing breaks, nothing answers
)

// lossyLink is a network between a store and PostgreSQL.
type lossyLink struct {
	listener net.Listener
	server   string
	dsn      string

	mu       sync.Mutex
	next     fate
	silent   bool
	away     bool
	conns    map[net.Conn]bool
	held     chan struct{} // closed when a COMMIT is being held
	release  func()        // lets the held COMMIT go on
	released <-chan struct{}
	passed   chan struct{} // closed when the held COMMIT has been answered
	done     sync.WaitGroup
}

// commitMessage is COMMIT as lib/pq sends it.
var commitMessage = []byte("Q\x00\x00\x00\x0bCOMMIT\x00")

func newLossyLink(t testing.TB, dsn string) *lossyLink {
	t.Helper()
	config, err := pq.NewConfig(dsn)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	host, port, err := net.SplitHostPort(listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	l := &lossyLink{
		listener: listener, server: net.JoinHostPort(config.Host, strconv.Itoa(int(config.Port))), dsn: dsn + " host=" + host + " port=" + port,
		conns: map[net.Conn]bool{}, held: make(chan struct{}), passed: make(chan struct{}),
	}
	released := make(chan struct{})
	l.released, l.release = released, sync.OnceFunc(func() { close(released) })
	if strings.Contains(dsn, "://") {
		u, err := url.Parse(dsn)
		if err != nil {
			t.Fatal(err)
		}
		u.Host = listener.Addr().String()
		l.dsn = u.String()
	}
	l.done.Go(l.accept)
	t.Cleanup(func() {
		_ = listener.Close()
		l.release()
		l.cut()
		l.done.Wait()
	})
	return l
}

func (l *lossyLink) will(f fate) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.next = f
}

// goAway cuts every connection and refuses new ones, until comeBack.
func (l *lossyLink) goAway() {
	l.mu.Lock()
	l.away = true
	l.mu.Unlock()
	l.cut()
}

func (l *lossyLink) comeBack() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.away = false
}

func (l *lossyLink) cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for c := range l.conns {
		_ = c.Close()
	}
	clear(l.conns)
}

func (l *lossyLink) accept() {
	for {
		client, err := l.listener.Accept()
		if err != nil {
			return
		}
		l.mu.Lock()
		away := l.away
		l.mu.Unlock()
		server, err := net.Dial("tcp", l.server)
		if err != nil || away {
			_ = client.Close()
			if err == nil {
				_ = server.Close()
			}
			continue
		}
		l.mu.Lock()
		l.conns[client], l.conns[server] = true, true
		l.mu.Unlock()
		answers := newAnswers(client)
		l.done.Go(func() { _, _ = io.Copy(answers, server); answers.lose(); _ = client.Close() })
		l.done.Go(func() { l.forward(client, server, answers); _ = server.Close() })
	}
}

// answers are what PostgreSQL says to one client; those that are muted are lost.
type answers struct {
	client net.Conn
	muted  atomic.Bool
	lost   chan struct{} // closed when the first muted answer has come, or none can come any more
	lose   func()
}

func newAnswers(client net.Conn) *answers {
	lost := make(chan struct{})
	return &answers{client: client, lost: lost, lose: sync.OnceFunc(func() { close(lost) })}
}

func (a *answers) Write(p []byte) (int, error) {
	if !a.muted.Load() {
		return a.client.Write(p)
	}
	a.lose()
	return len(p), nil
}

func (l *lossyLink) forward(client, server net.Conn, a *answers) {
	buffer := make([]byte, 1<<16)
	for {
		n, err := client.Read(buffer)
		if err != nil {
			return
		}
		message := buffer[:n]
		l.mu.Lock()
		next := delivered
		if bytes.Contains(message, commitMessage) {
			next, l.next = l.next, delivered
			l.silent = l.silent || next == swallowed
		}
		silent := l.silent
		l.mu.Unlock()
		if silent {
			continue
		}
		switch next {
		case cutBefore:
			_ = client.Close()
			return
		case cutAfter, resetAfter, muteAfter:
			a.muted.Store(true)
			_, _ = server.Write(message)
			<-a.lost
			if next == muteAfter {
				continue // until the client gives up
			}
			if tcp, ok := client.(*net.TCPConn); ok && next == resetAfter {
				_ = tcp.SetLinger(0)
			}
			_ = client.Close()
			return
		case stranded:
			a.muted.Store(true)
			close(l.held)
			<-l.released
			_, _ = server.Write(message)
			<-a.lost
			close(l.passed)
			return
		}
		if _, err := server.Write(message); errors.Is(err, net.ErrClosed) {
			return
		}
	}
}
