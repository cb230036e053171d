package claims

import "math/big"

// gapNames come before what two numbers are apart, and goneWords behind it.
var (
	gapNames  = set("difference", "gap", "discrepancy")
	goneWords = set("missing", "unaccounted", "lost")
)

// differences checks what two numbers of a sentence are said to be apart: “£61.4k should be there but only £52.9k is,
// so £8,500 is missing”. The sentence has no other number of their unit.
func (r *reading) differences(*Card) []Claim {
	all := r.rateDifferences()
	for _, s := range r.sentences {
		apart, ends := r.apartAndEnds(s)
		if apart < 0 || len(ends) != 2 {
			continue
		}
		a, b, by := r.items[ends[0]].q, r.items[ends[1]].q, r.items[apart].q
		if a.value.Cmp(b.value) < 0 {
			a, b, ends[0], ends[1] = b, a, ends[1], ends[0]
		}
		if by.value.Cmp(a.value) >= 0 {
			continue
		}
		in := a.interval().plus(b.interval().negated())
		claim := r.claim(Sum, Words, min(ends[0], ends[1], apart), max(ends[0], ends[1], apart))
		claim.Read, claim.Computed = r.said(ends[0])+" − "+r.said(ends[1]), new(big.Rat).Sub(a.value, b.value)
		claim.Stated, claim.Allowed, claim.Pounds = r.show(apart), wide(by), by.unit == money
		claim.Agrees = in.Meets(wide(by))
		all = append(all, claim)
	}
	return all
}

// apartAndEnds are the number of a sentence that is called a difference, and the others of its unit; −1 and none where
// the words do not put those beside each other, or tell of any otherwise.
func (r *reading) apartAndEnds(s sentence) (apart int, ends []int) {
	apart = -1
	for n := s.from; n < s.to; n++ {
		q := r.items[n].q
		if q == nil || q.noise || q.unit != money && q.unit != plain {
			continue
		}
		if q.how != asSaid || q.fraction || q.target || q.delta != 0 || q.value.Sign() <= 0 {
			return -1, nil
		}
		if r.isGap(s, n) {
			if apart >= 0 {
				return -1, nil
			}
			apart = n
			continue
		}
		ends = append(ends, n)
	}
	if apart < 0 || len(ends) != 2 || r.items[ends[0]].q.unit != r.items[ends[1]].q.unit || r.items[apart].q.unit != r.items[ends[0]].q.unit || !r.besideEach(s, ends, apart) {
		return -1, nil
	}
	return apart, ends
}

// isGap reports whether a number is called a difference, or what is missing.
func (r *reading) isGap(s sentence, n int) bool {
	for i := n + 1; i < min(s.to, n+4) && r.items[i].kind == wordItem; i++ {
		if goneWords[r.items[i].text] {
			return r.items[min(i+1, s.to-1)].kind != wordItem || i+1 >= s.to || r.wordAt(i+1) == "for"
		}
		if w := r.items[i].text; w != "has" && w != "have" && w != "gone" && w != "is" && w != "are" && w != "were" && w != "was" && w != "been" {
			return false
		}
	}
	w := r.wordAt(n - 1)
	return (w == "of" || w == "is" || w == "was") && (gapNames[r.wordAt(n-2)] || r.betweenTwo(s, n))
}

// betweenTwo reports whether a sentence up to a number is “the difference between A and B is”.
func (r *reading) betweenTwo(s sentence, n int) bool {
	for i := s.from; i+1 < n; i++ {
		if gapNames[r.wordAt(i)] && r.wordAt(i+1) == "between" && len(r.counts(i, n))+len(r.amounts(i, n)) == 2 {
			return true
		}
	}
	return false
}

// amounts are the places of the amounts of money between two items.
func (r *reading) amounts(from, to int) []int {
	var all []int
	for n := from; n < to; n++ {
		if q := r.items[n].q; q != nil && !q.noise && q.unit == money {
			all = append(all, n)
		}
	}
	return all
}

// besideEach reports whether the words put two numbers beside each other, before what they are apart: “A but only B”,
// “A compared with B”, “between A and B”.
func (r *reading) besideEach(s sentence, ends []int, apart int) bool {
	if ends[1] > apart {
		return false
	}
	follows := gapNames[r.wordAt(apart-2)] || resultWords[r.wordAt(apart-1)] || r.wordAt(apart-1) == "then"
	for i := ends[0] + 1; i < ends[1]; i++ {
		w := r.wordAt(i)
		if comparesWords[w] && follows || w == "only" && (r.wordAt(i-1) == "but" || r.wordAt(i-1) == "and") || w == "and" && r.hasWord(s.from, ends[0], set("between")) {
			return true
		}
	}
	return false
}
