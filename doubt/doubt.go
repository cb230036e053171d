// Package doubt finds what can hardly be meant: a figure a hundredth of the last, a date in a figure's place, the words
// of another row. It decides and is pure: it is given a figure and its circumstances, and returns what is unlikely and
// what was probably meant. Who is asked, and what an answer does, is for its callers.
package doubt

import (
	"slices"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// Group says what a doubt looks at, as `chaser check` names it.
type Group string

// The groups, in the words of `chaser check --format json`.
const (
	Words        Group = "words"        // a card's words against its own numbers or its history
	Cards        Group = "cards"        // cards against each other
	Plausibility Group = "plausibility" // a figure that is unlikely by itself
	State        Group = "state"        // a status that does not fit what is said
	Definition   Group = "definition"   // a target or a baseline that does not fit its figures
	Disclosure   Group = "disclosure"   // what could tell of a person
	Report       Group = "report"       // something that is missing or stray
)

// Severity says how sure a doubt is.
type Severity string

// The severities, in the words of `chaser check --format json`, the most serious first.
const (
	Error   Severity = "error"   // cannot be true
	Warning Severity = "warning" // unlikely
	Note    Severity = "note"    // worth a look
)

// Doubt is one thing that is unlikely.
type Doubt struct {
	Kind  Kind
	Field string // kpi.FieldFigure, kpi.FieldCommentary or kpi.FieldActions
	// Sentence is what is unlikely, and beside what: “0.64% is about a hundredth of the figure for Q2 2023/24, 64%.”
	Sentence string
	Likely   *decimal.Decimal // the figure that was probably meant; nil where that cannot be known
	// LikelyOf is the numerator and the denominator that give Likely; nil where they are not known.
	LikelyOf *Ratio
	// Rule is the one of claims that found it; empty for a doubt about a figure alone.
	Rule string `json:"-"`
	// Quote is the words that are doubted, as they stand in the commentary; empty for a doubt about a figure alone.
	Quote string
	// Says is what the words come to, in digits; empty where they come to no number.
	Says string
	// Others are the codes of the other cards that the doubt is about, too.
	Others []string
	// WouldRate is the rating that Likely or Says would have, where it is another than the figure's; else empty.
	WouldRate kpi.Rating
}

// Ratio is a numerator and its denominator.
type Ratio struct{ Numerator, Denominator decimal.Decimal }

// Subject is what is looked at: a figure as it would be recorded, and what is known besides.
type Subject struct {
	Indicator kpi.Indicator
	Figure    kpi.Figure
	// Figures are the latest revision of each of the indicator's periods, in any order. One for the figure's own period
	// is what it would replace.
	Figures   []kpi.Figure
	Today     kpi.Date
	Elsewhere []Said // commentaries on other indicators that may be the same

	last []kpi.Figure // what earlier returns, where it was worked out before
	near []neighbour  // what neighbours returns, likewise
	said []sentence   // what commentary returns, likewise
	miss *bool        // set once a figure that Figures leaves out could change what is found; nil: it leaves out none
}

// misses notes that a figure long before could change what is found.
func (s Subject) misses() {
	if s.miss != nil {
		*s.miss = true
	}
}

// OfRecent lists the doubts as Of does, from figures that leave out what came long before: all those of a period before
// some time. They must have kpi.HistoryLength figures with a value of their own before the subject's, and go back for
// more than a year; or leave out none. If enough is false, a figure that they leave out could change the doubts, so Of
// must be asked with all.
func OfRecent(s Subject) (doubts []Doubt, enough bool) {
	missed := false
	s.miss = &missed
	return Of(s), !missed
}

// Of lists the doubts about a subject: at most one about its figure and one about its words, the figure's first. There
// is only one of each because one slip of the keyboard often looks unlikely in several ways. A revision is not asked
// about what it leaves unchanged, which was asked about when it came.
func Of(s Subject) []Doubt {
	var doubts []Doubt
	s.said = s.commentary()
	standing := s.standing()
	if standing == nil || !s.Figure.SameMeasure(*standing) {
		doubts = s.ofFigure()
	}
	if standing == nil || s.Figure.Commentary != standing.Commentary {
		doubts = append(doubts, s.ofWords()...)
	}
	figureDoubted := slices.ContainsFunc(doubts, func(d Doubt) bool { return d.Field == kpi.FieldFigure })
	changed := standing == nil || !s.Figure.SameMeasure(*standing) || s.Figure.Commentary != standing.Commentary
	if changed && !figureDoubted { // a slip in the figure contradicts its words as well, and is asked about once
		if found := Contradictions(s); len(found) > 0 {
			doubts = append(doubts, found[0])
		}
	}
	return doubts
}

// ofFigure is what is unlikely about the figure by itself: one doubt at most.
func (s Subject) ofFigure() []Doubt {
	if s.Figure.Value == nil || !s.Figure.Status.Reportable() {
		return nil
	}
	return listed(first(s, year, slip, date, outOfReach, nought, falls, over100, decimals, same))
}

// ofWords is what is unlikely about the commentary: what it says of the figure's state, whose words it has, and what it
// could tell of a person.
func (s Subject) ofWords() []Doubt {
	all := listed(s.ofState())
	if s.Figure.Status != kpi.Unavailable && Tells(s.Figure.Commentary) {
		all = append(all, listed(first(s, lastWords, othersWords, otherQuarter))...)
	}
	return append(all, s.ofDisclosure()...)
}

// commentary is the figure's commentary in sentences.
func (s Subject) commentary() []sentence {
	if s.said != nil {
		return s.said
	}
	return sentencesOf(s.Figure.Commentary)
}

func listed(d *Doubt) []Doubt {
	if d == nil {
		return nil
	}
	return []Doubt{*d}
}

// slip is a doubt about the figure's size, or about its digits. Digits come first where moving the point back suggests
// nothing, or a number with more digits behind the point than the indicator or the figure has.
func slip(s Subject) *Doubt {
	size := scale(s)
	most := max(s.Indicator.Decimals, places(s.Figure))
	if size != nil && size.Likely != nil && int(-size.Likely.Exponent()) <= most {
		return size
	}
	if d := digits(s); d != nil {
		return d
	}
	return size
}

func first(s Subject, rules ...func(Subject) *Doubt) *Doubt {
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
