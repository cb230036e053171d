package kpi

import (
	"math/big"
	"time"

	"github.com/shopspring/decimal"
)

// Status says how firm a figure is.
type Status string

// The statuses of a figure. A carried-forward figure repeats the last one because this period's could not be had; an
// unavailable one has no value at all. Neither is ever rated.
const (
	Final          Status = "final"
	Provisional    Status = "provisional"
	PartPeriod     Status = "part-period"
	CarriedForward Status = "carried-forward"
	Unavailable    Status = "unavailable"
)

// Statuses are all of them, in the order in which a form offers them.
var Statuses = []Status{Final, Provisional, PartPeriod, CarriedForward, Unavailable}

// Reportable is whether a figure of this status says something about its period, so that it is rated and compared.
func (s Status) Reportable() bool { return s != CarriedForward && s != Unavailable }

// Figure is one revision of what was posted for an indicator in a period.
type Figure struct {
	Indicator   string // its code
	Period      Period
	Value       *decimal.Decimal // nil for an unavailable figure, and for nothing else
	Numerator   *decimal.Decimal // both or neither
	Denominator *decimal.Decimal
	Status      Status
	Commentary  string
	Actions     string

	Revision int    // 1 for the first
	Reason   string // why it was revised; empty for the first
	PostedBy string // Slack id; empty where an import brought it
	PostedAt time.Time
	SignOff  SignOff

	Assessment // as it was when the figure was posted
}

// Exact is the figure without any rounding: numerator over denominator where it was given so (times a hundred for a
// percentage), else the value; nil where there is none.
func (f Figure) Exact(unit Unit) *big.Rat {
	if f.Numerator != nil && f.Denominator != nil && !f.Denominator.IsZero() {
		return quotient(*f.Numerator, *f.Denominator, unit)
	}
	if f.Value == nil {
		return nil
	}
	return f.Value.Rat()
}

func quotient(numerator, denominator decimal.Decimal, unit Unit) *big.Rat {
	q := new(big.Rat).Quo(numerator.Rat(), denominator.Rat())
	if unit == Percent {
		q.Mul(q, big.NewRat(100, 1))
	}
	return q
}

// Says reports whether other records the same things as f, whoever posted them and when.
func (f Figure) Says(other Figure) bool {
	return f.Status == other.Status && f.Commentary == other.Commentary && f.Actions == other.Actions &&
		sameNumber(f.Value, other.Value) && sameNumber(f.Numerator, other.Numerator) && sameNumber(f.Denominator, other.Denominator)
}

func sameNumber(a, b *decimal.Decimal) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Equal(*b)
}

// Completed is the figure as an import stores it: its value worked out if only a numerator and a denominator were
// given, and its texts fit to keep.
func (f Figure) Completed(unit Unit) Figure {
	f.workOut(unit)
	f.Commentary, f.Actions = CleanText(f.Commentary), CleanText(f.Actions)
	return f
}
