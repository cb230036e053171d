package kpi_test

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"chaser/kpi"
)

// ladder is the order of the ratings that a rule can give.
var ladder = []kpi.Rating{kpi.Red, kpi.Amber, kpi.Green, kpi.Blue}

func rank(r kpi.Rating) int { return slices.Index(ladder, r) }

// drawn is a rule in its parts, so that a test can work out for itself what the rule must say.
type drawn struct {
	form   string
	bounds []decimal.Decimal // in the order in which the rule is written
	signs  []string          // "", ">" or ">=" before each
}

func (d drawn) text() string {
	if d.form == "met" {
		return "met"
	}
	args := make([]string, len(d.bounds))
	for n, b := range d.bounds {
		args[n] = kpi.Exactly(b)
		if d.signs != nil {
			args[n] = d.signs[n] + args[n]
		}
	}
	return d.form + ":" + strings.Join(args, ",")
}

// scaled multiplies the bounds that are in the indicator's own unit.
func (d drawn) scaled(by decimal.Decimal) drawn {
	if d.form == "relative" {
		return d
	}
	bounds := make([]decimal.Decimal, len(d.bounds))
	for n, b := range d.bounds {
		bounds[n] = b.Mul(by)
	}
	return drawn{d.form, bounds, d.signs}
}

var bandForms = []string{"relative", "points", "bounds"}

// drawRule draws a rule that suits the direction. Its bounds have two digits after the point and lie at least 1 apart.
func drawRule(t *rapid.T, d kpi.Direction, forms ...string) drawn {
	rule := drawn{form: rapid.SampledFrom(forms).Draw(t, "form")}
	at := func(name string, least, most int) decimal.Decimal {
		return decimal.New(int64(rapid.IntRange(least, most).Draw(t, name)), -2)
	}
	switch {
	case slices.Contains(bandForms, rule.form):
		bound := at("first bound", -9_000, 3_000)
		for range 3 {
			rule.bounds = append(rule.bounds, bound)
			rule.signs = append(rule.signs, rapid.SampledFrom([]string{"", ">", ">="}).Draw(t, "sign"))
			bound = bound.Add(at("step", 100, 5_000))
		}
		if rule.form == "bounds" && d == kpi.Down {
			for n, b := range rule.bounds {
				rule.bounds[n] = b.Neg()
			}
		}
	case rule.form == "floor":
		rule.bounds = []decimal.Decimal{at("floor", -10_000, 10_000)}
	case rule.form == "range":
		low := at("low", -10_000, 10_000)
		rule.bounds = []decimal.Decimal{low, low.Add(at("width", 0, 10_000)), at("tolerance", 0, 5_000)}
	}
	return rule
}

func drawDirection(t *rapid.T) kpi.Direction {
	return rapid.SampledFrom([]kpi.Direction{kpi.Up, kpi.Down}).Draw(t, "direction")
}

func drawNumber(t *rapid.T, name string) decimal.Decimal {
	return decimal.New(int64(rapid.IntRange(-20_000, 20_000).Draw(t, name)), -2)
}

func assess(t *rapid.T, rule drawn, d kpi.Direction, target decimal.Decimal, actual *big.Rat) kpi.Assessment {
	r, err := kpi.ParseRule(rule.text())
	if err != nil {
		t.Fatal(err)
	}
	a, err := kpi.Rate(r, d, &target, actual, kpi.Percent, 0)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestBetterIsNeverRatedWorse(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := drawDirection(t)
		rule := drawRule(t, d, "relative", "points", "bounds", "floor", "met")
		target, worse, better := drawNumber(t, "target"), drawNumber(t, "one"), drawNumber(t, "other")
		if worse.GreaterThan(better) == (d == kpi.Up) {
			worse, better = better, worse
		}
		w, b := assess(t, rule, d, target, worse.Rat()), assess(t, rule, d, target, better.Rat())
		if rank(w.Rating) > rank(b.Rating) {
			t.Fatalf("%s %s, target %s: %s is %s and %s only %s", rule.text(), d, target, worse, w.Rating, better, b.Rating)
		}
	})
}

// Inside a range and towards it nothing is rated worse than outside and away from it.
func TestNearerToARangeIsNeverRatedWorse(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rule := drawRule(t, kpi.None, "range")
		low, high := rule.bounds[0], rule.bounds[1]
		outside := func(v decimal.Decimal) decimal.Decimal {
			return decimal.Max(low.Sub(v), v.Sub(high), decimal.Decimal{})
		}
		one, other := drawNumber(t, "one"), drawNumber(t, "other")
		if outside(one).LessThan(outside(other)) {
			one, other = other, one
		}
		far, near := assess(t, rule, kpi.None, decimal.Decimal{}, one.Rat()), assess(t, rule, kpi.None, decimal.Decimal{}, other.Rat())
		if rank(far.Rating) > rank(near.Rating) {
			t.Fatalf("%s: %s is %s and %s only %s", rule.text(), one, far.Rating, other, near.Rating)
		}
	})
}

func TestScaleDoesNotMatter(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := drawDirection(t)
		rule := drawRule(t, d, "relative", "points", "bounds", "floor", "met", "range")
		target, actual := drawNumber(t, "target"), drawNumber(t, "actual")
		by := decimal.New(int64(rapid.IntRange(1, 1_000_000).Draw(t, "by")), int32(rapid.IntRange(-8, 2).Draw(t, "exponent")))
		before := assess(t, rule, d, target, actual.Rat())
		after := assess(t, rule.scaled(by), d, target.Mul(by), actual.Mul(by).Rat())
		if before.Rating != after.Rating {
			t.Fatalf("%s %s: %s of %s is %s, and times %s it is %s", rule.text(), d, actual, target, before.Rating, by, after.Rating)
		}
		if (before.Gap == nil) != (after.Gap == nil) || before.Gap != nil && !before.Gap.Equal(*after.Gap) {
			t.Fatalf("%s of %s has the gap %v, and times %s %v", actual, target, before.Gap, by, after.Gap)
		}
	})
}

func TestGapIsBelowZeroWhereWorse(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := drawDirection(t)
		target, actual := drawNumber(t, "target"), drawNumber(t, "actual")
		a := assess(t, drawRule(t, d, "relative", "points", "floor", "met"), d, target, actual.Rat())
		if a.Gap == nil {
			if !target.IsZero() {
				t.Fatalf("%s of %s has no gap", actual, target)
			}
			return
		}
		want := actual.Cmp(target)
		if d == kpi.Down {
			want = -want
		}
		if a.Gap.Sign() != want || target.IsZero() {
			t.Fatalf("%s: %s of %s has the gap %s", d, actual, target, a.Gap)
		}
	})
}

// aLongTarget draws numbers of up to 24 digits, whose bounds then have up to 30.
var aLongTarget = rapid.StringMatching(`-?[1-9][0-9]{0,11}(\.[0-9]{0,11}[1-9])?`)

func TestEveryBoundIsWhereTheRuleSays(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := drawDirection(t)
		rule := drawRule(t, d, bandForms...)
		target := decimal.RequireFromString(aLongTarget.Draw(t, "target"))
		for n, b := range rule.bounds {
			at := b
			if d == kpi.Down && rule.form != "bounds" {
				at = at.Neg()
			}
			switch rule.form {
			case "relative":
				at = target.Add(target.Abs().Mul(at).Shift(-2))
			case "points":
				at = target.Add(at)
			}
			on := ladder[n+1]
			if rule.signs[n] == ">" || rule.signs[n] == "" && n == 2 {
				on = ladder[n]
			}
			checkBound(t, rule, d, target, at, ladder[n], on, ladder[n+1])
		}
	})
}

func TestFloorAndTargetAreWhereTheRuleSays(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := drawDirection(t)
		target := decimal.RequireFromString(aLongTarget.Draw(t, "target"))
		floor := target.Sub(decimal.New(int64(rapid.IntRange(1, 1_000_000).Draw(t, "below")), -3))
		if d == kpi.Down {
			floor = target.Add(target.Sub(floor))
		}
		rule := drawn{form: "floor", bounds: []decimal.Decimal{floor}}
		checkBound(t, rule, d, target, floor, kpi.Red, kpi.Amber, kpi.Amber)
		checkBound(t, rule, d, target, target, kpi.Amber, kpi.Green, kpi.Green)
		checkBound(t, drawn{form: "met"}, d, target, target, kpi.Red, kpi.Green, kpi.Green)
	})
}

func TestRangeIsWhereTheRuleSays(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		low := decimal.RequireFromString(aLongTarget.Draw(t, "low"))
		high := low.Add(decimal.New(int64(rapid.IntRange(1, 1_000_000).Draw(t, "width")), -3))
		tolerance := decimal.New(int64(rapid.IntRange(1, 1_000_000).Draw(t, "tolerance")), -3)
		rule := drawn{form: "range", bounds: []decimal.Decimal{low, high, tolerance}}
		checkBound(t, rule, kpi.Up, low, low, kpi.Amber, kpi.Green, kpi.Green)
		checkBound(t, rule, kpi.Up, low, low.Sub(tolerance), kpi.Red, kpi.Amber, kpi.Amber)
		checkBound(t, rule, kpi.Down, low, high, kpi.Amber, kpi.Green, kpi.Green)
		checkBound(t, rule, kpi.Down, low, high.Add(tolerance), kpi.Red, kpi.Amber, kpi.Amber)
	})
}

// checkBound rates the bound itself and what lies a hair to each side of it: a unit three places beyond the bound's own
// last one.
func checkBound(t *rapid.T, rule drawn, d kpi.Direction, target, at decimal.Decimal, worse, on, better kpi.Rating) {
	hair := decimal.New(1, min(at.Exponent(), -12)-3)
	if d == kpi.Down {
		hair = hair.Neg()
	}
	for _, side := range []struct {
		actual decimal.Decimal
		want   kpi.Rating
	}{{at.Sub(hair), worse}, {at, on}, {at.Add(hair), better}} {
		a := assess(t, rule, d, target, side.actual.Rat())
		if a.Rating != side.want {
			t.Fatalf("%s %s, target %s: %s is %s, want %s", rule.text(), d, target, side.actual, a.Rating, side.want)
		}
		if !strings.Contains(a.Explanation, fmt.Sprintf(": %s.", side.want)) {
			t.Fatalf("%s is explained by %q", side.want, a.Explanation)
		}
	}
	if worse == on || !at.Equal(at.Round(4)) { // an explanation shows four digits after the point
		return
	}
	if hairline := assess(t, rule, d, target, at.Sub(hair).Rat()).Explanation; !strings.HasPrefix(hairline, "Just ") {
		t.Fatalf("%s, a hair worse than %s, is explained by %q", at.Sub(hair), at, hairline)
	}
}

// The band that an explanation names next is the next better one that some figure reaches.
func TestExplanationNamesTheNextBand(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := drawDirection(t)
		rule := drawRule(t, d, "relative", "points", "bounds", "floor", "met", "range")
		target, actual := drawNumber(t, "target"), drawNumber(t, "actual")
		a := assess(t, rule, d, target, actual.Rat())
		_, rest, _ := strings.Cut(a.Explanation, fmt.Sprintf(": %s.", a.Rating))
		if rest == "" {
			return
		}
		next, _, found := strings.Cut(strings.TrimSpace(rest), " begins ")
		if !found {
			_, next, found = strings.Cut(strings.TrimSuffix(rest, "."), " would be ")
		}
		if !found || rank(kpi.Rating(next)) <= rank(a.Rating) {
			t.Fatalf("after %s comes %q: %s", a.Rating, next, a.Explanation)
		}
	})
}
