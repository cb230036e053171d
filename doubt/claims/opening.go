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
		if q := r.items[start].q; c.YearAgo.Value != nil && q.value.Cmp(c.YearAgo.Value) == 0 && len(q.digits) > 2 && r.beganWith(s, start) {
			return []Claim{r.wrongOpening(c, start)} // the stock of a year ago
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
				return []Claim{r.wrongOpening(c, start)}
			}
		}
	}
	return nil
}

func (r *reading) wrongOpening(c *Card, start int) Claim {
	claim := r.claim(Restated, Previous, start, start)
	claim.Period, claim.Stated = c.Previous.Period, r.show(start)
	claim.Computed, claim.Allowed = c.Previous.Value, exactly(r.items[start].q.value)
	return claim
}

// beganWith reports whether a sentence says of the quarter, and of nothing else, that it began with a number.
func (r *reading) beganWith(s sentence, n int) bool {
	for i := s.from; i < n; i++ {
		if it := r.items[i]; it.w != nil && it.w.rel != current || it.kind == wordItem && len(it.text) > 4 && !startWords[it.text] && !leadWords[it.text] && !stopWords[it.text] {
			return false
		}
	}
	return r.ofStartOnly(s)
}

// ofStartOnly reports whether a sentence tells what came and went after its start.
func (r *reading) ofStartOnly(s sentence) bool {
	return r.hasWord(s.from, s.to, inWords) && r.hasWord(s.from, s.to, outWords)
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
