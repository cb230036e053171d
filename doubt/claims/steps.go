package claims

import "math/big"

// steps checks a change that is said twice, in numbers and in per cent, against where it ends: “fell by 32 (6%)” under
// 480 came from 512.
func (r *reading) steps(c *Card) []Claim {
	var all []Claim
	for k, s := range r.sentences {
		for _, m := range r.moves[k] {
			if len(m.by) == 2 && m.from < 0 && m.sign != 0 {
				if claim, ok := r.stepClaim(c, s, m); ok {
					all = append(all, claim)
				}
			}
		}
	}
	return all
}

func (r *reading) stepClaim(c *Card, s sentence, m *move) (Claim, bool) {
	abs, rate := r.items[m.by[0]].q, r.items[m.by[1]].q
	if abs.unit == percent {
		abs, rate = rate, abs
	}
	if rate.unit != percent || abs.unit == percent || abs.unit == points || rate.fraction || abs.how != asSaid {
		return Claim{}, false
	}
	var to *big.Rat
	switch {
	case m.to >= 0:
		to = r.items[m.to].q.value
	case m.level >= 0 && r.closeLevel(m):
		to = r.items[m.level].q.value
		at, timed := r.timeOf(c, s, m.level)
		if end := new(big.Rat).Add(to, new(big.Rat).Mul(abs.value, whole(int64(m.sign)))); c.Figure.Value != nil && end.Cmp(c.Figure.Value) == 0 || timed && at != slotOwn {
			to = end // a year earlier there were 2,901, so growth was 296
		}
	case c.Figure.Value != nil && m.level < 0 && r.leads(c, s, m) && c.suits(abs):
		to = c.Figure.Value
	default:
		return Claim{}, false
	}
	return r.stepTo(c, s, m, to)
}

// stepTo is stepClaim for a step that ends at a number.
func (r *reading) stepTo(c *Card, s sentence, m *move, to *big.Rat) (Claim, bool) {
	abs, rate := r.items[m.by[0]].q, r.items[m.by[1]].q
	if abs.unit == percent {
		abs, rate = rate, abs
	}
	reckon := func() (from, by *big.Rat) {
		from = new(big.Rat).Sub(to, new(big.Rat).Mul(abs.value, whole(int64(m.sign))))
		if from.Sign() <= 0 {
			return from, nil
		}
		return from, percentage(abs.value, from)
	}
	from, by := reckon()
	if by == nil {
		return Claim{}, false
	}
	claim := r.claim(Change, Words, m.first, m.last)
	claim.Read = Digits(from) + " to " + Digits(to)
	claim.Computed, claim.Stated, claim.Allowed, claim.PerCent = by, Digits(rate.value)+"%", wide(rate), true
	if m.sign < 0 {
		claim.Computed = new(big.Rat).Neg(by)
	}
	apart := abs.interval()
	back := apart
	if m.sign > 0 {
		back = apart.negated()
	}
	start := r.endOfStep(c, s, m, to).plus(back)
	claim.Agrees = claim.Allowed.Holds(by) || start.bounded() && start.Low.Sign() > 0 && apart.over(start).times(hundred).Meets(claim.Allowed)
	if claim.Agrees {
		return claim, true
	}
	slip := slipOf(func() bool {
		_, by := reckon()
		return by != nil && wide(rate).Holds(by)
	}, nil, abs, rate)
	return claim, slip
}

// endOfStep is what the number that a step ends at may stand for, where the words say it: 3.4 billion is rounded.
func (r *reading) endOfStep(c *Card, s sentence, m *move, to *big.Rat) Interval {
	for _, n := range []int{m.to, m.level} {
		if n >= 0 {
			return r.items[n].q.interval()
		}
	}
	for n := s.from; n < s.to; n++ {
		if q := r.items[n].q; q != nil && c.isOwn(q) {
			return q.interval()
		}
	}
	return exactly(to)
}
