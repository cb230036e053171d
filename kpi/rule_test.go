package kpi_test

import (
	"fmt"
	"strings"
	"testing"

	"chaser/kpi"
)

// The golden file is for reading, as the one of TestParseTypedRefuses is.
func TestParseRuleRefuses(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	for _, text := range []string{
		"", "relative", "relative:", "relative:,,", "relative:-10,0,5,10", "relative:a", "relative:0,-10", "relative:-10%,0", "relative:£5", "relative:1e3",
		"relative:=>5", "points:5,0,-5", "bounds:50,40,60", "floor", "floor:", "floor:1,2", "floor:,", "met:", "met:5", "range:90,110", "range:110,90,5",
		"range:90,110,-1", "relativ:-10,0", "-10,0,5", "bounds:\u202e50", "relative:" + strings.Repeat("1", 31), "a rule\nof two lines that goes on and on and on and on",
	} {
		rule, err := kpi.ParseRule(text)
		if err == nil {
			t.Errorf("%q is taken for the rule %s", text, rule)
			continue
		}
		r := refusal(t, err)
		fmt.Fprintf(&b, "%q\n  %s: %s\n", text, r.Field, r.Sentence)
	}
	for _, suits := range []struct {
		rule      string
		direction kpi.Direction
	}{{"relative:-10,0,5", kpi.None}, {"bounds:50,60", kpi.Down}, {"bounds:60,50", kpi.Up}} {
		r := refusal(t, mustRule(t, suits.rule).Suits(suits.direction))
		fmt.Fprintf(&b, "%q with direction %s\n  %s: %s\n", suits.rule, suits.direction, r.Field, r.Sentence)
	}
	golden(t, "rule_refusals.golden.txt", b.String())
}

func TestRuleNeeds(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][2]bool{ // target, direction
		"relative:-10,0,5": {true, true},
		"points:-5,0":      {true, true},
		"bounds:50":        {false, true},
		"floor:50":         {true, true},
		"met":              {true, true},
		"range:1,2,3":      {false, false},
	} {
		rule := mustRule(t, text)
		if rule.NeedsTarget() != want[0] || rule.NeedsDirection() != want[1] {
			t.Errorf("%s needs a target: %t, a direction: %t", text, rule.NeedsTarget(), rule.NeedsDirection())
		}
		if (rule.Suits(kpi.None) == nil) == want[1] || rule.Suits(kpi.Up) != nil {
			t.Errorf("%s without a direction: %v; with: %v", text, rule.Suits(kpi.None), rule.Suits(kpi.Up))
		}
		if rule.String() != text {
			t.Errorf("%s is written %s", text, rule)
		}
	}
	if kpi.DefaultRule.String() != "relative:-10,0,5" || (kpi.Indicator{}).RatingRule().String() != "relative:-10,0,5" {
		t.Errorf("the default rule is %s", kpi.DefaultRule)
	}
}

// Two bounds at one value leave the band between them empty; whichever way is better.
func TestTwoBoundsAtOneValue(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rule      string
		direction kpi.Direction
		ratings   map[string]kpi.Rating // of actual figures, against a target of 60
	}{
		{"relative:0,0,5", kpi.Up, map[string]kpi.Rating{"59.99": kpi.Red, "60": kpi.Green, "63": kpi.Green, "63.01": kpi.Blue}},
		{"relative:-10,0,0", kpi.Down, map[string]kpi.Rating{"60.01": kpi.Amber, "60": kpi.Green, "59.99": kpi.Blue}},
		{"points:0,0,0", kpi.Up, map[string]kpi.Rating{"59.99": kpi.Red, "60": kpi.Green, "60.01": kpi.Blue}},
		{"bounds:50,50,70", kpi.Up, map[string]kpi.Rating{"49.99": kpi.Red, "50": kpi.Green, "70": kpi.Green, "70.01": kpi.Blue}},
		{"bounds:70,50,50", kpi.Down, map[string]kpi.Rating{"70.01": kpi.Red, "70": kpi.Amber, "50": kpi.Green, "49.99": kpi.Blue}},
	} {
		rule := mustRule(t, c.rule)
		if err := rule.Suits(c.direction); err != nil {
			t.Errorf("%s does not suit %s: %v", c.rule, c.direction, err)
		}
		for actual, want := range c.ratings {
			if got, err := kpi.Rate(rule, c.direction, num("60"), rat(actual), kpi.Percent, 2); err != nil || got.Rating != want {
				t.Errorf("%s, %s: %s is %s (%v), want %s", c.rule, c.direction, actual, got.Rating, err, want)
			}
		}
	}
	for _, d := range []kpi.Direction{kpi.Up, kpi.Down} { // neither rises nor falls
		if err := mustRule(t, "bounds:60,60,60").Suits(d); err != nil {
			t.Errorf("three at one value do not suit %s: %v", d, err)
		}
	}
}

func FuzzParseRule(f *testing.F) {
	for _, seed := range []string{"relative:-10,0,5", "relative:>-5,>=-1", "points:,0", "bounds:70,60,50", "floor:1.2k", "met", "range:90,110,5", "met:\n", " RANGE : 1 , 2 , 3 "} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		rule, err := kpi.ParseRule(text)
		if err != nil {
			_ = refusal(t, err)
			return
		}
		again, err := kpi.ParseRule(rule.String())
		if err != nil || again.String() != rule.String() || strings.Contains(rule.String(), "\n") {
			t.Fatalf("%q is written %q, and that reads back as %q (%v)", text, rule, again, err)
		}
		for _, d := range []kpi.Direction{kpi.Up, kpi.Down, kpi.None} {
			for _, target := range []string{"60", "0", "-3"} {
				a, err := kpi.Rate(rule, d, num(target), rat("57000/889"), kpi.Percent, 0)
				if err != nil {
					_ = refusal(t, err)
					continue
				}
				b, _ := kpi.Rate(again, d, num(target), rat("57000/889"), kpi.Percent, 0)
				if a.Rating != b.Rating || a.Explanation != b.Explanation {
					t.Errorf("%q rates %s, and read back %s", text, a.Rating, b.Rating)
				}
			}
		}
	})
}
