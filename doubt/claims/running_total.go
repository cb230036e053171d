package claims

import (
	"chaser/kpi"
	"math/big"
)

// totals checks a running total: “81 were added in the quarter, bringing the total to 182” over the figure before it.
func (r *reading) totals(c *Card) []Claim {
	if c.Unit != kpi.Count || c.Figure.Value == nil || c.Previous.Value == nil {
		return nil
	}
	for _, s := range r.sentences {
		var counts []int
		for _, n := range r.counts(s.from, s.to) {
			if r.items[n].depth == 0 {
				counts = append(counts, n)
			}
		}
		if len(counts) != 2 || !r.hasWord(s.from, s.to, bringing) {
			continue
		}
		if claim, ok := r.yearSoFar(c, s, counts); ok {
			return []Claim{claim}
		}
		if !r.ownPeriod(c, s) {
			continue
		}
		in, total := r.items[counts[0]].q, r.items[counts[1]].q
		if w := r.wordAt(counts[1] - 1); w != "to" && w != "making" || !c.Figure.says(total) || in.how != asSaid {
			continue
		}
		claim := r.claim(Stock, Own, counts[0], counts[1])
		claim.Read = Digits(c.Previous.Value) + " + " + Digits(in.value)
		claim.Computed, claim.Stated, claim.Allowed = new(big.Rat).Add(c.Previous.Value, in.value), r.show(counts[1]), exactly(total.value)
		claim.Agrees = claim.Computed.Cmp(total.value) == 0
		holds := func() bool { return new(big.Rat).Add(c.Previous.Value, in.value).Cmp(total.value) == 0 }
		if claim.Agrees || in.inWords || slipOf(holds, nil, in) {
			return []Claim{claim}
		}
	}
	return nil
}

// yearSoFar checks the sum of the year's first two quarters: “218 homes were completed, bringing the total for the year
// to 412”, over the 194 of the first quarter.
func (r *reading) yearSoFar(c *Card, s sentence, counts []int) (Claim, bool) {
	own, total := r.items[counts[0]].q, r.items[counts[1]].q
	p := c.Figure.Period
	if p != kpi.Quarter(p.FinancialYear(), 2) || c.Cumulative || own.how != asSaid || total.how != asSaid || own.round && own.value.Cmp(hundred) > 0 {
		return Claim{}, false
	}
	year := false
	for n := counts[0] + 1; n < counts[1]; n++ {
		w := r.items[n].w
		year = year || r.wordAt(n) == "year" || w != nil && (w.rel == otherPeriod || w.span == kpi.Yearly && w.rel == current)
	}
	if !year {
		return Claim{}, false
	}
	reckon := func() *big.Rat { return new(big.Rat).Add(c.Previous.Value, own.value) }
	fits := new(big.Rat).Add(c.Previous.Value, c.Figure.Value).Cmp(total.value) == 0
	if !c.Figure.says(own) && (!fits || !slipsTo(own, c.Figure)) {
		return Claim{}, false
	}
	holds := func() bool { return reckon().Cmp(total.value) == 0 }
	claim := r.claim(Stock, Words, counts[0], counts[1])
	claim.Read = Digits(c.Previous.Value) + " + " + Digits(own.value)
	claim.Computed, claim.Stated, claim.Allowed, claim.Agrees = reckon(), r.show(counts[1]), exactly(total.value), holds()
	return claim, claim.Agrees || slipOf(holds, nil, total, own)
}
