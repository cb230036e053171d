package doubt_test

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"hash/crc32"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"chaser/doubt"
)

// claimed is what can be worked out from a published sentence.
type claimed struct {
	Kind   string   `json:"kind"`
	Text   string   `json:"text"`
	Expr   string   `json:"expr"`   // such as 100*38/42
	Stated string   `json:"stated"` // what stands there
	Accept []string `json:"accept"` // the least and the most that its words allow, where that is not its rounding
}

// changed is a published sentence with one number changed.
type changed struct {
	labelled
	slip string // such as “38 → 83: 38 of 42”
}

// TestPublishedChanged changes each number that something can be worked out from, as fingers do, and measures how much
// of it is doubted. A change counts where what is worked out then misses what stands there by more than rounding.
func TestPublishedChanged(t *testing.T) {
	t.Parallel()
	var opened, apart tally
	for _, l := range publishedItems(t) {
		for _, c := range l.changes() {
			of := &apart
			if l.tuned() {
				of = &opened
			}
			before := len(of.named)
			of.add(c.labelled, doubt.Contradictions(c.subject(t)))
			for n := range of.named[before:] {
				of.named[before+n] = c.slip + ": " + of.named[before+n]
			}
		}
	}
	for _, line := range opened.named {
		t.Log(line)
	}
	t.Log("opened:", opened.String())
	t.Log("opened, by rule:", opened.rules.String())
	t.Log("apart:", apart.String())
}

// changes are the sentence with each of its numbers changed in turn.
func (l labelled) changes() []changed {
	if l.Expect != "consistent" || l.Edge || l.Base != "" {
		return nil
	}
	var all []changed
	for _, number := range l.numbers() {
		for _, slip := range slipsOf(number) {
			var broken []string
			for _, c := range l.Claims {
				if c.fails(number, slip) {
					broken = append(broken, c.Text)
				}
			}
			if c, ok := l.with(number, slip); ok && len(broken) > 0 {
				c.ID = fmt.Sprintf("%s/%s/%s", l.ID, number, slip)
				c.Base, c.Made, c.Expect = l.ID, true, "contradiction"
				all = append(all, changed{c, number + " → " + slip + ": " + strings.Join(broken, "; ")})
			}
		}
	}
	return all
}

var plainNumber = regexp.MustCompile(`\d+(?:\.\d+)?`)

// numbers are those of the sentence's claims.
func (l labelled) numbers() []string {
	var all []string
	for _, c := range l.Claims {
		all = append(all, plainNumber.FindAllString(c.Expr+" "+c.Stated, -1)...)
	}
	slices.Sort(all)
	return slices.DeleteFunc(slices.Compact(all), func(n string) bool { return n == "100" || n == "1000" }) // of per cent and per thousand
}

// slipsOf are a number with two digits next to each other in turn, and with each digit typed as two others, which the
// number itself draws.
func slipsOf(number string) []string {
	var all []string
	last := -1
	for at := range len(number) {
		if number[at] == '.' {
			continue
		}
		if last >= 0 && number[last] != number[at] {
			turned := []byte(number)
			turned[last], turned[at] = turned[at], turned[last]
			all = append(all, string(turned))
		}
		last = at
		for again := range uint32(2) {
			drawn := crc32.ChecksumIEEE(fmt.Appendf(nil, "%s %d %d", number, at, again))
			typed := []byte(number)
			typed[at] = '0' + byte((uint32(number[at]-'0')+1+drawn%9)%10)
			all = append(all, string(typed))
		}
	}
	slices.Sort(all)
	return slices.DeleteFunc(slices.Compact(all), func(n string) bool {
		return decimal.RequireFromString(n).IsZero() || len(n) > 1 && n[0] == '0' && n[1] != '.'
	})
}

var writtenNumber = regexp.MustCompile(`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`)

// with is the sentence with another number in one's place, where the number stands there once; or under another figure,
// where only the figure is that number.
func (l labelled) with(number, other string) (labelled, bool) {
	var at [][]int
	for _, m := range writtenNumber.FindAllStringIndex(l.Commentary, -1) {
		if strings.ReplaceAll(l.Commentary[m[0]:m[1]], ",", "") == number {
			at = append(at, m)
		}
	}
	switch {
	case len(at) == 0 && l.Figure.Value == number:
		l.Figure.Value = other
		return l, true
	case len(at) != 1:
		return l, false
	}
	m := at[0]
	if strings.Contains(l.Commentary[m[0]:m[1]], ",") {
		other = withCommas(other)
	}
	l.Commentary = l.Commentary[:m[0]] + other + l.Commentary[m[1]:]
	return l, true
}

func withCommas(number string) string {
	whole, rest, _ := strings.Cut(number, ".")
	for at := len(whole) - 3; at > 0; at -= 3 {
		whole = whole[:at] + "," + whole[at:]
	}
	if rest != "" {
		return whole + "." + rest
	}
	return whole
}

// fails reports whether a claim in which one number became another is wrong by more than rounding.
func (c claimed) fails(number, other string) bool {
	in := func(text string) string {
		return plainNumber.ReplaceAllStringFunc(text, func(n string) string {
			if n == number {
				return other
			}
			return n
		})
	}
	computed, ok := workedOut(in(c.Expr))
	stated, err := decimal.NewFromString(in(c.Stated))
	if !ok || err != nil {
		return false
	}
	least, most := decimal.New(-15, stated.Exponent()-1), decimal.New(15, stated.Exponent()-1)
	if len(c.Accept) == 2 { // what the words allow moves with the number, and counts twice
		was := decimal.RequireFromString(c.Stated)
		low, high := decimal.RequireFromString(c.Accept[0]).Sub(was), decimal.RequireFromString(c.Accept[1]).Sub(was)
		half := high.Sub(low).Div(decimal.NewFromInt(2))
		least, most = low.Sub(half), high.Add(half)
	}
	off := computed.Sub(stated)
	return off.LessThan(least) || off.GreaterThan(most)
}

// workedOut is the value of an expression of numbers.
func workedOut(expr string) (decimal.Decimal, bool) {
	tree, err := parser.ParseExpr(expr)
	if err != nil {
		return decimal.Decimal{}, false
	}
	v := constantOf(tree)
	if v.Kind() == constant.Unknown {
		return decimal.Decimal{}, false
	}
	d, err := decimal.NewFromString(constant.ToFloat(v).ExactString())
	if err == nil {
		return d, true
	}
	above, err := decimal.NewFromString(constant.Num(v).ExactString())
	if err != nil {
		return decimal.Decimal{}, false
	}
	below, err := decimal.NewFromString(constant.Denom(v).ExactString())
	return above.Div(below), err == nil
}

// constantOf is unknown where the expression is more than sums, differences, products and quotients of numbers.
func constantOf(e ast.Expr) constant.Value {
	switch e := e.(type) {
	case *ast.BasicLit:
		return constant.ToFloat(constant.MakeFromLiteral(e.Value, e.Kind, 0))
	case *ast.ParenExpr:
		return constantOf(e.X)
	case *ast.BinaryExpr:
		x, y := constantOf(e.X), constantOf(e.Y)
		known := x.Kind() != constant.Unknown && y.Kind() != constant.Unknown
		if sum := slices.Contains([]token.Token{token.ADD, token.SUB, token.MUL, token.QUO}, e.Op); known && sum && (e.Op != token.QUO || constant.Sign(y) != 0) {
			return constant.BinaryOp(x, e.Op, y)
		}
	}
	return constant.MakeUnknown()
}

// publishedItems are people's own sentences, which stay outside the project.
func publishedItems(t *testing.T) []labelled {
	t.Helper()
	var items []labelled
	if err := json.Unmarshal(publishedFile(t), &items); err != nil {
		t.Fatal(err)
	}
	return items
}
