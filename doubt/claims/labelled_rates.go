package claims

import (
	"math/big"

	"chaser/kpi"
)

// labelledRates checks a first sentence that gives a percentage for each of three or more things and nothing else,
// where two digits changed over in one of them make the card's: “Dry recycling 23.1%, food 9.2%, garden 20.4%” under
// 52.7%. Other lists are of things that do not add up, and meet the figure so by chance once in eighty times.
func (r *reading) labelledRates(c *Card) []Claim {
	if c.Unit != kpi.Percent || c.Figure.Value == nil || c.Figure.Step.Cmp(whole(1)) >= 0 || len(r.sentences) == 0 {
		return nil
	}
	s := r.sentences[0]
	var list []int
	for n := s.from; n < s.to; n++ {
		it := r.items[n]
		switch {
		case it.q == nil && it.w == nil:
		case it.w != nil, it.q.noise, it.q.unit != percent, it.q.delta != 0, it.q.base, it.q.target, it.q.fraction, it.q.how != asSaid, c.isOwn(it.q),
			it.q.step.Cmp(c.Figure.Step) != 0, len(list) > 0 && !r.parted([]int{list[len(list)-1], n}), r.wordAt(n-1) == "", r.yardstickOf(s, n) != "":
			return nil
		default:
			list = append(list, n)
		}
	}
	if len(list) < 3 || len(list) > 5 || r.partial(s) {
		return nil
	}
	slack := new(big.Rat).Set(c.Figure.Step)
	holds := func() bool { return around(c.Figure.Value, slack).Holds(r.sum(list)) }
	claim := r.claim(Sum, Own, list[0], list[len(list)-1])
	claim.Read, claim.Computed, claim.Stated = r.added(list), r.sum(list), Digits(c.Figure.Value)+"%"
	claim.Allowed, claim.PerCent = around(c.Figure.Value, slack), true
	if claim.Agrees = holds(); claim.Agrees {
		return []Claim{claim}
	}
	for _, n := range list {
		if r.swapMends(r.items[n].q, holds) {
			return []Claim{claim}
		}
	}
	return nil
}
