package kpi_test

import (
	"testing"

	"pgregory.net/rapid"

	"chaser/kpi"
)

// rated is a revision of a period's figure of which only the rating matters.
func judgedAs(quarter, revision int, r kpi.Rating) kpi.Figure {
	return kpi.Figure{Period: kpi.Quarter(2023, quarter), Revision: revision, Assessment: kpi.Assessment{Rating: r}}
}

func TestTurnOf(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		before []kpi.Figure
		posted kpi.Figure
		want   kpi.Turn
		since  int // the quarter since which it is red afterwards; 0: it is not
	}{
		"the first figure, red":                   {nil, judgedAs(1, 1, kpi.Red), kpi.TurnedRed, 1},
		"the first figure, good":                  {nil, judgedAs(1, 1, kpi.Green), kpi.NoTurn, 0},
		"red after good":                          {[]kpi.Figure{judgedAs(1, 1, kpi.Green)}, judgedAs(2, 1, kpi.Red), kpi.TurnedRed, 2},
		"red after red":                           {[]kpi.Figure{judgedAs(1, 1, kpi.Red)}, judgedAs(2, 1, kpi.Red), kpi.StayedRed, 1},
		"amber after red":                         {[]kpi.Figure{judgedAs(1, 1, kpi.Red)}, judgedAs(2, 1, kpi.Amber), kpi.LeftRed, 0},
		"a revision that stays red":               {[]kpi.Figure{judgedAs(2, 1, kpi.Red), judgedAs(1, 1, kpi.Blue)}, judgedAs(2, 2, kpi.Red), kpi.StayedRed, 2},
		"a revision that leaves red":              {[]kpi.Figure{judgedAs(2, 1, kpi.Red)}, judgedAs(2, 2, kpi.Blue), kpi.LeftRed, 0},
		"a revision that turns red":               {[]kpi.Figure{judgedAs(2, 1, kpi.Amber)}, judgedAs(2, 2, kpi.Red), kpi.TurnedRed, 2},
		"no data after red":                       {[]kpi.Figure{judgedAs(1, 1, kpi.Red)}, judgedAs(2, 1, kpi.NoData), kpi.StayedRed, 1},
		"no data after good":                      {[]kpi.Figure{judgedAs(1, 1, kpi.Green)}, judgedAs(2, 1, kpi.NoData), kpi.NoTurn, 0},
		"red that turns out to be unknown":        {[]kpi.Figure{judgedAs(1, 1, kpi.Green), judgedAs(2, 1, kpi.Red)}, judgedAs(2, 2, kpi.NoData), kpi.StayedRed, 2},
		"good that turns out to be unknown":       {[]kpi.Figure{judgedAs(1, 1, kpi.Red), judgedAs(2, 1, kpi.Green)}, judgedAs(2, 2, kpi.NoData), kpi.NoTurn, 0},
		"red again after it was unknown":          {[]kpi.Figure{judgedAs(2, 1, kpi.Red), judgedAs(2, 2, kpi.NoData)}, judgedAs(2, 3, kpi.Red), kpi.StayedRed, 2},
		"good after it was unknown":               {[]kpi.Figure{judgedAs(2, 1, kpi.Red), judgedAs(2, 2, kpi.NoData)}, judgedAs(2, 3, kpi.Green), kpi.LeftRed, 0},
		"an older period turns red":               {[]kpi.Figure{judgedAs(2, 1, kpi.Green)}, judgedAs(1, 1, kpi.Red), kpi.NoTurn, 0},
		"an older period was good after all":      {[]kpi.Figure{judgedAs(1, 1, kpi.Red), judgedAs(2, 1, kpi.Red)}, judgedAs(1, 2, kpi.Green), kpi.StayedRed, 2},
		"an older period was red too":             {[]kpi.Figure{judgedAs(1, 1, kpi.Green), judgedAs(2, 1, kpi.Red)}, judgedAs(1, 2, kpi.Red), kpi.StayedRed, 1},
		"a context figure":                        {[]kpi.Figure{judgedAs(1, 1, kpi.Red)}, judgedAs(2, 1, kpi.ContextRating), kpi.StayedRed, 1},
		"an old period behind one without a word": {[]kpi.Figure{judgedAs(3, 1, kpi.NoData)}, judgedAs(2, 1, kpi.Red), kpi.TurnedRed, 2},
		"red round a quarter without data":        {[]kpi.Figure{judgedAs(1, 1, kpi.Red), judgedAs(2, 1, kpi.NoData)}, judgedAs(3, 1, kpi.Red), kpi.StayedRed, 1},
	} {
		after := append([]kpi.Figure{tc.posted}, tc.before...)
		var since kpi.Period
		if tc.since > 0 {
			since = kpi.Quarter(2023, tc.since)
		}
		if got := kpi.TurnOf(tc.before, after); got != tc.want || kpi.RedSince(after) != since {
			t.Errorf("%s: %q since %v, want %q since %v", name, got, kpi.RedSince(after), tc.want, since)
		}
	}
}

// Whatever is posted in whatever order: turned and left alternate, beginning with turned; what is not judged changes
// neither; and red since stands exactly while it is red.
func TestTurnsAlternate(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var figures []kpi.Figure
		revisions := map[int]int{}
		last := kpi.LeftRed
		for range rapid.IntRange(1, 30).Draw(t, "postings") {
			quarter := rapid.IntRange(1, 4).Draw(t, "quarter")
			revisions[quarter]++
			posted := judgedAs(quarter, revisions[quarter], rapid.SampledFrom([]kpi.Rating{
				kpi.Red, kpi.Red, kpi.Amber, kpi.Green, kpi.Blue, kpi.NoData, kpi.BaselineRating, kpi.ContextRating, kpi.InDevRating,
			}).Draw(t, "rating"))
			after := rapid.Permutation(append(figures, posted)).Draw(t, "order")
			turn := kpi.TurnOf(figures, after)
			switch {
			case turn == last:
				t.Fatalf("%q twice running", turn)
			case !posted.Rating.Judged() && (turn == kpi.TurnedRed || turn == kpi.LeftRed):
				t.Fatalf("%s: %q", posted.Rating, turn)
			case turn == kpi.TurnedRed && posted.Rating != kpi.Red, turn == kpi.LeftRed && posted.Rating == kpi.Red:
				t.Fatalf("%q by %s", turn, posted.Rating)
			case turn == kpi.TurnedRed || turn == kpi.LeftRed:
				last = turn
			}
			red := last == kpi.TurnedRed
			if kpi.IsRed(after) != red || kpi.RedSince(after).IsZero() == red || (turn == kpi.NoTurn) == red && turn != kpi.LeftRed {
				t.Fatalf("after %q: red %v since %v", turn, kpi.IsRed(after), kpi.RedSince(after))
			}
			figures = after
		}
	})
}
