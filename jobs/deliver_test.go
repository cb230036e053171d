package jobs

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/riverqueue/river"
	"github.com/shopspring/decimal"

	"chaser/kpi"
	"chaser/store"
)

// waits are the county's planned messages that are not said yet; of those to one person where one is named.
func (c *county) waits(who ...string) []store.Notification {
	c.Helper()
	all, err := c.Store.Unfinished(c.Context(), c.now)
	must(c, err)
	return slices.DeleteFunc(all, func(n store.Notification) bool { return len(who) > 0 && !slices.Contains(who, n.Recipient) })
}

// plans plans what is owed without saying it.
func (c *county) plans() {
	c.Helper()
	_, err := c.Store.PlanNoticesInHand(c.Context(), c.clocks())
	must(c, err)
}

// is how far a notification has come.
func (c *county) is(id int64) store.Notification {
	c.Helper()
	all, err := c.Store.Notifications(c.Context(), id)
	must(c, err)
	return all[0]
}

// works has the queue's worker deliver a notification, and is for how long its job is put off.
func (c *county) works(ctx context.Context, id int64) (wait time.Duration, err error) {
	return snoozed((&deliverer{scheduler: c.Scheduler}).Work(ctx, &river.Job[store.DeliverJob]{Args: store.DeliverJob{Notification: id}}))
}

func snoozed(err error) (time.Duration, error) {
	var snooze *river.JobSnoozeError
	if errors.As(err, &snooze) {
		return snooze.Duration, nil
	}
	return 0, err
}

// A call to Slack must be over by the instant up to which others take it to be under way. A process that was stopped
// for longer makes no call when it goes on.
func TestACallEndsInTime(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	c.plans()
	c.courier.says = func(ctx context.Context, n store.Notification) (store.Outcome, bool) {
		if until, ends := ctx.Deadline(); !ends || !until.Equal(c.machine.Add(c.Patience.Call)) {
			t.Errorf("the call for %s may last until %s (%t), want until %s", n.Recipient, until, ends, c.machine.Add(c.Patience.Call))
		}
		return store.Outcome{}, false
	}
	in := c.waits("U0ANN")[0]
	if wait, err := c.works(t.Context(), in.ID); wait != 0 || err != nil {
		t.Fatal(wait, err)
	}
	if got := c.is(in.ID); got.State != store.Sent || got.Channel != "DU0ANN" {
		t.Errorf("it is %s in %s", got.State, got.Channel)
	}

	stopped := newCounty(t)
	stopped.Patience.Linger = 3 * time.Second
	stopped.machine = stopped.machine.Add(-stopped.Patience.Call - time.Second)
	stopped.plans()
	over := false
	stopped.courier.says = func(ctx context.Context, _ store.Notification) (store.Outcome, bool) {
		over = ctx.Err() != nil
		return store.Outcome{Verdict: store.Unknown, Reason: "it never left"}, true
	}
	late := stopped.waits("U0ANN")[0]
	if wait, err := stopped.works(t.Context(), late.ID); wait != stopped.Patience.Linger || err != nil {
		t.Errorf("it is looked for in %s (%v), want in %s", wait, err, stopped.Patience.Linger)
	}
	if !over {
		t.Error("a process that was stopped for longer than a call may take calls Slack when it goes on")
	}
}

// What became of a call is recorded even if the program is told to end while the call is under way.
func TestWhatBecameOfACallIsRecordedAtTheEnd(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	c.plans()
	ctx, stop := context.WithCancel(t.Context())
	c.courier.says = func(context.Context, store.Notification) (store.Outcome, bool) {
		stop()
		return store.Outcome{}, false
	}
	var points []string
	c.Reached = func(point string) { points = append(points, point) }
	n := c.waits("U0BOB")[0]
	if _, err := c.works(ctx, n.ID); err != nil {
		t.Error(err)
	}
	if got := c.is(n.ID).State; got != store.Sent {
		t.Errorf("it is %s", got)
	}
	if !slices.Equal(points, Points) {
		t.Errorf("it came by %q, want %q", points, Points)
	}
}

// A message that cannot go on is put off for as long as it must wait, and is said then.
func TestAMessageThatMustWaitIsPutOff(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]store.Outcome{
		"Slack limits":   {Verdict: store.Limited, RetryAfter: 7 * time.Second},
		"Slack is away":  {Verdict: store.Undelivered, Reason: "no route"},
		"nobody knows":   {Verdict: store.Unknown, Reason: "no answer"},
		"it is shut":     {Verdict: store.Shut, Hold: store.Hold{Cause: "restricted", Untold: true}, Reason: "restricted_action"},
		"Slack says yes": {},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCounty(t)
			c.Patience.Linger, c.Patience.Retry = 3*time.Second, 2*time.Second
			c.plans()
			said := 0
			c.courier.says = func(context.Context, store.Notification) (store.Outcome, bool) {
				said++
				return o, name != "Slack says yes" && said == 1
			}
			n := c.waits("U0CAT")[0]
			wait, err := c.works(t.Context(), n.ID)
			must(t, err)
			left := c.is(n.ID).NotBefore.Sub(c.machine).Round(time.Millisecond)
			if name == "Slack says yes" {
				left = 0
			}
			if wait.Round(time.Millisecond) != left {
				t.Errorf("its job is put off for %s, and it waits for %s", wait, left)
			}
			if name == "Slack limits" && wait != o.RetryAfter {
				t.Errorf("Slack wants %s and gets %s", o.RetryAfter, wait)
			}
			for range 4 {
				c.machine = c.machine.Add(wait)
				if wait, err = c.works(t.Context(), n.ID); err != nil {
					t.Fatal(err)
				}
			}
			if got := c.is(n.ID).State; got != store.Sent {
				t.Errorf("it is %s in the end", got)
			}
			if again, err := c.works(t.Context(), n.ID); again != 0 || err != nil || len(c.courier.said) != 1 {
				t.Errorf("once said, it waits for %s (%v), and was said %d times", again, err, len(c.courier.said))
			}
		})
	}
}

// Whoever is found to have left is not written to, and who is asked instead hears of it.
func TestNobodyWritesToAnAccountThatIsGone(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	c.plans()
	c.courier.people["U0ANN"] = store.SlackPerson{Deactivated: true}
	ended := map[string]store.NotificationState{}
	c.Ended = func(n store.Notification, s store.DeliveryEnd) { ended[n.Recipient] = s.State }
	n := c.waits("U0ANN")[0]
	if _, err := c.works(t.Context(), n.ID); err != nil {
		t.Fatal(err)
	}
	if got := c.is(n.ID); got.State == store.Sent || len(c.courier.said) > 0 || ended["U0ANN"] == store.Sent || ended["U0ANN"] == "" {
		t.Errorf("it is %s (told of as %q), and %q were written to", got.State, ended["U0ANN"], c.courier.said)
	}
}

// While Slack is asked about a message's reader, another process says the message, and its figure comes in. That the
// account turns out to be deactivated does not keep the message from being brought up to date.
func TestAMessageIsSaidWhileItsReaderIsAskedAbout(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	c.plans()
	n := c.waits("U0ANN")[0]
	c.courier.people["U0ANN"] = store.SlackPerson{Deactivated: true}
	c.courier.meets = func(string) {
		c.courier.meets = nil
		d, err := c.Store.BeginDelivery(t.Context(), n.ID, c.clocks(), c.Patience)
		must(t, err)
		_, err = c.Store.EndDelivery(t.Context(), d, store.Outcome{Verdict: store.Delivered, Channel: "DU0ANN", TS: "1"}, c.clocks(), c.Patience)
		must(t, err)
		typed, err := kpi.ParseTyped("12")
		must(t, err)
		_, err = c.Store.PostFigure(t.Context(), store.Post{RequestID: "R", By: "U0PERF", Code: "ANN", Posting: kpi.Posting{Typed: &typed}, Now: c.now, Today: kpi.DateOf(c.now)})
		must(t, err)
	}
	if _, err := c.works(t.Context(), n.ID); err != nil {
		t.Fatal(err)
	}
	if got := c.is(n.ID); got.State != store.Sent || !slices.Equal(c.courier.shown, []string{"U0ANN"}) || len(c.courier.said) > 0 {
		t.Errorf("it is %s; %q were brought up to date and %q said", got.State, c.courier.shown, c.courier.said)
	}
}

// A message that is no longer true is given up, and whoever watches hears of it. One that is not there is no error.
func TestAMessageThatIsNoLongerTrue(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	c.plans()
	n := c.waits("U0BOB")[0]
	var ended []store.NotificationState
	c.Ended = func(_ store.Notification, s store.DeliveryEnd) { ended = append(ended, s.State) }
	c.now = c.now.Add(9 * time.Hour)
	if wait, err := c.works(t.Context(), n.ID); wait != 0 || err != nil {
		t.Fatal(wait, err)
	}
	if got := c.is(n.ID).State; got != store.Withdrawn || !slices.Equal(ended, []store.NotificationState{store.Withdrawn}) || len(c.courier.said) > 0 {
		t.Errorf("it is %s, told of as %q, and %q were written to", got, ended, c.courier.said)
	}
	if wait, err := c.works(t.Context(), 1<<40); wait != 0 || err != nil {
		t.Errorf("of one that is not there: %s, %v", wait, err)
	}
}

// News whose reader turns out to have left is not said to them. Who acts in their place hears of it.
func TestNewsForSomebodyWhoHasLeft(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	target := decimal.NewFromInt(100)
	_, err := c.Store.ImportRegister(t.Context(), kpi.Register{Indicators: []kpi.Indicator{{
		Code: "RED", Title: "Visits", Committee: "Place", Service: "Services", Unit: kpi.Count, Kind: kpi.Target, Target: &target, Direction: kpi.Up,
		Frequency: kpi.Quarterly, Compare: kpi.WithPrevious, Owner: "U0ANN", Manager: "U0MGR",
	}}}, c.now, false)
	must(t, err)
	typed, err := kpi.ParseTyped("72")
	must(t, err)
	_, err = c.Store.PostFigure(t.Context(), store.Post{
		RequestID: "R", By: "U0ANN", Code: "RED", Posting: kpi.Posting{Typed: &typed, Words: "Closed"}, Now: c.now, Today: kpi.DateOf(c.now), Zone: c.Zone,
	})
	must(t, err)
	c.courier.people["U0MGR"] = store.SlackPerson{Deactivated: true}
	alerts := c.waits("U0MGR")
	if len(alerts) != 1 || alerts[0].Kind != kpi.NewsRed {
		t.Fatalf("the manager is to hear %v", alerts)
	}
	if _, err := c.works(t.Context(), alerts[0].ID); err != nil {
		t.Fatal(err)
	}
	if got := c.is(alerts[0].ID).State; got == store.Sent || slices.Contains(c.courier.said, "U0MGR") {
		t.Errorf("the alert to an account that is gone is %s, and %q were written to", got, c.courier.said)
	}
	passed := c.waits("U0PERF")
	if !slices.ContainsFunc(passed, func(n store.Notification) bool { return n.Kind == kpi.NewsRed }) {
		t.Errorf("the performance team is to hear %v, and not of the Red", passed)
	}
}
