package doubt

import (
	"math/big"

	"chaser/kpi"
)

// ownShare is within how many times an average period's amount a figure may be its period's own, instead of the year's
// so far.
var ownShare = big.NewRat(3, 1)

// falls doubts an amount that counts from 1 April and is less than it was earlier in the financial year, or more than
// it is later: most often it is the period's own.
func falls(s Subject) *Doubt {
	if !s.counts() {
		return nil
	}
	var before, after *kpi.Figure
	for n := range s.Figures {
		f := &s.Figures[n]
		if f.Period == s.Figure.Period || f.Period.FinancialYear() != s.Figure.Period.FinancialYear() || f.Value == nil || !f.Status.Reportable() {
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
		d.Sentence = i.ShowTyped(s.Figure) + " is less than the figure for " + before.Period.Words() + ", " + i.ShowTyped(*before) + ", although " + i.Code +
			" counts from 1 April."
		if s.isOwn(*before) {
			sum := before.Value.Add(*s.Figure.Value)
			d.Likely = &sum
			d.Sentence += " If it is that of " + s.Figure.Period.Words() + " alone, they make " + i.ShowValue(&sum) + "."
		}
		return d
	case after != nil && value.Cmp(after.Exact(i.Unit)) > 0:
		return &Doubt{Kind: Falls, Field: kpi.FieldFigure, Sentence: i.ShowTyped(s.Figure) + " is more than the figure for " + after.Period.Words() + ", " +
			i.ShowTyped(*after) + ", although " + i.Code + " counts from 1 April."}
	}
	return nil
}

// isOwn reports whether the figure is about as much as the year's periods have brought so far.
func (s Subject) isOwn(before kpi.Figure) bool {
	value, sum := s.exact(), before.Exact(s.Indicator.Unit)
	if value.Sign() == 0 || s.Figure.Numerator != nil || before.Numerator != nil {
		return false
	}
	periods := int64(1)
	for p := before.Period; p.Previous(s.Indicator.Frequency).FinancialYear() == before.Period.FinancialYear(); p = p.Previous(s.Indicator.Frequency) {
		periods++
	}
	return within(value, new(big.Rat).Quo(sum, big.NewRat(periods, 1)), ownShare)
}
