package claims

// figureMissing finds the one number of the card's unit that is one slip off the figure, where the words give the
// figure nowhere and all that they compare it with is the card's; or that two digits changed over make the figure, and
// that is what the first sentence tells.
func (r *reading) figureMissing(c *Card, k int, roles []role, foreign []int, agreed []Claim) (Claim, bool) {
	weight := 0
	for _, o := range roles {
		weight += o.weight
	}
	odd := -1
	for _, n := range foreign {
		if slipsTo(r.items[n].q, c.Figure) {
			if odd >= 0 {
				return Claim{}, false
			}
			odd = n
		}
	}
	s := r.sentences[k]
	if odd < s.from || odd >= s.to || r.inClaim(agreed, odd) || r.ofStock(c, odd) || len(foreign) > 2 && r.amongOthers(s, odd) && !swaps(r.items[odd].q, c.Figure) {
		return Claim{}, false
	}
	q := r.items[odd].q
	if q.how != asSaid || q.delta != 0 || q.target || q.base || len(q.digits) < 2 || q.step.Cmp(c.Figure.Step) != 0 {
		return Claim{}, false
	}
	if r.endsOtherwise(c, odd) {
		return Claim{}, false
	}
	first := k == 0 && foreign[0] == odd && swaps(q, c.Figure) && r.yardstickOf(s, odd) == "" && r.ownTime(c, s, odd) &&
		(q.unit != plain && len(q.digits) > 2 || weight > 0 || r.overlap(c, s.from, s.to) > 0)
	if weight < 2 && !first && (weight < 1 || !swaps(q, c.Figure)) {
		return Claim{}, false
	}
	claim := r.claim(Restated, Own, odd, odd)
	claim.Period, claim.Stated = c.Figure.Period, r.show(odd)
	claim.Computed, claim.Allowed, claim.PerCent = q.value, wide(q), q.unit == percent
	return claim, true
}

// ownTime reports whether no time but the card's own stands beside a number.
func (r *reading) ownTime(c *Card, s sentence, n int) bool {
	at, timed := r.timeOf(c, s, n)
	return !timed || at == slotOwn
}

// inClaim reports whether a number belongs to a claim that was found right.
func (r *reading) inClaim(agreed []Claim, n int) bool {
	it := r.items[n]
	for _, a := range agreed {
		if a.Agrees && a.Kind != Change && a.Start <= it.start && it.end <= a.End {
			return true
		}
	}
	return false
}

// firstOwn is the first place where the words give the card's figure, −1 where none does, and whether any number of
// theirs could be it, whatever it counts.
func (r *reading) firstOwn(c *Card) (at int, said bool) {
	for n, it := range r.items {
		if it.q == nil || it.q.delta != 0 || !c.Figure.says(it.q) {
			continue
		}
		said = true
		if !it.q.noise && !it.q.target && !it.q.base && c.suits(it.q) {
			return n, true
		}
	}
	return -1, said
}
