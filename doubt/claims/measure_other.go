package claims

import "math/big"

// inOthers is how many of the smaller measure make one of the larger.
var inOthers = []struct {
	large, small string
	many         int64
}{{"weeks", "days", 7}, {"minutes", "seconds", 60}, {"hours", "minutes", 60}, {"days", "hours", 24}}

// inMeasure turns a step or a target that is said in another measure of time into the card's: “three weeks less” are 21
// days, give or take half a week.
func (q *quantity) inMeasure(name string) {
	for _, o := range inOthers {
		by := whole(o.many)
		switch {
		case q.of == o.large && name == o.small:
		case q.of == o.small && name == o.large:
			by = big.NewRat(1, o.many)
		default:
			continue
		}
		q.value, q.step = new(big.Rat).Mul(q.value, by), new(big.Rat).Mul(q.step, by)
		q.of, q.digits = name, ""
		if q.target {
			q.step = whole(1) // a target of 3 minutes is one of 180 seconds
		}
		return
	}
}

// daysOr is the measure that a title of days names at its end, “processing time, weeks”; else days.
func daysOr(title string) string {
	ts := tokens(title)
	for n, t := range ts {
		name := measureOf(t.text)
		if m := mark(ts, n-1); (m == "," || m == "(" || word(ts, n-1) == "in") && countable[name] && (n+1 >= len(ts) || mark(ts, n+1) == ")") {
			return name
		}
	}
	return "days"
}
