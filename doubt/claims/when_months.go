package claims

import (
	"strconv"
	"time"

	"chaser/kpi"
)

// monthsRange reads July to September 2023, which is a quarter, and other stretches of months; at is the place between
// the months, and from the first of them.
func monthsRange(ts []token, at int, from time.Month) (when, int) {
	to, next := months[word(ts, at+1)], at+2
	year := 0
	if isYear(textAt(ts, next)) {
		year, _ = strconv.Atoi(ts[next].text)
		next++
	}
	if word(ts, at) == "and" && word(ts, at-2) != "between" || to != from+2 || from%3 != 1 {
		return when{rel: otherPeriod}, next
	}
	w := when{span: kpi.Quarterly, n: (int(from)+8)/3%4 + 1, year: year, two: true}
	if year != 0 && from == time.January {
		w.year-- // of the financial year
	}
	return w, next
}

// monthsOfYears reads the end of a stretch that begins with a month of a year: “between April 2010 and March 2011” is a
// financial year, and “April 2010 to June 2010” a quarter. at is the place behind the year.
func monthsOfYears(ts []token, at int, from when) (when, int) {
	joint := word(ts, at)
	to, named := months[word(ts, at+1)]
	if from.day != 0 || !named || !isYear(textAt(ts, at+2)) || joint != "to" && (joint != "and" || word(ts, at-3) != "between") && mark(ts, at) != "–" && mark(ts, at) != "-" {
		return from, at
	}
	year, _ := strconv.Atoi(ts[at+2].text)
	start := time.Month(from.n)
	switch {
	case start == time.April && to == time.March && year == from.year+1:
		return when{span: kpi.Yearly, year: from.year, two: true}, at + 3
	case start%3 == 1 && to == start+2 && year == from.year:
		w := when{span: kpi.Quarterly, n: (int(start)+8)/3%4 + 1, year: year, two: true}
		if start == time.January {
			w.year-- // of the financial year
		}
		return w, at + 3
	}
	return when{rel: otherPeriod}, at + 3
}

// lastDay stands for the last day of a month, whichever it is.
const lastDay = 99
