package kpi

import (
	"fmt"
	"math/big"
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

// Assessment is a figure's rating together with everything that explains it, kept as it was when the figure was rated.
type Assessment struct {
	Rating      Rating
	Rule        string           // as written; empty where no rule was applied
	Target      *decimal.Decimal // the target that was compared with
	Direction   Direction
	Gap         *decimal.Decimal // per cent of the target, below 0 is worse than target; ten decimals; nil where it cannot be worked out
	Explanation string           // a sentence for a person
}

// gapPlaces is the precision at which a gap is kept for display; the rating never depends on it.
const gapPlaces = 10

// Assess rates a figure for the indicator as it is defined now: carried-forward and unavailable figures never, baseline,
// contextual and in-development indicators by their kind alone.
func (i Indicator) Assess(f Figure) Assessment {
	target := i.TargetFor(f.Period)
	switch {
	case f.Status == CarriedForward:
		return Assessment{Rating: NoData, Target: target, Direction: i.Direction, Explanation: "The figure is carried forward from an earlier period, so it is not rated."}
	case f.Status == Unavailable || f.Value == nil:
		return Assessment{Rating: NoData, Target: target, Direction: i.Direction, Explanation: "No figure is available for the period, so there is nothing to rate."}
	case i.Kind == Baseline:
		return Assessment{Rating: BaselineRating, Direction: i.Direction, Explanation: "The measure is being tracked in order to set a target."}
	case i.Kind == Contextual:
		return Assessment{Rating: ContextRating, Direction: i.Direction, Explanation: "The measure is reported for context and has no target."}
	case i.Kind == InDevelopment:
		return Assessment{Rating: InDevRating, Direction: i.Direction, Explanation: "The measure is agreed; its data and target are in development."}
	}
	rule := i.RatingRule()
	if target == nil && rule.NeedsTarget() {
		return Assessment{Rating: NoData, Direction: i.Direction, Explanation: fmt.Sprintf("No target is set for %s, so the figure cannot be rated.", f.Period.Words())}
	}
	a, err := Rate(rule, i.Direction, target, f.Exact(i.Unit), i.Unit, i.Decimals)
	if err != nil { // the register refuses such indicators; one that slipped in is shown unrated, with the reason
		return Assessment{Rating: NoData, Target: target, Direction: i.Direction, Explanation: err.Error()}
	}
	return a
}

// Rate applies a rule. The target may be nil where the rule does not need one. The unit and the digits after the point only
// word the explanation. An error is a *Refusal: the rule does not suit the direction, or the target is missing.
//
// Source: the key of the seed report, read as the variance relative to the target, compared unrounded.
func Rate(rule Rule, d Direction, target *decimal.Decimal, actual *big.Rat, unit Unit, decimals int) (Assessment, error) {
	if err := rule.Suits(d); err != nil {
		return Assessment{}, err
	}
	if target == nil && rule.NeedsTarget() {
		return Assessment{}, Refuse("target", "The rule %s compares with a target, and none is given.", rule)
	}
	a := Assessment{Rule: rule.String(), Target: target, Direction: d}
	r := rated{rule: rule, direction: d, actual: actual, unit: unit, decimals: decimals}
	if target != nil {
		r.target = target.Rat()
		if gap := relativeGap(r.target, actual, d); gap != nil {
			a.Gap = roundRat(gap, gapPlaces)
		}
	}
	switch {
	case rule.form == rangeForm:
		a.Rating = r.inRange()
	case rule.form == relativeForm && target.IsZero():
		a.Rating = r.againstZero()
	default:
		a.Rating = r.inBands(rule.bands(r.target, d))
	}
	a.Explanation = r.explanation(a.Rating)
	return a, nil
}

// rated is one application of a rule, while it is being worked out.
type rated struct {
	rule      Rule
	direction Direction
	target    *big.Rat // nil where there is none
	actual    *big.Rat
	unit      Unit
	decimals  int
	next      *band // the better band that comes next, where there is one
}

func (r *rated) inBands(bands []band) Rating {
	for n, b := range bands {
		if b.holds(r.actual, r.direction) {
			if n > 0 {
				r.next = &bands[n-1]
			}
			return b.rating
		}
	}
	r.next = &bands[len(bands)-1]
	return Red
}

// againstZero rates where a relative gap cannot be divided: on 0 is Green, better than it the rule's best band, worse Red.
func (r *rated) againstZero() Rating {
	side := r.actual.Sign()
	if r.direction == Down {
		side = -side
	}
	switch {
	case side < 0:
		return Red
	case side == 0 && r.rule.green != nil:
		return Green
	case r.rule.blue != nil && side > 0:
		return Blue
	case r.rule.green != nil:
		return Green
	case r.rule.amber != nil:
		return Amber
	}
	return Blue
}

func (r *rated) inRange() Rating {
	outside := new(big.Rat)
	switch {
	case r.actual.Cmp(r.rule.low.Rat()) < 0:
		outside.Sub(r.rule.low.Rat(), r.actual)
	case r.actual.Cmp(r.rule.high.Rat()) > 0:
		outside.Sub(r.actual, r.rule.high.Rat())
	}
	switch {
	case outside.Sign() == 0:
		return Green
	case outside.Cmp(r.rule.tolerance.Rat()) <= 0:
		return Amber
	}
	return Red
}

// relativeGap is (actual − target) / |target| in per cent, its sign turned where lower is better; nil against a target of 0.
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

func roundRat(r *big.Rat, places int) *decimal.Decimal {
	d := decimal.RequireFromString(r.FloatString(places)) // FloatString is exact decimal text, despite its name
	return &d
}

// explanation is the sentence that a service lead could repeat in committee.
func (r *rated) explanation(rating Rating) string {
	var b strings.Builder
	switch {
	case r.rule.form == rangeForm:
		fmt.Fprintf(&b, "%s against a best range of %s to %s, with a tolerance of %s: %s.",
			r.precise(r.actual), r.unit.ShowExact(r.rule.low), r.unit.ShowExact(r.rule.high), r.unit.ShowExact(r.rule.tolerance), rating)
		return b.String()
	case r.target == nil:
		fmt.Fprintf(&b, "%s, by fixed bounds: %s.", r.precise(r.actual), rating)
	default:
		fmt.Fprintf(&b, "%s is %s: %s.", r.precise(r.actual), r.againstTarget(), rating)
	}
	if r.next != nil {
		begins := "begins at"
		if r.next.beyond {
			begins = "begins above"
			if r.direction == Down {
				begins = "begins below"
			}
		}
		short := new(big.Rat).Sub(r.next.from, r.actual)
		fmt.Fprintf(&b, " %s %s %s, %s away.", r.next.rating, begins, r.precise(r.next.from), r.precise(short.Abs(short)))
	}
	return b.String()
}

func (r *rated) againstTarget() string {
	side := r.actual.Cmp(r.target)
	if side == 0 {
		return "exactly on the target"
	}
	word := "above"
	if side < 0 {
		word = "below"
	}
	target := r.precise(r.target)
	if r.rule.form == pointsForm {
		diff := new(big.Rat).Sub(r.actual, r.target)
		diff.Abs(diff)
		if r.unit == Percent {
			return fmt.Sprintf("%s percentage points %s the target of %s", trimmed(diff, 4), word, target)
		}
		return fmt.Sprintf("%s %s the target of %s", r.precise(diff), word, target)
	}
	gap := relativeGap(r.target, r.actual, Up)
	if gap == nil {
		return fmt.Sprintf("%s the target of %s", word, target)
	}
	return fmt.Sprintf("%s%% %s the target of %s", trimmed(gap.Abs(gap), 2), word, target)
}

// precise words a number with the indicator's own digits, and up to four where it has more to say: an explanation that rounds
// 64.117% to 64% would hide which side of a bound it is on.
func (r *rated) precise(v *big.Rat) string {
	digits := max(r.decimals, 4)
	text := v.FloatString(digits)
	for digits > r.decimals && strings.HasSuffix(text, "0") {
		text, digits = text[:len(text)-1], digits-1
	}
	if strings.Trim(text, "-0.") == "" && v.Sign() != 0 {
		return "less than " + r.unit.Show(new(big.Rat).SetFrac64(1, 10_000), 4)
	}
	return r.unit.Show(v, digits)
}

// trimmed writes a number with at most the given digits after the point, and no idle zeros; a number too small to show is shown as
// "less than" the smallest that could be.
func trimmed(v *big.Rat, places int) string {
	s := v.FloatString(places)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	if s == "0" && v.Sign() != 0 {
		return "less than 0." + strings.Repeat("0", places-1) + "1"
	}
	return withCommas(s)
}
