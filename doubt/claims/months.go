package claims

import (
	"math/big"

	"chaser/kpi"
)

// betweenMonths checks an average or a percentage of a quarter against those of its three months, which it can be
// neither above nor below: “October 8.8, November 9.1, December 10.0” under 9.3.
func (r *reading) betweenMonths(c *Card) []Claim {
	if c.Figure.Value == nil || c.Frequency != kpi.Quarterly || c.Unit == kpi.Count || c.Unit == kpi.Currency || c.Cumulative {
		return nil
	}
	var all []Claim
	for _, s := range r.sentences {
		list, ok := r.ofMonths(c, s)
		if !ok {
			continue
		}
		least, most := list[0], list[0]
		for _, n := range list {
			if r.items[n].q.value.Cmp(r.items[least].q.value) < 0 {
				least = n
			}
			if r.items[n].q.value.Cmp(r.items[most].q.value) > 0 {
				most = n
			}
		}
		claim := r.claim(Bound, Own, list[0], list[2])
		claim.Computed, claim.Stated = c.Figure.Value, claim.Quote
		claim.Allowed = Interval{r.items[least].q.interval().Low, r.items[most].q.interval().High}
		claim.Agrees = c.Figure.interval().Meets(claim.Allowed)
		if claim.Agrees || r.nearTwo(c, list) {
			all = append(all, claim)
		}
	}
	return all
}

// ofMonths are the numbers of a sentence that stand behind the three months of the card's quarter, one behind each.
func (r *reading) ofMonths(c *Card, s sentence) ([]int, bool) {
	first := int(c.Figure.Period.Start().Month)
	var list []int
	for n := s.from; n+1 < s.to; n++ {
		w := r.items[n].w
		if w == nil || w.span != kpi.Monthly || w.day != 0 {
			continue
		}
		at := n + 1
		if m := r.markAt(at); m == ":" || m == "=" || m == "(" || m == "-" || m == "–" || r.wordAt(at) == "was" || r.wordAt(at) == "at" {
			at++
		}
		q := r.quantityAt(at)
		if at >= s.to || q == nil || q.noise || q.delta != 0 || q.how != asSaid || !c.suits(q) || w.rel != named || w.n != first+len(list) || w.year != 0 && w.year != c.Figure.Period.End().Year {
			return nil, false
		}
		list = append(list, at)
	}
	return list, len(list) == 3
}

// nearTwo reports whether all but one of the months are within a fifth of the figure, so that they are of the same
// measure.
func (r *reading) nearTwo(c *Card, list []int) bool {
	near := 0
	for _, n := range list {
		far := new(big.Rat).Sub(r.items[n].q.value, c.Figure.Value)
		if far.Abs(far).Cmp(new(big.Rat).Mul(c.Figure.Value, big.NewRat(1, 5))) <= 0 {
			near++
		}
	}
	return near >= 2
}

// monthsTogether checks the counts of the quarter's three months, each told before its month, against the figure that
// the words give: “38 were received in July, 44 in August and 29 in September, 111 altogether”.
func (r *reading) monthsTogether(c *Card) []Claim {
	if c.Figure.Value == nil || c.Frequency != kpi.Quarterly || c.Unit != kpi.Count && c.Unit != kpi.Currency || c.Cumulative {
		return nil
	}
	if own, _ := r.firstOwn(c); own < 0 {
		return nil
	}
	for k, s := range r.sentences {
		list, ok := r.beforeMonths(c, s)
		if !ok {
			continue
		}
		if claim, ok := r.sumClaim(c, k, parts{whole: -1, list: list, closed: true}); ok && (claim.Agrees || r.overlap(c, s.from, s.to) > 0 || r.hasOwn(c, s)) {
			return []Claim{claim}
		}
	}
	return nil
}

// hasOwn reports whether a sentence gives the card's figure.
func (r *reading) hasOwn(c *Card, s sentence) bool {
	for n := s.from; n < s.to; n++ {
		if q := r.items[n].q; q != nil && !q.noise && q.delta == 0 && !q.base && !q.target && c.isOwn(q) {
			return true
		}
	}
	return false
}

// beforeMonths are the counts of a sentence that stand before “in” and the three months of the card's quarter.
func (r *reading) beforeMonths(c *Card, s sentence) ([]int, bool) {
	first := int(c.Figure.Period.Start().Month)
	var list []int
	for n := s.from; n < s.to; n++ {
		w := r.items[n].w
		if w == nil || w.span != kpi.Monthly || w.day != 0 || w.rel != named || r.wordAt(n-1) != "in" {
			continue
		}
		at := n - 2
		for at > max(s.from, n-5) && r.items[at].kind == wordItem {
			at--
		}
		q := r.quantityAt(at)
		if at < s.from || q == nil || q.noise || q.delta != 0 || q.how != asSaid || !c.suits(q) || w.n != first+len(list) || w.year != 0 && w.year != c.Figure.Period.End().Year {
			return nil, false
		}
		list = append(list, at)
	}
	return list, len(list) == 3
}
