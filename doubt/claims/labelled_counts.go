package claims

import (
	"math/big"

	"chaser/kpi"
)

// labelledCounts checks three counts under a percentage, of all, of those in time and of those that were late, of which
// the last stands behind its label: “Jobs raised 1,040 / completed in 28 days 962 / late 78”, “We answered 232 of 279.
// Late: 47.” It speaks where two of them and the figure show that one slip is in the third, or all three that it is in
// the figure.
func (r *reading) labelledCounts(c *Card) []Claim {
	if c.Unit != kpi.Percent || c.Figure.Value == nil || c.namesUnmet() {
		return nil
	}
	for n := range r.items {
		if !r.labelledLate(n) {
			continue
		}
		counts := r.countsBefore(n)
		if len(counts) < 2 {
			continue
		}
		of, met := counts[len(counts)-2], counts[len(counts)-1]
		if r.items[of].q.value.Cmp(r.items[met].q.value) < 0 {
			of, met = met, of
		}
		if claim, ok := r.labelledClaim(c, of, met, n); ok {
			return []Claim{claim}
		}
	}
	return nil
}

// labelledLate reports whether a number stands behind a label that says that something was late or missed.
func (r *reading) labelledLate(n int) bool {
	q := r.items[n].q
	if q == nil || !q.count() || q.how != asSaid || q.inWords || r.items[n+1].kind == wordItem && r.items[n+1].text != "and" {
		return false
	}
	for i := n - 1; i >= max(0, n-5); i-- {
		it := r.items[i]
		switch {
		case it.kind == wordItem && unmetWords[it.text]:
			return r.items[max(0, i-1)].kind != wordItem || i == 0
		case it.kind == wordItem && it.text != "by" && it.text != "us", it.kind == markItem && it.text != ":" && it.text != "=", it.q != nil, it.kind == endItem:
			return false
		}
	}
	return false
}

// countsBefore are the last counts before a number, in its sentence and the one or two before it.
func (r *reading) countsBefore(n int) []int {
	k := r.sentenceOf(n)
	return r.counts(r.sentences[max(0, k-2)].from, n)
}

func (r *reading) labelledClaim(c *Card, of, met, late int) (Claim, bool) {
	a, b, l := r.items[of].q, r.items[met].q, r.items[late].q
	for _, n := range r.counts(late+1, r.sentences[r.sentenceOf(late)].to) {
		if !r.ofWhichIs(n, late) { // late 53, 12 of them by a month
			return Claim{}, false // late 53, not yet due 6
		}
	}
	for _, q := range []*quantity{a, b} {
		if q.how != asSaid || q.inWords || q.round || q.unit != plain {
			return Claim{}, false
		}
	}
	fits := func(part, of *big.Rat) bool {
		return of.Sign() > 0 && part.Sign() >= 0 && part.Cmp(of) <= 0 && c.figureAllows().Holds(percentage(part, of))
	}
	left := new(big.Rat).Sub(a.value, b.value)
	claim := r.claim(Sum, Words, min(of, met), late)
	claim.Read, claim.Computed, claim.Stated, claim.Allowed = Digits(a.value)+" − "+Digits(b.value), left, r.show(late), exactly(l.value)
	claim.Agrees = left.Cmp(l.value) == 0
	switch {
	case claim.Agrees && fits(b.value, a.value):
		return claim, true
	case claim.Agrees: // all three fit: the figure does not
		figure := c.Figure
		holds := func() bool { return around(figure.Value, figure.Step).Holds(percentage(b.value, a.value)) }
		claim.Kind, claim.Subject, claim.Agrees = Share, Own, false
		r.fill(&claim, b, a)
		claim.Allowed = c.figureAllows()
		from := r.sentences[r.sentenceOf(min(of, met))].from
		return claim, !fits(l.value, a.value) && (r.overlap(c, from, late) > 0 || r.limitsMeet(c, from, late) > 0) && slipOf(holds, &figure)
	case fits(b.value, a.value):
		return claim, len(l.digits) > 1 && slipOf(func() bool { return left.Cmp(l.value) == 0 }, nil, l)
	case fits(new(big.Rat).Sub(a.value, l.value), a.value) && len(b.digits) > 1:
		claim.Read, claim.Computed = Digits(a.value)+" − "+Digits(l.value), new(big.Rat).Sub(a.value, l.value)
		claim.Stated, claim.Allowed = r.show(met), exactly(b.value)
		return claim, slipOf(func() bool { return b.value.Cmp(claim.Computed) == 0 }, nil, b)
	}
	return Claim{}, false
}
