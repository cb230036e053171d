package claims

import (
	"math/big"
	"math/bits"
	"strconv"
	"strings"
)

// milli is a number in thousandths, so that many can be compared at little cost.
type milli int64

// mostMilli is beyond what a commentary's numbers are reckoned with in thousandths.
const mostMilli = 1_000_000_000_000

func milliOf(r *big.Rat) (milli, bool) {
	if r == nil {
		return 0, false
	}
	m := new(big.Rat).Mul(r, whole(1000))
	if !m.IsInt() || !m.Num().IsInt64() {
		return 0, false
	}
	v := m.Num().Int64()
	return milli(v), v < mostMilli && v > -mostMilli
}

func (m milli) rat() *big.Rat { return big.NewRat(int64(m), 1000) }

func (m milli) abs() milli {
	if m < 0 {
		return -m
	}
	return m
}

// entry is a number of the words, or of the card, as it is reckoned with.
type entry struct {
	at   int // its place; −1 is the card's
	q    *quantity
	v    milli
	half milli // how far it may be off by its rounding
	k    Known // of the card's
}

// ledger is the numbers that one may be reckoned from: those of its sentence and of the sentences beside it.
type ledger struct {
	s    sentence
	own  []int // the places in near of the sentence's own numbers
	near []entry
	// shared is whether counts of the commentary come to the card's percentage, or it is none.
	shared bool
}

// nearest is how many numbers a ledger holds at most, which keeps reading linear.
const nearest = 14

// ledgerOf is the ledger of a sentence.
func (r *reading) ledgerOf(c *Card, k int) ledger {
	l := ledger{s: r.sentences[k]}
	from, to := r.sentences[max(0, k-1)].from, r.sentences[min(k+1, len(r.sentences)-1)].to
	for n := from; n < to && len(l.near) < nearest; n++ {
		e, ok := r.entryAt(n)
		if !ok {
			continue
		}
		if n >= l.s.from && n < l.s.to {
			l.own = append(l.own, len(l.near))
		}
		l.near = append(l.near, e)
	}
	return l
}

// entryAt is the number at an item, where it is one to reckon with.
func (r *reading) entryAt(n int) (entry, bool) {
	q := r.items[n].q
	if q == nil || q.noise || q.fraction || q.unit == rated && q.per == nil || q.unit == length && !q.counted && !q.measure {
		return entry{}, false
	}
	v, ok := milliOf(q.value)
	if !ok {
		return entry{}, false
	}
	e := entry{at: n, q: q, v: v.abs()}
	if q.step.Cmp(whole(1)) < 0 || q.unit != plain || q.scaled {
		e.half, _ = milliOf(new(big.Rat).Mul(q.step, big.NewRat(1, 2)))
	}
	if q.round {
		e.half, _ = milliOf(new(big.Rat).Mul(noughts(q), big.NewRat(1, 2)))
	}
	switch {
	case q.how == about && q.telling() >= 3: // some £42,700 is nearly said exactly
		e.half = max(e.half, e.v/100)
	case q.how != asSaid:
		e.half = max(e.half, e.v*12/100)
	}
	return e, true
}

// entryOf is a number of the card.
func entryOf(c *Card, k Known) (entry, bool) {
	v, ok := milliOf(k.Value)
	if !ok {
		return entry{}, false
	}
	e := entry{at: -1, v: v, k: k}
	if in := c.end(k).in; in.bounded() {
		e.half, _ = milliOf(new(big.Rat).Sub(in.High, k.Value))
	}
	return e, true
}

// swapped are the numbers that a quantity is when two of its neighbouring digits are changed over.
func swapped(q *quantity) []milli { return exchanged(q, 1, 1) }

// crossed are the numbers that a quantity is when two of its other digits are changed over.
func crossed(q *quantity) []milli { return exchanged(q, 2, len(q.digits)) }

func exchanged(q *quantity, least, most int) []milli {
	var all []milli
	written := q.writing()
	for n := 1; n < len(q.digits) && !q.inWords; n++ {
		for m := max(0, n-most); m <= n-least; m++ {
			if q.digits[n] == q.digits[m] || m == 0 && q.digits[n] == '0' && q.step.Cmp(whole(1)) >= 0 {
				continue
			}
			d := []byte(q.digits)
			d[n], d[m] = d[m], d[n]
			if v, ok := written(string(d)); ok {
				all = append(all, v)
			}
		}
	}
	return all
}

// doubled are the numbers that a quantity is without one of its digits.
func doubled(q *quantity) []milli {
	var all []milli
	written := q.writing()
	for n := 0; n < len(q.digits) && len(q.digits) > 1 && !q.inWords; n++ {
		if v, ok := written(q.digits[:n] + q.digits[n+1:]); ok {
			all = append(all, v)
		}
	}
	return all
}

// mistyped are the numbers that a quantity is when one of its digits is another.
func mistyped(q *quantity) []milli {
	var all []milli
	written := q.writing()
	for n := 0; n < len(q.digits) && !q.inWords; n++ {
		for d := '0'; d <= '9'; d++ {
			if byte(d) == q.digits[n] || n == 0 && d == '0' {
				continue
			}
			if v, ok := written(q.digits[:n] + string(d) + q.digits[n+1:]); ok {
				all = append(all, v)
			}
		}
	}
	return all
}

// writing says what a quantity would be with other digits.
func (q *quantity) writing() func(digits string) (milli, bool) {
	unit, exact := milliOf(q.step)
	return func(digits string) (milli, bool) {
		n, err := strconv.ParseUint(digits, 10, 64)
		if err != nil || len(digits) > 15 {
			return 0, false
		}
		if !exact { // its last digit counts less than a thousandth
			return milliOf(new(big.Rat).Mul(new(big.Rat).SetUint64(n), q.step))
		}
		over, v := bits.Mul64(n, uint64(unit))
		return milli(v), over == 0 && v < uint64(mostMilli)
	}
}

// telling is how many digits of a quantity tell it from others: those before its last noughts, where it may be rounded.
func (q *quantity) telling() int {
	if len(q.digits) < 4 {
		return len(strings.TrimLeft(q.digits, "0"))
	}
	return len(strings.Trim(q.digits, "0"))
}
