package kpi

import (
	"slices"

	"github.com/shopspring/decimal"
)

// Unit is what an indicator's figures count.
type Unit string

// The units that a register may name.
const (
	Count    Unit = "count"
	Percent  Unit = "percent"
	Currency Unit = "currency" // pounds
	Days     Unit = "days"
	Ratio    Unit = "ratio"
)

// Direction is where better lies: the report's "Direction for Improvement".
type Direction string

// Up means that higher is better, Down that lower is, None that neither is.
const (
	Up   Direction = "up"
	Down Direction = "down"
	None Direction = "none"
)

// Kind is what an indicator is compared with.
type Kind string

// The kinds of the report's key: rated against a target, tracked to set one, reported for context, or agreed but not
// yet measured.
const (
	Target        Kind = "target"
	Baseline      Kind = "baseline"
	Contextual    Kind = "contextual"
	InDevelopment Kind = "in_development"
)

// Compare is the earlier figure that the change in performance is measured from.
type Compare string

// The report compares with the previous period, some cards with the same period a year ago.
const (
	WithPrevious Compare = "previous"
	WithYearAgo  Compare = "year_ago"
)

// Link is a useful link of a card; a link without a URL is printed as its words.
type Link struct {
	Text string
	URL  string
}

// Indicator is one measure of a service, as the council's register defines it today.
type Indicator struct {
	Code      string // how people name it: 178, REG2; unique without regard to case
	Title     string
	Committee string // the committee's name
	Service   string

	Unit       Unit
	Decimals   int // digits after the point when shown, 0 to 10; figures are kept as given
	Direction  Direction
	Kind       Kind
	Target     *decimal.Decimal
	Targets    map[Period]decimal.Decimal // win over Target in their period
	Baseline   *decimal.Decimal
	Rule       *Rule // nil is DefaultRule
	Cumulative bool  // figures count from 1 April
	Compare    Compare
	Frequency  Frequency

	Owner   string // Slack ids; any may be empty
	Deputy  string
	Manager string

	// Sensitive figures concern people in ways that a breakdown could tell of: their numerator, denominator and
	// commentary never reach a channel or the public report.
	Sensitive bool `json:",omitempty"`
	// SmallestCount is the fewest people that may be named as a number; nil is DefaultSmallestCount, and 0 asks of
	// none.
	SmallestCount *int `json:",omitempty"`

	Description    string
	Links          []Link
	NeighboursMean *decimal.Decimal
	EnglandMean    *decimal.Decimal
	// The periods that the means are of; zero where the register does not say.
	NeighboursMeanPeriod Period `json:",omitzero"`
	EnglandMeanPeriod    Period `json:",omitzero"`
}

// DefaultSmallestCount is the fewest people that may be named as a number where an indicator does not say. Official
// statistics suppress what is under 5.
const DefaultSmallestCount = 5

// LeastPeople is the fewest people that may be named as a number for the indicator.
func (i Indicator) LeastPeople() int {
	if i.SmallestCount != nil {
		return *i.SmallestCount
	}
	return DefaultSmallestCount
}

// TargetFor is the target in the period: the period's own where one is set, else the standing one; nil where there is
// neither.
func (i Indicator) TargetFor(p Period) *decimal.Decimal {
	if t, ok := i.Targets[p]; ok {
		return &t
	}
	return i.Target
}

// RatingRule is the indicator's own rule, or the default.
func (i Indicator) RatingRule() Rule {
	if i.Rule != nil {
		return *i.Rule
	}
	return DefaultRule
}

// ComparedPeriod is the period that the change in p is measured from.
func (i Indicator) ComparedPeriod(p Period) Period {
	if i.Compare == WithYearAgo {
		return p.YearAgo()
	}
	return p.Previous(i.Frequency)
}

// TargetPeriods lists the periods that have a target of their own, in order of time.
func (i Indicator) TargetPeriods() []Period {
	periods := make([]Period, 0, len(i.Targets))
	for p := range i.Targets {
		periods = append(periods, p)
	}
	slices.SortFunc(periods, Period.compare)
	return periods
}
