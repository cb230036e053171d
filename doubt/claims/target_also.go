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
