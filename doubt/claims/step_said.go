package claims

import "math/big"

// basesOfBefore checks a step that “this is” tells of the number that the sentence before leads with, from one that it
// gives: “We recorded 271 admissions. This is 15 more than the 256 of the previous quarter”.
func (r *reading) basesOfBefore(*Card) []Claim {
	var all []Claim
	for k := 1; k < len(r.sentences); k++ {
		s := r.sentences[k]
		if w := r.wordAt(s.from); w != "this" && w != "that" && w != "it" || r.wordAt(s.from+1) != "is" && r.wordAt(s.from+1) != "was" {
			continue
		}
		by, word := s.from+2, s.from+3
		q := r.quantityAt(by)
		sign := changeWords[r.wordAt(word)].sign
		if q == nil || q.unit != plain || q.how != asSaid || !comparatives[r.wordAt(word)] || sign == 0 || r.wordAt(word+1) != "than" || r.wordAt(word+2) != "the" {
			continue
		}
		level, base := r.firstLevel(r.sentences[k-1]), word+3
		from := r.quantityAt(base)
		if from == nil || level < 0 || from.unit != plain || from.noise || from.how != asSaid || from.target {
			continue
		}
		to := r.items[level].q
		if to.unit != plain || to.how != asSaid || to.round && from.round {
			continue
		}
		reckon := func() *big.Rat {
			apart := new(big.Rat).Sub(to.value, from.value)
			return apart.Mul(apart, whole(int64(sign)))
		}
		holds := func() bool { return reckon().Cmp(q.value) == 0 }
		claim := r.claim(Change, Words, by, base)
		claim.Read = r.show(base) + " to " + r.show(level)
		claim.Computed = new(big.Rat).Sub(to.value, from.value)
		claim.Stated, claim.Allowed, claim.Agrees = r.show(by), exactly(q.value), holds()
		if claim.Agrees || slipOf(holds, nil, to, from, q) {
			all = append(all, claim)
		}
	}
	return all
}

// stepsTwice checks a step in numbers and in per cent, of which the second names no time of its own, under the card's
// figure: “15,881 more visits than in the same quarter of last year, a rise of 7%”.
func (r *reading) stepsTwice(c *Card) []Claim {
	if c.Figure.Value == nil {
		return nil
	}
	var all []Claim
	for k, s := range r.sentences {
		for i := 1; i < len(r.moves[k]); i++ {
			a, b := r.moves[k][i-1], r.moves[k][i]
			if len(a.by) != 1 || len(b.by) != 1 || a.sign != b.sign || a.base == nil || b.base != a.base || a.from >= 0 || b.from >= 0 || a.level >= 0 || b.to >= 0 {
				continue
			}
			if r.items[a.by[0]].q.unit == percent || r.items[b.by[0]].q.unit != percent || !isStem(c.titleStems(), r.wordAt(a.at+1)) {
				continue
			}
			both := *a
			both.by, both.last = []int{a.by[0], b.by[0]}, b.last
			if claim, ok := r.stepTo(c, s, &both, c.Figure.Value); ok {
				all = append(all, claim)
			}
		}
	}
	return all
}
