package kpi

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Frequency is how often an indicator is reported.
type Frequency string

// The frequencies that a register may name.
const (
	Monthly    Frequency = "monthly"
	Quarterly  Frequency = "quarterly"
	HalfYearly Frequency = "half-yearly"
	Yearly     Frequency = "yearly"
)

// Period is a stretch of time that a figure belongs to: a month, a quarter or a financial year, which in England's
// councils begins on 1 April. The zero Period is none.
type Period struct {
	span Frequency // Monthly, Quarterly or Yearly; a half-year is named by the quarter that ends it
	year int       // the calendar year in which the financial year (or, for a month, the month itself) begins
	n    int       // month 1–12, quarter 1–4, or 0 for a year
}

// Month is a calendar month, 1 to 12.
func Month(year, month int) Period { return Period{Monthly, year, month} }

// Quarter is quarter 1 to 4 of the financial year that begins on 1 April of year.
func Quarter(year, quarter int) Period { return Period{Quarterly, year, quarter} }

// FinancialYear is the year from 1 April of year to 31 March of the next.
func FinancialYear(year int) Period { return Period{Yearly, year, 0} }

var (
	quarterForm = pattern(`^(\d{4})[-/](\d{2})\s*Q([1-9])$`)
	wordsForm   = pattern(`^(?:Q|QUARTER\s*)([1-9])\s*(\d{4})[-/](\d{2})$`)
	dashedForm  = pattern(`^(\d{4})([-/])(\d{2})$`)
)

// FirstYear and LastYear are the years that a period may begin in. Any other is a slip of the keyboard.
const (
	FirstYear = 1900
	LastYear  = 2199
)

// ParsePeriod reads a period as a register or a hurried person writes it: 2023-24Q2, 2023/24 Q2, Q2 2023/24 (quarters),
// 2023-09, September 2023, Sep 2023 (months), 2023-24 or 2023/24 (financial years), of the years 1900 to 2199. Where
// the two digits could be either, as in 2011-12, they are a month. The error is a *Refusal.
func ParsePeriod(text string) (Period, error) {
	p, ok := readPeriod(strings.ToUpper(strings.TrimSpace(text)))
	if !ok || p.year < FirstYear || p.year > LastYear {
		return Period{}, Refuse(FieldPeriod, "“%s” is not a period. Type a quarter as 2023-24Q2, a month as 2023-09 or a year as 2023-24.", Excerpt(text))
	}
	return p, nil
}

func readPeriod(s string) (Period, bool) {
	if m := quarterForm().FindStringSubmatch(s); m != nil {
		return quarterOf(m[1], m[2], m[3])
	}
	if m := wordsForm().FindStringSubmatch(s); m != nil {
		return quarterOf(m[2], m[3], m[1])
	}
	if m := dashedForm().FindStringSubmatch(s); m != nil {
		year, _ := strconv.Atoi(m[1])
		two, _ := strconv.Atoi(m[3])
		if m[2] == "-" && two >= 1 && two <= 12 {
			return Month(year, two), true
		}
		if two == (year+1)%100 {
			return FinancialYear(year), true
		}
	}
	for _, form := range []string{"January 2006", "Jan 2006"} {
		if t, err := time.Parse(form, s); err == nil {
			return Month(t.Year(), int(t.Month())), true
		}
	}
	return Period{}, false
}

func quarterOf(year, next, quarter string) (Period, bool) {
	y, _ := strconv.Atoi(year)
	n, _ := strconv.Atoi(next)
	q, _ := strconv.Atoi(quarter)
	return Quarter(y, q), n == (y+1)%100 && q <= 4
}

// MarshalText is String, so that JSON keeps a period as a register writes it.
func (p Period) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (p *Period) UnmarshalText(text []byte) (err error) {
	*p = Period{}
	if len(text) > 0 {
		*p, err = ParsePeriod(string(text))
	}
	return err
}

// IsZero reports whether the period is none.
func (p Period) IsZero() bool { return p == Period{} }

// Span is Monthly, Quarterly or Yearly.
func (p Period) Span() Frequency { return p.span }

// String is the period as the register writes it: 2023-24Q2, 2023-09, 2023-24. A financial year whose digits could be a
// month's has a slash, 2011/12, so that ParsePeriod always reads back what String wrote.
func (p Period) String() string {
	switch p.span {
	case Monthly:
		return fmt.Sprintf("%04d-%02d", p.year, p.n)
	case Quarterly:
		return fmt.Sprintf("%04d-%02dQ%d", p.year, (p.year+1)%100, p.n)
	case Yearly:
		if next := (p.year + 1) % 100; next == 0 || next > 12 {
			return fmt.Sprintf("%04d-%02d", p.year, next)
		}
		return p.Words()
	}
	return ""
}

// Words is the period as people write it: Q2 2023/24, September 2023, 2023/24.
func (p Period) Words() string {
	switch p.span {
	case Monthly:
		return fmt.Sprintf("%s %04d", time.Month(p.n), p.year)
	case Quarterly:
		return fmt.Sprintf("Q%d %04d/%02d", p.n, p.year, (p.year+1)%100)
	case Yearly:
		return fmt.Sprintf("%04d/%02d", p.year, (p.year+1)%100)
	}
	return ""
}

// Start is the period's first day.
func (p Period) Start() Date {
	switch p.span {
	case Monthly:
		return Date{p.year, time.Month(p.n), 1}
	case Quarterly:
		return DateOf(time.Date(p.year, time.April+time.Month(3*(p.n-1)), 1, 0, 0, 0, 0, time.UTC))
	default:
		return Date{p.year, time.April, 1}
	}
}

// End is the period's last day.
func (p Period) End() Date { return p.Next().Start().AddDays(-1) }

// Next is the period of the same length that follows.
func (p Period) Next() Period { return p.step(1) }

// step moves by whole periods of p's own length.
func (p Period) step(by int) Period {
	perYear, first := 1, 0
	switch p.span {
	case Monthly:
		perYear, first = 12, 1
	case Quarterly:
		perYear, first = 4, 1
	}
	i := p.year*perYear + p.n - first + by
	return Period{p.span, i / perYear, i%perYear + first}
}

// Previous is the period that an indicator of this frequency reported before p. A half-yearly indicator steps from Q4
// to Q2.
func (p Period) Previous(f Frequency) Period {
	if f == HalfYearly {
		return p.step(-2)
	}
	return p.step(-1)
}

// YearAgo is the same period one year before.
func (p Period) YearAgo() Period { return Period{p.span, p.year - 1, p.n} }

// FinancialYear is the calendar year in which p's financial year begins.
func (p Period) FinancialYear() int {
	s := p.Start()
	if s.Month < time.April {
		return s.Year - 1
	}
	return s.Year
}

// Before orders periods by their first day, and the shorter first where two begin together.
func (p Period) Before(other Period) bool {
	if p.Start() != other.Start() {
		return p.Start().Before(other.Start())
	}
	return p.End().Before(other.End())
}

// compare is negative, 0 or positive as slices.SortFunc wants it.
func (p Period) compare(other Period) int {
	switch {
	case p.Before(other):
		return -1
	case other.Before(p):
		return 1
	}
	return 0
}

// For is the period that an indicator of this frequency reports when p is collected, and whether it reports then at
// all: a half-yearly indicator reports with Q2 and Q4, a yearly one with Q4 or with a collection of the year itself.
func (p Period) For(f Frequency) (Period, bool) {
	switch {
	case f == Monthly && p.span == Monthly,
		f == Quarterly && p.span == Quarterly,
		f == HalfYearly && p.span == Quarterly && p.n%2 == 0,
		f == Yearly && p.span == Yearly:
		return p, true
	case f == Yearly && p.span == Quarterly && p.n == 4:
		return FinancialYear(p.year), true
	}
	return Period{}, false
}

// Suits reports whether an indicator of this frequency reports for p.
func (p Period) Suits(f Frequency) bool {
	switch f {
	case Monthly, Quarterly, Yearly:
		return p.span == f
	case HalfYearly:
		return p.span == Quarterly && p.n%2 == 0
	}
	return false
}

// insteadOf is how a period of the frequency is typed in place of one that does not suit it. What reads as a month may
// have been meant as a financial year: 2010-11.
func (f Frequency) insteadOf(p Period) string {
	if f == Yearly && p.span == Monthly && p.n == (p.year+1)%100 {
		return FinancialYear(p.year).String() + ", as " + p.String() + " reads as " + p.Words()
	}
	return f.example()
}

// example is how a period of the frequency is typed.
func (f Frequency) example() string {
	switch f {
	case Monthly:
		return "a month, such as 2023-09"
	case HalfYearly:
		return "the quarter that ends the half-year, such as 2023-24Q2 or 2023-24Q4"
	case Yearly:
		return "a year, such as 2023-24"
	}
	return "a quarter, such as 2023-24Q2"
}
