package sheet

import (
	"slices"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// amount is a number as a cell shows it.
type amount struct {
	value       *decimal.Decimal
	numerator   *decimal.Decimal // of a fraction, which has no value then
	denominator *decimal.Decimal
	perCent     bool
	pounds      bool
	bracketed   bool   // an accountant's minus
	unit        string // words behind it: days, per 1,000
	mark        string // a footnote's sign
	provisional bool
	decimals    int // digits after the point that are shown
}

// notes are signs that point at a footnote.
const notes = "*†‡§¹²³⁴⁵^#"

// arrows are how a cell shows which way a number moved.
const arrows = "↑↓→←↔⬆⬇➡▲▼►◄↗↘⇧⇩⇨🡅🡇"

// provisionals are words in brackets that say how firm a number is.
var provisionals = []string{"p", "prov", "provisional", "e", "est", "estimate", "estimated", "unaudited"}

// amountIn reads the number that a cell shows.
func amountIn(c cell) (amount, bool) {
	if c.problem != "" || c.text == "" {
		return amount{}, false
	}
	if c.number != nil {
		return keptAmount(c), true
	}
	var a amount
	text := strings.TrimRight(c.text, arrows+" ️")
	trimmed := strings.TrimRight(text, notes+" ")
	a.mark = strings.TrimSpace(text[len(trimmed):])
	if at := strings.LastIndexByte(trimmed, '('); at > 0 && strings.HasSuffix(trimmed, ")") {
		if said := plain(trimmed[at:]); slices.Contains(provisionals, said) || said == "revised" || said == "final" || ratings[said] {
			a.provisional = slices.Contains(provisionals, said)
			trimmed = strings.TrimSpace(trimmed[:at])
		}
	}
	if len(trimmed) > 60 || !strings.ContainsFunc(trimmed, unicode.IsDigit) {
		return amount{}, false
	}
	typed, err := kpi.ParseTyped(trimmed)
	if err != nil {
		trimmed, a.unit = withoutUnit(trimmed)
		if a.unit == "" {
			return amount{}, false
		}
		if typed, err = kpi.ParseTyped(trimmed); err != nil || typed.Value == nil {
			return amount{}, false
		}
	}
	a.value, a.numerator, a.denominator = typed.Value, typed.Numerator, typed.Denominator
	a.perCent, a.pounds, a.bracketed = typed.PerCent, typed.Pounds, typed.Bracketed
	if a.value != nil {
		a.decimals = max(0, int(-a.value.Exponent()))
	}
	return a, true
}

// keptAmount is a workbook's number; one that is shown as a percentage is a hundred times what is kept.
func keptAmount(c cell) amount {
	value := *c.number
	a := amount{value: &value, perCent: c.percent, pounds: strings.Contains(c.text, "£"), decimals: max(0, int(-value.Exponent()))}
	if c.percent {
		value = value.Shift(2)
		a.decimals = max(0, int(-value.Exponent()))
	}
	if point := strings.LastIndexByte(c.text, '.'); point >= 0 {
		digits := 0
		for _, r := range c.text[point+1:] {
			if r < '0' || r > '9' {
				break
			}
			digits++
		}
		a.decimals = min(a.decimals, digits)
	} else {
		a.decimals = 0
	}
	return a
}

// behind are the words that stand behind a number and say what it counts.
var behind = []string{
	"days", "day", "working days", "calendar days", "weeks", "week", "hours", "hour", "hrs", "minutes", "mins", "min", "months", "years", "kg", "tonnes", "tonne", "kwh", "per 1000", "per 10000", "per 100000",
	"per 1 000", "per 10 000", "per 100 000", "people", "households", "homes", "visits", "cases",
}

// sameUnit is one word for the several that name a unit.
func sameUnit(unit string) string {
	switch unit {
	case "day", "working days", "calendar days":
		return "days"
	case "week":
		return "weeks"
	case "hour", "hrs":
		return "hours"
	case "mins", "min":
		return "minutes"
	case "tonne":
		return "tonnes"
	}
	return unit
}

// otherUnit is the unit of the row's first number that names one, if that is another than the value's.
func (e *entry) otherUnit(v value) string {
	if v.amount.unit == "" {
		return ""
	}
	for _, o := range slices.Concat(e.figures, e.targets) {
		if o.amount.unit == "" {
			continue
		}
		if sameUnit(o.amount.unit) == sameUnit(v.amount.unit) {
			return ""
		}
		return o.amount.unit
	}
	return ""
}

// withoutUnit parts a number from the words behind it that say what it counts.
func withoutUnit(text string) (number, unit string) {
	at := strings.IndexFunc(text, unicode.IsLetter)
	if at <= 0 {
		return text, ""
	}
	unit = plain(text[at:])
	if !slices.Contains(behind, unit) {
		return text, ""
	}
	return strings.TrimSpace(text[:at]), unit
}
