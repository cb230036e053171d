package doubt_test

import (
	"testing"

	"chaser/doubt"
	"chaser/kpi"
)

func TestStrayText(t *testing.T) {
	t.Parallel()
	for said, stray := range map[string]bool{
		"T": true, "x.": true, "tbc": true, "TBC.": true, "[insert commentary]": true, "Rose to XX% in the quarter.": true, "To follow": true, "…a": true,
		"": false, "n/a": false, "N/A": false, "None": false, "-": false, "No change.": false, "OK": false, "We are to follow the plan.": false,
	} {
		r := kpi.Register{
			Indicators: []kpi.Indicator{{Code: "175", Unit: kpi.Count, Frequency: kpi.Quarterly}},
			Figures:    []kpi.Figure{{Indicator: "175", Period: kpi.Quarter(2023, 2), Value: number("789"), Status: kpi.Final, Actions: said}},
		}
		if got := checked(r, doubt.Scope{}); (got != "") != stray {
			t.Errorf("%q: %q", said, got)
		}
	}
}

// What a report's boxes lack is asked of the latest figure alone.
func TestBoxes(t *testing.T) {
	t.Parallel()
	const plan = "Two more sessions are held each week, from January on."
	i := kpi.Indicator{Code: "A", Unit: kpi.Count, Frequency: kpi.Quarterly, Kind: kpi.Target, Target: number("100"), Direction: kpi.Up, Committee: "One"}
	for _, test := range []struct {
		name   string
		values []string
		change func(before, now *kpi.Figure)
		any    bool
		want   string
	}{
		{"Red", []string{"98", "50"}, nil, false, "A 2023-24Q2 warning/no-actions: It is Red, and nothing is said of what is being done about it."},
		{"Red before", []string{"50", "98"}, nil, false, ""},
		{"Red with actions", []string{"98", "50"}, func(_, now *kpi.Figure) { now.Actions = plan }, false, ""},
		{"the same actions", []string{"51", "50"}, func(before, now *kpi.Figure) { before.Actions, now.Actions = plan, plan }, false,
			"A 2023-24Q2 note/last-actions: The actions are word for word those of Q1 2023/24."},
		{"actions on Green", []string{"98", "101"}, func(_, now *kpi.Figure) { now.Actions = plan }, false,
			"A 2023-24Q2 note/actions-not-red: It is Green, and actions are filled in, which the report’s key keeps for Red."},
		{"actions on any", []string{"98", "101"}, func(_, now *kpi.Figure) { now.Actions = plan }, true, ""},
		{"no figure", []string{"98", "101"}, func(_, now *kpi.Figure) { now.Value, now.Status = nil, kpi.Unavailable }, false,
			"A 2023-24Q2 warning/no-reason: There is no figure, and nothing is said of why."},
		{"no figure, and why", []string{"98", "101"}, func(_, now *kpi.Figure) { now.Value, now.Status, now.Commentary = nil, kpi.Unavailable, plan }, false, ""},
	} {
		figures := series(t, "A", test.values...)
		if test.change != nil {
			test.change(&figures[0], &figures[1])
		}
		r := kpi.Register{Committees: []kpi.Committee{{Name: "One", ActionsOnAny: test.any}}, Indicators: []kpi.Indicator{i}, Figures: figures}
		if got := checked(r, doubt.Scope{}); got != test.want {
			t.Errorf("%s:\n got %q\nwant %q", test.name, got, test.want)
		}
	}
}

// A correction of what a committee was shown says so in its commentary, or gives the old number.
func TestRestatedWithoutAWord(t *testing.T) {
	t.Parallel()
	const old = "889 deaths were registered, and the doctors signed late in August."
	for _, test := range []struct{ was, words, want string }{
		{"55", old, "It was published as 55.0% and is 64.1% now, and the commentary is still the one that was published. Say that the figure was corrected, and why."},
		{"55", "", "It was published as 55.0% and is 64.1% now, and the commentary is empty. Say that it was corrected, and why."},
		{"55", "More deaths were registered in time.", "It was published as 55.0% and is 64.1% now, and the commentary does not say that it was corrected, nor why."},
		{"55", "Corrected: one office had sent half of its counts.", ""},
		{"55", "55% left out one office.", ""},
		{"64.1", old, ""},
		{"", old, ""},
	} {
		r := kpi.Register{
			Indicators: []kpi.Indicator{{Code: "174", Unit: kpi.Percent, Frequency: kpi.Quarterly, Kind: kpi.Baseline, Decimals: 1}},
			Figures:    []kpi.Figure{{Indicator: "174", Period: kpi.Quarter(2023, 2), Value: number("64.1"), Status: kpi.Final, Commentary: test.words, Revision: 2}},
		}
		scope := doubt.Scope{Shown: func(code string, p kpi.Period) (kpi.Figure, bool) {
			f := kpi.Figure{Indicator: code, Period: p, Status: kpi.Final, Commentary: old}
			if test.was != "" {
				f.Value = number(test.was)
			}
			return f, p == kpi.Quarter(2023, 2)
		}}
		want := test.want
		if want != "" {
			want = "174 2023-24Q2 warning/restated: " + want
		}
		if got := checked(r, scope); got != want {
			t.Errorf("%q after %q:\n got %q\nwant %q", test.words, test.was, got, want)
		}
	}
}
