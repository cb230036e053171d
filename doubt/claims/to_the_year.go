package claims

import (
	"math/big"

	"chaser/kpi"
)

// yearsMonths are how many of a span make a year.
var yearsMonths = map[string]int64{"month": 12, "quarter": 4}

// sameWords lead from an amount to what it is otherwise.
var sameWords = set("ie", "i", "e", "or", "equivalent", "equating", "equates", "equal", "making", "makes", "giving", "gives", "which", "so", "therefore", "meaning")

// monthsOfYear checks what the words make of an amount a month for the year: “550 applications a month were received,
// i.e. 6,600 in the year”.
func (r *reading) monthsOfYear(*Card) []Claim {
	var all []Claim
	for _, s := range r.sentences {
		for n := s.from; n < s.to; n++ {
			many := r.eachSpan(s, n)
			if many == 0 {
				continue
			}
			year := r.yearBehind(s, n)
			if year < 0 {
				continue
			}
			q, of := r.items[n].q, r.items[year].q
			by := whole(many)
			claim := r.claim(Sum, Words, n, year)
			claim.Read, claim.Computed = Digits(by)+" × "+r.said(n), new(big.Rat).Mul(by, q.value)
			claim.Stated, claim.Allowed, claim.Pounds = r.show(year), wide(of), q.unit == money
			half := new(big.Rat).Mul(q.step, big.NewRat(1, 2))
			claim.Agrees = around(q.value, half).times(by).Meets(wide(of))
			all = append(all, claim)
		}
	}
	return all
}

// eachSpan is how many times an amount comes in a year: 12 for one a month; 0 where it is not of each.
func (r *reading) eachSpan(s sentence, n int) int64 {
	q := r.items[n].q
	if q == nil || q.noise || q.delta != 0 || q.target || q.base || q.how != asSaid || q.unit != rated || q.per != nil {
		return 0
	}
	for i := n + 1; i < min(s.to, n+5); i++ {
		if w := r.wordAt(i); w == "a" || w == "per" || w == "each" || w == "every" {
			return yearsMonths[r.wordAt(i+1)]
		}
	}
	return 0
}

// yearBehind is the place of the number that words behind an amount a month give for the year; −1 where there is none.
func (r *reading) yearBehind(s sentence, n int) int {
	same := false
	for i := n + 1; i < min(s.to, n+reach); i++ {
		it := r.items[i]
		switch {
		case it.q != nil && it.q.noise:
		case it.q != nil:
			if !same || it.q.how != asSaid || it.q.delta != 0 || it.q.unit != plain && it.q.unit != rated || it.q.target || !r.ofTheYear(s, i) {
				return -1
			}
			return i
		case it.kind == wordItem && sameWords[it.text], it.text == "=":
			same = true
		case it.text == ";", it.kind == wordItem && conjunctions[it.text]:
			return -1
		}
	}
	return -1
}

// ofTheYear reports whether the words behind a number say that it is of a year.
func (r *reading) ofTheYear(s sentence, n int) bool {
	for i := n + 1; i < min(s.to, n+5); i++ {
		it := r.items[i]
		if it.text == "year" || it.text == "annum" || it.w != nil && it.w.span == kpi.Yearly && it.w.rel == current {
			return true
		}
		if it.kind != wordItem {
			return false
		}
	}
	return false
}

// repeatWords make a number what the year would be if the quarter were repeated.
var repeatWords = set("repeated", "annualised", "annualized", "extrapolated", "projected", "projection", "projects")

// yearIfRepeated checks what four quarters like the card's would come to: “2.24 days, which if repeated gives 8.96 for
// the year”. It speaks where two digits changed over mend it.
func (r *reading) yearIfRepeated(c *Card) []Claim {
	own := c.Figure.Period
	if c.Figure.Value == nil || own.Span() != kpi.Quarterly || c.Unit == kpi.Percent || c.countsToDate() {
		return nil
	}
	four := new(big.Rat).Mul(c.Figure.Value, whole(4))
	for _, s := range r.sentences {
		if !r.hasWord(s.from, s.to, repeatWords) {
			continue
		}
		for n := s.from + 1; n < s.to; n++ {
			q := r.items[n].q
			if q == nil || q.noise || q.delta != 0 || q.target || q.how != asSaid || !c.suits(q) || c.knows(q) || !r.hasWord(max(s.from, n-5), n, repeatWords) || !r.ofTheYear(s, n) {
				continue
			}
			claim := r.claim(Sum, Words, n, n)
			claim.Read, claim.Computed = "4 × "+Digits(c.Figure.Value), four
			claim.Stated, claim.Allowed, claim.Pounds = r.show(n), wide(q), c.Unit == kpi.Currency
			half := new(big.Rat).Mul(c.Figure.Step, big.NewRat(1, 2))
			holds := func() bool { return around(c.Figure.Value, half).times(whole(4)).Meets(wide(q)) }
			if claim.Agrees = holds(); claim.Agrees || r.swapMends(q, holds) {
				return []Claim{claim}
			}
		}
	}
	return nil
}
