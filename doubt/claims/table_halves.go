package claims

import (
	"math/big"
	"slices"
)

// Rows of two percentages that make a hundred are what each thing is made of: men and women in each quarter of the pay,
// “Top 42% 58%, Upper middle 46% 54%, Lower middle 40% 60%, Lower 49% 51%”.

// rowsHalved checks runs of three such rows or more, of which one makes no hundred, and one slip mends it.
func (r *reading) rowsHalved(*Card) []Claim {
	table := r.rows()
	for from := 0; from < len(table); {
		to := from
		for to < len(table) && to-from < mostRows && isHalved(table[to]) {
			to++
		}
		if claim, ok := r.oddHalves(table[from:to]); ok {
			return []Claim{claim}
		}
		from = to + 1
	}
	return nil
}

func isHalved(w row) bool {
	of := func(c cell) bool { return c.unit == percent && c.sign == 0 }
	named := w.named || len(w.label) > 0 && w.label[0] == "top" && len(w.label) < 4 && !w.counted
	return named && len(w.cells) == 2 && of(w.cells[0]) && of(w.cells[1])
}

func (r *reading) oddHalves(rows []row) (Claim, bool) {
	odd := -1
	for n, w := range rows {
		if halved(w.cells[0].v, w.cells[1]) {
			continue
		}
		if odd >= 0 {
			return Claim{}, false
		}
		odd = n
	}
	if odd < 0 || len(rows) < 3 {
		return Claim{}, false
	}
	a, b := rows[odd].cells[0], rows[odd].cells[1]
	claim := Claim{Kind: Sum, Subject: Words, Start: rows[odd].start, End: rows[odd].end, PerCent: true}
	claim.Read, claim.Computed, claim.Stated = Digits(a.v.rat())+" + "+Digits(b.v.rat()), (a.v + b.v).rat(), "100%"
	claim.Quote, claim.Allowed = r.text[claim.Start:claim.End], around(hundred, new(big.Rat).Set(a.step.rat()))
	mended := slices.ContainsFunc(a.retyped(), func(v milli) bool { return halved(v, b) }) ||
		slices.ContainsFunc(b.retyped(), func(v milli) bool {
			other := b
			other.v = v
			return halved(a.v, other)
		})
	return claim, mended
}

// halved reports whether two percentages make a hundred, but for the last digit.
func halved(a milli, b cell) bool { return within(a+b.v, 100_000, b.step) }
