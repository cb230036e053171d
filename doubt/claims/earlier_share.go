package claims

import (
	"math/big"

	"chaser/kpi"
)

// earlierShares checks a part of a whole that the words give for an earlier time, beside one that is the figure: “5 of
// 8, against 7 of 10 in the previous quarter”. It speaks where one slip explains what does not fit.
func (r *reading) earlierShares(c *Card, all []share) []Claim {
	if c.Unit != kpi.Percent || c.Figure.Value == nil {
		return nil
	}
	var claims []Claim
	for _, s := range all {
		if s.part < 0 || s.of < 0 || !r.ownShareBefore(c, all, s) {
			continue
		}
		at, ok := r.timeOf(c, r.sentences[r.sentenceOf(s.of)], s.of)
		known, subject := c.knownAt(at)
		if !ok || known.Value == nil || subject == Own {
			continue
		}
		part, of := r.items[s.part].q, r.items[s.of].q
		in, ok := ratio(part, of)
		if !ok {
			continue
		}
		claim := r.claim(Share, subject, s.first, s.last)
		r.fill(&claim, part, of)
		claim.Period, claim.Stated, claim.Allowed = known.Period, Digits(known.Value)+"%", around(known.Value, known.Step)
		claim.Agrees = in.Meets(claim.Allowed)
		holds := func() bool { return of.value.Sign() > 0 && claim.Allowed.Holds(percentage(part.value, of.value)) }
		if claim.Agrees || slipOf(holds, nil, part, of) {
			claims = append(claims, claim)
		}
	}
	return claims
}

// ownShareBefore reports whether a share of the same sentence is the figure.
func (r *reading) ownShareBefore(c *Card, all []share, s share) bool {
	if k := r.sentences[r.sentenceOf(s.part)]; c.Figure.Value.Cmp(hundred) == 0 && r.wordAt(k.from) == "all" {
		return true
	}
	for _, o := range all {
		if o.part < 0 || o.of < 0 || o.part >= s.part || r.sentenceOf(o.part) != r.sentenceOf(s.part) {
			continue
		}
		if in, ok := ratio(r.items[o.part].q, r.items[o.of].q); ok && in.Meets(c.figureAllows()) {
			return true
		}
	}
	return false
}

// fractionsSaid checks a fraction in words with its percentage in brackets: “four in five (82%)”.
func (r *reading) fractionsSaid() []Claim {
	var claims []Claim
	for n := 0; n+3 < len(r.items); n++ {
		said, rate := r.items[n].q, r.items[n+2].q
		if said == nil || !said.fraction || r.markAt(n+1) != "(" || rate == nil || rate.unit != percent || rate.fraction || r.markAt(n+3) != ")" {
			continue
		}
		claim := r.claim(Share, Words, n, n+3)
		claim.Read, claim.Computed, claim.PerCent = r.show(n), new(big.Rat).Set(said.value), true
		claim.Stated, claim.Allowed = r.show(n+2), wide(rate)
		claim.Agrees = said.interval().Meets(claim.Allowed)
		if claim.Agrees || slipOf(func() bool { return said.interval().Holds(rate.value) }, nil, rate) {
			claims = append(claims, claim)
		}
	}
	return claims
}
