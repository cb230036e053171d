package claims

import (
	"math/big"

	"chaser/kpi"
)

// confirmed checks the card's percentage against one that the words give with the counts that it comes from, where the
// one is written as the other would be but for a slip: “174 of the 186 requests were answered in time (93.5%)” under
// 95.3. Nothing else in the words may come to what the card has.
func (r *reading) confirmed(c *Card) []Claim {
	if c.Unit != kpi.Percent || c.Figure.Value == nil || len(digitsOf(c.Figure)) < 2 || r.saysOwn(c) {
		return nil
	}
	for k, s := range r.sentences[:min(2, len(r.sentences))] {
		for n := s.from; n < s.to; n++ {
			q := r.items[n].q
			if q == nil || q.noise || q.fraction || q.unit != percent || q.delta != 0 || q.base || q.target || q.how != asSaid || q.telling() < 2 {
				continue
			}
			if c.knows(q) || !r.periodOf(c, k, n) {
				return nil // the first one is the card's, if any is
			}
			apart := new(big.Rat).Sub(q.value, c.Figure.Value)
			near := apart.Abs(apart).Mul(apart, whole(50)).Cmp(c.Figure.Value) < 0 // as those of a smaller group may be
			if near || q.telling() < 3 && !anagrams(q.digits, digitsOf(c.Figure)) || !likeSlip(q, c.Figure.Value) {
				return nil
			}
			part, of, ok := r.confirming(c, k, n)
			if !ok {
				return nil
			}
			claim := r.claim(Share, Own, min(part, of), max(part, of, n))
			r.fill(&claim, r.items[part].q, r.items[of].q)
			claim.Stated, claim.Allowed = Digits(c.Figure.Value)+"%", c.figureAllows()
			return []Claim{claim}
		}
	}
	return nil
}

// saysOwn reports whether the words give the card's figure, or counts that come to it.
func (r *reading) saysOwn(c *Card) bool {
	for _, it := range r.items {
		if q := it.q; q != nil && !q.noise && q.unit != plain && q.how == asSaid && c.isOwn(q) {
			return true
		}
	}
	return r.explains(c, r.ownCounts(c), nil, true)
}

// confirming are a part and its whole, in the sentence of a percentage or the one before, that come to it.
func (r *reading) confirming(c *Card, k, n int) (part, of int, ok bool) {
	counts := r.counts(r.sentences[max(0, k-1)].from, r.sentences[k].to)
	if len(counts) > 6 {
		return 0, 0, false
	}
	for _, a := range counts {
		for _, b := range counts {
			in, ok := ratio(r.items[a].q, r.items[b].q)
			if a != b && ok && r.items[a].q.value.Cmp(r.items[b].q.value) <= 0 && in.Meets(wide(r.items[n].q)) {
				return a, b, true
			}
		}
	}
	return 0, 0, false
}
