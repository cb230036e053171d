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
	for _, s := range r.sentences {
		for n := s.from + 2; n < s.to; n++ {
			q := r.items[n].q
			if !q.count() || q.how != asSaid || !quartileWords[r.wordAt(n-2)] || r.wordAt(n-3) != "each" || !c.counts(r.wordAt(n+1)) || !r.ownPeriod(c, s) {
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
