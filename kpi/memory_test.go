package kpi_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chaser/internal/thorough"
	"chaser/kpi"
)

// What was told is remembered for a week, since a figure was posted that still awaits sign-off, and since the open
// collection opened, whichever is longest ago.
func TestMemory(t *testing.T) {
	t.Parallel()
	today, opened, posted := day(t, "2024-01-08"), day(t, "2023-12-20"), day(t, "2023-12-01")
	quarter := kpi.Quarter(2023, 3)
	waiting := map[kpi.Subject]kpi.Unsigned{{Indicator: "178", Period: quarter}: {Posted: posted}}
	open := kpi.Chase{
		Indicators:  []kpi.Indicator{{Code: "178", Frequency: kpi.Quarterly}},
		Collections: []kpi.Collection{{Period: quarter, Opens: opened, Due: today}},
	}
	both := open
	both.Unsigned = waiting
	for want, c := range map[kpi.Date]kpi.Chase{today.AddDays(-7): {}, opened: open, posted: both} {
		if got := c.Memory(today); got != want {
			t.Errorf("remembered since %s, want %s", got, want)
		}
	}
}

// remembered is the chase with what the store reads of what was said: everything since Memory, and what is about
// actions, leave and provisional figures since the days that these want.
func remembered(c kpi.Chase, now time.Time) kpi.Chase {
	today := kpi.DateOf(now.In(c.Zone))
	since, ofActions, ofAway, ofFinal := c.Memory(today), c.ActionMemory(today), c.AwayMemory(today), c.FinalMemory(today)
	c.Told = slices.DeleteFunc(slices.Clone(c.Told), func(t kpi.Told) bool {
		return t.Day.Before(since) && (t.Action == 0 || t.Day.Before(ofActions)) && (t.Duty != kpi.DutyAway || t.Day.Before(ofAway)) &&
			(t.Duty != kpi.DutyFinal || t.Day.Before(ofFinal))
	})
	return c
}

// farZones are as far apart as clocks are, and change them in either half of the year, at other hours, by half an hour
// and not at all.
var farZones = []string{
	"Europe/London", "Pacific/Auckland", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Pacific/Chatham", "Pacific/Honolulu",
	"Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns", "America/Los_Angeles",
}

// Wherever the council and its reader are, what was said once is not said again on the day on which the next collection
// opens, which it is not yet, or is already, where the reader is; nor as clocks go forward or back. U0OTHER stood in as
// owner for a few days, so that somebody else was asked since the performance team heard whose the figure is.
func TestNothingSaidIsForgottenInAnyZone(t *testing.T) {
	t.Parallel()
	asked := 0
	days := []string{"2024-04-03", "2024-10-29", "2024-03-12", "2024-04-09", "2024-10-01", "2024-11-05"} // the first two with a change of the clock
	for _, opens := range days[:thorough.Plays(2, len(days))] {
		for _, council := range farZones {
			for _, reader := range farZones {
				c := hamlet(t)
				c.Zone = zone(t, council)
				for n := range c.People {
					c.People[n].Zone = reader
				}
				opens := day(t, opens)
				first := kpi.Collection{Period: kpi.Quarter(2023, 2), Opens: opens.AddDays(-70), Due: opens.AddDays(-3)}
				c.Collections = []kpi.Collection{first, {Period: kpi.Quarter(2023, 3), Opens: opens, Due: opens.AddDays(30)}}
				subject := kpi.Subject{Indicator: "178", Period: first.Period}
				for _, owner := range []string{"U0CORONER", "U0OTHER"} {
					c.Told = append(c.Told, kpi.Told{Recipient: "U0PERF", Day: opens.AddDays(-40), Item: kpi.Item{Duty: kpi.DutyGap, Subject: subject, Gap: kpi.GapOwnerChanged, Owner: owner}})
				}
				indicator(&c, "178").Owner = "U0OTHER"
				for now := opens.AddDays(-6).At(0, c.Zone); now.Before(opens.AddDays(3).At(0, c.Zone)); now = now.Add(time.Hour) {
					if !now.Before(opens.AddDays(-2).At(0, c.Zone)) {
						indicator(&c, "178").Owner = "U0CORONER"
					}
					for _, n := range remembered(c, now).Owed(now) {
						tell(&c, n)
						for _, item := range n.Items {
							switch {
							case item.Duty == kpi.DutyPost && item.Owner == "U0OTHER":
								asked++
							case item.Duty == kpi.DutyGap:
								t.Errorf("at %s a reader in %s is told again %s of %s", now, reader, item.Gap, item.Period)
							}
						}
					}
				}
			}
		}
	}
	if asked == 0 {
		t.Error("nobody was asked in between, so there was nothing to forget")
	}
}

// Of any chase, with people anywhere, what is remembered decides as all that was ever said does.
func TestWhatIsForgottenDecidesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := anyWaitingChase(t)
		anywhere := rapid.SampledFrom(farZones)
		var err error
		if c.Zone, err = time.LoadLocation(anywhere.Draw(t, "the council's zone")); err != nil {
			t.Fatal(err)
		}
		for n := range c.People {
			c.People[n].Zone = anywhere.Draw(t, "zone")
		}
		c.Told = slices.DeleteFunc(c.Told, func(told kpi.Told) bool { // nobody is asked before a collection opens
			return slices.ContainsFunc(c.Indicators, func(i kpi.Indicator) bool {
				k, collected := kpi.Collected(c.Collections, i.Frequency, told.Period)
				return i.Code == told.Indicator && collected && told.Day.Before(k.Opens)
			})
		})
		from := d20240101.AddDays(rapid.IntRange(-60, 100).Draw(t, "from"))
		hour := rapid.IntRange(0, 3).Draw(t, "from the hour")
		for now := from.At(hour, c.Zone); now.Before(from.AddDays(10).At(0, c.Zone)); now = now.Add(7 * time.Hour) {
			some := remembered(c, now)
			owed := c.Owed(now)
			for _, pair := range [][2][]kpi.Notice{{owed, some.Owed(now)}, {c.AsIfBack().Owed(now), some.AsIfBack().Owed(now)}} {
				if diff := cmp.Diff(pair[0], pair[1], cmp.Comparer(func(a, b kpi.Period) bool { return a == b })); diff != "" {
					t.Fatalf("at %s (-by all that was said +by what is remembered):\n%s\npeople %+v", now, diff, c.People)
				}
			}
			if diff := cmp.Diff(c.Reachable(now), some.Reachable(now)); diff != "" {
				t.Fatalf("at %s (-reachable +by what is remembered):\n%s", now, diff)
			}
			for _, n := range owed {
				tell(&c, n)
			}
			if rapid.IntRange(0, 20).Draw(t, "an owner changes") == 0 {
				i := &c.Indicators[rapid.IntRange(0, len(c.Indicators)-1).Draw(t, "of")]
				i.Owner = rapid.SampledFrom([]string{"U0A", "U0B", "U0C", ""}).Draw(t, "to")
			}
		}
	})
}
