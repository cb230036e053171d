package claims

import "chaser/kpi"

// alsoBefore reads a distance that is said twice before its word: “£17.7k (3.5%) below budget”, “£44k, or 3.8% under”.
func (r *reading) alsoBefore(s sentence, at int, a *aside) bool {
	by, also := at-4, at-2
	if r.markAt(at-1) != ")" || r.markAt(at-3) != "(" {
		return false
	}
	p, q := r.quantityAt(by), r.quantityAt(also)
	if by < s.from || p == nil || q == nil || p.noise || q.noise || p.unit == q.unit || q.unit != percent {
		return false
	}
	a.by, a.also, a.first = by, also, by
	return true
}

// alsoClaim checks the distance in the other unit.
func (r *reading) alsoClaim(c *Card, a aside) (Claim, bool) {
	if a.also <= 0 || c.Unit == kpi.Percent {
		return Claim{}, false
	}
	a.by = a.also
	return r.asideClaim(c, a)
}

// metAgain reports whether what stands behind “target of 85% met” says how often it was so: “for the second year”.
func (r *reading) metAgain(n int) bool {
	w := r.wordAt(n)
	return w == "again" || w == "once" || w == "for" && r.hasWord(n+1, min(n+6, len(r.items)), timesMet)
}

var timesMet = set("year", "years", "quarter", "quarters", "time", "month", "months", "running")

// timedFirstly reports whether a sentence begins with another time than the card's: “In September the target was met”.
func (r *reading) timedFirstly(c *Card, s sentence, before int) bool {
	for n := s.from; n < min(before, s.from+4); n++ {
		if w := r.items[n].w; w != nil && c.slotOf(w) != slotOwn {
			return true
		}
	}
	return false
}
