package claims

import "math/big"

// totalsTo checks where the words say that a number takes the figure: “another 25 in Q3, taking the total to 86”,
// “bringing us to 41”. It speaks where one slip makes it the figure, and where what it grew by leads to the figure.
func (r *reading) totalsTo(c *Card) []Claim {
	if c.Figure.Value == nil || r.saysOwnAnywhere(c) {
		return nil
	}
	for k, s := range r.sentences {
		for n := s.from + 3; n < s.to; n++ {
			q := r.items[n].q
			if q == nil || q.noise || q.how != asSaid || q.delta != 0 || q.base || q.target || q.fraction || !c.suits(q) || c.Target.stands(q) || !r.takesTo(c, s, n) {
				continue
			}
			slip := len(q.digits) > 1 && (slipsTo(q, c.Figure) || anagrams(q.digits, digitsOf(c.Figure)))
			if !slip && !r.grewToFigure(c, k, n) {
				continue
			}
			claim := r.claim(Restated, Own, n, n)
			claim.Period, claim.Stated = c.Figure.Period, r.show(n)
			claim.Computed, claim.Allowed, claim.PerCent = q.value, wide(q), q.unit == percent
			return []Claim{claim}
		}
	}
	return nil
}

var takesWords = set("taking", "bringing", "takes", "brings", "brought", "took", "pushing", "lifting")

// takesTo reports whether “taking the total to” and the like stand before a number.
func (r *reading) takesTo(c *Card, s sentence, n int) bool {
	if r.wordAt(n-1) != "to" {
		return false
	}
	title := c.titleStems()
	for i := n - 2; i >= max(s.from, n-9); i-- {
		it := r.items[i]
		switch {
		case takesWords[it.text] && it.kind == wordItem:
			return true
		case it.w != nil && c.slotOf(it.w) == slotOwn, it.w != nil && it.w.rel == current:
		case it.kind != wordItem || r.strange(title, i) && !stockNames[it.text] && !ownNames[it.text]:
			return false
		}
	}
	return false
}

// grewToFigure reports whether a number before in the sentence, added to the card's figure before, makes its figure.
func (r *reading) grewToFigure(c *Card, k, n int) bool {
	if c.Previous.Value == nil {
		return false
	}
	for i := r.sentences[k].from; i < n; i++ {
		q := r.items[i].q
		if q != nil && !q.noise && q.how == asSaid && c.suits(q) && new(big.Rat).Add(c.Previous.Value, q.value).Cmp(c.Figure.Value) == 0 {
			return true
		}
	}
	return false
}
