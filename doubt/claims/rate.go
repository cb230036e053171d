package claims

import (
	"math/big"

	"chaser/kpi"
)

// rates checks a count of each thousand against the card's rate: “38 people among a population of 400,000” under 9.5
// per 100,000. It speaks where one slip explains what does not fit.
func (r *reading) rates(c *Card) []Claim {
	per := c.perThousands()
	if per == nil || c.Figure.Value == nil || c.Figure.Value.Sign() <= 0 {
		return nil
	}
	for k, s := range r.sentences {
		counts := r.counts(s.from, s.to)
		list := counts[:0:0]
		for _, n := range counts {
			if !c.knows(r.items[n].q) {
				list = append(list, n)
			}
		}
		for _, n := range list {
			if of := r.wholeAfter(n); of > 0 && len(list) > 2 {
				list = []int{n, of} // 86 hurt in a population of 400,000: 4 killed, 19 seriously and 63 slightly
				break
			}
		}
		if len(list) != 2 || !r.ownPeriod(c, s) && (!r.periodOf(c, k, list[0]) || !r.periodOf(c, k, list[1])) {
			continue
		}
		part, of := list[0], list[1]
		if r.items[part].q.value.Cmp(r.items[of].q.value) > 0 {
			part, of = of, part
		}
		if claim, ok := r.rateClaim(c, part, of, per); ok {
			return []Claim{claim}
		}
	}
	return nil
}

func (r *reading) rateClaim(c *Card, n, m int, per *big.Rat) (Claim, bool) {
	part, of := r.items[n].q, r.items[m].q
	if of.value.Cmp(per) < 0 && of.value.Cmp(whole(1000)) < 0 || part.how != asSaid || part.value.Sign() <= 0 {
		return Claim{}, false
	}
	reckon := func() *big.Rat {
		v := new(big.Rat).Quo(part.value, of.value)
		return v.Mul(v, per)
	}
	claim := r.claim(Rate, Own, min(n, m), max(n, m))
	claim.Read = Digits(part.value) + " of " + Digits(of.value)
	claim.Computed, claim.Allowed = reckon(), around(c.Figure.Value, c.Figure.Step)
	claim.Numerator = per
	rounded := claim.Allowed
	if of.round { // a population may be rounded
		rounded = around(c.Figure.Value, new(big.Rat).Mul(c.Figure.Value, big.NewRat(3, 100)))
	}
	claim.Agrees = claim.Allowed.Holds(claim.Computed) || rounded.Holds(claim.Computed)
	if claim.Agrees {
		return claim, true
	}
	return claim, slipOf(func() bool { return of.value.Sign() > 0 && claim.Allowed.Holds(reckon()) }, nil, part)
}

// perThousands is the number that the title's rate is of: 100,000; nil where it is none.
func (c *Card) perThousands() *big.Rat {
	c.read()
	if c.Unit == kpi.Percent {
		return nil
	}
	return c.per
}

// thousandsOf is the number behind “per” in a title: 100,000; nil where there is none.
func thousandsOf(title string) *big.Rat {
	ts := tokens(title)
	for n := range ts {
		if word(ts, n) != "per" || n+1 >= len(ts) || ts[n+1].kind != digitsToken {
			continue
		}
		q := &quantity{}
		if q.readDigits(ts, n+1); q.value.Cmp(whole(1000)) >= 0 {
			return q.value
		}
	}
	return nil
}
