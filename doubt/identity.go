package doubt

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// balance is an identity among figures alone.
type balance struct {
	identity kpi.Identity
	equation kpi.Equation
}

// declared are the register's identities: those of a stock that only commentaries say, and those among figures.
func (b *book) declared(r kpi.Register) (pools []pool, balances []balance) {
	for _, i := range r.Identities {
		e, err := i.ReadEquation()
		if err != nil {
			continue // the register refuses it
		}
		if !e.Uses(kpi.StockTerm) {
			balances = append(balances, balance{i, e})
			continue
		}
		p := pool{name: i.Name, isDeclared: true}
		if i.Tolerance != nil {
			p.tolerance = *i.Tolerance
		}
		for _, name := range i.StockNames() {
			p.names = append(p.names, phrasesOf(strings.ToLower(name))...)
		}
		for _, t := range e.Right {
			at, known := b.place[key(t.Code)]
			switch {
			case !known:
			case t.Minus:
				p.out = append(p.out, &b.series[at])
			default:
				p.in = append(p.in, &b.series[at])
			}
		}
		if len(p.in) > 0 {
			p.name = i.StockNames()[0]
			pools = append(pools, p)
		}
	}
	return pools, balances
}

// ofBalance lists the periods in which an identity does not hold.
func (b *book) ofBalance(of balance, scope Scope) (all []Finding) {
	at, known := b.place[key(of.holder())]
	if !known {
		return nil
	}
	s := &b.series[at]
	for _, f := range s.figures {
		if !scope.holds(s.indicator, f.Period) {
			continue
		}
		left, known := b.sum(of, of.equation.Left, f.Period)
		right, knownToo := b.sum(of, of.equation.Right, f.Period)
		if !known || !knownToo {
			continue
		}
		tolerance := decimal.Zero
		if of.identity.Tolerance != nil {
			tolerance = *of.identity.Tolerance
		}
		if left.Sub(right).Abs().LessThanOrEqual(tolerance) {
			continue
		}
		all = append(all, b.finding(s.indicator, f, Doubt{
			Kind: Identity, Field: kpi.FieldFigure, Says: right.String(), Others: of.others(s.indicator.Code),
			Sentence: of.identity.Name + ": by " + of.identity.Rule + " it is " + s.indicator.ShowValue(&left) + " on the left and " +
				s.indicator.ShowValue(&right) + " on the right.",
		}))
	}
	return all
}

// holder is the code of the card that an identity is said on: the whole where the right is one, else the left.
func (b balance) holder() string {
	if len(b.equation.Right) == 1 {
		return b.equation.Right[0].Code
	}
	return b.equation.Left[0].Code
}

func (b balance) others(code string) (codes []string) {
	for _, t := range b.equation.Terms() {
		if !strings.EqualFold(t.Code, code) && t.Code != kpi.PreviousTerm && !slices.Contains(codes, t.Code) {
			codes = append(codes, t.Code)
		}
	}
	return codes
}

// sum adds one side up; it is not known where a figure is missing, or is not the period's own.
func (b *book) sum(of balance, terms []kpi.Term, p kpi.Period) (sum decimal.Decimal, known bool) {
	for _, t := range terms {
		code, period := t.Code, p
		if strings.EqualFold(code, kpi.PreviousTerm) {
			code = of.equation.Left[0].Code
			at := b.place[key(code)]
			period = p.Previous(b.series[at].indicator.Frequency)
		}
		at, known := b.place[key(code)]
		if !known {
			return sum, false
		}
		c, found := b.series[at].cardFor(period)
		if !found || c.Figure.Value == nil || !c.Figure.Status.Reportable() {
			return sum, false
		}
		if t.Minus {
			sum = sum.Sub(*c.Figure.Value)
		} else {
			sum = sum.Add(*c.Figure.Value)
		}
	}
	return sum, true
}
