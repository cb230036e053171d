package kpi

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/shopspring/decimal"
)

// Exactly writes a decimal in full, with the digits after the point that it was given with.
func Exactly(d decimal.Decimal) string {
	if d.Exponent() < 0 {
		return d.StringFixed(-d.Exponent())
	}
	return d.String()
}

// Show writes a number in the indicator's unit as the report prints it: 96,326, 55%, £1,250, 12 days. Halves are
// rounded away from zero, to the given number of digits after the point.
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
