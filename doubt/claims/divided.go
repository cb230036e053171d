package claims

import (
	"math/big"
	"slices"
	"strings"
)

// divided checks a whole against all of its parts, where the words tie the first to it and close the list with the
// last: “214 of the 389 resigned, 66 retired, 109 for other reasons”, “13 of these are at the legal stage, the other 8
// are not”. It speaks where one slip mends the sum.
func (r *reading) divided(*Card) []Claim {
	var all []Claim
	for _, s := range append(r.wholesSaid(), r.tooLarge()...) {
		if s.part < 0 || s.of < 0 || !r.items[s.part].q.count() || !r.items[s.of].q.count() {
			continue
		}
		list, closed := r.coordinated(s)
		if len(list) < 2 || len(list) > 2 && r.sum(list[1:]).Cmp(r.items[list[0]].q.value) == 0 {
			continue // 104 of 206: 71 stayed and 33 moved
		}
		if r.countsSum(s.of, list) {
			continue
		}
		wholes := []int{s.of}
		if part := r.partOf(s.of); part >= 0 && part != s.part && r.items[part].q.value.Cmp(r.items[s.part].q.value) >= 0 {
			wholes = []int{part, s.of} // 21 out of 9,846 without one: 13 of these
		}
		if claim, ok := r.dividedClaim(wholes, list, closed); ok && (claim.Agrees || !r.isPartItself(s.of)) {
			all = append(all, claim)
		}
	}
	return all
}

// countsSum reports whether another number of a whole's sentence, or of the one before, is what parts come to with it
// or without, so that they are of that one: “23 volumetric and 64 with targets. Of those 13 were below …”.
func (r *reading) countsSum(of int, list []int) bool {
	k := r.sentenceOf(of)
	sum := r.sum(list)
	with := new(big.Rat).Add(sum, r.items[of].q.value)
	for n := r.sentences[max(0, k-1)].from; n < r.sentences[k].to; n++ {
		q := r.items[n].q
		if n == of || q == nil || q.unit != plain || q.noise || slices.Contains(list, n) {
			continue
		}
		if q.value.Cmp(sum) == 0 || q.value.Cmp(with) == 0 {
			return true
		}
	}
	return false
}

// tooLarge are the sentences that begin with a whole and go on with a larger part: “Of the 303 who left, 401 resigned”.
func (r *reading) tooLarge() []share {
	var all []share
	for _, s := range r.sentences {
		if counts := r.counts(s.from, s.to); r.wordAt(s.from) == "of" && len(counts) > 2 && counts[0] <= s.from+2 && r.items[counts[1]].q.value.Cmp(r.items[counts[0]].q.value) > 0 {
			all = append(all, share{part: counts[1], of: counts[0], rate: -1})
		}
	}
	return all
}

func (r *reading) dividedClaim(wholes, list []int, closed bool) (Claim, bool) {
	var odd Claim
	for _, w := range wholes {
		of := r.items[w].q
		if of.how != asSaid || of.round {
			return Claim{}, false
		}
		claim := r.claim(Sum, Words, min(w, list[0]), max(w, list[len(list)-1]))
		claim.Read, claim.Computed, claim.Stated = r.added(list), r.sum(list), r.said(w)
		claim.Allowed, claim.Agrees = exactly(of.value), r.sum(list).Cmp(of.value) == 0
		if claim.Agrees {
			return claim, true
		}
		if mends := closed && r.slipMends(list, w) || r.tells(list, w); mends && odd.Computed == nil {
			odd = claim
		}
	}
	return odd, odd.Computed != nil
}

// slipMends reports whether one slip makes parts their whole.
func (r *reading) slipMends(list []int, w int) bool {
	of := r.items[w].q
	holds := func() bool { return r.sum(list).Cmp(of.value) == 0 }
	return slipOf(holds, nil, append(r.quantities(list), of)...)
}

// tells reports whether parts that no words close are hardly too many or too few by chance: together they are more than
// the whole, or two digits changed over mend them, or one that is not the last.
func (r *reading) tells(list []int, w int) bool {
	of, sum := r.items[w].q, r.sum(list)
	holds := func() bool { return r.sum(list).Cmp(of.value) == 0 }
	if sum.Cmp(of.value) > 0 && len(list) > 2 {
		return r.slipMends(list, w) || r.hasWords(list)
	}
	apart := new(big.Rat).Sub(of.value, sum)
	if !apart.Quo(apart, whole(10)).IsInt() {
		for _, q := range append(r.quantities(list), of) {
			if len(q.digits) > 1 && r.swapMends(q, holds) {
				return true
			}
		}
		return false
	}
	return r.slipMends(list, w)
}

// hasWords reports whether a number among others is in words.
func (r *reading) hasWords(list []int) bool {
	for _, n := range list {
		if r.items[n].q.inWords {
			return true
		}
	}
	return false
}

// coordinated are a part of a whole and the parts that follow it in its sentence to the sentence's end, and whether
// words close the list; none where anything else is counted among them.
func (r *reading) coordinated(s share) (list []int, closed bool) {
	k := r.sentences[r.sentenceOf(s.part)]
	list = []int{s.part}
	depth := r.items[s.part].depth
	if r.items[s.part].q.how != asSaid || r.hasWord(k.from, s.part, partialWords) {
		return nil, false
	}
	end := k.to
	if next := r.sentenceOf(s.part) + 1; next < len(r.sentences) && r.goesOnWithParts(r.sentences[next]) {
		end = r.sentences[next].to // 98 were at home. 11 had died and 9 were in hospital
	}
	for n := s.part + 1; n < end; n++ {
		q := r.items[n].q
		switch {
		case r.items[n].w != nil && n > s.of, r.wordAt(n) == "including":
			return nil, false
		case q == nil || q.noise || n == s.of || q.unit == length || r.items[n].depth > depth || r.someOfThem(n) || relatives[r.wordAt(n-1)] && r.ofWhichIs(n, list[len(list)-1]):
			continue
		case q.unit == percent && r.tellsShare(n):
			continue
		case q.unit != plain || q.how != asSaid || q.base || q.target || q.fraction || r.wholeAfter(n) > 0:
			return nil, false
		}
		last := list[len(list)-1]
		if !r.parted([]int{last, n}) && !r.hasMark(last, n, ";") && n != k.to+1 || !r.outcomeAt(n) || len(list) >= longestList {
			return nil, false
		}
		list = append(list, n)
	}
	if len(list) < 2 {
		return nil, false
	}
	last := list[len(list)-1]
	next := r.wordAt(last + 1)
	before := r.wordAt(last - 1)
	closed = r.namesRest(last) || next == "other" || next == "others" && (before == "" || before == "and" || before == "the")
	if !closed && len(list) < 3 {
		return nil, false
	}
	return list, closed
}

// goesOnWithParts reports whether a sentence begins with a number and tells what became of several.
func (r *reading) goesOnWithParts(s sentence) bool {
	counts := r.counts(s.from, s.to)
	if len(counts) == 0 || counts[0] != s.from || r.hasWord(s.from, s.to, partialWords) {
		return false
	}
	for _, n := range counts {
		if !r.outcomeAt(n) || r.wordAt(n+1) == "" {
			return false
		}
	}
	return len(counts) > 1 && r.wordAt(counts[len(counts)-1]-1) == "and"
}

// outcomeAt reports whether what follows a number tells what became of things counted before, and names no others.
func (r *reading) outcomeAt(n int) bool {
	w := r.wordAt(n + 1)
	return w == "" || verbs[w] || strings.HasSuffix(w, "ed") || outcomeNames[w] || lateWords[w] || restNames[w] || w == "not" || w == "others" ||
		betweenPlaces[w] || r.namesRest(n) || comparatives[w]
}

// betweenPlaces lead to where things are, or what they are for.
var betweenPlaces = set("into", "in", "later", "earlier", "on", "at", "for", "to", "by", "under", "with", "from", "between", "going", "waiting", "still", "had", "without", "awaiting", "being", "because")

// isPartItself reports whether the whole of some parts is itself told as a part of a larger one in its sentence, whose
// rest a later number may be.
func (r *reading) isPartItself(of int) bool {
	s, ok := r.ofWhich(of)
	return ok && r.sentenceOf(s.of) == r.sentenceOf(of)
}
