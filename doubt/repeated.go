package doubt

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// moreDigits is how many digits more than the indicator keeps a figure may have without a question. One is ordinary
// care, as in 73.6% beside 74%.
const moreDigits = 1

// decimals doubts a figure with more digits behind the point than the indicator keeps. Most often that is a quotient as
// a calculator shows it. No amount of money has parts of a penny.
func decimals(s Subject) *Doubt {
	if s.Figure.Numerator != nil {
		return nil
	}
	kept := s.Indicator.Decimals
	for _, f := range s.Figures {
		if f.Value != nil && f.Numerator == nil {
			kept = max(kept, places(f))
		}
	}
	limit := kept + moreDigits
	if s.Indicator.Unit == kpi.Currency {
		limit = max(kept, 2)
	}
	has := places(s.Figure)
	if has <= limit {
		return nil
	}
	s.misses() // an earlier figure may have had as many
	most := "none"
	if kept > 0 {
		most = fmt.Sprintf("%d at most", kept)
	}
	return &Doubt{
		Kind: Decimals, Field: kpi.FieldFigure,
		Sentence: fmt.Sprintf("%s has %d digits after its point, and figures of %s have %s.",
			s.Indicator.ShowTyped(s.Figure), has, s.Indicator.Code, most),
	}
}

// places is how many digits a figure has behind the point, without noughts at the end.
func places(f kpi.Figure) int { return max(0, int(-trimmed(*f.Value).Exponent())) }

// manyDigits is from how many digits a figure hardly comes twice by chance. Three, such as 142, do now and then: for an
// indicator that moves by some fifty it is one chance in a hundred, and a council has many indicators.
const manyDigits = 4

// smallStep is a movement so small that there might as well be none, in units of the figure's last digit.
const smallStep = 4

// same doubts a period's first figure if it is exactly the last one. It passes indicators that rarely move or hardly
// move at all.
func same(s Subject) *Doubt {
	earlier := s.earlier()
	switch {
	case len(earlier) == 0, !earlier[0].Period.Before(s.Figure.Period), s.standing() != nil,
		s.Figure.Status == kpi.CarriedForward:
		return nil
	case !sameNumbers(s.Figure, earlier[0]), significant(s.Figure) < manyDigits, s.rests(earlier):
		return nil
	}
	return &Doubt{
		Kind: Same, Field: kpi.FieldFigure,
		Sentence: s.Indicator.ShowTyped(s.Figure) + " is the figure for " + earlier[0].Period.Words() +
			" to the digit.",
	}
}

// rests reports whether one of the last figures was about the same as the one before it.
func (s Subject) rests(earlier []kpi.Figure) bool {
	kept := s.Indicator.Decimals
	for _, f := range earlier {
		if f.Numerator == nil {
			kept = max(kept, places(f))
		}
	}
	step := decimal.New(smallStep, int32(-kept))
	for n := 1; n < len(earlier); n++ {
		if earlier[n-1].Value.Sub(*earlier[n].Value).Abs().LessThanOrEqual(step) {
			return true
		}
	}
	return false
}

func sameNumbers(a, b kpi.Figure) bool {
	if (a.Numerator == nil) != (b.Numerator == nil) {
		return false
	}
	if a.Numerator != nil {
		return a.Numerator.Equal(*b.Numerator) && a.Denominator.Equal(*b.Denominator)
	}
	return a.Value.Equal(*b.Value)
}

// significant is how many digits a figure has without the noughts at either end, as 120 is most likely a round number.
func significant(f kpi.Figure) int {
	count := func(text string) int {
		return len(strings.Trim(strings.NewReplacer(".", "", "-", "").Replace(text), "0"))
	}
	if f.Numerator != nil {
		return count(kpi.Exactly(*f.Numerator)) + count(kpi.Exactly(*f.Denominator))
	}
	return count(kpi.Exactly(*f.Value))
}
