package doubt

import (
	"math/big"
	"strings"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

var (
	// swapped is how near its neighbour a figure must come by a change of its digits: one figure in ten or so comes that near by chance.
	swapped = big.NewRat(11, 10)

	// leastFar is from how many times its neighbours a figure can be far off at all, however steady they are.
	leastFar = big.NewRat(115, 100)

	one = big.NewRat(1, 1)

	// leaps is how many times the greatest change that an indicator has seen is far off.
	leaps = big.NewRat(3, 1)
)

// digits doubts a figure that is far off its neighbours, and near one with two digits beside each other changed over, or with a digit once that
// was typed twice.
func digits(s Subject) *Doubt {
	value, neighbours := s.exact(), s.neighbours()
	if s.Figure.Numerator != nil || value.Sign() == 0 || len(neighbours) == 0 {
		return nil
	}
	if far := s.steady(); within(value, nearest(value, neighbours).value, far) || s.standsBy(value, far) {
		return nil
	}
	var (
		doubt *Doubt
		best  = swapped
	)
	for _, c := range retyped(*s.Figure.Value) {
		if c.value.IsZero() || !s.likely(c.value) || s.Indicator.Unit == kpi.Count && c.value.Abs().Rat().Cmp(leastCount) < 0 {
			continue
		}
		beside := nearest(c.value.Rat(), neighbours)
		if off := apart(c.value.Rat(), beside.value); off.Cmp(best) < 0 {
			best = off
			doubt = &Doubt{
				Kind: Digits, Field: kpi.FieldFigure, Likely: &c.value,
				Sentence: s.Indicator.ShowTyped(s.Figure) + " is far from " + beside.words + ", and " + c.words + " it would not be.",
			}
		}
	}
	return doubt
}

// steady is from how many times its neighbours a figure is far off: an indicator that has hardly moved is known by that, and one that has leapt may
// leap again.
func (s Subject) steady() *big.Rat {
	earlier := s.earlier()
	if len(earlier) < 2 || s.counts() {
		return alike
	}
	greatest := new(big.Rat)
	for n := 1; n < len(earlier); n++ {
		a, b := earlier[n-1].Exact(s.Indicator.Unit), earlier[n].Exact(s.Indicator.Unit)
		if a.Sign() == 0 || a.Sign() != b.Sign() {
			return farOff
		}
		if times := apart(a, b); times.Cmp(greatest) > 0 {
			greatest = times
		}
	}
	far := new(big.Rat).Sub(greatest, one)
	far.Add(far.Mul(far, leaps), one)
	switch {
	case far.Cmp(leastFar) < 0:
		return leastFar
	case far.Cmp(alike) < 0:
		return far
	case greatest.Cmp(alike) > 0:
		return greatest
	}
	return alike
}

// candidate is a number as it may have been meant.
type candidate struct {
	value decimal.Decimal
	words string
}

// retyped are the numbers that a slip of the keyboard makes this one of.
func retyped(d decimal.Decimal) []candidate {
	text := kpi.Exactly(d)
	var all []candidate
	add := func(text, words string) {
		digits := strings.TrimPrefix(text, "-")
		if len(digits) > 1 && digits[0] == '0' && digits[1] != '.' {
			return // nobody types a nought in front
		}
		if value, err := decimal.NewFromString(text); err == nil {
			all = append(all, candidate{value, words})
		}
	}
	for n := 1; n < len(text); n++ {
		a, b := text[n-1], text[n]
		switch {
		case a < '0' || a > '9' || b < '0' || b > '9':
		case a == b:
			add(text[:n]+text[n+1:], "with one "+string(a)+" less")
		default:
			add(text[:n-1]+string([]byte{b, a})+text[n+1:], "with "+string(a)+" and "+string(b)+" changed over")
		}
	}
	return all
}
