package doubt_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"

	"chaser/doubt"
	"chaser/kpi"
)

func number(text string) *decimal.Decimal {
	d := decimal.RequireFromString(text)
	return &d
}

// subject is a figure of Q3 2023/24 after those of the quarters before it, the latest last.
func subject(t *testing.T, i kpi.Indicator, typed string, before ...string) doubt.Subject {
	t.Helper()
	if i.Code == "" {
		i.Code = "X1"
	}
	i.Frequency = kpi.Quarterly
	s := doubt.Subject{Indicator: i, Figure: figure(t, i, kpi.Quarter(2023, 3), typed), Today: kpi.Date{Year: 2024, Month: 1, Day: 8}}
	period := kpi.Quarter(2023, 3)
	for n := range before {
		period = period.Previous(kpi.Quarterly)
		if text := before[len(before)-1-n]; text != "" {
			s.Figures = append(s.Figures, figure(t, i, period, text))
		}
	}
	return s
}

func figure(t *testing.T, i kpi.Indicator, p kpi.Period, text string) kpi.Figure {
	t.Helper()
	typed, err := kpi.ParseTyped(text)
	if err != nil {
		t.Fatal(err)
	}
	f := kpi.Figure{Indicator: i.Code, Period: p, Value: typed.Value, Numerator: typed.Numerator, Denominator: typed.Denominator, Status: kpi.Final}
	return f.Completed(i.Unit)
}

// said is every doubt in words.
func said(s doubt.Subject) string {
	doubts := doubt.Of(s)
	if len(doubts) == 0 {
		return ""
	}
	q := doubt.Question{Indicator: s.Indicator, Figure: s.Figure, Doubts: doubts}
	return fmt.Sprint(q.Kinds(), " ", q.Sentence())
}
