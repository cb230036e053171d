package kpi

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// Rating is the word that stands on a card, beside any colour.
type Rating string

// The ratings of the report's key, and NoData where there is nothing to rate.
const (
	Red            Rating = "Red"
	Amber          Rating = "Amber"
	Green          Rating = "Green"
	Blue           Rating = "Blue"
	BaselineRating Rating = "Baseline"
	ContextRating  Rating = "Contextual"
	InDevRating    Rating = "In Development"
	NoData         Rating = "No data"
)

// IsRating reports whether a word is a rating's, in any case.
func IsRating(word string) bool {
	return slices.ContainsFunc([]Rating{Red, Amber, Green, Blue, BaselineRating, ContextRating, InDevRating, NoData}, func(r Rating) bool {
		return strings.EqualFold(string(r), word)
	})
}

// Assessment is a figure's rating together with everything that explains it, kept as it was when the figure was rated.
type Assessment struct {
	Rating      Rating
	Rule        string           // as written; empty where no rule was applied
	Target      *decimal.Decimal // the target that was compared with
	Direction   Direction
	Gap         *decimal.Decimal // per cent of the target, to ten places; below 0 is worse, or only lower where no direction is better; nil without a target or against 0
	Explanation string           // a sentence for a person
}

// gapPlaces is the precision at which a gap is kept for display; the rating never depends on it.
const gapPlaces = 10

// Assess rates a figure for the indicator as it is defined now: carried-forward and unavailable figures never,
// baseline, contextual and in-development indicators by their kind alone.
func (i Indicator) Assess(f Figure) Assessment {
	target, actual, rule := i.TargetFor(f.Period), f.Exact(i.Unit), i.RatingRule()
	unrated := func(r Rating, target *decimal.Decimal, why string) Assessment {
		return Assessment{Rating: r, Target: target, Direction: i.Direction, Explanation: why}
	}
	switch {
	case f.Status == CarriedForward:
		return unrated(NoData, target, "The figure is carried forward from an earlier period, so it is not rated.")
	case f.Status == Unavailable || actual == nil:
		return unrated(NoData, target, "No figure is available for the period, so there is nothing to rate.")
	case i.Kind == Baseline:
		return unrated(BaselineRating, nil, "The measure is being tracked in order to set a target.")
	case i.Kind == Contextual:
		return unrated(ContextRating, nil, "The measure is reported for context and has no target.")
	case i.Kind == InDevelopment:
		return unrated(InDevRating, nil, "The measure is agreed; its data and target are in development.")
	case target == nil && rule.NeedsTarget():
		return unrated(NoData, nil, untargeted(f.Period))
	}
	a, err := Rate(rule, i.Direction, target, actual, i.Unit, i.Decimals)
	if err != nil { // the register refuses such indicators; one that slipped in is shown unrated, with the reason
		return unrated(NoData, target, err.Error())
	}
	return a
}

// untargeted explains that a rule which compares with a target has none.
func untargeted(p Period) string {
	return fmt.Sprintf("No target is set for %s, so the figure cannot be rated.", p.Words())
}

// Rate applies a rule. The target may be nil where the rule does not need one. The unit and the digits after the point
// only word the explanation. An error is a *Refusal: the rule does not suit the direction, or the target is missing.
//
// Source: the key of the seed report, read as the variance relative to the target, compared unrounded.
func Rate(rule Rule, d Direction, target *decimal.Decimal, actual *big.Rat, unit Unit, decimals int) (Assessment, error) {
	if err := rule.Suits(d); err != nil {
		return Assessment{}, err
	}
	if target == nil && rule.NeedsTarget() {
		return Assessment{}, Refuse("target", "The rule %s compares with a target, and none is given.", rule)
	}
	a := Assessment{Rule: rule.String(), Target: target, Direction: d, Rating: Red}
	s := placing{rule: rule, actual: actual, unit: unit, decimals: decimals}
	if target != nil {
		s.target = target.Rat()
		if s.gap = relativeGap(s.target, actual, d); s.gap != nil {
			gap := decimal.RequireFromString(s.gap.FloatString(gapPlaces)) // FloatString is exact decimal text, despite its name
			a.Gap = &gap
		}
	}
	s.direction = rule.towardsBetter(actual, d)
	s.find(rule.bands(s.target, s.direction))
	if s.reached != nil {
		a.Rating = s.reached.rating
	}
	a.Explanation = s.explanation(a.Rating)
	return a, nil
}

// relativeGap is (actual − target) / |target| in per cent, its sign turned where lower is better; nil against a target
// of 0.
func relativeGap(target, actual *big.Rat, d Direction) *big.Rat {
	if target.Sign() == 0 {
		return nil
	}
	gap := new(big.Rat).Sub(actual, target)
	gap.Quo(gap, new(big.Rat).Abs(target))
	gap.Mul(gap, big.NewRat(100, 1))
	if d == Down {
		gap.Neg(gap)
	}
	return gap
}

// placing is where a figure stands among the bands of a rule.
type placing struct {
	rule      Rule
	direction Direction // in which the figure would get better
	target    *big.Rat  // nil where there is none
	actual    *big.Rat
	gap       *big.Rat // nil where there is none
	bands     []band   // the best first
	reached   *band    // nil is Red
	next      *band    // the better band that comes next, where there is one
	unit      Unit
	decimals  int
}

func (s *placing) find(bands []band) {
	s.bands = bands
	for n := range bands {
		if bands[n].holds(s.actual, s.direction) {
			s.reached = &bands[n]
			return
		}
		s.next = &bands[n]
	}
}
