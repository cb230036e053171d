package claims

import "chaser/kpi"

// ownTriples checks a sentence that gives the card's percentage with the part and the whole behind it, however they are
// put: “NEET is 2.8% – 171 of 6,108”, “163/350 had quit, a 46.6% success rate”, “278 leavers against 2,000 staff =
// 13.9%”. Two of the three numbers that the card, the percentage and the counts give agree; one slip mends the third.
func (r *reading) ownTriples(c *Card) []Claim {
	if c.Unit != kpi.Percent || c.Figure.Value == nil || c.Figure.Value.Sign() <= 0 {
		return nil
	}
	var all []Claim
	for _, s := range r.sentences {
		rate, part, of, ok := r.triple(c, s)
		if !ok {
			continue
		}
		if claim, ok := r.tripleClaim(c, rate, part, of); ok {
			all = append(all, claim)
		}
	}
	return all
}

// triple finds the one percentage and the two counts of a sentence that stand nearest to each other: counts that are
// told by a percentage or brackets of their own are others.
func (r *reading) triple(c *Card, s sentence) (rate, part, of int, ok bool) {
	rate, part, of = -1, -1, -1
	for n := s.from; n < s.to; n++ {
		q := r.items[n].q
		switch {
		case q == nil || q.noise || q.delta != 0 || q.target || q.base || q.unit == length && !q.measure || q.fraction:
		case q.unit == percent && c.knowsBefore(q) && !c.isOwn(q):
			return // in Q1 we did 88%
		case q.unit == percent && q.how == asSaid && rate < 0:
			rate = n
		case q.unit == percent && c.Figure.says(q):
			return // said twice
		case !q.sized() || q.how != asSaid && q.how != about:
		case part < 0:
			part = n
		case of < 0:
			of = n
		default:
			return // a third count
		}
	}
	if rate < 0 || of < 0 || rate < part && part-rate > reach || rate > of && rate-of > reach || of-part > reach {
		return
	}
	if r.items[part].q.value.Cmp(r.items[of].q.value) > 0 {
		part, of = of, part
	}
	return rate, part, of, r.items[of].q.value.Sign() > 0
}

// tripleClaim compares the percentage that the words give, the share of the counts and the card's figure.
func (r *reading) tripleClaim(c *Card, n, i, j int) (Claim, bool) {
	rate, part, of := r.items[n].q, r.items[i].q, r.items[j].q
	in, ok := ratio(part, of)
	if !ok || !r.oneUnit([]int{i, j}) {
		return Claim{}, false
	}
	says, gives := c.Figure.says(rate), in.Meets(c.figureAllows())
	if gives && !says && (c.Previous.stands(rate) || c.YearAgo.stands(rate)) && (r.wordAt(n-1) == "from" || comparesWords[r.wordAt(n-1)] || comparesWords[r.wordAt(n-2)]) {
		return Claim{}, false // 230 of 2,000, from 11.2%
	}
	first, last := min(n, i, j), max(n, i, j)
	switch {
	case gives && !says && slipsTo(rate, c.Figure) && len(rate.digits) == len(digitsOf(c.Figure)):
		claim := r.claim(Share, Words, first, last)
		r.fill(&claim, part, of)
		claim.Stated, claim.Allowed = r.show(n), wide(rate)
		return claim, true
	case says && !gives && len(rate.digits) > 1:
		holds := func() bool {
			return of.value.Sign() > 0 && part.value.Cmp(of.value) <= 0 && c.figureAllows().Holds(percentage(part.value, of.value))
		}
		claim := r.claim(Share, Words, first, last)
		r.fill(&claim, part, of)
		claim.Stated, claim.Allowed = r.show(n), wide(rate)
		return claim, r.swapMends(part, holds) || r.swapMends(of, holds)
	}
	return Claim{}, false
}
