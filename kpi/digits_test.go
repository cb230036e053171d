package kpi_test

import (
	"math/big"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"chaser/kpi"
)

func TestDigitsThatTellApart(t *testing.T) {
	t.Parallel()
	share := kpi.Indicator{Code: "REG1", Unit: kpi.Percent, Direction: kpi.Up, Kind: kpi.Target}
	count := kpi.Indicator{Code: "LIB1", Unit: kpi.Count, Direction: kpi.Up, Kind: kpi.Target}
	days := kpi.Indicator{Code: "DAY1", Unit: kpi.Days, Direction: kpi.Down, Kind: kpi.Target}
	for _, c := range []struct {
		of             kpi.Indicator
		target, figure string
		want           string
	}{
		{share, "74", "73.6", "73.6% against 74.0%, 0.5% off"},
		{share, "74", "74.04", "74.04% against 74.00%, 0.1% off"},
		{share, "74", "73", "73% against 74%, 1.4% off"},
		{share, "74", "69.6", "70% against 74%, 5.9% off"}, // nothing is hidden
		{share, "74.0", "74", "74.0% against 74.0%, 0% off"},
		{share, "98", "99.6", "99.6% against 98%, 1.6% off"}, // 100% would say all of them
		{share, "60", "0.64", "0.64% against 60%, 98.9% off"},
		{share, "60", "0", "0% against 60%, 100% off"},
		{share, "60", "53.98", "53.98% against 60%, 10.03% off"}, // Red, and neither 54% nor 10% is
		{share, "60", "54", "54% against 60%, 10% off"},
		{share, "60", "63.02", "63.02% against 60%, 5.03% off"},
		{share, "65", "57000/889", "64% (570 of 889) against 65%, 1.4% off"},
		{share, "64", "57000/889", "64.1% (570 of 889) against 64.0%, 0.2% off"},
		{share, "60", "60.001", "60.001% against 60.000%, less than 0.1% off"},
		{count, "107236", "96326", "96,326 against 107,236, 10.2% off"},
		{days, "10", "10.5", "10.5 days against 10 days, 5% off"},
		{days, "10", "12", "12 days against 10 days, 20% off"},
	} {
		i := c.of
		i.Target = num(c.target)
		f := kpi.Figure{Period: kpi.Quarter(2023, 2), Status: kpi.Final}
		if top, _, isFraction := strings.Cut(c.figure, "/"); isFraction {
			f.Numerator, f.Denominator = num(strings.TrimSuffix(top, "00")), num("889")
			f = f.Completed(i.Unit)
		} else {
			f.Value = num(c.figure)
		}
		f.Assessment = i.Assess(f)
		figure, against := i.ShowAgainst(*i.Target, f)
		if got := figure + " against " + against + ", " + i.ShowGap(f) + " off"; got != c.want {
			t.Errorf("%s of %s: %q, want %q", c.figure, c.target, got, c.want)
		}
	}
	if got := strings.Join(share.ShowFigures(valued("99.4"), valued("98.6"), valued("90")), ", "); got != "99.4%, 98.6%, 90%" {
		t.Errorf("three figures read %q", got)
	}
	// A figure that is its target reads as it does, also where one beside it wants more digits.
	if figure, against := share.ShowAgainst(*num("74"), valued("74"), valued("74.04")); figure != "74.00%" || against != figure {
		t.Errorf("74 beside 74.04 reads %s against %s", figure, against)
	}
	if got := share.ShowTyped(valued("99.6")); got != "99.6%" {
		t.Errorf("99.6 as typed reads %q", got)
	}
}

func valued(text string) kpi.Figure { return figureOf(kpi.Quarter(2023, 2), text) }

// Whatever is read side by side reads differently where it differs, in the same order, and alike where it is equal.
func TestWhatDiffersReadsDifferently(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		i := kpi.Indicator{
			Unit:      rapid.SampledFrom([]kpi.Unit{kpi.Count, kpi.Percent, kpi.Currency, kpi.Days, kpi.Ratio}).Draw(t, "unit"),
			Decimals:  rapid.IntRange(0, 2).Draw(t, "decimals"),
			Direction: drawDirection(t), Kind: kpi.Target,
		}
		rule := mustRuleOf(t, drawRule(t, i.Direction, "relative", "points", "bounds", "floor", "met").text())
		if rapid.Bool().Draw(t, "own rule") { // else the key's
			i.Rule = &rule
		}
		near := func(name string) decimal.Decimal { // close enough together that rounding could hide what differs
			digits := rapid.Int32Range(0, 6).Draw(t, name+" digits")
			at := decimal.New(rapid.SampledFrom([]int64{0, 1, 54, 60, 63, 100, 1000}).Draw(t, name+" at"), 0)
			return at.Add(decimal.New(rapid.Int64Range(-9, 9).Draw(t, name), -digits))
		}
		target := near("target")
		i.Target = &target
		var figures []kpi.Figure
		for range rapid.IntRange(2, 4).Draw(t, "figures") {
			f := kpi.Figure{Status: kpi.Final}
			if i.Unit != kpi.Count && rapid.Bool().Draw(t, "fraction") {
				n, d := decimal.NewFromInt(int64(rapid.IntRange(0, 2000).Draw(t, "of"))), decimal.NewFromInt(int64(rapid.IntRange(1, 2000).Draw(t, "in")))
				f.Numerator, f.Denominator = &n, &d
			} else {
				v := near("value")
				f.Value = &v
			}
			f = f.Completed(i.Unit)
			f.Assessment = i.Assess(f)
			figures = append(figures, f)
		}
		shown := i.ShowFigures(figures...)
		for n, f := range figures {
			v := f.Exact(i.Unit)
			for m, other := range figures[:n] {
				checkReads(t, v, other.Exact(i.Unit), shown[n], shown[m])
			}
			figure, against := i.ShowAgainst(target, f, figures...)
			if figure != shown[n] {
				t.Fatalf("beside its target the figure reads %q, and %q beside the others", figure, shown[n])
			}
			checkReads(t, v, target.Rat(), figure, against)
			checkGap(t, i, f)
		}
	})
}

// A figure that needs another digit beside a second figure still does not read as past its target.
func TestADigitForOneIsFairToAll(t *testing.T) {
	t.Parallel()
	i := kpi.Indicator{Unit: kpi.Count, Direction: kpi.Up, Kind: kpi.Target}
	target := decimal.RequireFromString("63.006")
	var figures []kpi.Figure
	for _, text := range []string{"63", "63.005"} {
		v := decimal.RequireFromString(text)
		figures = append(figures, kpi.Figure{Status: kpi.Final, Value: &v})
	}
	if figure, against := i.ShowAgainst(target, figures[1], figures[0]); figure != "63.005" || against != "63.006" {
		t.Errorf("63.005 against 63.006 reads %q and %q", figure, against)
	}
}

func mustRuleOf(t *rapid.T, text string) kpi.Rule {
	r, err := kpi.ParseRule(text)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// read is the number that a figure reads as.
func read(t *rapid.T, shown string) *big.Rat {
	text, _, _ := strings.Cut(shown, " (")
	text = strings.NewReplacer("£", "", "%", "", ",", "", " days", "", " day", "", "−", "-").Replace(text)
	v, ok := new(big.Rat).SetString(text)
	if !ok {
		t.Fatalf("%q is no number", shown)
	}
	return v
}

func checkReads(t *rapid.T, a, b *big.Rat, shownA, shownB string) {
	bare := func(s string) string { s, _, _ = strings.Cut(s, " ("); return s }
	if got, want := read(t, shownA).Cmp(read(t, shownB)), a.Cmp(b); got != want || want == 0 && bare(shownA) != bare(shownB) {
		t.Fatalf("%s and %s read %q and %q", a.RatString(), b.RatString(), shownA, shownB)
	}
}

// checkGap: what is shown of a gap agrees with the key: Red is off by more than Amber's bound, and so on.
func checkGap(t *rapid.T, i kpi.Indicator, f kpi.Figure) {
	shown := i.ShowGap(f)
	if !strings.HasPrefix(f.Rule, "relative:-10,0,5") || shown == "" || strings.HasPrefix(shown, "less than") {
		return
	}
	gap := read(t, shown)
	if f.Gap.IsNegative() {
		gap.Neg(gap)
	}
	worst, best := map[kpi.Rating]int64{kpi.Amber: -10, kpi.Green: 0, kpi.Blue: 5}, map[kpi.Rating]int64{kpi.Red: -10, kpi.Amber: 0, kpi.Green: 5}
	if least, has := worst[f.Rating]; has && gap.Cmp(big.NewRat(least, 1)) < 0 {
		t.Fatalf("%s is said of %s", shown, f.Rating)
	}
	if most, has := best[f.Rating]; has && gap.Cmp(big.NewRat(most, 1)) > 0 {
		t.Fatalf("%s is said of %s", shown, f.Rating)
	}
}
