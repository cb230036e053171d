package claims

import (
	"math/big"

	"chaser/kpi"
)

// openings checks the stock that a quarter is said to have begun with, which is the figure before: “The caseload began
// the quarter at 1,846; 912 were received and 828 disposed of”. It speaks where what came and went leads from the
// card's figure before to this one, and not from the number that the words give.
func (r *reading) openings(c *Card) []Claim {
	if c.Unit != kpi.Count || c.Figure.Value == nil || c.Previous.Value == nil {
		return nil
	}
	for k, s := range r.sentences {
		start := r.openingAt(s)
		if start < 0 || c.Previous.says(r.items[start].q) || r.items[start].q.how != asSaid {
			continue
		}
		end := r.sentences[min(k+1, len(r.sentences)-1)].to
		var flow []int
		for _, n := range r.counts(s.from, end) {
			if n != start && !c.isOwn(r.items[n].q) && r.wholeAfter(n) == 0 && r.partOf(n) < 0 {
				flow = append(flow, n)
			}
		}
		for i := range flow {
			for j := range flow {
				if i == j || len(flow) > 4 {
					continue
				}
				moved := new(big.Rat).Sub(r.items[flow[i]].q.value, r.items[flow[j]].q.value)
				from := new(big.Rat).Add(c.Previous.Value, moved)
				said := new(big.Rat).Add(r.items[start].q.value, moved)
				if from.Cmp(c.Figure.Value) != 0 || said.Cmp(c.Figure.Value) == 0 {
					continue
				}
				claim := r.claim(Restated, Previous, start, start)
				claim.Period, claim.Stated = c.Previous.Period, r.show(start)
				claim.Computed, claim.Allowed = c.Previous.Value, exactly(r.items[start].q.value)
				return []Claim{claim}
			}
		}
	}
	return nil
}

// openingAt is the place of the count that a sentence says the quarter began with; −1 where it says none.
func (r *reading) openingAt(s sentence) int {
	for _, n := range r.counts(s.from, s.to) {
		from, to := r.segment(n)
		if r.hasWord(from, to, startWords) {
			return n
		}
	}
	return -1
}
