package jobs

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"chaser/kpi"
	"chaser/store"
)

// many are the Slack ids of n service leads.
func many(n int) string {
	var all []string
	for i := range n {
		all = append(all, fmt.Sprintf("U0L%03d", i))
	}
	return strings.Join(all, " ")
}

// While Slack answers nothing, a tick stops asking after a few people, and plans for those whom it knows.
func TestSlackAnswersNothing(t *testing.T) {
	t.Parallel()
	c := newCountyOf(t, many(30))
	for lead := range strings.FieldsSeq(many(30)) {
		c.courier.silent[lead] = errors.New("users.info: no answer")
	}
	must(t, c.tick(t.Context()))
	// Beside those under way, one more may have been next when the last of them failed.
	if n := len(c.courier.asked); n < failuresInRow || n > failuresInRow+askAtOnce {
		t.Errorf("%d people were asked about, want %d and those under way", n, failuresInRow)
	}
	// Two hours later what was known decides.
	c.now, c.machine = c.now.Add(kpi.AskFor), c.machine.Add(kpi.AskFor)
	must(t, c.tick(t.Context()))
	if got := len(c.planned()); got != 31 {
		t.Errorf("%d messages are planned, want one for each of 30 and for the performance team", got)
	}
}

// A round of asking uses up no more of a minute's questions than it may: what is to be said at once can ask too.
func TestARoundLeavesQuestionsToNews(t *testing.T) {
	t.Parallel()
	c := newCountyOf(t, many(100))
	must(t, c.tick(t.Context()))
	if n := len(c.courier.asked); n != roundAMinute {
		t.Fatalf("a round asked about %d people in a minute, want %d", n, roundAMinute)
	}
	c.plans() // of the others too
	asked := map[string]bool{}
	for _, id := range c.courier.asked {
		asked[id] = true
	}
	for _, n := range c.waits() {
		if asked[n.Recipient] {
			continue
		}
		if _, err := c.works(t.Context(), n.ID); err != nil {
			t.Fatal(err)
		}
		if last := c.courier.asked[len(c.courier.asked)-1]; last != n.Recipient {
			t.Errorf("%s is written to and nobody asked about them", n.Recipient)
		}
		break
	}
	if n := len(c.courier.asked); n != roundAMinute+1 {
		t.Errorf("%d people were asked about in the end", n)
	}
}

// If Slack limits one process, no other asks until it may.
func TestTheOtherProcessesAreTold(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	for lead := range strings.FieldsSeq(leads) {
		c.courier.silent[lead] = store.SlackBusy{For: 10 * time.Minute}
	}
	must(t, c.tick(t.Context()))
	here := c.courier
	other := &courier{people: map[string]store.SlackPerson{}}
	c.Courier = other
	c.machine = c.machine.Add(9 * time.Minute)
	must(t, c.tick(t.Context()))
	if len(here.asked) == 0 || len(other.asked) > 0 {
		t.Errorf("one process asked %d times, and the other %d times though Slack wants to be left alone", len(here.asked), len(other.asked))
	}
	c.machine = c.machine.Add(time.Minute)
	must(t, c.tick(t.Context()))
	if len(other.asked) == 0 {
		t.Error("it does not ask when it may again")
	}
}

// News waits for Slack to say whether its reader is away, but only for a few minutes, whatever Slack wants.
func TestNewsWaitsForAFewMinutesOnly(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	must(t, c.Store.RecordSlackPeople(t.Context(), c.clocks(), store.SlackPerson{SlackID: "U0MGR", Deactivated: true}))
	news := c.waits("U0PERF")
	if len(news) != 1 || news[0].Kind != kpi.NewsGone {
		t.Fatalf("the performance team is to hear %v", news)
	}
	c.courier.silent["U0PERF"] = store.SlackBusy{For: time.Hour}
	left := news[0].From.Add(kpi.AskForNews).Sub(c.now)
	if wait, err := c.works(t.Context(), news[0].ID); err != nil || wait != left || len(c.courier.said) > 0 {
		t.Errorf("it waits for %s (%v), want %s; %q were written to", wait, err, left, c.courier.said)
	}
	c.now, c.machine = c.now.Add(left), c.machine.Add(left)
	if _, err := c.works(t.Context(), news[0].ID); err != nil || len(c.courier.said) != 1 {
		t.Errorf("after that %q are written to (%v)", c.courier.said, err)
	}
}

// A rehearsal asks about as many people as Slack's rate allows, and works with what was known of the others.
func TestForesee(t *testing.T) {
	t.Parallel()
	c := newCountyOf(t, many(100))
	for lead := range strings.FieldsSeq(many(100)) {
		c.courier.people[lead] = store.SlackPerson{Zone: "Asia/Tokyo"}
	}
	c.courier.silent["U0L003"] = errors.New("users.info: internal_error")
	chase, err := c.Foresee(t.Context())
	must(t, err)
	zones := 0
	for _, who := range chase.People {
		if who.Zone == "Asia/Tokyo" {
			zones++
		}
		if who.SlackID == "U0L003" && who.Zone != "" {
			t.Errorf("of whom Slack says nothing it is said that they are in %s", who.Zone)
		}
	}
	if n := len(c.courier.asked); n != roundAMinute {
		t.Errorf("%d people were asked about", n)
	}
	if zones < roundAMinute-4 || zones >= roundAMinute {
		t.Errorf("%d people are in Tokyo", zones)
	}
	c.courier.silent["U0L004"] = store.SlackBusy{For: time.Minute}
	c.courier.asked = nil
	if _, err := c.Foresee(t.Context()); err != nil || c.courier.asked[len(c.courier.asked)-1] != "U0L004" {
		t.Errorf("once Slack wants to be left alone, it is asked about %q (%v)", c.courier.asked, err)
	}
	if all, err := c.Store.NotificationsSince(t.Context(), time.Time{}); err != nil || len(all) > 0 {
		t.Errorf("a rehearsal plans %d messages (%v)", len(all), err)
	}
}

// Asking ends with the context, and what was learned by then is kept.
func TestAskingEndsWithTheContext(t *testing.T) {
	t.Parallel()
	c := newCountyOf(t, many(30))
	ctx, stop := context.WithCancel(t.Context())
	c.courier.meets = func(string) { stop() }
	if err := c.tick(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("it ends with %v", err)
	}
	if n := len(c.courier.asked); n > askAtOnce+1 {
		t.Errorf("%d people were asked about after the end", n)
	}
}
