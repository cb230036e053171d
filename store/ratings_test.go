package store

import (
	"errors"
	"slices"
	"testing"

	"chaser/kpi"
)

// What EachRating tells are the register's figures that have a value: the newest revision of each that stands.
func TestEachRating(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	mustImport(t, s, kpi.Register{Figures: []kpi.Figure{{Indicator: "REG1", Period: quarter3, Status: kpi.Unavailable}}})
	mustPost(t, s, coronersPost(t, "R1", "142", "Fewer"))
	mustPost(t, s, coronersPost(t, "R2", "141", "Counted again"))
	taken := mustPost(t, s, coronersPost(t, "R3", "7", "Counted once more"))
	mustTakeBack(t, s, undo("U1", "U0CORONER", taken.FigureID))

	r, err := s.Register(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ofAll := map[string]int{}
	for _, code := range []string{"", "178", "reg1", "nobody's"} {
		var expected []kpi.Figure
		for _, i := range r.Indicators {
			if code != "" && codeKey(i.Code) != codeKey(code) {
				continue
			}
			for _, f := range r.Figures {
				if f.Indicator == i.Code && f.Value != nil {
					expected = append(expected, f)
				}
			}
		}
		var told []kpi.Figure
		mustEachRating(t, s, RatingsOf{Code: code}, func(i kpi.Indicator, f kpi.Figure) {
			if i.Code != f.Indicator || f.Rating == "" {
				t.Errorf("%s: a figure of %s, rated %q", i.Code, f.Indicator, f.Rating)
			}
			told = append(told, f)
		})
		if ofAll[code] = len(told); len(told) != len(expected) {
			t.Errorf("%q: %d figures, and the register has %d", code, len(told), len(expected))
		}
		for _, e := range expected {
			if !slices.ContainsFunc(told, func(f kpi.Figure) bool {
				return f.Indicator == e.Indicator && f.Period == e.Period && f.Status == e.Status && kpi.Exactly(*f.Value) == kpi.Exactly(*e.Value)
			}) {
				t.Errorf("%q: %s of %s is missing", code, kpi.Exactly(*e.Value), e.Indicator)
			}
		}
	}
	if ofAll[""] < 30 || ofAll["178"] == 0 || ofAll["reg1"] == 0 || ofAll["nobody's"] != 0 {
		t.Errorf("told: %v", ofAll)
	}

	var committee int
	mustEachRating(t, s, RatingsOf{Committee: r.Committees[0].Name}, func(kpi.Indicator, kpi.Figure) { committee++ })
	if committee != ofAll[""] {
		t.Errorf("%d of the only committee, %d of all", committee, ofAll[""])
	}
	mustEachRating(t, s, RatingsOf{Committee: "Another"}, func(i kpi.Indicator, _ kpi.Figure) { t.Errorf("%s is told of another committee", i.Code) })
}

// They come by indicator in the register's order, the earliest period first, and end with the first error.
func TestTheOrderOfRatings(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	r, err := s.Register(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	place := map[string]int{}
	for n, i := range r.Indicators {
		place[i.Code] = n
	}
	var before kpi.Figure
	mustEachRating(t, s, RatingsOf{}, func(i kpi.Indicator, f kpi.Figure) {
		if before.Indicator == f.Indicator && !before.Period.Before(f.Period) || before.Indicator != "" && place[before.Indicator] > place[i.Code] {
			t.Errorf("%s %s comes after %s %s", f.Indicator, f.Period, before.Indicator, before.Period)
		}
		before = f
	})
	enough := errors.New("enough")
	told := 0
	err = s.EachRating(t.Context(), RatingsOf{}, func(kpi.Indicator, kpi.Figure) error { told++; return enough })
	if !errors.Is(err, enough) || told != 1 {
		t.Errorf("%d told, then %v", told, err)
	}
}

// An indicator's own rule and target change nothing of what was rated by them.
func TestItsOwnRuleChangesNoRating(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	rated := 0
	mustEachRating(t, s, RatingsOf{}, func(i kpi.Indicator, f kpi.Figure) {
		would, ok, err := i.RatedUnder(i.RatingRule(), f)
		if err != nil || ok && would.Rating != f.Rating {
			t.Errorf("%s for %s is %s and would be %s: %v", f.Indicator, f.Period, f.Rating, would.Rating, err)
		}
		if ok {
			rated++
		}
	})
	if rated < 20 {
		t.Errorf("only %d are rated", rated)
	}
}

func mustEachRating(t *testing.T, s *Store, of RatingsOf, do func(kpi.Indicator, kpi.Figure)) {
	t.Helper()
	if err := s.EachRating(t.Context(), of, func(i kpi.Indicator, f kpi.Figure) error { do(i, f); return nil }); err != nil {
		t.Fatal(err)
	}
}
