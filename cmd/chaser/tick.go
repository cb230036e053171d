package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"chaser/bot"
	"chaser/config"
	"chaser/jobs"
	"chaser/kpi"
	"chaser/store"
)

type tickCommand struct {
	At string `help:"The time up to which everything is done, such as 2024-01-19T09:00:00Z; now where it is left out." placeholder:"TIME"`
}

// Run does once what the schedule owes, for a council that prefers its own scheduler to serve's.
func (c tickCommand) Run(ctx context.Context, s streams) error {
	settings, err := s.settings()
	if err != nil {
		return err
	}
	now, err := c.clock()
	if err != nil {
		return badInput{err}
	}
	if err := errors.Join(settings.NeedsDatabase(), settings.NeedsToken()); err != nil {
		return badInput{err}
	}
	return withCurrentStore(ctx, s, func(st *store.Store) error {
		log := slog.New(slog.NewTextHandler(s.err, &slog.HandlerOptions{Level: slog.LevelWarn}))
		b, err := newBot(settings, st, now, log)
		if err != nil {
			return err
		}
		names, err := recipientNames(ctx, st)
		if err != nil {
			return err
		}
		printer := &noticePrinter{streams: s, zone: settings.Zone, names: names}
		left, err := newScheduler(settings, st, b, now, log, jobs.Config{Ended: printer.ended, Waiting: printer.waiting}).Once(ctx)
		if err != nil {
			return err
		}
		for _, n := range left {
			printer.print(n, "not delivered yet: "+undelivered(n))
		}
		if len(left)+printer.held > 0 {
			return exitCode(1)
		}
		if printer.printed == 0 {
			_, _ = fmt.Fprintln(s.out, "Nothing is owed.")
		}
		return nil
	})
}

// recipientNames are the names of those who get messages, by Slack id: people, and the committees of the channels.
func recipientNames(ctx context.Context, st *store.Store) (map[string]string, error) {
	names, err := st.Names(ctx)
	if err != nil {
		return nil, err
	}
	committees, err := st.Committees(ctx)
	for _, c := range committees {
		names[c.Channel] = c.Name
	}
	return names, err
}

// clock starts at the given time and runs on from there.
func (c tickCommand) clock() (func() time.Time, error) {
	if c.At == "" {
		return time.Now, nil
	}
	at, err := parseAt(c.At)
	if err != nil {
		return nil, err
	}
	begun := time.Now()
	return func() time.Time { return at.Add(time.Since(begun)) }, nil
}

// parseAt reads the time of --at.
func parseAt(text string) (time.Time, error) {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return time.Time{}, fmt.Errorf("--at %s is not a time; write it as 2024-01-19T09:00:00Z", kpi.Excerpt(text))
	}
	return at, nil
}

// newScheduler is the schedule of serve, tick and the demo. more is what each sets for itself.
func newScheduler(c config.Config, st *store.Store, b *bot.Bot, now func() time.Time, log *slog.Logger, more jobs.Config) *jobs.Scheduler {
	more.Store, more.Courier, more.Now, more.Machine = st, b, now, time.Now
	more.Zone, more.Log, more.Patience = c.Zone, log, store.DefaultPatience
	more.StatesTrail = c.TrailDigest == config.DigestDaily
	release, commit := built()
	more.Release = release + " " + commit
	return jobs.New(more)
}

// noticePrinter prints a line for each message.
type noticePrinter struct {
	streams
	zone  *time.Location
	names map[string]string

	mu      sync.Mutex
	printed int
	held    int // how many people's messages wait
}

// waiting says how many people's messages wait.
func (p *noticePrinter) waiting(people int) {
	p.held = people
	some := "Messages to %d people wait until Slack says whether they are away; the next tick goes on with them.\n"
	if people == 1 {
		some = "A message to %d person waits until Slack says whether they are away; the next tick goes on with it.\n"
	}
	_, _ = fmt.Fprintf(p.out, some, people)
}

func (p *noticePrinter) ended(n store.Notification, s store.DeliveryEnd) {
	state := string(s.State)
	if s.Reason != "" {
		state += ": " + s.Reason
	}
	p.print(n, state)
}

func (p *noticePrinter) print(n store.Notification, state string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.printed++
	_, _ = fmt.Fprintf(p.out, "%s  %-16s  %s  %s  %s\n", n.From.In(p.zone).Format("2006-01-02 15:04 MST"), n.Kind, n.Recipient, p.names[n.Recipient], state)
}

func undelivered(n store.Notification) string {
	if n.Reason != "" {
		return n.Reason
	}
	return "the next tick goes on with it"
}
