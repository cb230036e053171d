package claims

import (
	"math/big"

	"chaser/kpi"
)

// perEach checks a card's amount for each of those that its title names against the total and their number: “4,040.5
// working days were lost by an average of 398 FTE” under “Working days lost per FTE”. It speaks where two digits
// changed over explain what does not fit, or the figure is written as the average would be but for a slip.
func (r *reading) perEach(c *Card) []Claim {
	each := c.eachNamed()
	if each == "" || c.Figure.Value == nil || c.Figure.Value.Sign() <= 0 || len(digitsOf(c.Figure)) < 2 {
		return nil
	}
	for k, s := range r.sentences[:min(2, len(r.sentences))] {
		total, many := r.totalAndEach(c, s, each)
		apart := total < 0 && k == 0 && len(r.sentences) > 1
		if apart { // an average of 512 employees. 4,283.5 days were lost
			s.to = r.sentences[1].to
			total, many = r.totalAndEach(c, s, each)
		}
		if total < 0 || r.someOnly(s, many) || r.overlap(c, s.from, s.to) == 0 || r.overlap(c, s.from, s.to) < 2 && k > 0 {
			continue
		}
		a, b := r.items[total].q, r.items[many].q
		scale := kilosIn(a, c)
		reckon := func() Interval { return a.interval().over(b.interval()).times(scale) }
		holds := func() bool { return b.value.Sign() > 0 && reckon().Meets(c.figureAllows()) }
		average := new(big.Rat).Mul(new(big.Rat).Quo(a.value, b.value), scale)
		claim := r.claim(Sum, Own, min(total, many), max(total, many))
		claim.Read, claim.Computed = r.said(total)+" ÷ "+r.said(many), average
		claim.Stated, claim.Allowed, claim.Pounds = Digits(c.Figure.Value), c.figureAllows(), c.Unit == kpi.Currency
		figure := c.Figure.written()
		if claim.Agrees = holds(); claim.Agrees || strongSlip(figure, average) || r.swapMends(a, holds) || r.swapMends(b, holds) ||
			(r.eachSurely(c, s, many) || apart && r.averagesEach(c, many, total)) && (slipFrom(true, holds, nil, a, b) || likeSlip(figure, average)) {
			return []Claim{claim}
		}
	}
	return nil
}

// someOnly reports whether a sentence tells of some alone. “Among 601 FTE” tells of all of them.
func (r *reading) someOnly(s sentence, many int) bool {
	for n := s.from; n < s.to; n++ {
		if partialWords[r.wordAt(n)] && (r.wordAt(n) != "among" || n+1 != many) {
			return true
		}
	}
	return false
}

// eachLinks lead from a total to the number of those that it is divided by.
var eachLinks = set("by", "across", "among", "for", "over", "between", "÷", "/")

// eachSurely reports whether a sentence says that the total is of all of those that the title names, and names nothing
// else, so that any slip tells.
func (r *reading) eachSurely(c *Card, s sentence, many int) bool {
	n := many - 1
	for r.wordAt(n) == "an" || r.wordAt(n) == "average" || r.wordAt(n) == "of" || r.wordAt(n) == "all" || r.wordAt(n) == "our" {
		n--
	}
	if n <= s.from || !eachLinks[r.items[n].text] {
		return false
	}
	title := c.titleStems()
	for i := s.from; i < s.to; i++ {
		if r.strange(title, i) && eachStem(r.wordAt(i)) != c.eachNamed() && !eachLinks[r.wordAt(i)] && !headNames[r.wordAt(i)] {
			return false
		}
	}
	return true
}

// averagesEach reports whether a number of those that a title names is called their average, under a figure with
// decimals, which few slips meet, and the total beside it is of all sickness and not of some.
func (r *reading) averagesEach(c *Card, many, total int) bool {
	s := r.sentences[r.sentenceOf(total)]
	some := r.hasWord(s.from, s.to, opposites[0][0]) || r.hasWord(s.from, s.to, opposites[0][1])
	return c.Figure.Step.Cmp(whole(1)) < 0 && r.hasWord(max(0, many-8), many, averageWords) && r.hasWord(s.from, s.to, sickWords) && !some
}

var sickWords = set("sickness", "absence", "absences", "illness")

var fteWords = set("fte", "ftes")

// headNames are whom a title's amount “per head” is for.
var headNames = set("residents", "people", "inhabitants", "population")

// eachNamed is the stem of what the title's amount is for each of, “per FTE”, “for each household”; empty where it is
// of none, or of a thousand.
func (c *Card) eachNamed() string {
	if c.Unit == kpi.Percent {
		return ""
	}
	ts := tokens(c.Title)
	for n := range ts {
		if w := word(ts, n); w != "per" && w != "each" {
			continue
		}
		if w := word(ts, n+1); w != "" && !times[w] {
			return eachStem(w)
		}
	}
	return ""
}

// eachStem is the stem of a word; FTE has none of its own.
func eachStem(w string) string {
	if w == "fte" || w == "ftes" {
		return "fte"
	}
	return stemOf(w)
}

// totalAndEach are the only amount of a sentence that may be the total, and the number of those that the title names;
// −1 where there is another amount, or another time.
func (r *reading) totalAndEach(c *Card, s sentence, each string) (total, many int) {
	total, many = -1, -1
	for n := s.from; n < s.to; n++ {
		q := r.items[n].q
		if q == nil || q.noise || q.delta != 0 || q.unit == percent && r.tellsShare(n) {
			continue
		}
		switch {
		case q.how != asSaid || q.target || q.base || q.fraction || q.unit == percent || q.unit == points || q.value.Sign() <= 0 || !r.periodOf(c, r.sentenceOf(n), n):
			return -1, -1
		case q.of == "fte" && each == "fte" && r.wordAt(n+1) != "days" || q.unit == plain && r.countsEach(n, each):
			if many >= 0 {
				return -1, -1
			}
			many = n
		case total < 0 && (c.sumsTo(q) || c.Unit == kpi.Days && q.of == "fte") && q.value.Cmp(new(big.Rat).Mul(c.Figure.Value, whole(2))) > 0:
			total = n
		default:
			return -1, -1
		}
	}
	if many < 0 || total < 0 {
		return -1, -1
	}
	return total, many
}

// countsEach reports whether a number counts what a title's amount is for each of.
func (r *reading) countsEach(n int, each string) bool {
	if each == "fte" && r.hasWord(max(0, n-4), n, fteWords) {
		return true // an average full-time equivalent (FTE) of 512
	}
	for i := n + 1; i <= n+2 && r.wordAt(i) != ""; i++ {
		if eachStem(r.wordAt(i)) == each || each == "head" && headNames[r.wordAt(i)] {
			return true
		}
	}
	return false
}

// sumsTo reports whether an amount may be the total of what the card has for each.
func (c *Card) sumsTo(q *quantity) bool {
	switch {
	case c.Unit == kpi.Currency:
		return q.unit == money
	case q.of == "tonnes" || q.of == "kg":
		return c.countedIn() == "kg" || c.countedIn() == q.of
	case c.Unit == kpi.Days:
		return q.of == "days"
	}
	return q.counted
}

// kilosIn is how many of the card's measure make one of a total's: a thousand kilograms are a tonne.
func kilosIn(total *quantity, c *Card) *big.Rat {
	if total.of == "tonnes" && c.countedIn() == "kg" {
		return whole(1000)
	}
	return whole(1)
}
