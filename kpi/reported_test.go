package kpi_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

func TestBands(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rule, target string
		direction    kpi.Direction
		want         string
	}{
		{"relative:-10,0,5", "100", kpi.Up, "Red ..90 Amber 90..100 Green 100..105 Blue 105.."},
		{"relative:-10,0,5", "100", kpi.Down, "Blue ..95 Green 95..100 Amber 100..110 Red 110.."},
		{"relative:-10,0,5", "-100", kpi.Up, "Red ..-110 Amber -110..-100 Green -100..-95 Blue -95.."},
		{"points:-5,0", "60", kpi.Up, "Red ..55 Amber 55..60 Green 60.."},
		{"bounds:50,60,70", "", kpi.Up, "Red ..50 Amber 50..60 Green 60..70 Blue 70.."},
		{"bounds:70,60,50", "", kpi.Down, "Blue ..50 Green 50..60 Amber 60..70 Red 70.."},
		{"floor:50", "60", kpi.Up, "Red ..50 Amber 50..60 Green 60.."},
		{"met", "60", kpi.Down, "Green ..60 Red 60.."},
		{"range:70,85,5", "", kpi.None, "Red ..65 Amber 65..70 Green 70..85 Amber 85..90 Red 90.."},
		{"relative:-10,0,5", "0", kpi.Down, "Blue ..0 Green 0..0 Red 0.."},
		{"relative:-10,0,5", "", kpi.Up, ""},
		{"met", "60", kpi.None, ""},
	} {
		rule, err := kpi.ParseRule(c.rule)
		if err != nil {
			t.Fatal(err)
		}
		var target *decimal.Decimal
		if c.target != "" {
			d := decimal.RequireFromString(c.target)
			target = &d
		}
		var said []string
		for _, b := range rule.Bands(target, c.direction) {
			low, high := "", ""
			if b.Low != nil {
				low = b.Low.RatString()
			}
			if b.High != nil {
				high = b.High.RatString()
			}
			said = append(said, fmt.Sprintf("%s %s..%s", b.Rating, low, high))
		}
		if got := strings.Join(said, " "); got != c.want {
			t.Errorf("%s, target %s, %s: %s; want %s", c.rule, c.target, c.direction, got, c.want)
		}
	}
}

func TestRuleInWords(t *testing.T) {
	t.Parallel()
	for rule, want := range map[string]string{
		"relative:-10,0,5":  "Amber from 10% off target, Green on target, Blue beyond 5% better than target; else Red.",
		"relative:>-5,>=-1": "Amber beyond 5% off target, Green from 1% off target; else Red.",
		"points:-5,0":       "Amber from 5 points off target, Green on target; else Red.",
		"relative:,>0":      "Green where better than target; else Red.",
		"bounds:50,60,70":   "Amber from a figure of 50, Green from a figure of 60, Blue beyond a figure of 70; else Red.",
		"floor:50":          "Amber from a floor of 50, Green on target; else Red.",
		"met":               "Green on target; else Red.",
		"range:90,110.50,5": "Green from 90 to 110.50, Amber up to 5 outside it; else Red.",
	} {
		r, err := kpi.ParseRule(rule)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.InWords(); got != want {
			t.Errorf("%s: %q, want %q", rule, got, want)
		}
	}
}

func TestRestate(t *testing.T) {
	t.Parallel()
	q1, q2 := kpi.Quarter(2023, 1), kpi.Quarter(2023, 2)
	value := func(n int64) *decimal.Decimal { d := decimal.NewFromInt(n); return &d }
	i := kpi.Indicator{Code: "REG2", Unit: kpi.Percent, Direction: kpi.Up, Kind: kpi.Target, Target: value(60), Frequency: kpi.Quarterly}
	figure := func(p kpi.Period, v int64, revision int) kpi.Figure {
		f := kpi.Figure{Period: p, Value: value(v), Status: kpi.Final, Revision: revision}
		f.Assessment = i.Assess(f)
		return f
	}
	published := kpi.NewCard(i, []kpi.Figure{figure(q1, 58, 1), figure(q2, 55, 1)}, q2)
	got := published.Restate(kpi.Restatement{From: published.Figure, To: figure(q2, 64, 2)})
	if got.Movement.Change != kpi.Improving || published.Movement.Change != kpi.Declining {
		t.Errorf("changes %s, %s", published.Movement.Change, got.Movement.Change)
	}
	if got.Assessment().Rating != kpi.Blue || len(got.History) != 2 || !got.History[1].Value.Equal(decimal.NewFromInt(64)) {
		t.Errorf("restated: %+v", got)
	}
	if published.Figure.Revision != 1 || !published.History[1].Value.Equal(decimal.NewFromInt(55)) {
		t.Error("the published card was changed")
	}
	taken := figure(q2, 0, 3)
	taken.Value, taken.Status = nil, kpi.Unavailable
	if got := published.Restate(kpi.Restatement{From: published.Figure, To: taken}); len(got.History) != 1 || got.Movement.Change != kpi.NotAvailable {
		t.Errorf("restated as unavailable: %+v", got)
	}
}

func TestRedefinition(t *testing.T) {
	t.Parallel()
	value := func(n int64) *decimal.Decimal { d := decimal.NewFromInt(n); return &d }
	q1, q2 := kpi.Quarter(2023, 1), kpi.Quarter(2023, 2)
	i := kpi.Indicator{Code: "A", Title: "Visits", Unit: kpi.Count, Direction: kpi.Up, Kind: kpi.Target, Target: value(100), Frequency: kpi.Quarterly, Owner: "U1"}
	then := kpi.Card{Indicator: i, Period: q1}
	i.Owner = "U2"
	if got := kpi.Redefinition(then, kpi.Card{Indicator: i, Period: q2}); got != nil {
		t.Errorf("another owner redefines: %+v", got)
	}
	met := mustParseRule(t, "met")
	i.Targets, i.Rule, i.Description, i.Cumulative = map[kpi.Period]decimal.Decimal{q2: *value(120)}, &met, "All who came in.", true
	var fields []string
	for _, d := range kpi.Redefinition(then, kpi.Card{Indicator: i, Period: q2}) {
		fields = append(fields, d.Field+": "+d.Was+" → "+d.Now)
	}
	want := "target: 100 → 120 | rating rule: Amber from 10% off target, Green on target, Blue beyond 5% better than target; else Red. → Green on target; else Red. | " +
		"counting: each period by itself → cumulative from 1 April | description:  → All who came in."
	if got := strings.Join(fields, " | "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func mustParseRule(t *testing.T, text string) kpi.Rule {
	t.Helper()
	r, err := kpi.ParseRule(text)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
