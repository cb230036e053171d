package claims

import (
	"math/big"

	"chaser/kpi"
)

// levelSlipped speaks of a number that changed if only the card's figure fits the change, and one slip makes it that.
func (r *reading) levelSlipped(c *Card, m *move, tos []end) (Claim, bool) {
	if len(tos) != 2 || tos[0].q == nil || m.from < 0 || c.Figure.says(tos[0].q) || tos[0].q.how != asSaid || !slipsTo(tos[0].q, c.Figure) {
		return Claim{}, false
	}
	from := []end{r.endAt(m.from)}
	said, ok := r.byClaim(Claim{}, m, from, tos[:1])
	own, also := r.byClaim(Claim{}, m, from, tos[1:])
	if !ok || !also || said.Agrees || !own.Agrees {
		return Claim{}, false
	}
	q := tos[0].q
	claim := r.claim(Restated, Own, m.level, m.level)
	claim.Period, claim.Stated = c.Figure.Period, r.show(m.level)
	claim.Computed, claim.Allowed, claim.PerCent = q.value, wide(q), q.unit == percent
	return claim, true
}

// endSlipped speaks of a number that rose or fell since a time of which the card knows the figure, where the card's own
// figure fits that change, the number does not, and one slip makes it the figure: “1,310 orders, down 6% on Q1” under
// 1,130.
func (r *reading) endSlipped(c *Card, m *move) (Claim, bool) {
	n := m.to
	if n < 0 && m.level >= 0 && r.closeLevel(m) {
		n = m.level
	}
	known, subject := c.knownAt(c.slotOf(m.base))
	if n < 0 || m.from >= 0 || m.base == nil || known.Value == nil || subject == Own || known.Value.Sign() <= 0 {
		return Claim{}, false
	}
	q := r.items[n].q
	if !c.suits(q) || c.Figure.says(q) || q.how != asSaid || q.fraction || len(q.digits) < 2 || !q.scaled && len(q.digits) != len(digitsOf(c.Figure)) || !slipsTo(q, c.Figure) {
		return Claim{}, false
	}
	r.asPoints(c, m)
	from := []end{c.end(known)}
	own, ok := r.byClaim(Claim{}, m, from, []end{c.end(c.Figure)})
	said, also := r.byClaim(Claim{}, m, from, []end{r.endAt(n)})
	if !ok || !also || !own.Agrees || said.Agrees {
		return Claim{}, false
	}
	claim := r.claim(Restated, Own, n, n)
	claim.Period, claim.Stated = c.Figure.Period, r.show(n)
	claim.Computed, claim.Allowed, claim.PerCent = q.value, wide(q), q.unit == percent
	return claim, true
}

// lessTakenOut is the card's count without those that the sentence before takes out of it: “91 complaints, of which 15
// were not investigated”.
func (r *reading) lessTakenOut(c *Card, s sentence) (end, bool) {
	k := r.sentenceOf(s.from)
	if k == 0 || c.Unit != kpi.Count {
		return end{}, false
	}
	before := r.sentences[k-1]
	counts := r.counts(before.from, before.to)
	if len(counts) != 2 || !c.Figure.says(r.items[counts[0]].q) || !r.takenOut(counts[1]) {
		return end{}, false
	}
	less := new(big.Rat).Sub(c.Figure.Value, r.items[counts[1]].q.value)
	return end{less, exactly(less), plain, "", nil}, less.Sign() > 0
}

// partOf is the place of the part before a whole; −1 where the number is none.
func (r *reading) partOf(of int) int {
	for n := of - 1; n >= max(0, of-8); n-- {
		if q := r.items[n].q; q != nil && !q.noise {
			if q.sized() && r.wholeAfter(n) == of {
				return n
			}
			return -1
		}
	}
	return -1
}

// sameSubject reports whether a change is told of what an earlier one of its sentence leads with: “the register is down
// 82 on last quarter following a review, but is up 326 on March 2023”.
func (r *reading) sameSubject(c *Card, s sentence, m *move) bool {
	n := m.first - 1
	if n <= s.from {
		return false
	}
	for n > s.from && r.items[n].kind == wordItem && leadWords[r.items[n].text] && !conjunctions[r.items[n].text] {
		n--
	}
	if !conjunctions[r.items[n].text] || !r.onlyCard(c, s) {
		return false
	}
	for _, o := range r.moves[r.sentenceOf(s.from)] {
		if o.last < n && (o.base != nil || o.from >= 0) && (r.leads(c, s, o) || r.saidOfOwn(c, s, o.first)) && !r.ofOther(c, s, o) {
			return true
		}
	}
	return false
}

// fromTarget reports whether a step that names no time may be measured from a target that the sentence gives before it:
// “14.2 days (target 20), better by 5.8 days”.
func (r *reading) fromTarget(c *Card, s sentence, m *move) bool {
	for n := s.from; n < m.last; n++ {
		if q := r.items[n].q; q != nil && q.target && c.suits(q) {
			return true
		}
	}
	return false
}

// sinceTarget checks a step that is measured from the card's target. It speaks where one slip explains what does not
// fit.
func (r *reading) sinceTarget(c *Card, m *move, tos []end) (Claim, bool) {
	if c.Target.Value == nil || c.Target.Value.Sign() <= 0 {
		return Claim{}, false
	}
	froms := []end{c.end(c.Target)}
	claim, ok := r.byClaim(r.claim(Change, Own, m.first, m.last), m, froms, tos)
	if !ok || claim.Agrees {
		return claim, ok
	}
	return claim, slipOf(func() bool {
		done, ok := r.byClaim(claim, m, froms, tos)
		return ok && done.Agrees
	}, nil, r.quantities(m.by)...)
}

// asPoints takes “four below Q1” for percentage points, where the card's figures are percentages.
func (r *reading) asPoints(c *Card, m *move) {
	q := r.items[m.by[0]].q
	word := r.wordAt(m.at)
	beside := word == "up" || word == "down" || word == "above" || word == "below" || word == "better" || word == "worse" || word == "behind" ||
		word == "higher" || word == "lower" || q.sign != 0
	if c.Unit == kpi.Percent && q.unit == plain && beside && (m.base != nil || m.from >= 0) && q.value.Cmp(hundred) < 0 {
		q.unit = points
	}
}
