package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"chaser/config"
)

// entrance is an address at which Chaser is reached by HTTP. It answers from the moment that it is there: until it is
// handed what answers, that Chaser is alive and not ready. What people do waits for a moment meanwhile.
type entrance struct {
	listener net.Listener
	server   *http.Server
	answers  http.Handler
	handed   chan struct{} // closed once answers is there
	ended    chan error    // gets one value, when it no longer answers
}

// openEntrance makes an address answer. The listener is the entrance's from now on.
func openEntrance(at net.Listener, log *slog.Logger) *entrance {
	e := &entrance{listener: at, handed: make(chan struct{}), ended: make(chan error, 1)}
	e.server = &http.Server{
		Handler:           e,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      10 * time.Second,
		IdleTimeout:       time.Minute,
	}
	go func() {
		err := e.server.Serve(at)
		if errors.Is(err, http.ErrServerClosed) {
			err = nil
		}
		e.ended <- err
	}()
	return e
}

// hand says what answers from now on. It is called once.
func (e *entrance) hand(to http.Handler) {
	e.answers = to
	close(e.handed)
}

// handedWithin is how long what people do waits for what answers it. It leaves some of Slack's three seconds to answer.
const handedWithin = time.Second

// ServeHTTP answers probes at once, before there is a database too.
func (e *entrance) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	wait := handedWithin
	if r.Method == http.MethodGet {
		wait = 0
	}
	select {
	case <-e.handed:
		e.answers.ServeHTTP(w, r)
		return
	default:
	}
	select {
	case <-e.handed:
		e.answers.ServeHTTP(w, r)
	case <-time.After(wait):
		notYet(w, r)
	}
}

// address is where it is reached.
func (e *entrance) address() string { return e.listener.Addr().String() }

// untilShut waits for its end, for holdOpen.
func (e *entrance) untilShut(context.Context) error {
	return <-e.ended
}

// shut finishes what is being answered, and takes nothing more.
func (e *entrance) shut(ctx context.Context) error { return e.server.Shutdown(ctx) }

// notYet answers before there is a database. Slack shows the person that the app did not respond, which is true.
func notYet(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/healthz" {
		_, _ = fmt.Fprintln(w, "ok")
		return
	}
	http.Error(w, "not ready: waiting for the database; the log says more", http.StatusServiceUnavailable)
}

// entrances are where the bot is reached. Without ops, what an operator watches stands beside Slack's endpoints. In
// Socket Mode Slack calls nothing, so there is only one.
type entrances struct {
	slack, ops *entrance // either may be nil
}

func openEntrances(c config.Config, log *slog.Logger) (at entrances, err error) {
	if c.OpsAddr != "" {
		l, err := net.Listen("tcp", c.OpsAddr)
		if err != nil {
			return entrances{}, fmt.Errorf("OPS_ADDR: %w; free the port or set another", err)
		}
		at.ops = openEntrance(l, log)
	}
	if c.OpsAddr != "" && c.SocketMode() {
		return at, nil
	}
	l, err := net.Listen("tcp", c.ListenAddr)
	if err != nil {
		return entrances{}, errors.Join(fmt.Errorf("LISTEN_ADDR: %w; free the port or set another", err), at.shut(context.Background()))
	}
	at.slack = openEntrance(l, log)
	return at, nil
}

func (at entrances) each(do func(*entrance)) {
	for _, e := range []*entrance{at.slack, at.ops} {
		if e != nil {
			do(e)
		}
	}
}

func (at entrances) shut(ctx context.Context) (err error) {
	at.each(func(e *entrance) { err = errors.Join(err, e.shut(ctx)) })
	return err
}
