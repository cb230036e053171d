package claims

import (
	"math/big"
	"strings"
)

// unit is what a number counts.
type unit uint8

const (
	plain   unit = iota // things
	percent             // 64.1%, and shares in words: two thirds
	points              // percentage points
	money
	length // of time or space: a limit, an age
	rated  // of each thousand
)

// approximation is how a word before a number widens it.
type approximation uint8

const (
	asSaid approximation = iota
	about
	nearly
	justOver
	above
	beneath
)

// quantity is a number with everything that its neighbours say of it.
type quantity struct {
	value     *big.Rat
	step      *big.Rat // the size of its last digit: 0.1 for 64.1, 1 for 570
	unit      unit
	how       approximation
	digits    string // as written, without separators; empty for words
	inWords   bool
	grouped   bool     // with a comma in it: 1,977
	fraction  bool     // half, two thirds, one in five
	round     bool     // ends in noughts, so that it may be rounded
	scaled    bool     // said in thousands or millions
	measure   bool     // of weight or length
	of        string   // what a length is measured in: days, weeks
	composite bool     // a length in two measures: 3 minutes 25 seconds
	counted   bool     // a length in the measure that the card's figures count: days on a card of days
	bare      bool     // “points” alone, which only a percentage has
	per       *big.Rat // of a rate: 100,000; nil where it is none
	sign      int      // −1 or +1 where one is written before it
	age       bool     // of people: over 65, which makes them some of all
	noise     bool     // a reference, an age, one end of a range: no quantity to reckon with
	target    bool     // a target, an average elsewhere
	delta     int      // what it adds or takes away, where it is a change: not 0
	base      bool     // what a change starts from: an earlier number
}

// interval is the numbers that the quantity may stand for.
func (q *quantity) interval() Interval {
	half := new(big.Rat).Mul(q.step, big.NewRat(1, 2))
	if q.fraction {
		half = whole(5)
		if q.value.Cmp(whole(20)) < 0 {
			half = whole(2)
		}
	}
	if q.unit == plainUnit && q.step.Cmp(whole(1)) == 0 && !q.scaled {
		half = new(big.Rat) // things are counted exactly
	}
	if q.round {
		half = new(big.Rat).Mul(noughts(q), big.NewRat(1, 2))
	}
	plain := around(q.value, half)
	part := func(n, d int64) *big.Rat { return new(big.Rat).Mul(q.value, big.NewRat(n, d)) }
	switch q.how {
	case about:
		if q.telling() >= 3 {
			return Interval{part(98, 100), part(102, 100)} // some 15,600 is nearly said exactly
		}
		return Interval{part(88, 100), part(112, 100)}
	case nearly:
		low := part(88, 100)
		if q.unit == percent && plain.Low.Cmp(low) < 0 {
			low = plain.Low // 1.6% is nearly 2%
		}
		return Interval{low, plain.High}
	case justOver:
		high := part(115, 100)
		if half := new(big.Rat).Add(q.value, new(big.Rat).Mul(q.step, big.NewRat(1, 2))); half.Cmp(high) > 0 {
			high = half // 1.2% is just over 1%
		}
		return Interval{q.least(plain), high}
	case above:
		return Interval{q.least(plain), nil}
	case beneath:
		return Interval{nil, plain.High}
	}
	return plain
}

// least is where “over” begins: a fraction in words is over its very value.
func (q *quantity) least(plain Interval) *big.Rat {
	if q.fraction || q.unit == plainUnit {
		return q.value
	}
	return plain.Low
}

const plainUnit = plain

// count reports whether it counts things, so that it may be a part or a whole.
func (q *quantity) count() bool {
	return q != nil && !q.noise && q.unit == plain && q.delta == 0 && !q.base && !q.target && !q.fraction
}

// sized reports whether it counts things or is an amount of money or of a measure, so that it may be a part of another.
func (q *quantity) sized() bool {
	if q == nil || q.noise || q.delta != 0 || q.base || q.target || q.fraction {
		return false
	}
	return q.unit == plain || q.unit == money || q.measure
}

// readQuantity reads a number with its sign, scale and unit at a token; nil where there is none. It returns the place
// after it.
func readQuantity(ts []token, at int) (*quantity, int) {
	q, next := readSimple(ts, at)
	if q != nil {
		next = joinLength(q, ts, next)
	}
	return q, next
}

// readSimple is readQuantity for a number in one measure.
func readSimple(ts []token, at int) (*quantity, int) {
	begin := at
	q := &quantity{}
	at = q.readApproximation(ts, at)
	if m := mark(ts, at); m == "£" || m == "€" || m == "$" {
		q.unit = money
		at++
	}
	if m := mark(ts, at); (m == "-" || m == "−" || m == "+" || m == "–" && dashIsSign(ts, at)) && at+1 < len(ts) && ts[at+1].joined && (at == 0 || !ts[at].joined || mark(ts, at-1) == "(" || mark(ts, at-1) == "£") {
		if mark(ts, at+1) == "£" || ts[at+1].kind == digitsToken {
			if q.sign = 1; m != "+" {
				q.sign = -1
			}
			at++
			if mark(ts, at) == "£" {
				q.unit = money
				at++
			}
		}
	}
	if word(ts, at) == "a" && word(ts, at+1) == "percentage" && word(ts, at+2) == "point" {
		q.value, q.step, q.unit, q.inWords = whole(1), whole(1), points, true
		return q, at + 3
	}
	if w := word(ts, at+2); word(ts, at) == "a" && word(ts, at+1) == "point" && (besideTarget[w] || changeWords[w].sign != 0) {
		q.value, q.step, q.unit, q.inWords, q.bare = whole(1), whole(1), points, true, true
		return q, at + 2
	}
	if next := halfPoint(ts, at); next > at {
		q.value, q.step, q.unit, q.inWords, q.bare = big.NewRat(1, 2), big.NewRat(1, 2), points, true, true
		return q, next
	}
	if f, next := fraction(ts, at); f != nil {
		q.value, q.step, q.unit, q.fraction, q.inWords = f.Mul(f, hundred), whole(5), percent, true, true
		return q, next
	}
	if at < len(ts) && ts[at].kind == digitsToken {
		at = q.readDigits(ts, at)
	} else if n, next := wordNumber(ts, at); n != nil {
		q.value, q.step, q.inWords = n, whole(1), true
		at = next
	} else {
		return nil, begin
	}
	if next := q.readSeconds(ts, at); next > at {
		return q, next
	}
	at = q.readScale(ts, at)
	at = q.readUnit(ts, at)
	if q.sign < 0 {
		q.value.Neg(q.value)
	}
	return q, at
}

// dashIsSign reports whether a dash is the sign of the number behind it: behind a bracket or a semicolon, or before an
// amount of money, with no space between: “(–27 on Q3; –14 on Q4)”, “corporate –£1.3m”.
func dashIsSign(ts []token, at int) bool {
	before := mark(ts, at-1)
	return before == "(" || before == ";" || mark(ts, at+1) == "£" && !ts[at].joined && at+1 < len(ts) && ts[at+1].joined
}

// besideTarget follow “a point” where it is a percentage point.
var besideTarget = set("short", "off", "inside", "outside", "over", "under", "better", "worse", "above", "below", "ahead", "behind", "away", "shy")

// halfPoint reads “half a point”, “half a percentage point”; the same place where there is none.
func halfPoint(ts []token, at int) int {
	i := at + 2
	if word(ts, at) != "half" || word(ts, at+1) != "a" {
		return at
	}
	if w := word(ts, i); w == "percentage" || w == "percent" {
		i++
	}
	if word(ts, i) != "point" {
		return at
	}
	return i + 1
}

// motions are the verbs after which “up to” is a rise and no limit.
var motions = set("went", "gone", "go", "goes", "is", "was", "are", "were", "came", "back", "moved", "crept", "now")

func (q *quantity) readApproximation(ts []token, at int) int {
	for _, a := range approximators {
		fits := true
		for n, w := range a.words {
			if word(ts, at+n) != w {
				fits = false
				break
			}
		}
		if fits && a.words[0] == "up" && motions[word(ts, at-1)] {
			return at // went up to 148
		}
		if w := word(ts, at-1); fits && len(a.words) == 1 && (w == "and" || w == "or") && at >= 2 && (a.how == above || a.how == beneath) && (ts[at-2].kind == digitsToken || strings.HasPrefix(word(ts, at-2), "bed")) {
			return at // 4 bed and over 113
		}
		if a.words[0] == "c" && fits && ts[at].capital {
			return at // band C 2,018
		}
		if w := textAt(ts, at-1); fits && a.words[len(a.words)-1] == "than" && (w == "%" || w == "percent" || w == "cent") {
			return at // 14% fewer than 33,853
		}
		if next := at + len(a.words); fits && isYear(textAt(ts, next)) && (mark(ts, next+1) == "/" || ts[min(next+1, len(ts)-1)].joined && (mark(ts, next+1) == "-" || mark(ts, next+1) == "–")) {
			return at // 18% below 2021/22
		}
		if next := at + len(a.words); fits && len(a.words) == 1 && dotted[a.words[0]] && mark(ts, next) == "." && ts[next].joined && startsNumber(ts, next+1) {
			q.how = a.how
			return next + 1 // c. 6,000
		}
		if next := at + len(a.words); fits {
			if _, after := countedAgo(ts, next); after > next {
				return at // 4 more than 12 months ago
			}
		}
		if fits && startsNumber(ts, at+len(a.words)) {
			q.how = a.how
			return at + len(a.words)
		}
	}
	return at
}

// dotted are the approximators that are written with a full stop.
var dotted = set("c", "approx")

func startsNumber(ts []token, at int) bool {
	for word(ts, at) == "a" || word(ts, at) == "an" || mark(ts, at) == "£" || mark(ts, at) == "-" {
		at++
	}
	if at < len(ts) && ts[at].kind == digitsToken {
		return true
	}
	_, frac := fractionNames[word(ts, at)]
	return isSmall(word(ts, at)) || frac
}

var separators = strings.NewReplacer(",", "", ".", "")

// readDigits reads 1,977 or 64.1.
func (q *quantity) readDigits(ts []token, at int) int {
	t := ts[at].text
	q.digits, q.grouped = separators.Replace(t), strings.Contains(t, ",")
	q.value, _ = new(big.Rat).SetString(strings.ReplaceAll(t, ",", ""))
	q.step = whole(1)
	if dot := strings.IndexByte(t, '.'); dot >= 0 {
		q.step = new(big.Rat).Inv(power(len(t) - dot - 1))
	} else {
		q.round = len(q.digits) > 3 && strings.HasSuffix(q.digits, "00") || len(q.digits) > 4 && strings.HasSuffix(q.digits, "0")
	}
	if at > 0 && ts[at].joined && (ts[at-1].kind == wordToken || (mark(ts, at-1) == "-" || mark(ts, at-1) == "–") && at > 1 && ts[at-1].joined && ts[at-2].kind == wordToken || mark(ts, at-1) == "#") {
		q.noise = true // covid-19, no.5
	}
	if len(q.digits) > 15 {
		q.noise = true
	}
	return at + 1
}

func power(n int) *big.Rat {
	return new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(min(n, 30))), nil))
}
