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
		at, err := listen(c)
		if err != nil {
			return badInput{err}
		}
		return serve(ctx, c, st, at, time.Now, nil, log)
	})
}

// listeners are where the bot is reached. Without ops, what an operator watches stands beside Slack's endpoints. In
// Socket Mode Slack calls nothing, so there is only one.
type listeners struct {
	slack, ops net.Listener // either may be nil
}

func listen(c config.Config) (at listeners, err error) {
	if c.OpsAddr != "" {
		if at.ops, err = net.Listen("tcp", c.OpsAddr); err != nil {
			return listeners{}, fmt.Errorf("OPS_ADDR: %w; free the port or set another", err)
		}
	}
	if c.OpsAddr != "" && c.SocketMode() {
		return at, nil
	}
	if at.slack, err = net.Listen("tcp", c.ListenAddr); err != nil {
		if at.ops != nil {
			_ = at.ops.Close()
		}
		return listeners{}, fmt.Errorf("LISTEN_ADDR: %w; free the port or set another", err)
	}
	return at, nil
}

// newBot makes the bot with what it needs to reach Slack. It does not call Slack yet.
func newBot(c config.Config, st *store.Store, now func() time.Time, log *slog.Logger) (*bot.Bot, error) {
	return bot.New(bot.Config{
		Store: st, Slack: bot.Connect(c.SlackAPIURL, c.BotToken.Reveal(), c.AppToken.Reveal()), APIURL: c.SlackAPIURL,
		Now: now, Zone: c.Zone, Command: c.Command, Timing: c.Timetable, Log: log, Press: newFilePress(c, st, now), PDFText: sentPDF,
	})
}

// serve runs the bot and its schedule on its listeners until the context ends. The demo runs it with a clock of its
// own; moved tells that this clock was moved.
func serve(ctx context.Context, c config.Config, st *store.Store, at listeners, now func() time.Time, moved <-chan chan struct{}, log *slog.Logger) error {
	b, err := newBot(c, st, now, log)
	if err != nil {
		return err
	}
	schedule := newScheduler(c, st, b, now, log, jobs.Config{Wakes: moved})
	schedule.AskBlocks(ctx)
	doors := []func(context.Context) error{schedule.Run}
	var shut []func(context.Context) error
	open := func(listener net.Listener, handler http.Handler) {
		server := &http.Server{
			Handler:           handler,
			ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
			ReadHeaderTimeout: 5 * time.Second,
			ReadTimeout:       10 * time.Second,
			WriteTimeout:      10 * time.Second,
			IdleTimeout:       time.Minute,
		}
		doors = append(doors, func(context.Context) error {
			if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
				return err
			}
			return nil
		})
		shut = append(shut, server.Shutdown)
	}
	told := []any{"socket_mode", c.SocketMode()}
	if at.slack != nil {
		open(at.slack, slackSide(b, c, at.ops != nil))
		told = append(told, "address", at.slack.Addr().String())
	}
	if at.ops != nil {
		open(at.ops, b.Operations())
		told = append(told, "ops_address", at.ops.Addr().String())
	}
	if c.SocketMode() {
		doors = append(doors, b.Socket)
	}
	log.Info("chaser is serving", told...)
	err = holdOpen(ctx, doors, func(ctx context.Context) (err error) {
		for _, one := range shut {
			err = errors.Join(err, one(ctx))
		}
		return err
	})
	log.Info("chaser has stopped")
	return err
}

// slackSide is what stands at LISTEN_ADDR.
func slackSide(b *bot.Bot, c config.Config, opsElsewhere bool) http.Handler {
	switch {
	case c.SocketMode():
		return b.Operations()
	case opsElsewhere:
		return b.Endpoints(c.RevealSigningSecrets()...)
	}
	return b.Handler(c.RevealSigningSecrets()...)
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
