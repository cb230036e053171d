package doubt_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"chaser/doubt"
	"chaser/kpi"
)

// withYears is a subject with years of figures before it, and some after.
func withYears(t *rapid.T) doubt.Subject {
	s := drawn(t)
	s.Figures = nil
	said := []string{"", "", "Staff leave over the whole summer holidays", "Two more clerks have come in since then", "Fewer people came in than last year"}
	at := kpi.Quarter(2023, 3)
	last := *s.Figure.Value
	for n := range rapid.IntRange(0, 40).Draw(t, "years of figures") {
		at = at.Previous(kpi.Quarterly)
		if n == 0 && rapid.Bool().Draw(t, "corrected") {
			at = kpi.Quarter(2025, 1)
		}
		if rapid.IntRange(0, 5).Draw(t, "missing") == 0 || at == s.Figure.Period {
			continue
		}
		value := last.Add(decimal.New(rapid.Int64Range(-9, 9).Draw(t, "step"), int32(-rapid.SampledFrom([]int{0, 0, 0, 1, 3}).Draw(t, "places"))))
		f := kpi.Figure{Indicator: "X1", Period: at, Value: &value, Commentary: rapid.SampledFrom(said).Draw(t, "said")}
		if f.Status = rapid.SampledFrom([]kpi.Status{kpi.Final, kpi.Final, kpi.Provisional, kpi.CarriedForward, kpi.Unavailable}).Draw(t, "status"); f.Status == kpi.Unavailable {
			f.Value = nil
		}
		s.Figures = append(s.Figures, f)
	}
	s.Figure.Commentary = rapid.SampledFrom(said).Draw(t, "says")
	return s
}

// recentOf are the figures of a subject that OfRecent wants at the least.
func recentOf(s doubt.Subject) []kpi.Figure {
	var recent []kpi.Figure
	told, aYear := 0, s.Figure.Period.YearAgo()
	for _, f := range s.Figures { // the latest first
		if told >= kpi.HistoryLength && f.Period.Before(aYear) {
			break
		}
		recent = append(recent, f)
		if f.Period.Before(s.Figure.Period) && f.Value != nil && f.Status.Reportable() {
			told++
		}
	}
	return recent
}

// The recent figures raise the doubts that all raise, or say that they are not enough.
func TestRecentFiguresAreEnoughOrSaySo(t *testing.T) {
	t.Parallel()
	spared, lacking := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		whole := withYears(t)
		recent := whole
		recent.Figures = recentOf(whole)
		doubts, enough := doubt.OfRecent(recent)
		switch {
		case !enough:
			lacking++
			return
		case len(recent.Figures) < len(whole.Figures):
			spared++
		}
		all := doubt.Of(whole)
		if diff := cmp.Diff(all, doubts); diff != "" {
			t.Fatalf("from %d of %d figures (-all +recent):\n%s", len(recent.Figures), len(whole.Figures), diff)
		}
	})
	if spared == 0 || lacking == 0 {
		t.Errorf("%d were spared figures and %d lacked some", spared, lacking)
	}
}

// What is drawn at random may raise no doubt in a whole run. This one does.
func TestRecentFiguresRaiseADoubt(t *testing.T) {
	t.Parallel()
	visits := kpi.Indicator{Title: "Visits to libraries", Unit: kpi.Count, Direction: kpi.Up, Kind: kpi.Contextual}
	s := subject(t, visits, "963260", "90157", "88120", "91004", "90288")
	all := doubt.Of(s)
	doubts, enough := doubt.OfRecent(s)
	if len(all) == 0 || !enough || !cmp.Equal(all, doubts) {
		t.Errorf("all: %v, recent: %v, enough: %v", all, doubts, enough)
	}
}
