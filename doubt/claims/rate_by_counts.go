package claims

import (
	"math/big"

	"chaser/kpi"
)

// ratesByCounts checks a percentage that the words draw from counts which come to the card's in another way than as a
// part of a whole: the others were missed, or some were left out. “269 were received and 217 completed. Excluding the 6
// on hold this is 82.15%” under 82.51. The one must be written as the other would be but for a slip.
func (r *reading) ratesByCounts(c *Card) []Claim {
	if c.Unit != kpi.Percent || c.Figure.Value == nil || r.saysRateOf(c) {
		return nil
	}
	for k, s := range r.sentences[:min(3, len(r.sentences))] {
		for n := s.from; n < s.to; n++ {
			q := r.items[n].q
			if q == nil || q.noise || q.fraction || q.unit != percent || q.delta != 0 || q.base || q.target || q.how != asSaid || q.telling() < 3 {
				continue
			}
			if !r.drawnFrom(s, n) || c.knows(q) || !likeSlip(q, c.Figure.Value) || !r.periodOf(c, k, n) || r.yardstickOf(s, n) != "" || r.isStep(s, n) {
				continue
			}
			counts := r.counts(r.sentences[max(0, k-1)].from, n)
			if len(counts) < 2 || len(counts) > 4 || r.sharesSay(counts, q) {
				continue
			}
			if met, of, first, ok := r.comingOtherwise(c, counts); ok && !wide(q).Holds(percentage(met.value, of.value)) {
				claim := r.claim(Share, Words, first, n)
				r.fill(&claim, met, of)
				claim.Stated, claim.Allowed = r.show(n), wide(q)
				return []Claim{claim}
			}
		}
	}
	return nil
}

// saysRateOf reports whether the words give the card's percentage.
func (r *reading) saysRateOf(c *Card) bool {
	for _, it := range r.items {
		if q := it.q; q != nil && !q.noise && q.unit == percent && q.delta == 0 && c.Figure.says(q) {
			return true
		}
	}
	return false
}

// drawnFrom reports whether the words before a percentage, or a mark, draw it from what they counted.
func (r *reading) drawnFrom(s sentence, n int) bool {
	at := n - 1
	if w := r.wordAt(at); w == "at" || w == "to" || w == "of" || w == "is" || w == "was" {
		at--
	}
	w := r.wordAt(at)
	drawn := resultWords[w] || anaphoric[w] || drawingWords[w] || r.markAt(at) == ";" || r.markAt(at) == "=" || r.markAt(at) == "–"
	return at >= s.from && drawn && !narrows[r.wordAt(n+1)]
}

// drawingWords lead from counts to what they come to.
var drawingWords = set("compliance", "performance", "equates", "equating", "amounts", "making", "leaving", "result", "rate", "ie", "e")

// comingOtherwise is a part and its whole that come to the card's percentage once those that were missed, or left out,
// are taken off; and the first of the counts.
func (r *reading) comingOtherwise(c *Card, counts []int) (part, of *quantity, first int, ok bool) {
	allows := c.figureAllows()
	less := func(a, b int) *quantity {
		return &quantity{value: new(big.Rat).Sub(r.items[a].q.value, r.items[b].q.value), step: whole(1)}
	}
	holds := func(part, of *quantity) bool {
		return part.value.Sign() > 0 && part.value.Cmp(of.value) <= 0 && allows.Holds(percentage(part.value, of.value))
	}
	for _, i := range counts {
		for _, j := range counts {
			if i == j || r.items[j].q.value.Cmp(r.items[i].q.value) >= 0 {
				continue
			}
			if r.missedAt(j) && holds(less(i, j), r.items[i].q) {
				return less(i, j), r.items[i].q, min(i, j), true
			}
			for _, k := range counts {
				if k != i && k != j && (r.takenOut(k) || leavesOut[r.wordAt(k-1)] || leavesOut[r.wordAt(k-2)]) && holds(r.items[j].q, less(i, k)) {
					return r.items[j].q, less(i, k), min(i, j, k), true
				}
			}
		}
	}
	return nil, nil, 0, false
}

// missedAt reports whether the words right behind a number say that those it counts were not as they should be.
func (r *reading) missedAt(n int) bool {
	return unmetNouns[r.wordAt(n+1)] || r.hasWord(n+1, min(n+4, len(r.items)), unmetWords) && r.items[n+1].kind == wordItem
}

// leavesOut make the percentage before them one of fewer.
var leavesOut = set("excluding", "once", "without", "excl", "discounting")

// narrows make a percentage that of some of those counted.
var narrows = set("among", "amongst", "of", "for", "in", "by")

// sharesSay reports whether a percentage is any share of the counts, or of two of them together.
func (r *reading) sharesSay(counts []int, q *quantity) bool {
	all := r.quantities(counts)
	for i, a := range all {
		for _, b := range all[:i] {
			sum := &quantity{value: r.sum([]int{counts[i]}), step: whole(1)}
			sum.value.Add(sum.value, b.value)
			for _, pair := range [][2]*quantity{{a, b}, {b, a}, {a, sum}, {b, sum}} {
				if in, ok := ratio(pair[0], pair[1]); ok && (in.Meets(wide(q)) || exactly(hundred).plus(in.negated()).Meets(wide(q))) {
					return true
				}
			}
		}
	}
	return false
}
