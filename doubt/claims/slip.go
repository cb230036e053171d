package claims

import (
	"math/big"
	"slices"
	"strings"
)

// slips are what a number would be with one slip of the keyboard undone: two neighbouring digits changed over, a digit
// mistyped, one too many or one too few. A number in words slips to one near it.
//
// Source: the kinds of slip that doubt's digits rule knows of figures; and Wiseman and others, “Slip errors and cue
// salience” (2013), by whom these make up nearly all errors in typed numbers.
func slips(q *quantity) []*big.Rat {
	if q.inWords {
		var near []*big.Rat
		for _, by := range []int64{-2, -1, 1, 2} {
			if v := new(big.Rat).Add(q.value, whole(by)); v.Sign() >= 0 {
				near = append(near, v)
			}
		}
		return near
	}
	return slipsOf(q.digits, q.value)
}

// slipsOf are the slips of a number that is written in these digits.
func slipsOf(digits string, value *big.Rat) []*big.Rat {
	written, ok := new(big.Rat).SetString(digits)
	if !ok || written.Sign() == 0 || len(digits) > 15 {
		return nil
	}
	unit := new(big.Rat).Quo(value, written) // what one of the last digit is worth
	var all []*big.Rat
	add := func(d string) {
		if n, ok := new(big.Rat).SetString(d); ok && d != "" && d != digits {
			all = append(all, n.Mul(n, unit))
		}
	}
	for n := range digits {
		for d := '0'; d <= '9'; d++ {
			add(digits[:n] + string(d) + digits[n+1:])
			if len(digits) < 4 {
				add(digits[:n] + string(d) + digits[n:])
				add(digits + string(d))
			}
		}
		add(digits[:n] + digits[n+1:])
		if n > 0 {
			add(digits[:n-1] + digits[n:n+1] + digits[n-1:n] + digits[n+1:])
		}
	}
	return all
}

// slipsTo reports whether one slip makes the quantity the card's number: whether that is among its slips. Most are not,
// so it compares digits instead of making them all.
func slipsTo(q *quantity, k Known) bool {
	if q.inWords {
		return slices.ContainsFunc(slips(q), func(v *big.Rat) bool { return v.Cmp(k.Value) == 0 })
	}
	written, ok := new(big.Rat).SetString(q.digits)
	if !ok || written.Sign() == 0 || q.value.Sign() == 0 || len(q.digits) > 15 {
		return false
	}
	in := written.Quo(new(big.Rat).Mul(k.Value, written), q.value) // the last digits that the card's number is worth
	return in.IsInt() && in.Sign() >= 0 && oneSlip(q.digits, in.Num().String())
}

// pointMoved reports whether a quantity has the digits of the card's number, with its point at another place.
func pointMoved(q *quantity, k Known) bool {
	if k.Value == nil || q.inWords || k.Value.Sign() == 0 || new(big.Rat).Abs(q.value).Cmp(new(big.Rat).Abs(k.Value)) == 0 {
		return false
	}
	trim := func(d string) string { return strings.Trim(d, "0") }
	return len(trim(q.digits)) > 1 && trim(q.digits) == trim(digitsOf(k))
}

// oneSlip reports whether one slip makes digits the others, before which noughts may be left out.
func oneSlip(digits, others string) bool {
	n := len(digits)
	as := func(length int) string { return strings.Repeat("0", length-len(others)) + others }
	if len(others) <= n {
		apart, first := 0, -1
		for i, d := range []byte(as(n)) {
			if d != digits[i] {
				if apart++; first < 0 {
					first = i
				}
			}
		}
		o := as(n)
		if apart == 1 || apart == 2 && first+1 < n && o[first] == digits[first+1] && o[first+1] == digits[first] {
			return true
		}
	}
	return n > 1 && len(others) < n && oneMore(digits, as(n-1)) || n < 4 && len(others) <= n+1 && oneMore(as(n+1), digits)
}

// oneMore reports whether the first digits without one of them are the others.
func oneMore(digits, others string) bool {
	for i := range digits {
		if digits[:i] == others[:i] && digits[i+1:] == others[i:] {
			return true
		}
	}
	return false
}

// digitsOf are the digits of a number that the card knows.
func digitsOf(k Known) string {
	places := 0
	for step := new(big.Rat).Set(k.Step); step.Cmp(whole(1)) < 0 && places < 12; places++ {
		step.Mul(step, whole(10))
	}
	return strings.TrimLeft(strings.NewReplacer(".", "", "-", "").Replace(k.Value.FloatString(places)), "0")
}

// slipOf reports whether one slip in any of the quantities, or in the card's number, would make true what they claim.
// holds is asked with the slipped value in the quantity's place.
func slipOf(holds func() bool, k *Known, qs ...*quantity) bool {
	return slipFrom(false, holds, k, qs...)
}

// slipFrom is slipOf; with sameLength, a slip leaves a number as many digits as it has.
func slipFrom(sameLength bool, holds func() bool, k *Known, qs ...*quantity) bool {
	for _, q := range qs {
		if q == nil || q.fraction {
			continue
		}
		was, digits := q.value, q.digits
		for _, v := range slips(q) {
			if sameLength && !q.inWords && (v.Cmp(new(big.Rat).Mul(was, whole(10))) >= 0 || new(big.Rat).Mul(v, whole(5)).Cmp(was) < 0) {
				continue
			}
			q.value = v
			if holds() {
				q.value, q.digits = was, digits
				return true
			}
		}
		q.value = was
	}
	if k == nil || k.Value == nil {
		return false
	}
	was := k.Value
	defer func() { k.Value = was }()
	for _, v := range slipsOf(digitsOf(*k), was) {
		k.Value = v
		if holds() {
			return true
		}
	}
	return false
}

// likeSlip reports whether a number is written as another may be with one slip, or with its digits in another order.
func likeSlip(q *quantity, meant *big.Rat) bool {
	if q.value.Sign() == 0 || meant == nil || meant.Sign() == 0 {
		return false
	}
	k := Known{Value: rounded(new(big.Rat).Abs(meant), q.step), Step: q.step}
	if k.Value.Sign() == 0 {
		return false
	}
	return slipsTo(q, k) || anagrams(q.digits, digitsOf(k))
}

// strongSlip is likeSlip for a subject that is less than certain: in a number of two digits any other digit would do,
// so that only their being changed over tells.
func strongSlip(q *quantity, meant *big.Rat) bool {
	if !likeSlip(q, meant) {
		return false
	}
	k := Known{Value: rounded(new(big.Rat).Abs(meant), q.step), Step: q.step}
	return q.telling() > 2 || anagrams(q.digits, digitsOf(k))
}

// rounded is a number to the nearest of a step.
func rounded(v, step *big.Rat) *big.Rat {
	n := new(big.Rat).Quo(v, step)
	n.Add(n, big.NewRat(1, 2))
	whole := new(big.Int).Quo(n.Num(), n.Denom())
	return n.Mul(n.SetInt(whole), step)
}

// anagrams reports whether two numbers have the same digits in another order.
func anagrams(a, b string) bool {
	x, y := []byte(a), []byte(b)
	slices.Sort(x)
	slices.Sort(y)
	return len(a) > 1 && a != b && string(x) == string(y)
}
