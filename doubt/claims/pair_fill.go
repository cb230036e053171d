package claims

import (
	"math/big"

	"chaser/kpi"
)

// pairsFill checks counts with their percentages beside them where those make a hundred, so that the counts are all of
// a whole that they fit: “We have 5,240 tenants: 61% in flats (3,196) and 39% in houses (2,404)”. More than the whole
// is wrong; less only where a slip mends it that is hardly chance, since the percentages hide a few that are in none.
func (r *reading) pairsFill(c *Card, all []share) []Claim {
	var claims []Claim
	for n := 0; n < len(all); {
		end := n
		for end < len(all) && r.fillsWith(all[n:end], all[end]) {
			end++
		}
		if claim, ok := r.fillClaim(c, all[n:end]); ok {
			claims = append(claims, claim)
		}
		n = max(end, n+1)
	}
	return claims
}

// fillsWith reports whether a pair may go on with those before it: in their sentence, or the next one.
func (r *reading) fillsWith(pairs []share, p share) bool {
	if p.part < 0 || p.rate < 0 || p.of >= 0 || r.items[p.part].q.how != asSaid || r.items[p.rate].q.how != asSaid || r.items[p.rate].q.fraction {
		return false
	}
	if len(pairs) == 0 {
		return true
	}
	last := pairs[len(pairs)-1]
	return len(pairs) < longestList && r.sentenceOf(p.part)-r.sentenceOf(last.part) <= 1 && r.items[p.part].q.unit == r.items[last.part].q.unit
}

func (r *reading) fillClaim(c *Card, pairs []share) (Claim, bool) {
	if len(pairs) < 2 || !r.ratesFill(pairs) {
		return Claim{}, false
	}
	list := make([]int, len(pairs))
	for n, p := range pairs {
		list[n] = p.part
	}
	from, to := r.sentenceOf(list[0]), r.sentenceOf(list[len(list)-1])
	if r.hasWord(r.sentences[from].from, r.sentences[min(to+1, len(r.sentences)-1)].to, leavingRoom) {
		return Claim{}, false
	}
	of, at := r.filled(c, pairs)
	if of == nil {
		return Claim{}, false
	}
	sum := r.sum(list)
	over := new(big.Rat).Sub(sum, of.value)
	claim := r.claim(Sum, Words, min(list[0], at), list[len(list)-1])
	if at == list[0] {
		claim.Subject = Own
	}
	claim.Read, claim.Computed, claim.Stated, claim.Allowed = r.added(list), sum, Digits(of.value), exactly(of.value)
	if claim.Agrees = over.Sign() == 0; claim.Agrees {
		return claim, true
	}
	if r.toFives(list) || r.countsLack(from, to, new(big.Rat).Neg(over)) {
		return Claim{}, false
	}
	odds := slipOdds(over, new(big.Rat), of, r.quantities(list))
	return claim, over.Sign() > 0 && odds > 0 || odds >= rareTied
}

// ratesFill reports whether the percentages of pairs make a hundred, but for their rounding.
func (r *reading) ratesFill(pairs []share) bool {
	sum, slack := new(big.Rat), new(big.Rat)
	for _, p := range pairs {
		sum.Add(sum, r.items[p.rate].q.value)
		slack.Add(slack, new(big.Rat).Mul(r.items[p.rate].q.step, big.NewRat(1, 2)))
	}
	return around(hundred, slack).Holds(sum)
}

// filled is the number that pairs are all the parts of, and its place, or that of the first part where it is the card's
// count: all pairs fit it, and none that is exactly their sum stands beside it. It is nil where there is none.
func (r *reading) filled(c *Card, pairs []share) (of *quantity, at int) {
	k, first := r.sentenceOf(pairs[0].part), pairs[0].part
	sum := r.sumOfPairs(pairs).value
	for _, n := range r.counts(r.sentences[max(0, k-2)].from, pairs[0].first) {
		q := r.items[n].q
		if q.value.Cmp(sum) == 0 {
			return q, n
		}
		if of == nil && q.how == asSaid && !q.round && !q.inWords && r.allFit(pairs, q) {
			of, at = q, n
		}
	}
	if c.Unit != kpi.Count || c.Figure.Value == nil {
		return of, at
	}
	if figure := c.Figure.written(); figure.value.Cmp(sum) == 0 || of == nil && r.allFit(pairs, figure) {
		return figure, first
	}
	return of, at
}

func (r *reading) allFit(pairs []share, of *quantity) bool {
	for _, p := range pairs {
		if !r.pairAgrees(p, of) {
			return false
		}
	}
	return of.value.Cmp(whole(chance)) >= 0
}

// toFives reports whether all numbers of a list are rounded to fives, so that they need not make their whole.
func (r *reading) toFives(list []int) bool {
	for _, n := range list {
		if !new(big.Rat).Quo(r.items[n].q.value, whole(5)).IsInt() {
			return false
		}
	}
	return true
}

// countsLack reports whether what some parts lack is counted in their sentences or the next.
func (r *reading) countsLack(from, to int, lack *big.Rat) bool {
	for _, q := range r.quantities(r.counts(r.sentences[from].from, r.sentences[min(to+1, len(r.sentences)-1)].to)) {
		if q.value.Cmp(lack) == 0 {
			return true
		}
	}
	return false
}
