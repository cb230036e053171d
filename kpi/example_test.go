package kpi_test

import (
	"fmt"
	"math/big"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

func ExampleRate() {
	rule, err := kpi.ParseRule("relative:-10,0,5")
	if err != nil {
		fmt.Println(err)
		return
	}
	target := decimal.NewFromInt(10)
	a, err := kpi.Rate(rule, kpi.Down, &target, big.NewRat(12, 1), kpi.Days, 0)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(a.Rating, a.Gap)
	fmt.Println(a.Explanation)
	// Output:
	// Red -20
	// 12 days is 20% above the target of 10 days: Red. 1 day less would be Amber.
}

func ExampleParseRule() {
	_, err := kpi.ParseRule("relative:0,-10")
	fmt.Println(err)
	// Output:
	// "relative:0,-10" is not a rating rule (its bounds do not rise). Write it like one of these: relative:-10,0,5 · points:-5,0 · bounds:50,60,70 · floor:50 · met · range:90,110,5.
}

func ExampleParseTyped() {
	for _, text := range []string{"96,326", "93 per cent", "-£4.50", "570 out of 889", "12,34"} {
		v, err := kpi.ParseTyped(text)
		switch {
		case err != nil:
			fmt.Println(err)
		case v.Value == nil:
			fmt.Println(v.Numerator, "of", v.Denominator)
		default:
			fmt.Println(kpi.Exactly(*v.Value))
		}
	}
	// Output:
	// 96326
	// 93
	// -4.50
	// 570 of 889
	// “12,34” has a comma that does not separate thousands. Type thousands as 1,234 and decimals with a point, as 12.34.
}

func ExampleParsePeriod() {
	p, err := kpi.ParsePeriod("q2 2023-24")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(p, "is", p.Start().Words(), "to", p.End().Words())
	fmt.Println("before it", p.Previous(kpi.Quarterly).Words(), "and a year ago", p.YearAgo().Words())
	// Output:
	// 2023-24Q2 is 1 July 2023 to 30 September 2023
	// before it Q1 2023/24 and a year ago Q2 2022/23
}

func ExampleIndicator_Assess() {
	target := decimal.NewFromInt(60)
	deaths := kpi.Indicator{Code: "REG2", Unit: kpi.Percent, Direction: kpi.Up, Kind: kpi.Target, Target: &target}
	numerator, denominator := decimal.NewFromInt(570), decimal.NewFromInt(889)
	f := kpi.Figure{Period: kpi.Quarter(2023, 2), Numerator: &numerator, Denominator: &denominator, Status: kpi.Final}
	fmt.Println(deaths.ShowFigure(f))
	fmt.Println(deaths.Assess(f).Explanation)
	// Output:
	// 64% (570 of 889)
	// 64.117% is 6.86% above the target of 60%: Blue.
}
