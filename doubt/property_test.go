package doubt_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"chaser/doubt"
	"chaser/kpi"
)

var units = []kpi.Unit{kpi.Count, kpi.Percent, kpi.Currency, kpi.Days, kpi.Ratio}

// drawn is any indicator with any history and any figure. Some figures are slips of one like the others.
func drawn(t *rapid.T) doubt.Subject {
	i := kpi.Indicator{
		Code: "X1", Unit: rapid.SampledFrom(units).Draw(t, "unit"), Decimals: rapid.IntRange(0, 2).Draw(t, "decimals"), Frequency: kpi.Quarterly,
		Cumulative: rapid.Bool().Draw(t, "cumulative"), Direction: rapid.SampledFrom([]kpi.Direction{kpi.Up, kpi.Down, kpi.None}).Draw(t, "direction"),
	}
	value := func(label string) *decimal.Decimal {
		d := decimal.New(rapid.Int64Range(-50, 400_000).Draw(t, label), -int32(rapid.IntRange(0, i.Decimals).Draw(t, label+"’s places")))
		return &d
	}
	if rapid.Bool().Draw(t, "has a target") {
		i.Target = value("target")
	}
	s := doubt.Subject{Indicator: i, Today: kpi.Date{Year: 2024, Month: 1, Day: 8}}
	period := kpi.Quarter(2023, 3)
	for range rapid.IntRange(0, 10).Draw(t, "figures before") {
		period = period.Previous(kpi.Quarterly)
		s.Figures = append(s.Figures, kpi.Figure{Indicator: "X1", Period: period, Value: value("before"), Status: kpi.Final})
	}
	typed := value("typed")
	if len(s.Figures) > 0 && rapid.Bool().Draw(t, "slipped") {
		like := s.Figures[0].Value.Shift(int32(rapid.IntRange(-3, 6).Draw(t, "places")))
		typed = &like
	}
	s.Figure = kpi.Figure{Indicator: "X1", Period: kpi.Quarter(2023, 3), Value: typed, Status: kpi.Final}
	return s
}

// Whoever takes the figure on offer is not sent on to another.
func TestWhatIsOfferedIsLikely(t *testing.T) {
	t.Parallel()
	offered := 0
	rapid.Check(t, func(t *rapid.T) {
		s := drawn(t)
		for _, d := range doubt.Of(s) {
			if d.Likely == nil {
				continue
			}
			offered++
			meant := s
			meant.Figure.Value = d.Likely
			for _, again := range doubt.Of(meant) {
				if again.Kind == doubt.Scale || again.Kind == doubt.Digits || again.Kind == doubt.Falls || again.Kind == doubt.Over100 {
					t.Fatalf("%s offers %s, and that is doubted too: %s", d.Sentence, d.Likely, again.Sentence)
				}
			}
			if s.Indicator.Unit == kpi.Count && s.Indicator.Decimals == 0 && s.Figure.Value.IsInteger() && !d.Likely.IsInteger() {
				t.Fatalf("%s offers %s, which the indicator cannot have", d.Sentence, d.Likely)
			}
		}
	})
	if offered == 0 {
		t.Error("nothing was offered, so nothing was looked at")
	}
}

// There is at most one doubt about a figure and one about its words, whatever comes.
func TestFewAreAsked(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := drawn(t)
		s.Figure.Commentary = rapid.String().Draw(t, "commentary")
		s.Elsewhere = []doubt.Said{{Indicator: kpi.Indicator{Code: "X2"}, Commentary: s.Figure.Commentary}}
		fields := map[string]int{}
		for _, d := range doubt.Of(s) {
			fields[d.Field]++
		}
		if fields[kpi.FieldFigure] > 1 || fields[kpi.FieldCommentary] > 1 {
			t.Fatalf("asks about %v", fields)
		}
	})
}
