package jobs

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"chaser/kpi"
	"chaser/store"
	"chaser/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// courier delivers everything at once, unless the test says otherwise. Of each person it knows what the test says.
type courier struct {
	mu      sync.Mutex
	people  map[string]store.SlackPerson
	silent  map[string]error // about whom Slack gives no answer, and why
	meets   func(slackID string)
	says    func(ctx context.Context, n store.Notification) (store.Outcome, bool) // false: it delivers
	works   func(id int64) (wait time.Duration, err error)                        // on files, to be made or read
	blocks  error                                                                 // why Slack does not say which it takes
	asked   []string
	said    []string    // the recipients
	shown   []string    // those whose messages were brought up to date
	worked  []int64     // on these files
	askedOf []time.Time // since when an answer about blocks is enough
}

func (c *courier) Say(ctx context.Context, n store.Notification, _ store.Clocks) store.Outcome {
	if c.says != nil {
		if o, otherwise := c.says(ctx, n); otherwise {
			return o
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.said = append(c.said, n.Recipient)
	return store.Outcome{Verdict: store.Delivered, Channel: "D" + n.Recipient, TS: fmt.Sprint(len(c.said))}
}

func (c *courier) Refresh(_ context.Context, n store.Notification, _ store.Clocks) store.Outcome {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.shown = append(c.shown, n.Recipient)
	return store.Outcome{Verdict: store.Delivered, Channel: n.Channel, TS: n.TS}
}

func (c *courier) Find(context.Context, store.Notification, store.Clocks) store.Outcome {
	return store.Outcome{Verdict: store.Absent}
}

func (c *courier) MakeFiles(_ context.Context, id int64, _ func() store.Clocks, _ store.Patience) (time.Duration, error) {
	return c.workOn(id)
}

func (c *courier) WorkOnFiles(_ context.Context, id int64, _ store.Clocks) (time.Duration, error) {
	return c.workOn(id)
}

func (c *courier) workOn(id int64) (time.Duration, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.worked = append(c.worked, id)
	if c.works == nil {
		return 0, nil
	}
	return c.works(id)
}

func (c *courier) AgeFiles(context.Context, store.Clocks) error { return nil }

func (c *courier) AskBlocks(_ context.Context, since time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.askedOf = append(c.askedOf, since)
	return c.blocks
}

func (c *courier) SlackPerson(_ context.Context, slackID string, _ time.Time) (store.SlackPerson, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asked = append(c.asked, slackID)
	if c.meets != nil {
		c.meets(slackID)
	}
	if err := c.silent[slackID]; err != nil {
		return store.SlackPerson{}, err
	}
	p := c.people[slackID]
	p.SlackID = slackID
	return p, nil
}

// county is a council at work: three service leads, their manager and the performance team, on the morning on which a
// collection opens.
type county struct {
	testing.TB
	*Scheduler
	courier *courier
	now     time.Time
	machine time.Time
	dsn     string
}

const leads = "U0ANN U0BOB U0CAT"

// migrated is a database with its schema and nothing in it.
var migrated = storetest.Template{Fill: func(t testing.TB, dsn string) {
	s, err := store.Open(t.Context(), dsn)
	must(t, err)
	_, err = s.Migrate(t.Context())
	must(t, err)
	must(t, s.Close())
}}

func newCounty(t testing.TB) *county {
	t.Helper()
	return newCountyOf(t, leads)
}

// newCountyOf is a county with these service leads.
func newCountyOf(t testing.TB, leads string) *county {
	t.Helper()
	zone, err := time.LoadLocation("Europe/London")
	must(t, err)
	c := &county{TB: t, dsn: migrated.DSN(t), machine: time.Now(), courier: &courier{people: map[string]store.SlackPerson{}, silent: map[string]error{}}}
	c.now = time.Date(2024, 1, 2, 9, 0, 0, 0, zone)
	s, err := store.Open(t.Context(), c.dsn)
	must(t, err)
	t.Cleanup(func() { _ = s.Close() })
	const committee = "Place"
	r := kpi.Register{
		Committees:  []kpi.Committee{{Name: committee, Channel: "C0PLACE"}},
		Collections: []kpi.Collection{{Period: kpi.Quarter(2023, 3), Opens: kpi.Date{Year: 2024, Month: 1, Day: 2}, Due: kpi.Date{Year: 2024, Month: 1, Day: 19}}},
		People:      []kpi.Person{{SlackID: "U0PERF", Name: "Performance team", Roles: []kpi.Role{kpi.Admin}}, {SlackID: "U0MGR", Name: "Manager", Roles: []kpi.Role{kpi.Manager}}},
	}
	for lead := range strings.FieldsSeq(leads) {
		r.People = append(r.People, kpi.Person{SlackID: lead, Name: lead, Roles: []kpi.Role{kpi.Member}, Manager: "U0MGR"})
		r.Indicators = append(r.Indicators, kpi.Indicator{
			Code: lead[2:], Title: "Figure of " + lead, Committee: committee, Service: "Services", Unit: kpi.Count, Kind: kpi.Contextual, Direction: kpi.None,
			Frequency: kpi.Quarterly, Compare: kpi.WithPrevious, Owner: lead,
		})
	}
	_, err = s.ImportRegister(t.Context(), r, c.now.AddDate(0, 0, -10), false)
	must(t, err)
	c.Scheduler = New(Config{
		Store: s, Courier: c.courier, Now: func() time.Time { return c.now }, Machine: func() time.Time { return c.machine }, Zone: zone,
		Log: slog.New(slog.DiscardHandler), Poll: 20 * time.Millisecond,
		Patience: store.Patience{Call: time.Minute, Held: time.Second, Retry: time.Millisecond},
		Wait: func(_ context.Context, d time.Duration) error {
			c.machine = c.machine.Add(d)
			return nil
		},
	})
	return c
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// planned is every planned message, by recipient and kind.
func (c *county) planned() []string {
	c.Helper()
	all, err := c.Store.NotificationsSince(c.Context(), time.Time{})
	must(c, err)
	var planned []string
	for _, n := range all {
		planned = append(planned, n.Recipient+" "+string(n.Kind))
	}
	slices.Sort(planned)
	return planned
}

func (c *county) has(want ...string) {
	c.Helper()
	if got := c.planned(); !slices.Equal(got, want) {
		c.Errorf("at %s: %q, want %q", c.now.Format("15:04"), got, want)
	}
}

// steps are the two ways to run the schedule. Both must lead to the same.
var steps = map[string]func(context.Context, *county) error{
	"tick": func(ctx context.Context, c *county) error { return c.Scheduler.tick(ctx) },
	"once": func(ctx context.Context, c *county) error {
		_, err := c.Once(ctx)
		return err
	},
}

// Slack gives no answer about one person. Everybody else is reminded, and this one two hours later, by what was known.
func TestSlackDoesNotSayWhoSomebodyIs(t *testing.T) {
	t.Parallel()
	for name, step := range steps {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCounty(t)
			c.courier.silent["U0BOB"] = errors.New("users.info: internal_error")
			must(t, step(t.Context(), c))
			c.has("U0ANN collection-opens", "U0CAT collection-opens", "U0PERF progress")
			c.now = c.now.Add(119 * time.Minute)
			must(t, step(t.Context(), c))
			c.has("U0ANN collection-opens", "U0CAT collection-opens", "U0PERF progress")
			c.now = c.now.Add(time.Minute)
			must(t, step(t.Context(), c))
			c.has("U0ANN collection-opens", "U0BOB collection-opens", "U0CAT collection-opens", "U0PERF progress")
		})
	}
}

// Slack limits the questions. No process asks about anybody else until it may. Those asked about are reminded
// meanwhile.
func TestSlackLimitsTheQuestions(t *testing.T) {
	t.Parallel()
	for name, step := range steps {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCounty(t)
			for lead := range strings.FieldsSeq(leads) {
				c.courier.silent[lead] = store.SlackBusy{For: 10 * time.Minute}
			}
			must(t, step(t.Context(), c))
			first := len(c.courier.asked)
			if first == 0 || first > askAtOnce {
				t.Errorf("%d questions, though the first was limited", first)
			}
			c.courier.silent = nil
			c.machine = c.machine.Add(8 * time.Minute) // and Once waits for a minute and a half at most
			must(t, step(t.Context(), c))
			if again := len(c.courier.asked) - first; again != 0 {
				t.Errorf("%d questions while Slack wants to be left alone", again)
			}
			c.machine = c.machine.Add(2 * time.Minute)
			must(t, step(t.Context(), c))
			c.has("U0ANN collection-opens", "U0BOB collection-opens", "U0CAT collection-opens", "U0PERF progress")
		})
	}
}

// If a manager's account is deactivated, their rung goes to the performance team on the same day.
func TestARungWhoseManagerIsGone(t *testing.T) {
	t.Parallel()
	for name, step := range steps {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCounty(t)
			c.now = c.now.AddDate(0, 0, 22) // three working days after the figures were due
			c.courier.people["U0MGR"] = store.SlackPerson{Deactivated: true}
			must(t, step(t.Context(), c))
			c.has("U0ANN overdue", "U0BOB overdue", "U0CAT overdue", "U0PERF account-gone", "U0PERF late-list")
			must(t, step(t.Context(), c))
			c.has("U0ANN overdue", "U0BOB overdue", "U0CAT overdue", "U0PERF account-gone", "U0PERF late-list")
		})
	}
}

// A publication that fails holds up nobody's reminder, and is reported.
func TestPublishingFailsAndPeopleAreReminded(t *testing.T) {
	t.Parallel()
	for name, step := range steps {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCounty(t)
			db, err := sql.Open("postgres", c.dsn)
			must(t, err)
			defer func() { _ = db.Close() }()
			_, err = db.ExecContext(t.Context(), `
				INSERT INTO collections (period, opens, due, publishes) VALUES ('2023-24Q2', '2023-10-02', '2023-10-20', '2024-01-02');
				ALTER TABLE stopped_set_days RENAME TO mislaid`)
			must(t, err)
			if err := step(t.Context(), c); err == nil || !strings.Contains(err.Error(), "stopped_set_days") {
				t.Errorf("it says %v", err)
			}
			c.has("U0ANN collection-opens", "U0BOB collection-opens", "U0CAT collection-opens", "U0PERF progress")
		})
	}
}

// A message that waits for its channel's pace is left when the context ends.
func TestAWaitForTheChannelEndsWithTheContext(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	at := c.clocks()
	_, err := c.Store.PlanNoticesInHand(t.Context(), at)
	must(t, err)
	theirs, err := c.Store.Unfinished(t.Context(), at.Now)
	must(t, err)
	theirs = theirs[:1]
	const left = 50 * time.Millisecond
	theirs[0].NotBefore = c.machine.Add(left)
	c.Patience.Pace = time.Second
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	c.Wait = func(ctx context.Context, _ time.Duration) error {
		stop()
		return ctx.Err()
	}
	if wait := c.deliverInTurn(ctx, theirs); wait != left || len(c.courier.said) > 0 {
		t.Errorf("said to %q, and %s are left, want nothing said and %s left", c.courier.said, wait, left)
	}
}

// If a message's job was lost with its process, a running schedule takes the message up.
func TestALostJobIsTakenUp(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	at := c.clocks()
	at.Machine = at.Machine.Add(-time.Minute)
	planned, err := c.Store.PlanNoticesInHand(t.Context(), at) // this makes no jobs
	must(t, err)
	if len(planned) != 4 {
		t.Fatalf("%d messages are planned", len(planned))
	}
	said := make(chan string, len(planned))
	c.Ended = func(n store.Notification, s store.DeliveryEnd) { said <- n.Recipient + " " + string(s.State) }
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- c.Run(ctx) }()
	for range planned {
		select {
		case one := <-said:
			if !strings.HasSuffix(one, string(store.Sent)) {
				t.Error(one)
			}
		case <-time.After(time.Minute):
			t.Fatal("what was lost is not taken up")
		}
	}
	stop()
	must(t, <-ended)
}
