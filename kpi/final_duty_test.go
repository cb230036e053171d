package kpi_test

import (
	"testing"

	"chaser/kpi"
)

// Whoever is asked for a figure hears that it has been provisional for longer than a quarter, once, and after a quarter
// again; on a working day, at nine by their own clock also where the clocks change; while they are away their deputy.
// It is in no other day's message. Once it is final there is nothing more to say.
func TestProvisionalForLong(t *testing.T) {
	t.Parallel()
	q2, q1 := kpi.Quarter(2023, 2), kpi.Quarter(2023, 1)
	for name, c := range map[string]struct {
		posted      string
		change      func(*kpi.Chase)
		first, last string
		events      []event
		want        string
	}{
		"once a quarter": {"2023-10-15", nil, "2024-01-13", "2024-07-31", nil, `
2024-01-16 09:00 U0CORONER final 178 0
2024-04-17 09:00 U0CORONER final 178 0
2024-07-18 09:00 U0CORONER final 178 0
`},
		"from the period's end where it was posted before": {"2023-09-01", nil, "2023-12-29", "2024-01-05", nil, `
2024-01-02 09:00 U0CORONER final 178 0
`},
		"after a bank holiday and a weekend": {"2023-12-28", nil, "2024-03-28", "2024-04-03", nil, `
2024-04-02 09:00 U0CORONER final 178 0
`},
		"on the day of the clock change the next working day, by the new time": {"2023-12-30", nil, "2024-03-29", "2024-04-04", nil, `
2024-04-02 09:00 U0CORONER final 178 0
`},
		"in the autumn, when the clocks go back": {"2024-07-26", nil, "2024-10-25", "2024-10-30", nil, `
2024-10-28 09:00 U0CORONER final 178 0
`},
		"several of one owner in one message": {"2023-10-15", func(c *kpi.Chase) {
			c.Provisional[kpi.Subject{Indicator: "175", Period: q2}] = day(t, "2023-10-15")
			c.Provisional[kpi.Subject{Indicator: "178", Period: q1}] = day(t, "2023-10-15")
		}, "2024-01-13", "2024-01-31", nil, `
2024-01-16 09:00 U0CORONER final 175 178 178 0
`},
		"of somebody who is away, their deputy": {"2023-10-15", func(c *kpi.Chase) {
			person(c, "U0CORONER").Leaves = []kpi.Leave{{First: day(t, "2024-01-12"), Last: day(t, "2024-01-19"), Deputy: "U0REGISTR"}}
		}, "2024-01-13", "2024-01-24", nil, `
2024-01-16 09:00 U0REGISTR final 178 0
2024-01-22 09:00 U0CORONER final 178 0
`},
		"of nobody, nobody": {"2023-10-15", func(c *kpi.Chase) { indicator(c, "178").Owner = "" }, "2024-01-13", "2024-01-24", nil, "\n"},
		"until it is final": {"2023-10-15", nil, "2024-01-13", "2024-07-31", []event{
			{"2024-02-01 12:00", func(c *kpi.Chase) { c.Provisional = nil }},
		}, `
2024-01-16 09:00 U0CORONER final 178 0
`},
		"posted again as provisional, a quarter later": {"2023-10-15", nil, "2024-01-13", "2024-05-31", []event{
			{"2024-02-01 12:00", func(c *kpi.Chase) {
				c.Provisional = map[kpi.Subject]kpi.Date{{Indicator: "178", Period: q2}: day(t, "2024-02-01")}
			}},
		}, `
2024-01-16 09:00 U0CORONER final 178 0
2024-05-07 09:00 U0CORONER final 178 0
`},
		"the owner has changed": {"2023-10-15", nil, "2024-01-13", "2024-01-31", []event{
			{"2024-01-22 12:00", func(c *kpi.Chase) { indicator(c, "178").Owner = "U0LIB" }},
		}, `
2024-01-16 09:00 U0CORONER final 178 0
2024-01-22 12:00 U0LIB final 178 0
`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			chase := council(t)
			chase.Collections = nil
			chase.Provisional = map[kpi.Subject]kpi.Date{{Indicator: "178", Period: q2}: day(t, c.posted)}
			if c.change != nil {
				c.change(&chase)
			}
			if got := "\n" + diary(live(t, chase, c.first, c.last, c.events...)); got != c.want {
				t.Errorf("got%swant%s", got, c.want)
			}
			for _, said := range chase.Rehearse(day(t, c.first), day(t, c.last)) {
				if said.Kind() != kpi.NoticeFinal {
					t.Errorf("it is a message of the kind %s", said.Kind())
				}
			}
		})
	}
}

// A provisional figure comes with the other things of a day on which it is due, and not again with the reminders after.
func TestProvisionalBesideReminders(t *testing.T) {
	t.Parallel()
	chase := council(t)
	chase.Provisional = map[kpi.Subject]kpi.Date{{Indicator: "178", Period: kpi.Quarter(2023, 2)}: day(t, "2023-10-03")}
	for _, said := range live(t, chase, "2024-01-02", "2024-01-19") {
		if said.Recipient != "U0CORONER" {
			continue
		}
		holds := false
		for _, i := range said.Items {
			holds = holds || i.Duty == kpi.DutyFinal
		}
		if first := said.Day.String() == "2024-01-04"; holds != first {
			t.Errorf("on %s it is said: %v", said.Day, holds)
		}
	}
	const want = "1 figure for Q2 2023/24 has been provisional for more than a quarter"
	chase.Collections = nil
	said := chase.Rehearse(day(t, "2024-01-02"), day(t, "2024-01-19"))
	if len(said) != 1 || said[0].Why(chase.Calendar) != want {
		t.Errorf("rehearsed %+v", said)
	}
}

// What was said a quarter ago is remembered for as long as it counts.
func TestMemoryOfProvisional(t *testing.T) {
	t.Parallel()
	chase := council(t)
	today := day(t, "2024-04-10")
	if got := chase.FinalMemory(today); got != today {
		t.Errorf("without any it goes back to %s", got)
	}
	chase.Provisional = map[kpi.Subject]kpi.Date{{Indicator: "178", Period: kpi.Quarter(2023, 2)}: day(t, "2023-10-15")}
	if got := chase.FinalMemory(today); !got.Before(day(t, "2024-01-09")) {
		t.Errorf("it goes back to %s", got)
	}
}
