package claims

// standWords lead to the number that something has at a time.
var standWords = set("stood", "stands", "was", "were", "totalled", "numbered")

// standsAt checks a number that a sentence gives for all that the title names, at the end of the card's own period: “At
// 30 September the waiting list stood at 2,696”. It names nothing else, so that the number need not be nearly right.
func (r *reading) standsAt(c *Card) []Claim {
	if c.Figure.Value == nil || r.saysOwnAnywhere(c) || c.Cumulative || titleToDate(c) {
		return nil
	}
	title := c.titleStems()
	stems := map[string]bool{}
	for _, stem := range title {
		stems[stem] = true
	}
	for _, s := range r.sentences {
		n := r.standing(c, s)
		if n < 0 || len(stems) == 0 || r.overlap(c, s.from, s.to) < len(stems) || r.namesOther(c, s, s.to) {
			continue
		}
		q := r.items[n].q
		claim := r.claim(Restated, Own, n, n)
		claim.Period, claim.Stated = c.Figure.Period, r.show(n)
		claim.Computed, claim.Allowed, claim.PerCent = q.value, wide(q), q.unit == percent
		return []Claim{claim}
	}
	return nil
}

// standing is the one number of a sentence, which it gives for the card's own period, behind “stood at”; −1 where there
// is another number or time.
func (r *reading) standing(c *Card, s sentence) int {
	found, timed := -1, false
	for n := s.from; n < s.to; n++ {
		it := r.items[n]
		switch {
		case it.w != nil && c.slotOf(it.w) != slotOwn, r.wordAt(n) == "if", r.wordAt(n) == "would", r.wordAt(n) == "not", partialWords[it.text], isTarget[it.text]:
			return -1
		case it.w != nil:
			timed = timed || it.w.rel == named || it.w.span != ""
		case it.q != nil && !it.q.noise:
			q := it.q
			at := r.wordAt(n - 1)
			leads := standWords[at] || at == "at" && standWords[r.wordAt(n-2)]
			if found >= 0 || !leads || !c.suits(q) || q.how != asSaid || q.fraction || q.target || q.base || q.delta != 0 || c.knows(q) || !c.sizedAsFigure(q) {
				return -1
			}
			found = n
		}
	}
	if !timed {
		return -1
	}
	return found
}
