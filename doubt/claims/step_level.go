package claims

import (
	"math/big"

	"chaser/kpi"
)

// stepLevels checks a level by the steps that the words measure it by: “a total of 47, 6 under the target”, “rose by 14
// to 621”. Where the steps are what the card's figure is from its other numbers, and the level is the figure but for a
// slip, it has slipped.
func (r *reading) stepLevels(c *Card) []Claim {
	if c.Figure.Value == nil {
		return nil
	}
	var all []Claim
	for k, s := range r.sentences {
		n := r.levelOfSteps(c, k)
		if n < 0 {
			continue
		}
		q := r.items[n].q
		slip := slipsTo(q, c.Figure) && (len(q.digits) == len(digitsOf(c.Figure)) || q.inWords)
		if !slip && !pointMoved(q, c.Figure) && !oneDigitApart(q.digits, digitsOf(c.Figure)) {
			continue
		}
		l := r.ledgerOf(c, k)
		right := 0
		for _, at := range l.own {
			if e := l.near[at]; r.stepOf(k, e.at, n) && (slip && r.rightStep(c, l, e) || r.stepOfLevel(c, l, e, l.entry(n))) {
				right++
			} else if e.at != n && c.suits(e.q) && !r.isStep(s, e.at) && (e.at < n || c.isOwn(e.q)) {
				right = -nearest // they are told of another number
			}
		}
		if right < 1 {
			continue
		}
		claim := r.claim(Restated, Own, n, n)
		claim.Period, claim.Stated = c.Figure.Period, r.show(n)
		claim.Computed, claim.Allowed, claim.PerCent = q.value, wide(q), q.unit == percent
		all = append(all, claim)
	}
	return all
}

// stepOfLevel reports whether a step is how far a level is from what the words name, so that the figure has slipped.
func (r *reading) stepOfLevel(c *Card, l ledger, e, level entry) bool {
	from := r.fromOf(c, l.s, e.at)
	k, subject := c.knownAt(from.slot)
	if from.target {
		k, subject = c.Target, Target
	}
	base, ok := entryOf(c, k)
	if !ok || subject == Own || from.other || level.q == nil || e.q.how != asSaid || e.q.fraction || e.q.telling() < 2 && level.q.telling() < 3 {
		return false
	}
	by := level.v - base.v
	if e.q.delta != 0 && !r.judgedStep(l.s, e.at) && (e.q.delta > 0) != (by > 0) {
		return false
	}
	if e.q.unit == percent && c.Unit != kpi.Percent {
		return base.v > 0 && within(e.v, by.abs()*100_000/base.v, e.half) && e.q.telling() > 1
	}
	return by != 0 && within(e.v, by.abs(), e.half+level.half)
}

// entry is the ledger's number at an item; an empty one where it has none.
func (l ledger) entry(n int) entry {
	for _, e := range l.near {
		if e.at == n {
			return e
		}
	}
	return entry{}
}

// stepOf reports whether a number is a step that stands behind a level, or leads to it.
func (r *reading) stepOf(k, step, level int) bool {
	if step > level {
		return r.isStep(r.sentences[k], step)
	}
	for _, m := range r.moves[k] {
		if m.to == level && contains(m.by, step) {
			return true
		}
	}
	return false
}

// levelOfSteps is the level that a sentence tells steps of: the first that it counts, or where its change leads to; −1
// where that is the figure, or another number that the card knows, or a part.
func (r *reading) levelOfSteps(c *Card, k int) int {
	s := r.sentences[k]
	n := r.firstLevel(s)
	for _, m := range r.moves[k] {
		if len(m.by) > 0 && m.to >= 0 && m.from < 0 {
			n = m.to
			break
		}
	}
	if n < 0 {
		return -1
	}
	q := r.items[n].q
	if !c.suits(q) || q.target || q.base || q.fraction || q.how != asSaid || r.cardKnows(c, n) || r.wholeAfter(n) > 0 || r.partOf(n) >= 0 || r.isStep(s, n) || r.yardstickOf(s, n) != "" {
		return -1
	}
	if at, ok := r.timeOf(c, s, n); ok && at != slotOwn {
		return -1
	}
	return n
}

// rightStep reports whether a step from what the words name is what the card's figure is from that.
func (r *reading) rightStep(c *Card, l ledger, e entry) bool {
	if e.q.how != asSaid || e.q.fraction {
		return false
	}
	for _, why := range r.stepsFrom(c, l, e) {
		if why.tied && within(e.v, why.v, why.half+e.half) && why.v > 0 {
			return true
		}
	}
	for _, m := range r.moves[r.sentenceOf(e.at)] {
		if contains(m.by, e.at) && m.base == nil && m.from < 0 && c.Previous.Value != nil && e.q.telling() > 1 { // rose by 14 to 621
			by := new(big.Rat).Sub(c.Figure.Value, c.Previous.Value)
			if by.Sign() == m.sign && by.Abs(by).Cmp(e.q.value) == 0 {
				return true
			}
		}
	}
	return false
}
