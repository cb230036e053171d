package kpi

import (
	"math/big"

	"github.com/shopspring/decimal"
)

// Band is where a rule gives one rating: from Low up to High, either nil where it has no end there.
type Band struct {
	Rating    Rating
	Low, High *big.Rat
}

// Bands are a rule's with a target and a direction, from the lowest figures to the highest. The target may be nil where
// the rule does not need it; nil where the bands cannot be told.
func (r Rule) Bands(target *decimal.Decimal, d Direction) []Band {
	if r.form == nil || r.NeedsTarget() && target == nil || r.Suits(d) != nil {
		return nil
	}
	if !r.NeedsDirection() { // a range is worse on either side
		low, high := r.bandsTowardsRange(nil, Up), r.bandsTowardsRange(nil, Down)
		all := rising(low)
		all[len(all)-1].High = high[0].from
		for n, b := range high[1:] {
			all = append(all, Band{b.rating, high[n].from, b.from})
		}
		return append(all, Band{Red, high[len(high)-1].from, nil})
	}
	var at *big.Rat
	if target != nil {
		at = target.Rat()
	}
	list := r.bands(at, d)
	if d != Down {
		return rising(list)
	}
	var all []Band
	var last *big.Rat
	for _, b := range list { // the best are the lowest
		all = append(all, Band{b.rating, last, b.from})
		last = b.from
	}
	return append(all, Band{Red, last, nil})
}

// rising are bands of which a higher figure is better, from the lowest.
func rising(list []band) []Band {
	var all []Band
	var last *big.Rat
	worse := Red
	for n := len(list) - 1; n >= 0; n-- {
		all = append(all, Band{worse, last, list[n].from})
		worse, last = list[n].rating, list[n].from
	}
	return append(all, Band{worse, last, nil})
}
