package store

import (
	"testing"

	"chaser/kpi"
)

// The current collection is the one that kpi finds, on every day and whatever frequencies the indicators have.
func TestTheCurrentCollection(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	day := func(month, day int) kpi.Date {
		return kpi.Date{Year: 2024, Month: 1, Day: day}.AddDays(31 * (month - 1))
	}
	r, err := s.Register(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	of := r.Indicators[0]
	mustImport(t, s, kpi.Register{Collections: []kpi.Collection{
		{Period: kpi.Month(2023, 12), Opens: day(1, 3), Due: day(1, 9)},
		{Period: kpi.Month(2024, 1), Opens: day(2, 3), Due: day(2, 9)},
		{Period: kpi.Quarter(2023, 4), Opens: day(4, 3), Due: day(4, 19)},
		{Period: kpi.FinancialYear(2023), Opens: day(4, 9), Due: day(4, 29)},
	}})
	seen := map[kpi.Period]bool{}
	for n, frequency := range []kpi.Frequency{kpi.Quarterly, kpi.Yearly, kpi.Monthly, kpi.HalfYearly} {
		if n > 0 {
			i := kpi.Indicator{
				Code: "OF" + string(frequency)[:2], Title: "Of another frequency", Committee: of.Committee, Unit: kpi.Count, Kind: kpi.Contextual, Direction: kpi.None, Compare: kpi.WithPrevious, Frequency: frequency,
			}
			mustImport(t, s, kpi.Register{Indicators: []kpi.Indicator{i}})
		}
		chase, err := s.Chase(t.Context(), london, today)
		if err != nil {
			t.Fatal(err)
		}
		for on := day(1, 1); on.Before(day(5, 1)); on = on.AddDays(1) {
			want, wanted := chase.Current(on)
			got, open, err := s.CurrentCollection(t.Context(), on)
			if err != nil || open != wanted || got.Period != want.Period || got.Due != want.Due {
				t.Errorf("with %s on %s it is %s (%t), and kpi finds %s: %v", frequency, on, got.Period, open, want.Period, err)
			}
			seen[got.Period] = true
		}
	}
	if len(seen) < 4 || !seen[kpi.Month(2024, 1)] {
		t.Errorf("of the collections only these were ever the current one: %v", seen)
	}
}
