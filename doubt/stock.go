package doubt

import (
	"strings"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// said is a quantity as a commentary says it for the close of a period.
type said struct {
	value  decimal.Decimal
	period kpi.Period
	card   card
	quote  string
}

// closing and comparing are the words around a stock: “at the close of Q2 there were 500”, “an increase from 454 in
// Q1”, “compared to 773 in Q1”.
var (
	closing   = phrasesOf("close|end of the? quarter", "close|end of the? q1|q2|q3|q4", "quarter end")
	comparing = []string{"from", "to", "with", "against"}
	sameThing = phrasesOf("this is|was|represents|compares", "up|down from", "an? increase|decrease|rise|fall|reduction from")
)

// stockSaid are the sizes of a stock that a card's commentary says, by the names that it is called by.
func (c card) stockSaid(names []phrase) (all []said) {
	spoke := false // the sentence before was about the stock
	for _, one := range c.commentary() {
		about := one.says(names)
		if !about && (!spoke || !one.says(sameThing)) {
			spoke = false
			continue
		}
		found := c.stocksIn(one, about)
		spoke = about && len(found) > 0
		all = append(all, found...)
	}
	return all
}

// stocksIn are the sizes that a sentence says. A number belongs to the quarter that is named after it, as in “454 in
// Q1”; one that is not compared with belongs to the close that the sentence speaks of.
func (c card) stocksIn(one sentence, about bool) (all []said) {
	close, known := c.closeIn(one)
	var plain []decimal.Decimal
	for at := range one.words {
		n, ok := one.amountAt(at)
		if !ok {
			continue
		}
		if p, compared := c.comparedAt(one, at); compared {
			all = append(all, said{n, p, c, one.quote()})
			continue
		}
		plain = append(plain, n)
	}
	if about && known && len(plain) == 1 {
		all = append(all, said{plain[0], close, c, one.quote()})
	} else if len(plain) > 0 {
		return nil // some number is about something else, and so may the others be
	}
	return all
}

// closeIn is the period at whose close the sentence looks.
func (c card) closeIn(one sentence) (kpi.Period, bool) {
	_, to, found := one.find(closing)
	if !found {
		return kpi.Period{}, false
	}
	if n, ok := one.periodAt(to - 1); ok && n.quarter > 0 {
		return c.nearest(n), true
	}
	if n, ok := one.periodAt(to - 1); ok && n.month > 0 {
		return kpi.Period{}, false
	}
	return c.Figure.Period, c.Figure.Period.Span() == kpi.Quarterly
}

// nearest is the quarter that is meant: the last one of that number which has ended with the figure's own.
func (c card) nearest(n named) kpi.Period {
	year := n.year
	if year == 0 {
		year = c.Figure.Period.FinancialYear()
		if n.quarter > quarterOf(c.Figure.Period) {
			year--
		}
	}
	return kpi.Quarter(year, n.quarter)
}

// amountAt is the number at a place, where it is a whole amount and no part of a period.
func (s sentence) amountAt(at int) (decimal.Decimal, bool) {
	w := s.words[at]
	n, err := decimal.NewFromString(strings.ReplaceAll(w.text, ",", ""))
	if err != nil || strings.HasPrefix(s.text[w.to:], "%") || !n.IsInteger() {
		return decimal.Decimal{}, false
	}
	for _, p := range s.periodsIn() {
		if p.from <= at && at < p.to {
			return decimal.Decimal{}, false
		}
	}
	return n, true
}

// comparedAt is the quarter of a number that is compared with: “from 454 in Q1”, “compared to 773 at the close of Q1”.
func (c card) comparedAt(one sentence, at int) (kpi.Period, bool) {
	if at == 0 || !has(comparing, one.words[at-1].text) {
		return kpi.Period{}, false
	}
	for next := at + 1; next < len(one.words) && next <= at+5; next++ {
		if n, ok := one.periodAt(next); ok {
			return c.nearest(n), n.quarter > 0
		}
		if !has([]string{"in", "at", "the", "close", "end", "of", "for", "during"}, one.words[next].text) {
			return kpi.Period{}, false
		}
	}
	return kpi.Period{}, false
}
