package kpi_test

import (
	"errors"
	"testing"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

func TestRetargeted(t *testing.T) {
	t.Parallel()
	d := func(text string) *decimal.Decimal {
		if text == "" {
			return nil
		}
		n := decimal.RequireFromString(text)
		return &n
	}
	q := kpi.Quarter
	for name, c := range map[string]struct {
		frequency   kpi.Frequency
		was, own    string // own is of Q2 2023/24
		target      string
		from, first kpi.Period
		want        map[kpi.Period]string // what holds; empty: nothing
		refused     string                // the field
	}{
		"for all periods":        {was: "65", target: "70", want: map[kpi.Period]string{q(2023, 1): "70", q(2024, 1): "70"}},
		"from a period":          {was: "65", target: "70", from: q(2024, 1), first: q(2023, 1), want: map[kpi.Period]string{q(2023, 1): "65", q(2023, 4): "65", q(2024, 1): "70", q(2022, 4): "70"}},
		"a period's own stays":   {was: "65", own: "60", target: "70", from: q(2024, 1), first: q(2023, 1), want: map[kpi.Period]string{q(2023, 1): "65", q(2023, 2): "60", q(2024, 1): "70"}},
		"no target from a day":   {was: "65", target: "", from: q(2024, 1), first: q(2023, 4), want: map[kpi.Period]string{q(2023, 4): "65", q(2024, 1): ""}},
		"the first of all":       {was: "", target: "70", from: q(2024, 1), first: q(2024, 1), want: map[kpi.Period]string{q(2024, 1): "70"}},
		"none before":            {was: "", target: "70", from: q(2024, 1), first: q(2023, 4), refused: kpi.FieldFrom},
		"the same target":        {was: "65", target: "65.0", from: q(2024, 1), first: q(2023, 1), want: map[kpi.Period]string{q(2023, 1): "65.0"}},
		"half-years":             {frequency: kpi.HalfYearly, was: "65", target: "70", from: q(2024, 2), first: q(2023, 2), want: map[kpi.Period]string{q(2023, 2): "65", q(2023, 4): "65", q(2023, 3): "70", q(2024, 2): "70"}},
		"another sort of period": {was: "65", target: "70", from: kpi.Month(2024, 4), first: q(2023, 1), refused: kpi.FieldFrom},
		"as far as may be":       {was: "65", target: "70", from: q(2024, 1), first: q(1974, 1), want: map[kpi.Period]string{q(1974, 1): "65", q(2023, 4): "65", q(2024, 1): "70"}},
		"one too far":            {was: "65", target: "70", from: q(2024, 1), first: q(1973, 4), refused: kpi.FieldFrom},
		"too far":                {was: "65", target: "70", from: q(2124, 1), first: q(2023, 1), refused: kpi.FieldFrom},
	} {
		i := kpi.Indicator{Code: "178", Frequency: kpi.Quarterly, Target: d(c.was)}
		if c.frequency != "" {
			i.Frequency = c.frequency
		}
		if c.own != "" {
			i.Targets = map[kpi.Period]decimal.Decimal{q(2023, 2): *d(c.own)}
		}
		got, err := i.Retargeted(d(c.target), c.from, c.first)
		var refusal *kpi.Refusal
		switch refused := errors.As(err, &refusal); {
		case !refused && (err != nil || c.refused != ""):
			t.Errorf("%s: %v", name, err)
		case refused && refusal.Field != c.refused:
			t.Errorf("%s: refused beside %q: %v", name, refusal.Field, err)
		}
		for p, want := range c.want {
			if has := got.TargetFor(p); want == "" && has != nil || want != "" && (has == nil || !has.Equal(*d(want))) {
				t.Errorf("%s: in %s holds %v, want %q", name, p, has, want)
			}
		}
		if len(i.Targets) > 1 {
			t.Errorf("%s: the indicator itself was changed", name)
		}
	}
}

// Only what another definition itself changes is told, not what differs already.
func TestRecolouring(t *testing.T) {
	t.Parallel()
	n := func(v int64) *decimal.Decimal { d := decimal.NewFromInt(v); return &d }
	i := kpi.Indicator{Code: "178", Unit: kpi.Count, Direction: kpi.Up, Kind: kpi.Target, Target: n(100), Frequency: kpi.Quarterly}
	figure := func(q int, v int64, rated kpi.Rating) kpi.Figure {
		return kpi.Figure{Period: kpi.Quarter(2023, q), Value: n(v), Status: kpi.Final, Assessment: kpi.Assessment{Rating: rated}}
	}
	figures := []kpi.Figure{figure(1, 100, kpi.Green), figure(2, 50, kpi.Red), figure(3, 95, kpi.Green), figure(4, 80, kpi.Red)}
	asBefore := figure(4, 100, kpi.Blue) // it was rated by 80, before the target was 100
	asBefore.Period = kpi.Quarter(2024, 1)
	figures = append(figures, asBefore)
	as := i
	as.Target = n(80)
	got, looked := i.Recolouring(as, figures)
	want := []kpi.Recoloured{{kpi.Quarter(2023, 1), kpi.Green, kpi.Blue}, {kpi.Quarter(2023, 3), kpi.Green, kpi.Blue}, {kpi.Quarter(2023, 4), kpi.Red, kpi.Green}}
	if looked != 5 || len(got) != len(want) {
		t.Fatalf("of %d: %v", looked, got)
	}
	for n := range want {
		if got[n] != want[n] {
			t.Errorf("%v, want %v", got[n], want[n])
		}
	}
	if got, _ := i.Recolouring(i, figures); len(got) != 0 {
		t.Errorf("nothing changes, and yet %v", got)
	}
}
