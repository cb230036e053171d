package claims

import "math/big"

// restParts checks what became of those that are called the rest, where the words list all of them: “Of the other 32,
// 19 had died, 9 lived in a care home and 4 were back in hospital”, “The rest (58) were 31 at remote farms, 18 in the
// flood and 9 elsewhere”. It speaks where one slip mends the sum, and more strictly where the parts are too few.
func (r *reading) restParts(*Card) []Claim {
	var all []Claim
	for k, s := range r.sentences {
		n := r.restHeading(s)
		if n < 0 {
			continue
		}
		list, ok := r.listOfRest(k, n)
		if !ok {
			continue
		}
		of := r.items[n].q
		holds := func() bool { return r.sum(list).Cmp(of.value) == 0 }
		claim := r.claim(Sum, Words, n, list[len(list)-1])
		claim.Read, claim.Computed, claim.Stated = r.added(list), r.sum(list), r.said(n)
		claim.Allowed, claim.Agrees = exactly(of.value), holds()
		over := r.sum(list).Cmp(of.value) > 0
		if claim.Agrees || over && r.tellingSlip(holds, append([]int{n}, list...)) || !over && r.tells(list, n) {
			all = append(all, claim)
		}
	}
	return all
}

// restHeading is the place of the number that a sentence begins with as the rest: “Of the other 32,”, “The rest (57)
// were”; −1 where it does not.
func (r *reading) restHeading(s sentence) int {
	for n := s.from; n < min(s.to, s.from+7); n++ {
		q := r.items[n].q
		if q == nil {
			if m := r.items[n]; m.kind == markItem && m.text != "(" {
				return -1
			}
			continue
		}
		if !q.count() || q.how != asSaid || q.round {
			return -1
		}
		for i := n - 1; i >= max(s.from, n-3); i-- {
			if w := r.wordAt(i); restNames[w] && w != "leaving" && r.wordAt(i-1) == "the" || w == "others" {
				return n
			}
		}
		return -1
	}
	return -1
}

// listOfRest is the list of all parts behind a number: parted by commas and ended by “and”, with what became of each,
// and nothing else counted behind it.
func (r *reading) listOfRest(k, n int) ([]int, bool) {
	s := r.sentences[k]
	if r.hasWord(n, s.to, partialWords) || r.hasWord(n, s.to, overlapWords) || r.partial(s) {
		return nil, false
	}
	var list []int
	for i := n + 1; i < s.to; i++ {
		q := r.items[i].q
		switch {
		case q == nil || q.noise || q.unit == length || q.unit == percent && r.tellsShare(i):
			continue
		case !q.count() && !r.oneOfList(i) || q.how != asSaid || r.wholeAfter(i) > 0 || len(list) >= longestList:
			return nil, false
		}
		if before := r.wordAt(i - 1); len(list) > 0 && before != "and" && r.markAt(i-1) != "," && r.markAt(i-1) != "(" {
			return nil, false
		}
		if w := r.wordAt(i + 1); !r.outcomeAt(i) && !fates[w] {
			return nil, false
		}
		list = append(list, i)
	}
	if len(list) < 3 || r.wordAt(list[len(list)-1]-1) != "and" {
		return nil, false
	}
	return list, true
}

// isPartItself reports whether the whole of some parts is itself told as a part of a larger one in its sentence, whose
// rest a later number may be.
func (r *reading) isPartItself(of int) bool {
	s, ok := r.ofWhich(of)
	return ok && r.sentenceOf(s.of) == r.sentenceOf(of)
}

// fates follow a number of those whose state they tell, as the verbs do.
var fates = set("await", "who", "that", "which", "during", "after", "before", "remain", "live", "need", "want", "left", "lost", "chose", "needed", "came", "because", "could", "cannot", "would")

// overlapWords tell of parts that may be parts of each other.
var overlapWords = set("both", "boys", "girls", "men", "women", "male", "female", "aged", "disability", "disabled", "also", "some", "overlap", "respectively")

// exactApart is how far two numbers are apart, whichever is larger.
func exactApart(a, b Interval) Interval {
	apart := a.plus(b.negated())
	if apart.High.Sign() < 0 {
		return apart.negated()
	}
	if apart.Low.Sign() < 0 {
		apart.Low = new(big.Rat)
	}
	return apart
}
