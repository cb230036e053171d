package claims

import (
	"math/big"

	"chaser/kpi"
)

// percentsMakeOwn checks two or three percentages that the words say make the card's own: “Overall absence is made up
// of 4.7% authorised and 2.2% unauthorised sessions” under 6.9%. It speaks where one slip explains what does not fit.
func (r *reading) percentsMakeOwn(c *Card) []Claim {
	if c.Unit != kpi.Percent || c.Figure.Value == nil {
		return nil
	}
	for _, s := range r.sentences {
		list := []int{}
		for n := s.from; n < s.to; n++ {
			q := r.items[n].q
			if q == nil || q.noise {
				continue
			}
			led := len(list) > 0 || r.wordAt(n-1) == "of" && (r.wordAt(n-2) == "up" || openers[r.wordAt(n-2)])
			if !led || q.unit != percent || q.delta != 0 || q.base || q.target || q.fraction || q.how != asSaid {
				break
			}
			list = append(list, n)
		}
		if len(list) < 2 || len(list) > 3 || r.items[list[0]].q.value.Cmp(c.Figure.Value) > 0 && len(list) > 2 {
			continue
		}
		holds := func() bool { return around(c.Figure.Value, whole(1)).Holds(r.sum(list)) }
		exact := func() bool { return r.sum(list).Cmp(c.Figure.Value) == 0 }
		claim := r.claim(Sum, Own, list[0], list[len(list)-1])
		claim.Read, claim.Computed, claim.Stated, claim.PerCent = r.added(list), r.sum(list), Digits(c.Figure.Value)+"%", true
		claim.Allowed = around(c.Figure.Value, new(big.Rat).Mul(c.Figure.Step, whole(2)))
		claim.Agrees = claim.Allowed.Holds(claim.Computed)
		figure := c.Figure
		if claim.Agrees || !holds() && (slipOf(exact, nil, r.quantities(list)...) || swapsInto(claim.Computed, new(big.Rat), &figure)) {
			return []Claim{claim}
		}
	}
	return nil
}
