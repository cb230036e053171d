package claims

import (
	"math/big"

	"chaser/kpi"
)

// toldSteps checks the card's figure against what it would be by the steps that the words tell from the card's other
// numbers, where they give no level: “2,000 more than the same quarter of last year, up 32%”. The figure is another of
// the card's numbers, or what the steps lead to but for a slip.
func (r *reading) toldSteps(c *Card, _ []Claim) []Claim {
	if c.Figure.Value == nil || c.Figure.Value.Sign() <= 0 || c.Unit == kpi.Ratio {
		return nil
	}
	if said, apart := r.saysFigureApart(c); said || apart {
		return nil
	}
	s := r.sentences[0]
	for n := s.from; n < s.to; n++ {
		q := r.items[n].q
		if q == nil || q.noise || q.how != asSaid || q.fraction || q.unit == percent && c.Unit != kpi.Percent || !r.isStep(s, n) && !r.isBy(n) && !r.stepByThings(n) {
			continue
		}
		if !c.suits(q) && (c.Unit != kpi.Percent || q.unit != points) || r.strangeBefore(c, s, n) || r.toOther(c, n) {
			return nil // it goes on about another
		}
		for _, known := range []Known{c.Previous, c.YearAgo, c.Target} {
			if known.Value == nil || known.Value.Sign() <= 0 {
				continue
			}
			if claim, ok := r.toldStep(c, s, n, known); ok {
				return []Claim{claim}
			}
		}
		if from := r.fromOf(c, s, n); from.slot != slotNone || from.target {
			return nil
		}
	}
	return nil
}

// stepByThings reports whether a number of things is told to be over or under something: “219 visits behind the
// target”.
func (r *reading) stepByThings(n int) bool {
	_, beside := besideWords[r.wordAt(n+2)]
	return beside && r.wordAt(n+1) != "" && (r.wordAt(n+3) == "the" || r.wordAt(n+3) == "our" || isTarget[r.wordAt(n+3)])
}

// toldStep holds a step against one of the card's numbers, where the words leave no doubt that it is measured from
// that: they say so, or say how far it is in per cent of it.
func (r *reading) toldStep(c *Card, s sentence, n int, known Known) (Claim, bool) {
	q := r.items[n].q
	apart := new(big.Rat).Sub(c.Figure.Value, known.Value)
	if size := new(big.Rat).Abs(apart); q.interval().Holds(size) {
		return Claim{}, false
	}
	from := r.fromOf(c, s, n)
	meant, _ := c.knownAt(from.slot)
	if from.target {
		meant = c.Target
	}
	tied := meant.Value != nil && meant.Value == known.Value
	if from.other || from.slot != slotNone && !tied || from.target && !tied {
		return Claim{}, false
	}
	if known.Value == c.Target.Value && !tied {
		return Claim{}, false
	}
	led := q.telling()
	if tied {
		led++
	}
	if share := r.shareOfStep(c, s, n, known); share != 0 {
		led += share
	}
	if n+1 >= s.to && !tied && r.overlap(c, s.from, n) > 0 {
		led++ // nothing else can be meant
	}
	copied := known.Value.Cmp(c.Figure.Value) == 0
	if led < surelyTold || !copied && !r.slippedBy(c, s, n, known) {
		return Claim{}, false
	}
	claim := r.sayStep(c, known, false)(n)
	claim.Stated, claim.Allowed = r.show(n), around(q.value, q.step)
	return claim, true
}

// shareOfStep is how many digits behind a step say what it is in per cent of a number; less than 0 where they say that
// it is not of that.
func (r *reading) shareOfStep(c *Card, s sentence, n int, known Known) int {
	if c.Unit == kpi.Percent {
		return 0
	}
	for i := n + 1; i < min(s.to, n+reach); i++ {
		q := r.items[i].q
		if q == nil || q.noise || q.unit != percent || q.how != asSaid || r.wordAt(i+1) == "of" {
			continue
		}
		in := percentage(r.items[n].q.value, known.Value)
		if q.interval().Holds(in) {
			return q.telling()
		}
		return -nearest
	}
	return 0
}

// slippedBy reports whether the card's figure is, but for a slip of one digit, what a step makes of a number.
func (r *reading) slippedBy(c *Card, s sentence, n int, known Known) bool {
	q := r.items[n].q
	for _, sign := range []int64{1, -1} {
		if q.delta != 0 && !r.judgedStep(s, n) && int64(q.delta) != sign {
			continue
		}
		meant := new(big.Rat).Add(known.Value, new(big.Rat).Mul(q.value, whole(sign)))
		if meant.Sign() <= 0 {
			continue
		}
		k := Known{Value: meant, Step: c.Figure.Step}
		d := digitsOf(k)
		if len(d) > 2 && len(d) == len(digitsOf(c.Figure)) && oneSlip(d, digitsOf(c.Figure)) {
			return true
		}
	}
	return false
}
