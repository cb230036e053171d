package claims

import (
	"math/big"

	"chaser/kpi"
)

// The words by which a pair of numbers tells what came and what went.
var (
	comingWords = set("placements", "placed", "starts", "starters", "joiners", "joined", "entered", "entries", "admissions", "admitted", "approvals", "approved",
		"additions", "added", "started", "enrolled", "new", "opened", "registered", "registrations", "came", "began", "recruited", "arrivals", "arrived")
	goingWords = set("leavers", "left", "exits", "exited", "discharges", "discharged", "departures", "departed", "ended", "ceased", "deregistrations",
		"resignations", "resigned", "closures", "closed", "moved", "move", "housed", "rehoused", "removed", "finished", "completed")
)

// flowPairs checks what came and went in a sentence of its own against the figures that the card has before and after:
// “Placements 91, move-ons 73” between 196 and 214. It speaks where the words give the figure, and one slip mends it.
func (r *reading) flowPairs(c *Card) []Claim {
	if c.Unit != kpi.Count || c.Figure.Value == nil || c.Previous.Value == nil {
		return nil
	}
	if own, _ := r.firstOwn(c); own < 0 {
		return nil
	}
	net := r.saysNet(c)
	for _, s := range r.sentences {
		in, out := r.flowPair(c, s)
		if in < 0 || out < 0 {
			continue
		}
		a, b := r.items[in].q, r.items[out].q
		reckon := func() *big.Rat {
			sum := new(big.Rat).Add(c.Previous.Value, a.value)
			return sum.Sub(sum, b.value)
		}
		holds := func() bool { return reckon().Cmp(c.Figure.Value) == 0 }
		claim := r.claim(Stock, Own, min(in, out), max(in, out))
		claim.Read = Digits(c.Previous.Value) + " + " + r.said(in) + " − " + r.said(out)
		claim.Computed, claim.Stated, claim.Allowed, claim.Agrees = reckon(), Digits(c.Figure.Value), exactly(c.Figure.Value), holds()
		telling := len(a.digits) > 1 && len(b.digits) > 1
		if claim.Agrees || telling && (r.swapMends(a, holds) || r.swapMends(b, holds)) || telling && net && r.tellingSlip(holds, []int{in, out}) {
			return []Claim{claim}
		}
	}
	return nil
}

// saysNet reports whether the words give how far the figure is from the one before, so that what came and went is of
// the card: “rose by 14 to 612”.
func (r *reading) saysNet(c *Card) bool {
	for _, moves := range r.moves {
		for _, m := range moves {
			if len(m.by) == 0 || m.judged || m.sign != c.Figure.Value.Cmp(c.Previous.Value) {
				continue
			}
			if q := r.items[m.by[0]].q; q.unit == plain && q.telling() > 1 && r.stepMeets(c, q, exactly(c.Figure.Value), c.Previous.Value) {
				return true
			}
		}
	}
	return false
}

// flowPair are the two numbers of a sentence that counts what came, and what went, and nothing else; −1 where it does
// not.
func (r *reading) flowPair(c *Card, s sentence) (in, out int) {
	in, out = -1, -1
	for n := s.from; n < s.to; n++ {
		q := r.items[n].q
		if q == nil || q.noise {
			continue
		}
		from, to := r.segment(n)
		came, went := r.hasWord(from, to, comingWords), r.hasWord(from, to, goingWords)
		switch {
		case q.unit != plain || q.how != asSaid || q.delta != 0 || q.base || q.target || c.isOwn(q) || c.Previous.says(q) || came == went:
			return -1, -1
		case came && in < 0:
			in = n
		case went && out < 0:
			out = n
		default:
			return -1, -1
		}
	}
	return in, out
}
