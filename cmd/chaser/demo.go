package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"time"

	"chaser/bot"
	"chaser/config"
	"chaser/demo"
	"chaser/demo/lookalike"
	"chaser/demo/privatepg"
	"chaser/demo/seed"
	"chaser/kpi"
	"chaser/register"
	"chaser/store"
)

type demoCommand struct {
	Listen string `help:"Where the page is served." default:"127.0.0.1:8090" placeholder:"ADDRESS"`
	Dir    string `help:"Where the demo's data are kept between starts." type:"path" placeholder:"DIR"`
	At     string `help:"When its clock starts the first time, such as 2024-01-02T09:00:00Z, as the collection opens." placeholder:"TIME"`

	WithoutCharts bool `help:"Play a workspace that does not take Slack's charts yet."`
}

// The look-alike and the bot trust each other by these. Both listen on this machine only.
const (
	demoBotToken      = "xoxb-demo"
	demoSigningSecret = "the demo's signing secret"
)

// Run starts everything that a newcomer needs, and stops all of it at Ctrl-C.
func (c demoCommand) Run(ctx context.Context, s streams) error {
	settings, err := s.settings()
	if err != nil {
		return err
	}
	council, faults := register.ReadJSON(bytes.NewReader(seed.Register))
	if len(faults) > 0 {
		return faults
	}
	begins := demo.Begins(settings.Zone)
	if c.At != "" {
		if begins, err = parseAt(c.At); err != nil {
			return badInput{err}
		}
	}
	dsn, stopDatabase, err := c.database(ctx, s, settings)
	if err != nil {
		return err
	}
	clock := demo.NewClock(begins.In(settings.Zone))
	err = c.run(ctx, s, settings, dsn, council, clock)
	return errors.Join(err, stopDatabase())
}

// database is the one that the operator named, or a private one.
func (c demoCommand) database(ctx context.Context, s streams, settings config.Config) (dsn string, stop func() error, err error) {
	if settings.DatabaseURL != "" {
		if err := settings.NeedsDatabase(); err != nil {
			return "", nil, badInput{err}
		}
		return settings.DatabaseURL.Reveal(), func() error { return nil }, nil
	}
	dir := c.Dir
	if dir == "" {
		if dir, err = defaultDemoDir(); err != nil {
			return "", nil, badInput{err}
		}
	}
	_, _ = fmt.Fprintln(s.out, "Starting a private Postgres in", dir, "…")
	server, err := privatepg.Start(ctx, privatepg.Config{Dir: dir})
	if err != nil {
		return "", nil, badInput{err}
	}
	return server.DSN(), server.Stop, nil
}

// defaultDemoDir is a place that outlives a restart and that Postgres's own user can enter. Root's home is not.
func defaultDemoDir() (string, error) {
	if os.Geteuid() == 0 {
		return "/var/lib/chaser-demo", nil
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("there is no place to keep the demo's data (%w); name one with --dir", err)
	}
	return filepath.Join(cache, "chaser-demo"), nil
}

func (c demoCommand) run(ctx context.Context, s streams, settings config.Config, dsn string, council kpi.Register, clock *demo.Clock) error {
	settings.TrailDigest = config.DigestOff // nobody keeps a demo's trail on paper
	st, err := store.Open(ctx, dsn)
	if err != nil {
		return err
	}
	defer func() { _ = st.Close() }()
	if err := prepare(ctx, st, council, clock.Now()); err != nil {
		return err
	}
	latest, err := st.Latest(ctx)
	if err != nil {
		return err
	}
	clock.MoveTo(latest) // a second start goes on where the first ended
	if err := installable(settings.Command); err != nil {
		return err
	}
	page, err := c.listen()
	if err != nil {
		return err
	}
	botListener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		_ = page.Close()
		return err
	}
	log := slog.New(slog.NewTextHandler(s.err, &slog.HandlerOptions{Level: slog.LevelWarn}))
	botAddress := "http://" + botListener.Addr().String()
	calendar := kpi.NewCalendar(council.Closures)
	var without []string
	if c.WithoutCharts {
		without = append(without, lookalike.Charts)
	}
	moved := make(chan chan struct{})
	workspace := lookalike.New(lookalike.Config{
		Clock: clock.Now, TeamName: "Cambridgeshire (demo)",
		People: demo.People(council, settings.Zone.String()), Channels: demo.Channels(council),
		BotToken: demoBotToken, SigningSecret: demoSigningSecret, Command: settings.Command,
		CommandsURL: botAddress + "/slack/commands", InteractionsURL: botAddress + "/slack/interactions",
		EventsURL: botAddress + "/slack/events", WithoutBlocks: without,
		Shortcuts: []lookalike.Shortcut{{CallbackID: bot.ShortcutID, Name: bot.ShortcutName}},
		Title:     "Chaser: a council's figures, in Slack",
		Welcome:   "This is a local look-alike of Slack with a real report in it. The figures for Q3 2023/24 are being collected; the buttons beside the clock, above, move it on to when people are reminded. Be anyone, type " + settings.Command + ", or click an example.",
		Examples:  demo.Examples(settings.Command), Logger: log,
		Moves: demo.Moves(clock, demo.NextWorkingMorning(calendar), demo.NextDue(council.Collections, calendar), func(ctx context.Context) {
			seeThrough(ctx, st, clock, moved)
		}),
	})
	pageAddress := "http://" + page.Addr().String()
	workspace.SetAddress(pageAddress)
	settings.BotToken, settings.SigningSecrets, settings.AppToken = demoBotToken, []config.Secret{demoSigningSecret}, ""
	settings.SlackAPIURL = pageAddress + "/api/"

	pageServer := &http.Server{Handler: workspace.Handler(), ReadHeaderTimeout: 5 * time.Second}
	doors := []func(context.Context) error{
		func(context.Context) error {
			if err := pageServer.Serve(page); !errors.Is(err, http.ErrServerClosed) {
				return err
			}
			return nil
		},
		func(ctx context.Context) error {
			return serve(ctx, settings, st, entrances{slack: openEntrance(botListener, log)}, clock.Now, moved, log)
		},
	}
	_, _ = fmt.Fprintf(s.out, "\nChaser's demo is running. Open  %s\nCtrl-C stops all of it.\n", pageAddress)
	err = holdOpen(ctx, doors, func(ctx context.Context) error {
		workspace.Close()
		return pageServer.Shutdown(ctx)
	})
	_, _ = fmt.Fprintln(s.out, "Stopped. What you posted is kept for the next time.")
	return err
}

// installable checks, as Slack would, that the app can be made from its manifest.
func installable(command string) error {
	manifest, err := bot.Manifest(command, true, "")
	if err != nil {
		return err
	}
	if problems := lookalike.JudgeManifest(manifest); len(problems) > 0 {
		return fmt.Errorf("Slack would not take the app's manifest: %v", problems)
	}
	return nil
}

// listen takes the address that was asked for. If another program has the default address, it takes any free port.
func (c demoCommand) listen() (net.Listener, error) {
	l, err := net.Listen("tcp", c.Listen)
	if err == nil {
		return l, nil
	}
	if c.Listen == "127.0.0.1:8090" {
		return net.Listen("tcp", "127.0.0.1:0")
	}
	return nil, badInput{fmt.Errorf("--listen: %w", err)}
}

// prepare migrates, and loads the seed into a database without a register. A demo's second start finds what was posted
// in the first.
func prepare(ctx context.Context, st *store.Store, council kpi.Register, now time.Time) error {
	if _, err := st.Migrate(ctx); err != nil {
		return err
	}
	held, err := st.Register(ctx)
	if err != nil {
		return err
	}
	if len(held.Indicators) == 0 && len(held.People) == 0 {
		council.Figures = slices.DeleteFunc(slices.Clone(council.Figures), func(f kpi.Figure) bool {
			return kpi.DateOf(now).Before(f.Period.End()) // those of periods that have not ended are still to come
		})
		_, err = st.ImportRegister(ctx, council, now, false)
		return err
	}
	seeded := map[string]bool{}
	for _, i := range council.Indicators {
		seeded[i.Code] = true
	}
	for _, i := range held.Indicators {
		if !seeded[i.Code] {
			return badInput{errors.New("DATABASE_URL names a database with another register than the demo's; unset it and the demo brings its own, or run `chaser serve`")}
		}
	}
	return nil
}
