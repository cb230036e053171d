package claims

import "math/big"

// rateDifferences checks what two percentages are said to be apart: “72% of girls read well, compared with 65% of boys,
// a gap of 7 percentage points”, or, in the next sentence, “this narrows the gap from 9 points to 7”. The words give no
// other percentage, and one slip mends it.
func (r *reading) rateDifferences() []Claim {
	var all []Claim
	for k, s := range r.sentences {
		apart, a, b := r.rateGap(k, s)
		if apart < 0 || a < 0 {
			continue
		}
		p, q, by := r.items[a].q, r.items[b].q, r.items[apart].q
		if p.value.Cmp(q.value) < 0 {
			a, b, p, q = b, a, q, p
		}
		holds := func() bool { return exactApart(p.interval(), q.interval()).Meets(by.interval()) }
		claim := r.claim(Sum, Words, min(a, b, apart), max(a, b, apart))
		claim.Read, claim.Computed = r.said(a)+" − "+r.said(b), new(big.Rat).Sub(p.value, q.value)
		claim.Stated, claim.Allowed, claim.Points, claim.Agrees = r.show(apart), by.interval(), true, holds()
		if claim.Agrees || slipOf(holds, nil, p, q, by) {
			all = append(all, claim)
		}
	}
	return all
}

// rateGap are the number of a sentence that is called a gap, and the two percentages before it; −1 where it has none.
func (r *reading) rateGap(k int, s sentence) (apart, a, b int) {
	for n := s.from + 2; n < s.to; n++ {
		by := r.quantityAt(n)
		if by == nil || by.noise || by.how != asSaid || by.fraction || by.unit != points && by.unit != percent && by.unit != plain {
			continue
		}
		w := r.wordAt(n - 1)
		if w == "of" && gapNames[r.wordAt(n-2)] && r.wordAt(n-3) == "a" && by.unit != plain {
			if !r.endsApart(s, n+1) && r.wordAt(n+1) != "between" {
				return -1, -1, -1 // a gap of 9 points to the neighbours
			}
			a, b = r.twoRates(s.from, n)
			return n, a, b
		}
		if w == "to" && k > 0 && r.gapFrom(s, n) {
			a, b = r.twoRates(r.sentences[k-1].from, r.sentences[k-1].to)
			return n, a, b
		}
	}
	return -1, -1, -1
}

// gapFrom reports whether a sentence says from how many points, that it gives as such, a gap came to a number: “this
// narrows the gap from 9 percentage points last year to 7”.
func (r *reading) gapFrom(s sentence, to int) bool {
	if w := r.wordAt(s.from); w != "this" && w != "that" && w != "it" && w != "which" {
		return false
	}
	from := to - 2
	for from > s.from && r.items[from].q == nil {
		from--
	}
	q := r.items[from].q
	return q != nil && q.unit == points && r.wordAt(from-1) == "from" && r.hasWord(max(s.from, from-6), from, gapNames)
}

// twoRates are the only percentages between two items, of which the words put one beside the other.
func (r *reading) twoRates(first, last int) (int, int) {
	a, b := -1, -1
	for n := first; n < last; n++ {
		switch q := r.items[n].q; {
		case r.items[n].w != nil && r.items[n].w.rel != current, r.wordAt(n) == "target", r.wordAt(n) == "from":
			return -1, -1 // of two times
		case q == nil || q.noise || q.unit != percent && q.unit != points:
		case b >= 0 || q.how != asSaid || q.fraction || q.target || q.delta != 0 || q.unit == points:
			return -1, -1
		case a >= 0:
			b = n
		default:
			a = n
		}
	}
	if b < 0 || !r.hasWord(a, b, comparesWords) && !r.hasWord(a, b, besideGroups) {
		return -1, -1
	}
	return a, b
}

// besideGroups put one group beside another.
var besideGroups = set("and", "while", "whilst", "whereas", "but", "than")

// endsApart reports whether a step ends its clause.
func (r *reading) endsApart(s sentence, n int) bool {
	return n >= s.to || r.items[n].kind == markItem || conjunctions[r.wordAt(n)]
}
