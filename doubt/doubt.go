// Package doubt finds what hardly can be meant: a figure a hundredth of the last, a date in a figure's place, the words of another row. It
// decides and is pure: it is given a figure and its circumstances, and returns what is unlikely and what was probably meant. Who is asked,
// and what an answer does, is for its callers.
package doubt

import (
	"slices"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// Kind names a rule that doubts. It is kept with the figure of whoever said that it is right all the same.
type Kind string

// The kinds of doubt about a figure, and then about its commentary.
const (
	Scale Kind = "scale" // about a tenth, ten times, a hundredth … of what the indicator's figures are
)

// Kinds are all of them, the weightiest first.
var Kinds = []Kind{Scale}

// Doubt is one thing that is unlikely.
type Doubt struct {
	Kind     Kind
	Field    string           // kpi.FieldFigure or kpi.FieldCommentary
	Sentence string           // what is unlikely, and beside what: “0.64% is about a hundredth of the figure for Q2 2023/24, 64%.”
	Likely   *decimal.Decimal // the figure that was probably meant; nil where that cannot be known
}

// Subject is what is looked at: a figure as it would be recorded, and what is known beside it.
type Subject struct {
	Indicator kpi.Indicator
	Figure    kpi.Figure
	Figures   []kpi.Figure // the latest revision of each of the indicator's periods, in any order; one of the figure's own period is what it would replace
	Today     kpi.Date
}

// Of lists the doubts about a subject, the weightiest first. Of what a revision leaves as it was nothing is said: it was asked about when it
// came. About a figure there is one doubt at most, since one slip of the keyboard often looks unlikely in several ways.
func Of(s Subject) []Doubt {
	var doubts []Doubt
	standing := s.standing()
	if s.Figure.Value != nil && s.Figure.Status.Reportable() && (standing == nil || !s.Figure.SameMeasure(*standing)) {
		if d := first(s, ofFigure); d != nil {
			doubts = append(doubts, *d)
		}
	}
	return doubts
}

// ofFigure are the rules for a figure, the weightiest first.
var ofFigure = []func(Subject) *Doubt{scale}

func first(s Subject, rules []func(Subject) *Doubt) *Doubt {
	for _, rule := range rules {
		if d := rule(s); d != nil {
			return d
		}
	}
	return nil
}

// standing is the figure that a revision replaces; nil for a period's first.
func (s Subject) standing() *kpi.Figure {
	n := slices.IndexFunc(s.Figures, func(f kpi.Figure) bool { return f.Period == s.Figure.Period })
	if n < 0 {
		return nil
	}
	return &s.Figures[n]
}
