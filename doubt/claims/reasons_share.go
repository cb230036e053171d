package claims

import (
	"math/big"

	"chaser/kpi"
)

// shareReasons are what a count could be as a part or a whole of the card's percentage, and as what is left of a whole.
func (r *reading) shareReasons(c *Card, l ledger, at int) []reason {
	e := l.near[at]
	var all []reason
	figure, ok := entryOf(c, c.Figure)
	all100 := milli(100_000)
	if per, isRate := milliOf(c.perThousands()); isRate {
		all100 = per
	}
	own := ok && !l.shared && figure.v > 0 && figure.v <= all100
	about := own && (r.overlap(c, l.s.from, l.s.to) > 0 || r.saysFigure(c, l) || r.limitsMeet(c, l.s.from, l.s.to) > 0)
	all = append(all, r.ofPercentReasons(c, l, at)...)
	for i, o := range l.near {
		if i == at || !alikeEntries(e, o) || i < at-3 || i > at+3 {
			continue
		}
		if own && about && r.neighbours(l, i, at) {
			said := r.saysFigure(c, l) && (r.isWhole(e.at, o.at) || r.isWhole(o.at, e.at) || r.ofWhichIs(e.at, o.at) || r.ofWhichIs(o.at, e.at))
			all = append(all, reason{v: o.v * figure.v / all100, half: o.v * figure.half / all100, said: said, claim: r.sayShare(c, o.at)})
			if rest := all100 - figure.v; said && c.Unit == kpi.Percent && rest > 0 && r.tellsUnmet(min(e.at, o.at), max(e.at, o.at)) {
				all = append(all, reason{v: o.v * rest / all100, half: o.v * figure.half / all100, said: said, claim: r.sayShareLeft(c, o.at)})
			}
			if figure.v < all100 {
				all = append(all, reason{v: o.v * all100 / figure.v, half: o.v * all100 / figure.v * figure.half / figure.v, said: said, claim: r.sayShare(c, o.at)})
			}
		}
		for j := range l.near { // what is left of a whole
			part, of := l.near[j], o
			if j == i || j == at || !alikeEntries(part, of) || part.v >= of.v || j < i-2 || j > i+2 {
				continue
			}
			said := r.isWhole(part.at, of.at)
			ofFigure := ok && c.Unit == kpi.Percent && within(part.v*100_000/of.v, figure.v, 2*figure.half+5)
			apart := r.sentenceOf(e.at) != r.sentenceOf(of.at) && !r.namesRest(e.at)
			if (ofFigure || said && !apart) && !r.leftOut(e.at) {
				behind := at - max(i, j)
				next := behind == 1 || behind == 2 && r.isWhole(l.near[at-1].at, e.at) // 31 of the 95 late plans
				all = append(all, reason{v: of.v - part.v, said: said && next, claim: r.saySum(of.at, part.at)})
			}
		}
	}
	return all
}

// tellsUnmet reports whether a word between two items says that something was missed.
func (r *reading) tellsUnmet(from, to int) bool {
	return r.hasWord(from, to, unmetWords) || r.hasWord(from, to, unmetNouns)
}

// sayShareLeft says that what was missed of a whole does not leave the card's percentage.
func (r *reading) sayShareLeft(c *Card, of int) func(n int) Claim {
	return func(n int) Claim {
		part, all := r.items[n].q, r.items[of].q
		if part.value.Cmp(all.value) > 0 {
			part, all = all, part
		}
		met := &quantity{value: new(big.Rat).Sub(all.value, part.value), step: part.step}
		claim := r.claim(Share, Own, min(n, of), max(n, of))
		r.fill(&claim, met, all)
		claim.Stated, claim.Allowed = Digits(c.Figure.Value)+"%", c.figureAllows()
		return claim
	}
}

// ofPercentReasons are what a count could be by the percentage beside it: “71% domestic (242)”, of the figure.
func (r *reading) ofPercentReasons(c *Card, l ledger, at int) []reason {
	e := l.near[at]
	figure, ok := entryOf(c, c.Figure)
	if !ok || c.Unit == kpi.Percent || !c.suits(e.q) {
		return nil
	}
	var all []reason
	for _, i := range []int{at - 1, at + 1} {
		if i < 0 || i >= len(l.near) {
			continue
		}
		rate := l.near[i]
		beside := r.markAt(e.at-1) == "(" || r.markAt(rate.at-1) == "(" && rate.at > e.at
		if rate.q.unit != percent || r.isStep(l.s, rate.at) || rate.at < l.s.from || rate.at >= l.s.to || !beside {
			continue
		}
		all = append(all, reason{v: figure.v * rate.v / 100_000, half: figure.v * rate.half / 100_000, claim: func(n int) Claim {
			claim := r.claim(Share, Words, min(n, rate.at), max(n, rate.at))
			r.fill(&claim, r.items[n].q, &quantity{value: c.Figure.Value, step: c.Figure.Step})
			claim.Stated, claim.Allowed = r.show(rate.at), wide(rate.q)
			return claim
		}})
	}
	return all
}

// saysFigure reports whether a ledger holds the card's figure.
func (r *reading) saysFigure(c *Card, l ledger) bool {
	for _, e := range l.near {
		if e.q.delta == 0 && !e.q.target && c.isOwn(e.q) {
			return true
		}
	}
	return false
}

// isWhole reports whether the words tie a part to its whole.
func (r *reading) isWhole(part, of int) bool {
	at := r.wholeAfter(part)
	return at > 0 && at == of
}

// ofWhichIs reports whether “of these” and the like tie a part to its whole.
func (r *reading) ofWhichIs(part, of int) bool {
	s, ok := r.ofWhich(part)
	return ok && s.of == of
}

// neighbours reports whether no other count stands between two.
func (r *reading) neighbours(l ledger, i, j int) bool {
	for n := min(i, j) + 1; n < max(i, j); n++ {
		if l.near[n].q.unit == l.near[i].q.unit {
			return false
		}
	}
	return true
}

func within(a, b, by milli) bool { return (a - b).abs() <= by }

// alikeEntries reports whether two numbers may count parts of the same whole.
func alikeEntries(a, b entry) bool {
	if a.q.unit == plain && !a.q.measure && (a.q.step.Cmp(whole(1)) < 0 || b.q.step.Cmp(whole(1)) < 0) {
		return false // 95.65 and 97.15 count nothing
	}
	return a.q.unit == b.q.unit && a.q.delta == 0 && b.q.delta == 0 && (a.q.unit != percent)
}

func (r *reading) sayShare(c *Card, other int) func(n int) Claim {
	return func(n int) Claim {
		part, of := r.items[n].q, r.items[other].q
		if part.value.Cmp(of.value) > 0 {
			part, of = of, part
		}
		claim := r.claim(Share, Own, min(n, other), max(n, other))
		r.fill(&claim, part, of)
		claim.Stated, claim.Allowed = Digits(c.Figure.Value)+"%", c.figureAllows()
		if per := c.perThousands(); per != nil {
			claim.Kind, claim.Numerator, claim.PerCent, claim.Stated = Rate, per, false, Digits(c.Figure.Value)
			claim.Computed = new(big.Rat).Mul(new(big.Rat).Quo(part.value, of.value), per)
		}
		return claim
	}
}

// rateReasons are what a percentage could be as the share of a count beside it.
func (r *reading) rateReasons(c *Card, l ledger, at int) []reason {
	var all []reason
	for i := max(0, at-2); i < min(len(l.near), at+3); i++ {
		part := l.near[i]
		if i == at || !part.q.sized() || part.at < l.s.from || part.at >= l.s.to {
			continue
		}
		add := func(of entry, tied bool) {
			if of.v > part.v && part.v > 0 {
				rate := part.v * 100_000 / of.v
				all = append(all, reason{v: rate, tied: tied, claim: r.sayRate(c, part.at, of)})
				if tied {
					all = append(all, reason{v: 100_000 - rate, claim: r.sayOthers(part.at, of.at)})
				}
			}
		}
		for j, of := range l.near {
			if j != i && j != at && alikeEntries(part, of) {
				add(of, r.isWhole(part.at, of.at))
			}
		}
		if figure, ok := entryOf(c, c.Figure); ok && c.suits(part.q) && c.Unit != kpi.Percent {
			add(figure, false)
		}
	}
	return all
}

// sayOthers says that a percentage is not that of the others of a whole.
func (r *reading) sayOthers(part, of int) func(n int) Claim {
	return func(n int) Claim {
		claim := r.claim(Share, Words, min(part, n), max(of, n))
		p, w := r.items[part].q, r.items[of].q
		r.fill(&claim, &quantity{value: new(big.Rat).Sub(w.value, p.value), step: p.step}, w)
		return claim
	}
}

func (r *reading) sayRate(c *Card, part int, of entry) func(n int) Claim {
	return func(n int) Claim {
		claim := r.claim(Share, Words, min(part, n), max(part, n))
		whole := of.q
		if whole == nil {
			whole = &quantity{value: c.Figure.Value, step: c.Figure.Step}
		}
		r.fill(&claim, r.items[part].q, whole)
		return claim
	}
}
