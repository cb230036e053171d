package kpi_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chaser/kpi"
)

// What people write between codes, and how it is read or which field is refused.
func TestReadEquation(t *testing.T) {
	t.Parallel()
	plus := func(codes ...string) (terms []kpi.Term) {
		for _, c := range codes {
			terms = append(terms, kpi.Term{Code: c})
		}
		return terms
	}
	minus := func(code string) kpi.Term { return kpi.Term{Code: code, Minus: true} }
	flow := kpi.Equation{Left: plus("stock"), Right: append(plus("previous", "177"), minus("178"))}
	const live = "live inquests, open inquests"
	for _, c := range []struct {
		rule, stock string
		want        kpi.Equation
		field       string // which a refusal is about
	}{
		{"NORTH + SOUTH = ALL", "", kpi.Equation{Left: plus("NORTH", "SOUTH"), Right: plus("ALL")}, ""},
		{" A1=B-2 ", "", kpi.Equation{Left: plus("A1"), Right: plus("B-2")}, ""}, // a code of its own
		{"A1 = B - 2", "", kpi.Equation{Left: plus("A1"), Right: append(plus("B"), minus("2"))}, ""},
		{"A1 = B − 2", "", kpi.Equation{Left: plus("A1"), Right: append(plus("B"), minus("2"))}, ""}, // as a word processor makes it
		{"A1 = B−2", "", kpi.Equation{Left: plus("A1"), Right: append(plus("B"), minus("2"))}, ""},
		{"− 1 + 2 = +3", "", kpi.Equation{Left: append([]kpi.Term{minus("1")}, plus("2")...), Right: plus("3")}, ""},
		{"179 = previous + 177", "", kpi.Equation{Left: plus("179"), Right: plus("previous", "177")}, ""},
		{"stock = previous + 177 - 178", live, flow, ""},

		{"", "", kpi.Equation{}, "rule"},
		{"A + B", "", kpi.Equation{}, "rule"},
		{"A = B = C", "", kpi.Equation{}, "rule"},
		{"A = ", "", kpi.Equation{}, "rule"},
		{"A B = C", "", kpi.Equation{}, "rule"},
		{"A = 2 * B", "", kpi.Equation{}, "rule"},
		{"A + B = previous + C", "", kpi.Equation{}, "rule"},
		{"-A = previous + C", "", kpi.Equation{}, "rule"},
		{"stock = previous + 177 - 178", "", kpi.Equation{}, "stock"},
		{"stock = previous + 177 - 178", " , ", kpi.Equation{}, "stock"},
		{"177 = stock + previous", live, kpi.Equation{}, "rule"},
		{"stock = 177 - 178", live, kpi.Equation{}, "rule"},
		{"179 = 177 + 178", live, kpi.Equation{}, "rule"},
	} {
		got, err := kpi.Identity{Rule: c.rule, Stock: c.stock}.ReadEquation()
		var refused *kpi.Refusal
		switch {
		case c.field != "":
			if !errors.As(err, &refused) || refused.Field != c.field {
				t.Errorf("%q with the stock %q: %v, %v, want a refusal of %s", c.rule, c.stock, got, err, c.field)
			}
		case err != nil:
			t.Errorf("%q with the stock %q: %v", c.rule, c.stock, err)
		case !cmp.Equal(got, c.want):
			t.Errorf("%q: %s", c.rule, cmp.Diff(c.want, got))
		}
	}
	if names := (kpi.Identity{Stock: live}).StockNames(); !slices.Equal(names, []string{"live inquests", "open inquests"}) {
		t.Errorf("the stock's names are %q", names)
	}
}
