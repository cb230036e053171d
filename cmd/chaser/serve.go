package main

import (
	"context"
	"errors"
	"log/slog"
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
	log := slog.New(slog.NewJSONHandler(s.err, nil))
	at, err := openEntrances(c, log)
	if err != nil {
		return badInput{err}
	}
	st, err := openWhenReached(ctx, c, log)
	if err != nil {
		return errors.Join(err, at.shut(context.WithoutCancel(ctx)))
	}
	if st == nil { // it was told to stop before
		return at.shut(context.WithoutCancel(ctx))
	}
	defer func() { _ = st.Close() }()
	return serve(ctx, c, st, at, time.Now, nil, log)
}

// newBot makes the bot with what it needs to reach Slack. It does not call Slack yet.
func newBot(c config.Config, st *store.Store, now func() time.Time, log *slog.Logger) (*bot.Bot, error) {
	return bot.New(bot.Config{
		Store: st, Slack: bot.Connect(c.SlackAPIURL, c.BotToken.Reveal(), c.AppToken.Reveal()), APIURL: c.SlackAPIURL,
		Now: now, Zone: c.Zone, Command: c.Command, Timing: c.Timetable, Log: log, Press: newFilePress(c, st, now), PDFText: sentPDF,
	})
}

// serve runs the bot and its schedule until the context ends, and shuts the entrances then. The demo runs it with a
// clock of its own; moved tells that this clock was moved.
func serve(ctx context.Context, c config.Config, st *store.Store, at entrances, now func() time.Time, moved <-chan chan struct{}, log *slog.Logger) error {
	b, err := newBot(c, st, now, log)
	if err != nil {
		return errors.Join(err, at.shut(context.WithoutCancel(ctx)))
	}
	schedule := newScheduler(c, st, b, now, log, jobs.Config{Wakes: moved})
	schedule.AskBlocks(ctx)
	doors := []func(context.Context) error{schedule.Run}
	told := []any{"socket_mode", c.SocketMode()}
	if at.slack != nil {
		at.slack.hand(slackSide(b, c, at.ops != nil))
		told = append(told, "address", at.slack.address())
	}
	if at.ops != nil {
		at.ops.hand(b.Operations())
		told = append(told, "ops_address", at.ops.address())
	}
	at.each(func(e *entrance) { doors = append(doors, e.untilShut) })
	if c.SocketMode() {
		doors = append(doors, b.Socket)
	}
	log.Info("chaser is serving", told...)
	err = holdOpen(ctx, doors, at.shut)
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
