package claims

import "math/big"

// What stands beside a sum that is not right may say why.

// moreDecided reports whether parts come to more than a whole that only came in, and that the words do not tie them to:
// more may be decided than was lodged.
func (r *reading) moreDecided(c *Card, p parts, sum, whole *big.Rat) bool {
	if sum.Cmp(whole) <= 0 {
		return false
	}
	k := r.sentenceOf(p.list[0])
	if p.whole < 0 {
		return k > 0 && c.titleHas(lodgedWords) && !r.takesUp(r.sentences[k])
	}
	if p.told && (r.sentenceOf(p.whole) == k || r.takesUp(r.sentences[k])) {
		return false
	}
	from, to := r.segment(p.whole)
	return r.hasWord(from, to, lodgedWords) && !r.hasWord(from, to, answeredWords)
}

// takesUp reports whether a sentence speaks of what the one before counts: “of these”.
func (r *reading) takesUp(s sentence) bool {
	for n := s.from; n+1 < s.to; n++ {
		if r.wordAt(n) == "of" && anaphors[r.wordAt(n+1)] {
			return true
		}
	}
	return false
}

// lodgedWords say that something came in.
var lodgedWords = set("lodged", "received", "submitted", "made", "registered", "raised", "came", "new")

// madeUpBehind reports whether a number behind the parts of a sentence, or “one”, makes up what they lack, “12 allowed
// and 17 dismissed, with one split decision”, or was counted twice.
func (r *reading) madeUpBehind(s sentence, last int, sum *big.Rat, whole Interval) bool {
	twice := r.hasWord(s.from, s.to, doubly)
	for n := last + 1; n < s.to; n++ {
		q := r.items[n].q
		if q == nil || q.unit != plain || q.fraction || q.delta != 0 || q.noise && !q.inWords {
			continue
		}
		if whole.Holds(new(big.Rat).Add(sum, q.value)) || twice && whole.Holds(new(big.Rat).Sub(sum, q.value)) {
			return true
		}
	}
	return false
}

// doubly say that something is counted in two parts.
var doubly = set("both", "twice", "double")

// decidedWords make a title count what became of things, and not what came in.
var decidedWords = set("sent", "responded", "answered", "closed", "completed", "issued", "decided", "determined", "processed", "resolved", "granted",
	"allowed", "dismissed", "upheld", "investigated", "assessed")

// someOfAnother reports whether the others make the whole without a number that is told to be some of the one before
// it: “107 blue, of which small 30, and 61 green”.
func (r *reading) someOfAnother(p parts, sum, whole *big.Rat) bool {
	for i := 1; i < len(p.list); i++ {
		n := p.list[i]
		if r.hasWord(p.list[i-1], n, ofWhichWord) && new(big.Rat).Sub(sum, r.items[n].q.value).Cmp(whole) == 0 {
			return true
		}
	}
	return false
}

var ofWhichWord = set("which", "whom", "including")
