package claims

import "math/big"

// remainders checks what is called the rest of a whole once some were taken out of it: “318 finished; 25 died and are
// left out. 210 of the other 293 needed nothing more”, “241 closed; 14 moved and 13 withdrew. Of the remaining 214”. It
// speaks where one slip mends it.
func (r *reading) remainders(*Card) []Claim {
	var all []Claim
	for n := range r.items {
		q := r.items[n].q
		if !q.count() || q.how != asSaid || q.inWords || r.wordAt(n-2) != "the" || r.wordAt(n-1) != "remaining" && r.wordAt(n-1) != "other" || r.wordAt(n-3) != "of" {
			continue
		}
		k := r.sentenceOf(n)
		from := r.sentences[max(0, k-2)].from
		counts := r.counts(from, n)
		if len(counts) > 0 && counts[len(counts)-1] == n-4 { // 210 of the other 293
			counts = counts[:len(counts)-1]
		}
		for i := len(counts) - 2; i >= max(0, len(counts)-4); i-- {
			whole, out := r.items[counts[i]].q, counts[i+1:]
			if whole.value.Cmp(q.value) <= 0 || whole.how != asSaid || !r.outOfTotal(out) {
				continue
			}
			list := append(append([]int{}, out...), n)
			holds := func() bool { return r.sum(list).Cmp(whole.value) == 0 }
			claim := r.claim(Sum, Words, counts[i], n)
			claim.Read, claim.Stated = r.said(counts[i]), r.said(n)
			claim.Computed = new(big.Rat).Set(whole.value)
			for _, o := range out {
				claim.Read += " − " + r.said(o)
				claim.Computed.Sub(claim.Computed, r.items[o].q.value)
			}
			claim.Allowed, claim.Agrees = exactly(q.value), holds()
			if claim.Agrees || slipOf(holds, nil, append(r.quantities(list), whole)...) {
				all = append(all, claim)
				break
			}
		}
	}
	return all
}

// outOfTotal reports whether numbers are of those that the words take out of a total.
func (r *reading) outOfTotal(list []int) bool {
	last := r.sentences[r.sentenceOf(list[len(list)-1])]
	return r.hasWord(list[0], last.to, exclusionWords) || r.hasWord(list[0], last.to, leftOutWords)
}

// leftOutWords take out of a total those whom they tell of.
var leftOutWords = set("withdrew", "moved", "died", "left", "out", "counted", "excluded", "ineligible", "declined", "discounting", "transferred")
