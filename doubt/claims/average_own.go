package claims

import (
	"math/big"

	"chaser/kpi"
)

// averagesOfOwn checks an average with which the words leave out what the card has: “249 awards averaging £485” under
// an amount, “£120,765 in all, an average of £485” under a number. One slip must mend it, since the words may tell of
// others than the card counts.
func (r *reading) averagesOfOwn(c *Card) []Claim {
	if c.Figure.Value == nil || c.Unit != kpi.Currency && c.Unit != kpi.Count || c.Figure.Value.Cmp(whole(10)) < 0 {
		return nil
	}
	for k, s := range r.sentences {
		n := r.averageAt(s)
		if n < 0 || r.items[n].q.unit != money || r.items[n].q.telling() < 2 {
			continue
		}
		other := r.onlyOther(c, s, n)
		if other < 0 || !r.periodOf(c, k, other) || !r.periodOf(c, k, n) || !r.ofAll(c, s) {
			continue
		}
		if claim, ok := r.ownAverage(c, n, other); ok {
			return []Claim{claim}
		}
	}
	return nil
}

// onlyOther is the one number of a sentence beside an average: a number under an amount, and an amount under a number;
// −1 where there is none or another one.
func (r *reading) onlyOther(c *Card, s sentence, n int) int {
	found := -1
	for i := s.from; i < s.to; i++ {
		q := r.items[i].q
		if q == nil || i == n || q.noise {
			continue
		}
		fits := q.unit == plain && c.Unit == kpi.Currency && q.value.IsInt() || q.unit == money && c.Unit == kpi.Count
		if found >= 0 || !fits || q.how != asSaid || q.fraction || q.target || q.base || q.delta != 0 || q.telling() < 2 || r.isStep(s, i) {
			return -1
		}
		found = i
	}
	return found
}

// inAllNames are words of an amount altogether, which name no other thing.
var inAllNames = set("totalled", "totalling", "altogether", "worth", "paid", "payments", "payment", "value", "each", "apiece", "averaging", "averages", "all", "made",
	"given", "spent", "came")

// ofAll reports whether a sentence names nothing but what the title does, and tells of all of it.
func (r *reading) ofAll(c *Card, s sentence) bool {
	title := c.titleStems()
	for n := s.from; n < s.to; n++ {
		if w := r.wordAt(n); partialWords[w] || isTarget[w] || r.strange(title, n) && !inAllNames[w] {
			return false
		}
	}
	return r.overlap(c, s.from, s.to) > 0 || len(r.sentences) == 1
}

// ownAverage holds an average and the other number against the card's figure.
func (r *reading) ownAverage(c *Card, n, other int) (Claim, bool) {
	each, o, figure := r.items[n].q, r.items[other].q, c.Figure
	claim := r.claim(Sum, Own, min(n, other), max(n, other))
	claim.Stated, claim.Allowed = Digits(figure.Value), c.figureAllows()
	holds := func() bool { return wide(each).timesExactly(o.value).Meets(figure.interval()) }
	claim.Read, claim.Computed, claim.Pounds = r.said(other)+" × "+r.said(n), new(big.Rat).Mul(o.value, each.value), true
	if c.Unit == kpi.Count {
		holds = func() bool { return wide(each).timesExactly(figure.Value).Meets(o.interval()) }
		claim.Read, claim.Computed, claim.Pounds = r.said(other)+" ÷ "+r.said(n), new(big.Rat).Quo(o.value, each.value), false
	}
	claim.Agrees = holds()
	return claim, claim.Agrees || slipFrom(true, holds, &figure, each, o)
}

// timesExactly is every number of an interval so many times.
func (i Interval) timesExactly(by *big.Rat) Interval {
	if !i.bounded() {
		return i
	}
	return i.times(by)
}
