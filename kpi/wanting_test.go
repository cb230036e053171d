package kpi_test

import (
	"math/big"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"chaser/kpi"
)

var wanted = regexp.MustCompile(`: (\w+)\. £?([\d,.]+)( percentage points?| days?)? (more|fewer|less) would be (\w+)\.$`)

// Adding exactly what is said reaches the band that is named, and one step less does not.
func TestWhatIsSaidToBeMissingIsWhatIsMissing(t *testing.T) {
	t.Parallel()
	said := 0
	rapid.Check(t, func(t *rapid.T) {
		direction := drawDirection(t)
		rule := drawRule(t, direction, "relative", "points", "bounds", "floor", "met", "range")
		if rule.form == "range" {
			direction = kpi.None
		}
		unit := rapid.SampledFrom([]kpi.Unit{kpi.Count, kpi.Percent, kpi.Currency, kpi.Days, kpi.Ratio}).Draw(t, "unit")
		decimals := rapid.IntRange(0, 2).Draw(t, "decimals")
		target, actual := drawNumber(t, "target"), drawNumber(t, "actual")
		if unit == kpi.Count {
			target, actual, decimals = target.Truncate(0), actual.Truncate(0), 0
		}
		parsed, err := kpi.ParseRule(rule.text())
		if err != nil {
			t.Fatal(err)
		}
		rate := func(v *big.Rat) kpi.Assessment {
			a, err := kpi.Rate(parsed, direction, &target, v, unit, decimals)
			if err != nil {
				t.Skip(err)
			}
			return a
		}
		a := rate(actual.Rat())
		m := wanted.FindStringSubmatch(a.Explanation)
		if m == nil {
			if strings.Contains(a.Explanation, "would be") {
				t.Fatalf("%q says how much is missing in words of its own", a.Explanation)
			}
			return
		}
		said++
		by, _ := new(big.Rat).SetString(strings.ReplaceAll(m[2], ",", ""))
		if unit == kpi.Count && !by.IsInt() {
			t.Fatalf("%q speaks of parts of what is counted", a.Explanation)
		}
		_, fraction, _ := strings.Cut(m[2], ".")
		step := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(len(fraction))), nil))
		if m[4] != "more" {
			by.Neg(by)
			step.Neg(step)
		}
		reached := new(big.Rat).Add(actual.Rat(), by)
		if got := rate(reached).Rating; string(got) != m[5] || rank(got) <= rank(a.Rating) {
			t.Fatalf("%q, but %s is %s", a.Explanation, reached.RatString(), got)
		}
		if got := rate(reached.Sub(reached, step)).Rating; rank(got) > rank(a.Rating) && string(got) == m[5] {
			t.Fatalf("%q, but %s is %s already", a.Explanation, reached.RatString(), got)
		}
	})
	if said == 0 {
		t.Error("nothing was ever said to be missing")
	}
}

func TestHowMuchMoreIsSaidInStepsThatTheUnitTakes(t *testing.T) {
	t.Parallel()
	const relative = "relative:-10,0,5"
	for _, c := range []struct {
		rule           string
		direction      kpi.Direction
		unit           kpi.Unit
		decimals       int
		target, actual string
		want           string
	}{
		{relative, kpi.Up, kpi.Count, 0, "107236", "96326", "187 more would be Amber."},
		{relative, kpi.Up, kpi.Count, 0, "3", "1", "2 more would be Green."}, // 2 are too few for Amber, 3 are Green
		{relative, kpi.Down, kpi.Count, 0, "10", "13", "2 fewer would be Amber."},
		{relative, kpi.Down, kpi.Count, 0, "0", "0", "Blue begins below 0."},
		{relative, kpi.Down, kpi.Days, 0, "10", "12", "1 day less would be Amber."},
		{relative, kpi.Down, kpi.Days, 0, "10", "10.4", "0.4 days less would be Green."}, // a day less would be Blue
		{relative, kpi.Up, kpi.Percent, 0, "60", "48", "6 percentage points more would be Amber."},
		{relative, kpi.Up, kpi.Percent, 0, "73", "60", "5.7 percentage points more would be Amber."},
		{relative, kpi.Up, kpi.Percent, 1, "73.33", "60", "6 percentage points more would be Amber."},
		{relative, kpi.Up, kpi.Percent, 0, "60", "60", "3.1 percentage points more would be Blue."},
		{relative, kpi.Up, kpi.Percent, 0, "98", "99", "Blue begins above 102.9%."}, // no share is
		{relative, kpi.Down, kpi.Currency, 2, "1250", "1400", "£25.00 less would be Amber."},
		{"range:10.2,10.4,0", kpi.None, kpi.Count, 0, "", "9", "Green begins at 10.2."}, // no whole number is
		{"met", kpi.Up, kpi.Ratio, 1, "1.5", "1.25", "0.25 more would be Green."},
	} {
		a, err := kpi.Rate(mustRule(t, c.rule), c.direction, num(c.target), rat(c.actual), c.unit, c.decimals)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(a.Explanation, ". "+c.want) {
			t.Errorf("%s %s of %s: %q, want %q", c.actual, c.unit, c.target, a.Explanation, c.want)
		}
	}
}
