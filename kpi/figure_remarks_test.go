package kpi_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

func percentage(code string, target *decimal.Decimal) kpi.Indicator {
	return kpi.Indicator{Code: code, Committee: "C", Unit: kpi.Percent, Direction: kpi.Up, Kind: kpi.Target, Target: target, Frequency: kpi.Quarterly, Owner: "U0A", Manager: "U0M"}
}

// series are an indicator's figures from the first quarter of 2023/24 on; an empty one is a gap.
func series(code string, values ...string) []kpi.Figure {
	var figures []kpi.Figure
	p := kpi.Quarter(2023, 1)
	for _, v := range values {
		if v != "" {
			figures = append(figures, kpi.Figure{Indicator: code, Period: p, Value: num(v), Status: kpi.Final})
		}
		p = p.Next()
	}
	return figures
}

// The golden file has what is said of figures that can be, but hardly are meant; and that nothing is said of the
// others.
func TestFigureRemarks(t *testing.T) {
	t.Parallel()
	joined := func(lists ...[]kpi.Figure) (all []kpi.Figure) {
		for _, l := range lists {
			all = append(all, l...)
		}
		return all
	}
	with := func(f kpi.Figure, change func(*kpi.Figure)) []kpi.Figure {
		change(&f)
		return []kpi.Figure{f}
	}
	yearly := percentage("YR", nil)
	yearly.Frequency = kpi.Yearly
	indicators := []kpi.Indicator{percentage("T94", num("94")), percentage("T5", num("5")), percentage("NONE", nil), yearly}
	lone := series("NONE", "93")[0]
	held := kpi.Register{Committees: []kpi.Committee{{Name: "C"}}, Indicators: indicators}
	for _, h := range [][]kpi.Figure{series("T94", "95"), series("T5", "", "4", "", "4.5")} {
		held.Figures = append(held.Figures, h...)
	}
	tests := []struct {
		name    string
		joining []kpi.Figure
	}{
		{"unavailable, and why", with(lone, func(f *kpi.Figure) {
			f.Value, f.Status, f.Commentary = nil, kpi.Unavailable, "The system changed over."
		})},
		{"unavailable, and not why", with(lone, func(f *kpi.Figure) { f.Value, f.Status = nil, kpi.Unavailable })},
		{"far from the others", with(lone, func(f *kpi.Figure) { f.Indicator, f.Period = "T94", kpi.Quarter(2013, 2) })},
		{"three years from the others", with(lone, func(f *kpi.Figure) { f.Indicator, f.Period = "T94", kpi.Quarter(2020, 1) })},
		{"alone, and long ago", with(lone, func(f *kpi.Figure) { f.Period = kpi.Quarter(1923, 2) })},
		{"alone, some years ago", with(lone, func(f *kpi.Figure) { f.Period = kpi.Quarter(2014, 2) })},
		{"every third year", joined(with(lone, func(f *kpi.Figure) { f.Indicator, f.Period = "YR", kpi.FinancialYear(2016) }), with(lone, func(f *kpi.Figure) { f.Indicator, f.Period = "YR", kpi.FinancialYear(2019) }))},
	}
	var said strings.Builder
	for _, test := range tests {
		fmt.Fprintf(&said, "%s\n", test.name)
		for _, r := range (kpi.Register{Figures: test.joining}).Remarks(held, later) {
			fmt.Fprintf(&said, "\t%s\n", r)
		}
	}
	golden(t, "figure_remarks.golden.txt", said.String())
}
