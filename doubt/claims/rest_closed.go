package claims

// closedRests checks a sentence that gives a whole, what became of some and the rest by that name, and counts nothing
// else: “Of the 57, 22 were upheld and the remaining 26 were not”, “Following review of all 80, 31 were kept, 20 sold
// and the other 19 let”. The words leave no room for more, so that it speaks whatever the numbers differ by.
func (r *reading) closedRests(*Card) []Claim {
	var all []Claim
	for k, s := range r.sentences {
		whole, list := r.closedRest(k, s)
		if whole < 0 {
			continue
		}
		of := r.items[whole].q
		claim := r.claim(Sum, Words, min(whole, list[0]), list[len(list)-1])
		claim.Read, claim.Computed, claim.Stated = r.added(list), r.sum(list), r.said(whole)
		claim.Allowed = exactly(of.value)
		claim.Agrees = claim.Computed.Cmp(of.value) == 0
		all = append(all, claim)
	}
	return all
}

// closedRest is the whole of a sentence and its parts, the last of which is called the rest; −1 where it is not sure
// that they are all.
func (r *reading) closedRest(k int, s sentence) (int, []int) {
	var list []int
	for n := s.from; n < s.to; n++ {
		q := r.items[n].q
		if q == nil || q.noise && (len(list) == 0 || !r.oneOfList(n)) || q.unit == length || q.unit == percent && r.tellsShare(n) {
			continue
		}
		if q.unit != plain || q.delta != 0 || q.base || q.target || q.fraction || q.how != asSaid || q.round || r.items[n].depth > 0 {
			return -1, nil
		}
		list = append(list, n)
	}
	if len(list) < 3 || len(list) > mostParts+1 || r.hasWord(s.from, s.to, partialWords) || r.hasWord(s.from, s.to, leavingRoom) {
		return -1, nil
	}
	last := list[len(list)-1]
	if w := r.wordAt(last - 1); w != "remaining" && w != "other" || r.wordAt(last-2) != "the" || r.wordAt(last-3) == "of" {
		return -1, nil
	}
	whole := list[0]
	tied := r.wholeAfter(whole) == list[1] // 22 of the 57 were upheld
	if tied {
		whole, list = list[1], append([]int{list[0]}, list[2:]...)
	} else if list = list[1:]; !r.allNamed(s, whole) {
		return -1, nil
	}
	for i, n := range list {
		if r.wholeAfter(n) > 0 && (i > 0 || !tied) || r.wordAt(n+1) == "of" && i > 0 || r.items[n].q.value.Cmp(r.items[whole].q.value) >= 0 {
			return -1, nil
		}
	}
	if !r.parted(list) || r.cameAndWent(list) || k > 0 && (r.outBefore(k) || r.countsBeforeToo(k, r.items[last].q)) {
		return -1, nil
	}
	return whole, list
}

// allNamed reports whether a number is named as a whole: “of the 57”, “all 57”.
func (r *reading) allNamed(s sentence, n int) bool {
	before := r.wordAt(n - 1)
	return before == "all" || before == "of" || before == "the" && r.wordAt(n-2) == "of" || before == "these" && n == s.from+2 && r.wordAt(s.from) == "of"
}

// outBefore reports whether the sentence before takes things out of a total.
func (r *reading) outBefore(k int) bool {
	before := r.sentences[k-1]
	return r.hasWord(before.from, before.to, leftOutWords)
}

// countsBeforeToo reports whether the sentence before gives a number too, so that it may be of what that tells.
func (r *reading) countsBeforeToo(k int, q *quantity) bool {
	before := r.sentences[k-1]
	for _, n := range r.counts(before.from, before.to) {
		if r.items[n].q.value.Cmp(q.value) == 0 {
			return true
		}
	}
	return false
}

// leavingRoom are words by which parts are parted once more, or are no parts of the whole.
var leavingRoom = set("which", "whom", "including", "excluding", "except", "than", "each", "plus", "both", "respectively", "average", "per", "if")

// leftOutWords take out of a total those whom they tell of.
var leftOutWords = set("withdrew", "moved", "died", "left", "out", "counted", "excluded", "ineligible", "declined", "discounting", "transferred")
