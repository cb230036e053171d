package doubt

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// Question is the error of a posting that is unlikely, or that corrects what the committee was shown. Nothing was
// saved, and whoever posted it is to be asked: do they mean Likely, with everything else as they typed it, or is the
// figure right? Either answer holds for every kind in Kinds, so that they are not asked again; about a correction they
// answer with its seal.
type Question struct {
	Indicator kpi.Indicator
	Figure    kpi.Figure // as it would have been recorded
	Doubts    []Doubt    // empty only where it is a correction

	Correction *kpi.Correction // what the committee was shown is revised; nil: it is not
}

func (q *Question) Error() string {
	said := q.Sentence()
	if q.Correction != nil {
		said = strings.TrimSpace("It corrects what the committee was shown. " + said)
	}
	return fmt.Sprintf("%s, %s: %s", q.Indicator.Code, q.Figure.Period.Words(), said)
}

// Sentence is the question in words: what is unlikely, and what was probably meant.
func (q *Question) Sentence() string {
	var said []string
	for _, d := range q.Doubts {
		said = append(said, d.Sentence)
		if d.Likely != nil {
			said = append(said, "Did you mean "+q.Show(*d.Likely)+"?")
		}
	}
	if q.Likely() == nil && len(q.Doubts) > 0 {
		said = append(said, "Is that right?")
	}
	return strings.Join(said, " ")
}

// OfFigure reports whether the figure is doubted, rather than only its words.
func (q *Question) OfFigure() bool {
	return slices.ContainsFunc(q.Doubts, func(d Doubt) bool { return d.Field == kpi.FieldFigure })
}

// Kinds are the kinds of doubt that the person is asked about.
func (q *Question) Kinds() []Kind {
	kinds := make([]Kind, len(q.Doubts))
	for n, d := range q.Doubts {
		kinds[n] = d.Kind
	}
	return kinds
}

// WantsReason reports whether the figure may stand as it was typed only with a reason.
func (q *Question) WantsReason() bool {
	return slices.ContainsFunc(q.Doubts, func(d Doubt) bool { return d.Kind.WantsReason() })
}

// likely is the first doubt that knows what was probably meant; the zero Doubt where none does.
func (q *Question) likely() Doubt {
	for _, d := range q.Doubts {
		if d.Likely != nil {
			return d
		}
	}
	return Doubt{}
}

// Likely is the figure that was probably meant; nil where that cannot be known.
func (q *Question) Likely() *decimal.Decimal { return q.likely().Likely }

// LikelyOf is the numerator and the denominator that give Likely; nil where they are not known.
func (q *Question) LikelyOf() *Ratio { return q.likely().LikelyOf }

// Meant is Likely as it would be typed: 64, or 570/889 where the words give both; empty where it cannot be known.
func (q *Question) Meant() string {
	switch d := q.likely(); {
	case d.LikelyOf != nil:
		return kpi.Exactly(d.LikelyOf.Numerator) + "/" + kpi.Exactly(d.LikelyOf.Denominator)
	case d.Likely != nil:
		return kpi.Exactly(*d.Likely)
	}
	return ""
}

// Show writes a figure in the indicator's unit, with all its digits.
func (q *Question) Show(d decimal.Decimal) string { return q.Indicator.ShowValue(&d) }

// AsTyped is the figure as it was typed, with all its digits.
func (q *Question) AsTyped() string { return q.Indicator.ShowTyped(q.Figure) }
