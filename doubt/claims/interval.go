package claims

import "math/big"

// Interval is the numbers that a number in words may stand for, both ends counted in. A nil end is open.
type Interval struct{ Low, High *big.Rat }

// Holds reports whether r is one of them.
func (i Interval) Holds(r *big.Rat) bool {
	return (i.Low == nil || r.Cmp(i.Low) >= 0) && (i.High == nil || r.Cmp(i.High) <= 0)
}

// Meets reports whether two intervals have a number in common.
func (i Interval) Meets(o Interval) bool {
	return (i.Low == nil || o.High == nil || o.High.Cmp(i.Low) >= 0) &&
		(i.High == nil || o.Low == nil || o.Low.Cmp(i.High) <= 0)
}

func exactly(r *big.Rat) Interval { return Interval{r, r} }

func around(r, by *big.Rat) Interval {
	return Interval{new(big.Rat).Sub(r, by), new(big.Rat).Add(r, by)}
}

func (i Interval) bounded() bool { return i.Low != nil && i.High != nil }

func (i Interval) negated() Interval {
	n := Interval{}
	if i.High != nil {
		n.Low = new(big.Rat).Neg(i.High)
	}
	if i.Low != nil {
		n.High = new(big.Rat).Neg(i.Low)
	}
	return n
}

// plus adds two intervals. It has no end where one of them has none.
func (i Interval) plus(o Interval) Interval {
	add := func(a, b *big.Rat) *big.Rat {
		if a == nil || b == nil {
			return nil
		}
		return new(big.Rat).Add(a, b)
	}
	return Interval{add(i.Low, o.Low), add(i.High, o.High)}
}

// over divides two intervals of which the second is above 0. It is any number where one of them has no end.
func (i Interval) over(o Interval) Interval {
	if !i.bounded() || !o.bounded() {
		return Interval{}
	}
	low, high := o.High, o.Low
	if i.Low.Sign() < 0 {
		low = o.Low
	}
	if i.High.Sign() < 0 {
		high = o.High
	}
	return Interval{new(big.Rat).Quo(i.Low, low), new(big.Rat).Quo(i.High, high)}
}

// times multiplies an interval by a number above 0.
func (i Interval) times(by *big.Rat) Interval {
	multiply := func(a *big.Rat) *big.Rat {
		if a == nil {
			return nil
		}
		return new(big.Rat).Mul(a, by)
	}
	return Interval{multiply(i.Low), multiply(i.High)}
}

func whole(n int64) *big.Rat { return new(big.Rat).SetInt64(n) }

var hundred = whole(100)

// exactApart is how far two numbers are apart, whichever is larger.
func exactApart(a, b Interval) Interval {
	apart := a.plus(b.negated())
	if apart.High.Sign() < 0 {
		return apart.negated()
	}
	if apart.Low.Sign() < 0 {
		apart.Low = new(big.Rat)
	}
	return apart
}
