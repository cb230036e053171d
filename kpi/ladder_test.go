package kpi_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chaser/kpi"
)

const defaultLadder = "opens, -10, -5, -2, -1, 0, +1 deputy, +3 manager, +5 team"

func TestLadderReadsAndWrites(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		defaultLadder:                           defaultLadder,
		"+3 manager,opens,  -2 ,+1 deputy,0":    "opens, -2, 0, +1 deputy, +3 manager",
		"0":                                     "0",
		"0 owner":                               "0",
		"-0, 5 team":                            "0, +5 team",
		"0 manager, 0":                          "0 manager, 0",
		"OPENS, −5, –2, +1 Deputy":              "opens, -5, -2, +1 deputy", // as a word processor makes it
		"60 team, -60":                          "-60, +60 team",
		"opens owner, opens manager, 1, 1 team": "opens, opens manager, +1, +1 team",
	} {
		l, err := kpi.ParseLadder(text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
		} else if l.String() != want {
			t.Errorf("%q is read as %q, want %q", text, l, want)
		}
	}
	if got := kpi.DefaultLadder.String(); got != defaultLadder {
		t.Errorf("the default is %s", got)
	}
	if got := (kpi.Committee{}).ChaseLadder().String(); got != defaultLadder {
		t.Errorf("a committee without a ladder has %s", got)
	}
	own := kpi.Ladder{{Audience: kpi.ToOwner}}
	if got := (kpi.Committee{Ladder: own}).ChaseLadder().String(); got != "0" {
		t.Errorf("a committee with a ladder of its own has %s", got)
	}
}

func TestLadderRefusals(t *testing.T) {
	t.Parallel()
	var many []string
	for n := range 21 {
		many = append(many, fmt.Sprint(n))
	}
	var said strings.Builder
	for _, text := range []string{
		"", ",", "0,,1", "-5 -2", "5 days before", "soon", "61", "-61", "1.5", "99999999999999999999", "0 chief",
		"0, 0", "0, -0 owner", "opens, opens", strings.Join(many, ","), strings.Repeat("long", 30), "0\n\x00boss",
	} {
		l, err := kpi.ParseLadder(text)
		if err == nil {
			t.Errorf("%q is read as %s", text, l)
			continue
		}
		if strings.ContainsAny(err.Error(), "\n\x00") {
			t.Errorf("%q: %q is not a line", text, err)
		}
		fmt.Fprintf(&said, "%-30q %s\n", text, err)
	}
	golden(t, "ladder_refusals.golden.txt", said.String())
}

var anyRung = rapid.Custom(func(t *rapid.T) kpi.Rung {
	step := kpi.Step{Opening: rapid.IntRange(0, 4).Draw(t, "opens") == 0}
	if !step.Opening {
		step.Days = rapid.IntRange(-60, 60).Draw(t, "days")
	}
	return kpi.Rung{Step: step, Audience: rapid.SampledFrom([]kpi.Audience{kpi.ToOwner, kpi.ToDeputy, kpi.ToManager, kpi.ToTeam}).Draw(t, "audience")}
})

// Whatever rungs there are, in whatever order: what is written is read back in the order of their days.
func TestLadderRoundTrips(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		given := kpi.Ladder(rapid.SliceOfNDistinct(anyRung, 1, 20, func(r kpi.Rung) string { return r.String() }).Draw(t, "rungs"))
		l, err := kpi.ParseLadder(given.String())
		if err != nil {
			t.Fatalf("%s: %v", given, err)
		}
		if len(l) != len(given) {
			t.Fatalf("%s is read as %s", given, l)
		}
		for n := range l[1:] {
			if l[n].Step.Compare(l[n+1].Step) > 0 {
				t.Fatalf("%s: %s comes after %s", l, l[n], l[n+1])
			}
		}
		again, err := kpi.ParseLadder(l.String())
		if err != nil || !cmp.Equal(again, l) {
			t.Fatalf("%s is read as %s: %v", l, again, err)
		}
	})
}

func FuzzParseLadder(f *testing.F) {
	for _, text := range []string{defaultLadder, "opens", "0 team, +60", "0,,", "-0\t owner"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		l, err := kpi.ParseLadder(text)
		if err != nil {
			return
		}
		if again, err := kpi.ParseLadder(l.String()); err != nil || !cmp.Equal(again, l) {
			t.Errorf("%q is %s, which is read as %s: %v", text, l, again, err)
		}
	})
}

func TestStepOrder(t *testing.T) {
	t.Parallel()
	steps := []kpi.Step{{Opening: true}, {Days: -60}, {Days: -1}, {}, {Days: 1}, {Days: 60}}
	for n, a := range steps {
		if s, err := kpi.ParseStep(a.String()); err != nil || s != a {
			t.Errorf("%s is read as %s: %v", a, s, err)
		}
		for m, b := range steps {
			if got, want := a.Compare(b), n-m; got*want < 0 || (got == 0) != (want == 0) {
				t.Errorf("%s compared with %s is %d", a, b, got)
			}
		}
	}
}

func TestDeadline(t *testing.T) {
	t.Parallel()
	closed := kpi.NewCalendar([]kpi.Closure{{Day: day(t, "2024-01-22"), Name: "Flood"}})
	for due, want := range map[string]string{
		"2024-01-19": "2024-01-19",
		"2024-01-20": "2024-01-23", // a Saturday, and on the Monday the council is closed
		"2024-03-29": "2024-04-02", // Good Friday
		"2023-12-25": "2023-12-27",
		"2024-02-29": "2024-02-29",
	} {
		if got := (kpi.Collection{Due: day(t, due)}).Deadline(closed); got.String() != want {
			t.Errorf("what is due on %s is due on %s, want %s", due, got, want)
		}
	}
}

func TestOvertaken(t *testing.T) {
	t.Parallel()
	tests := []struct{ due, committee, want string }{
		{"2024-01-19", "2024-03-12", ""},
		{"2024-01-19", "2024-01-26", "+5 team"}, // the very day
		{"2024-01-19", "2024-01-24", "+3 manager, +5 team"},
		{"2024-01-19", "2024-01-19", "0, +1 deputy, +3 manager, +5 team"},
		{"2024-01-20", "2024-01-22", "0, +1 deputy, +3 manager, +5 team"}, // due on the Monday, when the committee meets
		{"2024-01-19", "", ""},
	}
	for _, test := range tests {
		k := kpi.Collection{Period: kpi.Quarter(2023, 3), Opens: day(t, "2024-01-02"), Due: day(t, test.due), CommitteeDate: day(t, test.committee)}
		if got := kpi.DefaultLadder.Overtaken(k, kpi.Calendar{}).String(); got != test.want {
			t.Errorf("due on %s, met on %s: %q are overtaken, want %q", test.due, test.committee, got, test.want)
		}
	}
	// Where no committee is set the chase ends a month after the due day, whatever the ladder says.
	late, err := kpi.ParseLadder("0, +19 manager, +20 team, +60 team")
	if err != nil {
		t.Fatal(err)
	}
	k := kpi.Collection{Period: kpi.Quarter(2023, 3), Opens: day(t, "2024-01-02"), Due: day(t, "2024-01-19")}
	if got := late.Overtaken(k, kpi.Calendar{}).String(); got != "+20 team, +60 team" {
		t.Errorf("%q are overtaken", got)
	}
}
