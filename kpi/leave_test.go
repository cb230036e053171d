package kpi_test

import (
	"fmt"
	"strings"
	"testing"

	"chaser/kpi"
)

func TestLeaveCovers(t *testing.T) {
	t.Parallel()
	week := kpi.Leave{First: day(t, "2024-01-08"), Last: day(t, "2024-01-12")}
	open := kpi.Leave{First: day(t, "2024-01-08")}
	for text, want := range map[string][2]bool{
		"2024-01-07": {false, false},
		"2024-01-08": {true, true},
		"2024-01-12": {true, true},
		"2024-01-13": {false, true},
		"2030-01-01": {false, true},
	} {
		if got := [2]bool{week.Covers(day(t, text)), open.Covers(day(t, text))}; got != want {
			t.Errorf("%s is covered by the week and without an end: %v, want %v", text, got, want)
		}
	}
	c := kpi.Contact{Leaves: []kpi.Leave{{First: day(t, "2024-01-02"), Last: day(t, "2024-01-03"), Deputy: "U0A"}, {First: day(t, "2024-01-08"), Last: day(t, "2024-01-08"), Deputy: "U0B"}}}
	if l, away := c.Away(day(t, "2024-01-08")); !away || l.Deputy != "U0B" {
		t.Errorf("away %t, %+v", away, l)
	}
	if _, away := c.Away(day(t, "2024-01-04")); away {
		t.Error("away between two leaves")
	}
}

func TestCheckLeave(t *testing.T) {
	t.Parallel()
	today := day(t, "2024-01-08")
	leave := func(first, last, deputy string) kpi.Leave {
		return kpi.Leave{Person: "U0LIB", First: day(t, first), Last: day(t, last), Deputy: deputy}
	}
	for _, fine := range []kpi.Leave{
		leave("2024-01-08", "2024-01-08", ""),
		leave("2023-12-20", "2024-01-08", "U0MGR"), // it has begun
		leave("2024-01-09", "2025-02-12", ""),
	} {
		if err := kpi.CheckLeave(fine, today); err != nil {
			t.Errorf("%+v: %v", fine, err)
		}
	}
	var said strings.Builder
	for _, bad := range []kpi.Leave{
		leave("2024-01-10", "2024-01-09", ""),
		leave("2024-01-10", "", ""),
		leave("2024-01-02", "2024-01-07", ""),
		leave("2024-01-08", "2025-02-12", ""),
		leave("2024-01-08", "2024-01-12", "U0LIB"),
	} {
		r := refusal(t, kpi.CheckLeave(bad, today))
		fmt.Fprintf(&said, "%s to %s %s | %s: %s\n", bad.First, bad.Last, bad.Deputy, r.Field, r.Sentence)
	}
	golden(t, "leave_refusals.golden.txt", said.String())
}
