package kpi

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

const (
	// hundredfold is from how many times another percentage a figure hardly can be meant: a fraction of 1 was written for a percentage, or its
	// point was lost. Half of a hundred leaves room for what really moved in between.
	hundredfold = 50

	// farAway is beyond how many months from every neighbour a figure's period is most likely a slip. A survey may be taken every third year.
	farAway = 36

	// longAgo is beyond how many months a lone figure's period is most likely a slip.
	longAgo = 240
)

// figures remarks on those that join and say something new.
func (c *remarking) figures(r, held Register, today Date) {
	indicators := map[string]Indicator{}
	for _, i := range joinedBy(held.Indicators, r.Indicators, func(i Indicator) string { return strings.ToLower(i.Code) }) {
		indicators[strings.ToLower(i.Code)] = i
	}
	before, after := figuresByKey(held.Figures), figuresByKey(held.Figures)
	for _, f := range r.Figures {
		after[keyOf(f)] = f
	}
	histories := historiesOf(after)
	collections := joinedBy(held.Collections, r.Collections, func(k Collection) Period { return k.Period })
	for n, f := range r.Figures {
		i, known := indicators[strings.ToLower(f.Indicator)]
		standing, stands := before[keyOf(f)]
		if !known || stands && f.Completed(i.Unit).SameMeasure(standing) {
			continue
		}
		path := fmt.Sprintf("figures[%d]", n)
		history := histories[strings.ToLower(f.Indicator)]
		if !stands {
			c.farFromOthers(path+".period", i, f.Period, history, collections, today)
		}
		c.unlikely(path, i, f, i.beside(f, history, before), history)
		if f.Status == Unavailable && f.Commentary == "" {
			c.add(path+".commentary", "says nothing of why %s has no figure for %s; the card will show none, without a reason", i.Code, f.Period.Words())
		}
	}
}

// historiesOf are the figures of each indicator in order of time, by its code in lower case.
func historiesOf(figures map[figureKey]Figure) map[string][]Figure {
	histories := map[string][]Figure{}
	for key, f := range figures {
		histories[key.code] = append(histories[key.code], f)
	}
	for _, history := range histories {
		slices.SortFunc(history, func(a, b Figure) int { return a.Period.compare(b.Period) })
	}
	return histories
}

// farFromOthers remarks on a period that is years from every other of the indicator's figures, and from every collection.
func (c *remarking) farFromOthers(path string, i Indicator, p Period, history []Figure, collections []Collection, today Date) {
	if _, collected := Collected(collections, i.Frequency, p); collected {
		return
	}
	at, _ := slices.BinarySearchFunc(history, p, func(f Figure, p Period) int { return f.Period.compare(p) })
	var others []Period
	if at > 0 {
		others = append(others, history[at-1].Period)
	}
	if at+1 < len(history) {
		others = append(others, history[at+1].Period)
	}
	for _, k := range collections {
		others = append(others, k.Period)
	}
	near := func(other Period) bool { return monthsBetween(p.Start(), other.Start()) <= farAway }
	switch {
	case len(others) == 0 && monthsBetween(p.Start(), today) > longAgo:
		c.add(path, "%s was over %d years ago, and it is the only figure of %s; is the period right?", p.Words(), longAgo/12, i.Code)
	case len(others) > 0 && !slices.ContainsFunc(others, near):
		c.add(path, "%s is over %d years from every other figure and collection of %s; is the period right?", p.Words(), farAway/12, i.Code)
	}
}

func monthsBetween(a, b Date) int {
	months := (a.Year-b.Year)*12 + int(a.Month-b.Month)
	return max(months, -months)
}

// unlikely remarks on a percentage that is a hundredfold or a hundredth of those beside it, or of its target, and on the first over 100%.
func (c *remarking) unlikely(path string, i Indicator, f Figure, beside []Figure, history []Figure) {
	value := f.Exact(i.Unit)
	if i.Unit != Percent || value == nil || !f.Status.Reportable() {
		return
	}
	path += ".value"
	if f.Value == nil {
		path = strings.TrimSuffix(path, "value") + FieldNumerator
	}
	var target *big.Rat
	if t := i.TargetFor(f.Period); t != nil {
		target = t.Rat()
	}
	far := misplaced(value, target)
	switch others := misplacedAmong(i, value, beside); {
	case far != "":
		c.add(path, "%s is %s the target, %s%s", i.ShowTyped(f), far, i.ShowValue(i.TargetFor(f.Period)), f.meant(value, target))
	case others != "" && misplaced(beside[0].Exact(i.Unit), target) == "": // else it is the other one that is wrong
		c.add(path, "%s is %s the figure for %s, %s%s", i.ShowTyped(f), others, beside[0].Period.Words(), i.ShowTyped(beside[0]),
			f.meant(value, beside[0].Exact(i.Unit)))
	case over(value) && !i.wasOver(f.Period, history):
		c.add(path, "%s is over 100%%, which no figure of %s was before; is it right?", i.ShowTyped(f), i.Code)
	}
}

// beside are the figures that f is judged by, the one that counts most first: of those that are held the nearest; where none is held, of those that
// join the two before it and the two after.
func (i Indicator) beside(f Figure, history []Figure, held map[figureKey]Figure) []Figure {
	var standing, joining []Figure
	at := 0
	for _, other := range history {
		if !other.Status.Reportable() || other.Exact(i.Unit) == nil || other.Period == f.Period {
			continue
		}
		if old, ok := held[keyOf(other)]; ok && old.SameMeasure(other.Completed(i.Unit)) {
			if len(standing) == 0 || other.Period.Before(f.Period) {
				standing = []Figure{other}
			}
			continue
		}
		joining = append(joining, other)
		if other.Period.Before(f.Period) {
			at = len(joining)
		}
	}
	if len(standing) > 0 {
		return standing
	}
	var beside []Figure
	for _, n := range []int{at - 1, at - 2, at, at + 1} {
		if n >= 0 && n < len(joining) {
			beside = append(beside, joining[n])
		}
	}
	return beside
}

// misplacedAmong is how far a percentage is from the first of the others, where it is far from all of them.
func misplacedAmong(i Indicator, value *big.Rat, others []Figure) string {
	first := ""
	for n, other := range others {
		far := misplaced(value, other.Exact(i.Unit))
		if far == "" {
			return ""
		}
		if n == 0 {
			first = far
		}
	}
	return first
}

// misplaced words how much a percentage is over or below another, where that is so much that its point most likely slipped; else it is empty.
func misplaced(value, other *big.Rat) string {
	if other == nil || value.Sign() == 0 || other.Sign() == 0 {
		return ""
	}
	ratio := new(big.Rat).Abs(new(big.Rat).Quo(value, other))
	below := ratio.Cmp(big.NewRat(1, 1)) < 0
	if below {
		ratio.Inv(ratio)
	}
	switch {
	case ratio.Cmp(big.NewRat(hundredfold, 1)) < 0:
		return ""
	case ratio.Cmp(big.NewRat(4*hundredfold, 1)) > 0 && below:
		return "1/" + wholeWords(ratio) + " of"
	case ratio.Cmp(big.NewRat(4*hundredfold, 1)) > 0:
		return wholeWords(ratio) + " times"
	case below:
		return "about a hundredth of"
	}
	return "about a hundred times"
}

func wholeWords(ratio *big.Rat) string {
	return Count.ShowExact(decimal.RequireFromString(ratio.FloatString(0)))
}

// meant is what a misplaced percentage would be with its point moved back, where that is near the other.
func (f Figure) meant(value, other *big.Rat) string {
	hundred := big.NewRat(100, 1)
	moved := new(big.Rat).Mul(value, hundred)
	if new(big.Rat).Abs(value).Cmp(new(big.Rat).Abs(other)) > 0 {
		moved = new(big.Rat).Quo(value, hundred)
	}
	ratio := new(big.Rat).Quo(moved, other)
	if f.Numerator != nil || ratio.Cmp(big.NewRat(1, 4)) < 0 || ratio.Cmp(big.NewRat(4, 1)) > 0 {
		return "; is it right?"
	}
	text := moved.FloatString(quotientPlaces)
	text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	return fmt.Sprintf("; write %q if %s%% is meant", text, text)
}

func over(value *big.Rat) bool { return value.Cmp(big.NewRat(100, 1)) > 0 }

// wasOver reports whether percentages of the indicator are known to go over 100: its target, its baseline, or an earlier figure does.
func (i Indicator) wasOver(p Period, history []Figure) bool {
	for _, known := range []*decimal.Decimal{i.TargetFor(p), i.Target, i.Baseline} {
		if known != nil && over(known.Rat()) {
			return true
		}
	}
	return slices.ContainsFunc(history, func(f Figure) bool {
		value := f.Exact(i.Unit)
		return f.Period.Before(p) && value != nil && over(value)
	})
}
