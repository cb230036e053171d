package claims

import (
	"math/big"

	"chaser/kpi"
)

// ratesBesideOwn checks a percentage that the words give with a count, where that count comes to the card's figure of
// what was counted before, less those who were taken out: “120 came in; six were withdrawn. 48% (96) were answered in
// time” under 84%. It must be the figure but for a slip.
func (r *reading) ratesBesideOwn(c *Card) []Claim {
	if c.Unit != kpi.Percent || c.Figure.Value == nil || c.Figure.Value.Sign() <= 0 || r.saysFigureElsewhere(c) {
		return nil
	}
	for _, s := range r.sharesSaid() {
		if s.part < 0 || s.rate < 0 || s.of >= 0 {
			continue
		}
		q := r.items[s.rate].q
		k := r.sentenceOf(s.rate)
		if q.unit != percent || q.fraction || q.how != asSaid || len(q.digits) < 2 || len(q.digits) != len(digitsOf(c.Figure)) || c.knows(q) || !slipsTo(q, c.Figure) || !r.periodOf(c, k, s.rate) {
			continue
		}
		if r.overlap(c, r.sentences[k].from, r.sentences[k].to) < 2 && r.limitsMeet(c, r.sentences[k].from, r.sentences[k].to) <= 0 || r.agreesWithAny(c, s) {
			continue
		}
		if of := r.wholeOfOwn(c, s.part, k); of != nil {
			claim := r.claim(Share, Words, s.first, s.last)
			r.fill(&claim, r.items[s.part].q, of)
			claim.Stated, claim.Allowed = r.show(s.rate), wide(q)
			return []Claim{claim}
		}
	}
	return nil
}

// saysFigureElsewhere reports whether the words give the card's figure.
func (r *reading) saysFigureElsewhere(c *Card) bool {
	for _, it := range r.items {
		if q := it.q; q != nil && !q.noise && q.unit == percent && q.delta == 0 && c.isOwn(q) {
			return true
		}
	}
	return false
}

// wholeOfOwn is the number of which a part is the card's percentage: one that was counted in the two sentences before,
// or that less those who were taken out there; nil where there is none.
func (r *reading) wholeOfOwn(c *Card, part, k int) *quantity {
	p := r.items[part].q
	fits := func(of *big.Rat) bool {
		return of.Cmp(p.value) >= 0 && of.Sign() > 0 && c.Figure.interval().Holds(percentage(p.value, of))
	}
	counts := r.counts(r.sentences[max(0, k-2)].from, part)
	for _, i := range counts[:min(8, len(counts))] {
		of := r.items[i].q
		if of.how != asSaid || i == part {
			continue
		}
		if fits(of.value) {
			return of
		}
		for _, j := range counts[:min(8, len(counts))] {
			if less := new(big.Rat).Sub(of.value, r.items[j].q.value); j != i && r.takenOut(j) && fits(less) {
				return &quantity{value: less, step: whole(1)}
			}
		}
	}
	return nil
}
