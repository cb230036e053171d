package claims

import "math/big"

// bounds checks “less than seven now” and “over 1,000 this quarter” against the card's figure, where the number is near
// it and its time is the card's own.
func (r *reading) bounds(c *Card) []Claim {
	if c.Figure.Value == nil || c.Figure.Value.Sign() <= 0 {
		return nil
	}
	var all []Claim
	for _, s := range r.sentences {
		for n := s.from; n < s.to; n++ {
			q := r.items[n].q
			if q == nil || q.noise || q.target || q.delta != 0 || q.fraction || !c.suits(q) {
				continue
			}
			if claim, ok := r.besideEarlier(c, s, n); ok {
				all = append(all, claim)
				continue
			}
			if q.base || !bounding[q.how] {
				continue
			}
			if w := r.timeBeside(s, n); w == nil || c.slotOf(w) != slotOwn || r.overlap(c, s.from, s.to) == 0 {
				continue
			}
			near := Interval{new(big.Rat).Mul(q.value, big.NewRat(85, 100)), new(big.Rat).Mul(q.value, big.NewRat(115, 100))}
			if !near.Holds(c.Figure.Value) {
				continue
			}
			claim := r.claim(Bound, Own, n, n)
			claim.Computed, claim.Stated, claim.Allowed = c.Figure.Value, r.show(n), q.interval()
			claim.Agrees = claim.Allowed.Meets(c.Figure.interval())
			claim.PerCent = q.unit == percent
			all = append(all, claim)
		}
	}
	return all
}

// besideEarlier checks on which side of an earlier figure the words put this one: “they remain above the 201 of a year
// ago”.
func (r *reading) besideEarlier(c *Card, s sentence, n int) (Claim, bool) {
	q, at := r.items[n].q, n-1
	if r.wordAt(at) == "the" {
		at--
	}
	sign := map[string]int{"above": 1, "over": 1, "below": -1, "under": -1}[r.wordAt(at)]
	if before := r.quantityAt(at - 1); sign == 0 || at <= s.from || before != nil && !before.noise || changeWords[r.wordAt(at-1)].noun || judgedNouns[r.wordAt(at-1)] {
		return Claim{}, false
	}
	slot, ok := r.timeOf(c, s, n)
	known, subject := c.knownAt(slot)
	if !ok || subject == Own || known.Value == nil || known.Value.Cmp(q.value) != 0 || !r.saidOfOwn(c, s, at) {
		return Claim{}, false
	}
	claim := r.claim(Bound, Own, at, n)
	claim.Computed, claim.Stated, claim.PerCent = c.Figure.Value, claim.Quote, q.unit == percent
	claim.Allowed = Interval{Low: q.value}
	if sign < 0 {
		claim.Allowed = Interval{High: q.value}
	}
	claim.Agrees = claim.Allowed.Meets(c.Figure.interval())
	return claim, true
}

// bounding are the approximations that have an end which the figure may not pass.
var bounding = map[approximation]bool{above: true, beneath: true, justOver: true}

// timeBeside is the time named within a few items of a number.
func (r *reading) timeBeside(s sentence, n int) *when {
	for i := n + 1; i < min(s.to, n+4); i++ {
		if w := r.items[i].w; w != nil {
			return w
		}
		if it := r.items[i]; it.kind == markItem {
			break
		}
	}
	return nil
}
