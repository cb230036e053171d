package kpi_test

import (
	"testing"

	"chaser/kpi"
)

// The manager hears the morning after a figure was posted, with all of that day together, and again after three working
// days; on their return where they were away, and not at all once it is signed off.
func TestSignOffIsAskedOfTheManager(t *testing.T) {
	t.Parallel()
	waits := func(posted string) kpi.Chase {
		c := council(t)
		c.Collections = nil
		coroners := kpi.Unsigned{Posted: day(t, posted), By: "U0CORONER"}
		c.Unsigned = map[kpi.Subject]kpi.Unsigned{
			{Indicator: "178", Period: kpi.Quarter(2023, 3)}: coroners, {Indicator: "175", Period: kpi.Quarter(2023, 3)}: coroners,
		}
		return c
	}
	for name, c := range map[string]struct {
		change func(*kpi.Chase)
		events []event
		want   string
	}{
		"until it is signed off": {nil, []event{{"2024-01-16 15:00", func(c *kpi.Chase) { c.Unsigned = nil }}}, `
2024-01-11 09:00 U0MGRREG sign 175 178 0
2024-01-16 09:00 U0MGRREG sign 175 178 0
`},
		"a new revision is told the next morning": {nil, []event{
			{"2024-01-11 10:00", func(c *kpi.Chase) { c.Unsigned = nil }},
			{"2024-01-11 15:00", func(c *kpi.Chase) {
				c.Unsigned = map[kpi.Subject]kpi.Unsigned{{Indicator: "178", Period: kpi.Quarter(2023, 3)}: {Posted: day(t, "2024-01-11"), By: "U0CORONER"}}
			}},
			{"2024-01-12 12:00", func(c *kpi.Chase) { c.Unsigned = nil }},
		}, `
2024-01-11 09:00 U0MGRREG sign 175 178 0
2024-01-12 09:00 U0MGRREG sign 178 0
`},
		"the manager is away": {func(c *kpi.Chase) {
			person(c, "U0MGRREG").Leaves = []kpi.Leave{{First: day(t, "2024-01-08"), Last: day(t, "2024-01-15")}}
		}, []event{{"2024-01-17 15:00", func(c *kpi.Chase) { c.Unsigned = nil }}}, `
2024-01-16 09:00 U0MGRREG sign 175 178 0
`},
		"the owner's line manager, where the indicator names none": {func(c *kpi.Chase) {
			indicator(c, "178").Manager, indicator(c, "178").Owner = "", "U0LIB"
		}, []event{{"2024-01-11 15:00", func(c *kpi.Chase) { c.Unsigned = nil }}}, `
2024-01-11 09:00 U0MGRPLACE sign 178 0
2024-01-11 09:00 U0MGRREG sign 175 0
`},
		"the owner's line manager, where the owner manages the indicator": {func(c *kpi.Chase) {
			indicator(c, "178").Manager, person(c, "U0CORONER").Manager = "U0CORONER", "U0MGRCOMM"
		}, []event{{"2024-01-11 15:00", func(c *kpi.Chase) { c.Unsigned = nil }}}, `
2024-01-11 09:00 U0MGRCOMM sign 178 0
2024-01-11 09:00 U0MGRREG sign 175 0
`},
		"the owner, where the committee lets people sign off their own": {func(c *kpi.Chase) {
			indicator(c, "178").Manager, c.Committees[0].SelfSignOff = "U0CORONER", true
		}, []event{{"2024-01-11 15:00", func(c *kpi.Chase) { c.Unsigned = nil }}}, `
2024-01-11 09:00 U0CORONER sign 178 0
2024-01-11 09:00 U0MGRREG sign 175 0
`},
		"of the performance team, whoever did not post it": {func(c *kpi.Chase) {
			person(c, "U0MGRREG").Deactivated, person(c, "U0TRADING").Roles = true, []kpi.Role{kpi.Admin}
			c.Unsigned[kpi.Subject{Indicator: "178", Period: kpi.Quarter(2023, 3)}] = kpi.Unsigned{Posted: day(t, "2024-01-10"), By: "U0PERF"}
		}, []event{{"2024-01-11 15:00", func(c *kpi.Chase) { c.Unsigned = nil }}}, `
2024-01-11 09:00 U0TRADING sign 175 178 0
2024-01-11 09:00 U0PERF sign 175 0
`},
		"the performance team, where the line manager posted it as deputy": {func(c *kpi.Chase) {
			indicator(c, "178").Manager, indicator(c, "178").Owner = "", "U0LIB"
			c.Unsigned[kpi.Subject{Indicator: "178", Period: kpi.Quarter(2023, 3)}] = kpi.Unsigned{Posted: day(t, "2024-01-10"), By: "U0MGRPLACE"}
		}, []event{{"2024-01-11 15:00", func(c *kpi.Chase) { c.Unsigned = nil }}}, `
2024-01-11 09:00 U0MGRREG sign 175 0
2024-01-11 09:00 U0PERF sign 178 0
`},
		"the performance team, where two manage each other and the other posted it": {func(c *kpi.Chase) {
			indicator(c, "178").Manager, person(c, "U0CORONER").Manager, person(c, "U0LIB").Manager = "", "U0LIB", "U0CORONER"
			c.Unsigned[kpi.Subject{Indicator: "178", Period: kpi.Quarter(2023, 3)}] = kpi.Unsigned{Posted: day(t, "2024-01-10"), By: "U0LIB"}
		}, []event{{"2024-01-11 15:00", func(c *kpi.Chase) { c.Unsigned = nil }}}, `
2024-01-11 09:00 U0MGRREG sign 175 0
2024-01-11 09:00 U0PERF sign 178 0
`},
		"the performance team, where nobody manages": {func(c *kpi.Chase) {
			indicator(c, "178").Manager, person(c, "U0CORONER").Manager = "", ""
		}, []event{{"2024-01-11 15:00", func(c *kpi.Chase) { c.Unsigned = nil }}}, `
2024-01-11 09:00 U0MGRREG sign 175 0
2024-01-11 09:00 U0PERF sign 178 0
`},
		"the performance team, where nobody else is": {func(c *kpi.Chase) {
			person(c, "U0MGRREG").Deactivated = true
		}, []event{{"2024-01-11 15:00", func(c *kpi.Chase) { c.Unsigned = nil }}}, `
2024-01-11 09:00 U0PERF sign 175 178 0
`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			chase := waits("2024-01-10")
			if c.change != nil {
				c.change(&chase)
			}
			if got := diary(live(t, chase, "2024-01-10", "2024-01-19", c.events...)); "\n"+got != c.want {
				t.Errorf("got\n%swant%s", got, c.want)
			}
		})
	}
}
