package claims

import (
	"math/big"
	"slices"

	"chaser/kpi"
)

// A commentary that does not give the card's figure gives the number that should stand there, and mostly measures it
// from the card's earlier numbers or its target: “there were 24,360, a 4% increase on 23,380”. A number that the words
// lead to from there can be nothing but the figure, whatever words it stands among, so that no phrase need be known.

// surelyTold is how many digits must lead to a number, and surelyElse how many where the card's figure is in the words
// for something else.
const (
	surelyTold = 4
	surelyElse = 6
)

// toldLevels checks the numbers that the words lead to from the card's earlier numbers and from its target.
func (r *reading) toldLevels(c *Card, _ []Claim) []Claim {
	if c.Figure.Value == nil || c.Figure.Value.Sign() <= 0 || c.Unit == kpi.Ratio {
		return nil
	}
	needed := surelyTold
	if c.Unit == kpi.Percent || c.Unit == kpi.Days {
		if c.Unit == kpi.Percent && r.saysOwn(c) {
			return nil
		}
		needed++ // other rates have the same few numbers
	}
	switch said, apart := r.saysFigureApart(c); {
	case said:
		return nil
	case apart:
		needed = surelyElse
	}
	for k, s := range r.sentences[:min(2, len(r.sentences))] {
		for n := s.from; n < s.to; n++ {
			if !r.mayBeTold(c, s, n) {
				continue
			}
			if r.ledTo(c, k, n, needed) {
				return []Claim{r.notNow(c, n)}
			}
		}
	}
	return nil
}

// copied reports whether the card's figure is another of its numbers.
func (c *Card) copied() bool {
	for _, k := range []Known{c.Previous, c.YearAgo, c.Target} {
		if k.Value != nil && k.Value.Cmp(c.Figure.Value) == 0 {
			return true
		}
	}
	return false
}

// saysFigureApart reports whether the words give the card's figure; and whether they give its number for something
// else: for an earlier time or the target that has the same, or behind the first sentence.
func (r *reading) saysFigureApart(c *Card) (said, apart bool) {
	for n, it := range r.items {
		q := it.q
		if q == nil || q.noise || q.delta != 0 || !c.suits(q) || !c.Figure.says(q) || q.how == asSaid && q.step.Cmp(c.Figure.Step) == 0 && !q.round && q.value.Cmp(c.Figure.Value) != 0 {
			continue
		}
		s := r.sentences[r.sentenceOf(n)]
		at, timed := r.timeOf(c, s, n)
		if known, _ := c.knownAt(at); c.copied() && (q.base || q.target || r.comparedAt(s, n) || timed && at != slotOwn && known.Value != nil && known.Value.Cmp(q.value) == 0) {
			continue
		}
		if s.from == r.sentences[0].from {
			return true, false
		}
		apart = true
	}
	return false, apart
}

// comparedAt reports whether a number stands behind what compares with it: “on 23,380”, “over the 10.2”, “(147)”.
func (r *reading) comparedAt(s sentence, n int) bool {
	i := n - 1
	for i > s.from && (r.wordAt(i) == "the" || r.wordAt(i) == "with" || r.wordAt(i) == "to") {
		i--
	}
	w := r.wordAt(i)
	return comparesWords[w] || w == "from" || w == "than" || w == "on" || w == "over"
}

// mayBeTold reports whether a number is a level of the card's kind, of its time and not one of its own.
func (r *reading) mayBeTold(c *Card, s sentence, n int) bool {
	q := r.items[n].q
	if q == nil || q.noise || !c.suits(q) || q.how != asSaid || q.fraction || q.target || q.base || q.delta != 0 || q.inWords || len(q.digits) < 2 || c.knows(q) || !c.sizedAsFigure(q) && !r.stepsByFigure(c, s) ||
		r.wholeAfter(n) > 0 || r.partOf(n) >= 0 || r.isStep(s, n) || r.yardstickOf(s, n) != "" || r.comparedAt(s, n) {
		return false
	}
	if at, ok := r.timeOf(c, s, n); ok && (at == slotPrevious || at == slotYearAgo || at == slotOther) && !r.comparesBehind(s, n) {
		return false
	}
	for i := s.from; i < n; i++ {
		if w := r.items[i].w; w != nil && !c.isOwnTime(w) && !c.inOwn(w) {
			return false
		}
		if w := r.wordAt(i); sought[w] || wanted[w] || limitNames[w] || untold[w] || isTarget[w] || exclusionWords[w] {
			return false // we had planned 580
		}
	}
	return true
}

// inOwn reports whether a time is a month of the card's own period, or the day that it ends on.
func (c *Card) inOwn(w *when) bool {
	start, end := c.Figure.Period.Start(), c.Figure.Period.End()
	if w.rel != named || w.n < 1 || w.span == kpi.Quarterly || w.year != 0 && w.year != start.Year && w.year != end.Year {
		return false
	}
	first, last, month := int(start.Month), int(end.Month), w.n
	if last < first {
		last += 12
	}
	return month >= first && month <= last || month+12 <= last
}

// hasFigure reports whether the card's figure is any number of the words.
func (r *reading) hasFigure(c *Card) bool {
	return slices.ContainsFunc(r.items, func(it item) bool { return it.q != nil && it.q.value.Cmp(c.Figure.Value) == 0 })
}

// stepsByFigure reports whether a step of a sentence is the very number that the card has for its figure.
func (r *reading) stepsByFigure(c *Card, s sentence) bool {
	for n := s.from; n < s.to; n++ {
		if q := r.items[n].q; q != nil && q.delta != 0 && c.suits(q) && q.value.Cmp(c.Figure.Value) == 0 {
			return true
		}
	}
	return false
}

// untold lead to a number that is not the figure as it is counted, or not yet.
var untold = set("including", "with", "plus", "revised", "restated", "corrected", "forecast", "projected", "expect", "expected", "would", "will", "should",
	"could", "may", "might", "if", "unless", "until", "before", "previously", "without")

// ledTo reports whether so many digits of the words behind a level lead to it from one of the card's numbers, and why
// the card has another figure: it is that very number, or the level but for a slip, for which one digit fewer will do,
// or it was taken from elsewhere in the words.
func (r *reading) ledTo(c *Card, k, level, needed int) bool {
	q := r.items[level].q
	slip := len(q.digits) > 2 && len(q.digits) == len(digitsOf(c.Figure)) && slipsTo(q, c.Figure)
	for _, known := range []Known{c.Previous, c.YearAgo, c.Target} {
		if known.Value == nil || known.Value.Sign() <= 0 {
			continue
		}
		led := r.ledFrom(c, k, level, known)
		copied := known.Value.Cmp(c.Figure.Value) == 0
		if (slip || copied) && led >= needed-1 || led >= needed && r.hasFigure(c) {
			return true
		}
	}
	return false
}

// ledFrom is ledTo for one number of the card: how many digits say how far the level is from it, as a number or in per
// cent, and that it is this.
func (r *reading) ledFrom(c *Card, k, level int, known Known) int {
	s, q := r.sentences[k], r.items[level].q
	apart := new(big.Rat).Sub(q.value, known.Value)
	led, steps := 0, 0
	for n := level + 1; n < min(s.to, level+2*reach); n++ {
		e := r.items[n].q
		if e == nil || e.noise || e.how != asSaid || e.fraction {
			continue
		}
		switch {
		case known.Value == c.Target.Value && c.Target.says(e):
			// many measures have the same target
		case e.value.Cmp(known.Value) == 0 && c.suits(e) && !r.isStep(s, n) && (e.base || e.target || r.comparedAt(s, n) || r.markAt(n-1) == "("):
			led += min(e.telling(), 3)
		case r.leadsBy(c, s, n, apart, known):
			led, steps = led+min(e.telling(), 4), steps+1
		case c.suits(e) && r.isStep(s, n) && steps == 0 && e.unit != percent:
			return 0 // it is measured from something else
		}
	}
	if steps == 0 {
		return 0
	}
	return led
}

// leadsBy reports whether a number is a step, and as far as a level is from one of the card's numbers.
func (r *reading) leadsBy(c *Card, s sentence, n int, apart *big.Rat, known Known) bool {
	e := r.items[n].q
	if !r.isStep(s, n) && !r.isBy(n) && (r.markAt(n-1) != "(" || e.unit == plain || r.wordAt(n+1) != "") {
		return false
	}
	if e.delta != 0 && !r.judgedStep(s, n) && e.delta != apart.Sign() {
		return false
	}
	size := new(big.Rat).Abs(apart)
	if e.unit == percent && c.Unit != kpi.Percent {
		return e.interval().Holds(size.Mul(size.Quo(size, known.Value), hundred))
	}
	return (c.suits(e) || c.Unit == kpi.Percent && e.unit == points || c.Unit == kpi.Days && e.unit == plain) && e.value.Cmp(size) == 0
}

// isBy reports whether a number is how far a change went.
func (r *reading) isBy(n int) bool {
	for _, m := range r.moves[r.sentenceOf(n)] {
		if contains(m.by, n) {
			return true
		}
	}
	return false
}
