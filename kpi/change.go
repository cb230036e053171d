package kpi

import (
	"fmt"
	"math/big"
)

// Change is the word for how performance moved since an earlier figure.
type Change string

// The changes of the report's key.
const (
	Improving    Change = "Improving"
	Declining    Change = "Declining"
	Unchanged    Change = "Unchanged"
	NotAvailable Change = "N/A"
)

// Movement is a change with what it was measured from.
type Movement struct {
	Change Change
	Since  Period   // the period compared with
	From   *Figure  // its figure; nil where there is none
	By     *big.Rat // current minus earlier, in the indicator's unit; nil where the two cannot be compared
	Why    string   // why it is N/A, in a sentence; empty where the period itself has no figure of its own
}

// Movement compares a figure with an earlier one, which may be nil. There is no tolerance: any difference is a change,
// as in the seed report. The change is N/A where either figure is carried forward or unavailable. It is also N/A where
// a cumulative count is compared with the last period of the year before, since it began again from 0 on 1 April. Whole
// years can be compared all the same.
func (i Indicator) Movement(current Figure, earlier *Figure) Movement {
	m := Movement{Change: NotAvailable, Since: i.ComparedPeriod(current.Period), From: earlier}
	now := current.Exact(i.Unit)
	switch {
	case !current.Status.Reportable() || now == nil: // the card says so already
		return m
	case earlier == nil:
		m.Why = fmt.Sprintf("There is no figure for %s to compare with.", m.Since.Words())
		return m
	}
	before := earlier.Exact(i.Unit)
	switch {
	case !earlier.Status.Reportable() || before == nil:
		m.Why = fmt.Sprintf("%s has no figure of its own to compare with.", m.Since.Words())
		return m
	case i.Cumulative && i.Compare != WithYearAgo && m.Since.Span() != Yearly && m.Since.FinancialYear() != current.Period.FinancialYear():
		m.Why = "The figure is cumulative and began again on 1 April, so it cannot be compared with last year's total."
		return m
	}
	m.By = new(big.Rat).Sub(now, before)
	better := m.By.Sign()
	switch {
	case i.Direction == Down:
		better = -better
	case i.Direction != Up:
		m.Why = "Neither a higher nor a lower figure is better for this measure."
		return m
	}
	switch {
	case better > 0:
		m.Change = Improving
	case better < 0:
		m.Change = Declining
	default:
		m.Change = Unchanged
	}
	return m
}
