package claims

import (
	"math/big"
	"slices"
	"strings"

	"chaser/kpi"
)

// ownTwoParts checks the two parts of the card's number where the words name no whole, and begin with a part or name
// what the title counts: “1,400 for shops and 7,300 for homes” under 8,700. What is rounded may be off
// by half of what it is rounded to. More than the figure is always wrong; less only where a slip mends it that is
// hardly chance.
func (r *reading) ownTwoParts(c *Card) []Claim {
	if c.Figure.Value == nil || c.Figure.Value.Sign() <= 0 || c.Unit != kpi.Count && c.Unit != kpi.Currency || c.countsToDate() {
		return nil
	}
	list := r.twoParts(c)
	if list == nil {
		return nil
	}
	sum, slack := r.sum(list), roundedTogether(append(r.quantities(list), c.Figure.written()))
	claim := r.claim(Sum, Own, list[0], list[1])
	claim.Read, claim.Computed, claim.Stated = r.added(list), sum, Digits(c.Figure.Value)
	claim.Allowed, claim.Pounds = around(c.Figure.Value, slack), c.Unit == kpi.Currency
	over := new(big.Rat).Sub(sum, c.Figure.Value)
	if claim.Agrees = over.Sign() == 0; !claim.Agrees && claim.Allowed.Holds(sum) {
		return nil
	}
	twice := new(big.Rat).Mul(c.Figure.Value, big.NewRat(2, 1))
	if claim.Agrees || over.Sign() > 0 && sum.Cmp(twice) < 0 || slipOdds(over, slack, c.Figure.written(), r.quantities(list)) >= rareTied {
		return []Claim{claim}
	}
	return nil
}

// twoParts are the two numbers that a commentary begins with as the two sides of what the card counts; nil where it
// gives another number before them, or the card's.
func (r *reading) twoParts(c *Card) []int {
	s := r.sentences[0]
	var list []int
	for n := s.from; n < s.to && len(list) < 2; n++ {
		q := r.items[n].q
		if q == nil || q.noise || q.unit == percent && len(list) == 1 {
			continue
		}
		if !r.isPart(c, n) || !c.suits(q) || q.counted {
			return nil
		}
		list = append(list, n)
	}
	if len(list) < 2 || r.items[list[1]].depth > 0 || !r.parted(list) || r.partial(s) || r.cameAndWent(list) {
		return nil
	}
	next := list[1] + 1
	for next < s.to && r.items[next].q == nil && r.items[next].kind != markItem {
		next++
	}
	if r.hasWord(s.from, next, twiceParted) || r.hasWord(s.from, s.to, longerTimes) {
		return nil
	}
	if q := r.quantityAt(next); q != nil && next < s.to && c.suits(q) && !q.noise && q.delta == 0 {
		return nil // and a third part
	}
	if r.saysAny(c, list) || !r.ownPeriod(c, s) || !r.opposedSides(c, list, next) {
		return nil
	}
	bare := list[0] == s.from && bareParts[r.wordAt(list[0]+1)]
	if !bare && (r.overlap(c, s.from, next) == 0 || list[0] > s.from+3) {
		return nil
	}
	return list
}

// bareParts follow a part that does not say what it counts, so that it is what the title counts.
var bareParts = set("for", "from", "in", "by", "were", "to", "of")

// saysAny reports whether the words give the card's figure, or what the parts come to.
func (r *reading) saysAny(c *Card, list []int) bool {
	sum := r.sum(list)
	if c.knowsBefore(&quantity{value: sum, step: wholeStep, unit: r.items[list[0]].q.unit}) {
		return true
	}
	return slices.ContainsFunc(r.items, func(it item) bool {
		return it.q != nil && it.q.unit == r.items[list[0]].q.unit && (it.q.value.Cmp(sum) == 0 || it.q.value.Cmp(c.Figure.Value) == 0)
	})
}

// opposedSides reports whether the words behind two numbers, or before both, name the two sides of a whole, none of
// which the title names.
func (r *reading) opposedSides(c *Card, list []int, next int) bool {
	behind := func(n, to int, side map[string]bool) bool { return r.hasWord(n+1, min(to, n+7), side) }
	for _, pair := range twoSides {
		for i := range 2 {
			a, b := pair[i], pair[1-i]
			if !behind(list[0], list[1], a) || !behind(list[1], next, b) || behind(list[0], list[1], b) || behind(list[1], next, a) {
				continue
			}
			return c.titleHas(a) == c.titleHas(b)
		}
	}
	return false
}

// roundedTogether is how far a sum may be off its whole by what they are rounded to: half of it for each. That is read
// off their noughts, of which a number may by chance have more than it is rounded to: no more than the others have.
func roundedTogether(all []*quantity) *big.Rat {
	units := make([]*big.Rat, len(all))
	for n, q := range all {
		noughts := len(q.digits) - len(strings.TrimRight(q.digits, "0"))
		units[n] = new(big.Rat).Mul(q.step, power(min(noughts, max(0, len(q.digits)-1))))
	}
	sorted := slices.Clone(units)
	slices.SortFunc(sorted, (*big.Rat).Cmp)
	most, slack := sorted[len(sorted)/2], new(big.Rat)
	if most.Cmp(wholeStep) <= 0 && all[0].unit == plain {
		return slack
	}
	for _, u := range units {
		if u.Cmp(most) > 0 {
			u = most
		}
		slack.Add(slack, new(big.Rat).Mul(u, big.NewRat(1, 2)))
	}
	return slack
}
