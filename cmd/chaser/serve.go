package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"chaser/bot"
	"chaser/config"
	"chaser/jobs"
	"chaser/store"
)

type serveCommand struct{}

// Run answers until it is told to stop, then finishes what it is answering.
func (serveCommand) Run(ctx context.Context, s streams) error {
	c, err := s.settings()
	if err != nil {
		return err
	}
	if err := errors.Join(c.NeedsDatabase(), c.NeedsSlack()); err != nil {
		return badInput{err}
	}
	return withCurrentStore(ctx, s, func(st *store.Store) error {
		log := slog.New(slog.NewJSONHandler(s.err, nil))
		listener, err := net.Listen("tcp", c.ListenAddr)
		if err != nil {
			return badInput{fmt.Errorf("LISTEN_ADDR: %w; free the port or set another", err)}
		}
		return serve(ctx, c, st, listener, time.Now, nil, log)
	})
}

// newBot makes the bot with what it needs to reach Slack. It does not call Slack yet.
func newBot(c config.Config, st *store.Store, now func() time.Time, log *slog.Logger) (*bot.Bot, error) {
	return bot.New(bot.Config{
		Store: st, Slack: bot.Connect(c.SlackAPIURL, c.BotToken.Reveal(), c.AppToken.Reveal()), APIURL: c.SlackAPIURL,
		Now: now, Zone: c.Zone, Command: c.Command, Timing: c.Timetable, Log: log, Press: newFilePress(c, st, now),
	})
}

// serve runs the bot and its schedule on a listener until the context ends. The demo runs it with a clock of its own;
// moved tells that this clock was moved.
func serve(ctx context.Context, c config.Config, st *store.Store, listener net.Listener, now func() time.Time, moved <-chan chan struct{}, log *slog.Logger) error {
	b, err := newBot(c, st, now, log)
	if err != nil {
		return err
	}
	schedule := newScheduler(c, st, b, now, log, jobs.Config{Wakes: moved})
	schedule.AskBlocks(ctx)
	handler := b.Operations()
	if !c.SocketMode() {
		handler = b.Handler(c.RevealSigningSecrets()...)
	}
	server := &http.Server{
		Handler:           handler,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      10 * time.Second,
		IdleTimeout:       time.Minute,
	}
	doors := []func(context.Context) error{func(context.Context) error {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	}, schedule.Run}
	if c.SocketMode() {
		doors = append(doors, b.Socket)
	}
	log.Info("chaser is serving", "address", listener.Addr().String(), "socket_mode", c.SocketMode())
	err = holdOpen(ctx, doors, server.Shutdown)
	log.Info("chaser has stopped")
	return err
}

// holdOpen keeps the doors open until the context ends or one of them fails. Then it closes them all and waits for what
// is being answered.
func holdOpen(ctx context.Context, doors []func(context.Context) error, shut func(context.Context) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ended := make(chan error, len(doors))
	for _, door := range doors {
		go func() {
			defer cancel()
			ended <- door(ctx)
		}()
	}
	<-ctx.Done()
	closing, stop := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer stop()
	err := shut(closing)
	for range doors {
		err = errors.Join(err, <-ended)
	}
	return err
}
