package kpi

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// Rule says where Amber, Green and Blue begin. The register's format defines its forms, and on which side of a bound a
// figure counts. By the default rule, every rating printed in the seed report comes out. The zero Rule is not valid;
// make one with ParseRule.
type Rule struct {
	form               *ruleForm
	amber, green, blue *bound          // relative, points, bounds
	floor              decimal.Decimal // floor
	low, high          decimal.Decimal // range
	tolerance          decimal.Decimal // range
	written            string          // as it was given to ParseRule
}

// bound is where a band begins: at the value itself, or strictly beyond it.
type bound struct {
	at     decimal.Decimal
	beyond bool
}

// DefaultRule is the seed report's rule: Red when off target by more than 10% of it, Amber by 10% or less, Green on
// target and up to 5% over, Blue above that.
var DefaultRule = mustRule("relative:-10,0,5")

func mustRule(text string) Rule {
	r, err := ParseRule(text)
	if err != nil {
		panic(err)
	}
	return r
}

// String is the rule as it was written, on one line.
func (r Rule) String() string { return r.written }

// NeedsTarget reports whether the rule compares a figure with the indicator's target.
func (r Rule) NeedsTarget() bool { return r.form.needsTarget }

// NeedsDirection reports whether the rule has a better and a worse side.
func (r Rule) NeedsDirection() bool { return r.form.needsDirection }

const ruleFormsHint = "Write it like one of these: relative:-10,0,5 · points:-5,0 · bounds:50,60,70 · floor:50 · met · range:90,110,5."

// ParseRule reads a rule in the register's notation. The error is a *Refusal.
func ParseRule(text string) (Rule, error) {
	name, rest, hasArgs := strings.Cut(strings.TrimSpace(text), ":")
	r := Rule{form: formNamed(name), written: spaced(text)}
	var err error
	switch {
	case r.form == nil:
		err = errors.New("its form is not known")
	case !r.form.bare:
		err = r.form.read(&r, strings.Split(rest, ","))
	case hasArgs:
		err = fmt.Errorf("%s takes no numbers", r.form.name)
	}
	if err != nil {
		return Rule{}, Refuse("rule", "%q is not a rating rule (%s). %s", Excerpt(text), err, ruleFormsHint)
	}
	return r, nil
}

func numbers(args []string, into ...*decimal.Decimal) error {
	if len(args) != len(into) {
		if len(into) == 1 {
			return errors.New("it takes one number")
		}
		return fmt.Errorf("it takes %d numbers", len(into))
	}
	for i, a := range args {
		d, err := ruleNumber(a)
		if err != nil {
			return err
		}
		*into[i] = d
	}
	return nil
}

func ruleNumber(text string) (decimal.Decimal, error) {
	n, err := readNumber(spaced(text))
	if err != nil || n.perCent || n.pounds {
		return decimal.Decimal{}, fmt.Errorf("%q is not a plain number", Excerpt(text))
	}
	return n.value, nil
}

func (r *Rule) checkRange() error {
	if r.high.LessThan(r.low) {
		return errors.New("its low end is above its high end")
	}
	if r.tolerance.IsNegative() {
		return errors.New("its tolerance is below 0")
	}
	return nil
}

func (r *Rule) parseBounds(args []string) error {
	if len(args) > 3 {
		return errors.New("it takes up to three bounds")
	}
	bands := []**bound{&r.amber, &r.green, &r.blue}
	for i, a := range args {
		a = strings.TrimSpace(a)
		if a == "" {
			continue
		}
		b := &bound{beyond: i == 2} // Blue begins beyond its bound, Amber and Green at theirs
		if rest, ok := strings.CutPrefix(a, ">="); ok {
			a, b.beyond = rest, false
		} else if rest, ok := strings.CutPrefix(a, ">"); ok {
			a, b.beyond = rest, true
		}
		var err error
		if b.at, err = ruleNumber(a); err != nil {
			return err
		}
		*bands[i] = b
	}
	if r.amber == nil && r.green == nil && r.blue == nil {
		return errors.New("it has no bound")
	}
	switch {
	case !r.form.fixed && !rises(r.present()):
		return errors.New("its bounds do not rise")
	case r.form.fixed && !rises(r.present()) && !falls(r.present()):
		return errors.New("its bounds neither rise nor fall")
	}
	return nil
}

// present lists the bounds that the rule has, from Amber's to Blue's.
func (r Rule) present() []decimal.Decimal {
	var list []decimal.Decimal
	for _, b := range []*bound{r.amber, r.green, r.blue} {
		if b != nil {
			list = append(list, b.at)
		}
	}
	return list
}

func rises(list []decimal.Decimal) bool { return slices.IsSortedFunc(list, decimal.Decimal.Compare) }

func falls(list []decimal.Decimal) bool {
	return slices.IsSortedFunc(list, func(a, b decimal.Decimal) int { return b.Compare(a) })
}

// Suits refuses a rule that cannot rate figures with this direction. The error is a *Refusal.
func (r Rule) Suits(d Direction) error {
	if r.NeedsDirection() && d != Up && d != Down {
		return Refuse("direction", "The rule %s needs to know which way is better: set direction to up or down, or use a range rule such as range:90,110,5.", r)
	}
	switch {
	case r.form.fixed && d == Up && !rises(r.present()):
		return Refuse("rule", "The bounds of %s fall although higher is better: write them from Amber's up to Blue's.", r)
	case r.form.fixed && d == Down && !falls(r.present()):
		return Refuse("rule", "The bounds of %s rise although lower is better: write them from Amber's down to Blue's.", r)
	}
	return nil
}
