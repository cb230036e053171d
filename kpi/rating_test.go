package kpi_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

func TestRate(t *testing.T) {
	t.Parallel()
	const up, down, none = kpi.Up, kpi.Down, kpi.None
	type reading struct {
		actual string
		want   kpi.Rating
	}
	tests := []struct {
		name      string
		rule      string
		direction kpi.Direction
		target    string
		readings  []reading
	}{
		{"the default rule", "relative:-10,0,5", up, "1000", []reading{
			{"0", kpi.Red}, {"-50", kpi.Red}, {"899.9", kpi.Red}, {"900", kpi.Amber}, {"999.99", kpi.Amber}, {"1000", kpi.Green}, {"1050", kpi.Green}, {"1050.1", kpi.Blue},
		}},
		{"the default rule, lower is better", "relative:-10,0,5", down, "1000", []reading{
			{"1100.1", kpi.Red}, {"1100", kpi.Amber}, {"1000.01", kpi.Amber}, {"1000", kpi.Green}, {"950", kpi.Green}, {"949.9", kpi.Blue}, {"-1", kpi.Blue},
		}},
		{"unrounded: -10.17% shows as -10%", "relative:-10,0,5", up, "107236", []reading{{"96326", kpi.Red}}},
		{"a negative target", "relative:-10,0,5", up, "-200", []reading{
			{"-220.01", kpi.Red}, {"-220", kpi.Amber}, {"-200.01", kpi.Amber}, {"-200", kpi.Green}, {"-190", kpi.Green}, {"-189.99", kpi.Blue}, {"5", kpi.Blue},
		}},
		{"a negative target, lower is better", "relative:-10,0,5", down, "-200", []reading{
			{"-179.99", kpi.Red}, {"-180", kpi.Amber}, {"-200", kpi.Green}, {"-210", kpi.Green}, {"-210.01", kpi.Blue},
		}},
		{"a target of 0", "relative:-10,0,5", up, "0", []reading{{"-0.001", kpi.Red}, {"0", kpi.Green}, {"0.001", kpi.Blue}}},
		{"a target of 0, lower is better", "relative:-10,0,5", down, "0", []reading{{"0.001", kpi.Red}, {"0", kpi.Green}, {"-0.001", kpi.Blue}}},
		{"a target of 0, no Blue", "relative:-10,0", up, "0.00", []reading{{"-1", kpi.Red}, {"0", kpi.Green}, {"1", kpi.Green}}},
		{"a target of 0, Green wants more", "relative:-10,1", up, "0", []reading{{"-1", kpi.Red}, {"0", kpi.Green}, {"1", kpi.Green}}},
		{"a target of 0, no Green", "relative:-10,,5", up, "0", []reading{{"-1", kpi.Red}, {"0", kpi.Amber}, {"1", kpi.Blue}}},
		{"a target of 0, Blue alone", "relative:,,5", up, "0", []reading{{"-1", kpi.Red}, {"0", kpi.Red}, {"1", kpi.Blue}}},
		{"a target of 0, points", "points:-5,0", up, "0", []reading{{"-5.1", kpi.Red}, {"-5", kpi.Amber}, {"0", kpi.Green}}},
		{"a target of 0, met", "met", down, "0", []reading{{"0.1", kpi.Red}, {"0", kpi.Green}, {"-3", kpi.Green}}},
		{"no Blue", "relative:-10,0", up, "100", []reading{{"89", kpi.Red}, {"90", kpi.Amber}, {"100", kpi.Green}, {"900", kpi.Green}}},
		{"Amber alone", "relative:-10", up, "100", []reading{{"89", kpi.Red}, {"90", kpi.Amber}, {"900", kpi.Amber}}},
		{"no Amber", "relative:,0,5", up, "100", []reading{{"99.9", kpi.Red}, {"100", kpi.Green}, {"105.1", kpi.Blue}}},
		{"no Green", "relative:-10,,5", up, "100", []reading{{"89", kpi.Red}, {"105", kpi.Amber}, {"105.1", kpi.Blue}}},
		{"> counts a bound out", "relative:>-5,>-1,>5", up, "100", []reading{{"95", kpi.Red}, {"95.01", kpi.Amber}, {"99", kpi.Amber}, {"99.01", kpi.Green}, {"105", kpi.Green}, {"105.01", kpi.Blue}}},
		{">= counts a bound in", "relative:>=-5,>=-1,>=5", up, "100", []reading{{"94.99", kpi.Red}, {"95", kpi.Amber}, {"99", kpi.Green}, {"104.99", kpi.Green}, {"105", kpi.Blue}}},
		{"as the register's format has it", "relative:>-5,>=-1", up, "100", []reading{{"95", kpi.Red}, {"95.01", kpi.Amber}, {"99", kpi.Green}}},
		{"> with lower is better", "relative:>-5,>-1", down, "100", []reading{{"105", kpi.Red}, {"104.99", kpi.Amber}, {"101", kpi.Amber}, {"100.99", kpi.Green}}},
		{"one bound for two bands", "relative:0,>0", up, "100", []reading{{"99", kpi.Red}, {"100", kpi.Amber}, {"100.1", kpi.Green}}},
		{"Amber that Green covers", "relative:>0,0", up, "100", []reading{{"99", kpi.Red}, {"100", kpi.Green}}},
		{"space and case", " Relative : -10 , 0 , 5 ", up, "100", []reading{{"89", kpi.Red}, {"90", kpi.Amber}}},
		{"points", "points:-5,0,2.5", up, "60", []reading{{"54.9", kpi.Red}, {"55", kpi.Amber}, {"60", kpi.Green}, {"62.5", kpi.Green}, {"62.51", kpi.Blue}}},
		{"points, lower is better", "points:-5,0,2.5", down, "60", []reading{{"65.1", kpi.Red}, {"65", kpi.Amber}, {"60", kpi.Green}, {"57.5", kpi.Green}, {"57.49", kpi.Blue}}},
		{"bounds", "bounds:50,60,70", up, "", []reading{{"49.9", kpi.Red}, {"50", kpi.Amber}, {"60", kpi.Green}, {"70", kpi.Green}, {"70.01", kpi.Blue}}},
		{"bounds, whatever the target", "bounds:50,60,70", up, "100", []reading{{"49.9", kpi.Red}, {"50", kpi.Amber}, {"70.01", kpi.Blue}}},
		{"bounds fall where lower is better", "bounds:70,60,>=50", down, "", []reading{{"70.1", kpi.Red}, {"70", kpi.Amber}, {"60", kpi.Green}, {"50.1", kpi.Green}, {"50", kpi.Blue}}},
		{"bounds of Green alone", "bounds:,60", up, "", []reading{{"59.9", kpi.Red}, {"60", kpi.Green}}},
		{"bounds in thousands", "bounds:1k,1.5k", up, "", []reading{{"999", kpi.Red}, {"1000", kpi.Amber}, {"1500", kpi.Green}}},
		{"floor", "floor:50", up, "60", []reading{{"49.9", kpi.Red}, {"50", kpi.Amber}, {"59.9", kpi.Amber}, {"60", kpi.Green}, {"99", kpi.Green}}},
		{"floor, lower is better", "floor:50", down, "40", []reading{{"50.1", kpi.Red}, {"50", kpi.Amber}, {"40", kpi.Green}, {"1", kpi.Green}}},
		{"a floor above the target", "floor:50", up, "40", []reading{{"39", kpi.Red}, {"40", kpi.Green}, {"50", kpi.Green}}},
		{"met", "met", up, "60", []reading{{"59.9999", kpi.Red}, {"60", kpi.Green}, {"99", kpi.Green}}},
		{"met, lower is better", "MET", down, "60", []reading{{"60.0001", kpi.Red}, {"60", kpi.Green}}},
		{"range", "range:90,110,5", none, "", []reading{
			{"84.9", kpi.Red}, {"85", kpi.Amber}, {"89.9", kpi.Amber}, {"90", kpi.Green}, {"110", kpi.Green}, {"110.1", kpi.Amber}, {"115", kpi.Amber}, {"115.1", kpi.Red},
		}},
		{"range without tolerance", "range:90,90,0", up, "100", []reading{{"89.9", kpi.Red}, {"90", kpi.Green}, {"90.1", kpi.Red}}},
		{"range below 0", "range:-5,5,2.5", down, "", []reading{{"-7.6", kpi.Red}, {"-7.5", kpi.Amber}, {"0", kpi.Green}, {"7.5", kpi.Amber}, {"7.51", kpi.Red}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			rule := mustRule(t, test.rule)
			for _, r := range test.readings {
				a, err := kpi.Rate(rule, test.direction, num(test.target), rat(r.actual), kpi.Count, 0)
				if err != nil {
					t.Fatal(err)
				}
				if a.Rating != r.want {
					t.Errorf("%s %s, target %q, actual %s: %s, want %s", test.rule, test.direction, test.target, r.actual, a.Rating, r.want)
				}
				if a.Rule != rule.String() || a.Direction != test.direction {
					t.Errorf("the assessment keeps rule %q and direction %q", a.Rule, a.Direction)
				}
			}
		})
	}
}

func TestGap(t *testing.T) {
	t.Parallel()
	tests := []struct {
		direction      kpi.Direction
		target, actual string
		want           string // empty where there is none
	}{
		{kpi.Up, "60", "55", "-8.3333333333"},
		{kpi.Down, "60", "55", "8.3333333333"},
		{kpi.Up, "107236", "96326", "-10.1738222239"},
		{kpi.Up, "-200", "-220", "-10"},
		{kpi.Down, "-200", "-220", "10"},
		{kpi.Up, "60", "60", "0"},
		{kpi.Up, "0", "5", ""},
		{kpi.Down, "0.0", "0", ""},
	}
	for _, test := range tests {
		a, err := kpi.Rate(kpi.DefaultRule, test.direction, num(test.target), rat(test.actual), kpi.Count, 0)
		if err != nil {
			t.Fatal(err)
		}
		if test.want == "" {
			if a.Gap != nil {
				t.Errorf("%s against a target of %s: gap %s, want none", test.actual, test.target, a.Gap)
			}
			continue
		}
		if a.Gap == nil || !a.Gap.Equal(*num(test.want)) {
			t.Errorf("%s against %s %s: gap %v, want %s", test.actual, test.target, test.direction, a.Gap, test.want)
		}
	}
}

func TestAssess(t *testing.T) {
	t.Parallel()
	q2 := kpi.Quarter(2023, 2)
	tests := []struct {
		name   string
		kind   kpi.Kind
		target string
		rule   string
		value  string
		status kpi.Status
		want   kpi.Rating
	}{
		{"a target", kpi.Target, "60", "", "55", kpi.Final, kpi.Amber},
		{"provisional is rated", kpi.Target, "60", "", "55", kpi.Provisional, kpi.Amber},
		{"part-period is rated", kpi.Target, "60", "", "55", kpi.PartPeriod, kpi.Amber},
		{"carried forward is not", kpi.Target, "60", "", "55", kpi.CarriedForward, kpi.NoData},
		{"unavailable is not", kpi.Target, "60", "", "", kpi.Unavailable, kpi.NoData},
		{"unavailable with a stray value is not", kpi.Target, "60", "", "55", kpi.Unavailable, kpi.NoData},
		{"no value", kpi.Target, "60", "", "", kpi.Final, kpi.NoData},
		{"the fraction itself is compared", kpi.Target, "64.11698537681", "met", "570/889", kpi.Final, kpi.Green},
		{"and not its rounding", kpi.Target, "64.11698537683", "met", "570/889", kpi.Final, kpi.Red},
		{"no target", kpi.Target, "", "", "55", kpi.Final, kpi.NoData},
		{"no target, none needed", kpi.Target, "", "bounds:50,60", "55", kpi.Final, kpi.Amber},
		{"a rule that does not suit", kpi.Target, "60", "bounds:60,50", "55", kpi.Final, kpi.NoData},
		{"baseline", kpi.Baseline, "", "", "55", kpi.Final, kpi.BaselineRating},
		{"contextual", kpi.Contextual, "60", "", "55", kpi.Final, kpi.ContextRating},
		{"in development", kpi.InDevelopment, "", "", "55", kpi.Final, kpi.InDevRating},
		{"contextual, carried forward", kpi.Contextual, "", "", "55", kpi.CarriedForward, kpi.NoData},
		{"in development, unavailable", kpi.InDevelopment, "", "", "", kpi.Unavailable, kpi.NoData},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			i := kpi.Indicator{Code: "REG2", Unit: kpi.Percent, Direction: kpi.Up, Kind: test.kind, Target: num(test.target)}
			if test.rule != "" {
				rule := mustRule(t, test.rule)
				i.Rule = &rule
			}
			f := figureOf(q2, test.value)
			f.Status = test.status
			a := i.Assess(f)
			if a.Rating != test.want {
				t.Errorf("%s, want %s (%s)", a.Rating, test.want, a.Explanation)
			}
			if a.Explanation == "" || a.Direction != kpi.Up {
				t.Errorf("the assessment is %+v", a)
			}
			if rated := a.Rule != ""; rated != (test.want == kpi.Red || test.want == kpi.Amber || test.want == kpi.Green) {
				t.Errorf("the rule applied is %q for %s", a.Rule, a.Rating)
			}
		})
	}
}

func TestTargetsOfAPeriodWin(t *testing.T) {
	t.Parallel()
	q1, q2 := kpi.Quarter(2023, 1), kpi.Quarter(2023, 2)
	i := kpi.Indicator{Unit: kpi.Percent, Direction: kpi.Up, Kind: kpi.Target, Target: num("60"), Targets: map[kpi.Period]decimal.Decimal{q2: *num("50")}}
	for p, want := range map[kpi.Period]kpi.Rating{q1: kpi.Amber, q2: kpi.Blue} {
		a := i.Assess(figureOf(p, "55"))
		if a.Rating != want || !a.Target.Equal(*i.TargetFor(p)) {
			t.Errorf("%s: %s against %s, want %s", p, a.Rating, a.Target, want)
		}
	}
	i.Target = nil
	if a := i.Assess(figureOf(q1, "55")); a.Rating != kpi.NoData || a.Explanation != "No target is set for Q1 2023/24, so the figure cannot be rated." {
		t.Errorf("without a standing target: %s, %q", a.Rating, a.Explanation)
	}
	i.Targets[q1] = *num("1")
	if got := i.TargetPeriods(); len(got) != 2 || got[0] != q1 || got[1] != q2 {
		t.Errorf("the periods with targets are %v", got)
	}
}

func TestRateRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		rule      string
		direction kpi.Direction
		target    string
		field     string
	}{
		{"relative:-10,0,5", kpi.None, "60", "direction"},
		{"met", "", "60", "direction"},
		{"bounds:50,60,70", kpi.Down, "", "rule"},
		{"bounds:70,60,50", kpi.Up, "", "rule"},
		{"floor:50", kpi.Up, "", "target"},
	}
	for _, test := range tests {
		_, err := kpi.Rate(mustRule(t, test.rule), test.direction, num(test.target), rat("55"), kpi.Percent, 0)
		if r := refusal(t, err); r.Field != test.field {
			t.Errorf("%s %s: refused for its %s (%s), want its %s", test.rule, test.direction, r.Field, r.Sentence, test.field)
		}
	}
}
