package doubt_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"chaser/doubt"
	"chaser/kpi"
)

// Steps from all that the card knows are silent while they fit, and one that is another speaks, however short it is.
func TestOneStepOfSeveral(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		figure := rapid.Int64Range(50, 60).Draw(t, "figure")
		by := []int64{rapid.Int64Range(2, 9).Draw(t, "quarter"), rapid.Int64Range(2, 9).Draw(t, "year"), rapid.Int64Range(2, 9).Draw(t, "target")}
		before, yearAgo, target := decimal.NewFromInt(figure-by[0]), decimal.NewFromInt(figure+by[1]), decimal.NewFromInt(figure+by[2])
		now := decimal.NewFromInt(figure)
		p := kpi.Quarter(2023, 2)
		s := doubt.Subject{
			Indicator: kpi.Indicator{Code: "X1", Title: "Patients seen in time", Unit: kpi.Percent, Direction: kpi.Up, Kind: kpi.Target, Target: &target, Frequency: kpi.Quarterly},
			Figure:    kpi.Figure{Indicator: "X1", Period: p, Value: &now, Status: kpi.Final},
			Figures: []kpi.Figure{
				{Indicator: "X1", Period: p.Previous(kpi.Quarterly), Value: &before, Status: kpi.Final},
				{Indicator: "X1", Period: p.YearAgo(), Value: &yearAgo, Status: kpi.Final},
			},
		}
		form := rapid.SampledFrom([]string{
			"The wards got %[1]d%% to bed. It is %[2]d points better than Q1, %[3]d worse than Q2 last year and %[4]d short of target.",
			"%[1]d%% were seen. We're %[4]d points off the target, %[3]d points down on this time last year and %[2]d up on Q1.",
		}).Draw(t, "form")
		words := func() string { return fmt.Sprintf(form, figure, by[0], by[1], by[2]) }
		if s.Figure.Commentary = words(); len(doubt.Contradictions(s)) > 0 {
			t.Fatalf("of “%s”: %s", s.Figure.Commentary, doubt.Contradictions(s)[0].Sentence)
		}
		at := rapid.IntRange(0, 2).Draw(t, "changed")
		was := by[at]
		by[at] = rapid.Int64Range(1, 9).Filter(func(n int64) bool { return n > was+1 || n < was-1 }).Draw(t, "another")
		for _, pair := range [][2]int64{{by[0], by[1]}, {by[1], by[2]}, {by[0], by[2]}} {
			if sum, apart := pair[0]+pair[1], pair[0]-pair[1]; near(by[at], sum) || near(by[at], apart) || near(by[at], -apart) {
				return // how far two others are apart
			}
		}
		if s.Figure.Commentary = words(); len(doubt.Contradictions(s)) == 0 {
			t.Fatalf("nothing of “%s”, where %d was", s.Figure.Commentary, was)
		}
	})
}

func near(a, b int64) bool { return a-b <= 2 && b-a <= 2 }
