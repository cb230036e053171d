package kpi_test

import (
	"fmt"
	"strings"
	"testing"

	"chaser/kpi"
)

// What each message is, and why it is sent, for reading.
func TestWhy(t *testing.T) {
	t.Parallel()
	q3, november, year := kpi.Quarter(2023, 3), kpi.Month(2023, 11), kpi.FinancialYear(2023)
	post := func(code string, p kpi.Period, step, due string) kpi.Item {
		s, err := kpi.ParseStep(step)
		if err != nil {
			t.Fatal(err)
		}
		return kpi.Item{Duty: kpi.DutyPost, Subject: kpi.Subject{Indicator: code, Period: p}, Step: s, Due: day(t, due)}
	}
	as := func(d kpi.Duty, i kpi.Item) kpi.Item { i.Duty = d; return i }
	gap := func(code string, g kpi.Gap) kpi.Item {
		i := as(kpi.DutyGap, post(code, q3, "opens", due))
		i.Gap = g
		return i
	}
	tests := []struct {
		name, day string
		items     []kpi.Item
	}{
		{"it opens", opening, []kpi.Item{post("177", q3, "opens", due), post("178", q3, "opens", due)}},
		{"one alone", opening, []kpi.Item{post("178", q3, "opens", due)}},
		{"ten days before", "2024-01-05", []kpi.Item{post("178", q3, "-10", due)}},
		{"five days before", "2024-01-12", []kpi.Item{post("177", q3, "-5", due), post("178", q3, "-5", due), post("179", q3, "-5", due)}},
		{"the day before", "2024-01-18", []kpi.Item{post("178", q3, "-1", due)}},
		{"over the week-end", "2024-01-12", []kpi.Item{post("178", q3, "-1", "2024-01-15")}},
		{"the day itself", due, []kpi.Item{post("177", q3, "0", due), post("178", q3, "0", due)}},
		{"the day after", "2024-01-22", []kpi.Item{post("178", q3, "+1", due)}},
		{"late, many", "2024-01-26", []kpi.Item{post("177", q3, "+1", due), post("178", q3, "+1", due)}},
		{"to the manager", "2024-01-24", []kpi.Item{as(kpi.DutyEscalate, post("178", q3, "+3", due))}},
		{"to the manager, many", "2024-01-24", []kpi.Item{as(kpi.DutyEscalate, post("177", q3, "+3", due)), as(kpi.DutyEscalate, post("178", q3, "+3", due))}},
		{"to the performance team", "2024-01-26", []kpi.Item{as(kpi.DutyList, post("177", q3, "+5", due)), as(kpi.DutyList, post("178", q3, "+5", due))}},
		{"no owner", opening, []kpi.Item{gap("178", kpi.GapNoOwner)}},
		{"no owners", opening, []kpi.Item{gap("177", kpi.GapNoOwner), gap("178", kpi.GapNoOwner)}},
		{"a deactivated owner, and another gap", opening, []kpi.Item{gap("177", kpi.GapDeactivated), gap("178", kpi.GapNoOwner)}},
		{"a new owner", opening, []kpi.Item{gap("178", kpi.GapOwnerChanged)}},
		{"nobody stands in", opening, []kpi.Item{gap("178", kpi.GapUncovered)}},
		{"the board", opening, []kpi.Item{as(kpi.DutyBoard, post("", q3, "opens", due))}},
		{"late first, though it comes last", "2024-01-05", []kpi.Item{post("178", q3, "-10", due), post("MON", november, "0", "2023-12-08")}},
		{"of two periods, both late", "2024-04-22", []kpi.Item{post("177", kpi.Quarter(2023, 4), "+1", "2024-04-19"), post("178", kpi.Quarter(2023, 4), "+1", "2024-04-19"), post("YEAR", year, "+1", "2024-04-19")}},
		{"theirs to post before what they manage", "2024-01-26", []kpi.Item{
			post("178", q3, "-1", "2024-01-29"), as(kpi.DutyEscalate, post("MON", november, "+3", "2023-12-08")), as(kpi.DutyList, post("MON", november, "+5", "2023-12-08")),
		}},
	}
	var said strings.Builder
	for _, test := range tests {
		n := kpi.Notice{Recipient: "U0CORONER", Day: day(t, test.day), Items: test.items}
		fmt.Fprintf(&said, "%s, %s: %s, %s\n\t%s\n", test.name, test.day, n.Kind(), n.Period(), n.Why(kpi.Calendar{}))
	}
	golden(t, "why.golden.txt", said.String())
}
