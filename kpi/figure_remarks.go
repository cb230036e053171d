package kpi

import (
	"fmt"
	"slices"
	"strings"
)

const (
	// farAway is how many months a figure's period may lie from its nearest neighbour before it is most likely a slip.
	// A survey may be taken every third year.
	farAway = 36

	// longAgo is how many months ago a lone figure's period may lie before it is most likely a slip.
	longAgo = 240
)

// figures remarks on joining figures that say something new.
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

// farFromOthers remarks on a period that is years from all of the indicator's other figures and from every collection.
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
