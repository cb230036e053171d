package claims

// coursesTo checks a rise or a fall that gives the card's figure as where it ended, and not where it began:
// “satisfaction dropped to 78%”. It speaks where the figure went the other way from both of the earlier figures that
// the card has.
func (r *reading) coursesTo(c *Card) []Claim {
	before := c.Previous
	if before.Value == nil {
		before = c.YearAgo
	}
	if c.Figure.Value == nil || before.Value == nil || c.Cumulative {
		return nil
	}
	var all []Claim
	for k, s := range r.sentences {
		for _, m := range r.moves[k] {
			if m.sign == 0 || m.judged || m.times != nil || m.from >= 0 || m.to < 0 || len(m.by) > 0 || m.base != nil || m.at > m.to {
				continue
			}
			q := r.items[m.to].q
			if !c.isOwn(q) || q.target || q.how != asSaid || q.telling() < 2 || r.ofOther(c, s, m) || r.otherCourse(c, s, m) {
				continue
			}
			by := c.Figure.Value.Cmp(before.Value)
			claim := r.claim(Course, Own, m.at, m.to)
			claim.Read = Digits(before.Value) + " to " + Digits(c.Figure.Value)
			claim.Computed, claim.Stated, claim.Rises = c.Figure.Value, r.show(m.at), by > 0
			if claim.Agrees = by == m.sign || by == 0; claim.Agrees {
				continue
			}
			if c.YearAgo.Value == nil || c.Figure.Value.Cmp(c.YearAgo.Value) == -m.sign {
				all = append(all, claim)
			}
		}
	}
	return all
}

// otherCourse reports whether the sentence of a course may measure it from another time than the card's earlier ones.
func (r *reading) otherCourse(c *Card, s sentence, m *move) bool {
	for n := s.from; n < s.to; n++ {
		it := r.items[n]
		switch {
		case n >= m.first-1 && n <= m.last:
		case it.w != nil && c.slotOf(it.w) != slotOwn, otherTimes[it.text] && it.kind == wordItem, unsureCourse[it.text] && it.kind == wordItem && n < m.at,
			it.q != nil && !it.q.noise && n < m.at:
			return true
		}
	}
	return false
}
