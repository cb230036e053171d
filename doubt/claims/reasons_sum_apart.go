package claims

import (
	"math/big"
	"slices"
)

// wholeOfAny reports whether a number is told to be the whole of one of a list, and so can be no part beside it.
func (r *reading) wholeOfAny(at int, list []int) bool {
	return slices.ContainsFunc(list, func(n int) bool { return r.isWhole(n, at) || r.ofWhichIs(n, at) })
}

// leftOut reports whether the sentence of a number says of all that it counts that they are not counted: “new starters
// (116) and those on long-term leave (38) are left out”.
func (r *reading) leftOut(n int) bool {
	s := r.sentences[r.sentenceOf(n)]
	for i := s.to - 1; i > n && i >= s.to-4; i-- {
		w, before := r.wordAt(i), r.wordAt(i-1)
		if w == "excluded" || w == "discounted" || w == "omitted" || w == "out" && before == "left" || (w == "counted" || w == "included") && before == "not" {
			return true
		}
	}
	return false
}

// apartFrom reports whether a number stands in another sentence than those that a ledger is of.
func apartFrom(l ledger, o entry) bool { return o.at < l.s.from || o.at >= l.s.to }

// oneList reports whether numbers stand in one list: each is parted from the next, and none is a part of another.
func (r *reading) oneList(at int, others []int) bool {
	list := append([]int{at}, others...)
	slices.Sort(list)
	for _, n := range list {
		for i := n + 1; i < n+4; i++ {
			if r.wordAt(i) == "of" && r.quantityAt(i+1) != nil {
				if contains(list, i+1) && (len(list) < 3 || r.anyAbove(list, r.items[i+1].q.value)) {
					return false // 31 each, and 2 posts of 11
				}
			}
		}
	}
	return true
}

// ofAnotherTime reports whether two numbers stand in sentences of which one alone opens with another time than the
// card's: “46 were overdue. In the same quarter last year it was 250”.
func (r *reading) ofAnotherTime(c *Card, a, b int) bool {
	ka, kb := r.sentenceOf(a), r.sentenceOf(b)
	return ka != kb && r.opensWithOtherTime(c, r.sentences[ka]) != r.opensWithOtherTime(c, r.sentences[kb])
}

// opensWithOtherTime reports whether a sentence names another time than the card's before its first number.
func (r *reading) opensWithOtherTime(c *Card, s sentence) bool {
	for i := s.from; i < min(s.to, s.from+8) && r.items[i].q == nil; i++ {
		if w := r.items[i].w; w != nil {
			return c.slotOf(w) != slotOwn
		}
	}
	return false
}

// cutsList reports whether a run of numbers leaves out some of the list that it is taken from, where its total stands
// in another sentence: “By quarter there were 47, 95, 64 and 87. Communities had 115”.
func (r *reading) cutsList(like []entry, i, j, at int) bool {
	k := r.sentenceOf(like[at].at)
	switch {
	case at == j-1 && i > 0:
		return r.sentenceOf(like[i].at) != k && r.sentenceOf(like[i-1].at) == r.sentenceOf(like[i].at)
	case at == i && j < len(like):
		return r.sentenceOf(like[j-1].at) != k && r.sentenceOf(like[j].at) == r.sentenceOf(like[j-1].at)
	}
	return false
}

// holdsWhole reports whether a list has a whole and a part of it next to each other, which do not add up.
func (r *reading) holdsWhole(list []int) bool {
	twice := r.sum(list)
	for n, at := range list {
		if len(list) > 2 && new(big.Rat).Sub(twice, r.items[at].q.value).Cmp(r.items[at].q.value) == 0 {
			return true // 452 received; 11 withdrawn, 402 in time, 39 late
		}
		if n == 0 {
			continue
		}
		if a, b := list[n-1], list[n]; r.isWhole(a, b) || r.ofWhichIs(a, b) || r.ofWhichIs(b, a) {
			return true
		}
	}
	return false
}
