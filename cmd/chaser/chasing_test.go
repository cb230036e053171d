package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chaser/bot"
	"chaser/config"
	"chaser/demo"
	"chaser/demo/lookalike"
	"chaser/demo/seed"
	"chaser/internal/thorough"
	"chaser/jobs"
	"chaser/kpi"
	"chaser/register"
	"chaser/store"
	"chaser/store/storetest"
)

// chasing is a council whose schedule runs against a Slack look-alike, by a clock that the test moves.
type chasing struct {
	testing.TB
	store *store.Store
	slack *lookalike.Workspace
	jobs  *jobs.Scheduler
	clock *handClock
	zone  *time.Location
	dsn   string
	api   string
	away  atomic.Bool // Slack is
	app   *httptest.Server

	firstPoint int // where the first process of the first round dies; negative: it is not drawn yet
}

// handClock stands still until it is moved.
type handClock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *handClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *handClock) set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = t
}

// hurried makes a test's waits short; the machine's clock is the real one.
var hurried = store.Patience{
	Call: 2 * time.Second, Linger: 40 * time.Millisecond, Again: 20 * time.Millisecond, Held: 50 * time.Millisecond,
	Pace: time.Millisecond, Retry: 5 * time.Millisecond, Lease: 2 * time.Second,
}

func seedCouncil(t testing.TB) kpi.Register {
	t.Helper()
	r, faults := register.ReadJSON(bytes.NewReader(seed.Register))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	return r
}

// migrated is a database with its schema and nothing in it.
var migrated = storetest.Template{Fill: func(t testing.TB, dsn string) {
	s, err := store.Open(t.Context(), dsn)
	check(t, err)
	_, err = s.Migrate(t.Context())
	check(t, err)
	if leastRole() {
		_, _, err = s.GrantAppRole(t.Context(), store.AppRole{Name: appRole, Password: appRole})
		check(t, err)
	}
	check(t, s.Close())
}}

// appRole is who the council's bot is to the database, as `chaser serve` should be: whatever a story does, it does with
// the rights of the role that may not change what is append-only.
const appRole = "chaser_app"

// leastRole reports whether the tests' server is ours. Roles belong to the whole server, so none is made on another.
func leastRole() bool { return os.Getenv("CHASER_TEST_DATABASE_URL") == "" }

func asAppRole(t testing.TB, dsn string) string {
	t.Helper()
	if !leastRole() {
		return dsn
	}
	u, err := url.Parse(dsn)
	check(t, err)
	u.User = url.UserPassword(appRole, appRole)
	return u.String()
}

// newChasing is the register at work, the clock at the instant.
func newChasing(t testing.TB, r kpi.Register, now string, change ...func(*lookalike.Config, *jobs.Config)) *chasing {
	t.Helper()
	zone, err := time.LoadLocation("Europe/London")
	check(t, err)
	c := &chasing{TB: t, zone: zone, clock: &handClock{}, dsn: migrated.DSN(t), firstPoint: -1}
	c.at(now)
	c.store, err = store.Open(t.Context(), asAppRole(t, c.dsn))
	check(t, err)
	t.Cleanup(func() { _ = c.store.Close() })
	_, err = c.store.ImportRegister(t.Context(), r, c.clock.Now(), false)
	check(t, err)

	app := httptest.NewUnstartedServer(nil)
	address := "http://" + app.Listener.Addr().String()
	config := lookalike.Config{
		Clock: c.clock.Now, TeamName: "Council", People: demo.People(r, "Europe/London"), Channels: demo.Channels(r),
		BotToken: "xoxb-test", SigningSecret: "secret", Logger: slog.New(slog.DiscardHandler), Scopes: bot.Scopes(),
		CommandsURL: address + "/slack/commands", InteractionsURL: address + "/slack/interactions",
		EventsURL: address + "/slack/events",
	}
	schedule := jobs.Config{
		Store: c.store, Now: c.clock.Now, Machine: time.Now, Zone: zone, Log: slog.New(slog.DiscardHandler), Patience: hurried,
		Poll: 20 * time.Millisecond,
	}
	for _, apply := range change {
		apply(&config, &schedule)
	}
	c.slack = lookalike.New(config)
	handler := c.slack.Handler()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if c.away.Load() {
			panic(http.ErrAbortHandler)
		}
		handler.ServeHTTP(w, r)
	}))
	server.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	t.Cleanup(server.Close)
	t.Cleanup(c.slack.Close)
	c.slack.SetAddress(server.URL)
	c.api = server.URL + "/api/"
	b, err := newBot(c.settings(), c.store, c.clock.Now, slog.New(slog.DiscardHandler))
	check(t, err)
	app.Config.Handler = b.Handler("secret")
	app.Start()
	t.Cleanup(app.Close)
	c.app = app
	schedule.Courier = b
	c.jobs = jobs.New(schedule)
	return c
}

func (c *chasing) settings() config.Config {
	settings, err := config.Load(map[string]string{"SLACK_BOT_TOKEN": "xoxb-test", "SLACK_API_URL": c.api, "CHASER_TRAIL_DIGEST": "off"})
	check(c.TB, err)
	return settings
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// at moves the clock to an instant of London's.
func (c *chasing) at(text string) {
	c.Helper()
	now, err := time.ParseInLocation("2006-01-02 15:04", text, c.zone)
	check(c.TB, err)
	c.clock.set(now)
}

// tick does what is owed now, all of it.
func (c *chasing) tick() {
	c.Helper()
	left, err := c.jobs.Once(context.Background())
	check(c.TB, err)
	for _, n := range left {
		c.Fatalf("%s: the message to %s is left: %+v", c.clock.Now(), n.Recipient, n)
	}
}

// said is what was posted anywhere in Slack, by the key in each message's metadata.
func (c *chasing) said() map[string][]lookalike.Post {
	said := map[string][]lookalike.Post{}
	for _, m := range c.slack.Posts() {
		var about struct {
			Payload struct {
				Key string `json:"key"`
			} `json:"event_payload"`
		}
		if len(m.Metadata) > 0 {
			check(c.TB, json.Unmarshal(m.Metadata, &about))
		}
		said[about.Payload.Key] = append(said[about.Payload.Key], m)
	}
	return said
}

// planned is every notification that was ever made.
func (c *chasing) planned() []store.Notification {
	c.Helper()
	all, err := c.store.NotificationsSince(context.Background(), time.Time{})
	check(c.TB, err)
	return all
}

// seenOnce checks invariant 2 at the end: what was sent is in Slack once, what was withdrawn is not there, and nothing
// is in Slack that was not planned.
func (c *chasing) seenOnce() {
	c.Helper()
	said := c.said()
	shared := 0
	for _, m := range c.slack.Shared() {
		if m.User == lookalike.DefaultBot {
			shared++
		}
	}
	for _, n := range c.planned() {
		seen := len(said[n.Token])
		if n.Kind == kpi.NewsFiles { // Slack takes no metadata with files
			seen = 0
			for _, m := range c.slack.Messages(c.slack.DirectMessage(n.Recipient), n.Recipient) {
				if m.TS == n.TS && len(m.Files) > 0 {
					seen++
				}
			}
			shared -= seen
		}
		delete(said, n.Token)
		switch {
		case n.State == store.Sent && seen != 1:
			c.Errorf("the message to %s of %s was seen %d times", n.Recipient, n.Day, seen)
		case n.State == store.Withdrawn && seen != 0:
			c.Errorf("the message to %s of %s was withdrawn and yet seen", n.Recipient, n.Day)
		case n.State != store.Sent && n.State != store.Withdrawn:
			c.Errorf("the message to %s of %s is %s: %s", n.Recipient, n.Day, n.State, n.Reason)
		}
	}
	if shared != 0 {
		c.Errorf("%d messages with files were seen more than were planned", shared)
	}
	for key := range said {
		c.Errorf("a message with the key %q was never planned", key)
	}
	if entries, broken, err := c.store.VerifyAudit(context.Background()); err != nil || broken != nil {
		c.Errorf("the audit trail of %d entries: %v %v", entries, broken, err)
	}
}

// acts records an action of the libraries' lead on LIB1, and posts a Red figure that has none on TRS2.
func (c *chasing) acts() {
	c.Helper()
	r := store.ActionRequest{RequestID: "action", By: "U0LIB", Now: c.clock.Now().AddDate(0, 0, -20), Today: kpi.Date{Year: 2023, Month: 12, Day: 12}}
	_, err := c.store.RaiseAction(c.Context(), r, "LIB1", kpi.Undertaking{Text: "Open late on Fridays", Due: kpi.Date{Year: 2024, Month: 2, Day: 14}})
	check(c.TB, err)
	today := kpi.DateOf(c.clock.Now())
	for code, post := range map[string]struct{ owner, figure string }{"TRS2": {"U0TRADING", "20%"}, "LIB1": {"U0LIB", "80,000"}} {
		value, err := kpi.ParseTyped(post.figure)
		check(c.TB, err)
		posted, err := c.store.PostFigure(c.Context(), store.Post{RequestID: "figure " + code, By: post.owner, Code: code, Posting: kpi.Posting{Typed: &value}, Now: c.clock.Now(), Today: today})
		check(c.TB, err)
		if posted.Card.Figure.Rating != kpi.Red || posted.Card.LacksActions() != (code == "TRS2") {
			c.Fatalf("%s is %s, and lacks actions: %t", code, posted.Card.Figure.Rating, posted.Card.LacksActions())
		}
	}
}

// duties are what a message's items ask.
func duties(items []kpi.Item) (all string) {
	for _, i := range items {
		all += fmt.Sprint(i.Duty, " ", i.Indicator, " ", i.Period, " ", i.Action, ";")
	}
	return all
}

// What is rehearsed is what is sent, message for message, if nobody posts; an action and a Red figure without one are
// chased along with the rest.
func TestARehearsalIsWhatHappens(t *testing.T) {
	t.Parallel()
	c := newChasing(t, seedCouncil(t), "2024-01-02 08:00")
	c.acts()
	from, to := kpi.Date{Year: 2024, Month: 1, Day: 1}, kpi.Date{Year: 2024, Month: 3, Day: 15}
	chase, err := c.jobs.Foresee(t.Context())
	check(t, err)
	var want []string
	for _, r := range chase.Rehearse(from, to) {
		want = append(want, fmt.Sprint(r.At.UTC(), r.Recipient, r.Kind(), r.Codes(), duties(r.Items)))
	}
	for _, duty := range []kpi.Duty{kpi.DutyAct, kpi.DutyReview, kpi.DutyUndone, kpi.DutyAnswerRed, kpi.DutyUnanswered} {
		if !strings.Contains(fmt.Sprint(want), string(duty)+" ") {
			t.Errorf("nobody is rehearsed to hear of the duty %q", duty)
		}
	}
	if len(want) < 50 {
		t.Fatalf("the rehearsal has %d messages, too few for a quarter", len(want))
	}
	every := thorough.Plays(2, 1)
	for day := from; !to.Before(day); day = day.AddDays(1) {
		for n, hour := range []int{7, 9, 12, 18} {
			if n%every != every-1 {
				continue
			}
			c.clock.set(day.At(hour, c.zone))
			c.tick()
		}
	}
	var got []string
	for _, n := range c.planned() {
		if n.Kind == kpi.NewsRed { // of what acts has posted, and no schedule knows
			continue
		}
		got = append(got, fmt.Sprint(n.From.UTC(), n.Recipient, n.Kind, kpi.Notice{Items: n.Items}.Codes(), duties(n.Items)))
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(want, got) {
		t.Errorf("rehearsed %d messages and sent %d\nrehearsed %s\nsent      %s", len(want), len(got), want, got)
	}
	c.seenOnce()
}

// A council that only ever ticks has nobody who works the queue, or clears it.
func TestATickLeavesNoJobsBehind(t *testing.T) {
	t.Parallel()
	c := newChasing(t, seedCouncil(t), "2024-01-02 10:00")
	c.tick()
	c.at("2024-01-03 10:00") // the boards are brought up to date
	c.tick()
	if len(c.said()) == 0 {
		t.Fatal("nothing was said")
	}
	db, err := sql.Open("postgres", c.dsn)
	check(t, err)
	defer func() { _ = db.Close() }()
	var left int
	check(t, db.QueryRowContext(t.Context(), `SELECT count(*) FROM river_job`).Scan(&left))
	if left > 0 {
		t.Errorf("%d jobs are left", left)
	}
	c.seenOnce()
}
