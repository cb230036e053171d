package claims

import "math/big"

// movedFromOwn reports whether a level is said to have moved from what the card has both for that time and for now, so
// that the figure of the time before was left where it stood: “averaged 7.5, an improvement on the 10.2 of last year”
// under 10.2.
func (r *reading) movedFromOwn(c *Card, k, level int) bool {
	for _, m := range r.moves[k] {
		if m.level != level || m.from < 0 || len(m.by) > 0 || !r.closeLevel(m) {
			continue
		}
		q := r.items[m.from].q
		at, timed := r.timeOf(c, r.sentences[k], m.from)
		known, subject := c.knownAt(at)
		if timed && subject != Own && known.Value != nil && q.telling() > 1 && q.value.Cmp(known.Value) == 0 && known.Value.Cmp(c.Figure.Value) == 0 {
			return true
		}
	}
	return false
}

// leftWhereItStood reports whether the card's figure is the number that a change of its own starts from, to the last of
// three digits and more, so that it was left where it stood: “fell from 54,721 to 53,036” under 54,721.
func (r *reading) leftWhereItStood(c *Card, k int, m *move) bool {
	from, to := r.items[m.from].q, r.items[m.to].q
	s := r.sentences[k]
	if from.telling() < 3 || from.value.Cmp(c.Figure.Value) != 0 || to.how != asSaid || !c.suits(to) || to.target || c.Figure.says(to) || len(to.digits) < 3 || !inAQuarter(to.value, from.value) {
		return false
	}
	if !c.Previous.says(from) && !c.YearAgo.says(from) || !r.endsNow(c, s, m) {
		return false
	}
	for n := s.from; n < m.at; n++ {
		if r.strange(c.titleStems(), n) && !verbs[r.wordAt(n)] || r.markAt(n) == "," || r.markAt(n) == ";" {
			return false
		}
	}
	return true
}

// inAQuarter reports whether a number is no further from another than a quarter of it.
func inAQuarter(a, b *big.Rat) bool {
	apart := new(big.Rat).Sub(a, b)
	return apart.Abs(apart).Mul(apart, whole(4)).Cmp(new(big.Rat).Abs(b)) <= 0
}

// endsNow reports whether no time but the card's own, or its end, stands beside where a change leads to.
func (r *reading) endsNow(c *Card, s sentence, m *move) bool {
	for n := m.to + 1; n < min(s.to, m.to+9); n++ {
		switch it := r.items[n]; {
		case it.w != nil:
			return c.slotOf(it.w) == slotOwn || c.endsIn(it.w)
		case it.kind != wordItem, conjunctions[it.text]:
			return true
		}
	}
	return true
}

// endOfOwn reports whether a change that the commentary leads with, and that gives both ends and how far they are
// apart, ends in the card's figure but for one digit: “numbers have grown from 108 to 121, a rise of 13” under 131.
func (r *reading) endOfOwn(c *Card, k int, m *move) bool {
	s := r.sentences[k]
	to := r.items[m.to].q
	if k > 0 || len(m.by) == 0 || to.telling() < 3 || len(to.digits) != len(digitsOf(c.Figure)) || !slipsTo(to, c.Figure) || !r.endsNow(c, s, m) {
		return false
	}
	for n := s.from; n < m.from; n++ {
		if it := r.items[n]; it.kind == markItem || r.strange(c.titleStems(), n) {
			return false
		}
	}
	apart := new(big.Rat).Sub(to.value, r.items[m.from].q.value)
	for _, n := range m.by {
		if q := r.items[n].q; q.unit == to.unit && q.value.Cmp(apart.Abs(apart)) == 0 {
			return true
		}
	}
	return false
}
