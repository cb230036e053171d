package claims

import "math/big"

// leftOf checks what is left of an amount of money once some of it was spent, where a sentence gives all three and
// nothing more: “Spend to date is £27.7m from a budget of £32.1m, so £4.4m is still in hand”, “£1.8m of the £2.5m grant
// has been used, leaving £0.7m”. It speaks where one slip mends it.
func (r *reading) leftOf(*Card) []Claim {
	var all []Claim
	for _, s := range r.sentences {
		list, ok := r.threeAmounts(s)
		if !ok || !r.hasWord(list[2]-6, min(s.to, list[2]+6), leftNames) || !r.hasWord(s.from, s.to, potNames) || !r.hasWord(s.from, s.to, spentNames) {
			continue
		}
		pot, spent := list[0], list[1]
		if r.items[pot].q.value.Cmp(r.items[spent].q.value) < 0 {
			pot, spent = spent, pot
		}
		a, b, left := r.items[pot].q, r.items[spent].q, r.items[list[2]].q
		if w := r.wordAt(list[2] + 2); left.value.Cmp(a.value) >= 0 || r.wordAt(list[2]+1) == "of" && w != "the" && w != "it" {
			continue // £0.9m of claims remain
		}
		slack := new(big.Rat)
		for _, n := range list {
			slack.Add(slack, new(big.Rat).Mul(r.items[n].q.step, big.NewRat(1, 2)))
		}
		reckon := func() *big.Rat { return new(big.Rat).Sub(a.value, b.value) }
		holds := func() bool { return around(left.value, slack).Holds(reckon()) }
		claim := r.claim(Sum, Words, list[0], list[2])
		claim.Read, claim.Computed, claim.Stated = r.said(pot)+" − "+r.said(spent), reckon(), r.show(list[2])
		claim.Allowed, claim.Agrees, claim.Pounds = around(left.value, slack), holds(), true
		if claim.Agrees || slipOf(holds, nil, a, b, left) {
			all = append(all, claim)
		}
	}
	return all
}

// threeAmounts are the three amounts of money of a sentence, where it gives no other but percentages that tell of them.
func (r *reading) threeAmounts(s sentence) ([]int, bool) {
	var list []int
	for n := s.from; n < s.to; n++ {
		q := r.items[n].q
		switch {
		case q == nil || q.noise || q.unit == length || q.unit == percent:
			continue
		case q.unit != money || q.how != asSaid || q.base || q.sign != 0 || r.items[n].depth > 0:
			return nil, false
		}
		list = append(list, n)
	}
	return list, len(list) == 3 && !r.hasWord(s.from, s.to, leavingRoom) && !r.hasWord(s.from, s.to, partialWords) && r.allMoney(list)
}

func (r *reading) allMoney(list []int) bool {
	for _, n := range list {
		if r.items[n].q.unit != money {
			return false
		}
	}
	return true
}

var (
	// leftNames say that an amount is what is left of another.
	leftNames = set("left", "hand", "remaining", "remains", "remain", "leaving", "leaves", "unspent", "uncommitted", "unallocated", "unused")
	// potNames name what money is spent from.
	potNames = set("budget", "grant", "allocation", "pot", "fund", "funding", "programme", "award", "envelope", "settlement", "provision", "balance")
	// spentNames say that money was spent.
	spentNames = set("spend", "spent", "spending", "expenditure", "committed", "used", "drawn", "paid", "allocated", "outlay", "claimed", "awarded")
)
