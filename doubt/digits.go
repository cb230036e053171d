package doubt

import (
	"math/big"
	"strings"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// How many times the last figures a figure must be to be far off, and to be near them once its digits are mended: the
// least and the most. The indicator's own movements decide in between.
var (
	one       = big.NewRat(1, 1)
	leastFar  = big.NewRat(115, 100)
	leastNear = big.NewRat(103, 100)
	mostNear  = big.NewRat(11, 10) // about one figure in ten comes as near by chance
)

// digits doubts a figure that is far off the last ones, but near one of them if two neighbouring digits swap places, or
// if a digit that was typed twice stands once.
func digits(s Subject) *Doubt {
	value := s.exact()
	if s.Figure.Numerator != nil || value.Sign() == 0 {
		return nil
	}
	lasts := s.lasts()
	if len(lasts) == 0 {
		return nil
	}
	beside := nearest(value, s.neighbours())
	if within(value, beside.value, leastFar) { // as nearly every figure is
		return nil
	}
	far, near := s.steady()
	if within(value, beside.value, far) || s.standsBy(value, far) {
		return nil
	}
	var (
		doubt *Doubt
		best  *big.Rat
	)
	for _, c := range retyped(*s.Figure.Value) {
		few := s.Indicator.Unit == kpi.Count && c.value.Abs().Rat().Cmp(leastCount) < 0
		if c.value.IsZero() || few || !s.likely(c.value) {
			continue
		}
		beside := nearest(c.value.Rat(), lasts)
		if off := apart(c.value.Rat(), beside.value); off.Cmp(near) <= 0 && (best == nil || off.Cmp(best) < 0) {
			best = off
			doubt = &Doubt{
				Kind: Digits, Field: kpi.FieldFigure, Likely: &c.value,
				Sentence: s.Indicator.ShowTyped(s.Figure) + " is far from " + beside.words() + ", and " + c.words +
					" it would not be.",
			}
		}
	}
	return doubt
}

// steady is from how many times the last figures a figure is far off, and up to how many times it is near. A figure
// that differs from an indicator that has hardly moved is noticed soon; an indicator that has leapt may leap again.
func (s Subject) steady() (far, near *big.Rat) {
	earlier := s.earlier()
	if len(earlier) < 2 || s.counts() {
		return alike, mostNear
	}
	greatest := new(big.Rat)
	for n := 1; n < len(earlier); n++ {
		a, b := earlier[n-1].Exact(s.Indicator.Unit), earlier[n].Exact(s.Indicator.Unit)
		if a.Sign() == 0 || a.Sign() != b.Sign() {
			return farOff, mostNear
		}
		if times := apart(a, b); times.Cmp(greatest) > 0 {
			greatest = times
		}
	}
	if greatest.Cmp(alike) > 0 {
		return greatest, mostNear
	}
	return bounded(further(greatest, 3), leastFar, alike), bounded(further(greatest, 2), leastNear, mostNear)
}

// further is a factor that lies so many times as far from 1.
func further(times *big.Rat, by int64) *big.Rat {
	beyond := new(big.Rat).Sub(times, one)
	return beyond.Mul(beyond, big.NewRat(by, 1)).Add(beyond, one)
}

func bounded(x, least, most *big.Rat) *big.Rat {
	switch {
	case x.Cmp(least) < 0:
		return least
	case x.Cmp(most) > 0:
		return most
	}
	return x
}

// candidate is a number that may have been meant.
type candidate struct {
	value decimal.Decimal
	words string
}

// retyped are the numbers that one slip of the keyboard turns into this one.
func retyped(d decimal.Decimal) []candidate {
	text := kpi.Exactly(d)
	var all []candidate
	add := func(text, words string) {
		digits := strings.TrimPrefix(text, "-")
		if len(digits) > 1 && digits[0] == '0' && digits[1] != '.' {
			return // nobody types a nought in front of a number
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
