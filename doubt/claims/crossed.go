package claims

// crossed finds the figure and an earlier one that stand in each other's place: “17.2% were concessions, compared with
// 18.7% in Q2” under 18.7% after 17.2%; and an earlier figure of which it is told that it has moved since its own time,
// so that it is given for this one: “Availability was 75.3%, down on last quarter” under 72.5% after 75.3%.
func (r *reading) crossed(c *Card) []Claim {
	if c.Figure.Value == nil {
		return nil
	}
	var all []Claim
	for k, s := range r.sentences {
		for _, m := range r.moves[k] {
			if m.level < 0 || m.from >= 0 || m.to >= 0 || m.base == nil || len(m.by) > 0 {
				continue
			}
			if known, _ := c.knownAt(c.slotOf(m.base)); r.isEarlier(c, m.level, known) && r.overlap(c, s.from, s.to) > 0 && r.onlyLevel(c, s, m.level) {
				all = append(all, r.notNow(c, m.level))
			}
		}
		for n := s.from; n < s.to; n++ {
			q := r.items[n].q
			if q == nil || q.noise || q.delta != 0 || q.target || !c.suits(q) || q.how != asSaid || len(q.digits) < 3 || c.Figure.Value.Cmp(q.value) != 0 {
				continue
			}
			at, timed := r.timeOf(c, s, n)
			known, subject := c.knownAt(at)
			if !timed || r.sinceBehind(s, n) || subject == Own || known.Value == nil || known.Value.Cmp(c.Figure.Value) == 0 {
				continue
			}
			for i := s.from; i < n; i++ {
				if _, timed := r.timeOf(c, s, i); r.isEarlier(c, i, known) && !timed && r.yardstickOf(s, i) == "" {
					all = append(all, r.notNow(c, i))
					break
				}
			}
		}
	}
	return all
}

// sinceBehind reports whether the time behind a number is what it has changed since, and not its own: “from 10.15% to
// 5.31% since the last quarter”.
func (r *reading) sinceBehind(s sentence, n int) bool {
	for i := n + 1; i < min(s.to, n+9) && r.items[i].w == nil; i++ {
		if againstWords[r.wordAt(i)] || r.wordAt(i) == "from" {
			return true
		}
	}
	return r.wordAt(n-1) == "to"
}

// isEarlier reports whether a number is an earlier figure of the card, to its last digit, and not this one.
func (r *reading) isEarlier(c *Card, n int, known Known) bool {
	q := r.items[n].q
	return q != nil && known.Value != nil && !q.noise && q.delta == 0 && !q.target && c.suits(q) && q.how == asSaid && len(q.digits) > 2 &&
		q.value.Cmp(known.Value) == 0 && q.step.Cmp(known.Step) == 0 && !c.Figure.says(q)
}

// onlyLevel reports whether a sentence gives no other number of the card's unit.
func (r *reading) onlyLevel(c *Card, s sentence, level int) bool {
	for n := s.from; n < s.to; n++ {
		if q := r.items[n].q; n != level && q != nil && !q.noise && c.suits(q) {
			return false
		}
	}
	return true
}

// notNow says that a number is given for the figure and is another.
func (r *reading) notNow(c *Card, n int) Claim {
	q := r.items[n].q
	claim := r.claim(Restated, Own, n, n)
	claim.Period, claim.Stated = c.Figure.Period, r.show(n)
	claim.Computed, claim.Allowed, claim.PerCent = q.value, wide(q), q.unit == percent
	return claim
}
