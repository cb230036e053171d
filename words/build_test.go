package words_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

var (
	q1    = period("2023-24Q1")
	q2    = period("2023-24Q2")
	q3    = period("2023-24Q3")
	today = kpi.Date{Year: 2024, Month: time.January, Day: 15}
)

func period(text string) kpi.Period {
	p, err := kpi.ParsePeriod(text)
	if err != nil {
		panic(err)
	}
	return p
}

func number(text string) *decimal.Decimal {
	d := decimal.RequireFromString(text)
	return &d
}

// resolved is a percentage of which more is better, against a target of 65%.
func resolved() kpi.Indicator {
	return kpi.Indicator{
		Code: "TRS2", Title: "Complaints resolved at first contact", Committee: "Communities", Service: "Trading standards",
		Unit: kpi.Percent, Direction: kpi.Up, Kind: kpi.Target, Target: number("65"), EnglandMean: number("61"), EnglandMeanPeriod: kpi.FinancialYear(2022),
	}
}

// inquests is a count that is reported for context.
func inquests() kpi.Indicator {
	return kpi.Indicator{Code: "178", Title: "Inquests closed", Committee: "Communities", Service: "Coroners", Unit: kpi.Count, Kind: kpi.Contextual, Baseline: number("160")}
}

// card is the indicator's card for Q2 2023/24. change may alter its figure; before are the figures of the periods
// before.
func card(t *testing.T, i kpi.Indicator, value string, change func(*kpi.Figure), before ...string) kpi.Card {
	t.Helper()
	rated := func(p kpi.Period, value string, change func(*kpi.Figure)) kpi.Figure {
		f := kpi.Figure{Indicator: i.Code, Period: p, Revision: 1, Status: kpi.Final}
		if value != "" {
			f.Value = number(value)
		}
		if change != nil {
			change(&f)
		}
		f = f.Completed(i.Unit)
		f.Assessment = i.Assess(f)
		return f
	}
	figures := []kpi.Figure{rated(q2, value, change)}
	for _, v := range before {
		figures = append(figures, rated(q1, v, nil))
	}
	return kpi.NewCard(i, figures, q2)
}

func london(t *testing.T) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}
