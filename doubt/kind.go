package doubt

import "slices"

// Kind names a rule that doubts. A figure that somebody confirmed keeps the kinds that they were asked about.
type Kind string

// The kinds of doubt: about a figure by itself.
const (
	Scale    Kind = "scale"    // about a tenth, ten times, a hundredth … of what its figures are, or out of their reach
	Digits   Kind = "digits"   // far off the last figures, and near them with two digits swapped or one fewer
	Date     Kind = "date"     // a date or a year in the figure's place
	Falls    Kind = "falls"    // an amount that counts from 1 April and is less than before
	Over100  Kind = "over-100" // the first percentage over 100
	Decimals Kind = "decimals" // more digits after the point than the indicator keeps
	Same     Kind = "same"     // exactly the last figure
)

// About its commentary.
const (
	LastWords    Kind = "last-words"    // the commentary on an earlier figure
	OthersWords  Kind = "others-words"  // the commentary on another indicator
	OtherQuarter Kind = "other-quarter" // headed with another quarter than the figure's
)

// About its commentary's numbers.
const (
	AgainstFigure  Kind = "words-figure"  // the words come to another number than the figure
	AgainstEarlier Kind = "words-earlier" // they give another number for an earlier figure, or for the target
	AgainstWords   Kind = "words-words"   // they contradict themselves
	NoWholeNumber  Kind = "words-share"   // their percentage is none that so few can have
)

// About a state that its words say and it does not have, or has had for too long.
const (
	Unreportable    Kind = "unreportable"     // a figure of which the words say that there is none
	Carried         Kind = "carried"          // another period's figure, by its words
	PartWords       Kind = "part"             // a part of its period, by its words
	NotFinal        Kind = "not-final"        // provisional, estimated or delayed, by its words
	LongProvisional Kind = "long-provisional" // provisional for longer than a quarter
)

// About what could tell of a person.
const (
	Telephone  Kind = "telephone"
	Email      Kind = "email"
	Name       Kind = "name"
	SmallCount Kind = "small-count" // fewer people than may be named as a number
	SmallRest  Kind = "small-rest"  // so few people that can be worked out
)

// About how it is defined.
const (
	Divided         Kind = "divided"          // a percentage's target that was divided
	OtherBasis      Kind = "other-basis"      // a target or a baseline for another length of time
	FixedMonths     Kind = "fixed-months"     // a description that names months of another quarter
	OtherComparison Kind = "other-comparison" // compared with another period than its words ask for
	Redefined       Kind = "redefined"        // compared across a change of definition
	Judged          Kind = "judged"           // contextual, and called improving or declining
)

// About a report's boxes.
const (
	NoActions     Kind = "no-actions"      // a Red card without a word of what is being done
	LastActions   Kind = "last-actions"    // the actions on an earlier figure
	ActionsNotRed Kind = "actions-not-red" // actions where the committee has them for Red
	NoReason      Kind = "no-reason"       // no figure, without a word of why
	Stray         Kind = "stray"           // a character or two in a box, or a place to be filled in

	SilentlyRestated Kind = "restated" // corrected since it was published, and its commentary says nothing of that
)

// About several cards.
const (
	SaidTwice Kind = "said-twice" // one quantity, said differently on two cards
	Identity  Kind = "identity"   // what the register says must add up, and does not
	Flow      Kind = "flow"       // what is opened and closed, and the stock that it does not come to
)

// rule is what is known of a kind.
type rule struct {
	kind     Kind
	group    Group
	severity Severity
	words    string // what was unlikely of a figure that stands all the same
}

// rules are all kinds, the weightiest first.
var rules = []rule{
	{Date, Plausibility, Warning, "a figure that could be a date"},
	{Scale, Plausibility, Warning, "far larger or smaller than its earlier figures"},
	{Digits, Plausibility, Warning, "far from its last figures"},
	{Falls, Plausibility, Warning, "counts from 1 April, and is less than before"},
	{Over100, Plausibility, Warning, "over 100% for the first time"},
	{Decimals, Plausibility, Warning, "given more exactly than it is kept"},
	{Same, Plausibility, Warning, "the last figure again, to the digit"},
	{AgainstFigure, Words, Error, "its commentary comes to another number"},
	{AgainstWords, Words, Error, "the numbers of its commentary do not fit each other"},
	{AgainstEarlier, Words, Warning, "its commentary gives another number for an earlier figure"},
	{NoWholeNumber, Words, Warning, "its commentary has a percentage that no whole number gives"},
	{SaidTwice, Cards, Error, "a quantity that is said differently on another card"},
	{Identity, Cards, Error, "figures that do not add up as the register says"},
	{Flow, Cards, Warning, "a stock that does not move as what is opened and closed"},
	{Unreportable, State, Error, "a figure of which its commentary says that there is none"},
	{Carried, State, Error, "a figure of another period, by its commentary"},
	{PartWords, State, Warning, "a part of the period, by its commentary"},
	{NotFinal, State, Warning, "not final, by its commentary"},
	{LongProvisional, State, Warning, "provisional for longer than a quarter"},
	{OtherQuarter, State, Warning, "a commentary that is headed with another quarter"},
	{OtherBasis, Definition, Warning, "a target or a baseline for another length of time than the figure’s"},
	{Divided, Definition, Warning, "a target that was divided, although it is no amount"},
	{FixedMonths, Definition, Warning, "a description that names other months than the figure’s"},
	{OtherComparison, Definition, Note, "compared with another period than its commentary asks for"},
	{Redefined, Definition, Note, "compared across a change of what is measured"},
	{Judged, Definition, Note, "contextual, and called improving or declining"},
	{Telephone, Disclosure, Warning, "a telephone number in its commentary"},
	{Email, Disclosure, Warning, "an e-mail address in its commentary"},
	{Name, Disclosure, Warning, "a person’s name in its commentary"},
	{SmallCount, Disclosure, Warning, "so few people that they could be known"},
	{SmallRest, Disclosure, Warning, "so few people, who can be worked out, that they could be known"},
	{LastWords, Report, Warning, "its commentary stood on an earlier figure too"},
	{OthersWords, Cards, Warning, "its commentary stands on another indicator too"},
	{NoActions, Report, Warning, "Red without actions"},
	{NoReason, Report, Warning, "no figure, and nothing is said of why"},
	{Stray, Report, Warning, "a box that holds a stray character, or a place to be filled in"},
	{SilentlyRestated, Report, Warning, "corrected since it was published, without a word in its commentary"},
	{LastActions, Report, Note, "its actions stood on the figure before too"},
	{ActionsNotRed, Report, Note, "actions, although it is not Red"},
}

// Kinds are all of them, the weightiest first.
var Kinds = kindsOf(rules)

func kindsOf(all []rule) []Kind {
	kinds := make([]Kind, len(all))
	for n, r := range all {
		kinds[n] = r.kind
	}
	return kinds
}

var byKind = indexed(rules)

func indexed(all []rule) map[Kind]rule {
	index := make(map[Kind]rule, len(all))
	for _, r := range all {
		index[r.kind] = r
	}
	return index
}

// Group is what a kind looks at.
func (k Kind) Group() Group { return byKind[k].group }

// Severity is how sure a kind is.
func (k Kind) Severity() Severity { return byKind[k].severity }

// Rank puts the kinds in the order of a list: the most serious first, and of those the groups in their order. Doubts of
// one rank come in the order of the register.
func (k Kind) Rank() int {
	return slices.Index(severities, k.Severity())*len(groups) + slices.Index(groups, k.Group())
}

// WantsReason reports whether a figure is recorded with it only with a reason: its words and a number cannot both be
// true.
func (k Kind) WantsReason() bool { return k.Group() == Words }

// Quiet reports whether only the command line's check lists the kind: it stands on so many cards that people would stop
// reading the others.
func (k Kind) Quiet() bool { return k == ActionsNotRed }

// BetweenCards are the kinds that hold several cards' figures and words against each other. Check looks for them
// whatever its Scope.Only says.
var BetweenCards = []Kind{SaidTwice, Identity, Flow}

// InWords is what was unlikely of a figure that somebody said is right all the same, for its committee; empty for a
// kind that is none.
func (k Kind) InWords() string {
	if words := byKind[k].words; words != "" {
		return words + ". Whoever posted it was asked, and says that it is right."
	}
	return ""
}
