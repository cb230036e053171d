package claims

import (
	"math/big"

	"chaser/kpi"
)

// withEarlier checks the year to date that the words make of the figure and of the quarter before it: “With the 65 of
// Q1 we now stand at 152 for the year”, “Together with the 31 delivered in Q1 this gives a year to date total of 77”.
func (r *reading) withEarlier(c *Card) []Claim {
	own := c.Figure.Period
	if c.Unit != kpi.Count || c.Figure.Value == nil || c.Cumulative || titleToDate(c) || own != kpi.Quarter(own.FinancialYear(), 2) {
		return nil
	}
	for _, s := range r.sentences {
		for n := s.from; n < s.to-1; n++ {
			if r.wordAt(n) != "with" || r.wordAt(n+1) != "the" || r.quantityAt(n+2) == nil {
				continue
			}
			earlier := n + 2
			total := r.yearsTotal(c, s, earlier)
			if total < 0 || c.Previous.Value != nil && !c.Previous.says(r.items[earlier].q) {
				continue // 20 of the 31 homes of Q1 are rented
			}
			claim := r.claim(Stock, Words, earlier, total)
			claim.Read = Digits(c.Figure.Value) + " + " + Digits(r.items[earlier].q.value)
			claim.Computed = new(big.Rat).Add(c.Figure.Value, r.items[earlier].q.value)
			claim.Stated, claim.Allowed = r.show(total), wide(r.items[total].q)
			claim.Agrees = claim.Allowed.Holds(claim.Computed)
			return []Claim{claim}
		}
	}
	return nil
}

// yearsTotal is the place of the total of the year so far behind a number of the quarter before the card's, where the
// sentence counts nothing else; −1 where there is none.
func (r *reading) yearsTotal(c *Card, s sentence, earlier int) int {
	counts := r.counts(earlier, s.to)
	if len(counts) < 2 || counts[0] != earlier {
		return -1
	}
	total := counts[1]
	timed, year := false, false
	for n := earlier + 1; n < min(s.to, total+8); n++ {
		it := r.items[n]
		if it.q != nil && !it.q.noise && n != total {
			break
		}
		if it.w != nil && n < total {
			timed = timed || c.slotOf(it.w) == slotPrevious
		}
		year = year || it.text == "year" || it.text == "date" || it.w != nil && (it.w.rel == otherPeriod || it.w.span == kpi.Yearly && it.w.rel == current)
	}
	q := r.items[total].q
	if !timed || !year || q.how != asSaid || r.items[earlier].q.how != asSaid || r.items[total].depth != r.items[earlier].depth {
		return -1
	}
	return total
}
