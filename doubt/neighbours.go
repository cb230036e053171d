package doubt

import (
	"math/big"
	"slices"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// lookBack is how many of its figures an indicator is known by: two years of quarters.
const lookBack = 8

// neighbour is a number that figures of the indicator resemble, and what it is in words: “the target, 65%”.
type neighbour struct {
	value *big.Rat
	words string
}

// neighbours are what the subject's figure is compared with: the last figures, the latest first, that of a year ago,
// the target, and where there are none of these the baseline and the benchmarks. A number of another sign, and nought,
// resemble nothing.
//
// A figure that counts from 1 April is compared within its financial year and with the same period of earlier years,
// and with a target only where one is set for the period: a standing target may be the whole year's.
func (s Subject) neighbours() []neighbour {
	all := s.lasts()
	add := func(value *big.Rat, words string) {
		if s.resembles(value) {
			all = append(all, neighbour{value, words})
		}
	}
	target := s.Indicator.TargetFor(s.Figure.Period)
	_, own := s.Indicator.Targets[s.Figure.Period]
	if target != nil && (own || !s.counts()) {
		add(target.Rat(), "the target, "+s.Indicator.ShowValue(target))
	}
	if len(all) > 0 || s.counts() {
		return all
	}
	for _, known := range []struct {
		value *decimal.Decimal
		words string
	}{{s.Indicator.Baseline, "the baseline"}, {s.Indicator.NeighboursMean, "the statistical neighbours’ mean"}, {s.Indicator.EnglandMean, "the mean of England"}} {
		if known.value != nil {
			add(known.value.Rat(), known.words+", "+s.Indicator.ShowValue(known.value))
		}
	}
	return all
}

// lasts are those of the neighbours that are figures.
func (s Subject) lasts() []neighbour {
	var all []neighbour
	for _, f := range s.earlier() {
		if value := f.Exact(s.Indicator.Unit); s.comparable(f) && s.resembles(value) {
			all = append(all, neighbour{value, "the figure for " + f.Period.Words() + ", " + s.Indicator.ShowTyped(f)})
		}
	}
	return all
}

func (s Subject) resembles(value *big.Rat) bool {
	return value.Sign() != 0 && value.Sign() == s.exact().Sign()
}

// earlier are up to lookBack of the figures before the subject's, the latest first, that say something about their own
// period; where there are none, of those after it, the first of them first.
func (s Subject) earlier() []kpi.Figure {
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
	slices.SortFunc(earlier, func(a, b kpi.Figure) int { return byPeriod(b, a) })
	slices.SortFunc(later, byPeriod)
	if len(earlier) == 0 {
		earlier = later
	}
	return earlier[:min(len(earlier), lookBack)]
}

// counts is whether the figures are an amount that adds up from 1 April; a percentage or an average of the year so far
// does not.
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

// apart is how many times the greater of two numbers of one sign is the lesser.
func apart(a, b *big.Rat) *big.Rat {
	r := new(big.Rat).Quo(a, b)
	if r.Cmp(big.NewRat(1, 1)) < 0 {
		r.Inv(r)
	}
	return r
}

// within reports whether two numbers are no more than a factor apart.
func within(a, b, factor *big.Rat) bool { return apart(a, b).Cmp(factor) <= 0 }

// nearest is the neighbour that a number is the fewest times apart from.
func nearest(value *big.Rat, all []neighbour) neighbour {
	return slices.MinFunc(all, func(a, b neighbour) int { return apart(value, a.value).Cmp(apart(value, b.value)) })
}

// likely reports whether the indicator may have such a figure, so that it can be offered: nobody is sent from one doubt
// to another.
func (s Subject) likely(d decimal.Decimal) bool {
	if s.Indicator.Unit == kpi.Count && s.Indicator.Decimals == 0 && !d.IsInteger() {
		return false
	}
	s.Figure.Value, s.Figure.Numerator, s.Figure.Denominator = &d, nil, nil
	return over100(s) == nil && falls(s) == nil
}

// wasOver100 reports whether percentages of the indicator are known to go over 100: an earlier figure, a target, its
// baseline or a benchmark does.
func (s Subject) wasOver100() bool {
	over := func(d *decimal.Decimal) bool { return d != nil && d.GreaterThan(decimal.NewFromInt(100)) }
	i := s.Indicator
	if over(i.TargetFor(s.Figure.Period)) || over(i.Target) || over(i.Baseline) || over(i.NeighboursMean) || over(i.EnglandMean) {
		return true
	}
	return slices.ContainsFunc(s.Figures, func(f kpi.Figure) bool { return f.Period != s.Figure.Period && over(f.Value) })
}
