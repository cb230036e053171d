package claims

import "math/big"

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

// isPartItself reports whether the whole of some parts is itself told as a part of a larger one in its sentence, whose
// rest a later number may be.
func (r *reading) isPartItself(of int) bool {
	s, ok := r.ofWhich(of)
	return ok && r.sentenceOf(s.of) == r.sentenceOf(of)
}

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
