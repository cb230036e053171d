package claims

import (
	"strconv"
	"time"

	"chaser/kpi"
)

// when is a stretch or point of time that a commentary names.
type when struct {
	rel    relation
	span   kpi.Frequency // of “last quarter”: Quarterly; empty where it is not said
	year   int           // 0 where it is not said
	two    bool          // a financial year was written: 2022/23
	n      int           // the quarter or month; 0 where none is said
	season bool          // “the summer”, which is hardly but may be another stretch than the quarter n
	day    int           // of a date
	figure bool          // it could be a quantity as well: a bare 2019
}

// relation is a time named from where the card stands.
type relation uint8

const (
	named       relation = iota // Q1 2023/24, July, 31 March 2019
	current                     // this quarter, now
	before                      // last quarter, the previous year
	yearBefore                  // the same quarter last year, a year earlier
	otherPeriod                 // two years ago, since 2010
)

var months = map[string]time.Month{
	"january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4, "may": 5, "june": 6, "jun": 6,
	"july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sep": 9, "sept": 9, "october": 10, "oct": 10, "november": 11, "nov": 11,
	"december": 12, "dec": 12,
}

var quarterOrdinals = map[string]int{"first": 1, "second": 2, "third": 3, "fourth": 4, "1": 1, "2": 2, "3": 3, "4": 4, "one": 1, "two": 2,
	"three": 3, "four": 4}

var spans = map[string]kpi.Frequency{"quarter": kpi.Quarterly, "month": kpi.Monthly, "year": kpi.Yearly, "quarters": kpi.Quarterly,
	"period": "", "term": "", "season": "", "months": kpi.Monthly, "years": kpi.Yearly, "quarter's": kpi.Quarterly, "year's": kpi.Yearly, "month's": kpi.Monthly, "yr": kpi.Yearly, "qtr": kpi.Quarterly,
	"yrs": kpi.Yearly, "yr's": kpi.Yearly, "qtr's": kpi.Quarterly, "quarter’s": kpi.Quarterly, "year’s": kpi.Yearly, "month’s": kpi.Monthly, "mth": kpi.Monthly}

// terms are the quarters in which a school's terms end.
var terms = map[string]int{"autumn": 3, "spring": 4, "summer": 1}

// seasons are the quarters that people name by the time of year. “Winter” alone may be any of two.
var seasons = map[string]int{"spring": 1, "summer": 2, "autumn": 3, "winter": 4}

// followsSeason make the season before them the name of something: “the summer reading challenge”.
var followsSeason = set("reading", "holiday", "holidays", "term", "months", "break", "weather", "programme", "activities", "census", "statement", "budget", "survey", "of", "and", "to")

// readWhen reads a time at a token, and returns the place after it; the same place where there is none.
func readWhen(ts []token, at int) (when, int) {
	for _, read := range []func([]token, int) (when, int){sameAgo, relative, quarterName, dateName, yearName, shortYearName} {
		if w, next := read(ts, at); next > at {
			return w, next
		}
	}
	return when{}, at
}

// quarterName reads Q1, Q2 2023/24, quarter three 2016/17, the second quarter.
func quarterName(ts []token, at int) (when, int) {
	w := when{span: kpi.Quarterly}
	i := at
	switch t := word(ts, at); {
	case len(t) == 2 && t[0] == 'q' && t[1] >= '1' && t[1] <= '4':
		w.n = int(t[1] - '0')
		i++
	case seasons[t] > 0 && (word(ts, at+1) == "quarter" || word(ts, at+1) == "quarter's"):
		w.n = seasons[t]
		i += 2
	case seasons[t] > 0 && (word(ts, at-1) == "the" || timeLeads[word(ts, at-1)]) && !followsSeason[word(ts, at+1)]:
		w.n, w.season = seasons[t], true
		return seasonOf(ts, w, at+1)
	case terms[t] > 0 && word(ts, at+1) == "term":
		w.n, w.season = terms[t], true
		if last, next := relative(ts, at+2); next > at+2 && last.span == kpi.Yearly && last.rel != otherPeriod {
			w.rel = yearBefore
			return w, next
		}
		return seasonOf(ts, w, at+2)
	case t == "q" || t == "quarter" || t == "qtr":
		n, ok := quarterOrdinals[textAt(ts, at+1)]
		if !ok {
			return when{}, at
		}
		w.n = n
		i += 2
	case spans[word(ts, at+1)] == kpi.Quarterly && quarterOrdinals[t] > 0 && word(ts, at+1) == "quarter":
		if t == "one" || t == "two" || t == "three" || t == "four" || inARow(ts, at+2) {
			return when{}, at
		}
		w.n = quarterOrdinals[t]
		i += 2
	default:
		y, next := yearName(ts, at)
		if next == at {
			y, next = shortYear(ts, at)
		}
		if t := word(ts, next); y.two && len(t) == 2 && t[0] == 'q' && t[1] >= '1' && t[1] <= '4' { // 2023/24 Q1
			w.year, w.two, w.n = y.year, true, int(t[1]-'0')
			return w, next + 1
		}
		return when{}, at
	}
	j := i
	for word(ts, j) == "of" || word(ts, j) == "in" || word(ts, j) == "the" || mark(ts, j) == "," || mark(ts, j) == "(" {
		j++
	}
	y, next := yearName(ts, j)
	if next == j {
		y, next = shortYear(ts, j)
	}
	if next > j {
		w.year, w.two = y.year, y.two
		if mark(ts, j-1) == "(" && mark(ts, next) == ")" {
			next++
		} else if mark(ts, j-1) == "(" {
			return w, i
		}
		return w, next
	}
	if r, next := relative(ts, j); next > j && (r.rel == before || r.rel == yearBefore) && r.span == kpi.Yearly {
		w.rel = yearBefore
		return w, next
	}
	return w, i
}

// seasonOf reads the calendar year behind a season: “autumn 2021”.
func seasonOf(ts []token, w when, at int) (when, int) {
	if !isYear(textAt(ts, at)) || mark(ts, at+1) == "/" {
		return w, at
	}
	w.year, _ = strconv.Atoi(ts[at].text)
	if w.two = true; w.n == 4 {
		w.year-- // of the financial year
	}
	return w, at + 1
}

// dateName reads 31 March 2019, March 2019, July, 1st of June, 31/03/2019, April to June.
func dateName(ts []token, at int) (when, int) {
	w := when{span: kpi.Monthly}
	i := at
	if word(ts, i) == "end" && word(ts, i+1) == "of" {
		if _, ok := months[word(ts, i+2)]; ok {
			i += 2
			w.day, w.span = lastDay, ""
		}
	}
	if i < len(ts) && ts[i].kind == digitsToken && len(ts[i].text) <= 2 {
		if next := slashedDate(ts, i); next > i {
			return when{rel: otherPeriod}, next
		}
		day, _ := strconv.Atoi(ts[i].text)
		i++
		if t := word(ts, i); i < len(ts) && ts[i].joined && (t == "st" || t == "nd" || t == "rd" || t == "th") {
			i++
		}
		if word(ts, i) == "of" {
			i++
		}
		if _, ok := months[word(ts, i)]; !ok || day < 1 || day > 31 {
			return when{}, at
		}
		w.day, w.span = day, ""
	}
	m, ok := months[word(ts, i)]
	if !ok || (word(ts, i) == "may" || word(ts, i) == "march" || word(ts, i) == "mar") && !ts[i].capital {
		return when{}, at
	}
	if word(ts, i) == "may" && w.day == 0 && (i == 0 || ts[i-1].kind != wordToken) && !isYear(textAt(ts, i+1)) && (i+1 >= len(ts) || ts[i+1].kind != digitsToken) {
		return when{}, at
	}
	w.n = int(m)
	i++
	if w.day == 0 && i < len(ts) && ts[i].kind == digitsToken && len(ts[i].text) <= 2 && textAt(ts, i+1) != "%" {
		if n, _ := strconv.Atoi(ts[i].text); n >= 1 && n <= 31 && isYear(textAt(ts, i+1)) { // March 31 2019
			w.day, w.span = n, ""
			i++
		}
	}
	if at := behindDash(ts, i+1); w.day == 0 && at < len(ts) && bareDigits(ts, i, 2) && len(ts[i].text) == 2 && ts[at].kind == digitsToken && !ts[at].joined && textAt(ts, at+1) == "%" {
		year, _ := strconv.Atoi(ts[i].text) // Sep 24 98.17%, Sep 24- 98.17%
		w.year = 2000 + year
		return w, i + 1
	}
	if year, ok := shortYearBehind(ts, i); ok && w.day == 0 {
		w.year = year // Dec 20 (284)
		return w, i + 1
	}
	if word(ts, i) == "to" || mark(ts, i) == "-" || mark(ts, i) == "–" || word(ts, i) == "and" {
		if _, ranged := months[word(ts, i+1)]; ranged && w.day == 0 {
			return monthsRange(ts, i, m)
		}
	}
	if isYear(textAt(ts, i)) {
		w.year, _ = strconv.Atoi(ts[i].text)
		return monthsOfYears(ts, i+1, w)
	}
	if last, next := relative(ts, i); next > i && w.day == 0 && last.span == kpi.Yearly && (last.rel == before || last.rel == yearBefore) {
		return when{rel: otherPeriod, n: w.n}, next // September last year
	}
	if word(ts, i) == "before" && w.day == 0 && (i+1 >= len(ts) || ts[i+1].kind != wordToken && ts[i+1].kind != digitsToken) {
		return when{rel: otherPeriod, n: w.n}, i + 1 // two down from the March before
	}
	return w, i
}

// behindDash is the place behind a dash, or the same place where there is none.
func behindDash(ts []token, at int) int {
	if m := mark(ts, at); m == "-" || m == "–" {
		return at + 1
	}
	return at
}

// shortYearBehind reads the year of a month that two digits alone give, where its number follows in brackets.
func shortYearBehind(ts []token, at int) (int, bool) {
	if !bareDigits(ts, at, 2) || len(ts[at].text) != 2 || mark(ts, at+1) != "(" || at+2 >= len(ts) || ts[at+2].kind != digitsToken {
		return 0, false
	}
	n, _ := strconv.Atoi(ts[at].text)
	return 2000 + n, n >= 8 && n < 40
}

// inARow reports whether “the second quarter” counts how often something was so: “for the second quarter in a row”.
func inARow(ts []token, at int) bool {
	switch word(ts, at) {
	case "running":
		return true
	case "in":
		return word(ts, at+1) == "succession" || word(ts, at+1) == "a" && word(ts, at+2) == "row"
	}
	return false
}

// slashedDate passes over 31/03/2019.
func slashedDate(ts []token, at int) int {
	if mark(ts, at+1) == "/" && mark(ts, at+3) == "/" && at+4 < len(ts) && ts[at+4].kind == digitsToken && ts[at+1].joined && ts[at+4].joined {
		return at + 5
	}
	return at
}

// yearName reads 2019, 2018/19, 2018-19, 2018 to 2019.
func yearName(ts []token, at int) (when, int) {
	if !isYear(textAt(ts, at)) {
		return when{}, at
	}
	y, _ := strconv.Atoi(ts[at].text)
	if m := mark(ts, at+1); (m == "/" || m == "-" || m == "–") && ts[at+1].joined {
		next := textAt(ts, at+2)
		if n, err := strconv.Atoi(next); err == nil && ts[at+2].joined && (len(next) == 2 && n == (y+1)%100 || n == y+1) {
			return when{span: kpi.Yearly, year: y, two: true}, at + 3
		}
	}
	return when{span: kpi.Yearly, year: y, figure: true}, at + 1
}

// shortYear reads 22/23, which may be a share as well: only behind a quarter, or behind a word that leads to a time.
func shortYear(ts []token, at int) (when, int) {
	if !bareDigits(ts, at, 2) || !bareDigits(ts, at+2, 2) || mark(ts, at+1) != "/" || !ts[at+1].joined || !ts[at+2].joined || mark(ts, at+3) == "/" {
		return when{}, at
	}
	y, _ := strconv.Atoi(ts[at].text)
	if next, _ := strconv.Atoi(ts[at+2].text); len(ts[at].text) != 2 || len(ts[at+2].text) != 2 || next != y+1 || y < 5 || y > 60 {
		return when{}, at
	}
	return when{span: kpi.Yearly, year: 2000 + y, two: true}, at + 3
}

// timeLeads lead to a time. “of 22/23” does not, since it may lead to a share.
var timeLeads = set("in", "during", "since", "than", "on", "vs", "against", "from", "end", "year")

// shortYearName reads 22/23 behind a word that leads to a time.
func shortYearName(ts []token, at int) (when, int) {
	if !timeLeads[word(ts, at-1)] {
		return when{}, at
	}
	return shortYear(ts, at)
}

func isYear(t string) bool {
	return len(t) == 4 && t >= "1900" && t <= "2099" && isDigit(rune(t[1])) && isDigit(rune(t[2])) && isDigit(rune(t[3])) // not 20.5
}

func textAt(ts []token, at int) string {
	if at >= 0 && at < len(ts) {
		return ts[at].text
	}
	return ""
}
