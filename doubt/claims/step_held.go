package claims

import (
	"math/big"

	"chaser/kpi"
)

// stepsHeld checks a step against the two numbers that its words hold together: what it is from, which the words give
// behind “than”, “from” or “on” or before the step, and what it leads to, which stands before it or on the card. It
// speaks where no other two numbers of the words or of the card are so far apart.
func (r *reading) stepsHeld(c *Card) []Claim {
	var all []Claim
	for k, s := range r.sentences {
		l := r.ledgerOf(c, k)
		for _, at := range l.own {
			e := l.near[at]
			if !r.heldStep(s, e) {
				continue
			}
			if step, ok := milliOf(e.q.step); ok && e.q.how != asSaid {
				e.half = step
			}
			base, level := r.endsOfHeld(c, k, e.at)
			if base.q == nil || level.value == nil {
				continue
			}
			if claim, ok := r.heldClaim(c, l, e, base, level); ok {
				all = append(all, claim)
			}
		}
	}
	return all
}

// heldStep reports whether a number tells how far two others are apart, and is said exactly.
func (r *reading) heldStep(s sentence, e entry) bool {
	q := e.q
	return (q.how == asSaid || q.how == nearly || q.how == justOver) && !q.fraction && !q.target && !q.base && r.isStep(s, e.at) && !r.towards(s, e.at)
}

// heldWords stand between a step and what it is from.
var heldWords = set("than", "on", "over", "against", "below", "above", "under", "from", "compared")

// endsOfHeld are the number that a step is from and the one that it leads to.
func (r *reading) endsOfHeld(c *Card, k, step int) (base, level end) {
	s := r.sentences[k]
	from := r.heldBase(s, step)
	if from < 0 {
		from, to := r.heldBefore(s, step)
		if from < 0 {
			from, to = r.takenUp(k, step)
		}
		if from < 0 {
			return base, level
		}
		return r.endAt(from), r.endAt(to)
	}
	base = r.endAt(from)
	if to := r.levelOfHeld(k, step, from); to >= 0 {
		return base, r.endAt(to)
	}
	if c.suits(base.q) && c.Figure.Value != nil && c.isOrSlipsToEarlier(base.q) {
		level = c.end(c.Figure)
	}
	return base, level
}

// isOrSlipsToEarlier reports whether a number is one that the card has for an earlier time, or is a slip of it.
func (c *Card) isOrSlipsToEarlier(q *quantity) bool {
	if c.knowsBefore(q) {
		return true
	}
	for _, k := range []Known{c.Previous, c.YearAgo} {
		if k.Value != nil && slipsTo(q, k) {
			return true
		}
	}
	return false
}

// heldBefore are the two numbers right before a step that ends its clause, of which the words put one beside the other:
// “455 vs 782 profiled, so 327 short”; −1 where they do not.
func (r *reading) heldBefore(s sentence, step int) (int, int) {
	if !r.endsHeld(s, step) || r.markAt(step-1) == "(" && r.markAt(step+1) == ")" && r.items[step].q.sign == 0 {
		return -1, -1
	}
	to, tied := -1, false
	for n := step - 1; n > s.from && r.items[n].q == nil && r.items[n].kind != markItem; n-- {
		if r.strange(nil, n) {
			return -1, -1 // from 24 to 39, boiler hours up 4%
		}
	}
	for n := step - 1; n >= max(s.from, step-24); n-- {
		it := r.items[n]
		switch q := it.q; {
		case it.text == ";" || it.text == ":":
			return -1, -1
		case it.depth > r.items[step].depth:
		case to < 0 && it.kind == wordItem && (conjunctions[it.text] || it.text == "with" || it.text == "of"):
			return -1, -1
		case q != nil && !q.noise:
			if q.delta != 0 || q.fraction || q.how != asSaid || r.wholeAfter(n) > 0 || r.partOf(n) >= 0 {
				return -1, -1
			}
			if to >= 0 && !tied {
				return -1, -1
			}
			if to >= 0 && q.unit == r.items[to].q.unit {
				if to == n+2 && r.wordAt(n+1) == "to" && r.wordAt(n-1) != "from" && len(q.digits) < 4 {
					return -1, -1 // ages 12 to 17
				}
				return n, to
			}
			if to < 0 {
				to = n
			}
		case to >= 0 && tieWords[it.text]:
			tied = true
		}
	}
	return -1, -1
}

// tieWords put a number beside the one before it.
var tieWords = set("from", "to", "against", "was", "vs", "versus", "than", "compared", "been", "(", "target", "v", "on")

// endsHeld reports whether a step ends its clause.
func (r *reading) endsHeld(s sentence, step int) bool {
	for n := step + 1; n < s.to; n++ {
		it := r.items[n]
		if it.kind == markItem && it.text != "(" && it.text != ")" || it.depth < r.items[step].depth {
			return true
		}
		if it.kind == wordItem && (heldWords[it.text] && n+1 < s.to && r.items[n+1].kind != markItem || conjunctions[it.text]) || it.q != nil && it.depth == r.items[step].depth {
			return conjunctions[it.text]
		}
	}
	return true
}

// heldBase is the place of the number that a step is from, behind it in its clause; −1 where none is given.
func (r *reading) heldBase(s sentence, step int) int {
	depth := r.items[step].depth
	against := -1
	for n := step + 1; n < min(s.to, step+16); n++ {
		it := r.items[n]
		switch {
		case it.depth > depth && against < 0, it.text == "(", it.text == ")":
		case it.q != nil && !it.q.noise:
			if against < 0 || n > against+9 || it.q.unit == length && !it.q.counted && !it.q.measure || it.q.delta != 0 || it.q.fraction || it.q.how != asSaid {
				return -1
			}
			return n
		case it.kind == wordItem && heldWords[it.text]:
			against = n
		case it.kind == markItem && it.text != "-", conjunctions[it.text], it.depth < depth:
			return -1
		}
	}
	return -1
}

// alikeUnits reports whether a number is of a unit, or an amount of each day beside a plain one: “1,563 a day, from
// 1,619”.
func alikeUnits(q *quantity, of unit) bool {
	return q.unit == of || of == plain && q.unit == rated && q.per == nil
}

// thisIs reports whether a sentence begins by taking up what the one before leads with: “this is”, “the figure
// represented”.
func (r *reading) thisIs(s sentence) bool {
	w, next := r.wordAt(s.from), r.wordAt(s.from+1)
	if (w == "this" || w == "the") && (next == "figure" || next == "number" || next == "total") {
		next = r.wordAt(s.from + 2)
		return next == "represents" || next == "represented"
	}
	return (w == "this" || w == "that" || w == "it" || w == "which") && (next == "is" || next == "was" || next == "represents" || next == "represented")
}

// takesUpOther reports whether a sentence takes up what the one before leads with, and the card has no such number; or
// that is a count, of which a step in per cent is told under a percentage.
func (r *reading) takesUpOther(c *Card, s sentence, step *quantity) bool {
	k := r.sentenceOf(s.from)
	if k == 0 || !r.thisIs(s) {
		return false
	}
	before := r.sentences[k-1]
	for n := before.from; n < before.to; n++ {
		if q := r.items[n].q; q != nil && !q.noise && c.isOwn(q) {
			return false
		}
	}
	n := r.firstLevel(before)
	if n < 0 || r.items[n].q.target {
		return false
	}
	if q := r.items[n].q; !c.suits(q) {
		return c.Unit == kpi.Percent && q.count() && step.unit == percent
	}
	return !slipsTo(r.items[n].q, c.Figure)
}

// levelOfHeld is the place of the number that a step leads to: the nearest of the base's unit before it, or what the
// sentence before leads with, where this one begins “this is”; −1 where there is none.
func (r *reading) levelOfHeld(k, step, from int) int {
	s, unit := r.sentences[k], r.items[from].q.unit
	for n := step - 1; n >= s.from; n-- {
		q := r.items[n].q
		if q == nil || q.noise || !alikeUnits(q, unit) || q.delta != 0 || q.fraction || q.base || r.items[n].depth > r.items[step].depth {
			continue
		}
		return n
	}
	if m := r.moveOf(k, step); k > 0 && (r.thisIs(s) || m != nil && r.opensWithStep(k, m)) {
		if n := r.firstLevel(r.sentences[k-1]); n >= 0 && alikeUnits(r.items[n].q, unit) {
			return n
		}
	}
	return -1
}

// heldClaim holds a step against its ends.
func (r *reading) heldClaim(c *Card, l ledger, e entry, base, level end) (Claim, bool) {
	q := e.q
	if level.q == nil && base.unit != level.unit || level.q != nil && !alikeUnits(level.q, base.unit) || !ofOneSize(base.value, level.value) {
		return Claim{}, false
	}
	if !suitsEnds(q, r.wordAt(e.at+1), base) {
		return Claim{}, false
	}
	claim := r.claim(Change, Words, e.at, e.at)
	claim.Read = Digits(base.value) + " to " + Digits(level.value)
	claim.Computed, claim.Stated, claim.Allowed = new(big.Rat).Sub(level.value, base.value), r.show(e.at), wide(q)
	from, to := base.rounded(), level.rounded()
	in := exactApart(from, to)
	claim.Agrees = in.Meets(wide(q))
	if claim.Points = base.unit == percent; claim.Points && q.unit == percent { // or in per cent of the one before
		claim.Agrees = claim.Agrees || in.over(from).times(hundred).Meets(wide(q)) || in.over(to).times(hundred).Meets(wide(q))
	} else if claim.PerCent = q.unit == percent; claim.PerCent {
		claim.Computed = percentExactly(base.value, level.value)
		claim.Agrees = in.over(from).times(hundred).Meets(wide(q)) || in.over(to).times(hundred).Meets(wide(q))
	}
	if !claim.Agrees && !r.rightBefore(level, e.at) && !c.heldMends(q, base, level) {
		return Claim{}, false
	}
	if slip, ok := r.heldLevelSlipped(c, l, e, base, level); ok && !claim.Agrees {
		return slip, true
	}
	if claim.Agrees || r.apartInWords(l, e) || r.apartOnCard(c, l, e) || claim.PerCent && fromOthers(l, e, base) {
		return claim, claim.Agrees
	}
	return claim, true
}

// fromOthers reports whether a percentage is how far another number of the words is from the base: “2,360 questions and
// 4,120 complaints. Questions rose by 31% from 1,800”.
func fromOthers(l ledger, e entry, base end) bool {
	of, ok := milliOf(base.value)
	if !ok || of <= 0 {
		return false
	}
	for _, o := range l.near {
		if o.at != e.at && o.q != base.q && o.q.unit == base.unit && o.q.delta == 0 && within((o.v-of).abs()*100_000/of, e.v, e.half) {
			return true
		}
	}
	return false
}

// rightBefore reports whether a number stands right before a step: “84 deaths, 29% fewer”.
func (r *reading) rightBefore(level end, step int) bool {
	for n := step - 1; n >= max(0, step-3); n-- {
		if level.q != nil && r.items[n].q == level.q {
			return true
		}
	}
	return false
}

// heldMends reports whether one slip makes a step as long as its ends are apart. Where none does, the words are of
// something else.
func (c *Card) heldMends(q *quantity, base, level end) bool {
	from, to := c.written(base), c.written(level)
	return slipOf(func() bool {
		apart := new(big.Rat).Sub(to.value, from.value)
		if q.unit != percent || base.unit == percent && wide(q).Holds(new(big.Rat).Abs(apart)) || from.value.Sign() == 0 {
			return wide(q).Holds(apart.Abs(apart))
		}
		apart = percentExactly(from.value, to.value)
		return wide(q).Holds(apart.Abs(apart))
	}, nil, q, from, to)
}

// written is an end as it is written: that of the card with the card's digits.
func (c *Card) written(e end) *quantity {
	if e.q != nil {
		return e.q
	}
	for _, k := range []Known{c.Figure, c.Previous, c.YearAgo, c.Target} {
		if k.Value == e.value {
			return &quantity{value: k.Value, step: k.Step, digits: digitsOf(k)}
		}
	}
	return nil
}

// rounded is what an end may stand for where its last noughts are rounded.
func (e end) rounded() Interval {
	if e.q != nil && e.q.unit != plain || !e.value.IsInt() {
		return e.in
	}
	q := &quantity{value: e.value, step: whole(1), digits: e.value.Num().String()}
	noughts := len(q.digits) - q.telling()
	if noughts < 2 {
		return e.in
	}
	return around(e.value, new(big.Rat).Mul(power(noughts), big.NewRat(1, 2)))
}

// suitsEnds reports whether a step may be between numbers of a unit: points between percentages, days between days.
func suitsEnds(q *quantity, next string, base end) bool {
	if worth, judged := betterWords[next]; judged && worth == 0 {
		return false // 16 went to a hearing
	}
	switch base.unit {
	case percent:
		return q.unit == points || q.unit == percent || q.unit == plain && q.value.Cmp(hundred) < 0 && !countedSteps[next]
	case length:
		return q.unit == percent || q.unit == length && q.of == base.q.of || q.unit == plain && base.q.counted
	}
	return q.unit == percent || q.unit == base.unit
}

// ofOneSize reports whether two numbers are as near as those of one thing at two times.
func ofOneSize(a, b *big.Rat) bool {
	three := whole(3)
	return a.Sign() > 0 && b.Sign() > 0 && new(big.Rat).Mul(a, three).Cmp(b) >= 0 && new(big.Rat).Mul(b, three).Cmp(a) >= 0
}

// apartOnCard reports whether a step is how far a number of the card is from another, or from one of the words.
func (r *reading) apartOnCard(c *Card, l ledger, e entry) bool {
	var known []entry
	for _, k := range []Known{c.Figure, c.Previous, c.YearAgo, c.Target} {
		if o, ok := entryOf(c, k); ok {
			known = append(known, o)
		}
	}
	all := append(append([]entry{}, known...), l.near...)
	for i, a := range known {
		for _, b := range all[i+1:] {
			if b.at == e.at {
				continue
			}
			apart := (a.v - b.v).abs()
			if within(e.v, apart, a.half+b.half+e.half) {
				return true
			}
			for _, of := range []milli{a.v, b.v} {
				if e.q.unit == percent && of > 0 && within(e.v, apart*100_000/of, 2*e.half) {
					return true
				}
			}
		}
	}
	return false
}
