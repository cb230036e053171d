package claims

import (
	"math/big"

	"chaser/kpi"
)

// yardsticks are the names of others whose figure stands beside the card's, each with the name by which it is known.
var yardsticks = map[string]string{"england": "england", "england's": "england", "english": "england", "national": "england", "nationally": "england",
	"neighbours": "neighbours", "neighbours'": "neighbours", "neighbour": "neighbours", "sn": "neighbours", "sns": "neighbours",
	"regional": "region", "region": "region", "regionally": "region", "region's": "region", "london": "region", "county": "county",
	"peers": "peers", "peer": "peers", "family": "family", "cipfa": "family"}

// ofYardstick is a number that the words give for another: “England 59.9%”, “the national average of 59.9%”.
type ofYardstick struct {
	at   int
	name string
}

// apartFrom checks how far the figure is said to be from another's, where the words give both numbers: “64.1%, which is
// 4.2 points above the national average (59.9%)”. It speaks where one slip explains what does not fit.
func (r *reading) apartFrom(c *Card) []Claim {
	if c.Figure.Value == nil {
		return nil
	}
	others := r.othersSaid(c)
	if len(others) == 0 {
		return nil
	}
	var all []Claim
	for _, s := range r.sentences {
		for n := s.from; n < s.to; n++ {
			name, last := r.apartAt(s, n)
			if name == "" {
				name, last = r.apartBefore(s, n)
			}
			if name == "" || !r.suitsStep(c, n) {
				continue
			}
			if claim, ok := r.apartClaim(c, s, n, last, name, others); ok {
				all = append(all, claim)
			}
		}
	}
	return all
}

// othersSaid finds what the words give for others, each of the card's unit.
func (r *reading) othersSaid(c *Card) []ofYardstick {
	var all []ofYardstick
	for _, s := range r.sentences {
		for n := s.from; n < s.to; n++ {
			q := r.items[n].q
			if q == nil || q.noise || q.delta != 0 || q.fraction || q.how != asSaid || r.besideTest(n) {
				continue
			}
			if !c.suits(q) && (q.unit != plain || c.Unit != kpi.Percent) {
				continue
			}
			if name := r.yardstickOf(s, n); name != "" {
				all = append(all, ofYardstick{n, name})
			}
		}
	}
	return all
}

// besideTest reports whether a number is a step rather than a level: “4.2 points above”, “2.7 above”.
func (r *reading) besideTest(n int) bool {
	_, beside := besideWords[r.wordAt(n+1)]
	return r.items[n].q.unit == points || beside && r.wordAt(n+1) != "from"
}

// ofOtherWords may stand between another's name and its number.
var ofOtherWords = set("average", "averages", "mean", "median", "figure", "rate", "of", "is", "was", "at", "the", "stands", "stood", "being", "statistical", "and", "authority",
	"authorities", "benchmark", "position", "for", "level", "comparator", "latest", "now", "currently")

// yardstickOf is whose number stands at an item: “England: 59.9%”, “59.9% nationally”, “59.9% for England”; empty where
// nobody's.
func (r *reading) yardstickOf(s sentence, n int) string {
	for i := n - 1; i >= max(s.from, n-6); i-- {
		it := r.items[i]
		if name := yardsticks[it.text]; name != "" && it.kind == wordItem {
			return name
		}
		if !ofOtherWords[it.text] && it.text != ":" && it.text != "(" && it.text != "=" && it.text != "’" && it.text != "'" {
			break
		}
	}
	for i := n + 1; i < min(s.to, n+5); i++ {
		it := r.items[i]
		if name := yardsticks[it.text]; name != "" && it.kind == wordItem {
			return name
		}
		if !ofOtherWords[it.text] && it.text != "in" && it.text != "our" && it.text != "across" {
			break
		}
	}
	return ""
}

// apartAt reads a number that tells how far something is from another's: “4.2 pts above national”, “2.7 above our
// neighbours”. It gives the name of the other, and the last item of the phrase.
func (r *reading) apartAt(s sentence, n int) (name string, last int) {
	q := r.items[n].q
	if q == nil || q.noise || q.fraction || q.unit == length && !q.counted {
		return "", 0
	}
	if _, ok := besideWords[r.wordAt(n+1)]; !ok || r.wordAt(n+1) == "from" || r.wordAt(n+1) == "within" {
		return "", 0
	}
	for i := n + 2; i < min(s.to, n+8); i++ {
		it := r.items[i]
		if name := yardsticks[it.text]; name != "" && it.kind == wordItem {
			return name, i
		}
		if it.kind != wordItem || !betweenWords[it.text] && !ofOtherWords[it.text] || it.text == "and" {
			return "", 0
		}
	}
	return "", 0
}

// apartBefore reads a number that tells how far something is from the other whose number stands before it: “England's
// average is 26.2%, so we are 2.8 points ahead”.
func (r *reading) apartBefore(s sentence, n int) (name string, last int) {
	q := r.items[n].q
	if _, ok := besideWords[r.wordAt(n+1)]; q == nil || q.noise || q.fraction || !ok || n+2 < s.to && r.items[n+2].kind == wordItem {
		return "", 0
	}
	for i := n - 1; i >= s.from; i-- {
		if o := r.items[i].q; o != nil && !o.noise {
			return r.yardstickOf(s, i), n + 1
		}
		if r.markAt(i) == ";" {
			break
		}
	}
	return "", 0
}

// suitsStep reports whether a number may be a difference of the card's figures.
func (r *reading) suitsStep(c *Card, n int) bool {
	q := r.items[n].q
	if c.Unit == kpi.Percent {
		return q.unit == points || q.unit == percent || q.unit == plain
	}
	return c.suits(q)
}

// apartClaim checks a distance from another's number. Where several numbers are that other's, any may be meant.
func (r *reading) apartClaim(c *Card, s sentence, n, last int, name string, others []ofYardstick) (Claim, bool) {
	q := r.items[n].q
	var said []*quantity
	for _, o := range others {
		if o.name == name && o.at != n {
			said = append(said, r.items[o.at].q)
		}
	}
	if len(said) != 1 || !r.onlyOwn(c, s, n) && !r.yardsticksOnly(c, s, n) {
		return Claim{}, false
	}
	other := said[0]
	sign := besideWords[r.wordAt(n+1)]
	if last == n+1 {
		sign = 0 // the other may be said to be lower, or we
	}
	figure := c.end(c.Figure)
	reckon := func() *big.Rat { return new(big.Rat).Sub(figure.value, other.value) }
	holds := func() bool {
		apart := figure.in.plus(other.interval().negated())
		if q.unit == percent && other.value.Sign() > 0 { // or per cent of the other's
			if in, ok := percentOf(other.interval(), figure.in); ok && meetsEither(in, wide(q), sign) {
				return true
			}
		}
		return meetsEither(apart, wide(q), sign)
	}
	claim := r.claim(Change, Words, n, last)
	claim.Read = Digits(other.value) + " to " + Digits(figure.value)
	claim.Computed, claim.Stated, claim.Allowed = reckon(), r.show(n), wide(q)
	claim.Points, claim.Pounds = c.Unit == kpi.Percent, c.Unit == kpi.Currency
	claim.Agrees = holds()
	return claim, claim.Agrees || slipOf(holds, nil, q, other)
}

// meetsEither reports whether a difference can be what is said, which may have no side.
func meetsEither(apart, said Interval, sign int) bool {
	return sign >= 0 && apart.Meets(said) || sign <= 0 && apart.Meets(said.negated())
}

// yardsticksOnly reports whether the numbers before an item are others', the card's own and steps.
func (r *reading) yardsticksOnly(c *Card, s sentence, before int) bool {
	for n := s.from; n < before; n++ {
		q := r.items[n].q
		if q == nil || q.noise || q.delta != 0 || q.base || c.isOwn(q) || r.besideTest(n) || r.yardstickOf(s, n) != "" {
			continue
		}
		return false
	}
	return true
}
