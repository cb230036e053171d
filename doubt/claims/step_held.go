package claims

import (
	"math/big"

	"chaser/kpi"
)

// stepsHeld checks a step against the two numbers that its words hold together: what it is from, which the words give
// behind “than”, “from” or “on” or before the step, and what it leads to, which stands before it or on the card. It
// speaks where no other two numbers of the words or of the card are so far apart.
func (r *reading) stepsHeld(c *Card) []Claim {
	var all []Claim
	for k, s := range r.sentences {
		l := r.ledgerOf(c, k)
		for _, at := range l.own {
			e := l.near[at]
			if !r.heldStep(s, e) || r.ofOtherMore(c, e.at) || r.countsSide(e) {
				continue
			}
			if step, ok := milliOf(e.q.step); ok && e.q.how != asSaid {
				e.half = step
			}
			base, level := r.endsOfHeld(c, k, e.at)
			if base.q == nil || level.value == nil {
				continue
			}
			if claim, ok := r.heldClaim(c, l, e, base, level); ok {
				all = append(all, claim)
			}
		}
	}
	return all
}

// heldStep reports whether a number tells how far two others are apart, and is said exactly.
func (r *reading) heldStep(s sentence, e entry) bool {
	q := e.q
	return (q.how == asSaid || q.how == nearly || q.how == justOver) && !q.fraction && !q.target && !q.base && r.isStep(s, e.at) && !r.towards(s, e.at)
}

// ofOtherMore reports whether a step says behind it what there are more or fewer of, and that is another thing: “81.2%
// vs 79.6% on 3.1% more journeys”.
func (r *reading) ofOtherMore(c *Card, n int) bool {
	return comparatives[r.wordAt(n+1)] && !heldWords[r.wordAt(n+1)] && c.Unit == kpi.Percent && r.items[n].q.unit == percent && r.strange(c.titleStems(), n+2)
}

// countsSide reports whether a number counts those on one side of a mark, and is no step: “eight over the target, five
// near it, seven below”.
func (r *reading) countsSide(e entry) bool {
	next := r.items[min(len(r.items)-1, e.at+2)]
	return e.q.unit == plain && heldWords[r.wordAt(e.at+1)] && (next.kind == markItem || next.kind == endItem || next.text == "and")
}

// heldWords stand between a step and what it is from.
var heldWords = set("than", "on", "over", "against", "below", "above", "under", "from", "compared")

// heldClaim holds a step against its ends.
func (r *reading) heldClaim(c *Card, l ledger, e entry, base, level end) (Claim, bool) {
	q := e.q
	if level.q == nil && base.unit != level.unit || level.q != nil && !alikeUnits(level.q, base.unit) || !ofOneSize(base.value, level.value) {
		return Claim{}, false
	}
	if !suitsEnds(q, r.wordAt(e.at+1), base) {
		return Claim{}, false
	}
	claim := r.claim(Change, Words, e.at, e.at)
	claim.Read = Digits(base.value) + " to " + Digits(level.value)
	claim.Computed, claim.Stated, claim.Allowed = new(big.Rat).Sub(level.value, base.value), r.show(e.at), wide(q)
	from, to := base.rounded(), level.rounded()
	in := exactApart(from, to)
	claim.Agrees = in.Meets(wide(q))
	if claim.Points = base.unit == percent; claim.Points && q.unit == percent { // or in per cent of the one before
		claim.Agrees = claim.Agrees || in.over(from).times(hundred).Meets(wide(q)) || in.over(to).times(hundred).Meets(wide(q))
	} else if claim.PerCent = q.unit == percent; claim.PerCent {
		claim.Computed = percentExactly(base.value, level.value)
		claim.Agrees = in.over(from).times(hundred).Meets(wide(q)) || in.over(to).times(hundred).Meets(wide(q))
	}
	if !claim.Agrees && !r.rightBefore(level, e.at) && !c.heldMends(q, base, level) {
		return Claim{}, false
	}
	if slip, ok := r.heldLevelSlipped(c, l, e, base, level); ok && !claim.Agrees {
		return slip, true
	}
	if claim.Agrees || r.apartInWords(l, e) || r.apartOnCard(c, l, e) || claim.PerCent && fromOthers(l, e, base) {
		return claim, claim.Agrees
	}
	return claim, true
}

// fromOthers reports whether a percentage is how far another number of the words is from the base: “2,360 questions and
// 4,120 complaints. Questions rose by 31% from 1,800”.
func fromOthers(l ledger, e entry, base end) bool {
	of, ok := milliOf(base.value)
	if !ok || of <= 0 {
		return false
	}
	for _, o := range l.near {
		if o.at != e.at && o.q != base.q && o.q.unit == base.unit && o.q.delta == 0 && within((o.v-of).abs()*100_000/of, e.v, e.half) {
			return true
		}
	}
	return false
}

// rightBefore reports whether a number stands right before a step: “84 deaths, 29% fewer”.
func (r *reading) rightBefore(level end, step int) bool {
	for n := step - 1; n >= max(0, step-3); n-- {
		if level.q != nil && r.items[n].q == level.q {
			return true
		}
	}
	return false
}

// heldMends reports whether one slip makes a step as long as its ends are apart. Where none does, the words are of
// something else.
func (c *Card) heldMends(q *quantity, base, level end) bool {
	from, to := c.written(base), c.written(level)
	return slipOf(func() bool {
		apart := new(big.Rat).Sub(to.value, from.value)
		if q.unit != percent || base.unit == percent && wide(q).Holds(new(big.Rat).Abs(apart)) || from.value.Sign() == 0 {
			return wide(q).Holds(apart.Abs(apart))
		}
		apart = percentExactly(from.value, to.value)
		return wide(q).Holds(apart.Abs(apart))
	}, nil, q, from, to)
}

// written is an end as it is written: that of the card with the card's digits.
func (c *Card) written(e end) *quantity {
	if e.q != nil {
		return e.q
	}
	for _, k := range []Known{c.Figure, c.Previous, c.YearAgo, c.Target} {
		if k.Value == e.value {
			return k.written()
		}
	}
	return nil
}

// rounded is what an end may stand for where its last noughts are rounded.
func (e end) rounded() Interval {
	if e.q != nil && e.q.unit != plain || !e.value.IsInt() {
		return e.in
	}
	q := &quantity{value: e.value, step: whole(1), digits: e.value.Num().String()}
	noughts := len(q.digits) - q.telling()
	if noughts < 2 {
		return e.in
	}
	return around(e.value, new(big.Rat).Mul(power(noughts), big.NewRat(1, 2)))
}

// suitsEnds reports whether a step may be between numbers of a unit: points between percentages, days between days.
func suitsEnds(q *quantity, next string, base end) bool {
	if worth, judged := betterWords[next]; judged && worth == 0 {
		return false // 16 went to a hearing
	}
	switch base.unit {
	case percent:
		return q.unit == points || q.unit == percent || q.unit == plain && q.value.Cmp(hundred) < 0 && !countedSteps[next]
	case length:
		return q.unit == percent || q.unit == length && q.of == base.q.of || q.unit == plain && base.q.counted
	}
	return q.unit == percent || q.unit == base.unit
}

// ofOneSize reports whether two numbers are as near as those of one thing at two times.
func ofOneSize(a, b *big.Rat) bool {
	three := whole(3)
	return a.Sign() > 0 && b.Sign() > 0 && new(big.Rat).Mul(a, three).Cmp(b) >= 0 && new(big.Rat).Mul(b, three).Cmp(a) >= 0
}

// apartOnCard reports whether a step is how far a number of the card is from another, or from one of the words.
func (r *reading) apartOnCard(c *Card, l ledger, e entry) bool {
	var known []entry
	for _, k := range []Known{c.Figure, c.Previous, c.YearAgo, c.Target} {
		if o, ok := entryOf(c, k); ok {
			known = append(known, o)
		}
	}
	all := append(append([]entry{}, known...), l.near...)
	for i, a := range known {
		for _, b := range all[i+1:] {
			if b.at == e.at {
				continue
			}
			apart := (a.v - b.v).abs()
			if within(e.v, apart, a.half+b.half+e.half) {
				return true
			}
			for _, of := range []milli{a.v, b.v} {
				if e.q.unit == percent && of > 0 && within(e.v, apart*100_000/of, 2*e.half) {
					return true
				}
			}
		}
	}
	return false
}
