package claims

import (
	"math/big"

	"chaser/kpi"
)

// basesSaid checks a step that says with it what it starts from: “4 inside the limit of 50”, “2.6 below the previous
// quarter (82.2)”. Either number can show that the two are the card's, whatever else the sentence tells of. Where the
// one is, and the other would be but for a slip, the other has slipped.
func (r *reading) basesSaid(c *Card) []Claim {
	if c.Figure.Value == nil {
		return nil
	}
	var all []Claim
	for _, s := range r.sentences {
		for n := s.from; n < s.to; n++ {
			q := r.items[n].q
			if q == nil || q.noise || q.how != asSaid || q.fraction || q.unit == rated || !r.isStep(s, n) || q.telling() > 2 && c.Figure.says(q) {
				continue
			}
			base := r.baseBehind(c, s, n)
			if base < 0 || r.yardstickOf(s, base) != "" && (len(r.items[base].q.digits) < 3 || !c.Target.stands(r.items[base].q)) {
				continue
			}
			for _, of := range []Subject{Previous, YearAgo, Target} {
				if claim, ok := r.baseClaim(c, s, n, base, of); ok {
					all = append(all, claim)
					break
				}
			}
		}
	}
	return all
}

// baseBehind is the place of the number that a step starts from, right behind it and before anything else that is
// counted; −1 where there is none.
func (r *reading) baseBehind(c *Card, s sentence, n int) int {
	linked := false
	for i := n + 1; i < min(s.to, n+11); i++ {
		it := r.items[i]
		_, beside := besideWords[it.text]
		switch {
		case it.q != nil && it.q.noise:
			return -1
		case it.q != nil:
			q := it.q
			if !linked || q.delta != 0 || q.how != asSaid || q.fraction || q.unit == points || !c.suits(q) && (c.Unit != kpi.Percent || q.unit != plain) {
				return -1
			}
			return i
		case it.kind == wordItem && (againstWords[it.text] || it.text == "of" || beside):
			linked = true
		case it.kind == wordItem && conjunctions[it.text], it.kind == markItem && it.text != "(" && it.text != ")" && it.text != "-":
			return -1
		}
	}
	return -1
}

// baseClaim holds a step and its base against one of the card's numbers.
func (r *reading) baseClaim(c *Card, s sentence, n, base int, of Subject) (Claim, bool) {
	k := c.numberOf(of)
	step, from := r.items[n].q, r.items[base].q
	if k.Value == nil || k.Value.Cmp(c.Figure.Value) == 0 || c.Figure.says(from) || !r.timedFor(c, s, n, base, of) {
		return Claim{}, false
	}
	own := c.end(c.Figure).in
	apart := func(v *big.Rat) bool { return r.stepMeets(c, step, own, v) }
	switch {
	case apart(from.value) || k.says(from) == apart(k.Value):
		return Claim{}, false
	case apart(k.Value): // the base slipped
		if step.telling() < 2 && of != Target || !likeSlip(from, k.Value) || c.knows(from) {
			return Claim{}, false
		}
		claim := r.claim(Restated, of, min(n, base), max(n, base))
		claim.Period, claim.Computed, claim.Stated, claim.Allowed, claim.PerCent = k.Period, k.Value, r.show(base), wide(from), from.unit == percent
		return claim, true
	}
	by := new(big.Rat).Sub(c.Figure.Value, k.Value)
	perCent := step.unit == percent && c.Unit != kpi.Percent
	if perCent {
		by = percentExactly(k.Value, c.Figure.Value)
	}
	if from.telling() < 2 || step.telling() < 2 || !likeSlip(step, by) {
		return Claim{}, false
	}
	claim := r.sayStep(c, k, perCent)(n)
	claim.Stated, claim.Allowed = r.show(n), around(step.value, step.step)
	return claim, true
}

// numberOf is the card's number that a subject names.
func (c *Card) numberOf(of Subject) Known {
	switch of {
	case Previous:
		return c.Previous
	case YearAgo:
		return c.YearAgo
	case Target:
		return c.Target
	}
	return c.Figure
}

// knows reports whether a quantity is another of the card's numbers.
func (c *Card) knows(q *quantity) bool {
	for _, k := range []Known{c.Figure, c.Previous, c.YearAgo, c.Target} {
		if k.Value != nil && k.Value.Cmp(q.value) == 0 {
			return true
		}
	}
	return false
}

// stepMeets reports whether the figure is a step away from a number, in its unit or in per cent of it.
func (r *reading) stepMeets(c *Card, step *quantity, own Interval, from *big.Rat) bool {
	said := wide(step)
	apart := own.plus(exactly(new(big.Rat).Neg(from)))
	if step.unit == percent && from.Sign() > 0 {
		base, figure := around(from, hundreds(from)), own.plus(around(new(big.Rat), hundreds(c.Figure.Value)))
		rate := figure.plus(base.negated()).over(base).times(hundred)
		if rate.Meets(said) || rate.negated().Meets(said) {
			return true
		}
	}
	if step.unit == percent && c.Unit != kpi.Percent {
		return false
	}
	return apart.Meets(said) || apart.negated().Meets(said)
}

// hundreds is half a hundred for a number of thousands that may be rounded to it, as bulletins round: a rise of 34%
// from 3,100 to 4,200. It is 0 for any other.
func hundreds(v *big.Rat) *big.Rat {
	if v.Cmp(whole(1000)) < 0 || !new(big.Rat).Quo(v, hundred).IsInt() {
		return new(big.Rat)
	}
	return whole(50)
}

// timedFor reports whether the words from a step to behind its base can mean one of the card's numbers: they name its
// time, or a target, or neither.
func (r *reading) timedFor(c *Card, s sentence, n, base int, of Subject) bool {
	named, target := slotNone, r.items[base].q.target
	for i := n + 1; i < min(s.to, base+6); i++ {
		it := r.items[i]
		if i > base && (it.q != nil || it.text == "," || it.text == ";" || conjunctions[it.text]) {
			break
		}
		if it.w != nil && named == slotNone {
			w := r.baseAt(i)
			if named = c.slotOf(w); named == slotUnsure || named == slotOther {
				named = c.likelySlot(w)
			}
		}
		if it.kind == wordItem && (isTarget[it.text] || limitNames[it.text]) {
			if target = true; r.otherTarget(c, s, i) {
				return false
			}
		}
	}
	switch of {
	case Target:
		return named == slotNone || named == slotOwn
	case Previous:
		return !target && (named == slotPrevious || named == slotNone)
	}
	return !target && (named == slotYearAgo || named == slotNone)
}
