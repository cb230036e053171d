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
		"red after red":                           {[]kpi.Figure{judgedAs(1, 1, kpi.Red)}, judgedAs(2, 1, kpi.Red), kpi.StillRed, 1},
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
		"red round a quarter without data":        {[]kpi.Figure{judgedAs(1, 1, kpi.Red), judgedAs(2, 1, kpi.NoData)}, judgedAs(3, 1, kpi.Red), kpi.StillRed, 1},
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
			case turn == kpi.StillRed && (posted.Rating != kpi.Red || posted.Revision > 1 && kpi.IsRed(judgedUpTo(figures, posted.Period))):
				t.Fatalf("%q by %s, revision %d", turn, posted.Rating, posted.Revision)
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

// judgedUpTo are the figures of the period and before, where it has a judged one; else none.
func judgedUpTo(figures []kpi.Figure, p kpi.Period) (upTo []kpi.Figure) {
	judged := false
	for _, f := range figures {
		judged = judged || f.Period == p && f.Rating.Judged()
		if !p.Before(f.Period) {
			upTo = append(upTo, f)
		}
	}
	if !judged {
		return nil
	}
	return upTo
}

func TestRedRun(t *testing.T) {
	t.Parallel()
	q := func(quarter int, r kpi.Rating) kpi.Figure { return judgedAs(quarter, 1, r) }
	month := func(n int) kpi.Figure {
		return kpi.Figure{Period: kpi.Month(2023, n), Revision: 1, Assessment: kpi.Assessment{Rating: kpi.Red}}
	}
	for name, tc := range map[string]struct {
		figures          []kpi.Figure
		p                kpi.Period
		f                kpi.Frequency
		running, earlier int
	}{
		"the first":               {[]kpi.Figure{q(3, kpi.Red)}, kpi.Quarter(2023, 3), kpi.Quarterly, 1, 0},
		"after a good one":        {[]kpi.Figure{q(2, kpi.Amber), q(3, kpi.Red)}, kpi.Quarter(2023, 3), kpi.Quarterly, 1, 0},
		"the third":               {[]kpi.Figure{q(1, kpi.Red), q(2, kpi.Red), q(3, kpi.Red)}, kpi.Quarter(2023, 3), kpi.Quarterly, 3, 2},
		"as of an earlier one":    {[]kpi.Figure{q(1, kpi.Red), q(2, kpi.Red), q(3, kpi.Red)}, kpi.Quarter(2023, 2), kpi.Quarterly, 2, 1},
		"over a quarter without":  {[]kpi.Figure{q(1, kpi.Red), q(2, kpi.NoData), q(3, kpi.Red)}, kpi.Quarter(2023, 3), kpi.Quarterly, 1, 1},
		"before such a quarter":   {[]kpi.Figure{q(1, kpi.Red), q(3, kpi.Red), q(4, kpi.Red)}, kpi.Quarter(2023, 4), kpi.Quarterly, 2, 2},
		"two half-years":          {[]kpi.Figure{q(2, kpi.Red), q(4, kpi.Red)}, kpi.Quarter(2023, 4), kpi.HalfYearly, 2, 1},
		"two months":              {[]kpi.Figure{month(9), month(10)}, kpi.Month(2023, 10), kpi.Monthly, 2, 1},
		"by the last word on one": {[]kpi.Figure{q(2, kpi.Red), judgedAs(2, 2, kpi.Green), q(3, kpi.Red)}, kpi.Quarter(2023, 3), kpi.Quarterly, 1, 0},
	} {
		if running, earlier := kpi.RedRun(tc.figures, tc.p, tc.f); running != tc.running || earlier != tc.earlier {
			t.Errorf("%s: %d running after %d, want %d after %d", name, running, earlier, tc.running, tc.earlier)
		}
	}
}
