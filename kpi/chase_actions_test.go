package kpi_test

import (
	"strings"
	"testing"
	"time"

	"chaser/kpi"
)

// acts adds an open action on 178 to the council, its owner the coroner unless another is named.
func acts(tb testing.TB, id int64, raised, due string, owner ...string) func(*kpi.Chase) {
	return func(c *kpi.Chase) {
		a := kpi.Action{ID: id, Indicator: "178", Period: kpi.Quarter(2023, 2), Text: "x", Owner: "U0CORONER", Due: day(tb, due), State: kpi.ActionOpen, RaisedAt: day(tb, raised).At(10, c.Zone)}
		if len(owner) > 0 {
			a.Owner = owner[0]
		}
		c.Undertaken = append(c.Undertaken, kpi.Undertaken{Action: a})
	}
}

// reported is a figure of a later period, after which an action is looked at again.
func reported(tb testing.TB, p kpi.Period, on string) func(*kpi.Chase) {
	return func(c *kpi.Chase) { c.Undertaken[0].Later, c.Undertaken[0].LaterDay = p, day(tb, on) }
}

func settled(c *kpi.Chase) { c.Undertaken = nil }

// Each story is the council of one indicator, whose figure for Q3 is posted, and what it was sent of reds and actions.
func TestOwedOfRedsAndActions(t *testing.T) {
	t.Parallel()
	subject := kpi.Subject{Indicator: "178", Period: kpi.Quarter(2023, 3)}
	red := func(on string) func(*kpi.Chase) {
		return func(c *kpi.Chase) { c.Unanswered = map[kpi.Subject]kpi.Date{subject: day(t, on)} }
	}
	answered := func(c *kpi.Chase) { c.Unanswered = nil }
	rungs := func(text string) func(*kpi.Chase) { return func(c *kpi.Chase) { chasedBy(t, c, text) } }
	both := func(all ...func(*kpi.Chase)) func(*kpi.Chase) {
		return func(c *kpi.Chase) {
			for _, do := range all {
				do(c)
			}
		}
	}
	deputy := func(id string) func(*kpi.Chase) { return func(c *kpi.Chase) { indicator(c, "178").Deputy = id } }
	tests := []struct {
		name        string
		given       func(*kpi.Chase)
		first, last string
		events      []event
		want        string
	}{
		{
			"a red without actions: the day after, then at the rungs, the manager in his turn, then silence", red("2024-01-08"), "2024-01-08", "2024-03-20", nil,
			`2024-01-09 09:00 U0CORONER answer 178 -10
			 2024-01-12 09:00 U0CORONER answer 178 -5
			 2024-01-17 09:00 U0CORONER answer 178 -2
			 2024-01-18 09:00 U0CORONER answer 178 -1
			 2024-01-19 09:00 U0CORONER answer 178 0
			 2024-01-22 09:00 U0CORONER answer 178 +1
			 2024-01-22 09:00 U0DEPUTY answer 178 +1
			 2024-01-24 09:00 U0MGRREG unanswered 178 +3`,
		}, {
			"answered, it is quiet", red("2024-01-08"), "2024-01-08", "2024-03-20", []event{{"2024-01-12 09:15", answered}},
			`2024-01-09 09:00 U0CORONER answer 178 -10
			 2024-01-12 09:00 U0CORONER answer 178 -5`,
		}, {
			"posted after the last rung, its owner hears the day after and the manager some days later", both(red("2024-01-30"), deputy("")), "2024-01-29", "2024-03-20", nil,
			`2024-01-31 09:00 U0CORONER answer 178 +1
			 2024-02-02 09:00 U0MGRREG unanswered 178 +3`,
		}, {
			"three working days across a week-end", both(red("2024-02-01"), deputy("")), "2024-02-01", "2024-03-20", nil,
			`2024-02-02 09:00 U0CORONER answer 178 +1
			 2024-02-06 09:00 U0MGRREG unanswered 178 +3`,
		}, {
			"not after the committee has met", red("2024-03-12"), "2024-03-11", "2024-04-20", nil, ``,
		}, {
			"of another period than the open one", func(c *kpi.Chase) {
				c.Unanswered = map[kpi.Subject]kpi.Date{{Indicator: "178", Period: kpi.Quarter(2023, 2)}: day(t, "2023-12-01")}
			}, "2024-01-08", "2024-01-31", nil, ``,
		}, {
			"an action raised on the day of a rung: whoever was given it has been told on that day", acts(t, 7, "2024-02-14", "2024-02-21"), "2024-02-14", "2024-02-21", nil,
			`2024-02-19 09:00 U0CORONER act 178 -2
			 2024-02-20 09:00 U0CORONER act 178 -1
			 2024-02-21 09:00 U0CORONER act 178 0`,
		}, {
			"an action by its own day: before, on the morning and after, then the manager and the performance team, then silence",
			acts(t, 7, "2024-02-01", "2024-02-21"), "2024-02-01", "2024-05-31", nil,
			`2024-02-07 09:00 U0CORONER act 178 -10
			 2024-02-14 09:00 U0CORONER act 178 -5
			 2024-02-19 09:00 U0CORONER act 178 -2
			 2024-02-20 09:00 U0CORONER act 178 -1
			 2024-02-21 09:00 U0CORONER act 178 0
			 2024-02-22 09:00 U0CORONER act 178 +1
			 2024-02-26 09:00 U0MGRREG undone 178 +3
			 2024-02-28 09:00 U0PERF undone 178 +5`,
		}, {
			"somebody else's action is theirs", acts(t, 7, "2024-02-12", "2024-02-21", "U0OTHER"), "2024-02-12", "2024-02-23", nil,
			`2024-02-14 09:00 U0OTHER act 178 -5
			 2024-02-19 09:00 U0OTHER act 178 -2
			 2024-02-20 09:00 U0OTHER act 178 -1
			 2024-02-21 09:00 U0OTHER act 178 0
			 2024-02-22 09:00 U0OTHER act 178 +1`,
		}, {
			"closed, it is quiet", acts(t, 7, "2024-02-12", "2024-02-21"), "2024-02-12", "2024-03-20", []event{{"2024-02-14 12:00", settled}},
			`2024-02-14 09:00 U0CORONER act 178 -5`,
		}, {
			"continued, its rungs are climbed once more", acts(t, 7, "2024-02-12", "2024-02-21"), "2024-02-14", "2024-03-06",
			[]event{{"2024-02-16 12:00", func(c *kpi.Chase) { c.Undertaken[0].Due = day(t, "2024-03-06") }}},
			`2024-02-14 09:00 U0CORONER act 178 -5
			 2024-02-21 09:00 U0CORONER act 178 -10
			 2024-02-28 09:00 U0CORONER act 178 -5
			 2024-03-04 09:00 U0CORONER act 178 -2
			 2024-03-05 09:00 U0CORONER act 178 -1
			 2024-03-06 09:00 U0CORONER act 178 0`,
		}, {
			"due on a Sunday, it is due on Monday", both(rungs("opens, 0, +1"), acts(t, 7, "2024-02-12", "2024-02-18")), "2024-02-12", "2024-02-29", nil,
			`2024-02-19 09:00 U0CORONER act 178 0
			 2024-02-20 09:00 U0CORONER act 178 +1`,
		}, {
			"a manager's rung before the day waits until it has passed", both(rungs("-2 manager"), acts(t, 7, "2024-02-12", "2024-02-21")), "2024-02-12", "2024-02-29", nil,
			`2024-02-22 09:00 U0MGRREG undone 178 -2`,
		}, {
			"a later figure came in: it is looked at again, once for each period and of two at most", both(rungs("0"), acts(t, 7, "2024-01-02", "2025-06-30")), "2024-02-01", "2024-12-31",
			[]event{
				{"2024-02-01 09:30", reported(t, kpi.Quarter(2023, 3), "2024-02-01")},
				{"2024-05-01 09:30", reported(t, kpi.Quarter(2023, 4), "2024-05-01")},
				{"2024-08-01 09:30", reported(t, kpi.Quarter(2024, 1), "2024-08-01")},
			},
			`2024-02-02 09:00 U0CORONER review 178 0
			 2024-05-02 09:00 U0CORONER review 178 0`,
		}, {
			"the review comes before its day's rung, which goes on the day after", both(rungs("0, +1"), acts(t, 7, "2024-01-02", "2024-02-02"), reported(t, kpi.Quarter(2023, 3), "2024-02-01")), "2024-02-01", "2024-02-29", nil,
			`2024-02-02 09:00 U0CORONER review 178 0
			 2024-02-05 09:00 U0CORONER act 178 +1`,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c := hamlet(t)
			c.Posted[subject] = true
			c.Collections = c.Collections[1:]
			tell(&c, kpi.Notice{Recipient: "U0PERF", Day: day(t, opening), Items: []kpi.Item{{Duty: kpi.DutyBoard, Subject: kpi.Subject{Period: kpi.Quarter(2023, 3)}}}})
			test.given(&c)
			var want []string
			for line := range strings.Lines(test.want) {
				want = append(want, strings.TrimSpace(line))
			}
			said := live(t, c, test.first, test.last, test.events...)
			if got := strings.TrimSpace(diary(said)); got != strings.Join(want, "\n") {
				t.Errorf("said\n%s\nwant\n%s", got, strings.Join(want, "\n"))
			}
			if len(test.events) == 0 {
				if rehearsed := diary(c.Rehearse(day(t, test.first), day(t, test.last))); rehearsed != diary(said) {
					t.Errorf("rehearsed\n%s\nsaid\n%s", rehearsed, diary(said))
				}
			}
		})
	}
}

// Two actions of one indicator are two things to be told of, in one message.
func TestActionsAreToldApart(t *testing.T) {
	t.Parallel()
	c := hamlet(t)
	c.Posted[kpi.Subject{Indicator: "178", Period: kpi.Quarter(2023, 3)}] = true
	acts(t, 7, "2024-02-12", "2024-02-21")(&c)
	acts(t, 8, "2024-02-12", "2024-02-20")(&c)
	owed := c.Owed(at(t, "2024-02-20 09:00"))
	for _, n := range owed {
		if n.Recipient != "U0CORONER" {
			continue
		}
		if len(n.Items) != 2 || n.Items[0].Action == n.Items[1].Action || n.Kind() != kpi.NoticeAct {
			t.Fatalf("%s: %+v", n.Kind(), n.Items)
		}
		if why := n.Why(c.Calendar); why != "2 actions of theirs are due soon" {
			t.Errorf("why: %s", why)
		}
		if got := n.Codes(); len(got) != 1 {
			t.Errorf("names %v", got)
		}
		return
	}
	t.Fatalf("owed %+v", owed)
}

func TestWhyOfRedsAndActions(t *testing.T) {
	t.Parallel()
	today := day(t, "2024-02-22")
	of := func(d kpi.Duty, due string) kpi.Item {
		return kpi.Item{Duty: d, Subject: kpi.Subject{Indicator: "178", Period: kpi.Quarter(2023, 3)}, Due: day(t, due)}
	}
	for want, items := range map[string][]kpi.Item{
		"1 Red figure for Q3 2023/24 has no actions yet":                                {of(kpi.DutyAnswerRed, "2024-01-19")},
		"2 Red figures for Q3 2023/24 in services that they manage have no actions yet": {of(kpi.DutyUnanswered, "2024-01-19"), of(kpi.DutyUnanswered, "2024-01-19")},
		"1 action was begun before Q3 2023/24, whose figure is in":                      {of(kpi.DutyReview, "2024-03-01")},
		"1 action of theirs is open past its day":                                       {of(kpi.DutyAct, "2024-02-21")},
		"2 actions are open past their day":                                             {of(kpi.DutyUndone, "2024-02-21"), of(kpi.DutyUndone, "2024-02-01")},
	} {
		n := kpi.Notice{Recipient: "U", Day: today, From: time.Time{}, Items: items}
		if got := n.Why(kpi.Calendar{}); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// What was told of one action was not told of another of the same indicator, and what stands of one does not of
// another.
func TestOneActionDoesNotStandForAnother(t *testing.T) {
	t.Parallel()
	c := hamlet(t)
	c.Posted[kpi.Subject{Indicator: "178", Period: kpi.Quarter(2023, 3)}] = true
	chasedBy(t, &c, "-2")
	acts(t, 7, "2024-02-12", "2024-02-21")(&c)
	acts(t, 8, "2024-02-12", "2024-02-21")(&c)
	of := func(id int64) kpi.Item {
		return kpi.Item{Duty: kpi.DutyAct, Subject: kpi.Subject{Indicator: "178", Period: kpi.Quarter(2023, 2)}, Action: id, Step: kpi.Step{Days: -2}, Owner: "U0CORONER"}
	}
	c.Told = append(c.Told, kpi.Told{Recipient: "U0CORONER", Day: day(t, "2024-02-19"), Item: of(7)})
	owed := c.Owed(at(t, "2024-02-20 09:00"))
	if len(owed) == 0 || owed[0].Recipient != "U0CORONER" {
		t.Fatalf("owed %+v", owed)
	}
	if !c.Stands("U0CORONER", day(t, "2024-02-20"), of(7)) || c.Stands("U0CORONER", day(t, "2024-02-20"), of(9)) {
		t.Error("an action that is there does not stand, or one that is not does")
	}
}
