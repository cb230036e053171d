package claims

import (
	"math/big"

	"chaser/kpi"
)

// monthlyParts checks the numbers that the words give for each month of the card's quarter, which make the figure of a
// count or an amount: “October was the busiest month with 1,764, followed by December (1,402) and November (1,152)”.
// It speaks where one slip mends the sum, or where they come close to it.
func (r *reading) monthlyParts(c *Card) []Claim {
	p := c.Figure.Period
	if c.Figure.Value == nil || c.Unit != kpi.Count && c.Unit != kpi.Currency || p.Span() != kpi.Quarterly || c.Cumulative || titleToDate(c) || titleOfStock(c) {
		return nil
	}
	first := int(p.Start().Month)
	list := make([]int, 3)
	found := 0
	for _, s := range r.sentences {
		from := s.from
		for n := s.from; n < s.to; n++ {
			if r.markAt(n) == ":" {
				from = n // on average 32 a month: January 41
				break
			}
		}
		if r.hasWord(from, s.to, averageWords) {
			continue
		}
		for i := s.from; i < s.to; i++ {
			w := r.items[i].w
			if w == nil || w.rel != named || w.span != kpi.Monthly || w.day != 0 || w.n < first || w.n > first+2 || w.year != 0 && w.year != p.Start().Year {
				continue
			}
			n := r.numberOfMonth(c, s, i)
			if n < 0 || list[w.n-first] != 0 {
				return nil
			}
			list[w.n-first] = n + 1
			found++
		}
	}
	if found != 3 {
		return nil
	}
	for i := range list {
		list[i]--
	}
	from, to := min(list[0], list[1], list[2]), max(list[0], list[1], list[2])
	if r.sentenceOf(to)-r.sentenceOf(from) > 1 {
		return nil
	}
	slack := r.slack(parts{list: list}, c.Figure.Value)
	holds := func() bool { return around(c.Figure.Value, slack).Holds(r.sum(list)) }
	claim := r.claim(Sum, Own, from, to)
	claim.Read, claim.Computed, claim.Stated = r.added(list), r.sum(list), Digits(c.Figure.Value)
	claim.Allowed, claim.Agrees, claim.Pounds = around(c.Figure.Value, slack), holds(), c.Unit == kpi.Currency
	if claim.Agrees {
		return []Claim{claim}
	}
	apart := new(big.Rat).Sub(claim.Computed, c.Figure.Value)
	for _, n := range list {
		if r.swapMends(r.items[n].q, holds) {
			return []Claim{claim}
		}
	}
	if !r.saysFigureBefore(c, from) && r.overlap(c, r.sentences[r.sentenceOf(from)].from, to) == 0 {
		return nil
	}
	close := apart.Abs(apart).Cmp(new(big.Rat).Quo(c.Figure.Value, whole(5))) <= 0
	if close || slipOf(holds, nil, r.quantities(list)...) {
		return []Claim{claim}
	}
	for _, n := range list {
		if lost := new(big.Rat).Add(r.items[n].q.value, new(big.Rat).Sub(c.Figure.Value, claim.Computed)); lost.IsInt() && oneDigitApart(r.items[n].q.digits, lost.Num().String()) {
			return []Claim{claim}
		}
	}
	return nil
}

// numberOfMonth is the place of the number that the words give for a month; −1 where they give none.
func (r *reading) numberOfMonth(c *Card, s sentence, at int) int {
	fits := func(n int) bool {
		q := r.items[n].q
		return q != nil && !q.noise && q.how == asSaid && q.delta == 0 && !q.base && !q.target && !q.fraction && c.suits(q)
	}
	if prep := r.wordAt(at - 1); prep == "in" || prep == "for" || prep == "during" {
		for n := at - 2; n >= max(s.from, at-4); n-- {
			if fits(n) {
				return n
			} else if r.items[n].kind != wordItem {
				break
			}
		}
	}
	for n := at + 1; n < min(s.to, at+7); n++ {
		if fits(n) {
			return n
		} else if it := r.items[n]; it.kind != wordItem && it.text != "(" && it.text != ":" && it.text != "–" || conjunctions[it.text] {
			break
		}
	}
	return -1
}

// saysFigureBefore reports whether the card's figure stands before an item, in its sentence or the one before.
func (r *reading) saysFigureBefore(c *Card, n int) bool {
	k := r.sentenceOf(n)
	for i := r.sentences[max(0, k-1)].from; i < n; i++ {
		if q := r.items[i].q; q != nil && !q.noise && q.delta == 0 && !q.target && c.isOwn(q) {
			return true
		}
	}
	return false
}
