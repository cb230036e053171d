package claims

// markSharesOfLeft marks a count with its percentage, and two numbers side by side, where it is that of what is left of
// the one without the other: “120 came in; six were withdrawn. 84% (96) were in time”.
func (r *reading) markSharesOfLeft(c *Card, marked []bool) {
	all := r.numbersSaid()
	for _, s := range r.sentences {
		for n := s.from; n < s.to; n++ {
			t, ok := r.tiedShareAt(c, s, n)
			if !ok {
				continue
			}
			for i := 1; i < len(all); i++ {
				a, b := all[i-1], all[i]
				left := a.v - b.v
				if a.at == t.part.at || b.at == t.part.at || left <= 0 || a.q.unit != t.part.q.unit || b.q.unit != a.q.unit || !t.isOf(left, a.half+b.half) {
					continue
				}
				marked[a.at], marked[b.at], marked[t.part.at] = true, true, true
			}
		}
	}
}
