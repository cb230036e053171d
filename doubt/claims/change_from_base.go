package claims

import (
	"math/big"

	"chaser/kpi"
)

// fromBase checks “a 33% increase on last year” against what the card knows of last year.
func (r *reading) fromBase(c *Card, s sentence, m *move, tos []end, aboutOwn bool) (Claim, bool) {
	if !aboutOwn || r.countsUnderRate(c, m) || r.ofOtherThing(c, s, m.first, m.at) {
		return Claim{}, false
	}
	explicit := m.level >= 0 || m.to >= 0
	about := explicit || r.leads(c, s, m) && (r.onlyCard(c, s) || r.sentenceOf(s.from) == 0 && m.first == m.at && m.at <= s.from+2) || r.saidOfOwn(c, s, m.first) && r.goesOn(c, m) || r.sameSubject(c, s, m)
	if !about || r.ofOther(c, s, m) {
		return Claim{}, false
	}
	r.asPoints(c, m)
	var froms []end
	bare := false // no time is said, and none can be guessed but by the numbers
	unsure := false
	add := func(k Known) {
		if k.Value != nil && k.Value.Sign() > 0 {
			froms = append(froms, c.end(k))
		}
	}
	switch c.slotOf(m.base) {
	case slotPrevious:
		add(c.Previous)
	case slotYearAgo:
		add(c.YearAgo)
	case slotOwn: // rose by 63% in 2022/23
		add(c.Previous)
		if c.Frequency != kpi.Yearly {
			if c.YearAgo.Value == nil || c.Previous.Value == nil {
				return Claim{}, false
			}
			add(c.YearAgo)
		}
	case slotNone:
		if !r.saysKnownBefore(c, s) && !explicit {
			return Claim{}, false
		}
		bare = !r.saysKnownBefore(c, s)
		add(c.Previous)
		add(c.YearAgo)
	default:
		unsure = true // or all of last year: only a slip shows which
		if likely, _ := c.knownAt(c.likelySlot(m.base)); likely.Value != nil {
			add(likely)
		} else if c.slotOf(m.base) == slotUnsure && r.items[m.by[0]].q.telling() > 2 && c.Previous.Value != nil {
			add(c.Previous) // fell by 278 over the autumn
		}
	}
	if len(froms) == 0 {
		return Claim{}, false
	}
	if tos[0].q != nil { // the same number, said with fewer digits perhaps
		tos = append(tos, c.end(c.Figure))
	}
	claim, ok := r.byClaim(r.claim(Change, Own, m.first, m.last), m, froms, tos)
	if ok && !claim.Agrees && unsure {
		ok = r.farTheOtherWay(c, m) || slipOf(func() bool {
			done, ok := r.byClaim(claim, m, froms, tos)
			return ok && done.Agrees
		}, nil, r.quantities(m.by)...)
	}
	if by := r.items[m.by[0]].q; ok && !claim.Agrees && bare && by.telling() > 1 && c.Target.Value != nil && r.stepMeets(c, by, c.end(c.Figure).in, c.Target.Value) {
		return Claim{}, false // 24 days better than the threshold
	}
	if ok && !claim.Agrees && bare && (m.to >= 0 || m.level >= 0 && r.closeLevel(m)) && r.sinceLast(c, s, m) {
		return claim, true
	}
	if ok && !claim.Agrees && m.base == nil && r.fromTarget(c, s, m) {
		return r.sinceTarget(c, m, tos)
	}
	if ok && !claim.Agrees && bare {
		by := r.items[m.by[0]].q
		ok = slipOf(func() bool {
			done, ok := r.byClaim(claim, m, froms, tos)
			return ok && done.Agrees
		}, nil, r.quantities(m.by)...)
		ok = ok && (len(by.digits) >= 3 || r.swapMends(by, func() bool {
			done, ok := r.byClaim(claim, m, froms, tos)
			return ok && done.Agrees
		}))
	}
	return claim, ok
}

// farTheOtherWay reports whether the figure went the other way than a change says, by a fifth and more, from both of
// the earlier figures.
func (r *reading) farTheOtherWay(c *Card, m *move) bool {
	for _, k := range []Known{c.Previous, c.YearAgo} {
		if k.Value == nil || m.sign == 0 || c.Figure.Value.Cmp(k.Value) != -m.sign {
			return false
		}
		apart := new(big.Rat).Sub(c.Figure.Value, k.Value)
		if apart.Abs(apart).Mul(apart, whole(5)).Cmp(new(big.Rat).Abs(k.Value)) < 0 {
			return false
		}
	}
	return true
}
