package claims

import "math/big"

// ratesOfBase checks a change in per cent against the number that it starts from, where the words give that behind it
// without “from”: “81,204 meals; a six per cent decrease (86,386)”, “4,180 visits, an increase of 12% from 2021/22,
// when there were 3,730”, “and a rise of 2 per cent from the 2014-15 figure of 4,100”. The number in brackets may be
// the step as well.
func (r *reading) ratesOfBase(*Card) []Claim {
	var all []Claim
	for k, s := range r.sentences {
		for n := s.from; n < s.to; n++ {
			first, last, ok := r.rateSaid(s, n)
			if !ok {
				continue
			}
			base, step := r.baseBehindRate(s, last+1)
			if base < 0 {
				continue
			}
			to := r.levelOfRate(k, first, base)
			if to < 0 || !r.sizesAlike(to, base, step) || !step && !r.countTheSame(to, base) || r.firstOfUnit(to) != to {
				continue
			}
			if claim := r.rateOfBaseClaim(n, to, base, step); claim.Agrees || !r.othersFitRate(s, n, to, base, step) {
				all = append(all, claim)
			}
		}
	}
	return all
}

// rateSaid are the first and the last item of a change in per cent at a number: “a six per cent decrease”, “down 3.1
// per cent”, “an increase of 12%”.
func (r *reading) rateSaid(s sentence, n int) (first, last int, ok bool) {
	q := r.items[n].q
	if q == nil || q.noise || q.fraction || q.unit != percent || q.how != asSaid || q.target {
		return 0, 0, false
	}
	if w := r.wordAt(n + 1); changeWords[w].noun && !comparatives[w] && w != "up" && w != "down" && n+1 < s.to {
		return n, n + 1, true
	}
	for i := n - 1; i >= max(s.from, n-3); i-- {
		w := r.wordAt(i)
		if changeWords[w].sign != 0 && !comparatives[w] && !phrasal[r.wordAt(i-1)] {
			return i, n, true
		}
		if !smallLinks[w] {
			break
		}
	}
	return 0, 0, false
}

// baseBehindRate is the number that a change starts from and that the words give at an item, right behind it; −1 where
// there is none. step says that it may be how far the number moved as well, since it stands alone in brackets.
func (r *reading) baseBehindRate(s sentence, n int) (base int, step bool) {
	if r.markAt(n) == "(" {
		if r.quantityAt(n+1) == nil || r.markAt(n+2) != ")" {
			return -1, false
		}
		return n + 1, true
	}
	if w := r.wordAt(n); w != "from" && !againstWords[w] {
		return -1, false
	}
	timed := false
	for i := n + 1; i < min(s.to, n+14); i++ {
		it := r.items[i]
		switch {
		case it.w != nil:
			timed = true
		case it.q != nil:
			before := r.wordAt(i - 1)
			if timed && before == "of" && r.wordAt(i-2) == "figure" || timed && r.leadsToBase(i) {
				return i, false
			}
			return -1, false
		case it.kind == markItem && it.text != ",":
			return -1, false
		}
	}
	return -1, false
}

// leadsToBase reports whether “where” or “when” leads to a number: “2021/22, where 3,730”, “Q1, when there were 84”.
func (r *reading) leadsToBase(n int) bool {
	for i := n - 1; i >= max(0, n-5); i-- {
		switch w := r.wordAt(i); {
		case w == "where" || w == "when":
			return true
		case w != "there" && w != "were" && w != "was" && w != "we" && w != "had" && w != "it" && w != "stood" && w != "at" && w != "the" && w != "figure":
			return false
		}
	}
	return false
}

// levelOfRate is the number that a change in per cent leads to: the nearest one before it that is neither a step nor
// what one starts from, or that of the sentence before, which this one takes up; −1 where it is not certain.
func (r *reading) levelOfRate(k, first, base int) int {
	s, of := r.sentences[k], r.items[base].q
	for n := first - 1; n >= max(s.from, first-24); n-- {
		q := r.items[n].q
		if q == nil || q.noise {
			if conjunctions[r.wordAt(n)] && !r.anotherStep(n) || r.hasWord(n, n+1, withWords) {
				return -1
			}
			continue
		}
		if q.delta != 0 || q.base {
			continue
		}
		return r.levelLike(n, of)
	}
	if w := r.wordAt(s.from); k == 0 || !r.thisIs(s) && w != "a" && w != "an" || first > s.from+4 {
		return -1
	}
	before := r.levelsOf(r.sentences[k-1])
	if len(before) != 1 {
		return -1
	}
	return r.levelLike(before[0], of)
}

// withWords lead to something else beside what was told.
var withWords = set("including", "whereas", "whilst", "while", "excluding")

// anotherStep reports whether “and” at an item leads to one more change of the same thing: “and an increase of”.
func (r *reading) anotherStep(n int) bool {
	w := r.wordAt(n + 1)
	if w == "a" || w == "an" {
		w = r.wordAt(n + 2)
	}
	return r.wordAt(n) == "and" && changeWords[w].sign != 0
}

// countTheSame reports whether what a change starts from counts nothing else than what it leads to.
func (r *reading) countTheSame(to, base int) bool {
	w := r.wordAt(base + 1)
	return w == "" || w == r.wordAt(to+1) || verbs[w]
}

// firstOfUnit is the first number of a sentence that a change may lead to, of the unit of another.
func (r *reading) firstOfUnit(to int) int {
	for n := r.sentences[r.sentenceOf(to)].from; n < to; n++ {
		if r.levelLike(n, r.items[to].q) >= 0 {
			return n
		}
	}
	return to
}

// sizesAlike reports whether two numbers are of one size, or the second may be a step to the first.
func (r *reading) sizesAlike(to, base int, step bool) bool {
	a, b := r.items[to].q, r.items[base].q
	if a == b || b.how != asSaid || b.fraction || b.target || b.sign != 0 || b.value.Sign() <= 0 || len(b.digits) < 2 {
		return false
	}
	return step || ofOneSize(a.value, b.value)
}

// rateOfBaseClaim holds a change in per cent against its two ends.
func (r *reading) rateOfBaseClaim(n, to, base int, step bool) Claim {
	rate, a, b := r.items[n].q, r.endAt(to), r.endAt(base)
	claim := r.claim(Change, Words, min(n, base), max(n, base))
	claim.Read = b.text + " to " + a.text
	claim.Computed, claim.Stated, claim.Allowed, claim.PerCent = percentExactly(b.value, a.value), r.show(n), wide(rate), true
	tells := func(apart, of Interval) bool {
		in := apart.over(of).times(hundred)
		return in.Meets(wide(rate)) || in.negated().Meets(wide(rate))
	}
	apart := a.rounded().plus(b.rounded().negated())
	claim.Agrees = tells(apart, b.rounded()) || tells(apart, a.rounded())
	if step && !claim.Agrees {
		for _, sign := range []int64{-1, 1} {
			from := new(big.Rat).Sub(a.value, new(big.Rat).Mul(b.value, whole(sign)))
			claim.Agrees = claim.Agrees || from.Sign() > 0 && tells(b.in, exactly(from))
		}
	}
	return claim
}

// othersFitRate reports whether a change in per cent is right of another number of its sentence in the place of the one
// that it was taken to lead to.
func (r *reading) othersFitRate(s sentence, n, to, base int, step bool) bool {
	for _, i := range r.levelsOf(s) {
		if i != to && i != base && i != n && r.items[i].q.unit == r.items[to].q.unit && r.items[i].q.value.Sign() > 0 && r.rateOfBaseClaim(n, i, base, step).Agrees {
			return true
		}
	}
	return false
}
