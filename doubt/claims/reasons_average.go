package claims

import (
	"math/big"

	"chaser/kpi"
)

// averageWords say that a number is one of two others for each.
var averageWords = set("average", "averaging", "averages", "averaged", "each", "apiece", "head", "mean")

// averageReasons are what an average could be, and what it could be of: “£48,310 for 94 tenants, an average of £514”.
func (r *reading) averageReasons(l ledger, at int) []reason {
	if !r.hasWord(l.s.from, l.s.to, averageWords) {
		return nil
	}
	e := l.near[at]
	var all []reason
	for i, a := range l.near {
		for j, b := range l.near {
			if i == j || i == at || j == at || a.at < l.s.from || b.at < l.s.from || a.at >= l.s.to || b.at >= l.s.to || a.v <= 0 || b.v <= 1000 {
				continue
			}
			if r.yardstickOf(l.s, a.at) != "" || r.yardstickOf(l.s, e.at) != "" || b.q.step.Cmp(whole(1)) < 0 || b.q.target || b.q.base || a.q.target {
				continue
			}
			if b.q.unit == plain && a.q.unit == e.q.unit && a.v > b.v {
				all = append(all, reason{v: a.v * 1000 / b.v, half: a.half*1000/b.v + 1, claim: r.sayEach(a.at, b.at, -1)})
			}
			if e.q.unit == plain && a.q.unit == money && b.q.unit == money {
				all = append(all, reason{v: a.v * 1000 / b.v, half: a.half*1000/b.v + a.v*1000/b.v*b.half/b.v, claim: r.sayEach(a.at, -1, b.at)})
			}
		}
	}
	return all
}

// monthlyReasons are what an average month could be: a third of the quarter's figure, or a twelfth of the year's.
func (r *reading) monthlyReasons(c *Card, l ledger, at int) []reason {
	e := l.near[at]
	figure, ok := entryOf(c, c.Figure)
	if !ok || c.Unit != kpi.Count && c.Unit != kpi.Currency || !c.suits(e.q) || c.Cumulative || !r.hasWord(l.s.from, e.at, averageWords) || !r.hasWord(l.s.from, l.s.to, monthWords) {
		return nil
	}
	many := map[kpi.Frequency]milli{kpi.Quarterly: 3, kpi.Yearly: 12}[c.Figure.Period.Span()]
	if many == 0 {
		return nil
	}
	return []reason{{v: figure.v / many, half: 500 + figure.half, tied: true, claim: func(n int) Claim {
		claim := r.claim(Sum, Own, n, n)
		claim.Read = Digits(whole(int64(many))) + " × " + r.said(n)
		claim.Computed = new(big.Rat).Mul(r.items[n].q.value, whole(int64(many)))
		claim.Stated, claim.Allowed, claim.Pounds = Digits(c.Figure.Value), exactly(c.Figure.Value), c.Unit == kpi.Currency
		return claim
	}}}
}

var monthWords = set("month", "monthly")

// sayEach says that a number is not the average of all.
func (r *reading) sayEach(all, many, each int) func(n int) Claim {
	return func(n int) Claim {
		if many < 0 {
			many = n
		} else {
			each = n
		}
		claim := r.claim(Sum, Words, min(all, many, each), max(all, many, each))
		claim.Read = r.said(all) + " ÷ " + r.said(many)
		claim.Computed = new(big.Rat).Quo(r.items[all].q.value, r.items[many].q.value)
		claim.Stated, claim.Pounds = r.show(each), r.items[all].q.unit == money
		return claim
	}
}
