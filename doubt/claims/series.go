package claims

// timePoint is a number of a series with the percentage by which it is said to have changed from the one before; the
// place of that is −1 where none stands.
type timePoint struct{ level, rate int }

// seriesHeld checks series of numbers, each with its time and most with how far they moved: “2021/22 4,120; 2022/23
// 4,310 4.6%; 2023/24 4,090 −5.1%”. It speaks where one slip makes the steps hold of which one holds already.
func (r *reading) seriesHeld(*Card) []Claim {
	var all []Claim
	for _, s := range r.sentences {
		for n := s.from; n < s.to; n++ {
			if r.items[n].w == nil {
				continue
			}
			points, last := r.seriesAt(s, n)
			if claim, ok := r.seriesClaim(points); ok {
				all = append(all, claim)
			}
			n = max(n, last-1)
		}
	}
	return all
}

// seriesAt reads the points of a series from a time on, and the place behind them.
func (r *reading) seriesAt(s sentence, n int) ([]timePoint, int) {
	var points []timePoint
	for n < s.to && r.items[n].w != nil {
		i := n + 1
		if r.markAt(i) == ":" {
			i++
		}
		q := r.quantityAt(i)
		if i >= s.to || !q.sized() || q.how != asSaid || q.value.Sign() <= 0 || len(points) > 0 && q.unit != r.items[points[0].level].q.unit {
			break
		}
		p := timePoint{i, -1}
		for i++; i < s.to && (r.markAt(i) == "(" || r.markAt(i) == ")" || r.markAt(i) == "," || r.markAt(i) == ";"); i++ {
			if rate := r.quantityAt(i + 1); r.markAt(i) == "(" && rate != nil && rate.unit == percent {
				p.rate = i + 1
				i++
			}
		}
		if rate := r.quantityAt(i); p.rate < 0 && i == p.level+1 && i < s.to && rate != nil && rate.unit == percent {
			p.rate = i
			for i++; r.markAt(i) == "," || r.markAt(i) == ";"; i++ {
			}
		}
		points, n = append(points, p), i
	}
	return points, n
}

// seriesClaim speaks of the first step of a series that does not hold.
func (r *reading) seriesClaim(points []timePoint) (Claim, bool) {
	if len(points) < 3 {
		return Claim{}, false
	}
	var qs []*quantity
	good, bad := 0, 0
	for i, p := range points {
		qs = append(qs, r.items[p.level].q)
		if p.rate < 0 {
			continue
		}
		rate := r.items[p.rate].q
		if i == 0 || rate.noise || rate.how != asSaid || rate.fraction || rate.telling() < 2 {
			return Claim{}, false
		}
		if qs = append(qs, rate); r.stepOfSeries(points, i) {
			good++
		} else if bad == 0 {
			bad = i
		}
	}
	holds := func() bool {
		for i, p := range points {
			if p.rate >= 0 && !r.stepOfSeries(points, i) {
				return false
			}
		}
		return true
	}
	if good == 0 || bad == 0 || !slipOf(holds, nil, qs...) {
		return Claim{}, false
	}
	a, b, rate := r.items[points[bad-1].level].q, r.items[points[bad].level].q, points[bad].rate
	claim := r.claim(Change, Words, points[bad-1].level, rate)
	claim.Read = r.show(points[bad-1].level) + " to " + r.show(points[bad].level)
	claim.Computed, claim.PerCent = percentExactly(a.value, b.value), true
	claim.Stated, claim.Allowed = r.show(rate), wide(r.items[rate].q)
	return claim, true
}

// stepOfSeries reports whether a number of a series is as far from the one before as its percentage says.
func (r *reading) stepOfSeries(points []timePoint, i int) bool {
	in, ok := percentOf(r.endAt(points[i-1].level).rounded(), r.endAt(points[i].level).rounded())
	said := wide(r.items[points[i].rate].q)
	return ok && (in.Meets(said) || in.negated().Meets(said))
}
