package kpi

import (
	"math/big"
	"slices"

	"github.com/shopspring/decimal"
)

// A figure is shown with its indicator's digits after the point, and with more where those would tell something else
// than the figure itself: put it on or past its target, a bound of its rule, 0 or 100%, make it read as another figure
// beside it, or move it by more than fairShare of itself.

// fairShare is 1 over the share of itself by which rounding may move a figure: a twentieth, the breadth of Green.
const fairShare = 20

// digits is how many digits after the point each of some figures has where they are read beside each other, so that
// those that differ read differently and those that are equal read alike. One without a value has none.
func (i Indicator) digits(figures []Figure) []int {
	r := readBeside{i, figures, make([]*big.Rat, len(figures)), make([]string, len(figures)), make([][]*big.Rat, len(figures))}
	shown := make([]int, len(figures))
	alike := map[string][]*big.Rat{} // different values, by how they read with the indicator's own digits
	most := map[string]int{}         // digits, by exact value
	for n, f := range figures {
		v := f.Exact(i.Unit)
		if v == nil {
			continue
		}
		r.values[n], r.exact[n] = v, v.RatString()
		need, met := most[r.exact[n]]
		need = max(need, r.ownDigits(n))
		if !met {
			read := rounded(v, i.Decimals).RatString()
			for _, other := range alike[read] {
				apart := i.Decimals + 1
				for rounded(v, apart).Cmp(rounded(other, apart)) == 0 {
					apart++
				}
				need = max(need, apart)
				most[other.RatString()] = max(most[other.RatString()], apart)
			}
			alike[read] = append(alike[read], v)
		}
		most[r.exact[n]] = need
	}
	for n, of := range r.exact {
		shown[n] = most[of] // 0 of one without a value
	}
	if !slices.ContainsFunc(shown, func(of int) bool { return of > i.Decimals }) {
		return shown // all are rounded alike and fairly
	}
	for r.apart(shown) {
	}
	return shown
}

// readBeside are an indicator's figures that are read beside each other, with what is worked out of each once.
type readBeside struct {
	indicator Indicator
	figures   []Figure
	values    []*big.Rat   // nil of a figure without one
	exact     []string     // the values in words, so that equal ones are known
	marks     [][]*big.Rat // nil until marksOf is asked
}

func (r readBeside) marksOf(n int) []*big.Rat {
	if r.marks[n] == nil {
		r.marks[n] = r.indicator.marks(r.figures[n], r.values[n])
	}
	return r.marks[n]
}

// apart gives one digit more to figures that with their digits so far would read as something else: of two that differ,
// the greater as the smaller, and any as on or past a mark of its own. It reports whether there were such.
func (r readBeside) apart(digits []int) (more bool) {
	var order []int
	for n, v := range r.values {
		if v != nil {
			order = append(order, n)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return r.values[a].Cmp(r.values[b]) })
	read := func(n int) *big.Rat { return rounded(r.values[n], digits[n]) }
	grow := func(of string) {
		more = true
		for n := range r.exact { // equal ones read alike
			if r.exact[n] == of {
				digits[n]++
			}
		}
	}
	for at, n := range order {
		if v := r.values[n]; digits[n] > r.indicator.Decimals && !isRounded(v, digits[n]) && !roundsFairly(v, digits[n], r.marksOf(n)) {
			grow(r.exact[n])
		}
		if at == 0 || r.exact[order[at-1]] == r.exact[n] {
			continue
		}
		if before := order[at-1]; read(before).Cmp(read(n)) >= 0 {
			if digits[before] <= digits[n] {
				grow(r.exact[before])
			} else {
				grow(r.exact[n])
			}
		}
	}
	return more
}

// ownDigits is how many the nth figure has by itself.
func (r readBeside) ownDigits(n int) int {
	f, v, digits := r.figures[n], r.values[n], r.indicator.Decimals
	if f.Target != nil && v.Cmp(f.Target.Rat()) == 0 {
		digits = r.indicator.valueDigits(*f.Target)
	}
	if isRounded(v, digits) {
		return digits
	}
	for !roundsFairly(v, digits, r.marksOf(n)) {
		digits++
	}
	return digits
}

// marks are what a figure must not seem to be on, or past, where it is not: 0, all of a whole, its target, and where
// the bands of its rule begin.
func (i Indicator) marks(f Figure, v *big.Rat) []*big.Rat {
	marks := []*big.Rat{new(big.Rat)}
	if i.Unit == Percent {
		marks = append(marks, big.NewRat(100, 1))
	}
	var target *big.Rat
	if f.Target != nil {
		target = f.Target.Rat()
		marks = append(marks, target)
	}
	rule, err := ParseRule(f.Rule)
	if err != nil || target == nil && rule.NeedsTarget() {
		return marks
	}
	for _, b := range rule.bands(target, rule.towardsBetter(v, f.Direction)) {
		marks = append(marks, b.from)
	}
	return marks
}

// roundsFairly reports whether v, rounded, is still on the same side of every mark and about what it was.
func roundsFairly(v *big.Rat, digits int, marks []*big.Rat) bool {
	shown := rounded(v, digits)
	for _, mark := range marks {
		if shown.Cmp(mark) != v.Cmp(mark) {
			return false
		}
	}
	moved := apart(shown, v)
	return moved.Mul(moved, big.NewRat(fairShare, 1)).Cmp(new(big.Rat).Abs(v)) <= 0
}

// rounded is v as Show rounds it.
func rounded(v *big.Rat, digits int) *big.Rat {
	if within(v, digits) {
		return new(big.Rat).Set(v)
	}
	r, _ := new(big.Rat).SetString(v.FloatString(digits)) // FloatString is exact decimal text, despite its name
	return r
}

// within reports whether v has no more digits than that after the point, where that is quickly seen, as it is of most
// figures.
func within(v *big.Rat, digits int) bool {
	parts := v.Denom()
	if !parts.IsInt64() || digits < 0 || digits > 18 { // 10 to the 18th is the last that fits
		return false
	}
	tens := int64(1)
	for range digits {
		tens *= 10
	}
	return tens%parts.Int64() == 0
}

func isRounded(v *big.Rat, digits int) bool {
	return within(v, digits) || rounded(v, digits).Cmp(v) == 0
}

// valueDigits is how many digits after the point a target, baseline or benchmark is shown with: all that it has.
func (i Indicator) valueDigits(d decimal.Decimal) int { return max(i.Decimals, int(-d.Exponent())) }

// ShowFigure writes a figure for reading: 55%, 64.1% (570 of 889), or "unavailable". With others beside it, it reads as
// none of them that it is not.
func (i Indicator) ShowFigure(f Figure, beside ...Figure) string {
	return i.showWith(f, i.digits(append([]Figure{f}, beside...))[0])
}

// ShowTyped writes a figure with every digit that it was given with, whatever the indicator's rounding: 0.64%, £12.345;
// of a fraction, whose digits nobody typed, it is ShowFigure.
func (i Indicator) ShowTyped(f Figure, beside ...Figure) string {
	if f.Numerator != nil || f.Value == nil {
		return i.ShowFigure(f, beside...)
	}
	return i.ShowValue(f.Value)
}

// ShowFigures writes figures that are read beside each other.
func (i Indicator) ShowFigures(figures ...Figure) []string {
	said := make([]string, len(figures))
	for n, digits := range i.digits(figures) {
		said[n] = i.showWith(figures[n], digits)
	}
	return said
}

func (i Indicator) showWith(f Figure, digits int) string {
	exact := f.Exact(i.Unit)
	if exact == nil {
		return string(Unavailable)
	}
	shown := i.Unit.Show(exact, digits)
	if f.Numerator != nil {
		return shown + " (" + Count.ShowExact(*f.Numerator) + " of " + Count.ShowExact(*f.Denominator) + ")"
	}
	return shown
}

// Rounded is a figure's number with the digits after the point that ShowFigure would write; empty where it has none.
func (i Indicator) Rounded(f Figure, beside ...Figure) string {
	exact := f.Exact(i.Unit)
	if exact == nil {
		return ""
	}
	return exact.FloatString(i.digits(append([]Figure{f}, beside...))[0])
}

// ShowAgainst writes a figure and a target that it is read beside: both with as many digits where fewer would hide that
// they differ, or where they are equal.
func (i Indicator) ShowAgainst(target decimal.Decimal, f Figure, beside ...Figure) (figure, against string) {
	f.Target = &target
	digits := i.digits(append([]Figure{f}, beside...))[0]
	figure = i.showWith(f, digits)
	own := i.valueDigits(target)
	if v := f.Exact(i.Unit); v != nil {
		side := v.Cmp(target.Rat())
		if side == 0 || rounded(v, i.Decimals).Cmp(target.Rat()) != side {
			own = max(own, digits)
		}
	}
	return figure, i.Unit.Show(target.Rat(), own)
}

// ShowLast is ShowAgainst for an earlier figure and the target that the next one has; empty for each that there is not.
func (i Indicator) ShowLast(f *Figure, target *decimal.Decimal) (figure, against string) {
	switch {
	case f == nil && target == nil:
		return "", ""
	case f == nil:
		return "", i.ShowValue(target)
	case target == nil:
		return i.ShowFigure(*f), ""
	}
	return i.ShowAgainst(*target, *f)
}

// ShowGap writes how far a rated figure is from its target, in per cent of it, so that it never reads as no gap, nor as
// on or past a bound of its rule that it is not on or past; empty against a target of 0.
func (i Indicator) ShowGap(f Figure) string {
	v := f.Exact(i.Unit)
	if v == nil || f.Target == nil {
		return ""
	}
	gap := relativeGap(f.Target.Rat(), v, f.Direction)
	if gap == nil {
		return ""
	}
	digits := 1
	for !roundsAsRated(gap, digits, f.Rule) {
		digits++
	}
	size := gap.Abs(gap)
	switch {
	case isRounded(size, 0):
		digits = 0
	case rounded(size, digits).Sign() == 0:
		return "less than " + Percent.Show(smallest(digits), digits)
	case digits == 1 && isRounded(rounded(size, 1), 0):
		digits = 0
	}
	return Percent.Show(size, digits)
}

// roundsAsRated reports whether a gap, rounded, is on the same side of every bound of a relative rule.
func roundsAsRated(gap *big.Rat, digits int, ruleText string) bool {
	rule, err := ParseRule(ruleText)
	if err != nil || rule.form != formNamed("relative") {
		return true
	}
	shown := rounded(gap, digits)
	for _, at := range rule.present() {
		if mark := at.Rat(); mark.Sign() != 0 && shown.Cmp(mark) != gap.Cmp(mark) {
			return false
		}
	}
	return true
}
