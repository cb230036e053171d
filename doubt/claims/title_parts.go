package claims

import (
	"math/big"
	"slices"

	"chaser/kpi"
)

// titleParts checks the card's percentage against the only two counts of a commentary, where one clause says all that
// the title says and the other what it is of, or the two say all of it between them: “Deaths with an inquest” of “7,310
// inquests were opened; 21,400 deaths were reported”. One slip must explain what does not fit.
func (r *reading) titleParts(c *Card) []Claim {
	if c.Unit != kpi.Percent || c.Figure.Value == nil || c.Figure.Value.Sign() <= 0 || c.Figure.Value.Cmp(hundred) > 0 || len(c.titleStems()) < 2 || r.saysOtherRate(c) {
		return nil
	}
	own := r.ownCounts(c)
	if len(own) != 2 || !r.toldPlainly(c, own) {
		return nil
	}
	at, of := r.saidOfTitle(c, own[0]), r.saidOfTitle(c, own[1])
	i, j := own[0], own[1]
	if r.items[i].q.value.Cmp(r.items[j].q.value) > 0 {
		i, j, at, of = j, i, of, at
	}
	if turned := partsOfTitle(c, of, at); partsOfTitle(c, at, of) == turned {
		return nil // it is not said which is the part
	} else if turned {
		i, j, at = j, i, of
	}
	part, all := r.items[i].q, r.items[j].q
	in, ok := ratio(part, all)
	both := r.sum([]int{i, j})
	if !ok || r.isRest(c, part, all) || both.Sign() > 0 && c.figureAllows().Holds(percentage(part.value, both)) || all.value.Cmp(whole(chance)) < 0 {
		return nil
	}
	claim := r.claim(Share, Own, min(i, j), max(i, j))
	r.fill(&claim, part, all)
	claim.Stated, claim.Allowed, claim.Likely = Digits(c.Figure.Value)+"%", c.figureAllows(), true
	claim.Agrees = in.Meets(claim.Allowed)
	figure := c.Figure
	holds := func() bool {
		in, ok := ratio(part, all)
		return ok && part.value.Cmp(all.value) <= 0 && in.Meets(around(figure.Value, figure.Step))
	}
	apart := new(big.Rat).Sub(claim.Computed, c.Figure.Value)
	near := apart.Quo(apart.Abs(apart), c.Figure.Value).Cmp(big.NewRat(1, 10)) < 0
	if near && !saysAll(c, at) && !r.swapMends(part, holds) && !r.swapMends(all, holds) {
		return nil // home visits may be to those who were born before
	}
	if claim.Agrees || slipFrom(true, holds, &figure, part, all) {
		return []Claim{claim}
	}
	return nil
}

// saysOtherRate reports whether the words give a percentage that is a level, and not the card's.
func (r *reading) saysOtherRate(c *Card) bool {
	return slices.ContainsFunc(r.items, func(it item) bool {
		q := it.q
		return q != nil && !q.noise && q.unit == percent && q.delta == 0 && !q.target && !q.base && !c.Figure.says(q)
	})
}

// toldPlainly reports whether a commentary counts nothing else and speaks of no other time, but as what a change is
// measured from, and the two are told exactly and in clauses of their own.
func (r *reading) toldPlainly(c *Card, own []int) bool {
	for _, n := range own {
		if q := r.items[n].q; q.unit != plain || q.how != asSaid || q.inWords || r.wholeAfter(n) > 0 || r.partOf(n) >= 0 || r.items[n].depth > 0 || r.notYet(r.segment(n)) {
			return false
		}
	}
	for n, it := range r.items {
		if w := r.wordAt(n - 1); it.w != nil && !c.isOwnTime(it.w) && !againstWords[w] && (w != "to" && w != "with" || !comparesWords[r.wordAt(n-2)]) {
			return false
		}
		if q := it.q; n != own[0] && n != own[1] && q != nil && !q.noise && q.unit != percent && (q.delta == 0 || q.unit != plain) {
			return false
		}
	}
	return r.sentenceOf(own[0]) != r.sentenceOf(own[1]) || r.hasMark(own[0], own[1], ";") || r.hasMark(own[0], own[1], ",") || r.hasWord(own[0], own[1], andWord)
}

// saidOfTitle are which of the title's stems the clause of a number says, as bits.
func (r *reading) saidOfTitle(c *Card, n int) uint64 {
	var said uint64
	from, to := r.segment(n)
	for i, stem := range c.titleStems()[:min(64, len(c.titleStems()))] {
		for k := from; k < to; k++ {
			if isStem([]string{stem}, r.wordAt(k)) {
				said |= 1 << i
				break
			}
		}
	}
	return said
}

// saysAll reports whether a clause says all of the title's stems.
func saysAll(c *Card, said uint64) bool { return said == uint64(1)<<len(c.titleStems())-1 }

// partsOfTitle reports whether a clause that says some of the title's stems tells the part, and another the whole: the
// part says all of the title and the whole some of it, or the whole says what stands before “with” in the title and the
// part what stands behind it.
func partsOfTitle(c *Card, part, whole uint64) bool {
	all := uint64(1)<<len(c.titleStems()) - 1
	if saysAll(c, part) && whole != 0 && whole != all {
		return true
	}
	var behind uint64
	at, with := 0, false
	for _, t := range tokens(c.Title) {
		with = with || titleJoins[t.text]
		if t.kind == wordToken && stemOf(t.text) != "" {
			if with {
				behind |= 1 << at
			}
			at++
		}
	}
	return behind != 0 && behind != all && part == behind && whole == all&^behind
}

// titleJoins part what a title's share is of from what is told of it.
var titleJoins = set("with", "where", "having", "whose")
