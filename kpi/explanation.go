package kpi

import (
	"fmt"
	"math/big"
	"strings"
)

// explanation is what a service lead could repeat in committee: the figure, what it was compared with, the rating, and
// how far away the next better band is.
func (s *placing) explanation(rating Rating) string {
	text := fmt.Sprintf("%s %s: %s.", s.figure(), s.rule.form.said(s), rating)
	if s.next != nil {
		text += " " + s.ahead()
	}
	return text
}

// figure words the actual so that it never reads as a target or a bound that it is not exactly on.
func (s *placing) figure() string {
	marks := []*big.Rat{new(big.Rat)}
	if s.target != nil {
		marks = append(marks, s.target)
	}
	for _, b := range s.bands {
		marks = append(marks, b.from)
	}
	near, shown := nearly(s.actual, s.shown, marks)
	if near == "" {
		return shown
	}
	return strings.ToUpper(near[:1]) + near[1:] + shown
}

// boundsAlongside are the relative or points bounds on the figure's side of the target, without their signs.
func (s *placing) boundsAlongside(side int) []*big.Rat {
	if s.direction == Down {
		side = -side
	}
	var sizes []*big.Rat
	for _, at := range s.rule.present() {
		if at.Sign() == side {
			sizes = append(sizes, at.Abs().Rat())
		}
	}
	return sizes
}

func (s *placing) againstBounds() string {
	switch {
	case s.reached == nil:
		return "misses every fixed bound"
	case s.reached.beyond:
		return "beats the fixed bound of " + s.shown(s.reached.from)
	}
	return "meets the fixed bound of " + s.shown(s.reached.from)
}

func (s *placing) againstRange() string {
	low, high, tolerance := s.rule.low.Rat(), s.rule.high.Rat(), s.rule.tolerance.Rat()
	best := fmt.Sprintf("the best range of %s to %s", s.shown(low), s.shown(high))
	edge, word := low, "below"
	if s.direction == Down {
		edge, word = high, "above"
	}
	if s.reached != nil && s.reached.rating == Green {
		return "is within " + best
	}
	near, outside := nearly(apart(s.actual, edge), s.distance, []*big.Rat{tolerance})
	text := fmt.Sprintf("is %s%s %s %s", near, outside, word, best)
	switch {
	case tolerance.Sign() == 0:
		return text
	case s.reached == nil:
		return text + ", beyond the tolerance of " + s.distance(tolerance)
	}
	return text + ", within the tolerance of " + s.distance(tolerance)
}

// ahead says how much more or less would reach a better band. Where no figure can, it says only where the next band
// begins.
func (s *placing) ahead() string {
	if amount, rating, ok := s.wanting(); ok {
		return fmt.Sprintf("%s would be %s.", amount, rating)
	}
	begins := "at"
	if s.next.beyond {
		begins = "above"
		if s.direction == Down {
			begins = "below"
		}
	}
	return fmt.Sprintf("%s begins %s %s.", s.next.rating, begins, s.shown(s.next.from))
}

// mostDigits is how many digits after the point a sentence shows where the indicator itself shows fewer. Rounding
// 64.117% to 64% could hide on which side of a bound it is.
const mostDigits = 4

// shown words a figure, a target or a bound.
func (s *placing) shown(v *big.Rat) string {
	return s.unit.Show(v, telling(v, s.decimals, max(s.decimals, mostDigits)))
}

// distance words how far two figures, targets or bounds are apart: between percentages, in percentage points.
func (s *placing) distance(v *big.Rat) string {
	if s.unit == Percent {
		return points(plain(v, mostDigits))
	}
	most := max(s.decimals, mostDigits)
	if least := smallest(most); v.Cmp(least) < 0 && v.Sign() > 0 {
		return "less than " + s.unit.Show(least, most)
	}
	return s.unit.Show(v, telling(v, s.decimals, most))
}

func points(n string) string {
	if n == "1" {
		return "1 percentage point"
	}
	return n + " percentage points"
}

// perCent words the size of a relative gap.
func perCent(v *big.Rat) string { return plain(v, 2) + "%" }

// plain writes a number of 0 or more with at most the given digits after the point.
func plain(v *big.Rat, most int) string {
	if least := smallest(most); v.Cmp(least) < 0 && v.Sign() > 0 {
		return "less than " + withCommas(least.FloatString(most))
	}
	return withCommas(v.FloatString(telling(v, 0, most)))
}

// telling is how many digits after the point v needs: from least to most, without idle zeros at the end.
func telling(v *big.Rat, least, most int) int {
	text := v.FloatString(most)
	for most > least && strings.HasSuffix(text, "0") {
		text, most = text[:len(text)-1], most-1
	}
	return most
}

// smallest is the smallest number above 0 with the given digits after the point.
func smallest(digits int) *big.Rat {
	ten := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil)
	return new(big.Rat).SetFrac(big.NewInt(1), ten)
}

func apart(a, b *big.Rat) *big.Rat {
	d := new(big.Rat).Sub(a, b)
	return d.Abs(d)
}

// alikeWithin is as far as two figures can be apart that read alike: what is shown is never rounded to more than whole
// numbers.
var alikeWithin = big.NewRat(1, 1)

// nearly shows v. Where v would read as one of the marks without being on it, near is "just over " or "just under ".
func nearly(v *big.Rat, show func(*big.Rat) string, marks []*big.Rat) (near, shown string) {
	shown = show(v)
	for _, mark := range marks {
		if apart(v, mark).Cmp(alikeWithin) > 0 || show(mark) != shown { // to show one takes longest
			continue
		}
		switch v.Cmp(mark) {
		case 1:
			near = "just over "
		case -1:
			near = "just under "
		default:
			return "", shown
		}
	}
	return near, shown
}
