package claims

import (
	"strings"

	"chaser/kpi"
)

// sameAgo reads “the same period last year”, “the same quarter of the previous year”, “this time last year”.
func sameAgo(ts []token, at int) (when, int) {
	w := word(ts, at)
	this := w == "this"
	if !this && w != "same" && w != "corresponding" && w != "equivalent" {
		return when{}, at
	}
	i := at + 1
	if n, next := wordNumber(ts, i); n != nil && !this {
		i = next // the same nine months last year
	} else if bareDigits(ts, i, 1) && !this {
		i++
	}
	if _, ok := spans[word(ts, i)]; !ok && (i == at+1 || word(ts, i) != "weeks") && word(ts, i) != "time" && word(ts, i) != "point" && word(ts, i) != "date" && word(ts, i) != "stage" {
		return when{}, at
	}
	i++
	after := i
	for word(ts, i) == "in" || word(ts, i) == "of" || word(ts, i) == "the" || word(ts, i) == "for" || word(ts, i) == "during" {
		i++
	}
	if w, next := relative(ts, i); next > i && (w.span == kpi.Yearly || w.rel == yearBefore) {
		if w.rel == otherPeriod {
			return w, next
		}
		return when{rel: yearBefore}, next
	}
	w2, behind := yearName(ts, i)
	if behind == i {
		w2, behind = shortYear(ts, i)
	}
	if w, next := w2, behind; next > i {
		w.rel = named
		w.n = -1 // the card's own quarter or month of that year
		return w, next
	}
	if this && word(ts, at+1) != "time" {
		return when{}, at
	}
	if (w == "corresponding" || w == "equivalent") && i == at+2 {
		return when{rel: yearBefore}, i // better than the equivalent quarter
	}
	return when{rel: otherPeriod}, after
}

// relative reads last quarter, the previous year, a year ago, the year before, this month, year to date, now.
func relative(ts []token, at int) (when, int) {
	i := at
	if word(ts, i) == "the" || word(ts, i) == "our" {
		i++
	}
	first := word(ts, i)
	span, spanned := spans[word(ts, i+1)]
	if word(ts, i+1) == "financial" || word(ts, i+1) == "reporting" || word(ts, i+1) == "calendar" {
		if span, spanned = spans[word(ts, i+2)]; spanned {
			i++
		}
	}
	switch first {
	case "last", "previous", "prior", "preceding", "prev", "preceeding":
		if w := word(ts, i+1); first == "last" && w == "time" || w == "report" || w == "return" {
			return when{rel: before}, i + 2
		}
		if word(ts, i+1) == "quarter" && first == "last" && (word(ts, i+2) == "of" || word(ts, i+2) == "in") {
			if y, next := yearName(ts, i+3); next > i+3 && y.two {
				return when{span: kpi.Quarterly, n: 4, year: y.year, two: true}, next
			}
		}
		if w, next := quarterName(ts, i+2); span == kpi.Yearly && next > i+2 && w.year == 0 && !w.season && w.rel == named && mark(ts, i+1) == "" {
			return when{rel: yearBefore, span: kpi.Quarterly, n: w.n}, next // previous year quarter 3
		}
		if spanned {
			if first == "last" && (word(ts, i+1) == "months" || word(ts, i+1) == "years") {
				return when{rel: otherPeriod}, i + 2
			}
			return when{rel: before, span: span}, i + 2
		}
		if first != "last" && threeMonths(ts, i+1) {
			return when{rel: before, span: kpi.Quarterly}, i + 3
		}
		if t := textAt(ts, i+1); first != "last" && (t == "12" || t == "twelve") && word(ts, i+2) == "months" {
			return when{rel: before, span: kpi.Yearly}, i + 3
		}
		if m, ok := months[word(ts, i+1)]; ok {
			return when{rel: otherPeriod, n: int(m)}, i + 2
		}
		if n := seasons[word(ts, i+1)]; n > 0 && !followsSeason[word(ts, i+2)] { // the previous autumn
			return when{rel: yearBefore, span: kpi.Quarterly, n: n, season: true}, i + 2
		}
	case "this", "current", "present":
		if spanned {
			return when{rel: current, span: span}, i + 2
		}
	case "latest":
		if spanned {
			return when{rel: current, span: span}, i + 2
		}
	case "now", "currently", "today":
		return when{rel: current}, i + 1
	case "previously":
		return when{rel: before}, i + 1
	case "yoy":
		return when{rel: yearBefore, span: kpi.Yearly}, i + 1
	case "qoq":
		return when{rel: before, span: kpi.Quarterly}, i + 1
	case "ly", "py": // last year, as Q2 LY
		if at > 0 && (mark(ts, at-1) == "%" || ts[at-1].kind == digitsToken || timeLeads[word(ts, at-1)] || strings.HasPrefix(word(ts, at-1), "q") || spans[word(ts, at-1)] != "") {
			return when{rel: before, span: kpi.Yearly}, i + 1
		}
	}
	if first == "a" || first == "one" || i > at {
		j := i
		if first == "a" || first == "one" {
			j++
		}
		if span, ok := spans[word(ts, j)]; ok {
			switch word(ts, j+1) {
			case "ago", "earlier", "before", "previously", "back":
				if after := word(ts, j+2); after == "that" || after == "then" {
					return when{rel: otherPeriod}, j + 3 // 29.76 and 34.07 the year before that
				}
				if span == kpi.Yearly {
					return when{rel: yearBefore, span: kpi.Yearly}, j + 2
				}
				return when{rel: before, span: span}, j + 2
			}
		}
	}
	if first == "year" && mark(ts, i+1) == "-" && word(ts, i+2) == "on" {
		return when{rel: yearBefore, span: kpi.Yearly}, min(i+5, len(ts))
	}
	if first == "yoy" {
		return when{rel: yearBefore, span: kpi.Yearly}, i + 1
	}
	if first == "y" && mark(ts, i+1) == "-" && word(ts, i+2) == "o" && mark(ts, i+3) == "-" && word(ts, i+4) == "y" {
		return when{rel: yearBefore, span: kpi.Yearly}, i + 5
	}
	if first == "y" && mark(ts, i+1) == "/" && word(ts, i+2) == "y" {
		return when{rel: yearBefore, span: kpi.Yearly}, i + 3
	}
	if first == "year" && word(ts, i+1) == "on" && word(ts, i+2) == "year" {
		return when{rel: yearBefore, span: kpi.Yearly}, i + 3
	}
	if first == "year" && word(ts, i+1) == "to" && word(ts, i+2) == "date" {
		return when{rel: otherPeriod}, i + 3
	}
	if n, next := countedAgo(ts, at); next > at {
		return n, next
	}
	return when{}, at
}

// countedAgo reads two years ago, six months earlier.
func countedAgo(ts []token, at int) (when, int) {
	n, next := wordNumber(ts, at)
	if n == nil && at < len(ts) && ts[at].kind == digitsToken && len(ts[at].text) <= 2 {
		next = at + 1
	}
	if next == at {
		return when{}, at
	}
	if _, ok := spans[word(ts, next)]; !ok {
		return when{}, at
	}
	switch word(ts, next+1) {
	case "ago", "earlier", "before", "previously":
		if threeMonths(ts, at) {
			return when{rel: before, span: kpi.Quarterly}, next + 2
		}
		if t := textAt(ts, at); (t == "twelve" || t == "12") && word(ts, next) == "months" {
			return when{rel: yearBefore, span: kpi.Yearly}, next + 2
		}
		return when{rel: otherPeriod}, next + 2
	}
	return when{}, at
}

// threeMonths reports whether a quarter is said so.
func threeMonths(ts []token, at int) bool {
	return (textAt(ts, at) == "three" || textAt(ts, at) == "3") && word(ts, at+1) == "months"
}
