package doubt

import (
	"math/big"
	"slices"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// lookBack is by how many of its last figures an indicator is known: two years of quarters.
const lookBack = kpi.HistoryLength

// neighbour is a number that the indicator's figures should resemble, and its name: “the target, 65%”.
type neighbour struct {
	value *big.Rat
	words func() string // made only where it is said
}

// neighbours are what the subject's figure is compared with: the last figures, the latest first, then the target. Where
// there are none of these, they are the baseline and the benchmarks. Nought, and a number of the other sign, never
// count.
//
// A figure that counts from 1 April is only compared with its own financial year and with the same period of earlier
// years. It is compared with a target only if that is set for its period: a standing target may be the whole year's.
func (s Subject) neighbours() []neighbour {
	if s.near != nil {
		return s.near
	}
	all, sign := s.lasts(), s.exact().Sign()
	add := func(value *big.Rat, words func() string) {
		if resembles(value, sign) {
			all = append(all, neighbour{value, words})
		}
	}
	target := s.Indicator.TargetFor(s.Figure.Period)
	_, own := s.Indicator.Targets[s.Figure.Period]
	if target != nil && (own || !s.counts()) {
		add(target.Rat(), func() string { return "the target, " + s.Indicator.ShowValue(target) })
	}
	if len(all) > 0 || s.counts() {
		return all
	}
	for _, known := range []struct {
		value *decimal.Decimal
		words string
	}{
		{s.Indicator.Baseline, "the baseline"},
		{s.Indicator.NeighboursMean, "the statistical neighbours’ mean"},
		{s.Indicator.EnglandMean, "the mean of England"},
	} {
		if known.value != nil {
			add(known.value.Rat(), func() string { return known.words + ", " + s.Indicator.ShowValue(known.value) })
		}
	}
	return all
}

// lasts are the neighbours that are figures.
func (s Subject) lasts() []neighbour {
	var all []neighbour
	sign := s.exact().Sign()
	for _, f := range s.earlier() {
		if value := f.Exact(s.Indicator.Unit); s.comparable(f) && resembles(value, sign) {
			all = append(all, neighbour{value, func() string {
				return "the figure for " + f.Period.Words() + ", " + s.Indicator.ShowTyped(f)
			}})
		}
	}
	return all
}

// resembles reports whether a number has the sign of the subject's figure, and is not 0.
func resembles(value *big.Rat, sign int) bool { return value.Sign() != 0 && value.Sign() == sign }

// earlier are up to lookBack figures before the subject's that say something about their own period, the latest first.
// Where there are none, they are those after it, the earliest first.
func (s Subject) earlier() []kpi.Figure {
	if s.last != nil {
		return s.last
	}
	var earlier, later []kpi.Figure
	for _, f := range s.Figures {
		switch {
		case f.Value == nil || !f.Status.Reportable() || f.Period == s.Figure.Period:
		case f.Period.Before(s.Figure.Period):
			earlier = append(earlier, f)
		default:
			later = append(later, f)
		}
	}
	slices.Reverse(earlier) // they mostly come in order, so that nothing is left to sort
	slices.SortFunc(earlier, func(a, b kpi.Figure) int { return byPeriod(b, a) })
	slices.SortFunc(later, byPeriod)
	if len(earlier) == 0 {
		earlier = later
	}
	return earlier[:min(len(earlier), lookBack)]
}

// counts reports whether the figures are amounts that add up from 1 April. A percentage, or an average of the year so
// far, does not add up.
func (s Subject) counts() bool {
	return s.Indicator.Cumulative && (s.Indicator.Unit == kpi.Count || s.Indicator.Unit == kpi.Currency)
}

func (s Subject) comparable(f kpi.Figure) bool {
	if !s.counts() || f.Period.FinancialYear() == s.Figure.Period.FinancialYear() {
		return true
	}
	for p := s.Figure.Period.YearAgo(); !p.Before(f.Period); p = p.YearAgo() {
		if p == f.Period {
			return true
		}
	}
	return false
}

func (s Subject) exact() *big.Rat { return s.Figure.Exact(s.Indicator.Unit) }

// apart is how many times the lesser of two numbers the greater is. Both have the same sign and are not 0.
func apart(a, b *big.Rat) *big.Rat {
	r := new(big.Rat).Quo(a, b)
	if r.Cmp(big.NewRat(1, 1)) < 0 {
		r.Inv(r)
	}
	return r
}

// within reports whether two numbers differ by no more than a factor.
func within(a, b, factor *big.Rat) bool { return apart(a, b).Cmp(factor) <= 0 }

// nearest is the neighbour that differs from a number by the smallest factor.
func nearest(value *big.Rat, all []neighbour) neighbour {
	return slices.MinFunc(all, func(a, b neighbour) int { return apart(value, a.value).Cmp(apart(value, b.value)) })
}

// likely reports whether the indicator may have such a figure, so that it can be offered. Nobody is led from one doubt
// to another.
func (s Subject) likely(d decimal.Decimal) bool {
	if s.Indicator.Unit == kpi.Count && s.Indicator.Decimals == 0 && !d.IsInteger() {
		return false
	}
	s.Figure.Value, s.Figure.Numerator, s.Figure.Denominator = &d, nil, nil
	return over100(s) == nil && falls(s) == nil
}

// wasOver100 reports whether percentages of the indicator may be over 100, as an earlier figure, a target, the baseline
// or a benchmark is.
func (s Subject) wasOver100() bool {
	over := func(d *decimal.Decimal) bool { return d != nil && d.GreaterThan(decimal.NewFromInt(100)) }
	i := s.Indicator
	known := []*decimal.Decimal{i.TargetFor(s.Figure.Period), i.Target, i.Baseline, i.NeighboursMean, i.EnglandMean}
	if slices.ContainsFunc(known, over) {
		return true
	}
	was := slices.ContainsFunc(s.Figures, func(f kpi.Figure) bool {
		return f.Period != s.Figure.Period && over(f.Value)
	})
	if !was {
		s.misses()
	}
	return was
}
