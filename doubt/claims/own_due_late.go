package claims

import (
	"math/big"

	"chaser/kpi"
)

// metAndLate checks the card's percentage against those in time and those that were late, which stand side by side and
// are all that was answered: “1,251 closed within the timescale, 155 outside it” under 98%. The figure can be no more
// than they come to. It can be less, where it counts what is open, so that a slip must tell.
func (r *reading) metAndLate(c *Card) []Claim {
	if c.Unit != kpi.Percent || c.Figure.Value == nil || c.Figure.Value.Sign() <= 0 || c.namesUnmet() || !titleInTime(c) && len(c.limits) == 0 || r.saysRate(c) {
		return nil
	}
	own := r.ownCounts(c)
	at := r.onlyMet(c, own)
	if at < 0 {
		return nil
	}
	d := due{part: own[at], of: -1, late: r.lateBehind(own, at)}
	if d.late < 0 || !r.allAnswered(c, d) || r.dueExplained(c, own, d) {
		return nil
	}
	part, late := r.items[d.part].q, r.items[d.late].q
	share := func() *big.Rat {
		return percentage(part.value, new(big.Rat).Add(part.value, late.value))
	}
	claim := r.claim(Share, Own, d.part, d.late)
	r.fill(&claim, part, &quantity{value: new(big.Rat).Add(part.value, late.value), step: part.step})
	claim.Stated, claim.Allowed, claim.Likely = Digits(c.Figure.Value)+"%", c.figureAllows(), true
	if share().Cmp(claim.Allowed.Low) < 0 {
		return []Claim{claim}
	}
	for _, n := range own[:at] {
		if r.items[n].q.value.Cmp(part.value) >= 0 {
			return nil // some of those may be open
		}
	}
	holds := func() bool { return part.value.Sign() > 0 && claim.Allowed.Holds(share()) }
	if at > 0 && slipFrom(true, holds, nil, part) {
		return []Claim{claim}
	}
	return nil
}

// allAnswered reports whether those in time and those that were late are counted one behind the other, and no further
// count says that some of the late ones are held to be in time.
func (r *reading) allAnswered(c *Card, d due) bool {
	part, late := r.items[d.part].q, r.items[d.late].q
	if part.unit != plain || late.unit != plain || part.inWords || part.how != asSaid || late.how != asSaid || part.value.Cmp(whole(20)) < 0 {
		return false
	}
	if r.nextCount(d.part) != d.late || r.items[d.part].depth != r.items[d.late].depth || !r.parted([]int{d.part, d.late}) && !r.hasMark(d.part, d.late, ";") {
		return false
	}
	k := r.sentences[r.sentenceOf(d.part)]
	if r.wholeAfter(d.part) > 0 || r.partOf(d.part) >= 0 || r.leavesOver(k) || r.otherThings(c, k.from, d.part) || r.limitsMeet(c, k.from, d.part) < 0 {
		return false
	}
	for n := d.late + 1; n < len(r.items); n++ {
		q := r.items[n].q
		if !q.count() {
			continue
		}
		held := new(big.Rat).Add(part.value, q.value)
		all := new(big.Rat).Add(part.value, late.value)
		if q.value.Cmp(late.value) <= 0 && c.figureAllows().Holds(percentage(held, all)) {
			return false
		}
	}
	return !r.atOtherTime(c, share{part: d.part, of: d.part, first: d.part, last: d.late})
}
