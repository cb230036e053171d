package bot

import (
	"encoding/json"
	"strings"
	"testing"

	"chaser/kpi"
)

func TestAChartRoundsAFractionAsTheCardDoes(t *testing.T) {
	t.Parallel()
	c := with(cardNamed(t, "REG2"), func(f *kpi.Figure) {
		f.Value, f.Numerator, f.Denominator = nil, number("570"), number("889")
		*f = f.Completed(kpi.Percent)
	})
	for decimals, want := range map[int]json.Number{0: "64", 1: "64.1"} {
		c.Indicator.Decimals = decimals
		block, ok := chartOf(c)[0].(wordedChart)
		if !ok {
			t.Fatalf("the chart is a %T", chartOf(c)[0])
		}
		drawn, ok := block.Chart.(chart)
		if !ok {
			t.Fatalf("the chart holds a %T", block.Chart)
		}
		points := drawn.Series[0].Data
		if got := points[len(points)-1].Value; got != want {
			t.Errorf("with %d decimals the last point is %s, want %s", decimals, got, want)
		}
	}
}

// A chart carries the very digits that were posted.
func TestChartKeepsEveryDigit(t *testing.T) {
	t.Parallel()
	c := with(cardNamed(t, "REG1"), func(f *kpi.Figure) { f.Value = number("98.100000000000000000000000001") })
	text := sentText(t, chartOf(c)[0])
	if want := `{"label":"Q2 2023/24","value":98.100000000000000000000000001}`; !strings.Contains(text, want) {
		t.Errorf("%s is missing from %s", want, text)
	}
	c.History = c.History[:1]
	if len(chartOf(c)) != 0 {
		t.Error("one period makes no chart")
	}
}
