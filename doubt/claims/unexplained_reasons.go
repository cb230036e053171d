package claims

import "chaser/kpi"

// explained reports whether a number has any reason: with the card's numbers, or with two beside it, whatever they
// count.
func (r *reading) explained(c *Card, l ledger, at int) bool {
	e := l.near[at]
	var all, beside []entry
	for _, k := range []Known{c.Figure, c.Previous, c.YearAgo, c.Target} {
		if known, ok := entryOf(c, k); ok {
			if k.Value == c.Target.Value {
				known.half = 0 // a target is exact
			}
			all = append(all, known)
		}
	}
	for i, o := range l.near {
		if i != at {
			all = append(all, o)
		}
		if i != at && o.at >= l.s.from && o.at < l.s.to && alikeEntries(e, o) {
			beside = append(beside, o)
		}
	}
	for i, a := range all {
		if within(e.v, a.v, a.half+2*e.half) || c.Unit == kpi.Percent && within(e.v, 100_000-a.v, a.half+2*e.half) {
			return true
		}
		for _, b := range all[i+1:] {
			if c.meets(e, a, b) {
				return true
			}
		}
	}
	for i, a := range beside {
		for _, b := range beside[i+1:] {
			if partsWith(e, a, b, l.near) {
				return true
			}
		}
	}
	return false
}

// partsWith reports whether three numbers make a fourth.
func partsWith(e, a, b entry, all []entry) bool {
	for _, whole := range all {
		if whole.v == e.v+a.v+b.v && alikeEntries(e, whole) {
			return true
		}
	}
	return false
}

// meets reports whether a number is the sum of two others, how far they are apart, or the share or the step of one in
// per cent of the other, or stands so to them.
func (c *Card) meets(e, a, b entry) bool {
	slack := a.half + b.half + 2*e.half
	if c.addable(e, a) && c.addable(e, b) && (within(e.v, (a.v-b.v).abs(), slack) || within(e.v, a.v+b.v, slack)) {
		return true
	}
	if a.v > b.v {
		a, b = b, a
	}
	if a.v <= 0 || e.v <= 0 {
		return false
	}
	isRate := e.q.unit == percent
	if isRate {
		tell := func(part, of milli) bool { return within(e.v, part*100_000/of, 2*e.half+100_000*(a.half+b.half)/of) }
		return tell(a.v, b.v) || tell(b.v-a.v, a.v) || tell(b.v-a.v, b.v)
	}
	for _, p := range [][2]entry{{a, b}, {b, a}} { // a percentage of the other
		rate, of := p[0], p[1]
		known := rate.at < 0 || rate.q.unit == percent
		if !known || rate.v <= 0 || rate.v > 100_000 {
			continue
		}
		if within(e.v, rate.v*of.v/100_000, e.half+of.v*(rate.half+rate.half)/100_000+of.half) || within(e.v, of.v*100_000/rate.v, e.half+of.v*100_000/rate.v*2*rate.half/rate.v) {
			return true
		}
	}
	return false
}

// addable reports whether a number may be the sum of another and a third, or how far they are apart: a percentage is of
// percentages alone, and pounds are of pounds.
func (c *Card) addable(e, o entry) bool {
	rate := func(q *quantity) bool { return q.unit == percent || q.unit == points }
	if o.at < 0 {
		return (c.Unit == kpi.Percent) == rate(e.q) || c.Unit == kpi.Percent && e.q.unit == plain && e.q.value.Cmp(hundred) < 0
	}
	return rate(e.q) == rate(o.q) || rate(e.q) && o.q.unit == plain && o.q.delta != 0 || rate(o.q) && e.q.unit == plain && e.q.delta != 0
}
