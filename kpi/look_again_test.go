package kpi_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chaser/kpi"
)

// Whoever looks only at the indicators that LookAgain names finds everybody who is owed a message or must be asked
// about, hour by hour for weeks, while some messages are held and Slack says when it likes who is away.
func TestWhoLooksAgainMissesNothing(t *testing.T) {
	t.Parallel()
	looked, quiet := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		c := anyWaitingChase(t)
		for n := range c.People {
			if rapid.Bool().Draw(t, "Slack said who they are") {
				c.People[n].MetAt = d20240101.AddDays(rapid.IntRange(-60, 60).Draw(t, "met on")).At(9, c.Zone)
			}
		}
		looks := map[string]time.Time{"": {}}
		for _, i := range c.Indicators {
			looks[i.Code] = time.Time{}
		}
		due := func(code string, now time.Time) bool { when, is := looks[code]; return is && !now.Before(when) }
		from := d20240101.AddDays(rapid.IntRange(-60, 60).Draw(t, "from"))
		hours := rapid.SampledFrom([][]int{{1, 9, 16, 22}, {0, 8, 9, 10, 11, 12, 13, 17}}).Draw(t, "hours")
		for day := from; day.Before(from.AddDays(25)); day = day.AddDays(1) {
			for _, hour := range hours {
				now := day.At(hour, c.Zone)
				some := c
				some.Indicators = slices.DeleteFunc(slices.Clone(c.Indicators), func(i kpi.Indicator) bool { return !due(i.Code, now) })
				if due("", now) { // one of each frequency, by which the boards are known
					some.Indicators = slices.Clone(c.Indicators)
				}
				found := [][2][]string{{reached(c, now), reached(some, now)}, {c.Unmet(now), some.Unmet(now)}}
				for _, of := range found {
					slices.Sort(of[0])
					slices.Sort(of[1])
					if diff := cmp.Diff(of[0], of[1]); diff != "" {
						t.Fatalf("at %s (-all +of those looked at):\n%s\nlooks %v\nowed %v; as if back %v\npeople %+v told %v snoozes %v", now, diff, looks, c.Owed(now), c.AsIfBack().Owed(now), c.People, c.Told, c.Snoozes)
					}
				}
				if len(found[0][0]) == 0 && !due("", now) {
					quiet++
				}
				some.Told = slices.Clone(c.Told)
				var told []kpi.Notice
				for _, n := range c.Owed(now) {
					if rapid.IntRange(0, 4).Draw(t, "held") > 0 {
						told = append(told, n)
						tell(&c, n)
					}
				}
				next := some.LookAgain(now, told...)
				for code := range looks {
					if !due(code, now) {
						continue
					}
					looked++
					if when := next[code]; when.IsZero() {
						delete(looks, code)
					} else {
						looks[code] = when
					}
				}
				for n := range c.People {
					if who := &c.People[n]; slices.Contains(found[1][0], who.SlackID) && rapid.Bool().Draw(t, "Slack answers") {
						who.MetAt = now
					}
				}
			}
		}
	})
	if looked == 0 || quiet < looked {
		t.Errorf("%d looks, %d times with nothing to look at", looked, quiet)
	}
}

// reached are the people who are owed a message.
func reached(c kpi.Chase, now time.Time) []string {
	var people []string
	for _, n := range c.Owed(now) {
		people = append(people, n.Recipient)
	}
	return people
}
