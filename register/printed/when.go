package printed

import (
	"strconv"
	"strings"

	"chaser/kpi"
)

// when is the time that a label names: a period, or a quarter of a year that it leaves open, or only its length.
type when struct {
	period  kpi.Period
	quarter int
	span    kpi.Frequency
}

var (
	quarterWord = pattern(`(?i)^(?:q|qtr|quarter)\.?([1-4])$`)
	yearsWord   = pattern(`(?i)^(?:fy)?(\d{4}|\d{2})[-/–](\d{4}|\d{2})$`)
	joinedForm  = pattern(`(?i)^(?:(\d{4}|\d{2})[-/–](\d{2,4})q([1-4])|q([1-4])[-/–](\d{4}|\d{2})[-/–](\d{2,4}))$`)
	monthYear   = pattern(`(?i)^([a-z]{3,9})[-/ ’']?(\d{4}|\d{2})$`)
	numbers     = map[string]int{"1": 1, "2": 2, "3": 3, "4": 4, "one": 1, "two": 2, "three": 3, "four": 4}
	months      = []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
)

// periodBegins reports whether a period could begin with the word.
func periodBegins(word string) bool {
	if len(word) > 20 {
		return false
	}
	word = strings.Trim(word, "(),:")
	b := bare(word)
	if !strings.ContainsAny(word, "0123456789") {
		return b == "quarter" || b == "q" || b == "qtr" || monthOf(b) > 0
	}
	return quarterWord().MatchString(word) || yearsWord().MatchString(word) || joinedForm().MatchString(word) ||
		monthYear().MatchString(word) && monthOf(strings.ToLower(monthYear().FindStringSubmatch(word)[1])) > 0
}

func monthOf(word string) int {
	for n, name := range months {
		if len(word) > 2 && (word == name || word == name[:3] || word == "sept" && n == 8) {
			return n + 1
		}
	}
	return 0
}

// periodIn reads the period that words begin with, and says how many of them it has.
func periodIn(fields []string) (when, int) {
	word := func(n int) string {
		if n >= len(fields) {
			return ""
		}
		return strings.Trim(fields[n], "(),:")
	}
	if m := joinedForm().FindStringSubmatch(word(0)); m != nil {
		if year, ok := yearOf(m[1]+m[5], m[2]+m[6]); ok {
			q, _ := strconv.Atoi(m[3] + m[4])
			return when{period: kpi.Quarter(year, q)}, 1
		}
	}
	if q, used := quarterIn(word(0), word(1)); used > 0 {
		next := used
		if bare(word(next)) == "of" || word(next) == "-" || word(next) == "–" {
			next++
		}
		if m := yearsWord().FindStringSubmatch(word(next)); m != nil {
			if year, ok := yearOf(m[1], m[2]); ok {
				return when{period: kpi.Quarter(year, q)}, next + 1
			}
		}
		return when{quarter: q}, used
	}
	if m := yearsWord().FindStringSubmatch(word(0)); m != nil {
		if year, ok := yearOf(m[1], m[2]); ok {
			if q, used := quarterIn(word(1), word(2)); used > 0 {
				return when{period: kpi.Quarter(year, q)}, 1 + used
			}
			return when{period: kpi.FinancialYear(year)}, 1
		}
	}
	return monthIn(word(0), word(1))
}

func quarterIn(one, two string) (quarter, used int) {
	if m := quarterWord().FindStringSubmatch(one); m != nil {
		q, _ := strconv.Atoi(m[1])
		return q, 1
	}
	if b := bare(one); b == "quarter" || b == "q" || b == "qtr" {
		if q := numbers[bare(two)]; q > 0 {
			return q, 2
		}
	}
	return 0, 0
}

func monthIn(one, two string) (when, int) {
	if n := monthOf(bare(one)); n > 0 {
		if year, ok := calendarYear(two); ok {
			return when{period: kpi.Month(year, n)}, 2
		}
		return when{}, 0
	}
	if m := monthYear().FindStringSubmatch(one); m != nil {
		if n := monthOf(strings.ToLower(m[1])); n > 0 {
			if year, ok := calendarYear(m[2]); ok {
				return when{period: kpi.Month(year, n)}, 1
			}
		}
	}
	return when{}, 0
}

// yearOf is the calendar year in which a financial year begins, by its two halves.
func yearOf(begin, end string) (int, bool) {
	b, ok := calendarYear(begin)
	if !ok {
		return 0, false
	}
	e, _ := strconv.Atoi(end)
	return b, e%100 == (b+1)%100 && (len(end) != 4 || e == b+1)
}

func calendarYear(digits string) (int, bool) {
	year, err := strconv.Atoi(digits)
	if err != nil {
		return 0, false
	}
	if len(digits) == 2 {
		year += 2000
	}
	return year, year >= 1990 && year <= kpi.LastYear && (len(digits) == 2 || len(digits) == 4)
}
