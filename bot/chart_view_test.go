package bot

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

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

// A chart says what it is of and in what unit. Counts stand on 0 where that lets their differences be seen.
func TestAChartSaysWhatItIsOf(t *testing.T) {
	t.Parallel()
	c := cardNamed(t, "LIB1")
	text := sentText(t, chartOf(c)[0])
	for _, want := range []string{`"title":"LIB1 · Number of unique people using a library…"`, `"y_label":"Number"`} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is missing from %s", want, text)
		}
	}
	if want := "\nRising: Q1 90,157 → Q2 96,326, target 107,236"; !strings.Contains(cardMessage(c, cardFor{zone: time.UTC}).Text, want) {
		t.Errorf("the text does not say %q", want)
	}
	drawn := func(unit kpi.Unit, values ...string) string {
		c := kpi.Card{Indicator: kpi.Indicator{Code: "X", Title: "X", Unit: unit}}
		for n, v := range values {
			c.History = append(c.History, kpi.Figure{Period: kpi.Quarter(2023, n+1), Value: number(v)})
		}
		block, ok := chartOf(c)[0].(wordedChart)
		if !ok {
			t.Fatalf("the chart is a %T", chartOf(c)[0])
		}
		return string(block.Chart.DataVisualizationChartType())
	}
	for _, test := range []struct {
		want string
		got  string
	}{
		{"bar", drawn(kpi.Count, "100", "90", "95")},
		{"bar", drawn(kpi.Currency, "100", "90", "95")},
		{"line", drawn(kpi.Count, "1000", "990", "1001")}, // as bars they would look alike
		{"bar", drawn(kpi.Count, "1000", "1000", "1000")},
		{"line", drawn(kpi.Percent, "10", "90", "95")},
		{"bar", drawn(kpi.Percent, "94", "95")},
	} {
		if test.got != test.want {
			t.Errorf("drawn as %s, want %s", test.got, test.want)
		}
	}
}
