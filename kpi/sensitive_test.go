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
