package kpi

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// Identity is what must add up among a council's figures: the parts of a whole, or a stock and what comes to it and
// goes from it.
type Identity struct {
	Name string // what it is about, such as “Open inquests”
	// Rule is an equation of indicators' codes, such as “NORTH + SOUTH = ALL” or “stock = previous + 177 - 178”.
	// “stock” is a quantity that only commentaries say; “previous” is what stands alone on the left, a period before.
	Rule string
	// Stock is how commentaries call the stock, with commas between its names: “live inquests, open inquests”.
	Stock string
	// Tolerance is by how much both sides may differ; nil is not at all.
	Tolerance *decimal.Decimal
}

// StockNames are how commentaries call the stock.
func (i Identity) StockNames() (names []string) {
	for _, name := range strings.Split(i.Stock, ",") {
		if name = strings.TrimSpace(name); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// StockTerm and PreviousTerm are the words of a rule that are no codes.
const (
	StockTerm    = "stock"
	PreviousTerm = "previous"
)

// Term is a part of an equation: a code, or one of the two words.
type Term struct {
	Code  string
	Minus bool
}

// Equation is a rule that was read: the sum of the left is that of the right.
type Equation struct{ Left, Right []Term }

// Terms are those of both sides.
func (e Equation) Terms() []Term { return slices.Concat(e.Left, e.Right) }

// Uses reports whether one of the terms is this code or word.
func (e Equation) Uses(code string) bool {
	return slices.ContainsFunc(e.Terms(), func(t Term) bool { return strings.EqualFold(t.Code, code) })
}

var termForm = pattern(`^\s*([+−-]?)\s*([\pL\pN][\pL\pN._/]*(?:-[\pL\pN._/]+)*)`)

// ReadEquation reads a rule. The error is a *Refusal.
func (i Identity) ReadEquation() (e Equation, err error) {
	left, right, found := strings.Cut(i.Rule, "=")
	if !found || strings.Contains(right, "=") {
		return Equation{}, i.unread()
	}
	if e.Left, found = readTerms(left); !found {
		return Equation{}, i.unread()
	}
	if e.Right, found = readTerms(right); !found {
		return Equation{}, i.unread()
	}
	switch {
	case e.Uses(PreviousTerm) && (len(e.Left) != 1 || e.Left[0].Minus):
		return Equation{}, Refuse("rule", "“previous” is a period before what stands alone on the left; write one code, or “stock”, before the =.")
	case e.Uses(StockTerm) && len(i.StockNames()) == 0:
		return Equation{}, Refuse("stock", "The rule names a stock; write the words by which commentaries call it, such as “live inquests”.")
	case e.Uses(StockTerm) && (len(e.Left) != 1 || e.Left[0].Code != StockTerm || !e.Uses(PreviousTerm)):
		return Equation{}, Refuse("rule", "A stock is what it was before, and what came and went; write it as stock = previous + 177 - 178.")
	case !e.Uses(StockTerm) && len(i.StockNames()) > 0:
		return Equation{}, Refuse("rule", "The rule has no “stock”, whose names are given; write it, such as stock = previous + 177 - 178.")
	}
	return e, nil
}

func (i Identity) unread() error {
	return Refuse("rule", "“%s” is not an equation of codes; write it as NORTH + SOUTH = ALL, or stock = previous + 177 - 178.", Excerpt(i.Rule))
}

func readTerms(side string) (terms []Term, ok bool) {
	for strings.TrimSpace(side) != "" {
		m := termForm().FindStringSubmatch(side)
		if m == nil || m[1] == "" && len(terms) > 0 {
			return nil, false
		}
		terms = append(terms, Term{Code: m[2], Minus: m[1] == "-" || m[1] == "−"})
		side = side[len(m[0]):]
	}
	return terms, len(terms) > 0
}
