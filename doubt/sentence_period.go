package doubt

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"chaser/kpi"
)

// named is a stretch of time that words name, and where they stand.
type named struct {
	quarter  int        // 1 to 4; 0: no quarter
	month    time.Month // 0: no month
	year     int        // the year in which the financial year begins, or of the month; 0: not said
	from, to int        // its words
}

// periodsIn are the quarters, months and financial years that a sentence names: Q2, quarter 2, second quarter, July,
// 2022/23.
func (s sentence) periodsIn() (all []named) {
	for at := 0; at < len(s.words); at++ {
		n, ok := s.periodAt(at)
		if !ok {
			continue
		}
		all = append(all, n)
		at = n.to - 1
	}
	return all
}

func (s sentence) periodAt(at int) (named, bool) {
	n := named{from: at, to: at + 1}
	text := s.words[at].text
	switch {
	case len(text) == 2 && text[0] == 'q' && '1' <= text[1] && text[1] <= '4':
		n.quarter = int(text[1] - '0')
	case text == "quarter" && s.numberAt(at+1, 1, 4):
		n.quarter, n.to = s.digitAt(at+1), at+2
	case at+1 < len(s.words) && s.words[at+1].text == "quarter" && ordinals[text] > 0:
		n.quarter, n.to = ordinals[text], at+2
	case months[text] > 0 && unicode.IsUpper(rune(s.text[s.words[at].from])): // “may” and “march” are other words
		n.month = months[text]
		if s.numberAt(at+1, kpi.FirstYear, kpi.LastYear) {
			n.year, n.to = s.digitAt(at+1), at+2
		}
		return n, true
	default:
		n.year, n.to = s.yearAt(at)
		return n, n.year > 0
	}
	if year, to := s.yearAt(n.to); year > 0 {
		n.year, n.to = year, to
	}
	return n, true
}

var ordinals = map[string]int{"first": 1, "second": 2, "third": 3, "fourth": 4}

// months are their names.
var months = map[string]time.Month{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
	"october": 10, "november": 11, "december": 12,
}

func (s sentence) numberAt(at, least, most int) bool {
	n := s.digitAt(at)
	return n >= least && n <= most
}

func (s sentence) digitAt(at int) int {
	if at >= len(s.words) {
		return 0
	}
	n, err := strconv.Atoi(s.words[at].text)
	if err != nil {
		return 0
	}
	return n
}

// yearAt reads a financial year: 2022/23, 22/23, 2022-2023. The slash parts its two words.
func (s sentence) yearAt(at int) (year, to int) {
	if at+1 >= len(s.words) || !strings.ContainsAny(s.text[s.words[at].to:s.words[at+1].from], "/-–") ||
		s.words[at+1].from-s.words[at].to > len("–") {
		return 0, at
	}
	first, second := s.digitAt(at), s.digitAt(at+1)
	if first >= 10 && first < 100 {
		first += 2000
	}
	if first < kpi.FirstYear || first > kpi.LastYear || second%100 != (first+1)%100 {
		return 0, at
	}
	return first, at + 2
}

// of reports whether the named time can be this period, or a part or the whole of it.
func (n named) of(p kpi.Period) bool {
	switch {
	case n.month > 0:
		for d := p.Start(); d.Before(p.End()); d = d.AddDays(1) {
			if d.Month == n.month && (n.year == 0 || d.Year == n.year) {
				return true
			}
		}
		return false
	case n.year > 0 && n.year != p.FinancialYear():
		return false
	case n.quarter > 0:
		return quarterOf(p) == n.quarter || p.Span() == kpi.Yearly
	}
	return true
}

// quarterOf is the quarter of the financial year that the period ends in.
func quarterOf(p kpi.Period) int { return (int(p.End().Month)+8)%12/3 + 1 }
