package claims

import (
	"math/big"

	"chaser/kpi"
)

// inScale turns the numbers of the words into the scale in which the card counts: £3.24m, £3,240k and £3,240,000 are
// 3,240 on a card of £000. Pounds that are written as the card has them stay as they are.
func (r *reading) inScale(c *Card) {
	scale := c.Scale()
	if scale == nil {
		return
	}
	for n := range r.items {
		q := r.items[n].q
		if q == nil || q.unit != money && q.unit != plain || (q.unit == money) != (c.Unit == kpi.Currency) {
			continue
		}
		large := q.scaled || q.round && q.grouped && q.value.Cmp(new(big.Rat).Mul(scale, hundred)) >= 0 // 812k visits are 812 thousands
		large = large || q.delta != 0 && q.grouped && q.value.Cmp(scale) >= 0
		if q.unit == money {
			large = q.scaled || !c.knows(q)
		}
		if large {
			q.value.Quo(q.value, scale)
			q.step.Quo(q.step, scale)
		}
	}
}

// Scale is what one of the card's numbers stands for, as its title says: 1,000 for “Visits (thousands)”, “Income, £k”
// and “Overspend (£000)”, a million for “£m”; nil where they stand for themselves.
func (c *Card) Scale() *big.Rat {
	ts := tokens(c.Title)
	for n, t := range ts {
		pounds := mark(ts, n-1) == "£" || mark(ts, n-2) == "£" && (mark(ts, n-1) == "'" || mark(ts, n-1) == "’")
		switch t.text {
		case "thousands", "000s":
			return whole(1000)
		case "millions":
			return whole(1_000_000)
		case "k", "000", "thousand":
			if pounds || t.text == "000" || mark(ts, n-1) == "(" {
				return whole(1000)
			}
		case "m", "million":
			if pounds || t.text == "million" && mark(ts, n-1) == "(" {
				return whole(1_000_000)
			}
		}
	}
	return nil
}
