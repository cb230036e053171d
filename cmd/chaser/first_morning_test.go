package main

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"chaser/demo/lookalike"
	"chaser/jobs"
	"chaser/kpi"
	"chaser/store"
)

// aheadClock is the machines' clock, which a test may put forward: a minute's wait passes at once.
type aheadClock struct {
	mu    sync.Mutex
	ahead time.Duration
}

func (c *aheadClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Now().Add(c.ahead)
}

func (c *aheadClock) wait(_ context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ahead += d
	return nil
}

// largeCouncil has so many service leads with an indicator each, and a performance team of one.
func largeCouncil(t *testing.T, people int) kpi.Register {
	t.Helper()
	const committee = "Communities, Social Mobility and Inclusion"
	r := kpi.Register{
		Committees:  []kpi.Committee{{Name: committee, Channel: "C0CSMI"}},
		Collections: []kpi.Collection{{Period: kpi.Quarter(2023, 3), Opens: kpi.Date{Year: 2024, Month: 1, Day: 2}, Due: kpi.Date{Year: 2024, Month: 1, Day: 19}}},
		People:      []kpi.Person{{SlackID: "U0PERF", Name: "Performance team", Roles: []kpi.Role{kpi.Admin}}},
	}
	for n := range people {
		lead := fmt.Sprintf("U0LEAD%04d", n)
		r.People = append(r.People, kpi.Person{SlackID: lead, Name: fmt.Sprintf("Service lead %d", n), Roles: []kpi.Role{kpi.Member}})
		r.Indicators = append(r.Indicators, kpi.Indicator{
			Code: fmt.Sprintf("K%04d", n), Title: fmt.Sprintf("Figure %d", n), Committee: committee, Service: "Services", Unit: kpi.Count, Kind: kpi.Contextual,
			Direction: kpi.None, Frequency: kpi.Quarterly, Compare: kpi.WithPrevious, Owner: lead,
			Deputy: fmt.Sprintf("U0LEAD%04d", (n+1)%people),
		})
	}
	return r
}

var morningPeople = flag.Int("morning.people", 200, "how many people a council has on its first morning")

// A council's first morning under Slack's limit of a hundred questions a minute, in CI one of a thousand people: each
// is asked about once, and has one message; whoever is on leave by their status is told that they are taken for away,
// and not reminded.
func TestFirstMorning(t *testing.T) {
	const limit = 100
	people := *morningPeople
	machine := &aheadClock{}
	held := 0
	c := newChasing(t, largeCouncil(t, people), "2024-01-02 09:00", func(slack *lookalike.Config, schedule *jobs.Config) {
		slack.AskedAMinute, slack.Limits = limit, machine.Now
		schedule.Machine, schedule.Wait, schedule.Waiting = machine.Now, machine.wait, func(people int) { held = people }
	})
	for n := 7; n < people; n += 50 {
		check(t, c.slack.SetStatus(fmt.Sprintf("U0LEAD%04d", n), lookalike.Status{Text: "Annual leave until 12 January"}))
	}
	ticks, begun := 0, machine.Now()
	for ; ; ticks++ {
		held = 0
		c.clock.set(time.Date(2024, 1, 2, 9, 0, 0, 0, c.zone).Add(machine.Now().Sub(begun)))
		c.tick()
		if held == 0 {
			break
		}
		if ticks > 15 {
			t.Fatalf("after %d ticks %d people still wait", ticks, held)
		}
		check(t, machine.wait(t.Context(), time.Minute))
	}
	if took := machine.Now().Sub(begun); took < time.Duration(people/limit-1)*time.Minute {
		t.Errorf("%d people were asked about in %s", people, took)
	}
	if refused := len(c.slack.Suffered()); refused > 0 {
		t.Errorf("Slack limited %d questions", refused)
	}
	if asked := c.slack.Calls("users.info"); asked != people+1 {
		t.Errorf("%d questions about %d people", asked, people+1)
	}
	kinds := map[string][]kpi.NoticeKind{}
	for _, n := range c.planned() {
		if n.State != store.Sent {
			t.Errorf("the message to %s is %s: %s", n.Recipient, n.State, n.Reason)
		}
		kinds[n.Recipient] = append(kinds[n.Recipient], n.Kind)
	}
	for n := range people {
		want := kpi.NoticeOpens
		if n%50 == 7 {
			want = kpi.NoticeAway
		}
		if got := kinds[fmt.Sprintf("U0LEAD%04d", n)]; !slices.Equal(got, []kpi.NoticeKind{want}) {
			t.Errorf("lead %d has had %v, want %s", n, got, want)
		}
	}
	if !strings.HasPrefix(fmt.Sprint(kinds["U0PERF"]), "["+string(kpi.NoticeBoard)) {
		t.Errorf("the performance team has had %v", kinds["U0PERF"])
	}
	c.seenOnce()
}
