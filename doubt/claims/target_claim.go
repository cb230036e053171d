package claims

import (
	"math/big"

	"chaser/kpi"
)

// asideClaim holds a phrase against the figure and its target.
func (r *reading) asideClaim(c *Card, a aside) (Claim, bool) {
	target := c.Target
	if a.value >= 0 {
		q := r.items[a.value].q
		if target.Value != nil && !target.says(q) {
			return Claim{}, false
		}
		if target.Value == nil {
			target = Known{Value: q.value, Step: q.step}
		}
	}
	if target.Value == nil {
		return Claim{}, false
	}
	if a.by < 0 && r.tellsPast(c, a) {
		return Claim{}, false
	}
	check := r.side
	if a.by >= 0 {
		check = r.distance
	}
	claim, ok := check(c, a, target)
	if a.loose && a.value < 0 && ok && !claim.Agrees {
		ok = a.by >= 0 && slipOf(func() bool {
			again, _ := check(c, a, target)
			return again.Agrees
		}, nil, r.items[a.by].q)
	}
	if a.value >= 0 {
		claim.Read = r.show(a.value)
	}
	return claim, ok
}

// side checks “exceeded its target” and “below target”. Of a figure that should fall, “below target” may praise or
// blame, so that nothing is said of it.
func (r *reading) side(c *Card, a aside, target Known) (Claim, bool) {
	by := c.Figure.Value.Cmp(target.Value) // +1 above
	worth := 0
	switch c.Direction {
	case kpi.Up:
		worth = by
	case kpi.Down:
		worth = -by
	}
	claim := r.claim(Side, Own, a.first, a.last)
	claim.Computed, claim.Stated, claim.Allowed = c.Figure.Value, claim.Quote, exactly(target.Value)
	claim.PerCent = c.Unit == kpi.Percent
	near := c.Figure.interval().Holds(target.Value)
	switch {
	case c.Direction != kpi.Up && c.Direction != kpi.Down:
		return Claim{}, false
	case a.better == 1 && (c.Direction == kpi.Up || a.sure), a.better == -1:
		claim.Agrees = worth == a.better || near && worth != 0
	case a.met:
		// 89.6% may be said to meet a target of 90% that is not named.
		claim.Agrees = worth >= 0 || near || a.value < 0 && c.Figure.interval().Meets(target.interval())
	case a.sign != 0 && c.Direction == kpi.Up:
		claim.Agrees = by == a.sign || near
	default:
		return Claim{}, false
	}
	return claim, true
}

// distance checks how far the figure is said to be from its target. It may be said in the figure's unit, in percentage
// points, or in per cent of the target.
func (r *reading) distance(c *Card, a aside, target Known) (Claim, bool) {
	q := r.items[a.by].q
	apart := c.Figure.interval().plus(exactly(new(big.Rat).Neg(target.Value)))
	exact := new(big.Rat).Sub(c.Figure.Value, target.Value)
	claim := r.claim(Distance, Own, a.first, a.last)
	claim.Stated, claim.Computed, claim.Allowed = r.show(a.by), exact, wide(q)
	var readings []Interval
	switch {
	case q.unit == points && c.Unit != kpi.Percent, q.unit == length && !q.counted, q.unit == rated, q.fraction:
		return Claim{}, false
	case c.Unit == kpi.Percent && (q.unit == points || q.unit == percent || q.unit == plain && q.value.Cmp(hundred) < 0):
		readings = append(readings, apart)
		claim.Points = true
	case q.unit == percent:
		claim.PerCent = true
	case c.suits(q):
		readings = append(readings, apart)
		claim.Pounds = c.Unit == kpi.Currency
	default:
		return Claim{}, false
	}
	if q.unit == percent && target.Value.Sign() > 0 {
		readings = append(readings, apart.over(exactly(target.Value)).times(hundred))
		if claim.PerCent {
			claim.Computed = percentage(exact, target.Value)
		}
	}
	stated := q.interval()
	for _, in := range readings {
		if a.better == 1 && c.Direction == kpi.Up { // 97.12% does not exceed 97.5%, however far it is from it
			claim.Agrees = claim.Agrees || in.Meets(stated)
			continue
		}
		claim.Agrees = claim.Agrees || a.sign >= 0 && a.better == 0 && in.Meets(stated) || a.sign <= 0 && in.Meets(stated.negated()) ||
			a.better != 0 && in.Meets(stated)
	}
	return claim, len(readings) > 0
}

// tellsPast reports whether a phrase tells how an earlier time was beside the target: “Q2 last year just missed the 91%
// target”, “we were over the target and are now just under it”.
func (r *reading) tellsPast(c *Card, a aside) bool {
	s := r.sentences[r.sentenceOf(a.first)]
	for n := a.first - 1; n >= max(s.from, a.first-6); n-- {
		it := r.items[n]
		if it.w != nil {
			return n == s.from && c.slotOf(it.w) != slotOwn
		}
		if it.text == "were" || it.text == "was" {
			return r.hasWord(a.last+1, min(s.to, a.last+8), set("now"))
		}
		if it.kind == markItem || it.q != nil {
			return false
		}
	}
	return false
}
