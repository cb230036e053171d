package kpi

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/shopspring/decimal"
)

// ruleForm is a way to write a rule: what is compared with what, and how that is said. Each is defined in the
// register's format.
type ruleForm struct {
	name  string
	bare  bool                                                   // takes no numbers
	fixed bool                                                   // its bounds are values of the figure itself, and so fall where lower is better
	read  func(r *Rule, args []string) error                     // nil where it takes no numbers
	bands func(r Rule, target *big.Rat, d Direction) []band      // the best first
	begin func(at, target *big.Rat) *big.Rat                     // how far from the target a bound lies; nil where it has none, or fixed ones
	floor func(r Rule, target decimal.Decimal, d Direction) bool // reports whether a floor leaves room for Amber; nil where it has none
	said  func(s *placing) string                                // how the figure stands, to follow it in a sentence

	needsTarget    bool
	needsDirection bool
	gapTells       bool // the gap in per cent of the target says something of how a figure is rated
}

// ruleForms are all of them.
var ruleForms = []*ruleForm{
	{
		name: "relative", read: (*Rule).parseBounds, bands: Rule.bandsOfRelative, begin: shareOfTarget, said: (*placing).awayInPerCent,
		needsTarget: true, needsDirection: true, gapTells: true,
	},
	{
		name: "points", read: (*Rule).parseBounds, bands: Rule.bandsFromBounds, begin: asItIs, said: (*placing).awayInUnits,
		needsTarget: true, needsDirection: true,
	},
	{
		name: "bounds", fixed: true, read: (*Rule).parseBounds, bands: Rule.bandsFromBounds, said: (*placing).againstBounds,
		needsDirection: true, gapTells: true,
	},
	{
		name: "floor", read: (*Rule).parseFloor, bands: Rule.bandsAboveFloor, floor: Rule.floorLeavesAmber, said: (*placing).awayInPerCent,
		needsTarget: true, needsDirection: true, gapTells: true,
	},
	{
		name: "met", bare: true, bands: Rule.bandWhereMet, said: (*placing).awayInPerCent,
		needsTarget: true, needsDirection: true, gapTells: true,
	},
	{
		name: "range", read: (*Rule).parseRange, bands: Rule.bandsTowardsRange, said: (*placing).againstRange,
	},
}

// formNamed is the form that a rule begins with, in any case; nil where there is no such form.
func formNamed(name string) *ruleForm {
	for _, f := range ruleForms {
		if strings.EqualFold(f.name, strings.TrimSpace(name)) {
			return f
		}
	}
	return nil
}

// GapTells reports whether the gap in per cent of the target says something of how the figure was rated: not where
// there was no target or no rule, nor where the rule measures in points or by a range.
func (a Assessment) GapTells() bool {
	name, _, _ := strings.Cut(a.Rule, ":")
	form := formNamed(name)
	return form != nil && form.gapTells && a.Target != nil
}

func (r *Rule) parseFloor(args []string) error { return numbers(args, &r.floor) }

func (r *Rule) parseRange(args []string) error {
	if err := numbers(args, &r.low, &r.high, &r.tolerance); err != nil {
		return err
	}
	return r.checkRange()
}

func (r Rule) bandWhereMet(target *big.Rat, _ Direction) []band {
	return []band{{Green, target, false}}
}

func (r Rule) bandsAboveFloor(target *big.Rat, _ Direction) []band {
	return []band{{Green, target, false}, {Amber, r.floor.Rat(), false}}
}

func (r Rule) bandsOfRelative(target *big.Rat, d Direction) []band {
	if target.Sign() == 0 {
		return r.bandsAboutZero()
	}
	return r.bandsFromBounds(target, d)
}

// floorLeavesAmber reports whether the floor lies no better than the target.
func (r Rule) floorLeavesAmber(target decimal.Decimal, d Direction) bool {
	if d == Down {
		return !r.floor.LessThan(target)
	}
	return !r.floor.GreaterThan(target)
}

// leavesAmber reports whether a figure could be Amber, as none could where a floor lies better than the target.
func (r Rule) leavesAmber(target decimal.Decimal, d Direction) bool {
	return r.form.floor == nil || r.form.floor(r, target, d)
}

// shareOfTarget takes a bound in per cent of the target's size.
func shareOfTarget(at, target *big.Rat) *big.Rat {
	at.Mul(at, new(big.Rat).Abs(target))
	return at.Quo(at, big.NewRat(100, 1))
}

func asItIs(at, _ *big.Rat) *big.Rat { return at }

// awayInPerCent is how far the figure is from its target in per cent of it; against 0 only on which side.
func (s *placing) awayInPerCent() string {
	if s.gap == nil {
		return s.away(nil, nil)
	}
	return s.away(new(big.Rat).Abs(s.gap), perCent)
}

// awayInUnits is how far the figure is from its target in the indicator's own unit, which between percentages is in
// points.
func (s *placing) awayInUnits() string { return s.away(apart(s.actual, s.target), s.distance) }

// away says that a figure is on its target, or how far on which side of it; nil is by how much nobody can say.
func (s *placing) away(by *big.Rat, show func(*big.Rat) string) string {
	side := s.actual.Cmp(s.target)
	if side == 0 {
		return "is exactly on the target"
	}
	word := "above"
	if side < 0 {
		word = "below"
	}
	if by == nil {
		return fmt.Sprintf("is %s the target of %s", word, s.shown(s.target))
	}
	near, far := nearly(by, show, s.boundsAlongside(side))
	return fmt.Sprintf("is %s%s %s the target of %s", near, far, word, s.shown(s.target))
}
