package claims

import (
	"math/big"
	"slices"
	"strings"
)

// Parts that do not make the whole that a claim holds them against may be told of another whole, or be told of further
// on: “of our 83 lifts, 41 work and 26 do not. Sixteen are being fitted”, “38 schemes were reviewed: 17 passed and 18
// did not; three were put off”. Then a number beside them says so.

// innocentSum reports whether the numbers beside a sum that is claimed wrong explain it: one is what the parts come to,
// what they lack, or what they come to with the number that they were held against; or one of the parts is none.
func (r *reading) innocentSum(claim Claim) bool {
	if claim.Kind != Sum || !claim.Allowed.bounded() || tableRules[claim.Rule] || strings.Contains(claim.Read, "−") {
		return false
	}
	said := new(big.Rat).Add(claim.Allowed.Low, claim.Allowed.High)
	said.Quo(said, whole(2))
	lacks := new(big.Rat).Sub(said, claim.Computed)
	with := new(big.Rat).Add(said, claim.Computed)
	if end := r.itemAt(claim.End); r.hasWord(end, min(len(r.items), end+4), amongThem) {
		return true // 2,210 falls and 640 crashes among them
	}
	earlier := 0
	least, most := r.linesOf(claim)
	for n := least; n < most; n++ {
		it := r.items[n]
		if r.isLastOf(n, said, lacks) || r.allAreCounted(claim, n) {
			return true
		}
		if it.q != nil && it.q.noise && !it.q.inWords && it.q.value.Cmp(lacks) == 0 && it.start >= claim.Start && it.end <= claim.End {
			return true // service 88, policy 3, other 27: what may be a name counts too
		}
		if it.q == nil || it.q.noise || it.q.delta != 0 || it.q.unit == percent || it.q.unit == points {
			continue
		}
		if it.start < claim.Start || it.end > claim.End || !r.summed(claim, n) {
			if v := it.q.value; v.Cmp(lacks) == 0 && it.start > claim.Start || v.Cmp(with) == 0 || v.Cmp(claim.Computed) == 0 {
				return true
			}
			continue
		}
		if r.show(n) == claim.Stated {
			continue
		}
		if comparesWords[r.wordAt(n+1)] || r.wordAt(n+1) == "or" || r.markAt(n+1) == "(" && new(big.Rat).Neg(lacks).Cmp(it.q.value) == 0 && r.hasWord(n+2, min(most, n+6), set("or")) {
			return true // 612 have two bedrooms or more, and the other 57 one; 44 are in band 0, 1 or 2, the other 391 above
		}
		if of := r.bracketedBehind(n); of != nil {
			if earlier++; earlier > 1 || of.Cmp(said) != 0 {
				return true // Staff 53 (47); Policy 3 (was 9)
			}
		}
	}
	return false
}

// bracketedBehind is the number that another follows right behind it in brackets, as an earlier one; nil where there is
// none.
func (r *reading) bracketedBehind(n int) *big.Rat {
	open := n - 1
	if r.wordAt(open) == "was" {
		open--
	}
	if q := r.quantityAt(open - 1); r.markAt(open) == "(" && q != nil {
		return q.value
	}
	return nil
}

// summed reports whether a number is one of those that a claim adds.
func (r *reading) summed(claim Claim, n int) bool {
	return slices.ContainsFunc(strings.Split(claim.Read, " + "), func(part string) bool {
		return part == r.show(n) || part == Digits(r.items[n].q.value)
	})
}

// linesOf is where the sentences of a claim and those beside it begin and end, so far as they stand near to it, which
// keeps reading linear.
func (r *reading) linesOf(claim Claim) (from, to int) {
	first, last := r.itemAt(claim.Start), r.itemAt(claim.End)
	from, to = r.sentences[max(0, r.sentenceOf(first)-1)].from, r.sentences[min(len(r.sentences)-1, r.sentenceOf(last)+1)].to
	return max(from, first-4*reach), min(to, last+4*reach)
}

// isLastOf reports whether a word counts the one that is lacking: “the ninth is still open”.
func (r *reading) isLastOf(n int, said, lacks *big.Rat) bool {
	if lacks.Cmp(whole(1)) != 0 || r.wordAt(n-1) != "the" {
		return false
	}
	if lastOnes[r.wordAt(n)] && r.quantityAt(n+1) == nil && !strings.HasSuffix(r.wordAt(n+1), "s") {
		return true
	}
	nth, ok := ordinals[r.wordAt(n)]
	return ok && said.Cmp(whole(nth)) == 0
}

var amongThem = set("among", "amongst")

var lastOnes = set("other", "last", "remaining", "final")

var ordinals = map[string]int64{"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12}

// allAreCounted reports whether a word of a claim says that what is counted next are all of them, and so no rest: “in
// Q1 it was 45 of 46; all three late ones were large”.
func (r *reading) allAreCounted(claim Claim, n int) bool {
	return r.items[n].start >= claim.Start && r.items[n].end <= claim.End && r.wordAt(n) == "all" && r.wordAt(n-1) != "in" && r.quantityAt(n+1) != nil
}
