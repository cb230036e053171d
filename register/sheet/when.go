package sheet

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"chaser/kpi"
	"chaser/register/proposal"
)

// when is what a text says of a time, in parts that another text may complete: “Qtr 1” beneath “2023/24”.
type when struct {
	year     int // the calendar year in which the financial year begins
	calendar int // a year of four digits alone, which may be either
	quarter  int
	month    int // with calendar
	day      kpi.Date
	relative proposal.Relative
	yearly   bool // it says that it is of a year: outturn, annual
	toDate   bool // what has come together since April
}

// says reports whether there is any time in it.
func (w when) says() bool { return w.placed() || w.relative != "" || w.toDate }

// placed reports whether it names a period, or a part of the name.
func (w when) placed() bool {
	return w.year > 0 || w.calendar > 0 || w.quarter > 0 || w.month > 0 || !w.day.IsZero()
}

// timeIn reads what a heading says of a time, and gives the words that are left.
func timeIn(text string) (w when, rest string) {
	r := timeReader{tokens: tokensOf(text)}
	var left []string
	for r.at < len(r.tokens) {
		if r.take() {
			continue
		}
		if t := r.tokens[r.at]; t.word || t.digit || t.text == "%" || t.text == "£" {
			left = append(left, t.text)
		}
		r.at++
	}
	rest = " " + strings.Join(left, " ") + " "
	for _, p := range timePhrases() {
		if !strings.Contains(rest, " "+p.words+" ") || p.alone && strings.TrimSpace(rest) != p.words {
			continue
		}
		if p.relative != "" && r.when.relative == "" {
			r.when.relative = p.relative
		}
		r.when.toDate = r.when.toDate || p.toDate
		r.when.yearly = r.when.yearly || p.yearly
		if !p.stays {
			rest = strings.ReplaceAll(rest, " "+p.words+" ", " ")
		}
	}
	return r.when, strings.TrimSpace(rest)
}

// timePhrase is a phrase that says when. The longer ones come first, as they have shorter ones in them.
type timePhrase struct {
	words          string
	relative       proposal.Relative
	toDate, yearly bool
	stays          bool // it says what the column is, too
	alone          bool // it says when only if nothing else stands there
}

var timePhrases = sync.OnceValue(phrasesOf)

// phrasesOf makes them of the words that people put together: “last” with “quarter”, “current” with “performance”.
func phrasesOf() []timePhrase {
	var all []timePhrase
	spans := []string{"quarter", "qtr", "period", "month"}
	add := func(r proposal.Relative, words ...string) {
		for _, w := range words {
			all = append(all, timePhrase{words: w, relative: r})
		}
	}
	for _, span := range spans {
		add(proposal.YearBefore, "same "+span+" last year", "same "+span+" previous year", "same "+span+" in previous year", "same "+span+" year ago",
			"corresponding "+span+" last year", "equivalent "+span+" last year", span+" last year", span+" previous year")
	}
	add(proposal.YearBefore, "this time last year", "same time last year", "a year ago", "year ago")
	add(proposal.LastYear, "previous year s", "last year s", "previous financial year", "last financial year", "previous year", "last year", "prior year")
	for adjective, relative := range map[string]proposal.Relative{
		"this": proposal.ThisPeriod, "current": proposal.ThisPeriod, "latest": proposal.ThisPeriod, "reporting": proposal.ThisPeriod,
		"previous": proposal.PreviousPeriod, "last": proposal.PreviousPeriod, "prior": proposal.PreviousPeriod, "preceding": proposal.PreviousPeriod,
	} {
		for _, span := range spans {
			if adjective != "reporting" { // “reporting period” is a column of periods
				add(relative, adjective+" "+span+" s", adjective+" "+span)
			}
		}
		for _, noun := range []string{"performance", "figure", "value", "actual", "position", "result", "outturn", "score", "data", "target"} {
			all = append(all, timePhrase{words: adjective + " " + noun, relative: relative, stays: true})
		}
		all = append(all, timePhrase{words: adjective, relative: relative, alone: true})
	}
	all = append(all,
		timePhrase{words: "year to date", toDate: true}, timePhrase{words: "ytd", toDate: true}, timePhrase{words: "cumulative", toDate: true},
		timePhrase{words: "to date", toDate: true},
		timePhrase{words: "this year", relative: proposal.ThisYear, yearly: true}, timePhrase{words: "current year", relative: proposal.ThisYear, yearly: true},
		timePhrase{words: "end of year", yearly: true, stays: true}, timePhrase{words: "year end", yearly: true, stays: true},
		timePhrase{words: "full year", yearly: true, stays: true}, timePhrase{words: "eoy", yearly: true, stays: true},
		timePhrase{words: "outturn", yearly: true, stays: true}, timePhrase{words: "out turn", yearly: true, stays: true},
		timePhrase{words: "annual", yearly: true, stays: true}, timePhrase{words: "yearly", yearly: true, stays: true},
	)
	slices.SortStableFunc(all, func(a, b timePhrase) int {
		if d := len(b.words) - len(a.words); d != 0 {
			return d
		}
		return strings.Compare(a.words, b.words)
	})
	return all
}

// timeReader goes through the tokens of a text.
type timeReader struct {
	tokens []token
	at     int
	when   when
}

func (r *timeReader) token(n int) token {
	if r.at+n < len(r.tokens) && r.at+n >= 0 {
		return r.tokens[r.at+n]
	}
	return token{}
}

func (r *timeReader) number(n int) (int, int) {
	t := r.token(n)
	if !t.digit || len(t.text) > 4 {
		return 0, 0
	}
	value, _ := strconv.Atoi(t.text)
	return value, len(t.text)
}

// take reads a part of a time where one begins, and moves behind it.
func (r *timeReader) take() bool {
	for _, read := range []func() int{r.dayOf, r.months, r.quarterOf, r.half, r.financialYear, r.monthOf, r.lonely} {
		if taken := read(); taken > 0 {
			r.at += taken
			return true
		}
	}
	return false
}

func isYear(value, digits int) bool {
	return digits == 4 && value >= 1990 && value <= kpi.LastYear
}

// dayOf reads 30/06/2023, 30.6.23, 2023-06-30 and 30 June 2023.
func (r *timeReader) dayOf() int {
	first, digits := r.number(0)
	if digits == 0 {
		return 0
	}
	if ordinal := r.token(1).text; ordinal == "st" || ordinal == "nd" || ordinal == "rd" || ordinal == "th" {
		if month, ok := monthNamed(r.token(2).text); ok && r.day(r.year(3), month, first) {
			return 4
		}
		return 0
	}
	if month, ok := monthNamed(r.token(1).text); ok && digits <= 2 {
		if year, digits := r.number(2); isYear(year, digits) && r.day(year, month, first) {
			return 3
		}
		return 0
	}
	between := r.token(1).text
	second, _ := r.number(2)
	third, thirdDigits := r.number(4)
	if between != "/" && between != "." && between != "-" || r.token(3).text != between || thirdDigits == 0 {
		return 0
	}
	switch {
	case isYear(first, digits) && r.day(first, second, third), isYear(third, thirdDigits) && r.day(third, second, first),
		thirdDigits == 2 && digits <= 2 && between != "-" && r.day(2000+third, second, first):
		return 5
	}
	return 0
}

func (r *timeReader) day(year, month, day int) bool {
	d, err := kpi.ParseDate(strconv.Itoa(year) + "-" + twoDigits(month) + "-" + twoDigits(day))
	if err == nil {
		r.when.day = d
	}
	return err == nil
}

func twoDigits(n int) string {
	if n >= 0 && n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// year reads the calendar year that stands behind a month: 2023, 23, '23. 0 is none.
func (r *timeReader) year(n int) int {
	year, _ := r.yearAfter(n)
	return year
}

func (r *timeReader) yearAfter(n int) (year, taken int) {
	skipped := 0
	for r.token(n+skipped).text == "-" || r.token(n+skipped).text == "'" || r.token(n+skipped).text == "/" || r.token(n+skipped).text == "," {
		skipped++
	}
	value, digits := r.number(n + skipped)
	if next, nextDigits := r.number(n + skipped + 2); nextDigits > 0 && joinsYears(r.token(n+skipped+1).text) && next == (value+1)%100 {
		return 0, 0 // a financial year, read by itself
	}
	switch {
	case isYear(value, digits):
		return value, skipped + 1
	case digits == 2:
		return 2000 + value, skipped + 1
	}
	return 0, 0
}

// months reads Apr–Jun 23, July to September 2023, April to March.
func (r *timeReader) months() int {
	first, ok := monthNamed(r.token(0).text)
	if !ok {
		return 0
	}
	at := 1
	if year, taken := r.yearAfter(at); year > 0 { // Apr 23 – Jun 23
		at += taken
	}
	between := r.token(at).text
	last, ok := monthNamed(r.token(at + 1).text)
	if !ok || between != "-" && between != "to" && between != "/" {
		return 0
	}
	year, taken := r.yearAfter(at + 2)
	span := (last - first + 12) % 12
	switch {
	case span == 2 && first%3 == 1:
		r.when.quarter = (first+8)/3%4 + 1
	case first == 4 && span == 11:
		r.when.yearly = true
	case first == 4 && (span == 5 || span == 8):
		r.when.quarter, r.when.toDate = span/3+1, true
	default:
		return 0
	}
	if year > 0 && r.when.year == 0 {
		r.when.year = year
		if last <= 3 {
			r.when.year--
		}
	}
	return at + 2 + taken
}

// quarterOf reads Q1, Qtr 1, Quarter one, 1st quarter.
func (r *timeReader) quarterOf() int {
	isQuarter := func(word string) bool { return word == "q" || word == "qtr" || word == "quarter" || word == "qrt" }
	if isQuarter(r.token(0).text) {
		n := 1
		for r.token(n).text == "." || r.token(n).text == "-" {
			n++
		}
		if quarter, digits := r.number(n); digits == 1 && quarter >= 1 && quarter <= 4 {
			r.when.toDate = r.when.toDate || r.when.quarter == 1 && quarter > 1 && r.sumsUp() // Q1+Q2, Q1 to Q3
			r.when.quarter = quarter
			return n + 1
		}
		if quarter := slices.Index(numbersInWords, r.token(n).text) + 1; quarter > 0 {
			r.when.quarter = quarter
			return n + 1
		}
		return 0
	}
	if quarter, digits := r.number(0); digits == 1 && quarter >= 1 && quarter <= 4 && len(r.token(1).text) == 2 && isQuarter(r.token(2).text) {
		r.when.quarter = quarter
		return 3
	}
	if quarter := slices.Index(ordinals, r.token(0).text) + 1; quarter > 0 && isQuarter(r.token(1).text) {
		r.when.quarter = quarter
		return 2
	}
	return 0
}

// sumsUp reports whether what stands before a quarter joins it to the one before: +, &, -, “to” or “and”.
func (r *timeReader) sumsUp() bool {
	return slices.Contains([]string{"+", "&", "-", "to", "and", "/"}, r.token(-1).text)
}

var (
	numbersInWords = []string{"one", "two", "three", "four"}
	ordinals       = []string{"first", "second", "third", "fourth"}
)

// half reads H1 and H2: what has come together by the second quarter and by the fourth.
func (r *timeReader) half() int {
	if half, digits := r.number(1); r.token(0).text == "h" && digits == 1 && (half == 1 || half == 2) {
		r.when.quarter, r.when.toDate = 2*half, true
		return 2
	}
	return 0
}

func joinsYears(sign string) bool { return sign == "/" || sign == "-" }

// financialYear reads 2023/24, 2023-2024, 23/24 and FY23/24.
func (r *timeReader) financialYear() int {
	at := 0
	if r.token(0).text == "fy" {
		at = 1
	}
	first, digits := r.number(at)
	second, secondDigits := r.number(at + 2)
	between := r.token(at + 1).text
	if digits == 0 || secondDigits == 0 || !joinsYears(between) && between != "to" {
		return 0
	}
	if joinsYears(r.token(at+3).text) && r.token(at+4).digit && secondDigits == 2 && len(r.token(at+4).text) != 2 {
		return 0 // a day
	}
	switch {
	case isYear(first, digits) && (secondDigits == 2 && second == (first+1)%100 || secondDigits == 4 && second == first+1):
	case digits == 2 && secondDigits == 2 && second == (first+1)%100:
		first += 2000
	default:
		return 0
	}
	r.when.year = first
	return at + 3
}

// monthOf reads Apr-23, April 2023, 2023-04, and a month alone where little else stands there.
func (r *timeReader) monthOf() int {
	if year, digits := r.number(0); isYear(year, digits) && r.token(1).text == "-" {
		if month, digits := r.number(2); digits == 2 && month >= 1 && month <= 12 {
			r.when.calendar, r.when.month = year, month
			return 3
		}
	}
	month, ok := monthNamed(r.token(0).text)
	if !ok {
		return 0
	}
	year, taken := r.yearAfter(1)
	if year == 0 && len(r.tokens) > 6 {
		return 0 // the word stands in a sentence
	}
	r.when.month = month
	if year > 0 {
		r.when.calendar = year
	}
	return 1 + taken
}

// lonely reads a year by itself.
func (r *timeReader) lonely() int {
	if year, digits := r.number(0); isYear(year, digits) {
		r.when.calendar = year
		return 1
	}
	return 0
}

var monthNames = []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}

// monthNamed finds a month by its name, or by the beginning of it that is usual.
func monthNamed(word string) (int, bool) {
	for n, name := range monthNames {
		if word == name || word == name[:3] || word == "sept" && n == 8 {
			return n + 1, true
		}
	}
	return 0, false
}
