package claims

import (
	"math/big"
	"slices"

	"chaser/kpi"
)

// listed is a number for each of the shorter periods that make up the card's: its months, or the quarters up to it.
type listed struct {
	numbers []int // their places
	times   []int
}

// stretches checks numbers that are given for each month of the card's quarter, or for each quarter of its year so far:
// amounts make the figure together, “12 in July, 15 in August and 9 in September”, and the figure of any other measure
// lies between the least and the most of them.
func (r *reading) stretches(c *Card) []Claim {
	if c.Figure.Value == nil {
		return nil
	}
	for _, s := range r.sentences {
		l, ok := r.listedIn(c, s)
		if !ok || r.hasWord(s.from, s.to, ofOthers) {
			continue
		}
		claim, ok := r.betweenClaim(c, s, l)
		if c.Unit == kpi.Count || c.Unit == kpi.Currency || c.Unit == kpi.Ratio && titleToDate(c) {
			claim, ok = r.togetherClaim(c, s, l)
		}
		if ok {
			return []Claim{claim}
		}
	}
	return nil
}

// addsUpTo reports whether the numbers make another of their sentence, so that they are parts of that: “612 claims: 204
// in July, 219 in August and 189 in September”.
func (r *reading) addsUpTo(s sentence, l listed) bool {
	sum := r.sum(l.numbers)
	for n := s.from; n < s.to; n++ {
		if q := r.items[n].q; q != nil && !contains(l.numbers, n) && q.value.Cmp(sum) == 0 {
			return true
		}
	}
	return false
}

// ofOthers make a list another's, or a part of the figure.
var ofOthers = set("national", "nationally", "england", "including", "neighbours", "average", "averaging", "averaged", "alone")

// listedIn finds the times of one length in a sentence with one number each: either every time stands before its number
// or every one behind it.
func (r *reading) listedIn(c *Card, s sentence) (listed, bool) {
	var l listed
	before, after := -1, []int{} // the last number that no time has taken, and those behind their times
	var leading []int
	for n := s.from; n < s.to; n++ {
		it := r.items[n]
		switch {
		case it.w != nil && it.w.rel == named && it.w.day == 0 && it.w.n > 0:
			l.times = append(l.times, n)
			leading = append(leading, before)
			after = append(after, -1)
			before = -1
		case it.q != nil && !it.q.noise && it.q.delta == 0 && !it.q.target && !it.q.fraction && it.q.how == asSaid && c.suits(it.q):
			before = n
			if k := len(after) - 1; k >= 0 && after[k] < 0 {
				after[k] = n
			}
		}
	}
	if !r.allOf(c, s, l.times) {
		return l, false
	}
	orders := [][]int{after, leading}
	if !slices.ContainsFunc(l.times, func(n int) bool { return r.wordAt(n-1) != "in" }) {
		orders = [][]int{leading} // 38 in July, 44 in August
	}
	for _, l.numbers = range orders {
		if !contains(l.numbers, -1) && r.near(l.times, l.numbers) {
			return l, true
		}
	}
	return l, false
}

// near reports whether each number stands within a few items of its time.
func (r *reading) near(times, numbers []int) bool {
	for k, n := range numbers {
		if apart := n - times[k]; apart > 4 || apart < -4 {
			return false
		}
	}
	return true
}

// allOf reports whether times are the three months of the card's quarter, each once, or all quarters of its year up to
// its own, where that is what the figure counts.
func (r *reading) allOf(c *Card, s sentence, times []int) bool {
	own := c.Figure.Period
	first := r.items[s.from]
	if len(times) < 2 || len(times) > 4 || first.w != nil && times[0] != s.from {
		return false
	}
	span := r.items[times[0]].w.span
	var want []kpi.Period
	switch {
	case span == kpi.Monthly && own.Span() == kpi.Quarterly:
		start := own.Start()
		for k := range 3 {
			m := int(start.Month) + k
			want = append(want, kpi.Month(start.Year, m))
		}
	case span == kpi.Quarterly && own.Span() == kpi.Yearly:
		want = quartersTo(own.FinancialYear(), 4)
	case span == kpi.Quarterly && own.Span() == kpi.Quarterly && (c.Cumulative || titleToDate(c) || r.hasWord(s.from, s.to, soFar)):
		for q := 1; q <= 4; q++ {
			if kpi.Quarter(own.FinancialYear(), q) == own {
				want = quartersTo(own.FinancialYear(), q)
			}
		}
	}
	if len(want) != len(times) || len(want) < 2 {
		return false
	}
	for _, p := range want {
		found := false
		for _, n := range times {
			w := r.items[n].w
			year := p.FinancialYear()
			if span == kpi.Monthly {
				year = p.Start().Year
			}
			matches := w.span == span && (w.year == 0 || w.year == year) && w.n == numberOf(p, span)
			found = found || matches
		}
		if !found {
			return false
		}
	}
	return true
}

func numberOf(p kpi.Period, span kpi.Frequency) int {
	if span == kpi.Monthly {
		return int(p.Start().Month)
	}
	return (int(p.Start().Month)+8)/3%4 + 1
}

func quartersTo(year, last int) []kpi.Period {
	var all []kpi.Period
	for q := 1; q <= last; q++ {
		all = append(all, kpi.Quarter(year, q))
	}
	return all
}

// soFar are the words that make a figure count from the beginning of the year.
var soFar = set("far", "date", "cumulative", "cumulatively", "ytd")

func titleToDate(c *Card) bool { return c.titleHas(toDate) }

var toDate = set("date", "cumulative", "ytd")

// togetherClaim checks that the numbers make the figure. It speaks where one slip explains what does not fit.
func (r *reading) togetherClaim(c *Card, s sentence, l listed) (Claim, bool) {
	for _, n := range l.numbers {
		if !r.addable(c, n) {
			return Claim{}, false
		}
	}
	figure := c.Figure
	p := parts{whole: -1, list: l.numbers, closed: true}
	slack := r.slack(p, figure.Value)
	slack.Add(slack, new(big.Rat).Mul(figure.Step, big.NewRat(1, 2)))
	claim := r.claim(Sum, Own, l.numbers[0], l.numbers[len(l.numbers)-1])
	claim.Read, claim.Pounds = r.added(l.numbers), r.items[l.numbers[0]].q.unit == money
	claim.Computed, claim.Stated = r.sum(l.numbers), Digits(figure.Value)
	claim.Allowed = around(figure.Value, slack)
	claim.Agrees = claim.Allowed.Holds(claim.Computed)
	holds := func() bool { return around(figure.Value, slack).Holds(r.sum(l.numbers)) }
	return claim, claim.Agrees || r.allInBracket(c, s, l) || slipOf(holds, &figure, r.quantities(l.numbers)...)
}

// allInBracket reports whether the numbers stand in brackets behind the card's figure, so that they can be parts of
// nothing else: “365 inspections were done in the quarter (138 in October, 144 in November and 83 in December)”.
func (r *reading) allInBracket(c *Card, s sentence, l listed) bool {
	for _, n := range l.numbers {
		if r.items[n].depth == 0 {
			return false
		}
	}
	counts := r.counts(s.from, min(l.numbers[0], l.times[0]))
	end := max(l.numbers[len(l.numbers)-1], l.times[len(l.times)-1])
	return r.markAt(end+1) == ")" && len(counts) == 1 && c.Figure.says(r.items[counts[0]].q)
}

// betweenClaim checks that the figure lies between the least and the most of the numbers, as every average does. It
// speaks where the words give the figure as well, or name what the title names, or where all numbers but one are near
// it.
func (r *reading) betweenClaim(c *Card, s sentence, l listed) (Claim, bool) {
	if c.Unit == kpi.Count || c.Unit == kpi.Currency || c.Cumulative || titleToDate(c) || len(l.numbers) < 3 || r.addsUpTo(s, l) {
		return Claim{}, false
	}
	least, most := r.items[l.numbers[0]].q, r.items[l.numbers[0]].q
	for _, n := range l.numbers[1:] {
		q := r.items[n].q
		if q.value.Cmp(least.value) < 0 {
			least = q
		}
		if q.value.Cmp(most.value) > 0 {
			most = q
		}
	}
	claim := r.claim(Bound, Own, min(l.times[0], l.numbers[0]), max(l.times[len(l.times)-1], l.numbers[len(l.numbers)-1]))
	claim.Computed, claim.PerCent = c.Figure.Value, c.Unit == kpi.Percent
	claim.Stated, claim.Allowed = claim.Quote, Interval{wide(least).Low, wide(most).High}
	claim.Agrees = claim.Allowed.Meets(c.Figure.interval())
	about := r.overlap(c, s.from, s.to) > 0 || r.tellsOfOwn(c, s) || nearFigure(c, r.quantities(l.numbers))
	return claim, claim.Agrees || about
}

// nearFigure reports whether all numbers but one are within a fifth of the figure, as those of the same measure are.
func nearFigure(c *Card, qs []*quantity) bool {
	far := 0
	for _, q := range qs {
		apart := new(big.Rat).Sub(q.value, c.Figure.Value)
		if apart.Abs(apart).Cmp(new(big.Rat).Mul(c.Figure.Value, big.NewRat(1, 5))) > 0 {
			far++
		}
	}
	return far <= 1
}
