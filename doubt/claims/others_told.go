package claims

import "math/big"

// othersTold checks what became of the others where the words do not count these, but a part and its whole right
// before: “129 of 153 people were at home. Of the others 14 had died and 10 were in care”. Together they are no more
// than the others are; it speaks where they are, and where two digits changed over would make them all.
func (r *reading) othersTold(*Card) []Claim {
	var all []Claim
	shares := map[int]share{} // the last of each sentence
	for _, s := range r.wholesSaid() {
		if s.part >= 0 && s.of >= 0 && r.items[s.part].q.count() && r.items[s.of].q.count() {
			shares[r.sentenceOf(s.of)] = s
		}
	}
	for k, s := range r.sentences {
		from := r.othersHeading(s)
		before, ok := shares[k-1]
		if from < 0 || !ok {
			continue
		}
		part, of := r.items[before.part].q, r.items[before.of].q
		list, ok := r.fatesFrom(s, from)
		if !ok || part.how != asSaid || of.how != asSaid || part.round || of.round || part.value.Cmp(of.value) > 0 || r.plainNumbers(r.sentences[k-1]) != 2 {
			continue
		}
		reckon := func() *big.Rat { return new(big.Rat).Sub(of.value, part.value) }
		holds := func() bool { return r.sum(list).Cmp(reckon()) == 0 }
		claim := r.claim(Sum, Words, before.first, list[len(list)-1])
		claim.Read, claim.Computed, claim.Stated = r.added(list), r.sum(list), Digits(reckon())
		claim.Allowed, claim.Agrees = exactly(reckon()), holds()
		over := claim.Computed.Cmp(reckon()) > 0
		for _, q := range append(r.quantities(list), part, of) {
			over = over || len(q.digits) > 1 && r.swapMends(q, holds)
		}
		if claim.Agrees || over {
			all = append(all, claim)
		}
	}
	return all
}

// plainNumbers counts the numbers of things in a sentence, steps too.
func (r *reading) plainNumbers(s sentence) (many int) {
	for n := s.from; n < s.to; n++ {
		if q := r.items[n].q; q != nil && !q.noise && q.unit == plain {
			many++
		}
	}
	return many
}

// othersHeading is the place behind “Of the others”, “The rest:” and the like at the beginning of a sentence; −1 where
// it begins otherwise.
func (r *reading) othersHeading(s sentence) int {
	n := s.from
	if w := r.wordAt(n); w == "of" || w == "among" {
		n++
	}
	if r.wordAt(n) == "the" {
		n++
	}
	if w := r.wordAt(n); w != "others" && w != "rest" && w != "remainder" {
		return -1
	}
	return n + 1
}

// fatesFrom are the numbers of what became of some things, two at least, parted by commas and “and”, where nothing else
// is counted.
func (r *reading) fatesFrom(s sentence, from int) ([]int, bool) {
	if r.partial(s) || r.hasWord(from, s.to, partialWords) || r.hasWord(from, s.to, overlapWords) || r.hasWord(from, s.to, leavingRoom) {
		return nil, false
	}
	var list []int
	for n := from; n < s.to; n++ {
		q := r.items[n].q
		switch {
		case q == nil || q.noise && (len(list) == 0 || !r.oneOfList(n)) || q.unit == length:
			continue
		case !q.count() && !r.oneOfList(n) || q.how != asSaid || r.wholeAfter(n) > 0 || len(list) > 0 && !r.parted([]int{list[len(list)-1], n}):
			return nil, false
		}
		list = append(list, n)
	}
	return list, len(list) > 1 && len(list) <= mostParts
}
