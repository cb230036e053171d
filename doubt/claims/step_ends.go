package claims

import "math/big"

// stepsOfLength checks a change of a length of time that gives its step and both of its ends, of which one may leave
// the unit out: “came down by 7 days, from 52 days to 45”. It speaks where one slip mends it.
func (r *reading) stepsOfLength(*Card) []Claim {
	var all []Claim
	for k := range r.sentences {
		for _, m := range r.moves[k] {
			if len(m.by) != 1 || m.from < 0 || m.to < 0 || m.sign == 0 || r.items[m.by[0]].depth != r.items[m.to].depth {
				continue
			}
			a, b, by := r.items[m.from].q, r.items[m.to].q, r.items[m.by[0]].q
			if r.hasWord(min(m.by[0], m.from), max(m.by[0], m.from), conjunctions) || by.unit == percent || by.unit == points || !r.oneLength(m, a, b, by) {
				continue
			}
			holds := func() bool { return exactApart(a.interval(), b.interval()).Meets(wide(by)) }
			claim := r.claim(Change, Words, min(m.first, m.from), max(m.last, m.to))
			claim.Read = r.show(m.from) + " to " + r.show(m.to)
			claim.Computed, claim.Stated = new(big.Rat).Sub(b.value, a.value), r.show(m.by[0])
			claim.Allowed, claim.Agrees = wide(by), holds()
			if claim.Agrees || slipOf(holds, nil, a, b, by) {
				all = append(all, claim)
			}
		}
	}
	return all
}

// oneLength reports whether the numbers of a change are of one measure, which one of them says at least, and that none
// of the card's.
func (r *reading) oneLength(m *move, qs ...*quantity) bool {
	of := ""
	for _, q := range qs {
		switch {
		case q.how != asSaid || q.fraction || q.composite || q.target || q.noise || q.counted && q.unit != length:
			return false
		case q.unit == length:
			if of != "" && of != q.of {
				return false
			}
			of = q.of
		case q.unit != plain:
			return false
		}
	}
	if of == "" {
		return false
	}
	for _, n := range []int{m.by[0], m.from, m.to} { // from 52 days to 45 homes
		if w := r.wordAt(n + 1); r.items[n].q.unit == plain && w != "" && !conjunctions[w] && !byWords[w] && w != "in" && w != "at" && w != "by" && w != "since" && w != "on" && w != "over" && w != "this" {
			return false
		}
	}
	return true
}
