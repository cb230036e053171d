package claims

import "math/big"

// course checks a rise or fall that gives no amount against the card: “an increase on the previous year”, where the
// sentence begins with it and the card knows that year.
func (r *reading) course(c *Card, s sentence, m *move) (Claim, bool) {
	if c.Figure.Value == nil || m.sign == 0 || comparatives[r.items[m.at].text] && !sidewards[r.items[m.at].text] || m.to >= 0 {
		return Claim{}, false
	}
	if r.ofOther(c, s, m) {
		return Claim{}, false
	}
	own := m.level >= 0 && c.isOwn(r.items[m.level].q) || r.ownInBracket(c, m)
	meant := m.level < 0 && r.leads(c, s, m) && r.tellsOfOwn(c, s)
	if !own && !meant {
		return Claim{}, false
	}
	base := r.courseBase(c, m)
	if base == nil {
		return Claim{}, false
	}
	claim := r.claim(Course, Own, m.first, m.last)
	claim.Read = Digits(base) + " to " + Digits(c.Figure.Value)
	claim.Computed, claim.Stated = new(big.Rat).Set(c.Figure.Value), r.items[m.at].text
	by := c.Figure.Value.Cmp(base)
	claim.Agrees, claim.Rises = by == 0 || by == m.sign, by > 0
	return claim, true
}

// ownInBracket reports whether the card's percentage stands in brackets right before a change: “67 of 112 were in time
// (59.8%), an improvement on the 58.2% of 2022”.
func (r *reading) ownInBracket(c *Card, m *move) bool {
	n := m.first - 1
	for n > 0 && (r.wordAt(n) == "a" || r.wordAt(n) == "an" || r.wordAt(n) == "which" || r.wordAt(n) == "is" || r.markAt(n) == ",") {
		n--
	}
	q := r.quantityAt(n - 1)
	return r.markAt(n) == ")" && r.markAt(n-2) == "(" && q != nil && q.unit == percent && q.how == asSaid && c.isOwn(q)
}

// courseBase is what the figure rose or fell from: the number in the words, or the card's of the time that they name.
func (r *reading) courseBase(c *Card, m *move) *big.Rat {
	if m.from >= 0 {
		q := r.items[m.from].q
		earlier := c.Previous.says(q) || c.YearAgo.says(q)
		if !c.suits(q) || q.how != asSaid || !earlier {
			return nil
		}
		return q.value
	}
	if m.base == nil {
		return nil
	}
	switch c.slotOf(m.base) {
	case slotPrevious:
		return c.Previous.Value
	case slotYearAgo:
		return c.YearAgo.Value
	}
	return nil
}
