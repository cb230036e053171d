package kpi_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chaser/kpi"
)

// What is owed is found with an index as it is without: whoever is asked, whatever awaits sign-off, is provisional, Red
// or undertaken, and whoever is away, by their leave or by Slack alone.
func TestTheIndexFindsWhatIsOwed(t *testing.T) {
	t.Parallel()
	duties := map[kpi.Duty]int{}
	rapid.Check(t, func(t *rapid.T) {
		c := anyWaitingChase(t)
		from := d20240101.AddDays(rapid.IntRange(-60, 60).Draw(t, "from"))
		for day := from; day.Before(from.AddDays(12)); day = day.AddDays(1) {
			for _, hour := range []int{1, 9, 16, 22} {
				now := day.At(hour, c.Zone)
				owed := c.Owed(now)
				for _, found := range [][2][]kpi.Notice{{c.OwedPlainly(now), owed}, {c.AsIfBack().OwedPlainly(now), c.AsIfBack().Owed(now)}} {
					if diff := cmp.Diff(found[0], found[1], cmp.Comparer(func(a, b kpi.Period) bool { return a == b })); diff != "" {
						t.Fatalf("at %s (-without +with the index):\n%s", now, diff)
					}
				}
				for _, n := range owed {
					tell(&c, n)
					for _, i := range n.Items {
						duties[i.Duty]++
					}
				}
			}
		}
	})
	if len(duties) < 9 { // of 13, some of which few councils owe
		t.Errorf("only these were owed, and the councils are too idle to prove anything: %v", duties)
	}
	if duties[kpi.DutyFinal] == 0 {
		t.Errorf("nobody was asked about a provisional figure: %v", duties)
	}
	t.Logf("owed: %v", duties)
}

// anyWaitingChase is any chase in which figures also await sign-off, are provisional, and people seem away.
func anyWaitingChase(t *rapid.T) kpi.Chase {
	c := anyChase(t)
	c.Unsigned = map[kpi.Subject]kpi.Unsigned{}
	for subject := range c.Posted {
		if rapid.IntRange(0, 2).Draw(t, "awaits sign-off") == 0 {
			c.Unsigned[subject] = kpi.Unsigned{Posted: d20240101.AddDays(rapid.IntRange(-60, 60).Draw(t, "posted")), By: rapid.SampledFrom([]string{"", "U0A", "U0B"}).Draw(t, "by")}
		}
	}
	c.Provisional = map[kpi.Subject]kpi.Date{}
	for _, i := range c.Indicators {
		for _, p := range []kpi.Period{kpi.Quarter(2022, 4), kpi.Quarter(2023, 1), kpi.Quarter(2023, 2)} {
			if rapid.IntRange(0, 3).Draw(t, "is provisional") == 0 {
				c.Provisional[kpi.Subject{Indicator: i.Code, Period: p}] = d20240101.AddDays(rapid.IntRange(-300, 0).Draw(t, "posted as provisional"))
			}
		}
	}
	for n := range c.People {
		who := &c.People[n]
		who.Here = rapid.Bool().Draw(t, "says that they are here")
		if rapid.IntRange(0, 2).Draw(t, "seems away") == 0 {
			first := d20240101.AddDays(rapid.IntRange(-30, 30).Draw(t, "since"))
			who.Leaves = append(who.Leaves, kpi.Leave{Person: who.SlackID, First: first, Last: first.AddDays(30), FromSlack: true})
			who.Status.Since = first
		}
	}
	return c
}
