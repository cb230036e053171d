package claims

import (
	"math/big"
	"strings"

	"chaser/kpi"
)

// Known is a number that the card knows, and how finely.
type Known struct {
	Value  *big.Rat // nil is not known
	Step   *big.Rat // the size of its last digit
	Period kpi.Period
}

// Card is what a commentary stands under.
type Card struct {
	Title     string
	Unit      kpi.Unit
	Direction kpi.Direction
	Frequency kpi.Frequency
	Figure    Known
	Previous  Known
	YearAgo   Known
	Target    Known
	// Cumulative figures count from 1 April, so that a period's own number may be less.
	Cumulative bool

	named  bool     // whether the title was read
	stems  []string // of the title
	limits []*big.Rat
	per    *big.Rat // the number that the title's rate is of: 100,000; nil where it is none
}

// read reads the title once.
func (c *Card) read() {
	if c.named {
		return
	}
	c.named, c.stems = true, stems(c.Title)
	c.per = thousandsOf(c.Title)
	for _, it := range read(c.Title).items {
		if it.q != nil && it.q.unit == length {
			c.limits = append(c.limits, it.q.value)
		}
	}
}

// titleStems are the beginnings of the words of the title.
func (c *Card) titleStems() []string {
	c.read()
	return c.stems
}

// interval is what a known number may have been before it was rounded.
func (k Known) interval() Interval {
	return around(k.Value, new(big.Rat).Mul(k.Step, big.NewRat(1, 2)))
}

// suits reports whether a quantity has the unit of the card's figures.
func (c *Card) suits(q *quantity) bool {
	switch c.Unit {
	case kpi.Percent:
		return q.unit == percent
	case kpi.Currency:
		return q.unit == money
	case kpi.Days:
		return q.unit == length && (q.counted || q.of == "fte") || q.unit == plain
	case kpi.Ratio:
		return q.unit == plain || q.unit == rated || q.unit == percent || q.unit == money || q.counted
	}
	return q.unit == plain || q.counted || q.unit == rated && q.per != nil && c.perThousands() != nil
}

// isOwn reports whether a quantity can be the card's figure.
func (c *Card) isOwn(q *quantity) bool { return c.suits(q) && c.Figure.says(q) }

// says reports whether a quantity can stand for a known number: it meets it, or is it with fewer digits.
func (k Known) says(q *quantity) bool {
	if k.Value == nil {
		return false
	}
	if q.round && q.how == asSaid && new(big.Rat).Quo(k.Value, noughts(q)).IsInt() {
		return q.value.Cmp(k.Value) == 0 // 1,284,600 is no 1,284,700
	}
	return q.interval().Meets(k.interval()) || (q.round || q.step.Cmp(k.Step) > 0) && wide(q).Holds(k.Value)
}

// wide is the interval of a quantity that may be cut off instead of rounded.
func wide(q *quantity) Interval {
	i := q.interval()
	if q.how != asSaid || !i.bounded() {
		return i
	}
	step := q.step
	if q.round && q.unit != money {
		step = noughts(q)
	}
	return around(q.value, step)
}

// noughts is the size of the last digit before a whole number's noughts: 100 for 40,600; but no more than a hundredth
// of the number, since 6,000 is seldom rounded to thousands.
func noughts(q *quantity) *big.Rat {
	trimmed := strings.TrimRight(q.digits, "0")
	most := max(0, len(q.digits)-3)
	return new(big.Rat).Mul(q.step, power(min(most, len(q.digits)-len(trimmed))))
}

// stems are the beginnings of the words that say what a measure is about.
func stems(text string) []string {
	var all []string
	for _, t := range tokens(text) {
		if t.kind == wordToken {
			if s := stemOf(t.text); s != "" {
				all = append(all, s)
			}
		}
	}
	return all
}

const stemLength = 5

// crowded are the beginnings that words of quite other things share.
var crowded = set("compl", "inter", "trans", "commu", "contr", "const", "consu")

func stemOf(w string) string {
	if len(w) == 3 && !shortWords[w] {
		return w
	}
	if len(w) < 4 || stopWords[w] {
		return ""
	}
	for _, suffix := range []string{"ing", "ed", "es", "s", "ion"} {
		if cut := strings.TrimSuffix(w, suffix); cut != w && (len(cut) >= 4 || len(cut) == 3 && suffix == "s" && len(w) == 4) {
			if w = cut; len(w) > 3 && w[len(w)-1] == w[len(w)-2] && w[len(w)-1] != 'l' && w[len(w)-1] != 's' {
				w = w[:len(w)-1] // tipping
			}
			break
		}
	}
	if len(w) > stemLength && crowded[w[:stemLength]] {
		return w[:stemLength+1] // complaints are not completed
	}
	if len(w) > stemLength {
		w = w[:stemLength]
	}
	if w == "decis" {
		return "decid" // decisions were decided
	}
	return w
}

// written is a number of the card as one of the words would be.
func (k Known) written() *quantity {
	return &quantity{value: k.Value, step: k.Step, digits: digitsOf(k)}
}

// titleHas reports whether the title says one of some words.
func (c *Card) titleHas(words map[string]bool) bool {
	for _, t := range tokens(c.Title) {
		if words[t.text] {
			return true
		}
	}
	return false
}
