package doubt

import (
	"math/big"

	"chaser/kpi"
)

var (
	// reach is how many times a neighbour a count or an amount can be without a question, whatever its digits.
	reach = big.NewRat(100, 1)

	// leastReach is the fewest things of which a hundredth is out of reach: 1 complaint after 120 may be so.
	leastReach = big.NewRat(1000, 1)
)

// outOfReach doubts a count or an amount that is a hundred times off all its neighbours, where no slip of the point
// explains it: the 3 of “LIB1 3 weeks late”, a house number, a telephone number.
func outOfReach(s Subject) *Doubt {
	value, neighbours := s.exact(), s.neighbours()
	countable := s.Indicator.Unit == kpi.Count || s.Indicator.Unit == kpi.Currency
	if !countable || value.Sign() == 0 || len(neighbours) == 0 || !s.far(value, neighbours) {
		return nil
	}
	beside := nearest(value, neighbours)
	if within(value, beside.value, reach) || abs(value).Cmp(leastReach) < 0 && abs(beside.value).Cmp(leastReach) < 0 {
		return nil
	}
	compared := "more than a hundred times"
	if abs(value).Cmp(abs(beside.value)) < 0 {
		compared = "less than a hundredth of"
	}
	return &Doubt{
		Kind: Scale, Field: kpi.FieldFigure,
		Sentence: s.Indicator.ShowTyped(s.Figure) + " is " + compared + " " + beside.words() + ".",
	}
}

func abs(r *big.Rat) *big.Rat { return new(big.Rat).Abs(r) }
