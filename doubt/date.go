package doubt

import (
	"math/big"
	"time"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// How many years from today a date may lie to be one that somebody typed by mistake.
const (
	yearsBack  = 10
	yearsAhead = 2
)

// dayNought is the day from which spreadsheets count: 45292 is 1 January 2024.
var dayNought = kpi.Date{Year: 1899, Month: time.December, Day: 30}

// year doubts a figure that is the year of its own period: the period was typed in its place.
func year(s Subject) *Doubt {
	n, ok := s.whole()
	begins := int64(s.Figure.Period.FinancialYear())
	if !ok || n != begins && n != begins+1 || s.usual() {
		return nil
	}
	return &Doubt{Kind: Date, Field: kpi.FieldFigure, Sentence: s.Indicator.ShowTyped(s.Figure) + " looks like a year."}
}

// date doubts a figure that is a date: in the form that a spreadsheet stores (45292), or with day, month and year run
// together (20240101).
func date(s Subject) *Doubt {
	n, ok := s.whole()
	if !ok || n < 10_000 || n > 99_999_999 || s.usual() {
		return nil
	}
	looks := s.Indicator.ShowTyped(s.Figure) + " looks like a date: "
	if n < 100_000 {
		if day := dayNought.AddDays(int(n)); s.recent(day) {
			return &Doubt{
				Kind: Date, Field: kpi.FieldFigure,
				Sentence: looks + "spreadsheets keep " + day.Words() + " as " + kpi.Exactly(*s.Figure.Value) + ".",
			}
		}
		return nil
	}
	for _, form := range []string{"20060102", "02012006", "060102", "020106"} {
		if at, err := time.Parse(form, kpi.Exactly(*s.Figure.Value)); err == nil && s.recent(kpi.DateOf(at)) {
			return &Doubt{Kind: Date, Field: kpi.FieldFigure, Sentence: looks + kpi.DateOf(at).Words() + "."}
		}
	}
	return nil
}

// whole is the figure if it was typed as one whole number above 0.
func (s Subject) whole() (int64, bool) {
	v := s.Figure.Value
	if s.Figure.Numerator != nil || !v.IsPositive() || v.Exponent() < 0 ||
		v.GreaterThan(decimal.NewFromInt(1_000_000_000)) {
		return 0, false
	}
	return v.IntPart(), true
}

func (s Subject) recent(d kpi.Date) bool {
	return d.Year >= s.Today.Year-yearsBack && d.Year <= s.Today.Year+yearsAhead
}

// usual reports whether the indicator may have such a figure. With nothing to compare, a count or an amount of money
// may be any number.
func (s Subject) usual() bool {
	neighbours := s.neighbours()
	if len(neighbours) == 0 {
		return s.Indicator.Unit == kpi.Count || s.Indicator.Unit == kpi.Currency
	}
	return !s.far(s.exact(), neighbours)
}

// over100 doubts a percentage over 100 if no earlier one was.
func over100(s Subject) *Doubt {
	if s.Indicator.Unit != kpi.Percent || s.exact().Cmp(big.NewRat(100, 1)) <= 0 || s.wasOver100() {
		return nil
	}
	return &Doubt{
		Kind: Over100, Field: kpi.FieldFigure,
		Sentence: s.Indicator.ShowTyped(s.Figure) + " is over 100%, which no figure of " + s.Indicator.Code +
			" was before.",
	}
}
