package kpi_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// Nothing of a sensitive card that everybody reads tells the counts behind its figures.
func TestASensitiveCardForEverybody(t *testing.T) {
	t.Parallel()
	n := func(text string) *decimal.Decimal { d := decimal.RequireFromString(text); return &d }
	i := kpi.Indicator{Code: "X", Unit: kpi.Percent, Frequency: kpi.Quarterly, Kind: kpi.Contextual, Direction: kpi.Up, Decimals: 1}
	figure := func(quarter int, numerator string) kpi.Figure {
		f := kpi.Figure{Indicator: "X", Period: kpi.Quarter(2023, quarter), Numerator: n(numerator), Denominator: n("889"), Status: kpi.Final, Commentary: numerator + " of 889"}
		return f.Completed(i.Unit)
	}
	figures := []kpi.Figure{figure(1, "571"), figure(2, "570")}
	for _, sensitive := range []bool{false, true} {
		i.Sensitive = sensitive
		text, err := json.Marshal(kpi.NewCard(i, figures, kpi.Quarter(2023, 2)).ForEverybody())
		if err != nil {
			t.Fatal(err)
		}
		for _, told := range []string{"889", "570", "571", "64.11"} {
			if strings.Contains(string(text), told) == sensitive {
				t.Errorf("sensitive %v: %s in %s", sensitive, told, text)
			}
		}
	}
}

// Its rating is explained by the figure as it is shown; where that would be rated otherwise, it says so.
func TestASensitiveRatingForEverybody(t *testing.T) {
	t.Parallel()
	n := func(text string) *decimal.Decimal { d := decimal.RequireFromString(text); return &d }
	i := kpi.Indicator{Code: "X", Unit: kpi.Percent, Frequency: kpi.Quarterly, Kind: kpi.Target, Target: n("60"), Direction: kpi.Up, Sensitive: true}
	for _, test := range []struct {
		numerator string // of 400
		rating    kpi.Rating
		why       string
	}{
		{"210", kpi.Red, "53% is 11.67% below the target of 60%: Red. 1 percentage point more would be Amber."},
		{"238", kpi.Amber, kpi.RatedExactly}, // 59.5%, which rounds to the target
		{"240", kpi.Green, "60% is exactly on the target: Green. 3.1 percentage points more would be Blue."},
	} {
		f := kpi.Figure{Indicator: "X", Period: kpi.Quarter(2023, 2), Numerator: n(test.numerator), Denominator: n("400"), Status: kpi.Final}
		f = f.Completed(i.Unit)
		f.Assessment = i.Assess(f)
		shown := kpi.NewCard(i, []kpi.Figure{f}, f.Period).ForEverybody()
		if a := shown.Assessment(); a.Rating != test.rating || a.Explanation != test.why {
			t.Errorf("%s of 400 is %s: %q", test.numerator, a.Rating, a.Explanation)
		}
		text, err := json.Marshal(shown)
		if err != nil {
			t.Fatal(err)
		}
		for _, told := range []string{"52.5", "12.5", "59.5", "0.8333"} {
			if strings.Contains(string(text), told) {
				t.Errorf("%s in %s", told, text)
			}
		}
	}
}
