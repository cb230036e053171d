package claims

import (
	"math/big"
	"slices"

	"chaser/kpi"
)

// sharesOfNamed checks a count with its percentage where the words name the whole and do not count it again: “2,184
// people joined. 1,310 of the joiners were under 16 (60%)”, “546 were escalated, equal to 24.2% of the total”. What
// the whole is called must stand beside the number that counts it.
func (r *reading) sharesOfNamed(c *Card) []Claim {
	var all []Claim
	for _, s := range r.sentences {
		for n := s.from; n < s.to; n++ {
			p, name := r.namedShare(s, n)
			if name < 0 {
				continue
			}
			of := r.wholeCalled(c, p, name)
			if of == nil || of.value.Cmp(r.items[p.part].q.value) < 0 {
				continue
			}
			claim := r.claim(Share, Words, p.first, p.last)
			r.fill(&claim, r.items[p.part].q, of)
			claim.Stated, claim.Allowed, claim.Agrees = r.show(p.rate), wide(r.items[p.rate].q), r.pairAgrees(p, of)
			others := r.wordAt(name-1) != "those" && r.agreesWithAny(c, p) // those investigated are not all
			if claim.Agrees || !others && !r.agreesWithTwo(p, of) {
				all = append(all, claim)
			}
		}
	}
	return all
}

// namedShare reads a percentage with the count that it tells of before it, and the place of the word that names their
// whole behind either; −1 where there is none.
func (r *reading) namedShare(s sentence, rate int) (share, int) {
	q := r.items[rate].q
	if q == nil || q.noise || q.fraction || q.unit != percent || q.delta != 0 || q.base || q.target {
		return share{}, -1
	}
	part, timed := -1, false
	for n := rate - 1; n >= max(s.from, rate-10); n-- {
		it := r.items[n]
		if it.q != nil && it.q.unit == length && !it.q.measure {
			continue // four were inside 13 weeks (57%)
		}
		if it.q != nil && !it.q.noise && it.q.how != above && it.q.how != beneath {
			if it.q.count() && it.q.how == asSaid {
				part = n
			}
			break
		}
		if timed = timed || it.w != nil; it.kind == markItem && it.text != "," && it.text != "(" && (it.text != "." || r.wordAt(n-1) != "e" && r.wordAt(n-1) != "i") || conjunctions[it.text] && n > rate-3 {
			return share{}, -1
		}
	}
	if part < 0 || r.wholeAfter(part) > 0 || timed && (r.wordAt(rate+3) != "total" || !r.isPartOfThese(part)) {
		return share{}, -1
	}
	p := share{part: part, of: -1, rate: rate, first: part, last: rate}
	if r.markAt(rate-1) == "(" {
		if r.markAt(rate+1) != ")" {
			return share{}, -1
		}
		p.last++
		if r.wordAt(s.from) == "of" && r.wordAt(s.from+1) == "those" && part == s.from+4 && r.markAt(part-1) == "," && rate == part+2 {
			return p, s.from + 2 // Of those upheld, 24 (25%) concerned communication
		}
		if r.opensWithName(s, part) {
			return p, s.from + 2 // Of the majors four were inside 13 weeks (57%)
		}
		if r.wordAt(part+1) != "of" {
			return share{}, -1
		}
		return p, r.nameBehind(part + 1)
	}
	before := rate - 1
	if r.markAt(before) == "." {
		before-- // i.e. 58%
	}
	if !equalWords[r.wordAt(before)] && r.markAt(before) != "," || r.wordAt(rate+1) != "of" {
		return share{}, -1
	}
	return p, r.nameBehind(rate + 1)
}

// opensWithName reports whether a sentence opens with the name of a whole and its part: “Of the majors four”.
func (r *reading) opensWithName(s sentence, part int) bool {
	named := r.wordAt(s.from) == "of" && r.wordAt(s.from+1) == "the" && r.wordAt(s.from+2) != ""
	return named && (part == s.from+3 || part == s.from+4 && r.markAt(part-1) == ",")
}

// equalWords lead from a count to the percentage that it is.
var equalWords = set("e", "to", "or", "is", "ie", "represents", "representing", "about", "around", "up", "for", "was", "were", "therefore")

// nameBehind is the place of the one word that names a whole behind “of the”; −1 where more is said of it, or less.
func (r *reading) nameBehind(of int) int {
	n := of + 1
	for r.wordAt(n) == "the" || r.wordAt(n) == "all" || r.wordAt(n) == "our" || r.wordAt(n) == "those" {
		n++
	}
	if w := r.wordAt(n); n == of+1 && w != "total" || w == "" {
		return -1
	}
	if r.wordAt(n) == "total" && stemOf(r.wordAt(n+1)) != "" && !verbs[r.wordAt(n+1)] {
		n++ // of the total complaints
	}
	next := r.wordAt(n + 1)
	if next != "" && !verbs[next] && !conjunctions[next] || r.quantityAt(n+1) != nil || next == "of" || next == "in" || next == "on" {
		return -1 // of the complaints upheld
	}
	return n
}

// wholeCalled is the number, in the sentence of a part before it or the one before, that counts what a word names. The
// total is the card's figure alone. It is nil where the words name none, or two.
func (r *reading) wholeCalled(c *Card, p share, name int) *quantity {
	k := r.sentenceOf(p.part)
	opens := r.opensWithName(r.sentences[k], p.part)
	from := r.sentences[max(0, k-1)].from
	if opens {
		from = r.sentences[max(0, k-3)].from
	}
	total := r.wordAt(name) == "total"
	if of, ok := r.ofWhich(p.part); ok && total && of.part == p.part {
		return r.items[of.of].q // Of the 12,000 reported 2,500 are outstanding, 21% of the total
	}
	var found *quantity
	for n := from; n < p.part; n++ {
		q := r.items[n].q
		if q == nil || !q.count() || q.how != asSaid || q.inWords && !opens {
			continue
		}
		own := c.Unit == kpi.Count && c.isOwn(q)
		if total && !own || !total && !r.calls(n, name) {
			continue
		}
		if found != nil && found.value.Cmp(q.value) != 0 {
			return nil
		}
		found = q
	}
	return found
}

// calls reports whether the words behind a number, up to the next one, say what another word says: “2,184 people
// joined” of the joiners.
func (r *reading) calls(n, name int) bool {
	stem := stemOf(r.wordAt(name))
	if of := r.wholeAfter(n); of > 0 {
		n = of // 96 of the 310 were upheld
	} else if r.partOf(n) >= 0 {
		return false
	}
	for i := n + 1; stem != "" && i < min(len(r.items), n+6); i++ {
		if q := r.items[i].q; q != nil && !q.noise || r.items[i].kind == endItem {
			return false
		}
		if isStem([]string{stem}, r.wordAt(i)) {
			return true
		}
	}
	return false
}

// agreesWithTwo reports whether the whole is what the words count twice, and do not add up themselves: “102 were
// investigated at stage one and 20 at stage two. 59 were upheld, 48% of those investigated”.
func (r *reading) agreesWithTwo(p share, of *quantity) bool {
	k := r.sentenceOf(p.part)
	counts := r.quantities(r.counts(r.sentences[max(0, k-1)].from, p.part))
	for _, o := range counts {
		sum := &quantity{value: new(big.Rat).Add(of.value, o.value), step: whole(1)}
		said := slices.ContainsFunc(counts, func(q *quantity) bool { return q.value.Cmp(sum.value) == 0 })
		if o != of && !said && r.pairAgrees(p, sum) {
			return true
		}
	}
	return false
}

// agreesWithAny reports whether any number beside a count with its percentage may be their whole.
func (r *reading) agreesWithAny(c *Card, p share) bool {
	all, simple := r.candidates(c, []share{p})
	for _, w := range all[:simple] {
		if w != r.items[p.part].q && r.pairAgrees(p, w) {
			return true
		}
	}
	return false
}
