// Package doubt finds what can hardly be meant: a figure a hundredth of the last, a date in a figure's place, the words
// of another row. It decides and is pure: it is given a figure and its circumstances, and returns what is unlikely and
// what was probably meant. Who is asked, and what an answer does, is for its callers.
package doubt

import (
	"slices"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// Kind names a rule that doubts. A figure that somebody confirmed keeps the kinds that they were asked about.
type Kind string

// The kinds of doubt: about a figure, about its commentary, and about its card.
const (
	Scale    Kind = "scale"    // about a tenth, ten times, a hundredth … of what the indicator's figures are
	Digits   Kind = "digits"   // far off the last figures, and near them with two digits swapped or one fewer
	Date     Kind = "date"     // a date or a year in the figure's place
	Falls    Kind = "falls"    // an amount that counts from 1 April and is less than before
	Over100  Kind = "over-100" // the first percentage over 100
	Decimals Kind = "decimals" // more digits after the point than the indicator keeps
	Same     Kind = "same"     // exactly the last figure

	LastWords   Kind = "last-words"   // the commentary on an earlier figure
	OthersWords Kind = "others-words" // the commentary on another indicator

	NoActions Kind = "no-actions" // a Red card without a word of what is being done

	AgainstFigure  Kind = "words-figure"  // the words come to another number than the figure
	AgainstEarlier Kind = "words-earlier" // they give another number for an earlier figure, or for the target
	AgainstWords   Kind = "words-words"   // they contradict themselves
	NoWholeNumber  Kind = "words-share"   // their percentage is none that so few can have
)

// Kinds are all of them, the weightiest first.
var Kinds = []Kind{Date, Scale, Digits, Falls, Over100, Decimals, Same, LastWords, OthersWords, NoActions,
	AgainstFigure, AgainstWords, AgainstEarlier, NoWholeNumber}

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

// Group is what a kind looks at.
func (k Kind) Group() Group {
	switch k {
	case OthersWords:
		return Cards
	case LastWords, NoActions:
		return Report
	case AgainstFigure, AgainstEarlier, AgainstWords, NoWholeNumber:
		return Words
	}
	return Plausibility
}

// Severity is how sure a kind is.
func (k Kind) Severity() Severity {
	if k == AgainstFigure || k == AgainstWords {
		return Error
	}
	return Warning
}

// Doubt is one thing that is unlikely.
type Doubt struct {
	Kind  Kind
	Field string // kpi.FieldFigure, kpi.FieldCommentary or kpi.FieldActions
	// Sentence is what is unlikely, and beside what: “0.64% is about a hundredth of the figure for Q2 2023/24, 64%.”
	Sentence string
	Likely   *decimal.Decimal // the figure that was probably meant; nil where that cannot be known
	// LikelyOf is the numerator and the denominator that give Likely; nil where they are not known.
	LikelyOf *Ratio
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
}

// Of lists the doubts about a subject: at most one about its figure and one about its words, the figure's first. There
// is only one of each because one slip of the keyboard often looks unlikely in several ways. A revision is not asked
// about what it leaves unchanged, which was asked about when it came.
func Of(s Subject) []Doubt {
	var doubts []Doubt
	standing := s.standing()
	if standing == nil || !s.Figure.SameMeasure(*standing) {
		doubts = s.ofFigure()
	}
	if standing == nil || s.Figure.Commentary != standing.Commentary {
		doubts = append(doubts, s.ofWords()...)
	}
	return doubts
}

// ofFigure is what is unlikely about the figure by itself: one doubt at most.
func (s Subject) ofFigure() []Doubt {
	if s.Figure.Value == nil || !s.Figure.Status.Reportable() {
		return nil
	}
	return listed(first(s, year, slip, date, falls, over100, decimals, same))
}

// ofWords is what is unlikely about the commentary.
func (s Subject) ofWords() []Doubt {
	if s.Figure.Status == kpi.Unavailable || !Tells(s.Figure.Commentary) {
		return nil
	}
	return listed(first(s, lastWords, othersWords))
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
