package claims

import (
	"math/big"
	"strings"
)

// lacks checks how far two numbers of a sentence are apart where the rest of it tells why: “43 are used, but only 38
// reported, as 1 was new and for 4 nothing was expected”. More than the difference is always wrong; less only where a
// slip mends it that is hardly chance, since some may be left unsaid.
func (r *reading) lacks(*Card) []Claim {
	var all []Claim
	for _, s := range r.sentences {
		if !r.hasWord(s.from, s.to, onlyWords) {
			continue
		}
		list := r.countsAlone(s)
		if len(list) < 3 || len(list) > 6 || !r.onlyBefore(s, list[1]) || r.hasWord(s.from, s.to, partialWords) {
			continue
		}
		if !r.whyFewer(s, list) {
			continue
		}
		if claim, ok := r.lackClaim(list); ok {
			all = append(all, claim)
		}
	}
	return all
}

var onlyWords = set("only", "just")

// countsAlone are the numbers of a sentence, where all count things; nil where one does not.
func (r *reading) countsAlone(s sentence) []int {
	var list []int
	for n := s.from; n < s.to; n++ {
		q := r.items[n].q
		if q == nil || q.noise && !r.oneWas(n) || q.unit == length && !q.measure {
			continue
		}
		if q.unit != plain || q.fraction || q.how != asSaid || q.scaled {
			return nil
		}
		list = append(list, n)
	}
	return list
}

// oneWas reports whether “one” counts a thing of which the words say what became of it.
func (r *reading) oneWas(n int) bool {
	return r.items[n].q.inWords && r.items[n].q.unit == plain && standVerbs[r.wordAt(n+1)]
}

// onlyBefore reports whether a number is said to be fewer than the one before it: “but only 38”.
func (r *reading) onlyBefore(s sentence, n int) bool {
	for i := n - 1; i >= max(s.from, n-2); i-- {
		if onlyWords[r.wordAt(i)] {
			return fewerWords[r.wordAt(i-1)] || r.markAt(i-1) == ","
		}
	}
	return false
}

var fewerWords = set("but", "though", "although", "yet", "while", "of", "and")

// whyFewer reports whether the numbers behind the second say why it is fewer than the first, and nothing else does:
// each is told of the same things, and the sentence ends with the last.
func (r *reading) whyFewer(s sentence, list []int) bool {
	first, last := list[2], list[len(list)-1]
	why := false
	for n := list[1]; n < first; n++ {
		why = why || asWords[r.wordAt(n)]
	}
	if !why || !r.parted(list[2:]) {
		return false
	}
	for _, n := range list[1:] {
		w, before := r.wordAt(n+1), r.wordAt(n-1)
		if n != list[1] && !standVerbs[w] && before != "for" || n == list[1] && !standVerbs[w] && !strings.HasSuffix(w, "ed") && r.items[n+1].kind != markItem {
			return false
		}
	}
	for n := last + 1; n < s.to; n++ {
		if w := r.wordAt(n); w == "and" || w == "plus" || r.markAt(n) == "," || r.markAt(n) == ";" {
			return false // and the rest were late
		}
	}
	return true
}

func (r *reading) lackClaim(list []int) (Claim, bool) {
	full, only := r.items[list[0]].q, r.items[list[1]].q
	apart, told := new(big.Rat).Sub(full.value, only.value), r.sum(list[2:])
	claim := r.claim(Sum, Words, list[0], list[len(list)-1])
	claim.Read, claim.Computed = r.said(list[0])+" − "+r.said(list[1]), apart
	claim.Stated, claim.Allowed = r.added(list[2:]), exactly(told)
	if claim.Agrees = apart.Cmp(told) == 0; claim.Agrees {
		return claim, true
	}
	over := new(big.Rat).Sub(told, apart)
	return claim, over.Sign() > 0 || slipOdds(over, new(big.Rat), full, r.quantities(list[1:])) >= rareTied
}
