package claims

import (
	"math/big"
)

// moreOfThese reads a part that is more than the whole before it: “Of 160 sessions offered, 184 were taken up”.
func (r *reading) moreOfThese(n int) (share, bool) {
	s := r.sentences[r.sentenceOf(n)]
	if w := r.wordAt(n + 2); r.wordAt(n+1) == "of" && (w == "which" || w == "these" || w == "them") {
		return r.moreThanBefore(s, n)
	}
	if next := r.wordAt(n + 1); r.wordAt(s.from) != "of" || next != "were" && next != "was" && next != "had" && next != "have" || r.markAt(n-1) != "," {
		return share{}, false
	}
	for i := s.from + 1; i < min(n, s.from+4); i++ {
		q := r.items[i].q
		if q == nil && ofWords[r.wordAt(i)] {
			continue
		}
		if q.count() && len(r.counts(s.from, n)) == 1 && q.value.Cmp(r.items[n].q.value) < 0 {
			return share{part: n, of: i, rate: -1, first: i, last: n}, true
		}
		break
	}
	return share{}, false
}

// moreThanBefore reads a part that is more than the whole right before it: “1,240 were due, 1,320 of these took place”.
// Only numbers of as many digits are taken for one and the same things.
func (r *reading) moreThanBefore(s sentence, n int) (share, bool) {
	q := r.items[n].q
	for i := n - 1; i >= max(s.from, n-reach); i-- {
		of := r.items[i].q
		if r.markAt(i) == ";" {
			break // 1,104 new claims; changes took 5.1 days (9,860 of them)
		}
		if of == nil || of.noise || of.unit == length {
			continue
		}
		if of.count() && q.count() && len(of.digits) > 1 && len(of.digits) == len(q.digits) && of.value.Cmp(q.value) < 0 {
			return share{part: n, of: i, rate: -1, first: i, last: n}, true
		}
		break
	}
	return share{}, false
}

// shareClaim checks a part, its whole and its percentage where the words give all three, or a percentage that no part
// of its whole can have.
func (r *reading) shareClaim(s share) (Claim, bool) {
	if s.of < 0 || s.rate < 0 {
		return r.moreThanAll(s)
	}
	of, rate := r.items[s.of].q, r.items[s.rate].q
	if s.part < 0 {
		return r.grim(s, of, rate)
	}
	part := r.items[s.part].q
	claim := r.claim(Share, Words, s.first, s.last)
	r.fill(&claim, part, of)
	claim.Stated, claim.Allowed = r.show(s.rate), wide(rate)
	in, ok := ratio(part, of)
	if !ok {
		return Claim{}, false
	}
	claim.Agrees = in.Meets(claim.Allowed)
	return claim, true
}

// moreThanAll speaks of a part that is more than its whole: “40 of our 24 parks”.
func (r *reading) moreThanAll(s share) (Claim, bool) {
	if s.of < 0 || s.part < 0 {
		return Claim{}, false
	}
	part, of := r.items[s.part].q, r.items[s.of].q
	if part.unit != plain || !of.sized() || of.unit == money || part.value.Cmp(of.value) <= 0 || part.how != asSaid || of.how != asSaid || of.value.Sign() <= 0 {
		return Claim{}, false
	}
	claim := r.claim(Share, Words, s.first, s.last)
	r.fill(&claim, part, of)
	claim.Stated, claim.Allowed = "100% or less", Interval{nil, hundred}
	return claim, true
}

// grim checks that some whole number of the total gives the percentage. Source: Brown and Heathers, “The GRIM test”
// (2017), here for percentages. A whole that may be rounded is left alone.
func (r *reading) grim(s share, of, rate *quantity) (Claim, bool) {
	if rate.fraction || rate.how != asSaid || of.how != asSaid || of.round || of.value.Cmp(whole(1000)) > 0 || of.value.Sign() <= 0 || rate.target {
		return Claim{}, false
	}
	claim := r.claim(Grim, Words, s.first, s.last)
	claim.Stated, claim.Allowed, claim.PerCent, claim.Likely = r.show(s.rate), wide(rate), true, true
	claim.Denominator = of.value
	nearest := new(big.Rat).Mul(rate.value, of.value)
	nearest.Quo(nearest, hundred)
	n := new(big.Int).Quo(nearest.Num(), nearest.Denom())
	for _, k := range []*big.Rat{new(big.Rat).SetInt(n), new(big.Rat).SetInt(n.Add(n, big.NewInt(1)))} {
		p := percentage(k, of.value)
		if claim.Allowed.Holds(p) {
			claim.Agrees = true
		}
		if claim.Computed == nil || closer(p, claim.Computed, rate.value) {
			claim.Computed, claim.Numerator = p, k
		}
	}
	claim.Read = Digits(claim.Numerator) + " of " + Digits(of.value)
	return claim, true
}

func closer(a, b, to *big.Rat) bool {
	x, y := new(big.Rat).Sub(a, to), new(big.Rat).Sub(b, to)
	return x.Abs(x).Cmp(y.Abs(y)) < 0
}
