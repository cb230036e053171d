package claims

// passed checks a mark that the figure is said to have passed: “dropped below 100% for the first time this year” under
// 100.7%. A mark that it passed at another time says nothing of now.
func (r *reading) passed(c *Card) []Claim {
	if c.Figure.Value == nil {
		return nil
	}
	var all []Claim
	for k, s := range r.sentences {
		for _, m := range r.moves[k] {
			if !r.passesMark(m) {
				continue
			}
			n := m.by[0]
			q := r.items[n].q
			if !c.suits(q) || q.noise || q.fraction || !inAQuarter(q.value, c.Figure.Value) || r.ofOther(c, s, m) || r.passedThen(c, s, n) {
				continue
			}
			if !r.leads(c, s, m) && !r.saidOfOwn(c, s, m.first) || !r.tellsOfOwn(c, s) {
				continue
			}
			claim := r.claim(Bound, Own, m.at, n)
			claim.Computed, claim.Stated, claim.PerCent = c.Figure.Value, r.show(n), q.unit == percent
			claim.Allowed = Interval{Low: q.value}
			if m.sign < 0 {
				claim.Allowed = Interval{High: q.value}
			}
			claim.Agrees = claim.Allowed.Meets(c.Figure.interval())
			all = append(all, claim)
		}
	}
	return all
}

// passesMark reports whether what stands right behind a word of change is a mark and no step: “fell below 90%”.
func (r *reading) passesMark(m *move) bool {
	if len(m.by) != 1 || m.by[0] != m.at+1 || m.judged || m.times != nil {
		return false
	}
	how := r.items[m.by[0]].q.how
	return (how == beneath && m.sign < 0 || how == above && m.sign > 0) && changeWords[r.wordAt(m.at)].sign != 0 && !changeWords[r.wordAt(m.at)].noun
}

// passedThen reports whether a sentence names a time at which the mark was passed, other than the card's own or “for
// the first time this year”, or makes it no fact.
func (r *reading) passedThen(c *Card, s sentence, n int) bool {
	first := r.wordAt(n+1) == "for" && r.wordAt(n+2) == "the" && r.wordAt(n+3) == "first" && r.wordAt(n+4) == "time"
	for i := s.from; i < s.to; i++ {
		it := r.items[i]
		if i < n && it.kind == wordItem && (doubtful[it.text] || unsureCourse[it.text]) {
			return true
		}
		if it.w != nil && c.slotOf(it.w) != slotOwn && (!first || i != n+5 && i != n+6) {
			return true
		}
		if it.kind == wordItem && i > n && (it.text == "before" || it.text == "but" || it.text == "during" || it.text == "briefly") {
			return true
		}
	}
	return false
}
