package kpi

import (
	"math/big"
	"strings"

	"github.com/shopspring/decimal"
)

// quotientPlaces is how many places after the point a quotient is kept with. Ratings compare the fraction itself.
const quotientPlaces = 10

// tooLong reports whether a quotient, kept with quotientPlaces, would have more than MaxDigits digits.
func tooLong(quotient *big.Rat) bool {
	return new(big.Rat).Abs(quotient).Cmp(decimal.New(1, MaxDigits-quotientPlaces).Rat()) >= 0
}

// accepts refuses a typed figure that the indicator's unit cannot have.
func (i Indicator) accepts(t Typed) error {
	switch {
	case t.PerCent && i.Unit != Percent:
		return Refuse(FieldFigure, "%s is not a percentage: its figures are %s. Type it without the %% sign, such as 142.", i.Code, i.Unit.InWords())
	case t.Pounds && i.Unit != Currency:
		return Refuse(FieldFigure, "%s is not an amount of money: its figures are %s. Type it without the £ sign.", i.Code, i.Unit.InWords())
	case t.Bracketed && i.Unit != Currency && i.Unit != Ratio:
		return Refuse(FieldFigure, "Accountants write a minus as brackets, and it is not clear whether you mean %s or −%s. Type the one that you mean, without brackets.",
			Exactly(t.Value.Neg()), Exactly(t.Value.Neg()))
	}
	if err := i.checkWhole(t.Value); err != nil {
		return err
	}
	return i.checkMeasure(t.Value, t.Numerator, t.Denominator)
}

// checkWhole refuses a fraction where whole numbers are counted. Mostly somebody has written the comma for thousands as
// a point.
func (i Indicator) checkWhole(value *decimal.Decimal) error {
	if value == nil || i.Unit != Count || i.Decimals > 0 || value.IsInteger() {
		return nil
	}
	return Refuse(FieldFigure, "%s counts in whole numbers, and %s is not one. For thousands type a comma, such as 96,326.", i.Code, Exactly(*value))
}

// checkMeasure refuses what no figure of the indicator can be, wherever it comes from.
func (i Indicator) checkMeasure(value, numerator, denominator *decimal.Decimal) error {
	if (numerator == nil) != (denominator == nil) {
		if numerator == nil {
			return Refuse(FieldNumerator, "There is a denominator without a numerator. Give both, such as 570/889, or neither.")
		}
		return Refuse(FieldDenominator, "There is a numerator without a denominator. Give both, such as 570/889, or neither.")
	}
	if i.tooLow(value) {
		return Refuse(FieldFigure, "%s cannot be below 0: its figures are %s. Type it without the minus sign, or ask the performance team if it really can fall that low.", i.Code, i.Unit.InWords())
	}
	if numerator == nil {
		return nil
	}
	switch {
	case i.Unit == Count:
		return Refuse(FieldFigure, "%s is a count, so it has no numerator and denominator. Type the one number, such as 142.", i.Code)
	case denominator.IsZero():
		return Refuse(FieldDenominator, "The denominator is 0, and nothing can be divided by 0. If there were no cases at all, post the figure as unavailable and say so.")
	case denominator.IsNegative():
		return Refuse(FieldDenominator, "The denominator is below 0. Type how many there were in all, such as 889.")
	case numerator.IsNegative() && !i.mayBeNegative():
		return Refuse(FieldNumerator, "The numerator is below 0. Type how many of them counted, such as 570.")
	case i.Unit == Percent && numerator.GreaterThan(*denominator):
		return Refuse(FieldNumerator, "The numerator, %s, is above the denominator, %s, which would be over 100%%. Check that they are the right way round, such as 570/889.",
			Count.ShowExact(*numerator), Count.ShowExact(*denominator))
	case tooLong(quotient(*numerator, *denominator, i.Unit)):
		return Refuse(FieldDenominator, "%s divided by %s is a number of more than %d digits. Check both for a slip of the keyboard, and type them as 570/889.",
			Count.ShowExact(*numerator), Count.ShowExact(*denominator), MaxDigits-quotientPlaces)
	}
	return nil
}

// tooLow reports whether a value is below 0 where the indicator's figures cannot be.
func (i Indicator) tooLow(value *decimal.Decimal) bool {
	return value != nil && value.IsNegative() && !i.mayBeNegative()
}

// negativeIf is what lets the indicator's figures be below 0.
func (i Indicator) negativeIf() string {
	if i.Unit == Percent {
		return "a target or a baseline below 0"
	}
	return "the unit ratio"
}

// mayBeNegative reports whether figures of the indicator may be below 0. Amounts and ratios may. A percentage may only
// if a target or the baseline is, since then it measures a change, not a share.
func (i Indicator) mayBeNegative() bool {
	switch i.Unit {
	case Currency, Ratio:
		return true
	case Percent:
		if i.Baseline != nil && i.Baseline.IsNegative() || i.Target != nil && i.Target.IsNegative() {
			return true
		}
		for _, t := range i.Targets {
			if t.IsNegative() {
				return true
			}
		}
	}
	return false
}

// workOut sets the value of a figure that was given as a fraction.
func (f *Figure) workOut(unit Unit) {
	if f.Value != nil || f.Numerator == nil || f.Denominator == nil || f.Denominator.IsZero() {
		return
	}
	text := quotient(*f.Numerator, *f.Denominator, unit).FloatString(quotientPlaces)
	value := decimal.RequireFromString(strings.TrimRight(strings.TrimRight(text, "0"), "."))
	f.Value = &value
}

// ShowValue writes a target, baseline or benchmark in the indicator's unit with all its digits; an em dash where there
// is none.
func (i Indicator) ShowValue(d *decimal.Decimal) string {
	if d == nil {
		return "—"
	}
	return i.Unit.Show(d.Rat(), i.valueDigits(*d))
}

// InWords says inside a sentence what the unit's figures are: percentages, amounts in pounds.
func (u Unit) InWords() string {
	switch u {
	case Percent:
		return "percentages"
	case Currency:
		return "amounts in pounds"
	case Days:
		return "numbers of days"
	case Ratio:
		return "ratios"
	}
	return "counts"
}
