package claims

import "math/big"

// parts of one length: the larger measure, the smaller, and how many of it make one of the larger.
var composites = map[[2]string]int64{{"minutes", "seconds"}: 60, {"hours", "minutes"}: 60, {"weeks", "days"}: 7, {"years", "months"}: 12}

// joinLength adds the smaller part of a length to the larger before it: “three minutes 25 seconds” are 205 seconds. It
// returns the place after both, or the place that it was given.
func joinLength(q *quantity, ts []token, at int) int {
	if q.unit != length || q.step.Cmp(whole(1)) != 0 || q.fraction || q.noise {
		return at
	}
	next := at
	if word(ts, next) == "and" || mark(ts, next) == "," {
		next++
	}
	small, after := readSimple(ts, next)
	if small == nil || small.unit != length || small.step.Cmp(whole(1)) != 0 || small.how != asSaid || small.noise || small.sign != 0 {
		return at
	}
	many := composites[[2]string{q.of, small.of}]
	if many == 0 || small.value.Cmp(whole(many)) >= 0 {
		return at
	}
	q.value.Mul(q.value, whole(many))
	q.value.Add(q.value, small.value)
	q.of, q.digits, q.measure = small.of, "", false
	q.composite = true
	return after
}

// readSeconds reads “m 45s” behind the minutes, which makes a length of time in seconds.
func (q *quantity) readSeconds(ts []token, at int) int {
	if word(ts, at) != "m" || word(ts, at+2) != "s" || ts[at+1].kind != digitsToken || !ts[at].joined || !ts[at+2].joined || q.unit != plain || q.inWords {
		return at
	}
	seconds, ok := new(big.Rat).SetString(ts[at+1].text)
	if !ok || seconds.Cmp(whole(60)) >= 0 {
		return at
	}
	q.value.Mul(q.value, whole(60))
	q.value.Add(q.value, seconds)
	q.unit, q.of, q.digits, q.composite = length, measureOf("seconds"), "", true
	return at + 3
}
