package claims

import (
	"math/big"
)

// byClaim compares how much a change is said to be with every reading of its ends. The first is told.
func (r *reading) byClaim(claim Claim, m *move, froms, tos []end) (Claim, bool) {
	checked := false
	for _, n := range m.by {
		q := r.items[n].q
		agrees, first := false, Claim{}
		for _, a := range froms {
			for _, b := range tos {
				computed, in, ok := step(q, a, b)
				if !ok {
					continue
				}
				stated := wide(q)
				if q.unit == points {
					stated = q.interval()
				} else if (q.unit == plain && q.inWords || q.counted && q.step.Cmp(whole(1)) == 0) && q.how == asSaid {
					stated = around(q.value, big.NewRat(1, 2)) // four days fewer are no three
				}
				if m.sign < 0 || m.sign == 0 && computed.Sign() < 0 {
					stated = stated.negated()
				}
				if first.Computed == nil {
					first = claim
					first.Computed, first.Allowed, first.Stated = computed, stated, r.show(n)
					first.PerCent, first.Points, first.Pounds = q.unit == percent, q.unit == points, q.unit == money
					first.Read = either(a.text, a.value) + " to " + either(b.text, b.value)
				}
				agrees = agrees || in.Meets(stated) || pointsMeet(q, m.sign, a, b) || hundredsMeet(q, stated, a, b)
			}
		}
		if first.Computed == nil {
			continue
		}
		first.Agrees = agrees
		if !agrees {
			return first, true
		}
		claim, checked = first, true
	}
	return claim, checked
}

// hundredsMeet reports whether a percentage is right for two numbers that may both be rounded to a hundred.
func hundredsMeet(q *quantity, stated Interval, a, b end) bool {
	if q.unit != percent || hundreds(a.value).Sign() == 0 || hundreds(b.value).Sign() == 0 {
		return false
	}
	a.in, b.in = around(a.value, hundreds(a.value)), around(b.value, hundreds(b.value))
	_, in, ok := step(q, a, b)
	return ok && in.Meets(stated)
}

func either(text string, value *big.Rat) string {
	if text != "" {
		return text
	}
	return Digits(value)
}

// step is how far b is above a, in the unit that the words say it in.
func step(q *quantity, a, b end) (*big.Rat, Interval, bool) {
	if !a.in.bounded() || !b.in.bounded() {
		return nil, Interval{}, false
	}
	switch {
	case q.unit == percent:
		if a.value.Sign() <= 0 {
			return nil, Interval{}, false
		}
		in, ok := percentOf(a.in, b.in)
		return percentExactly(a.value, b.value), in, ok
	case q.unit == points && (a.unit != percent && a.unit != plain), q.bare && a.unit != percent, q.unit == length && !q.counted && !inMeasureOf(q, a, b), q.unit == rated:
		return nil, Interval{}, false
	case q.unit == money && a.unit != money, q.unit == plain && a.unit == money, q.unit == plain && a.unit == percent, q.counted && a.unit == percent:
		return nil, Interval{}, false
	}
	return new(big.Rat).Sub(b.value, a.value), b.in.plus(a.in.negated()), true
}

// inMeasureOf reports whether a step and both its ends are lengths of time in one measure.
func inMeasureOf(q *quantity, a, b end) bool {
	return a.q != nil && b.q != nil && a.q.unit == length && b.q.unit == length && a.q.of == q.of && b.q.of == q.of
}

// pointsMeet reports whether percentage points were called per cent.
func pointsMeet(q *quantity, sign int, a, b end) bool {
	if q.unit != percent || a.unit != percent {
		return false
	}
	stated := q.interval()
	if sign < 0 || sign == 0 && b.value.Cmp(a.value) < 0 {
		stated = stated.negated()
	}
	return b.in.plus(a.in.negated()).Meets(stated)
}

func (r *reading) quantities(at []int) []*quantity {
	all := make([]*quantity, len(at))
	for n, i := range at {
		all[n] = r.items[i].q
	}
	return all
}

// alike reports whether two numbers may count the same thing: the unit is often said once, “from £5 to 6”.
func alike(a, b unit) bool {
	return a == b || a == plain && b != length || b == plain && a != length
}

// percentOf is how many per cent b is above a, as far as rounding lets both be.
func percentOf(a, b Interval) (Interval, bool) {
	if !a.bounded() || !b.bounded() || a.Low.Sign() <= 0 {
		return Interval{}, false
	}
	// (b − a) / a = b/a − 1
	q := b.over(a)
	one := exactly(whole(-1))
	return q.plus(one).times(hundred), true
}

func percentExactly(a, b *big.Rat) *big.Rat {
	c := new(big.Rat).Sub(b, a)
	return c.Mul(c.Quo(c, a), hundred)
}
