package chart

import (
	"math/big"

	"chaser/kpi"
	"chaser/report"
)

// mostTicks is how many round figures stand at the side at most.
const mostTicks = 5

// scale turns a figure into a height.
type scale struct {
	low, high, step *big.Rat
	unit            kpi.Unit
}

// scaleOf has room for all figures and targets, and begins and ends at a round number.
func scaleOf(c report.Card) scale {
	var low, high *big.Rat
	see := func(at *big.Rat) {
		if at == nil {
			return
		}
		if low == nil || at.Cmp(low) < 0 {
			low = at
		}
		if high == nil || at.Cmp(high) > 0 {
			high = at
		}
	}
	for _, p := range c.Trend.Points {
		if p.Drawn {
			see(exact(p.Figure.Exact))
		}
		see(exact(p.Target.Exact))
	}
	s := scale{unit: kpi.Unit(c.Unit)}
	span := new(big.Rat).Sub(high, low)
	if span.Sign() == 0 {
		span.Abs(high)
		span.Quo(span, big.NewRat(5, 1))
	}
	if span.Sign() == 0 {
		span.SetInt64(1)
	}
	s.step = roundStep(span)
	s.low, s.high = multiple(low, s.step, false), multiple(high, s.step, true)
	if low.Sign() > 0 && s.low.Sign() < 0 {
		s.low = new(big.Rat)
	}
	return s
}

// roundStep is the smallest of 1, 2, 5, 10 … and their tenths that parts the span into no more than mostTicks.
func roundStep(span *big.Rat) *big.Rat {
	step := big.NewRat(1, 1)
	ten := big.NewRat(10, 1)
	fits := func(at *big.Rat) bool { return new(big.Rat).Quo(span, at).Cmp(big.NewRat(mostTicks-1, 1)) <= 0 }
	for fits(step) {
		step = new(big.Rat).Quo(step, ten)
	}
	for {
		for _, by := range []int64{1, 2, 5} {
			if at := new(big.Rat).Mul(step, big.NewRat(by, 1)); fits(at) {
				return at
			}
		}
		step = new(big.Rat).Mul(step, ten)
	}
}

// multiple is the next multiple of the step beyond the figure, at or above it or at or below.
func multiple(at, step *big.Rat, above bool) *big.Rat {
	q := new(big.Rat).Quo(at, step)
	whole := new(big.Int).Div(q.Num(), q.Denom()) // rounds down, as the denominator is above 0
	if above && !q.IsInt() {
		whole.Add(whole, big.NewInt(1))
	}
	m := new(big.Rat).SetInt(whole)
	m.Mul(m, step)
	if m.Cmp(at) == 0 { // room around what lies on the edge
		if above {
			m.Add(m, step)
		} else {
			m.Sub(m, step)
		}
	}
	return m
}

// y is how far down a figure stands.
func (s scale) y(at *big.Rat) *big.Rat {
	share := new(big.Rat).Sub(s.high, at)
	share.Quo(share, new(big.Rat).Sub(s.high, s.low))
	share.Mul(share, big.NewRat(Bottom-Top, 1))
	return Plus(share, Top)
}

// each gives the figures that are named at the side.
func (s scale) each(yield func(at *big.Rat, text string)) {
	digits := 0
	for step := new(big.Rat).Set(s.step); !step.IsInt(); digits++ {
		step.Mul(step, big.NewRat(10, 1))
	}
	unit := s.unit
	if unit == kpi.Days {
		unit = kpi.Count // “12 days” five times over says no more
	}
	for at := new(big.Rat).Set(s.low); at.Cmp(s.high) <= 0; at.Add(at, s.step) {
		yield(at, unit.Show(at, digits))
	}
}

// Plus is a place moved by so much.
func Plus(at *big.Rat, by int64) *big.Rat { return new(big.Rat).Add(at, big.NewRat(by, 1)) }

func exact(text string) *big.Rat {
	if text == "" {
		return nil
	}
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		return nil
	}
	return r
}
