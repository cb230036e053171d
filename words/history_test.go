package words_test

import (
	"testing"

	"chaser/kpi"
	"chaser/words"
)

func TestHistory(t *testing.T) {
	t.Parallel()
	at := func(p kpi.Period, figure, target string) kpi.Figure {
		f := kpi.Figure{Period: p, Value: number(figure)}
		if target != "" {
			f.Target = number(target)
		}
		return f
	}
	for _, test := range []struct {
		unit    kpi.Unit
		history []kpi.Figure
		want    string
	}{
		{kpi.Count, []kpi.Figure{at(kpi.Quarter(2023, 1), "90157", "107236"), at(kpi.Quarter(2023, 2), "96326", "107236")}, "Rising: Q1 90,157 → Q2 96,326, target 107,236"},
		{kpi.Count, []kpi.Figure{at(kpi.Quarter(2022, 4), "80000", "107236"), at(kpi.Quarter(2023, 1), "90157", "107236"), at(kpi.Quarter(2023, 2), "96326", "107236")},
			"Rising: Q4 2022/23 80,000 → Q1 2023/24 90,157 → Q2 96,326, target 107,236"},
		{kpi.Percent, []kpi.Figure{at(kpi.Quarter(2022, 4), "50", "60"), at(kpi.Quarter(2023, 1), "55", "65"), at(kpi.Quarter(2023, 2), "64.1", "65")},
			"Rising: Q4 2022/23 50.0% → Q1 2023/24 55.0% → Q2 64.1%, target 60.0% to Q4 2022/23, then 65.0%"},
		{kpi.Percent, []kpi.Figure{at(kpi.Quarter(2023, 1), "1", "2"), at(kpi.Quarter(2023, 2), "1", "3"), at(kpi.Quarter(2023, 3), "1", "2")},
			"Unchanged: Q1 1.0% → Q2 1.0% → Q3 1.0%, target 2.0% to Q1 2023/24, 3.0% to Q2 2023/24, then 2.0%"},
		{kpi.Currency, []kpi.Figure{at(kpi.Month(2023, 12), "-3", ""), at(kpi.Month(2024, 1), "4", "5")}, "Rising: December 2023 −£3.0 → January 2024 £4.0"},
		{kpi.Days, []kpi.Figure{at(kpi.FinancialYear(2021), "3", "5"), at(kpi.FinancialYear(2022), "4", "5")}, "Rising: 2021/22 3.0 days → 2022/23 4.0 days, target 5.0 days"},
	} {
		c := kpi.Card{Indicator: kpi.Indicator{Unit: test.unit}, History: test.history}
		if test.unit != kpi.Count {
			c.Indicator.Decimals = 1
		}
		if got := words.History(c); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}
