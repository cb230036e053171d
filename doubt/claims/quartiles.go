package claims

import (
	"math/big"

	"chaser/kpi"
)

// quartersOf checks what each quartile holds against the number of all, under a card that counts those: “each quartile
// contained 89 employees” of 356. They differ by one at most.
func (r *reading) quartersOf(c *Card) []Claim {
	if c.Unit != kpi.Count || c.Figure.Value == nil {
		return nil
	}
	for k, s := range r.sentences {
		for n := s.from + 2; n < s.to; n++ {
			q := r.items[n].q
			if !q.count() || q.how != asSaid || !quartileWords[r.wordAt(n-2)] || r.wordAt(n-3) != "each" || !c.counts(r.wordAt(n+1)) || !r.ownTimes(c, k) {
				continue
			}
			of := new(big.Rat).Mul(q.value, big.NewRat(4, 1))
			claim := r.claim(Sum, Own, n-3, n)
			claim.Read, claim.Computed, claim.Stated = "4 × "+r.said(n), of, Digits(c.Figure.Value)
			claim.Allowed = around(c.Figure.Value, whole(3))
			claim.Agrees = claim.Allowed.Holds(of)
			return []Claim{claim}
		}
	}
	return nil
}

var quartileWords = set("quartile", "quarter")

// ownTimes reports whether a sentence and the one before it name no whole but one of the card's own period.
func (r *reading) ownTimes(c *Card, k int) bool {
	if !r.ownPeriod(c, r.sentences[k]) {
		return false
	}
	if k == 0 {
		return true
	}
	before := r.sentences[k-1]
	for _, n := range r.counts(before.from, before.to) {
		if q := r.items[n].q; !c.knows(q) && q.value.Cmp(c.Figure.Value) >= 0 {
			return false // 418 were received over two years
		}
	}
	return true
}
