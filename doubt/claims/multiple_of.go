package claims

import (
	"math/big"

	"chaser/kpi"
)

// timesOther may stand between “twice” and the number that it is told of: “twice as long as the national average of
// 154”.
var timesOther = set("as", "long", "many", "much", "high", "large", "often", "the", "rate", "that", "of", "our", "a", "an", "average", "figure", "level",
	"number", "total", "volume", "time", "amount", "same", "quarter", "period", "month", "year", "last", "previous", "for", "in", "at", "was", "per", "cent",
	"one", "seen", "recorded", "reported")

// timesNames say that it is a number of the same kind that “twice” or “half” is told of.
var timesNames = set("as", "rate", "average", "figure", "level", "number", "total", "volume", "time", "that")

// multiplesOf checks how many times another number the figure is said to be: “345 days, almost twice as long as the
// national average of 154”, “2.3%, roughly half the rate of last year (4.5%)”.
func (r *reading) multiplesOf(c *Card) []Claim {
	if c.Figure.Value == nil || c.Figure.Value.Sign() <= 0 {
		return nil
	}
	var all []Claim
	for _, s := range r.sentences {
		for n := s.from + 1; n+2 < s.to; n++ {
			times, fraction := r.saidTimes(n)
			if times == nil || !r.figureBefore(c, s, n) || !r.onlyOwn(c, s, n) || r.hasMark(s.from, n, ";") {
				continue
			}
			of := r.timesOf(c, s, n)
			if of < 0 || r.items[of].q.value.Sign() <= 0 {
				continue
			}
			claim := r.claim(Multiple, Words, n, of)
			claim.Computed = new(big.Rat).Quo(c.Figure.Value, r.items[of].q.value)
			claim.Read, claim.Stated = r.said(of)+" to "+Digits(c.Figure.Value), r.show(n)
			if w := r.wordAt(n - 1); w == "almost" || w == "nearly" || w == "about" || w == "roughly" || w == "over" {
				claim.Stated = w + " " + claim.Stated
			}
			claim.Allowed = r.timesAllow(n, times, fraction)
			claim.Agrees = claim.Allowed.Holds(claim.Computed)
			all = append(all, claim)
		}
	}
	return all
}

// saidTimes is how many times as much an item says: 2 for “twice”, 3 for “three times”, 1/2 for “half”; nil where it
// says none.
func (r *reading) saidTimes(n int) (times *big.Rat, fraction bool) {
	q := r.items[n].q
	switch {
	case q == nil && (r.wordAt(n) == "twice" || r.wordAt(n) == "double"):
		return whole(2), false
	case q == nil || q.noise || q.delta != 0:
	case q.unit == length && q.of == "times" && q.value.Cmp(whole(1)) > 0:
		return q.value, false
	case q.fraction && q.value.Cmp(hundred) < 0:
		return new(big.Rat).Quo(q.value, hundred), true
	}
	return nil, false
}

// timesOf is the place of the number that a multiple is told of, with nothing but its name between; −1 where there is
// none, or where it may be of another kind.
func (r *reading) timesOf(c *Card, s sentence, n int) int {
	named := false
	for i := n + 1; i < min(s.to, n+reach); i++ {
		it := r.items[i]
		switch {
		case it.q != nil:
			level := !it.q.noise && it.q.delta == 0 && it.q.how == asSaid && !it.q.fraction && c.suits(it.q) && (!r.isStep(s, i) || r.yardstickOf(s, i) != "")
			if c.Unit == kpi.Days && it.q.unit == plain && stemOf(r.wordAt(i+1)) != "" {
				return -1 // twice as many as the 22 homes of one officer
			}
			if !named || !level || c.Unit == kpi.Percent && it.q.unit != percent {
				return -1
			}
			return i
		case it.w != nil, it.text == "(":
		case it.kind != wordItem, !timesOther[it.text] && yardsticks[it.text] == "" && !isStem(c.titleStems(), it.text):
			return -1
		default:
			named = named || timesNames[it.text]
		}
	}
	return -1
}

// timesAllow is what a multiple lets the ratio be, by the words before it.
func (r *reading) timesAllow(n int, times *big.Rat, fraction bool) Interval {
	part := func(hundredths int64) *big.Rat { return new(big.Rat).Mul(times, big.NewRat(hundredths, 100)) }
	how := asSaid
	if q := r.items[n].q; q != nil {
		how = q.how
	}
	switch w := r.wordAt(n - 1); {
	case how == above, w == "over", w == "than" && r.wordAt(n-2) == "more":
		return Interval{part(97), nil}
	case how == beneath, w == "under", w == "than" && r.wordAt(n-2) == "less":
		return Interval{nil, part(103)}
	case how == nearly || w == "almost" || w == "nearly" || w == "under":
		return Interval{part(75), part(106)}
	case how == justOver:
		return Interval{part(97), part(125)}
	case fraction:
		return Interval{part(78), part(128)}
	}
	return Interval{part(80), part(125)}
}
