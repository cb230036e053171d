package words_test

import (
	"fmt"
	"time"

	"chaser/kpi"
	"chaser/words"
)

func ExampleOfCard() {
	deaths := kpi.Indicator{Code: "REG2", Title: "Deaths registered within 5 days", Unit: kpi.Percent, Direction: kpi.Up, Kind: kpi.Target, Target: number("60")}
	f := kpi.Figure{Indicator: "REG2", Period: q2, Value: number("55"), Status: kpi.Final, Revision: 1}
	f.Assessment = deaths.Assess(f)
	said := words.OfCard(kpi.NewCard(deaths, []kpi.Figure{f}, q2), today, time.UTC)
	fmt.Println(said.Name)
	fmt.Println(said.Rating, "·", said.Figure)
	fmt.Println(said.Measured(false))
	// Output:
	// REG2 · Deaths registered within 5 days
	// Amber · 55% against a target of 60% — 8.3% below
	// 55% is 8.33% below the target of 60%: Amber. 5 percentage points more would be Green.
	// There is no figure for Q1 2023/24 to compare with.
	// Higher is better
}

func ExampleRevised() {
	inquests := kpi.Indicator{Code: "178", Unit: kpi.Count}
	before := kpi.Figure{Period: q2, Value: number("213")}
	after := kpi.Figure{Period: q2, Value: number("142"), Revision: 2, Reason: "Counted again"}
	fmt.Println(words.Revised(inquests, before, after))
	// Output: Revised from 213 to 142 for Q2 2023/24 (revision 2): Counted again.
}
