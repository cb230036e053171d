package claims

import (
	"math/big"
	"slices"
	"strings"
)

// ownCandidates are the shares that the card's percentage may be, the most certain first.
func (r *reading) ownCandidates(c *Card, all []share, own []int) []share {
	var found []share
	for _, s := range all {
		if s.part >= 0 && s.of >= 0 && contains(own, s.part) && contains(own, s.of) {
			found = append(found, s)
		}
	}
	for _, n := range own {
		if s, ok := r.ofWhich(n); ok {
			found = append(found, s)
		}
	}
	if len(found) > 0 {
		return found
	}
	return r.sideBySide(c, own)
}

// figureBeside reports whether the card's figure is said behind a share in its sentence: “5,460 of 6,000 places were
// filled, taking us to 91%”.
func (r *reading) figureBeside(c *Card, s share) bool {
	if s.loose || s.sum != nil {
		return false
	}
	found := false
	for n := s.last + 1; n < r.sentences[r.sentenceOf(s.last)].to; n++ {
		q := r.items[n].q
		switch {
		case q.sized() && !found:
			return false
		case q == nil || q.noise || q.unit != percent || q.delta != 0 || q.base || q.target:
		case !found && !c.Figure.says(q):
			return false
		case !found:
			found = true
		}
	}
	return found
}

// sideBySide finds a part and a whole that stand in clauses of their own: “Requests received 168, completed within 20
// working days 150”. The part is the one number whose clause says what the title says.
func (r *reading) sideBySide(c *Card, own []int) []share {
	part, best, next := -1, 0, 0
	for _, n := range own {
		switch e := r.evidence(c, n); {
		case e > best:
			part, best, next = n, e, best
		case e > next:
			next = e
		}
	}
	for n := 1; n < len(own) && (best == next && len(own) <= 3 || len(own) == 2); n++ {
		if r.elliptic(own[n-1], own[n]) && !r.takenOut(own[n]) {
			part, best = own[n], next+1 // 86 drivers sat the test and 63 passed
			break
		}
	}
	if part < 0 || best == next || len(own) > 6 {
		return nil
	}
	for _, n := range own {
		near := r.sentenceOf(n) - r.sentenceOf(part)
		if n != part && near >= -1 && near <= 1 && !r.otherMoney(n, part) && r.items[n].q.value.Cmp(r.items[part].q.value) > 0 && !r.takenOut(n) {
			return []share{{part: part, of: n, rate: -1, loose: true, first: min(part, n), last: max(part, n)}}
		}
	}
	return r.ofList(part, own)
}

// otherMoney reports whether one of two numbers is an amount and the other a count.
func (r *reading) otherMoney(n, m int) bool {
	return (r.items[n].q.unit == money) != (r.items[m].q.unit == money)
}

// ofList takes the numbers of one sentence for the whole: “12 green, 5 amber and 3 red”.
func (r *reading) ofList(part int, own []int) []share {
	var list []int
	for _, n := range own {
		if r.sentenceOf(n) == r.sentenceOf(part) {
			list = append(list, n)
		}
	}
	s := r.sentences[r.sentenceOf(part)]
	if len(list) < 2 || len(list) != len(own) || !r.hasWord(s.from, s.to, closers) && !r.hasWord(s.from, s.to, gradeWords) && (len(list) != 2 || !r.hasLate(s.from, s.to)) {
		return nil
	}
	if slices.ContainsFunc(list, r.takenOut) {
		return nil
	}
	for _, n := range list { // 17 indicators, 13 on target and four not
		if rest := new(big.Rat).Sub(r.sum(list), r.items[n].q.value); len(list) > 2 && r.items[n].q.value.Cmp(rest) >= 0 && n != list[len(list)-1] && n == list[0] {
			return nil
		}
	}
	sum := &quantity{value: r.sum(list), step: whole(1)}
	return []share{{part: part, of: part, rate: -1, loose: true, first: list[0], last: list[len(list)-1], sum: sum}}
}

// elliptic reports whether a smaller number follows a larger one in its sentence and stands for the same things.
func (r *reading) elliptic(of, part int) bool {
	next := r.wordAt(part + 1)
	return r.sentenceOf(of) == r.sentenceOf(part) && r.items[part].q.value.Cmp(r.items[of].q.value) < 0 &&
		(verbs[next] || strings.HasSuffix(next, "ed"))
}
