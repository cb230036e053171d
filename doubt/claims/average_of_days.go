package claims

import (
	"math/big"

	"chaser/kpi"
)

// averagesOfDays checks an amount a day, a week or a month against the total that the words give right before it, and
// the time that this is of: “41,700 calls in August, an average of 1,345 a day”. Working days are fewer, and both
// numbers of them leave it open.
func (r *reading) averagesOfDays(c *Card) []Claim {
	var all []Claim
	for _, s := range r.sentences {
		n := r.averageAt(s)
		if n < 0 || r.items[n].q.unit == money || len(r.items[n].q.digits) < 3 || !r.endsEach(s, n) {
			continue
		}
		total := r.totalOfDays(s, n)
		if total < 0 {
			continue
		}
		many, work := r.daysOf(c, s, total, r.eachNamedAt(n))
		if many == nil {
			continue
		}
		sum, each := r.items[total].q, r.items[n].q
		claim := r.claim(Sum, Words, total, n)
		claim.Read, claim.Computed = r.said(total)+" ÷ "+Digits(many), new(big.Rat).Quo(sum.value, many)
		claim.Stated, claim.Allowed = r.show(n), wide(each)
		in := roughly(sum)
		claim.Agrees = in.over(exactly(many)).Meets(wide(each))
		if claim.Agrees || work.bounded() && in.over(work).Meets(wide(each)) {
			claim.Agrees = true
		}
		all = append(all, claim)
	}
	return all
}

// roughly is what a total may stand for. One with three digits that tell is said nearly exactly, whatever word stands
// before it: “just under 41,700”.
func roughly(q *quantity) Interval {
	if q.how == asSaid || q.telling() < 3 {
		return q.interval()
	}
	return around(q.value, noughts(q))
}

// totalOfDays is the total that an average stands right behind, with a comma or a dash between and no other number in
// the sentence; −1 where there is none.
func (r *reading) totalOfDays(s sentence, n int) int {
	found, parted := -1, false
	for i := s.from; i < s.to; i++ {
		q := r.items[i].q
		if q == nil || q.noise || i == n {
			parted = parted || found >= 0 && i < n && r.items[i].kind == markItem
			continue
		}
		if found >= 0 || i > n || q.unit != plain || q.delta != 0 || q.base || q.target || q.fraction || q.inWords || !roughly(q).bounded() {
			return -1
		}
		found = i
	}
	if !parted || r.hasWord(s.from, s.to, set("working", "weekday", "weekdays", "school", "open", "opening", "weekend", "site", "centre", "team", "officer")) {
		return -1
	}
	return found
}

// eachNamedAt is the time that a number is an amount for each of: day, week or month.
func (r *reading) eachNamedAt(n int) string {
	for i := n + 1; i <= n+4; i++ {
		if w := r.wordAt(i); (w == "a" || w == "per" || w == "each" || w == "every") && times[r.wordAt(i+1)] {
			return r.wordAt(i + 1)
		}
	}
	return ""
}

// endsEach reports whether an amount for each day, week or month ends its clause, so that it is of no others: “412 a
// month in all towns”.
func (r *reading) endsEach(s sentence, n int) bool {
	for i := n + 1; i <= n+4 && i < s.to; i++ {
		if !times[r.wordAt(i)] {
			continue
		}
		if r.wordAt(i+1) == "on" && r.wordAt(i+2) == "average" {
			i += 2
		}
		return i+1 >= s.to || r.items[i+1].kind == markItem || conjunctions[r.wordAt(i+1)]
	}
	return false
}

// daysOf is how many days, weeks or months there are in the time that a total is of, and how many of them may be
// working days; nil where that is not known.
func (r *reading) daysOf(c *Card, s sentence, total int, each string) (many *big.Rat, work Interval) {
	span, days := kpi.Frequency(""), int64(0)
	for n := s.from; n < s.to; n++ {
		w := r.items[n].w
		if w == nil {
			continue
		}
		if span != "" || w.span != kpi.Monthly && !c.isOwnTime(w) || w.day != 0 {
			return nil, work
		}
		if span = w.span; span == kpi.Monthly && w.rel == named && w.n >= 1 && w.n <= 12 {
			year := w.year
			if year == 0 {
				year = c.Figure.Period.Start().Year
			}
			days = daysIn(kpi.Month(year, w.n))
		}
	}
	if span == "" && !c.isOwn(r.items[total].q) {
		return nil, work
	}
	if days == 0 {
		span, days = c.Figure.Period.Span(), daysIn(c.Figure.Period)
	}
	switch {
	case each == "day":
		return whole(days), Interval{big.NewRat(days*6, 10), big.NewRat(days*3, 4)}
	case each == "week" && span == kpi.Yearly:
		return big.NewRat(days, 7), Interval{whole(50), whole(53)}
	case each == "month" && span == kpi.Yearly:
		return whole(12), work
	case each == "month" && span == kpi.Quarterly:
		return whole(3), work
	}
	return nil, work
}

// daysIn is how many days a period has.
func daysIn(p kpi.Period) int64 {
	n := int64(0)
	for d, end := p.Start(), p.Next().Start(); d.Before(end); d = d.AddDays(1) {
		n++
	}
	return n
}
