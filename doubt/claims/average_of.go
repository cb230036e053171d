package claims

import (
	"math/big"
	"slices"

	"chaser/kpi"
)

// averagesSaid checks an average against the total and the number that it is of, where the words tie the three: “income
// of £112,210 came from 98 burials, averaging £1,145”, “147 delayed days in the 92 days of the quarter, i.e. 1.6 a
// day”. It speaks where one slip explains what does not fit.
func (r *reading) averagesSaid(c *Card) []Claim {
	var all []Claim
	for _, s := range r.sentences {
		n := r.averageAt(s)
		if claim, ok := r.monthlyAverage(c, s, n); ok {
			all = append(all, claim)
			continue
		}
		total, many, ok := r.totalAndNumber(s, n)
		if !ok {
			all = append(all, r.averagesNear(c, s)...)
			continue
		}
		if r.items[n].q.unit == length && (c.knowsBefore(r.items[total].q) || c.knowsBefore(r.items[many].q)) {
			continue // 18 days on average, against 23 last year
		}
		if claim, ok := r.averageClaim(c, n, total, many); ok {
			all = append(all, claim)
		}
	}
	return all
}

// monthlyAverage checks what the words make of the quarter's count for each of its months: “1,095 incidents (365 a
// month on average)”. It speaks where two digits changed over mend it.
func (r *reading) monthlyAverage(c *Card, s sentence, n int) (Claim, bool) {
	if n < 0 || c.Unit != kpi.Count || c.Figure.Value == nil || c.Figure.Period.Span() != kpi.Quarterly || r.wordAt(n+2) != "month" {
		return Claim{}, false
	}
	q := r.items[n].q
	said := false
	for i := s.from; i < n; i++ {
		said = said || r.items[i].q != nil && c.isOwn(r.items[i].q)
	}
	each := new(big.Rat).Quo(c.Figure.Value, whole(3))
	holds := func() bool { return wide(q).Holds(each) }
	claim := r.claim(Sum, Words, n, n)
	claim.Read, claim.Computed, claim.Stated = Digits(c.Figure.Value)+" ÷ 3", each, r.show(n)
	claim.Allowed, claim.Agrees = wide(q), holds()
	return claim, said && !claim.Agrees && r.swapMends(q, holds)
}

// averageAt is the place of the one number of a sentence that is called an average, or an amount each; −1 where there
// is none.
func (r *reading) averageAt(s sentence) int {
	found := -1
	for n := s.from; n < s.to; n++ {
		if !r.isAverage(s, n) {
			continue
		}
		if found >= 0 || r.yardstickOf(s, n) != "" {
			return -1
		}
		found = n
	}
	return found
}

// isAverage reports whether a number is called an average, or an amount each.
func (r *reading) isAverage(s sentence, n int) bool {
	q := r.items[n].q
	return q != nil && !q.noise && q.delta == 0 && !q.base && !q.target && !q.fraction && q.how == asSaid && q.unit != percent && q.unit != points && r.calledAverage(s, n) &&
		!r.comparedWith(s, n)
}

// comparedWith reports whether a number is what another is compared with: “38, compared with an average of 61”.
func (r *reading) comparedWith(s sentence, n int) bool {
	for i := n - 1; i >= max(s.from, n-6) && r.items[i].kind == wordItem; i-- {
		if comparesWords[r.items[i].text] || r.items[i].text == "than" {
			return true
		}
	}
	return false
}

// eachOf are the words that make “a” mean each, whatever follows them: “365 a month on average”, and not “104 a relief
// duty”.
var eachOf = set("day", "week", "month", "quarter", "year", "hour", "person", "head", "case", "household", "employee", "home", "child", "visit", "call")

// calledAverage reports whether the words beside a number make it an average.
func (r *reading) calledAverage(s sentence, n int) bool {
	switch next := r.wordAt(n + 1); {
	case next == "each", next == "apiece", next == "on" && r.wordAt(n+2) == "average", next == "per" && r.items[n+2].kind == wordItem && n+2 < s.to, next == "a" && n+2 < s.to && r.items[n+2].kind == wordItem && r.items[min(n+3, len(r.items)-1)].kind != wordItem,
		next == "a" && eachOf[r.wordAt(n+2)]:
		return true
	}
	if r.items[n].q.unit == rated {
		return r.items[n].q.per == nil
	}
	for i := n - 1; i >= max(s.from, n-4); i-- {
		switch w := r.wordAt(i); {
		case averageWords[w] && w != "each" && w != "head":
			return true
		case w != "of" && w != "was" && w != "is" && w != "at" && w != "cost":
			return false
		}
	}
	return false
}

// totalAndNumber are the total and the number of what it was divided by: the two other numbers of a sentence that count
// anything, of which the first has the average's unit, or any where the average is bare.
func (r *reading) totalAndNumber(s sentence, n int) (total, many int, ok bool) {
	if n < 0 {
		return 0, 0, false
	}
	var others []int
	for i := s.from; i < s.to; i++ {
		q := r.items[i].q
		if q == nil || i == n || q.noise || q.delta != 0 || q.unit == percent && r.tellsShare(i) {
			continue
		}
		if q.base || q.target || q.fraction || q.how != asSaid || q.unit == percent || q.unit == points {
			return 0, 0, false
		}
		others = append(others, i)
	}
	if len(others) > 2 {
		others = slices.DeleteFunc(others, func(i int) bool { return r.items[i].depth > r.items[n].depth })
	}
	if len(others) != 2 || r.partial(s) && r.hasWord(s.from, s.to, set("including")) {
		return 0, 0, false
	}
	return r.divides(others[0], others[1], n)
}

// divides sorts two numbers into a total and the number that it is divided by to make an average, where their units let
// them be so.
func (r *reading) divides(first, second, n int) (total, many int, ok bool) {
	total, many = first, second
	a, b, of := r.items[total].q, r.items[many].q, r.items[n].q
	if kilosOf(a, of) == nil && a.value.Cmp(b.value) < 0 && (of.unit != money || b.unit == money) {
		total, many, a, b = many, total, b, a
	}
	unitOf := func(q *quantity) unit {
		if q.unit == rated && q.per == nil {
			return plain
		}
		return q.unit
	}
	tied := unitOf(a) == unitOf(of) && (a.of == of.of || kilosOf(a, of) != nil)
	if of.unit == rated || unitOf(of) == plain {
		tied = true
	}
	if !b.value.IsInt() || b.step.Cmp(whole(1)) < 0 {
		return 0, 0, false // 9.8 days per person: 3.4 and 6.4
	}
	if kilosOf(a, of) != nil && b.unit == plain {
		return total, many, true
	}
	return total, many, tied && b.unit != money && b.value.Cmp(whole(1)) > 0 && a.value.Cmp(b.value) > 0 || tied && a.unit == money && b.unit != money
}

// kilosOf is how many kilograms a tonne has, where a total is in tonnes and each in kilograms; nil elsewhere.
func kilosOf(total, each *quantity) *big.Rat {
	if total.of == "tonnes" && each.of == "kg" {
		return whole(1000)
	}
	return nil
}

func (r *reading) averageClaim(c *Card, n, total, many int) (Claim, bool) {
	sum, number, each := r.items[total].q, r.items[many].q, r.items[n].q
	if number.value.Sign() <= 0 || sum.value.Sign() <= 0 {
		return Claim{}, false
	}
	reckon := func() Interval {
		if number.value.Sign() <= 0 {
			return Interval{whole(0), whole(0)}
		}
		over := sum.interval().over(exactly(number.value))
		if kilos := kilosOf(sum, each); kilos != nil {
			return over.times(kilos)
		}
		return over
	}
	said := wide(each)
	if each.inWords {
		said = around(each.value, big.NewRat(1, 2))
	}
	holds := func() bool { return reckon().Meets(said) }
	claim := r.claim(Sum, Words, min(n, total, many), max(n, total, many))
	claim.Read = r.said(total) + " ÷ " + r.said(many)
	claim.Computed = new(big.Rat).Quo(sum.value, number.value)
	if kilos := kilosOf(sum, each); kilos != nil {
		claim.Computed.Mul(claim.Computed, kilos)
	}
	claim.Stated, claim.Allowed, claim.Pounds = r.show(n), said, sum.unit == money
	if claim.Agrees = holds(); claim.Agrees {
		return claim, true
	}
	fits := func(q *quantity) bool { return slipOf(holds, nil, q) }
	eachSlips := slipOf(func() bool {
		return reckon().Meets(wide(each)) || each.inWords && reckon().Meets(around(each.value, big.NewRat(1, 2)))
	}, nil, each)
	own := c.Unit != kpi.Percent && c.isOwn(each)
	return claim, eachSlips && (len(each.digits) > 1 || each.inWords) || (own || len(each.digits) > 2) && (fits(sum) || fits(number))
}
