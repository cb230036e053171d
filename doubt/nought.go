package doubt

import (
	"math/big"
	"regexp"

	"chaser/kpi"
)

// leastBeforeNought is, by unit, what each of the last figures must at least be for 0 to be unlikely after them. Days
// and ratios come and go with too few things.
var leastBeforeNought = map[kpi.Unit]*big.Rat{
	kpi.Count:    big.NewRat(100, 1),
	kpi.Currency: big.NewRat(100, 1),
	kpi.Percent:  big.NewRat(50, 1),
}

// saysNone is a commentary that means its 0.
var saysNone = regexp.MustCompile(`(?i)\b(no|none|nil|zero|nought|not any|nobody|never|closed|ceased|0)\b`)

// nought doubts a 0 after figures that were all far from it: it is often typed for a figure that is not known yet. One
// of which the words say so, or that was typed as a fraction, is meant.
func nought(s Subject) *Doubt {
	least := leastBeforeNought[s.Indicator.Unit]
	if least == nil || s.exact().Sign() != 0 || s.Figure.Numerator != nil || saysNone.MatchString(s.Figure.Commentary) {
		return nil
	}
	var last *kpi.Figure
	for _, f := range s.earlier() {
		if !s.comparable(f) {
			continue
		}
		if abs(f.Exact(s.Indicator.Unit)).Cmp(least) < 0 {
			return nil
		}
		if last == nil {
			last = &f
		}
	}
	if last == nil {
		return nil
	}
	return &Doubt{
		Kind: Scale, Field: kpi.FieldFigure,
		Sentence: s.Indicator.ShowTyped(s.Figure) + " is far off the figure for " + last.Period.Words() + ", " + s.Indicator.ShowTyped(*last) +
			"; what is not known yet is unavailable, not 0.",
	}
}
