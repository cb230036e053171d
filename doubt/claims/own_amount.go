package claims

import "chaser/kpi"

// ownAmounts checks the card's amount of money against one that the words call what the title does, in pounds or in
// millions, where it is the figure but for a slip: “The final outturn was £143.318m” under 145,318,000. It speaks where
// no amount of the words is the figure, and where four digits make it hardly chance.
func (r *reading) ownAmounts(c *Card) []Claim {
	if c.Unit != kpi.Currency || c.Figure.Value == nil || r.amountIsOwn(c) {
		return nil
	}
	for k, s := range r.sentences {
		last := s.from
		for n := s.from; n < s.to; n++ {
			q := r.items[n].q
			if q == nil || q.noise || q.unit != money {
				continue
			}
			from := last
			last = n + 1
			if q.how != asSaid || q.fraction || q.target || q.base || q.delta != 0 || q.telling() < 4 || !likeSlip(q, c.Figure.Value) {
				continue
			}
			if r.namesTitle(c, s, from, n) && r.periodOf(c, k, n) && r.ownPeriod(c, s) && r.wholeAfter(n) == 0 && r.partOf(n) < 0 && r.accountSuits(c, s, from, n) {
				return []Claim{r.restatedOwn(c, n)}
			}
		}
	}
	return nil
}

// amountIsOwn reports whether an amount of money of the words is the figure, or is as near to it as a revision may be.
func (r *reading) amountIsOwn(c *Card) bool {
	for _, it := range r.items {
		if q := it.q; q != nil && q.unit == money && (c.Figure.says(q) || q.how != asSaid && wide(q).Holds(c.Figure.Value)) {
			return true
		}
	}
	return false
}

// namesTitle reports whether the words from the amount before to an amount name what the title does: two of its words,
// or the only one.
func (r *reading) namesTitle(c *Card, s sentence, from, n int) bool {
	to := n + 1
	for to < s.to && r.items[to].kind == wordItem && to < n+8 {
		to++
	}
	return r.overlap(c, from, to) >= min(2, len(c.titleStems())) && r.overlap(c, from, n) > 0
}

// accountSuits reports whether an amount is what the title's is, as far as both are called by a name of accounts.
func (r *reading) accountSuits(c *Card, s sentence, from, n int) bool {
	called, title := r.accountAt(s, from, n), c.titleAccount()
	return called == noAccount || title == noAccount || called == title
}
