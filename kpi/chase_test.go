package kpi_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chaser/kpi"
)

// Nobody posts: the whole collection of the seed, day by day.
func TestLadderOfTheSeed(t *testing.T) {
	t.Parallel()
	golden(t, "seed_collection.golden.txt", diary(live(t, council(t), "2023-12-18", "2024-03-20")))
}

// Each story is a council of one indicator, and what it was sent.
func TestOwed(t *testing.T) {
	t.Parallel()
	q3 := kpi.Quarter(2023, 3)
	subject := kpi.Subject{Indicator: "178", Period: q3}
	away := func(id, first, last, deputy string) func(*kpi.Chase) {
		return func(c *kpi.Chase) {
			p := person(c, id)
			p.Leaves = append(p.Leaves, kpi.Leave{Person: id, First: day(t, first), Last: day(t, last), Deputy: deputy})
		}
	}
	both := func(all ...func(*kpi.Chase)) func(*kpi.Chase) {
		return func(c *kpi.Chase) {
			for _, do := range all {
				do(c)
			}
		}
	}
	owner := func(id string) func(*kpi.Chase) { return func(c *kpi.Chase) { indicator(c, "178").Owner = id } }
	deputy := func(id string) func(*kpi.Chase) { return func(c *kpi.Chase) { indicator(c, "178").Deputy = id } }
	rungs := func(text string) func(*kpi.Chase) { return func(c *kpi.Chase) { chasedBy(t, c, text) } }
	byStatus := func(slackID, first, last string) func(*kpi.Chase) {
		return func(c *kpi.Chase) {
			who := person(c, slackID)
			who.Status = kpi.SlackStatus{Text: "Annual leave", Since: day(t, first)}
			who.Leaves = append(who.Leaves, kpi.Leave{Person: slackID, First: day(t, first), Last: day(t, last), FromSlack: true})
		}
	}
	deactivated := func(id string) func(*kpi.Chase) { return func(c *kpi.Chase) { person(c, id).Deactivated = true } }
	snooze := func(id, until string) func(*kpi.Chase) { return func(c *kpi.Chase) { c.Snoozes[id] = day(t, until) } }
	collected := func(opens, due, committee string) func(*kpi.Chase) {
		return func(c *kpi.Chase) {
			c.Collections[1].Opens, c.Collections[1].Due, c.Collections[1].CommitteeDate = day(t, opens), day(t, due), day(t, committee)
		}
	}
	quiet := func(c *kpi.Chase) { // the performance team keeps out of most stories
		person(c, "U0PERF").Roles = nil
	}
	in := func(zone string) func(*kpi.Chase) { return func(c *kpi.Chase) { person(c, "U0CORONER").Zone = zone } }

	tests := []struct {
		name        string
		given       func(*kpi.Chase)
		first, last string
		events      []event
		want        string
	}{
		{
			"a figure that is posted is not asked for again", quiet, "2024-01-02", "2024-01-31",
			[]event{{"2024-01-12 09:15", func(c *kpi.Chase) { c.Posted[subject] = true }}},
			`2024-01-02 09:00 U0CORONER post 178 opens
			 2024-01-05 09:00 U0CORONER post 178 -10
			 2024-01-12 09:00 U0CORONER post 178 -5`,
		}, {
			"posted before nine, it is not asked for that day", quiet, "2024-01-12", "2024-01-31",
			[]event{{"2024-01-12 08:45", func(c *kpi.Chase) { c.Posted[subject] = true }}}, ``,
		}, {
			"another period's figure does not count", both(quiet, func(c *kpi.Chase) { posts(c, kpi.Quarter(2023, 2), "178") }), "2024-01-02", "2024-01-02",
			nil, `2024-01-02 09:00 U0CORONER post 178 opens`,
		}, {
			"the performance team: the board as it opens, the list at the end", nil, "2024-01-02", "2024-01-31",
			[]event{{"2024-01-02 09:00", func(c *kpi.Chase) { person(c, "U0CORONER").Manager, indicator(c, "178").Manager = "", "" }}},
			`2024-01-02 09:00 U0CORONER post 178 opens
			 2024-01-02 09:00 U0PERF board 2023-24Q3 opens
			 2024-01-05 09:00 U0CORONER post 178 -10
			 2024-01-12 09:00 U0CORONER post 178 -5
			 2024-01-17 09:00 U0CORONER post 178 -2
			 2024-01-18 09:00 U0CORONER post 178 -1
			 2024-01-19 09:00 U0CORONER post 178 0
			 2024-01-22 09:00 U0CORONER post 178 +1
			 2024-01-22 09:00 U0DEPUTY post 178 +1
			 2024-01-26 09:00 U0PERF list 178 +5`,
		}, {
			"where the indicator names no manager it is the owner's", both(quiet, rungs("0 manager"), func(c *kpi.Chase) {
				indicator(c, "178").Manager, person(c, "U0CORONER").Manager = "", "U0OTHER"
			}), "2024-01-02", "2024-01-31", nil, `2024-01-19 09:00 U0OTHER escalate 178 0`,
		}, {
			"a short collection begins with what is left of the ladder", both(quiet, collected("2024-01-15", due, meeting)), "2024-01-02", "2024-01-19", nil,
			`2024-01-15 09:00 U0CORONER post 178 opens
			 2024-01-17 09:00 U0CORONER post 178 -2
			 2024-01-18 09:00 U0CORONER post 178 -1
			 2024-01-19 09:00 U0CORONER post 178 0`,
		}, {
			"a short collection without a rung for its opening waits for the first within it",
			both(quiet, rungs("-10, -5, -2"), collected("2024-01-15", due, meeting)), "2024-01-02", "2024-01-19", nil,
			`2024-01-17 09:00 U0CORONER post 178 -2`,
		}, {
			"opened on a Saturday, it is told on Monday", both(quiet, collected("2024-01-06", due, meeting)), "2024-01-02", "2024-01-08", nil,
			`2024-01-08 09:00 U0CORONER post 178 opens`,
		}, {
			"the committee's date ends it, the day itself included", both(quiet, collected(opening, due, "2024-01-22")), "2024-01-17", "2024-01-31", nil,
			`2024-01-17 09:00 U0CORONER post 178 -2
			 2024-01-18 09:00 U0CORONER post 178 -1
			 2024-01-19 09:00 U0CORONER post 178 0`,
		}, {
			"from the committee's date on nobody is asked, not even those who come back",
			both(quiet, collected(opening, due, "2024-01-22"), away("U0CORONER", "2024-01-01", "2024-01-21", ""), deputy("")), "2024-01-02", "2024-01-31", nil, ``,
		}, {
			"without a committee's date it ends a month after the due day", both(quiet, rungs("0, +19 manager, +20 team"), collected(opening, due, "")), "2024-01-18", "2024-03-01", nil,
			`2024-01-19 09:00 U0CORONER post 178 0
			 2024-02-15 09:00 U0MGRREG escalate 178 +19`,
		}, {
			"due on Good Friday, it is due on the Tuesday", both(quiet, rungs("-1, 0, +1"), collected("2024-03-11", "2024-03-29", "2024-06-12")), "2024-03-11", "2024-04-30", nil,
			`2024-03-28 09:00 U0CORONER post 178 -1
			 2024-04-02 09:00 U0CORONER post 178 0
			 2024-04-03 09:00 U0CORONER post 178 +1`,
		}, {
			"due at Christmas", both(quiet, rungs("-1, 0, +1"), collected("2023-12-13", "2023-12-25", "")), "2023-12-13", "2024-01-05", nil,
			`2023-12-22 09:00 U0CORONER post 178 -1
			 2023-12-27 09:00 U0CORONER post 178 0
			 2023-12-28 09:00 U0CORONER post 178 +1`,
		}, {
			"due at a week-end, before closures", both(quiet, rungs("-1, 0, +1"), collected(opening, "2024-01-20", meeting), func(c *kpi.Chase) {
				c.Calendar = kpi.NewCalendar([]kpi.Closure{{Day: day(t, "2024-01-22"), Name: "Flood"}})
			}), "2024-01-15", "2024-01-31", nil,
			`2024-01-19 09:00 U0CORONER post 178 -1
			 2024-01-23 09:00 U0CORONER post 178 0
			 2024-01-24 09:00 U0CORONER post 178 +1`,
		}, {
			"the owner's leave names who stands in; back again, the owner hears what was missed", both(quiet, away("U0CORONER", "2024-01-05", "2024-01-12", "U0OTHER")), "2024-01-02", "2024-01-17", nil,
			`2024-01-02 09:00 U0CORONER post 178 opens
			 2024-01-05 09:00 U0OTHER post 178 -10
			 2024-01-12 09:00 U0OTHER post 178 -5
			 2024-01-15 09:00 U0CORONER post 178 -5
			 2024-01-17 09:00 U0CORONER post 178 -2`,
		}, {
			"else the indicator's own deputy", both(quiet, away("U0CORONER", "2024-01-01", "", "")), "2024-01-02", "2024-01-05", nil,
			`2024-01-02 09:00 U0DEPUTY post 178 opens
			 2024-01-05 09:00 U0DEPUTY post 178 -10`,
		}, {
			"who stands in is away too: the indicator's own deputy", both(quiet, away("U0CORONER", "2024-01-01", "", "U0OTHER"), away("U0OTHER", "2024-01-01", "", "U0MGRREG")), "2024-01-02", "2024-01-02", nil,
			`2024-01-02 09:00 U0DEPUTY post 178 opens`,
		}, {
			"nobody stands in: the team hears of it once, in the whole leave", both(away("U0CORONER", "2024-01-03", "2024-01-11", ""), deputy("")), "2024-01-02", "2024-01-12", nil,
			`2024-01-02 09:00 U0CORONER post 178 opens
			 2024-01-02 09:00 U0PERF board 2023-24Q3 opens
			 2024-01-03 09:00 U0PERF gap uncovered 178 opens
			 2024-01-12 09:00 U0CORONER post 178 -5`,
		}, {
			"an owner whose account is deactivated: the deputy is asked and the team told once", deactivated("U0CORONER"), "2024-01-02", "2024-01-12", nil,
			`2024-01-02 09:00 U0PERF gap deactivated 178 opens; board 2023-24Q3 opens
			 2024-01-02 09:00 U0DEPUTY post 178 opens
			 2024-01-05 09:00 U0DEPUTY post 178 -10
			 2024-01-12 09:00 U0DEPUTY post 178 -5`,
		}, {
			"no owner and no deputy: the team alone, once", both(owner(""), deputy("")), "2024-01-02", "2024-01-25", nil,
			`2024-01-02 09:00 U0PERF gap no owner 178 opens; board 2023-24Q3 opens
			 2024-01-24 09:00 U0MGRREG escalate 178 +3`,
		}, {
			"an owner whom the register does not know", both(owner("U0GONE"), deputy("U0GONE")), "2024-01-02", "2024-01-02", nil,
			`2024-01-02 09:00 U0MGRREG post 178 opens
			 2024-01-02 09:00 U0PERF gap deactivated 178 opens; board 2023-24Q3 opens`,
		}, {
			"a manager whose account is deactivated: who manages the owner hears at the same rung",
			both(quiet, deactivated("U0MGRREG"), func(c *kpi.Chase) { person(c, "U0CORONER").Manager = "U0OTHER" }), "2024-01-24", "2024-01-24", nil,
			`2024-01-24 09:00 U0CORONER post 178 +1
			 2024-01-24 09:00 U0DEPUTY post 178 +1
			 2024-01-24 09:00 U0OTHER escalate 178 +3`,
		}, {
			"nobody manages it any more: the performance team hears at the same rung",
			both(deactivated("U0MGRREG"), deactivated("U0CORONER")), "2024-01-23", "2024-01-24",
			nil,
			`2024-01-23 09:00 U0PERF gap deactivated 178 +1; board 2023-24Q3 opens
			 2024-01-23 09:00 U0DEPUTY post 178 +1
			 2024-01-24 09:00 U0PERF list 178 +3`,
		}, {
			"whoever is taken for away by their status is told so once, and the deputy is asked",
			both(quiet, byStatus("U0CORONER", "2024-01-02", "2024-01-15")), "2024-01-02", "2024-01-17", nil,
			`2024-01-02 09:00 U0CORONER away 178 opens
			 2024-01-02 09:00 U0DEPUTY post 178 opens
			 2024-01-05 09:00 U0DEPUTY post 178 -10
			 2024-01-12 09:00 U0DEPUTY post 178 -5
			 2024-01-16 09:00 U0CORONER post 178 -5
			 2024-01-17 09:00 U0CORONER post 178 -2`,
		}, {
			"a status that they have said is no leave", both(quiet, byStatus("U0CORONER", "2024-01-02", "2024-01-15")), "2024-01-02", "2024-01-05",
			[]event{{"2024-01-02 10:00", func(c *kpi.Chase) { person(c, "U0CORONER").Here, person(c, "U0CORONER").Leaves = true, nil }}},
			`2024-01-02 09:00 U0CORONER away 178 opens
			 2024-01-02 09:00 U0DEPUTY post 178 opens
			 2024-01-05 09:00 U0CORONER post 178 -10`,
		}, {
			"a leave that was recorded is known to whoever recorded it",
			both(quiet, byStatus("U0CORONER", "2024-01-02", "2024-01-15"), func(c *kpi.Chase) {
				who := person(c, "U0CORONER")
				who.Leaves = append([]kpi.Leave{{Person: who.SlackID, First: day(t, "2024-01-01"), Last: day(t, "2024-01-31")}}, who.Leaves...)
			}), "2024-01-02", "2024-01-02", nil,
			`2024-01-02 09:00 U0DEPUTY post 178 opens`,
		}, {
			"a new owner is asked the next morning, and the team told once", nil, "2024-01-02", "2024-01-17",
			[]event{{"2024-01-09 17:00", owner("U0OTHER")}},
			`2024-01-02 09:00 U0CORONER post 178 opens
			 2024-01-02 09:00 U0PERF board 2023-24Q3 opens
			 2024-01-05 09:00 U0CORONER post 178 -10
			 2024-01-10 09:00 U0PERF gap owner changed 178 -10
			 2024-01-10 09:00 U0OTHER post 178 -10
			 2024-01-12 09:00 U0OTHER post 178 -5
			 2024-01-17 09:00 U0OTHER post 178 -2`,
		}, {
			"the owner goes and nobody follows: that alone is said, and who follows later", deputy(""), "2024-01-05", "2024-01-10",
			[]event{{"2024-01-08 17:00", owner("")}, {"2024-01-09 17:00", owner("U0OTHER")}},
			`2024-01-05 09:00 U0CORONER post 178 -10
			 2024-01-05 09:00 U0PERF board 2023-24Q3 opens
			 2024-01-09 09:00 U0PERF gap no owner 178 -10
			 2024-01-10 09:00 U0PERF gap owner changed 178 -10
			 2024-01-10 09:00 U0OTHER post 178 -10`,
		}, {
			"a second change is told as the first was", nil, "2024-01-05", "2024-01-10",
			[]event{{"2024-01-08 17:00", owner("U0OTHER")}, {"2024-01-09 17:00", owner("U0DEPUTY")}},
			`2024-01-05 09:00 U0CORONER post 178 -10
			 2024-01-05 09:00 U0PERF board 2023-24Q3 opens
			 2024-01-09 09:00 U0PERF gap owner changed 178 -10
			 2024-01-09 09:00 U0OTHER post 178 -10
			 2024-01-10 09:00 U0PERF gap owner changed 178 -10
			 2024-01-10 09:00 U0DEPUTY post 178 -10`,
		}, {
			"a deactivated account is sent nothing, whoever's it is", both(quiet, rungs("0 deputy, 0 manager"), deactivated("U0DEPUTY"), deactivated("U0MGRREG")), "2024-01-19", "2024-01-22", nil,
			`2024-01-19 09:00 U0CORONER post 178 0`,
		}, {
			"changed before anybody was asked, it is no news", nil, "2024-01-02", "2024-01-02",
			[]event{{"2024-01-02 08:45", owner("U0OTHER")}},
			`2024-01-02 09:00 U0PERF board 2023-24Q3 opens
			 2024-01-02 09:00 U0OTHER post 178 opens`,
		}, {
			"somebody else has it: they are asked, and the owner no more", nil, "2024-01-02", "2024-01-12",
			[]event{{"2024-01-02 10:00", func(c *kpi.Chase) { c.Delegations[subject] = "U0OTHER" }}},
			`2024-01-02 09:00 U0CORONER post 178 opens
			 2024-01-02 09:00 U0PERF board 2023-24Q3 opens
			 2024-01-02 10:00 U0OTHER post 178 opens
			 2024-01-05 09:00 U0OTHER post 178 -10
			 2024-01-12 09:00 U0OTHER post 178 -5`,
		}, {
			"who has it is away: who stands in for them, else it is the owner's again",
			both(quiet, away("U0OTHER", "2024-01-05", "2024-01-11", "U0MGRREG"), away("U0OTHER", "2024-01-12", "", ""), func(c *kpi.Chase) { c.Delegations[subject] = "U0OTHER" }),
			"2024-01-02", "2024-01-12", nil,
			`2024-01-02 09:00 U0OTHER post 178 opens
			 2024-01-05 09:00 U0MGRREG post 178 -10
			 2024-01-12 09:00 U0CORONER post 178 -5`,
		}, {
			"who has it is gone: it is the owner's again", both(quiet, deactivated("U0OTHER"), func(c *kpi.Chase) { c.Delegations[subject] = "U0OTHER" }), "2024-01-02", "2024-01-02", nil,
			`2024-01-02 09:00 U0CORONER post 178 opens`,
		}, {
			"remind me tomorrow: once", quiet, "2024-01-05", "2024-01-12",
			[]event{{"2024-01-05 10:00", snooze("U0CORONER", "2024-01-08")}},
			`2024-01-05 09:00 U0CORONER post 178 -10
			 2024-01-08 09:00 U0CORONER post 178 -10
			 2024-01-12 09:00 U0CORONER post 178 -5`,
		}, {
			"a figure that became theirs after the day's message waits for the next", quiet, "2024-01-05", "2024-01-09",
			[]event{{"2024-01-05 10:00", func(c *kpi.Chase) {
				another := *indicator(c, "178")
				another.Code = "177"
				c.Indicators = append(c.Indicators, another)
			}}},
			`2024-01-05 09:00 U0CORONER post 178 -10
			 2024-01-08 09:00 U0CORONER post 178 177 -10`,
		}, {
			"remind me, of what others owe: no", both(quiet, rungs("0, +3 manager")), "2024-01-24", "2024-01-31",
			[]event{{"2024-01-24 10:00", snooze("U0MGRREG", "2024-01-25")}},
			`2024-01-24 09:00 U0CORONER post 178 0
			 2024-01-24 09:00 U0MGRREG escalate 178 +3`,
		}, {
			"remind me on a day that is a rung's: one message", quiet, "2024-01-12", "2024-01-18",
			[]event{{"2024-01-12 10:00", snooze("U0CORONER", "2024-01-17")}},
			`2024-01-12 09:00 U0CORONER post 178 -5
			 2024-01-17 09:00 U0CORONER post 178 -2
			 2024-01-18 09:00 U0CORONER post 178 -1`,
		}, {
			"remind me on a Saturday: on Monday", quiet, "2024-01-05", "2024-01-09",
			[]event{{"2024-01-05 10:00", snooze("U0CORONER", "2024-01-06")}},
			`2024-01-05 09:00 U0CORONER post 178 -10
			 2024-01-08 09:00 U0CORONER post 178 -10`,
		}, {
			"posted meanwhile, there is nothing to remind of", quiet, "2024-01-05", "2024-01-09",
			[]event{{"2024-01-05 10:00", both(snooze("U0CORONER", "2024-01-08"), func(c *kpi.Chase) { c.Posted[subject] = true })}},
			`2024-01-05 09:00 U0CORONER post 178 -10`,
		}, {
			"a due day that moves by some days moves the rungs that are left", both(quiet, rungs("-5, -2, 0")), "2024-01-12", "2024-01-31",
			[]event{{"2024-01-17 10:00", func(c *kpi.Chase) { c.Collections[1].Due = day(t, "2024-01-24") }}},
			`2024-01-12 09:00 U0CORONER post 178 -5
			 2024-01-17 09:00 U0CORONER post 178 -2
			 2024-01-22 09:00 U0CORONER post 178 -2
			 2024-01-24 09:00 U0CORONER post 178 0`,
		}, {
			"figures may come three weeks later: the ladder is climbed once more", quiet, "2024-01-18", "2024-02-12",
			[]event{{"2024-01-22 17:00", func(c *kpi.Chase) { c.Collections[1].Due = day(t, "2024-02-09") }}},
			`2024-01-18 09:00 U0CORONER post 178 -1
			 2024-01-19 09:00 U0CORONER post 178 0
			 2024-01-22 09:00 U0CORONER post 178 +1
			 2024-01-22 09:00 U0DEPUTY post 178 +1
			 2024-01-26 09:00 U0CORONER post 178 -10
			 2024-02-02 09:00 U0CORONER post 178 -5
			 2024-02-07 09:00 U0CORONER post 178 -2
			 2024-02-08 09:00 U0CORONER post 178 -1
			 2024-02-09 09:00 U0CORONER post 178 0
			 2024-02-12 09:00 U0CORONER post 178 +1
			 2024-02-12 09:00 U0DEPUTY post 178 +1`,
		}, {
			"closed and opened again, it is news to its owner, and the team has its board already", nil, "2024-01-02", "2024-01-08",
			[]event{{"2024-01-02 17:00", func(c *kpi.Chase) { c.Collections[1].Opens = day(t, "2024-01-08") }}},
			`2024-01-02 09:00 U0CORONER post 178 opens
			 2024-01-02 09:00 U0PERF board 2023-24Q3 opens
			 2024-01-08 09:00 U0CORONER post 178 opens`,
		}, {
			"figures are wanted sooner: no rung is made up for twice", both(quiet, rungs("-5, -2, 0")), "2024-01-11", "2024-01-19",
			[]event{{"2024-01-12 10:00", func(c *kpi.Chase) { c.Collections[1].Due = day(t, "2024-01-16") }}},
			`2024-01-12 09:00 U0CORONER post 178 -5
			 2024-01-16 09:00 U0CORONER post 178 0`,
		}, {
			"an outage of two weeks: the latest rung alone, for each audience", func(c *kpi.Chase) {
				for n := range c.People { // nobody can be reached
					c.People[n].Leaves = []kpi.Leave{{First: day(t, "2024-01-08"), Last: day(t, "2024-01-28")}}
				}
			}, "2024-01-05", "2024-03-20", nil,
			`2024-01-05 09:00 U0CORONER post 178 -10
			 2024-01-05 09:00 U0PERF board 2023-24Q3 opens
			 2024-01-29 09:00 U0CORONER post 178 +1
			 2024-01-29 09:00 U0MGRREG escalate 178 +3
			 2024-01-29 09:00 U0PERF list 178 +5
			 2024-01-29 09:00 U0DEPUTY post 178 +1`,
		}, {
			"turned on at the end of a day, nothing before the next", both(quiet, rungs("0")), "2024-01-19", "2024-01-22",
			[]event{{"2024-01-19 00:00", away("U0CORONER", "2024-01-19", "2024-01-19", "U0NOBODY")}, {"2024-01-19 00:00", deputy("")}},
			`2024-01-22 09:00 U0CORONER post 178 0`,
		}, {
			"one message to who is owner, manager and administrator at once", func(c *kpi.Chase) {
				person(c, "U0CORONER").Roles, indicator(c, "178").Manager = []kpi.Role{kpi.Manager, kpi.Admin}, "U0CORONER"
				person(c, "U0PERF").Roles = nil
			}, "2024-01-02", "2024-01-31", nil,
			`2024-01-02 09:00 U0CORONER post 178 opens; board 2023-24Q3 opens
			 2024-01-05 09:00 U0CORONER post 178 -10
			 2024-01-12 09:00 U0CORONER post 178 -5
			 2024-01-17 09:00 U0CORONER post 178 -2
			 2024-01-18 09:00 U0CORONER post 178 -1
			 2024-01-19 09:00 U0CORONER post 178 0
			 2024-01-22 09:00 U0CORONER post 178 +1
			 2024-01-22 09:00 U0DEPUTY post 178 +1
			 2024-01-26 09:00 U0CORONER post 178 +1; list 178 +5`,
		}, {
			"nine o'clock is New York's", both(quiet, in("America/New_York")), "2024-01-02", "2024-01-02", nil,
			`2024-01-02 14:00 U0CORONER post 178 opens`,
		}, {
			"nine o'clock is Kolkata's", both(quiet, in("Asia/Kolkata")), "2024-01-02", "2024-01-02", nil,
			`2024-01-02 03:30 U0CORONER post 178 opens`,
		}, {
			"nine o'clock is Auckland's, on its own second of January", both(quiet, in("Pacific/Auckland")), "2024-01-01", "2024-01-05", nil,
			`2024-01-01 20:00 U0CORONER post 178 opens
			 2024-01-04 20:00 U0CORONER post 178 -10`,
		}, {
			"a zone that nobody knows is the council's", both(quiet, in("Mars/Olympus")), "2024-01-02", "2024-01-02", nil,
			`2024-01-02 09:00 U0CORONER post 178 opens`,
		}, {
			"the machine's own zone, which is Greenwich where it is none, is nobody's", both(quiet, in("Local"), collected("2024-07-01", "2024-07-19", "")), "2024-07-01", "2024-07-01", nil,
			`2024-07-01 09:00 U0CORONER post 178 opens`,
		}, {
			"the clocks go forward", both(quiet, rungs("-1, 0, +1"), collected("2024-03-25", "2024-04-02", "")), "2024-03-25", "2024-04-05", nil,
			`2024-03-28 09:00 U0CORONER post 178 -1
			 2024-04-02 09:00 U0CORONER post 178 0
			 2024-04-03 09:00 U0CORONER post 178 +1`,
		}, {
			"the clocks go back", both(quiet, rungs("-1, 0, +1"), collected("2024-10-21", "2024-10-28", "")), "2024-10-21", "2024-10-31", nil,
			`2024-10-25 09:00 U0CORONER post 178 -1
			 2024-10-28 09:00 U0CORONER post 178 0
			 2024-10-29 09:00 U0CORONER post 178 +1`,
		}, {
			"the next collection opens: the last one's figure is let be", both(quiet, func(c *kpi.Chase) {
				c.Collections = append(c.Collections, kpi.Collection{Period: kpi.Quarter(2023, 4), Opens: day(t, "2024-01-22"), Due: day(t, "2024-02-16")})
			}), "2024-01-19", "2024-01-26", nil,
			`2024-01-19 09:00 U0CORONER post 178 0
			 2024-01-22 09:00 U0CORONER post 178 opens`,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c := hamlet(t)
			if test.given != nil {
				test.given(&c)
			}
			var want []string
			for line := range strings.Lines(test.want) {
				want = append(want, strings.TrimSpace(line))
			}
			got := strings.Split(strings.TrimSpace(diary(live(t, c, test.first, test.last, test.events...))), "\n")
			if len(want) == 0 {
				want = []string{""}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Each frequency is chased when its own is due.
func TestFrequenciesAreChasedWithTheirOwn(t *testing.T) {
	t.Parallel()
	c := hamlet(t)
	person(&c, "U0PERF").Roles = nil
	chasedBy(t, &c, "opens, 0")
	for _, f := range []kpi.Frequency{kpi.Monthly, kpi.HalfYearly, kpi.Yearly} {
		c.Indicators = append(c.Indicators, kpi.Indicator{Code: string(f), Committee: c.Committees[0].Name, Frequency: f, Owner: "U0CORONER"})
	}
	c.Collections = nil
	for _, k := range []struct{ period, opens, due string }{
		{"2023-24Q2", "2023-10-02", "2023-10-20"}, {"2023-24Q3", "2024-01-02", "2024-01-19"}, {"2023-24Q4", "2024-04-02", "2024-04-19"},
		{"2023-10", "2023-11-01", "2023-11-08"}, {"2023-11", "2023-12-01", "2023-12-08"},
	} {
		c.Collections = append(c.Collections, kpi.Collection{Period: period(t, k.period), Opens: day(t, k.opens), Due: day(t, k.due)})
	}
	golden(t, "frequencies.golden.txt", diary(live(t, c, "2023-09-25", "2024-05-31")))
}

// Nobody is spoken to outside the hours of their own office, and the notice says until when it may be said.
func TestHours(t *testing.T) {
	t.Parallel()
	c := hamlet(t)
	person(&c, "U0CORONER").Zone = "Asia/Kolkata"
	for when, want := range map[string]int{ // London is five and a half hours behind
		"2024-01-02 03:29": 0, "2024-01-02 03:30": 1, "2024-01-02 11:29": 1, "2024-01-02 11:30": 0,
		"2024-01-05 19:00": 0, "2024-01-06 05:00": 0, "2024-01-07 05:00": 0, // it is Saturday, and Sunday
	} {
		notices := 0
		for _, n := range c.Owed(at(t, when)) {
			if n.Recipient != "U0CORONER" {
				continue
			}
			notices++
			if from, until := at(t, "2024-01-02 03:30"), at(t, "2024-01-02 11:30"); !n.From.Equal(from) || !n.Until.Equal(until) || n.Day.String() != "2024-01-02" {
				t.Errorf("at %s: on %s, from %s until %s", when, n.Day, n.From, n.Until)
			}
		}
		if notices != want {
			t.Errorf("at %s: %d messages, want %d", when, notices, want)
		}
	}
}

// A message of many figures has what is theirs first, in the register's order, with the day on which each is due.
func TestWhatAMessageHolds(t *testing.T) {
	t.Parallel()
	c := council(t)
	person(&c, "U0PERF").Roles = []kpi.Role{kpi.Admin}
	indicator(&c, "SKL2").Owner = "U0PERF"
	indicator(&c, "LIB1").Manager = "U0PERF"
	indicator(&c, "REG2").Owner = ""
	posts(&c, kpi.Quarter(2023, 3), "LIB2", "LIB3", "SKL1", "SKL3", "YTH1", "175", "176", "177", "DAV1", "DAV2", "199", "TRS1", "TRS2")
	for _, n := range c.Owed(at(t, "2024-01-26 16:45")) {
		if n.Recipient != "U0PERF" {
			continue
		}
		want := "post SKL2 +1; escalate LIB1 +3; list LIB1 SKL2 178 179 REG1 REG2 +5; gap no owner REG2 +1; board 2023-24Q3 opens"
		if got := items(n); got != want {
			t.Errorf("it holds %s\nwant %s", got, want)
		}
		for _, i := range n.Items {
			if i.Due.String() != due || i.Period != kpi.Quarter(2023, 3) {
				t.Errorf("%s is due on %s for %s", i.Indicator, i.Due, i.Period)
			}
		}
		return
	}
	t.Error("nothing is owed to the performance team")
}

// What a message would say stands while the figure is awaited of that person, and no longer.
func TestStands(t *testing.T) {
	t.Parallel()
	q3 := kpi.Quarter(2023, 3)
	today := day(t, "2024-01-26")
	c := hamlet(t)
	item := func(d kpi.Duty) kpi.Item {
		return kpi.Item{Duty: d, Subject: kpi.Subject{Indicator: "178", Period: q3}}
	}
	gap := item(kpi.DutyGap)
	gap.Gap = kpi.GapNoOwner
	stand := func(what string, recipient string, i kpi.Item, want bool) {
		t.Helper()
		if got := c.Stands(recipient, today, i); got != want {
			t.Errorf("%s: it stands %t, want %t", what, got, want)
		}
	}
	stand("the owner's", "U0CORONER", item(kpi.DutyPost), true)
	stand("a stranger's", "U0NOBODY", item(kpi.DutyPost), false)
	stand("the manager's", "U0MGRREG", item(kpi.DutyEscalate), true)
	stand("the team's", "U0PERF", item(kpi.DutyList), true)
	stand("the board", "U0PERF", kpi.Item{Duty: kpi.DutyBoard, Subject: kpi.Subject{Period: q3}}, true)
	stand("another period's", "U0CORONER", kpi.Item{Duty: kpi.DutyPost, Subject: kpi.Subject{Indicator: "178", Period: kpi.Quarter(2023, 2)}}, false)
	stand("a gap that is none", "U0PERF", gap, false)
	indicator(&c, "178").Owner = ""
	stand("a gap", "U0PERF", gap, true)
	stand("the former owner's", "U0CORONER", item(kpi.DutyPost), false)
	indicator(&c, "178").Owner = "U0CORONER"
	c.Posted[kpi.Subject{Indicator: "178", Period: q3}] = true
	stand("the owner's, posted", "U0CORONER", item(kpi.DutyPost), false)
	stand("the manager's, posted", "U0MGRREG", item(kpi.DutyEscalate), false)
	delete(c.Posted, kpi.Subject{Indicator: "178", Period: q3})
	today = day(t, meeting)
	stand("on the committee's day", "U0CORONER", item(kpi.DutyPost), false)
}
