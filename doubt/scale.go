package doubt

import (
	"math/big"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

var (
	// farOff is how many times its neighbours a figure must be to be unlikely. Among the seed report's 19 changes the
	// greatest is 1.94 times (SKL1, a year apart), and councils' quarters seldom differ by more than three times. Half
	// of ten leaves a tenfold slip room on both sides.
	farOff = big.NewRat(5, 1)

	// alike is how many times a neighbour a figure may be to resemble it, once its point is moved back.
	alike = big.NewRat(3, 2)
)

// slips are the ways in which a number comes out too small or too big, by how many places its point has moved.
var slips = []struct {
	places int32  // by how many the point must move back
	words  string // how the figure compares with what it should be
}{
	{2, "a hundredth of"}, // a fraction of 1 instead of a percentage: spreadsheets store 93% as 0.93
	{-2, "a hundred times"},
	{1, "a tenth of"}, // a digit lost, or a point typed
	{-1, "ten times"},
	{3, "a thousandth of"}, // counted in thousands
	{-3, "a thousand times"},
	{6, "a millionth of"}, // counted in millions
	{-6, "a million times"},
}

// leastCount is the fewest things of which ten times as many are unlikely. Smaller numbers vary as much by themselves:
// 2 complaints after 19 mean nothing.
var leastCount = big.NewRat(20, 1)

// scale doubts a figure that is far off all its neighbours and would resemble one if its point moved.
func scale(s Subject) *Doubt {
	value := s.exact()
	if value.Sign() == 0 {
		return nil
	}
	neighbours := s.neighbours()
	if len(neighbours) == 0 || !s.far(value, neighbours) {
		return nil
	}
	var (
		doubt *Doubt
		best  *big.Rat
	)
	for _, slip := range slips {
		moved := shifted(value, slip.places)
		beside := nearest(moved, neighbours)
		off := apart(moved, beside.value)
		if off.Cmp(alike) > 0 || best != nil && off.Cmp(best) >= 0 || !s.slipTells(slip.places, beside.value) {
			continue
		}
		best = off
		doubt = &Doubt{
			Kind: Scale, Field: kpi.FieldFigure,
			Sentence: s.Indicator.ShowTyped(s.Figure) + " is about " + slip.words + " " + beside.words() + ".",
		}
		if likely := trimmed(s.Figure.Value.Shift(slip.places)); s.mends(slip.places) && s.likely(likely) {
			doubt.Likely = &likely
		}
	}
	return doubt
}

// far reports whether a number is unlike every neighbour and unlike the figure that it replaces.
func (s Subject) far(value *big.Rat, neighbours []neighbour) bool {
	return !within(value, nearest(value, neighbours).value, farOff) && !s.standsBy(value, farOff)
}

// standsBy reports whether a number is like the one that it replaces. Whoever posted that one stands by it.
func (s Subject) standsBy(value, factor *big.Rat) bool {
	standing := s.standing()
	return standing != nil && standing.Value != nil && standing.Value.Sign() == value.Sign() && value.Sign() != 0 &&
		within(value, standing.Exact(s.Indicator.Unit), factor)
}

// slipTells reports whether a slip of so many places means anything beside a number of that size.
func (s Subject) slipTells(places int32, beside *big.Rat) bool {
	switch {
	case places == 1 && s.Indicator.Direction == kpi.Down && len(s.earlier()) == 0:
		return false // a target that must not be passed may well be far away
	case places == 1 || places == -1:
		return s.Indicator.Unit != kpi.Count || beside.Cmp(leastCount) >= 0
	case places > 2 || places < -2: // a percentage, a ratio or a number of days is not kept in thousands
		return s.Indicator.Unit == kpi.Count || s.Indicator.Unit == kpi.Currency
	}
	return true
}

// mends reports whether moving the point back gives what was meant. For a fraction it does not say which of its two
// numbers is wrong. A count that lost two digits does not say which they were.
func (s Subject) mends(places int32) bool {
	return s.Figure.Numerator == nil && (places != 2 || s.Indicator.Unit != kpi.Count)
}

func shifted(value *big.Rat, places int32) *big.Rat {
	return new(big.Rat).Mul(value, decimal.New(1, places).Rat())
}

// trimmed is the number without noughts at the end of its decimals.
func trimmed(d decimal.Decimal) decimal.Decimal {
	for places := -d.Exponent(); places > 0; places-- {
		short := d.Truncate(places - 1)
		if !short.Equal(d) {
			return d
		}
		d = short
	}
	return d
}
