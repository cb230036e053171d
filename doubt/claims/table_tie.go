package claims

import "math/big"

// tie is what a cell of a row is to others of it.
type tie struct {
	kind tieKind
	to   int
	of   []int // of a share the part and the whole, of a step where it starts and where it ends
}

type tieKind uint8

const (
	addsUp tieKind = iota
	isShare
	isStepOf
	isStepShare
)

// tiesOf are what the cells of such a row may be to each other.
func tiesOf(cells []cell) []tie {
	var all []tie
	var counts []int
	for n, c := range cells {
		if c.unit != percent && c.sign == 0 {
			counts = append(counts, n)
		}
	}
	for to, c := range cells {
		switch {
		case len(counts) > mostCounts:
		case c.unit != percent && c.sign == 0:
			all = append(all, sumsTo(cells, counts, to)...)
		default:
			for _, a := range counts {
				for _, b := range counts {
					if a != b {
						all = append(all, tie{tieKindOf(c), to, []int{a, b}})
					}
				}
			}
		}
	}
	return all
}

// mostCounts is how many counts of a row are tried against each other.
const mostCounts = 8

func tieKindOf(c cell) tieKind {
	switch {
	case c.sign == 0:
		return isShare
	case c.unit == percent:
		return isStepShare
	}
	return isStepOf
}

// sumsTo are the sums that a cell may be: of two others, and of all others.
func sumsTo(cells []cell, counts []int, to int) []tie {
	var all []tie
	var others []int
	for _, n := range counts {
		if n != to && cells[n].unit == cells[to].unit {
			others = append(others, n)
		}
	}
	for i, a := range others {
		for _, b := range others[i+1:] {
			all = append(all, tie{addsUp, to, []int{a, b}})
		}
	}
	if len(others) > 2 {
		all = append(all, tie{addsUp, to, others})
	}
	return all
}

// off is how far a tie is from holding, and what its rounding allows, both in the same measure.
func (x tie) off(cells []cell) (off, half milli) {
	to, a, b := cells[x.to], cells[x.of[0]], cells[x.of[1]]
	switch x.kind {
	case addsUp:
		sum := milli(0)
		for _, n := range x.of {
			sum += cells[n].v
			if cells[n].step < 1000 {
				half += cells[n].step
			}
		}
		return (to.v - sum).abs(), half
	case isShare:
		return (to.v*b.v - 100_000*a.v).abs(), to.step * b.v / 2
	case isStepOf:
		return (to.v - (b.v - a.v)).abs(), 0
	}
	return (to.v*a.v - 100_000*(b.v-a.v)).abs(), to.step * a.v / 2
}

func (x tie) holds(cells []cell) bool {
	off, half := x.off(cells)
	return off <= half && (x.kind != isShare || cells[x.of[0]].v <= cells[x.of[1]].v && cells[x.of[1]].v > 0)
}

// nearly reports whether a tie is off by no more than a last digit that was cut off.
func (x tie) nearly(cells []cell) bool {
	off, half := x.off(cells)
	return off <= 2*half && cells[x.of[1]].v > 0
}

// tells is one in how many cells a tie would hold by chance.
func (x tie) tells(cells []cell) int64 {
	to := cells[x.to]
	switch {
	case x.kind == addsUp || x.kind == isStepOf:
		return max(1, int64(to.v.abs()/to.step))
	case to.v == 0 || to.v == 100_000:
		return 1
	}
	return int64(50_000 / to.step)
}

// tieClaim says what a row's tie comes to.
func (r *reading) tieClaim(w row, x instance) Claim {
	to, a, b := w.cells[x.to], w.cells[x.of[0]], w.cells[x.of[1]]
	kind := map[tieKind]Kind{addsUp: Sum, isShare: Share, isStepOf: Change, isStepShare: Change}[x.kind]
	claim := Claim{Kind: kind, Subject: Words, Start: w.start, End: w.end, Quote: r.text[w.start:w.end], Stated: r.text[to.start:to.end]}
	switch x.kind {
	case addsUp:
		sum := milli(0)
		for n, at := range x.of {
			if n > 0 {
				claim.Read += " + "
			}
			claim.Read += Digits(w.cells[at].v.rat())
			sum += w.cells[at].v
		}
		claim.Computed, claim.Pounds = sum.rat(), to.unit == money
	case isShare:
		claim.Numerator, claim.Denominator, claim.PerCent = a.v.rat(), b.v.rat(), true
		claim.Computed = percentage(claim.Numerator, claim.Denominator)
		claim.Read = Digits(claim.Numerator) + " of " + Digits(claim.Denominator)
	case isStepOf:
		claim.Read, claim.Computed, claim.Pounds = Digits(a.v.rat())+" to "+Digits(b.v.rat()), (b.v - a.v).rat(), to.unit == money
	case isStepShare:
		claim.Read, claim.PerCent = Digits(a.v.rat())+" to "+Digits(b.v.rat()), true
		claim.Computed = percentage((b.v - a.v).rat(), a.v.rat())
	}
	claim.Allowed = around(to.v.rat(), new(big.Rat).Mul(to.step.rat(), big.NewRat(1, 2)))
	return claim
}
