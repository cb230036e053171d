package claims

import (
	"math/big"
	"slices"
	"strings"

	"chaser/kpi"
)

// saySum says that a number and the rest do not make a whole.
func (r *reading) saySum(of int, rest ...int) func(n int) Claim {
	return func(n int) Claim {
		list := append(append([]int{}, rest...), n)
		claim := r.claim(Sum, Words, min(n, of, rest[0]), max(n, of, rest[len(rest)-1]))
		claim.Read, claim.Computed = r.added(list), r.sum(list)
		claim.Stated, claim.Allowed = r.said(of), exactly(r.items[of].q.value)
		claim.Pounds = r.items[of].q.unit == money
		return claim
	}
}

// sumReasons are what a count could be as the sum of those beside it, or as what they lack of it, of the figure or of a
// hundred per cent.
func (r *reading) sumReasons(c *Card, l ledger, at int) []reason {
	e := l.near[at]
	all := r.signedReasons(c, l, at)
	figure, ok := entryOf(c, c.Figure)
	if before, also := entryOf(c, c.Previous); ok && also && c.suits(e.q) && e.q.unit != percent && (c.Cumulative || titleToDate(c)) && figure.v > before.v {
		all = append(all, reason{v: figure.v - before.v, half: figure.half + before.half, claim: r.sayFlowIn(c)})
	}
	ownUnit := c.suits(e.q) && c.Unit != kpi.Percent
	place := at
	var like []entry // the number and those that count the same, in their order
	for i, o := range l.near {
		if i == place {
			at = len(like)
		} else if e.q.telling() < 3 && apartFrom(l, o) && !r.isPoint(r.sentenceOf(e.at)) { // so few digits fit too much
			continue
		} else if r.leftOut(o.at) != r.leftOut(e.at) || r.ofAnotherTime(c, o.at, e.at) {
			continue
		} else if o.q.unit != e.q.unit || r.isStep(l.s, o.at) || o.q.target || o.q.base || r.partOf(o.at) >= 0 && r.partOf(o.at) != e.at {
			continue
		}
		like = append(like, o)
	}
	halves := r.halves(c, l, place)
	averaged := r.hasWord(l.s.from, l.s.to, averageWords) // which do not add up
	from, to := max(0, at-longestList), min(len(like), at+longestList+1)
	for i := from; i <= at; i++ {
		for j := at + 1; j <= min(to, i+longestList+1); j++ { // the run from i up to j holds the number
			sum, half, list := milli(0), milli(0), []int{}
			for n := i; n < j; n++ {
				if n != at {
					sum, half, list = sum+like[n].v, half+like[n].half, append(list, like[n].at)
				}
			}
			if e.q.telling() < 3 && !r.oneList(e.at, list) {
				continue
			}
			add := func(v, half milli, claim func(int) Claim) {
				if v > 0 {
					all = append(all, reason{v: v, half: half, tied: halves && len(list) == 1, claim: claim})
				}
			}
			if ownUnit && j-i >= 2 && j-i <= longestList && e.q.unit != percent && !averaged {
				add(figure.v-sum, half+figure.half, r.sayOfFigure(c, list))
			}
			if ok && e.q.unit == percent && c.Unit == kpi.Percent && j-i >= 2 && j-i <= 3 && !c.isOwn(like[i].q) && !c.isOwn(like[j-1].q) {
				add(figure.v-sum, half+figure.half, r.sayOfFigure(c, list))
			}
			if e.q.unit == percent && j-i >= 3 {
				add(100_000-sum, half, r.sayOfHundred(list))
			}
			if j-i < 3 || e.q.unit == percent && c.Unit != kpi.Percent {
				continue
			}
			first, last := like[i], like[j-1]
			total := r.sayTotal(e.at, list)
			whole := !r.partAmong(e.at, list) && !r.cutsList(like, i, j, at) && !r.holdsWhole(list)
			if whole && (at == i || at == j-1) {
				add(sum, half, total)
			}
			if r.wholeOfAny(e.at, list) {
				continue
			}
			if at < j-1 {
				add(2*last.v-sum, half, r.saySum(last.at, list[:len(list)-1]...))
			}
			if at > i {
				add(2*first.v-sum, half, r.saySum(first.at, list[1:]...))
			}
		}
	}
	return all
}

// partAmong reports whether a number is told to be a part of one of others, so that it is not their sum.
func (r *reading) partAmong(n int, others []int) bool {
	if s, ok := r.ofWhich(n); ok && contains(others, s.of) {
		return true
	}
	of := r.wholeAfter(n)
	return of > 0 && contains(others, of)
}

// minusWords take what stands behind them away from a sum, and underWords what stands before them.
var (
	minusWords = set("less", "minus", "offset", "offsetting", "underspend", "underspends", "net")
	underWords = set("under", "underspend", "underspent", "surplus", "saved")
)

// signedReasons are what an amount could be in a sum of which a part is taken away: “adults £2.1m and children's £2.9m,
// offset by £1.4m of underspends”.
func (r *reading) signedReasons(c *Card, l ledger, at int) []reason {
	figure, ok := entryOf(c, c.Figure)
	e := l.near[at]
	if !ok || !c.suits(e.q) || c.Unit != kpi.Currency || c.isOwn(e.q) {
		return nil
	}
	sum, half, minus, own := milli(0), milli(0), false, milli(1)
	var list []int
	for i, o := range l.near {
		if o.at < l.s.from || o.at >= l.s.to || o.q.unit != money || r.isStep(l.s, o.at) && o.q.delta != 0 || o.q.target || o.q.base || c.isOwn(o.q) {
			continue
		}
		sign := milli(1)
		for n := o.at - 1; n >= max(l.s.from, o.at-5) && r.items[n].q == nil; n-- {
			if minusWords[r.wordAt(n)] {
				sign = -1
			}
		}
		if underWords[r.wordAt(o.at+1)] {
			sign = -1
		}
		minus = minus || sign < 0
		if i == at {
			own = sign
			continue
		}
		sum, half, list = sum+sign*o.v, half+o.half, append(list, o.at)
	}
	if !minus || len(list) == 0 || len(list) > longestList {
		return nil
	}
	v := own * (figure.v - sum)
	if v <= 0 {
		return nil
	}
	return []reason{{v: v, half: half + figure.half, tied: true, claim: func(n int) Claim {
		claim := r.claim(Sum, Own, min(n, list[0]), max(n, list[len(list)-1]))
		total := sum + own*e.v
		claim.Read, claim.Computed, claim.Stated = claim.Quote, total.rat(), Digits(c.Figure.Value)
		claim.Allowed, claim.Pounds = exactly(c.Figure.Value), true
		return claim
	}}}
}

// sayFlowIn says that what came in the quarter does not lead from the earlier figure to this one.
func (r *reading) sayFlowIn(c *Card) func(n int) Claim {
	return func(n int) Claim {
		claim := r.claim(Stock, Own, n, n)
		claim.Read = Digits(c.Previous.Value) + " + " + r.said(n)
		claim.Computed = new(big.Rat).Add(c.Previous.Value, r.items[n].q.value)
		claim.Stated, claim.Allowed, claim.Pounds = Digits(c.Figure.Value), exactly(c.Figure.Value), c.Unit == kpi.Currency
		return claim
	}
}

// longestList is how many numbers a sum is looked for in.
const longestList = 6

// sayTotal says that a number is not what others add up to.
func (r *reading) sayTotal(total int, list []int) func(n int) Claim {
	return func(int) Claim {
		claim := r.claim(Sum, Words, min(total, list[0]), max(total, list[len(list)-1]))
		claim.Read, claim.Computed, claim.Stated = r.added(list), r.sum(list), r.said(total)
		claim.Allowed = exactly(r.items[total].q.value)
		claim.Pounds, claim.PerCent = r.items[total].q.unit == money, r.items[total].q.unit == percent
		return claim
	}
}

// sayOfFigure says that numbers do not make the figure.
func (r *reading) sayOfFigure(c *Card, others []int) func(n int) Claim {
	return func(n int) Claim {
		list := append(append([]int{}, others...), n)
		slices.Sort(list)
		claim := r.claim(Sum, Own, list[0], list[len(list)-1])
		claim.Read, claim.Computed, claim.Stated = r.added(list), r.sum(list), Digits(c.Figure.Value)
		claim.Allowed, claim.Pounds = exactly(c.Figure.Value), c.Unit == kpi.Currency
		return claim
	}
}

// sayOfHundred says that percentages do not make a hundred.
func (r *reading) sayOfHundred(others []int) func(n int) Claim {
	return func(n int) Claim {
		list := append(append([]int{}, others...), n)
		slices.Sort(list)
		claim := r.claim(Sum, Words, list[0], list[len(list)-1])
		claim.Read, claim.Computed, claim.Stated, claim.PerCent = r.added(list), r.sum(list), "100%", true
		claim.Allowed = exactly(hundred)
		return claim
	}
}

// halves reports whether a number and one other are all that its sentence counts in the card's unit, and the words make
// them the two parts of one whole: “long-term absence accounts for 7.3 days and short-term for 3.6”.
func (r *reading) halves(c *Card, l ledger, at int) bool {
	e := l.near[at]
	if !c.suits(e.q) || c.isOwn(e.q) {
		return false
	}
	others := 0
	for i, o := range l.near {
		if i == at || o.at < l.s.from || o.at >= l.s.to || r.isStep(l.s, o.at) || o.q.target || o.q.base || c.isOwn(o.q) || o.q.unit != e.q.unit {
			continue
		}
		if _, timed := r.timeOf(c, l.s, o.at); timed {
			return false
		}
		others++
	}
	if others != 1 {
		return false
	}
	if e.q.unit == percent && r.hasWord(l.s.from, l.s.to, rateNames) {
		return false // 7.2% here and 4.2% in the rest are no 11.4% together
	}
	for _, pair := range opposites {
		if e.q.unit == percent && !r.hasWord(l.s.from, l.s.to, partWords) {
			break // each may be of its own whole
		}
		if r.hasWord(l.s.from, l.s.to, pair[0]) && r.hasWord(l.s.from, l.s.to, pair[1]) {
			return true
		}
	}
	if e.q.unit == percent {
		k := r.sentenceOf(l.s.from)
		from, to := r.sentences[max(0, k-1)].from, r.sentences[min(k+1, len(r.sentences)-1)].to
		return r.hasWord(l.s.from, l.s.to, restOfAll) || r.hasWord(from, to, combinedWords)
	}
	return r.hasWord(l.s.from, l.s.to, restNames)
}

// rateNames are what does not add up.
var rateNames = set("rate", "rates", "average", "averages", "averaged", "excluding", "excl")

// combinedWords make two percentages one.
var combinedWords = set("combined", "altogether")

// restOfAll name what is left of a whole, and nothing else: “the other” may be of two.
var restOfAll = set("remaining", "remainder", "rest")

// partWords say that a percentage is a part of another.
var partWords = set("made", "makes", "make", "comprises", "comprising", "accounts", "accounted", "split")

// isPoint reports whether a sentence stands behind a bullet.
func (r *reading) isPoint(k int) bool {
	before := strings.TrimRight(r.text[:r.items[r.sentences[k].from].start], " \t")
	return strings.HasSuffix(before, "•") || strings.HasSuffix(before, "*")
}
