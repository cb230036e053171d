package line

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"chaser/kpi"
)

var (
	compactQuarter = pattern(`(?i)^\d{4}[-/]\d{2}Q\d$`)
	meantAsPeriod  = pattern(`(?i)^(\d{4}[-/]\d{2}Q\d+|Q\d)$`)

	quarterWord = pattern(`(?i)^(?:q|qtr|quarter)\.?([1-4])$`)
	yearWord    = pattern(`(?i)^(?:fy)?(\d{4}|\d{2})[-/–](\d{4}|\d{2})$`)
)

// Period reads a period by its name: "2023-24Q1", "Q1 2023/24", "quarter 1 2023/24", "23/24 Q1", "September 2023",
// "2023/2024". A quarter without its year, "Q1", is the latest one that has ended. 23/24 alone is no period, as it may
// also be a fraction.
func (r Reader) Period() (kpi.Period, Reader, bool) {
	for n := min(3, len(r.tokens)); n > 0; n-- {
		if p, err := kpi.ParsePeriod(unpunctuated(r.join(n))); err == nil {
			return p, r.From(n), true
		}
	}
	if q, rest, ok := r.quarter(); ok {
		if year, _, after, ok := rest.Skip("of", "in").year(); ok {
			return kpi.Quarter(year, q), after, true
		}
		return r.nearestQuarter(q), rest, true
	}
	if p, rest, ok := r.quarterByMonths(); ok {
		return p, rest, true
	}
	year, short, rest, ok := r.year()
	if !ok {
		return kpi.Period{}, r, false
	}
	if q, after, ok := rest.quarter(); ok {
		return kpi.Quarter(year, q), after, true
	}
	return kpi.FinancialYear(year), rest, !short
}

var monthsJoined = pattern(`^([A-Za-z]{3,9})\.?[-–—/]([A-Za-z]{3,9})\.?$`)

// quarterByMonths reads a quarter by its first and last month: "Oct-Dec", "July to September 2023", "Jan - Mar".
// Without its year it is the latest that has ended.
func (r Reader) quarterByMonths() (kpi.Period, Reader, bool) {
	if len(r.tokens) == 0 {
		return kpi.Period{}, r, false
	}
	first, last, rest := unpunctuated(r.tokens[0].text), "", r
	if m := monthsJoined().FindStringSubmatch(first); m != nil {
		first, last, rest = m[1], m[2], r.From(1)
	} else if len(r.tokens) > 2 && slices.Contains([]string{"to", "-", "–", "—"}, strings.ToLower(r.tokens[1].text)) {
		last, rest = unpunctuated(r.tokens[2].text), r.From(3)
	}
	from, begins := monthNamed(first)
	to, ends := monthNamed(last)
	if !begins || !ends || to != from+2 || (from-1)%3 != 0 {
		return kpi.Period{}, r, false
	}
	q := (int(from)+8)/3%4 + 1
	if len(rest.tokens) > 0 {
		if m := wholeYear().FindStringSubmatch(unpunctuated(rest.tokens[0].text)); m != nil {
			year, _ := strconv.Atoi(m[1])
			if q == 4 {
				year--
			}
			return kpi.Quarter(year, q), rest.From(1), true
		}
	}
	return r.nearestQuarter(q), rest, true
}

var wholeYear = pattern(`^(20\d\d)$`)

// shortYear reads 23/24, which may be the financial year, or 23 out of 24.
func (r Reader) shortYear() (kpi.Period, Reader, bool) {
	year, short, rest, ok := r.year()
	return kpi.FinancialYear(year), rest, ok && short
}

// relativePeriod reads a period that is told from today: "last quarter", "this quarter", a month's name. Such words are
// a period only where nothing else is said. A zero period means the one that is asked for now.
func (r Reader) relativePeriod() (kpi.Period, Reader, bool) {
	if len(r.tokens) == 0 {
		return kpi.Period{}, r, false
	}
	first := plainWord(r.tokens[0].text)
	if len(r.tokens) > 1 {
		now, span := kpi.Period{}, plainWord(r.tokens[1].text)
		switch span {
		case "quarter", "qtr":
			now = r.quarterOf(r.today)
		case "month":
			now = kpi.Month(r.today.Year, int(r.today.Month))
		case "year":
			now = kpi.FinancialYear(r.quarterOf(r.today).FinancialYear())
		}
		switch first {
		case "last", "previous", "prior":
			if !now.IsZero() {
				return now.Previous(now.Span()), r.From(2), true
			}
		case "this", "current":
			if !now.IsZero() {
				return kpi.Period{}, r.From(2), true
			}
		}
	}
	for m := time.January; m <= time.December; m++ {
		name := strings.ToLower(m.String())
		if first == name || first == name[:3] || first == "sept" && m == time.September {
			p := kpi.Month(r.today.Year, int(m))
			if !p.End().Before(r.today) {
				p = p.YearAgo()
			}
			return p, r.From(1), true
		}
	}
	return kpi.Period{}, r, false
}

var (
	ordinals = [][]string{{"1", "one", "1st", "first"}, {"2", "two", "2nd", "second"}, {"3", "three", "3rd", "third"}, {"4", "four", "4th", "fourth"}}
	quarters = []string{"q", "qtr", "quarter"}
)

// quarter reads a quarter of whatever year: "Q2", "quarter 2", "2nd quarter".
func (r Reader) quarter() (q int, rest Reader, ok bool) {
	if len(r.tokens) == 0 {
		return 0, r, false
	}
	if m := quarterWord().FindStringSubmatch(unpunctuated(r.tokens[0].text)); m != nil {
		q, _ = strconv.Atoi(m[1])
		return q, r.From(1), true
	}
	if len(r.tokens) < 2 {
		return 0, r, false
	}
	one, two := plainWord(r.tokens[0].text), plainWord(r.tokens[1].text)
	for n, names := range ordinals {
		counted := slices.Contains(quarters, one) && slices.Contains(names[:2], two)
		ordered := slices.Contains(names[2:], one) && slices.Contains(quarters[1:], two)
		if counted || ordered {
			return n + 1, r.From(2), true
		}
	}
	return 0, r, false
}

// year reads a financial year by its two halves, of two or four digits each; short reports whether both have two.
func (r Reader) year() (first int, short bool, rest Reader, ok bool) {
	if len(r.tokens) == 0 {
		return 0, false, r, false
	}
	m := yearWord().FindStringSubmatch(unpunctuated(r.tokens[0].text))
	if m == nil && strings.EqualFold(r.tokens[0].text, "fy") && len(r.tokens) > 1 {
		first, _, rest, ok = r.From(1).year()
		return first, false, rest, ok
	}
	if m == nil || len(m[1]) < len(m[2]) {
		return 0, false, r, false
	}
	begin, _ := strconv.Atoi(m[1])
	end, _ := strconv.Atoi(m[2])
	if len(m[1]) == 2 {
		if begin += 2000; begin > r.today.Year {
			begin -= 100
		}
	}
	if end%100 != (begin+1)%100 || len(m[2]) == 4 && end != begin+1 || begin > r.today.Year || begin < kpi.FirstYear {
		return 0, false, r, false
	}
	return begin, len(m[1]) == 2 && !strings.HasPrefix(strings.ToLower(r.tokens[0].text), "fy"), r.From(1), true
}

// quarterOf is the quarter that a day lies in.
func (r Reader) quarterOf(d kpi.Date) kpi.Period {
	p := kpi.Quarter(d.Year-1, 1)
	for p.End().Before(d) {
		p = p.Next()
	}
	return p
}

// datedQuarter reports whether a quarter with its year comes next.
func (r Reader) datedQuarter() bool {
	_, rest, ok := r.quarter()
	if !ok {
		return false
	}
	_, _, _, ok = rest.Skip("of", "in").year()
	return ok
}

// lastQuarter is the latest quarter that has ended.
func (r Reader) lastQuarter() kpi.Period { return r.quarterOf(r.today).Previous(kpi.Quarterly) }

// nearestQuarter is the latest quarter with that number that has ended.
func (r Reader) nearestQuarter(q int) kpi.Period {
	p := kpi.Quarter(r.today.Year, q)
	for !p.End().Before(r.today) {
		p = p.YearAgo()
	}
	return p
}

// badPeriod notices a word that can only have been meant as a period, such as 2023-25Q1 or Q5.
func (r Reader) badPeriod(e *Entry) bool {
	text := unpunctuated(r.tokens[0].text)
	if !meantAsPeriod().MatchString(text) {
		return false
	}
	_, refusal := asPeriod(text)
	if refusal == nil {
		return false
	}
	if e.Doubt == nil {
		e.Doubt = refusal
	}
	return true
}

// PeriodAmongWords reads a period and the words around it, whichever comes first. If a word can only have been meant as
// a period but is none, such as Q5, it returns a doubt and reads nothing else.
func (r Reader) PeriodAmongWords() (p kpi.Period, words string, doubt *kpi.Refusal) {
	for at := range r.tokens {
		if p, rest, ok := r.From(at).ScopePeriod(); ok {
			words := strings.TrimSpace(r.join(at) + " " + rest.Words())
			for _, filler := range []string{"for ", "of ", "to "} {
				words = strings.TrimPrefix(words, filler)
			}
			for _, filler := range []string{" for", " of", "for"} {
				words = strings.TrimSuffix(words, filler)
			}
			return p, words, nil
		}
		if text := unpunctuated(r.tokens[at].text); meantAsPeriod().MatchString(text) {
			if _, doubt := asPeriod(text); doubt != nil {
				return kpi.Period{}, "", doubt
			}
		}
	}
	return kpi.Period{}, r.Words(), nil
}

// asPeriod reads a word that can only have been meant as a period.
func asPeriod(text string) (kpi.Period, *kpi.Refusal) {
	p, err := kpi.ParsePeriod(text)
	var refusal *kpi.Refusal
	errors.As(err, &refusal)
	return p, refusal
}
