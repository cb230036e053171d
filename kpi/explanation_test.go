package kpi_test

import (
	"fmt"
	"strings"
	"testing"

	"chaser/kpi"
)

// The golden file is for reading aloud: every line must be correct British English, and must not contradict its rating.
func TestExplanations(t *testing.T) {
	t.Parallel()
	const up, down, none = kpi.Up, kpi.Down, kpi.None
	tests := []struct {
		rule      string
		direction kpi.Direction
		unit      kpi.Unit
		decimals  int
		target    string
		actuals   []string
	}{
		{"relative:-10,0,5", up, kpi.Percent, 0, "60", []string{"0", "48", "53.9999", "54", "55", "59.99999", "60", "60.00001", "63", "63.0000001", "64.117", "120"}},
		{"relative:-10,0,5", down, kpi.Days, 0, "10", []string{"12", "11.00001", "11", "10.5", "10", "9.5", "9.49999", "9", "1", "0", "0.00001"}},
		{"relative:-10,0,5", up, kpi.Count, 0, "107236", []string{"96326", "96512.4", "107235", "112598"}},
		{"relative:-10,0,5", down, kpi.Currency, 2, "1250", []string{"1400", "1375.01", "1375", "1250.01", "1187.5", "-4.5"}},
		{"relative:-10,0,5", up, kpi.Currency, 2, "-200", []string{"-221", "-220", "-200", "5"}},
		{"relative:-10,0,5", down, kpi.Days, 0, "0", []string{"3", "0.00001", "0", "-1"}},
		{"relative:-10,0,5", up, kpi.Count, 0, "0", []string{"-1", "0", "1"}},
		{"relative:-10,0,5", up, kpi.Percent, 0, "64.2", []string{"57000/889"}},
		{"relative:>-5,>=-1", up, kpi.Count, 0, "100", []string{"95", "95.00001", "99", "100"}},
		{"points:-5,0,2", up, kpi.Percent, 1, "60", []string{"54.9", "54.99999", "55", "59", "60", "62.00001"}},
		{"points:-5,0,2", down, kpi.Days, 0, "10", []string{"16", "15.00001", "11", "10", "7"}},
		{"bounds:50,60,70", up, kpi.Percent, 0, "65", []string{"45", "49.99999", "50", "55", "60", "70", "70.00001"}},
		{"bounds:12,10,8", down, kpi.Days, 0, "", []string{"13", "12.00001", "12", "10", "8", "7"}},
		{"floor:50", up, kpi.Percent, 0, "60", []string{"45", "50", "59", "60", "61"}},
		{"floor:50", up, kpi.Percent, 0, "40", []string{"39", "45"}},
		{"met", down, kpi.Count, 0, "1200", []string{"1201", "1200", "1000"}},
		{"range:90,110,5", none, kpi.Percent, 0, "", []string{"80", "84.99999", "85", "89", "90", "100", "110.00001", "111", "115", "115.00001", "116"}},
		{"range:1000,2000,0", up, kpi.Count, 0, "1500", []string{"999", "1000", "2001"}},
	}
	var b strings.Builder
	for _, test := range tests {
		fmt.Fprintf(&b, "%s, %s, target %q\n", test.rule, test.direction, test.target)
		for _, actual := range test.actuals {
			a, err := kpi.Rate(mustRule(t, test.rule), test.direction, num(test.target), rat(actual), test.unit, test.decimals)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(a.Explanation, ": "+string(a.Rating)+".") {
				t.Errorf("%q does not say %s", a.Explanation, a.Rating)
			}
			fmt.Fprintf(&b, "  %-10s %s\n", actual, a.Explanation)
		}
	}
	golden(t, "explanations.golden.txt", b.String())
}

func TestExplanationsOfTheUnrated(t *testing.T) {
	t.Parallel()
	i := kpi.Indicator{Code: "REG2", Unit: kpi.Percent, Direction: kpi.None, Kind: kpi.Target, Target: num("60")}
	f := figureOf(kpi.Quarter(2023, 2), "55")
	if got := i.Assess(f).Explanation; !strings.HasPrefix(got, "The rule relative:-10,0,5 needs to know which way is better") {
		t.Errorf("a rule without a direction is explained by %q", got)
	}
	for kind, want := range map[kpi.Kind]string{
		kpi.Baseline:      "The measure is being tracked in order to set a target.",
		kpi.Contextual:    "The measure is reported for context and has no target.",
		kpi.InDevelopment: "The measure is agreed; its data and target are in development.",
	} {
		i.Kind = kind
		if got := i.Assess(f).Explanation; got != want {
			t.Errorf("%s is explained by %q", kind, got)
		}
	}
	for status, want := range map[kpi.Status]string{
		kpi.CarriedForward: "The figure is carried forward from an earlier period, so it is not rated.",
		kpi.Unavailable:    "No figure is available for the period, so there is nothing to rate.",
	} {
		f.Status = status
		if got := i.Assess(f).Explanation; got != want {
			t.Errorf("%s is explained by %q", status, got)
		}
	}
}
