package claims

import (
	"math/big"

	"chaser/kpi"
)

// complements checks those of a whole that were late, missed or without against a percentage of those in time: “two of
// the 74 were late” under 97.3%. It speaks where one slip explains what does not fit.
func (r *reading) complements(c *Card) []Claim {
	if c.Unit != kpi.Percent || c.Figure.Value == nil || c.Figure.Value.Cmp(whole(50)) <= 0 || c.countsUnmet() {
		return nil
	}
	var all []Claim
	for _, s := range r.wholesSaid() {
		if s.part < 0 || s.of < 0 || !r.unmetShare(c, s) || r.atOtherTime(c, s) {
			continue
		}
		if claim, ok := r.complementClaim(c, s); ok {
			all = append(all, claim)
		}
	}
	return all
}

// countsUnmet reports whether the title itself counts what was late or missed.
func (c *Card) countsUnmet() bool {
	for _, t := range tokens(c.Title) {
		if unmetWords[t.text] || restWords[t.text] {
			return true
		}
	}
	return false
}

// unmetShare reports whether a share is of those that were not as they should be, and of nothing but what the title
// counts.
func (r *reading) unmetShare(c *Card, s share) bool {
	k := r.sentences[r.sentenceOf(s.part)]
	if r.lateNamed(s.of) {
		return false
	}
	end := max(s.part, s.of) + 1
	for n := end; n < min(k.to, end+7); n++ {
		it := r.items[n]
		if it.kind == markItem || it.q != nil && !it.q.noise || conjunctions[it.text] {
			break
		}
		if !unmetWords[it.text] {
			continue
		}
		return r.overlap(c, k.from, k.to) > 0 || r.figureBefore(c, k, min(s.part, s.of)) || r.figureBeside(c, s)
	}
	return false
}

func (r *reading) complementClaim(c *Card, s share) (Claim, bool) {
	part, of := r.items[s.part].q, r.items[s.of].q
	if part.unit != plain || of.unit != plain || part.how != asSaid && part.how != about || of.how != asSaid || of.value.Sign() <= 0 || part.value.Cmp(of.value) > 0 {
		return Claim{}, false
	}
	figure := c.Figure
	left := func() *big.Rat { return percentage(new(big.Rat).Sub(of.value, part.value), of.value) }
	holds := func() bool {
		return of.value.Sign() > 0 && part.value.Cmp(of.value) <= 0 && around(figure.Value, figure.Step).Holds(left())
	}
	met := new(big.Rat).Sub(of.value, part.value)
	claim := r.claim(Share, Words, s.first, s.last)
	claim.Read, claim.Computed, claim.PerCent = Digits(met)+" of "+Digits(of.value), left(), true
	claim.Stated, claim.Allowed = Digits(figure.Value)+"%", c.figureAllows()
	claim.Agrees = holds()
	if claim.Agrees || part.how == about {
		return claim, claim.Agrees
	}
	if in, ok := ratio(part, of); ok && in.Meets(c.figureAllows()) {
		return Claim{}, false
	}
	k := r.sentences[r.sentenceOf(s.part)]
	few := part.value.Cmp(whole(10)) < 0 && r.figureBefore(c, k, min(s.part, s.of)) // a slip would explain any number so small
	return claim, few || slipFrom(true, holds, &figure, part, of)
}
