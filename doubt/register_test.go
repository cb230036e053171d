package doubt_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chaser/doubt"
	"chaser/kpi"
)

// series are an indicator's figures from the first quarter of 2023/24 on; an empty value leaves a gap.
func series(t *testing.T, code string, values ...string) []kpi.Figure {
	t.Helper()
	var figures []kpi.Figure
	p := kpi.Quarter(2023, 1)
	for _, v := range values {
		if v != "" {
			typed, err := kpi.ParseTyped(v)
			if err != nil {
				t.Fatal(err)
			}
			figures = append(figures, kpi.Figure{Indicator: code, Period: p, Value: typed.Value, Numerator: typed.Numerator, Denominator: typed.Denominator, Status: kpi.Final})
		}
		p = p.Next()
	}
	return figures
}

func TestOfRegister(t *testing.T) {
	t.Parallel()
	percent := func(code string, i kpi.Indicator) kpi.Indicator {
		i.Code, i.Unit, i.Frequency = code, kpi.Percent, kpi.Quarterly
		return i
	}
	count := kpi.Indicator{Code: "CNT", Unit: kpi.Count, Frequency: kpi.Quarterly}
	held := kpi.Register{
		Indicators: []kpi.Indicator{
			percent("T94", kpi.Indicator{Target: number("94")}), percent("T5", kpi.Indicator{Target: number("5")}), percent("T0", kpi.Indicator{Target: number("0"), Decimals: 1}),
			percent("NONE", kpi.Indicator{}), percent("BASE", kpi.Indicator{Baseline: number("130")}), count,
		},
		Figures: append(series(t, "T94", "95"), series(t, "CNT", "", "340")...),
	}
	const words = "Two branches were closed for repairs in the whole of the quarter."
	spoken := func(figures []kpi.Figure) []kpi.Figure {
		for n := range figures {
			figures[n].Commentary = words
		}
		return figures
	}
	for _, test := range []struct {
		name    string
		joining []kpi.Figure
		want    []string
	}{
		{"near the target", series(t, "T94", "", "93"), nil},
		{"a fraction of 1", series(t, "T94", "", "0.93"), []string{`figures[0].value: 0.93% is about a hundredth of the target, 94%; write "93" if 93% is meant`}},
		{"the same as a fraction of counts", series(t, "T94", "", "93/10000"), []string{"figures[0].numerator: 0.9% (93 of 10,000) is about a hundredth of the target, 94%"}},
		{"a spreadsheet's date", series(t, "T5", "44927"), []string{"figures[0].value: 44,927% looks like a date: spreadsheets keep 1 January 2023 as 44927"}},
		{"a tiny one", series(t, "T94", "", "0.0001"), []string{"figures[0].value: 0.0001% has 4 digits after its point, and figures of T94 have none"}},
		{"a nought", series(t, "T94", "", "0"), []string{"figures[0].value: 0% is far off the figure for Q1 2023/24, 95%; what is not known yet is unavailable, not 0"}},
		{"one of four", series(t, "NONE", "93", "0.94", "92", "95"), []string{`figures[1].value: 0.94% is about a hundredth of the figure for Q1 2023/24, 93%; write "94" if 94% is meant`}},
		{"the first of two", series(t, "NONE", "0.93", "93"), []string{`figures[0].value: 0.93% is about a hundredth of the figure for Q2 2023/24, 93%; write "93" if 93% is meant`}},
		{"the first alone", series(t, "NONE", "0.9"), nil},
		{"a halving", series(t, "NONE", "93", "46"), nil},
		{"the first over 100", series(t, "T94", "", "101"), []string{"figures[0].value: 101% is over 100%, which no figure of T94 was before"}},
		{"over 100, as the baseline is", series(t, "BASE", "110"), nil},
		{"what is held already", series(t, "T94", "95"), nil},
		{"before what is held", series(t, "CNT", "3400"), []string{`figures[0].value: 3,400 is about ten times the figure for Q2 2023/24, 340; write "340" if 340 is meant`}},
		{"in the file's order", append(series(t, "T94", "", "", "0.96"), series(t, "CNT", "3400")...), []string{
			`figures[0].value: 0.96% is about a hundredth of the figure for Q1 2023/24, 95%; write "96" if 96% is meant`,
			`figures[1].value: 3,400 is about ten times the figure for Q2 2023/24, 340; write "340" if 340 is meant`,
		}},
		{"the same, once counted and once more", series(t, "CNT", "", "", "1371", "1371"), []string{"figures[1].value: 1,371 is the figure for Q3 2023/24 to the digit"}},
		{"said again", spoken(series(t, "NONE", "60", "71")), []string{"figures[1].commentary: The commentary is word for word that for Q1 2023/24"}},
		{"of an indicator that there is not", series(t, "X", "5"), nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, f := range doubt.OfRegister(kpi.Register{Figures: test.joining}, held, kpi.Date{Year: 2024, Month: 1, Day: 8}) {
				got = append(got, fmt.Sprint(f.Remark()))
			}
			if diff := cmp.Diff(strings.Join(test.want, "\n"), strings.Join(got, "\n")); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
