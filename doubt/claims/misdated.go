package claims

import "math/big"

// misdated finds the card's own figure under the name of another time for which the card has quite another number: “At
// the end of Quarter 1 we had collected 54.9%” under the 54.9% of Quarter 2. A number of fewer than three digits may be
// both.
func (r *reading) misdated(c *Card) []Claim {
	if c.Figure.Value == nil || len(digitsOf(c.Figure)) < 3 {
		return nil
	}
	var all []Claim
	for _, s := range r.sentences {
		for n := s.from; n < s.to; n++ {
			q := r.items[n].q
			if q == nil || q.noise || q.target || q.delta != 0 || q.base || q.fraction || q.how != asSaid || !c.suits(q) || q.value.Cmp(c.Figure.Value) != 0 || r.items[n].depth > 0 || r.yardstickOf(s, n) != "" {
				continue
			}
			w := r.dateOf(c, s, n)
			if w == nil || w.rel != named || w.day != 0 || w.season || w.n <= 0 && !w.two {
				continue
			}
			known, subject := c.knownAt(c.slotOf(w))
			if subject != Previous && subject != YearAgo || known.Value == nil || near(known.Value, c.Figure.Value) {
				continue
			}
			claim := r.claim(Restated, subject, n, n)
			claim.Period, claim.Stated = known.Period, r.show(n)
			claim.Computed, claim.Allowed, claim.PerCent = known.Value, wide(q), q.unit == percent
			all = append(all, claim)
		}
	}
	return all
}

// near reports whether two numbers are within a fiftieth of each other.
func near(a, b *big.Rat) bool {
	apart := new(big.Rat).Sub(a, b)
	return apart.Abs(apart).Mul(apart, whole(50)).Cmp(new(big.Rat).Abs(b)) <= 0
}

// timesNumber reports whether a time stands right behind a number, as that number's: “19.2 weeks in Q1, 41.7 in Q2”.
func (r *reading) timesNumber(s sentence, at int) bool {
	for n := at - 1; n >= max(s.from, at-3) && r.items[n].kind != markItem; n-- {
		if q := r.items[n].q; q != nil {
			return !q.noise
		}
	}
	return false
}

// dateOf is the one time that a sentence names for the number that it gives: before any other number, and with nothing
// that compares, or right behind the things that the number counts. It is nil where the sentence names another.
func (r *reading) dateOf(c *Card, s sentence, n int) *when {
	found := -1
	for i := s.from; i < s.to; i++ {
		it := r.items[i]
		switch {
		case it.w != nil && found < 0 && i < n && r.timesNumber(s, i):
			return nil
		case it.w != nil && found < 0:
			found = i
		case it.q != nil && !it.q.noise && i < n && (it.q.unit == r.items[n].q.unit || c.suits(it.q)):
			return nil
		case it.w != nil && i < n:
			return nil
		}
	}
	if found < 0 || found > n+5 {
		return nil
	}
	if found > n {
		for i := n + 1; i < found; i++ {
			if it := r.items[i]; it.kind != wordItem || againstWords[it.text] || changeWords[it.text].sign != 0 || conjunctions[it.text] || it.text == "from" || it.text == "to" {
				return nil
			}
		}
		if r.wordAt(found-1) != "in" && r.wordAt(found-1) != "during" && r.wordAt(found-1) != "for" {
			return nil
		}
		return r.items[found].w
	}
	if w := r.wordAt(found - 1); w != "" && w != "in" && w != "of" && w != "for" && w != "during" && w != "end" && w != "at" && w != "by" {
		return nil
	}
	for i := found + 1; i < n; i++ {
		if it := r.items[i]; it.text == "," && i > found+1 || it.text == ";" || againstWords[it.text] || changeWords[it.text].sign != 0 || conjunctions[it.text] && it.text != "we" || it.text == "from" || it.text == "when" {
			return nil
		}
	}
	return r.items[found].w
}
