package doubt

import (
	"math/big"

	"chaser/kpi"
)

// ownShare is how many times the year's average period a figure may be to pass for its own period's amount, rather than
// the year's so far.
var ownShare = big.NewRat(3, 1)

// falls doubts an amount that counts from 1 April, if it is less than an earlier figure of the financial year or more
// than a later one. Most often it is its own period's amount.
func falls(s Subject) *Doubt {
	if !s.counts() {
		return nil
	}
	var before, after *kpi.Figure
	for n := range s.Figures {
		f := &s.Figures[n]
		sameYear := f.Period.FinancialYear() == s.Figure.Period.FinancialYear()
		if f.Period == s.Figure.Period || !sameYear || f.Value == nil || !f.Status.Reportable() {
			continue
		}
		if f.Period.Before(s.Figure.Period) {
			if before == nil || before.Period.Before(f.Period) {
				before = f
			}
		} else if after == nil || f.Period.Before(after.Period) {
			after = f
		}
	}
	value, i := s.exact(), s.Indicator
	if value.Sign() < 0 {
		return nil
	}
	switch {
	case before != nil && value.Cmp(before.Exact(i.Unit)) < 0:
		d := &Doubt{Kind: Falls, Field: kpi.FieldFigure}
		d.Sentence = i.ShowTyped(s.Figure) + " is less than the figure for " + before.Period.Words() + ", " +
			i.ShowTyped(*before) + ", although " + i.Code + " counts from 1 April."
		if s.isOwn(*before) {
			sum := before.Value.Add(*s.Figure.Value)
			d.Likely = &sum
			d.Sentence += " If it is that of " + s.Figure.Period.Words() + " alone, they make " +
				i.ShowValue(&sum) + "."
		}
		return d
	case after != nil && value.Cmp(after.Exact(i.Unit)) > 0:
		return &Doubt{
			Kind: Falls, Field: kpi.FieldFigure,
			Sentence: i.ShowTyped(s.Figure) + " is more than the figure for " + after.Period.Words() + ", " +
				i.ShowTyped(*after) + ", although " + i.Code + " counts from 1 April.",
		}
	}
	return nil
}

// isOwn reports whether the figure is about what one of the year's periods has brought on average so far.
func (s Subject) isOwn(before kpi.Figure) bool {
	value, sum := s.exact(), before.Exact(s.Indicator.Unit)
	if value.Sign() == 0 || s.Figure.Numerator != nil || before.Numerator != nil {
		return false
	}
	periods := int64(1)
	previous := func(p kpi.Period) kpi.Period { return p.Previous(s.Indicator.Frequency) }
	for p := previous(before.Period); p.FinancialYear() == before.Period.FinancialYear(); p = previous(p) {
		periods++
	}
	return within(value, new(big.Rat).Quo(sum, big.NewRat(periods, 1)), ownShare)
}
