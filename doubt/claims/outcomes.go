package claims

import (
	"math/big"
	"strings"

	"chaser/kpi"
)

// outcomeNames are what all of a few things can be one of: what became of them, or what they are.
var outcomeNames = set("upheld", "won", "lost", "met", "green", "amber", "red", "boys", "girls", "men", "women", "male", "female", "males", "females", "ongoing",
	"open", "late", "vacant", "withdrawn", "outstanding", "adults", "children", "good", "inadequate", "require", "requires")

// outcomes checks a list that says of all of a few things what became of them: “11 decisions, five upheld, two not
// upheld and four closed”. Each is told in a word or two, and the last follows “and”.
func (r *reading) outcomes(c *Card) []Claim {
	var all []Claim
	for k, s := range r.sentences {
		counts := r.counts(s.from, s.to)
		for i, n := range counts {
			list := r.outcomesFrom(s, counts[i:])
			if len(list) < 2 || r.leadsToEnds(k, list) || r.hasWord(n, list[len(list)-1]+4, inWords) {
				continue
			}
			whole := -1
			if i > 0 {
				whole = counts[i-1]
			}
			if whole >= 0 && (r.starts(whole, n) || r.hasWord(whole, n, comingWords) && r.cameAndWent(append([]int{whole}, list...))) {
				break // 58 were placed, 35 moved on and 10 were transferred; 46 at the start, 27 placed and 31 moved on
			}
			if i > 1 && r.parted(counts[i-2:i]) && r.hasMark(whole, n, ",") {
				break // 44 green, 7 complete, 6 amber, 3 red: the list began before
			}
			if claim, ok := r.outcomesClaim(c, k, whole, list, n == s.from); ok {
				all = append(all, claim)
			}
			break
		}
	}
	return all
}

// outcomesFrom are the numbers that begin with the first and end with “and”, each with its outcome behind it.
func (r *reading) outcomesFrom(s sentence, counts []int) []int {
	var list []int
	for _, n := range counts {
		at := n + 1
		if w := r.wordAt(at); w == "were" || w == "was" || w == "are" || w == "is" || w == "have" || w == "has" || w == "had" {
			at++
		}
		if w := r.wordAt(at); w == "been" || w == "not" || w == "part" || w == "partly" || w == "fully" || w == "partially" {
			at++
		}
		w := r.wordAt(at)
		if !outcomeNames[w] && !strings.HasSuffix(w, "ed") || r.items[n].q.how != asSaid || r.hasWord(s.from, n, partialWords) {
			return nil
		}
		if len(list) > 0 && n-list[len(list)-1] > 8 {
			return nil
		}
		last := r.wordAt(n-1) == "and" || at+1 >= s.to || r.markAt(at+1) == ";"
		if list = append(list, n); last && len(list) >= 2 {
			return list
		}
		for i := at; i < s.to; i++ {
			if r.items[i].q != nil {
				break
			}
			if m := r.markAt(i); m == ";" || m == "." || m == "(" {
				return nil
			}
		}
	}
	return nil
}

// partialWords say that a list is not of all.
var partialWords = set("including", "includes", "among", "mainly", "mostly", "also", "further", "another", "some", "example")

// outcomesClaim adds a list up: to the number before it, or to the card's count that the sentence before gives.
func (r *reading) outcomesClaim(c *Card, k, whole int, list []int, begins bool) (Claim, bool) {
	if whole < 0 && begins && k > 0 && c.Unit == kpi.Count {
		before := r.sentences[k-1]
		if counts := r.counts(before.from, before.to); len(counts) == 1 && c.Figure.says(r.items[counts[0]].q) {
			whole = counts[0]
		}
	}
	if whole < 0 || list[0]-whole > reach && r.sentenceOf(whole) == k {
		return Claim{}, false
	}
	of := r.items[whole].q
	for _, n := range list {
		if r.items[n].q.value.Cmp(of.value) >= 0 {
			return Claim{}, false
		}
	}
	for n := whole; n < list[0]; n++ {
		if r.markAt(n) == ";" || r.items[n].depth != r.items[list[0]].depth {
			return Claim{}, false
		}
	}
	if of.how != asSaid || of.round || r.partOf(whole) >= 0 || r.wholeAfter(whole) > 0 {
		return Claim{}, false
	}
	claim := r.claim(Sum, Words, min(whole, list[0]), list[len(list)-1])
	claim.Read, claim.Computed, claim.Stated, claim.Allowed = r.added(list), r.sum(list), r.said(whole), exactly(of.value)
	claim.Agrees = claim.Computed.Cmp(of.value) == 0
	if !claim.Agrees && (r.moreDecided(c, parts{whole: whole, list: list, told: true}, claim.Computed, of.value) || r.madeUpBehind(r.sentences[k], list[len(list)-1], claim.Computed, claim.Allowed) || r.restBehind(k, list, of) || r.someOfRest(k, whole, list) || r.mayLackSome(whole, list)) {
		return Claim{}, false
	}
	far := new(big.Rat).Sub(claim.Computed, of.value)
	return claim, far.Abs(far).Cmp(new(big.Rat).Mul(of.value, big.NewRat(1, 2))) <= 0
}

// mayLackSome reports whether outcomes may leave a few out: they are fewer than many, and no slip tells otherwise: “Of
// the 120 appeals 69 have been completed and 49 are ongoing”.
func (r *reading) mayLackSome(whole int, list []int) bool {
	of := r.items[whole].q.value
	return of.Cmp(big.NewRat(40, 1)) > 0 && r.sum(list).Cmp(of) < 0 && !r.tells(list, whole)
}

// someOfRest reports whether two outcomes are told of what is called the rest, and are fewer: “Of the remaining 22, 13
// were allowed and 5 allowed in part”. It is not certain that they are all.
func (r *reading) someOfRest(k, whole int, list []int) bool {
	return len(list) == 2 && r.sum(list).Cmp(r.items[whole].q.value) < 0 && r.restHeading(r.sentences[k]) == whole && !r.tells(list, whole)
}

// restBehind reports whether the number behind a list, in its sentence or the next, is what the list lacks of its
// whole: “6 were upheld, 4 partly and 9 not; two are still open”.
func (r *reading) restBehind(k int, list []int, of *quantity) bool {
	end := r.sentences[min(k+1, len(r.sentences)-1)].to
	for n := list[len(list)-1] + 1; n < end; n++ {
		if q := r.items[n].q; q != nil && !q.noise {
			return q.unit == plain && new(big.Rat).Add(r.sum(list), q.value).Cmp(of.value) == 0
		}
	}
	return false
}
