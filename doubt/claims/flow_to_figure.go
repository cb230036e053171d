package claims

import (
	"math/big"

	"chaser/kpi"
)

// flowsToFigure checks what came and went after the stock that the card has for the time before, against its figure:
// “46 at the start of the quarter, 27 placed and 31 moved on”. It speaks where one slip mends it.
func (r *reading) flowsToFigure(c *Card) []Claim {
	if c.Unit != kpi.Count || c.Figure.Value == nil || c.Previous.Value == nil {
		return nil
	}
	var all []Claim
	for k, s := range r.sentences {
		counts := r.counts(s.from, s.to)
		if len(counts) == 0 || !c.Previous.says(r.items[counts[0]].q) || !r.isStart(c, s.from, r.clauseEnd(counts[0], s.to)) {
			continue
		}
		from, to := counts[0]+1, s.to
		if len(counts) == 1 && k+1 < len(r.sentences) {
			from, to = r.sentences[k+1].from, r.sentences[k+1].to
		}
		f := stockCourse{start: counts[0], end: counts[0], net: -1}
		if !r.takeFlows(&f, from, to) || len(f.flows) != 2 || !r.signFlows(&f) {
			continue
		}
		if r.countsOthers(c, f) || r.ofOtherTime(c, from, to) {
			continue
		}
		in, out := r.items[f.flows[0]].q, r.items[f.flows[1]].q
		if f.signs[0] < 0 {
			in, out = out, in
		}
		if in.how != asSaid || out.how != asSaid || c.isOwn(in) || c.isOwn(out) {
			continue
		}
		figure := c.Figure
		reckon := func() *big.Rat {
			n := new(big.Rat).Add(c.Previous.Value, in.value)
			return n.Sub(n, out.value)
		}
		holds := func() bool { return reckon().Cmp(figure.Value) == 0 }
		claim := r.claim(Stock, Own, f.start, max(f.flows[0], f.flows[1]))
		claim.Read = r.said(f.start) + " + " + Digits(in.value) + " − " + Digits(out.value)
		claim.Computed, claim.Stated, claim.Allowed, claim.Agrees = reckon(), Digits(figure.Value), exactly(figure.Value), holds()
		if claim.Agrees || slipOf(holds, &figure, in, out) {
			all = append(all, claim)
		}
	}
	return all
}

// ofOtherTime reports whether a stretch of time that is not the card's own is named between two items.
func (r *reading) ofOtherTime(c *Card, from, to int) bool {
	for n := from; n < to; n++ {
		if w := r.items[n].w; w != nil && w.day == 0 && c.slotOf(w) != slotOwn {
			return true
		}
	}
	return false
}
