package kpi

import (
	"fmt"
	"math/big"
	"regexp"
	"strings"

	"github.com/shopspring/decimal"
)

// MaxDigits is the most digits that a number may have, before and after its point together. It is far beyond any council's
// figure and keeps every comparison exact and quick.
const MaxDigits = 30

// Typed is a figure as a person typed it, before it is known which indicator it is for.
type Typed struct {
	Value       *decimal.Decimal // nil where a fraction was typed
	Numerator   *decimal.Decimal
	Denominator *decimal.Decimal
	PerCent     bool // a % sign was typed
	Pounds      bool // a £ sign was typed
}

var (
	numberForm   = regexp.MustCompile(`^([-−+]?)(£?)([-−+]?)(\d{1,3}(?:,\d{3})+|\d+|)(\.\d+)?\s*([kKmM]?)\s*(%|(?i:per ?cent))?$`)
	fractionForm = regexp.MustCompile(`^(.*\S)\s*(?:/|\s(?i:of|out of)\s)\s*(\S.*)$`)
	scientific   = regexp.MustCompile(`^[-−+]?\d+(\.\d+)?[eE][-+]?\d+$`)
	grouped      = regexp.MustCompile(`^[\d,]*,[\d,]*(\.\d+)?%?$`)
)

// ParseTyped reads a figure as people type them: 142, 96,326, 93%, 93 %, 1.2k, £1,250, −4.5, 570/889, 570 of 889. The error is a
// *Refusal that says what to type instead.
func ParseTyped(text string) (Typed, error) {
	s := strings.TrimSpace(text)
	if s == "" {
		return Typed{}, Refuse(FieldFigure, "There is no figure. Type a number, such as 142, 93%% or 570/889.")
	}
	if m := fractionForm.FindStringSubmatch(s); m != nil {
		return parseFraction(m[1], m[2])
	}
	value, percent, pounds, err := parseNumber(s)
	if err != nil {
		return Typed{}, err
	}
	return Typed{Value: &value, PerCent: percent, Pounds: pounds}, nil
}

func parseFraction(numerator, denominator string) (Typed, error) {
	n, nPercent, nPounds, err := parseNumber(numerator)
	if err != nil {
		return Typed{}, at(FieldNumerator, err)
	}
	d, dPercent, _, err := parseNumber(denominator)
	if err != nil {
		return Typed{}, at(FieldDenominator, err)
	}
	if nPercent || dPercent {
		return Typed{}, Refuse(FieldFigure, "“%s/%s” has a %% sign inside a fraction. Type the two counts, such as 570/889, or the percentage alone, such as 64.1%%.", Excerpt(numerator), Excerpt(denominator))
	}
	return Typed{Numerator: &n, Denominator: &d, Pounds: nPounds}, nil
}

func at(field string, err error) error {
	if r, ok := err.(*Refusal); ok {
		return &Refusal{Field: field, Sentence: r.Sentence}
	}
	return err
}

// ParseNumber reads one number, with grouping commas, a £ or % sign, or k and m for thousands and millions. The signs are
// allowed and dropped. The error is a *Refusal.
func ParseNumber(text string) (decimal.Decimal, error) {
	d, _, _, err := parseNumber(text)
	return d, err
}

func parseNumber(text string) (value decimal.Decimal, percent, pounds bool, err error) {
	s := strings.TrimSpace(text)
	m := numberForm.FindStringSubmatch(s)
	if m == nil || (m[4] == "" && m[5] == "") || (m[1] != "" && m[3] != "") || (m[6] != "" && m[7] != "") {
		return decimal.Decimal{}, false, false, notANumber(s)
	}
	digits := strings.ReplaceAll(m[4], ",", "") + m[5]
	if n := len(strings.ReplaceAll(digits, ".", "")); n > MaxDigits {
		return decimal.Decimal{}, false, false, Refuse(FieldFigure, "That number has %d digits and Chaser keeps up to %d. Check for a slip of the keyboard and type it again.", n, MaxDigits)
	}
	value, err = decimal.NewFromString(digits)
	if err != nil {
		return decimal.Decimal{}, false, false, notANumber(s)
	}
	switch m[6] {
	case "k", "K":
		value = value.Mul(decimal.New(1000, 0))
	case "m", "M":
		value = value.Mul(decimal.New(1_000_000, 0))
	}
	if sign := m[1] + m[3]; sign == "-" || sign == "−" {
		value = value.Neg()
	}
	return value, m[7] != "", m[2] != "", nil
}

// notANumber says what is wrong with the commonest slips.
func notANumber(s string) error {
	quoted := Excerpt(s)
	switch {
	case s == "":
		return Refuse(FieldFigure, "There is no figure. Type a number, such as 142, 93%% or 570/889.")
	case strings.ContainsFunc(s, foreignDigit):
		return Refuse(FieldFigure, "“%s” is written with digits of another script. Type it with the digits 0 to 9, such as 142.", quoted)
	case scientific.MatchString(s):
		return Refuse(FieldFigure, "“%s” is in scientific notation. Type the number in full, such as 1,200,000 or 1.2m.", quoted)
	case grouped.MatchString(s):
		return Refuse(FieldFigure, "“%s” has a comma that does not separate thousands. Type 1,234 for thousands, or a point for decimals, such as 12.34.", quoted)
	case strings.Count(s, ".") > 1:
		return Refuse(FieldFigure, "“%s” has more than one decimal point. Type it with one, such as 12.3.", quoted)
	}
	return Refuse(FieldFigure, "“%s” is not a number. Type the figure as 142, 96,326, 93%% or 570/889; if there is none, type unavailable and the reason.", quoted)
}

func foreignDigit(r rune) bool {
	return r > '9' && strings.ContainsRune("０１２３４５６７８９٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९", r)
}

// LooksTyped reports whether a word of a sentence was meant as a figure, well formed or not: it begins like a number. It tells
// a slip such as 12,34 from a word, so that the slip is answered as one.
func LooksTyped(word string) bool {
	if _, err := ParseTyped(word); err == nil {
		return true
	}
	s := strings.TrimLeft(word, "-−+£.")
	if s == "" {
		return false
	}
	r := []rune(s)[0]
	upper := strings.ToUpper(word)
	return r >= '0' && r <= '9' || foreignDigit(r) || upper == "NAN" || strings.TrimLeft(upper, "+-") == "INF" || strings.TrimLeft(upper, "+-") == "INFINITY"
}

// Exactly writes a decimal in full, with the digits after the point that it was given with.
func Exactly(d decimal.Decimal) string {
	if d.Exponent() < 0 {
		return d.StringFixed(-d.Exponent())
	}
	return d.String()
}

// Show writes a number in the indicator's unit as the report prints it: 96,326, 55%, £1,250, 12 days. Halves are rounded away
// from zero, to the given number of digits after the point.
func (u Unit) Show(r *big.Rat, decimals int) string {
	s := withCommas(r.FloatString(decimals))
	sign := ""
	if strings.HasPrefix(s, "-") {
		s = s[1:]
		if strings.Trim(s, "0.,") != "" {
			sign = "−"
		}
	}
	switch u {
	case Percent:
		return sign + s + "%"
	case Currency:
		return sign + "£" + s
	case Days:
		if s == "1" {
			return sign + s + " day"
		}
		return sign + s + " days"
	}
	return sign + s
}

// ShowExact writes a decimal in the unit with every digit that it has, whatever the indicator's rounding.
func (u Unit) ShowExact(d decimal.Decimal) string {
	return u.Show(d.Rat(), max(0, int(-d.Exponent())))
}

func withCommas(s string) string {
	whole, fraction, hasFraction := strings.Cut(s, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	var b strings.Builder
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	if hasFraction {
		return fmt.Sprintf("%s%s.%s", sign, b.String(), fraction)
	}
	return sign + b.String()
}

// ShowInt writes a whole number in the unit, with commas.
func (u Unit) ShowInt(n int) string { return u.Show(new(big.Rat).SetInt64(int64(n)), 0) }
