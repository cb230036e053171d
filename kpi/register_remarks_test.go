package kpi_test

import (
	"fmt"
	"strings"
	"testing"

	"chaser/kpi"
)

func TestRemarks(t *testing.T) {
	t.Parallel()
	q3, q4 := kpi.Quarter(2023, 3), kpi.Quarter(2023, 4)
	of := func(p kpi.Period, opens, due, meets string) kpi.Collection {
		return kpi.Collection{Period: p, Opens: day(t, opens), Due: day(t, due), CommitteeDate: day(t, meets)}
	}
	publishedOn := func(k kpi.Collection, on string) kpi.Collection {
		k.Publishes = day(t, on)
		return k
	}
	short, err := kpi.ParseLadder("0, +1 team")
	if err != nil {
		t.Fatal(err)
	}
	long, err := kpi.ParseLadder("0, +30 team")
	if err != nil {
		t.Fatal(err)
	}
	before := kpi.Register{
		Committees:  []kpi.Committee{{Name: "Communities"}, {Name: "Highways", Ladder: short}, {Name: "Audit"}},
		Collections: []kpi.Collection{of(q3, opening, due, "2024-01-24")},
		Closures:    []kpi.Closure{{Day: day(t, "2024-04-22"), Name: "Flood"}},
	}
	tests := []struct {
		name    string
		held    kpi.Register
		joining kpi.Register
	}{
		{"a sound one", before, kpi.Register{Collections: []kpi.Collection{of(q4, "2024-04-02", "2024-04-19", "2024-06-11")}}},
		{"nothing is said of what is held", before, kpi.Register{}},
		{"due on a Saturday, before a closure that is held", before, kpi.Register{Collections: []kpi.Collection{of(q4, "2024-04-02", "2024-04-20", "2024-06-11")}}},
		{"due on Good Friday", kpi.Register{}, kpi.Register{Collections: []kpi.Collection{of(q3, opening, "2024-03-29", "2024-06-11")}}},
		{"published on a Saturday", kpi.Register{}, kpi.Register{Collections: []kpi.Collection{publishedOn(of(q3, opening, due, "2024-03-12"), "2024-02-24")}}},
		{"published after the committee meets", kpi.Register{}, kpi.Register{Collections: []kpi.Collection{publishedOn(of(q3, opening, due, "2024-03-12"), "2024-03-13")}}},
		{"published on the day of the meeting", kpi.Register{}, kpi.Register{Collections: []kpi.Collection{publishedOn(of(q3, opening, due, "2024-03-12"), "2024-03-12")}}},
		{"due on a closure that joins", kpi.Register{}, kpi.Register{
			Collections: []kpi.Collection{of(q3, opening, due, "2024-06-11")}, Closures: []kpi.Closure{{Day: day(t, due), Name: "Flood"}},
		}},
		{"a closure on a due day that is held", before, kpi.Register{Closures: []kpi.Closure{{Day: day(t, due), Name: "Storm"}}}},
		{"a committee of one ladder, overtaken", kpi.Register{Committees: before.Committees[:1]}, kpi.Register{Collections: []kpi.Collection{of(q3, opening, due, "2024-01-24")}}},
		{"of three committees two are overtaken, and the third by another rung", before, kpi.Register{Collections: []kpi.Collection{of(q3, opening, due, "2024-01-22")}}},
		{"overtaken on the due day, which moved", kpi.Register{Committees: before.Committees[:1]}, kpi.Register{Collections: []kpi.Collection{of(q3, opening, "2024-01-20", "2024-01-22")}}},
		{"a committee's new ladder, and a collection that is held", before, kpi.Register{Committees: []kpi.Committee{{Name: "Highways", Ladder: long}}}},
		{"a new ladder that joins with its collection", before, kpi.Register{
			Committees: []kpi.Committee{{Name: "Highways", Ladder: long}}, Collections: []kpi.Collection{of(q3, opening, due, "2024-02-20")},
		}},
		{"a ladder longer than a chase without a meeting", kpi.Register{Collections: []kpi.Collection{of(q3, opening, due, "")}}, kpi.Register{Committees: []kpi.Committee{{Name: "Highways", Ladder: long}}}},
	}
	var said strings.Builder
	for _, test := range tests {
		fmt.Fprintf(&said, "%s\n", test.name)
		for _, r := range test.joining.Remarks(test.held, later) {
			fmt.Fprintf(&said, "\t%s\n", r)
		}
	}
	golden(t, "register_remarks.golden.txt", said.String())
}
