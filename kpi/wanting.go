package kpi

import "math/big"

// wanting is by how much a figure must change to reach the next better band, in steps that the unit can take: with one
// step less it would not. A step may be too wide for a band, as it may with small counts; then the band is the one that
// is reached. False where no figure that can be reaches a better one.
func (s *placing) wanting() (amount string, reached Rating, ok bool) {
	first := s.stepDigits()
	last := max(first, mostDigits)
	if s.unit == Count {
		last = first
	}
	for digits := first; digits <= last; digits++ {
		by := s.stepsTo(digits)
		r, better := s.after(by)
		if better && (!ok || r == s.next.rating) {
			amount, reached, ok = s.changed(by, digits), r, true
		}
		if reached == s.next.rating {
			break
		}
	}
	return amount, reached, ok
}

// stepDigits is to how many digits after the point a change is said: those of the indicator, and one more where those
// would overshoot and the unit, or a figure that has them already, can have parts.
func (s *placing) stepDigits() int {
	away := apart(s.actual, s.next.from)
	switch {
	case s.unit == Count, !s.next.beyond && isRounded(away, s.decimals):
		return s.decimals
	case s.unit == Currency || s.unit == Days:
		if isRounded(s.actual, s.decimals) {
			return s.decimals
		}
	}
	return s.decimals + 1
}

// stepsTo is the least number of steps that reaches the next band, as a change of the figure.
func (s *placing) stepsTo(digits int) *big.Rat {
	step := smallest(digits)
	steps := new(big.Rat).Quo(apart(s.actual, s.next.from), step)
	whole := new(big.Int).Quo(steps.Num(), steps.Denom())
	by := new(big.Rat).Mul(new(big.Rat).SetInt(whole), step)
	if s.direction == Down {
		by.Neg(by)
		step.Neg(step)
	}
	if !s.next.holds(new(big.Rat).Add(s.actual, by), s.direction) {
		by.Add(by, step)
	}
	return by
}

// after is the rating that the figure would have after a change, and whether there can be such a figure and it is
// better off.
func (s *placing) after(by *big.Rat) (Rating, bool) {
	then := placing{rule: s.rule, target: s.target, actual: new(big.Rat).Add(s.actual, by)}
	if !s.possible(then.actual) {
		return "", false
	}
	then.direction = s.rule.towardsBetter(then.actual, s.direction)
	bands := s.bands
	if then.direction != s.direction { // it would be on a range's other side
		bands = s.rule.bands(s.target, then.direction)
	}
	then.find(bands)
	if then.reached == nil {
		return Red, false
	}
	for n := range s.bands { // the best first
		switch {
		case s.bands[n].rating == then.reached.rating:
			return then.reached.rating, true
		case &s.bands[n] == s.next:
			return then.reached.rating, false
		}
	}
	return then.reached.rating, false
}

// possible reports whether there can be such a figure: what counts things has none below 0, and a share none above
// 100%, unless this one or its target has.
func (s *placing) possible(v *big.Rat) bool {
	within := func(is func(*big.Rat) bool) bool {
		return is(v) || !is(s.actual) || s.target != nil && !is(s.target)
	}
	switch s.unit {
	case Currency, Ratio:
		return true
	case Percent:
		if !within(func(r *big.Rat) bool { return r.Cmp(big.NewRat(100, 1)) <= 0 }) {
			return false
		}
	}
	return within(func(r *big.Rat) bool { return r.Sign() >= 0 })
}

// changed words a change: 187 more, 12 fewer, 3.5 percentage points less.
func (s *placing) changed(by *big.Rat, digits int) string {
	word := "more"
	if by.Sign() < 0 {
		word = "less"
		if s.unit == Count {
			word = "fewer"
		}
	}
	size := new(big.Rat).Abs(by)
	if s.unit == Percent {
		return points(withCommas(size.FloatString(telling(size, 0, digits)))) + " " + word
	}
	return s.unit.Show(size, telling(size, s.decimals, digits)) + " " + word
}
