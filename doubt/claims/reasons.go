package claims

// reason is one thing that a number could be: what it would come to, give or take half, and what is said where it is
// another.
type reason struct {
	v, half milli
	tied    bool // the words leave hardly another
	said    bool // the words say it of the card's own percentage
	claim   func(n int) Claim
}

// reasonsOf lists what a number of a ledger could be, by its unit and by what stands beside it.
func (r *reading) reasonsOf(c *Card, l ledger, at int) []reason {
	e := l.near[at]
	if r.isStep(l.s, e.at) {
		return r.stepReasons(c, l, e)
	}
	var all []reason
	if c.suits(e.q) {
		all = append(all, r.levelReasons(c, l, e)...)
	}
	if e.q.sized() || e.q.count() {
		all = append(all, r.shareReasons(c, l, at)...)
		all = append(all, r.sumReasons(c, l, at)...)
		all = append(all, r.flowReasons(c, l, at)...)
		all = append(all, r.averageReasons(l, at)...)
		all = append(all, r.monthlyReasons(c, l, at)...)
	}
	if e.q.counted && e.q.delta == 0 && !e.q.measure {
		all = append(all, r.sumReasons(c, l, at)...)
	}
	if e.q.unit == percent && e.q.delta == 0 {
		all = append(all, r.rateReasons(c, l, at)...)
		all = append(all, r.sumReasons(c, l, at)...)
	}
	return all
}
