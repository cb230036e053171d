package claims

import "math/big"

// rowShare is a cell of a row, the percentage beside it and the whole that it is of.
type rowShare struct{ part, rate, of cell }

// off is how far a percentage is from what it should be, and what its rounding allows, both in the same measure.
func (x rowShare) off() (off, half milli) {
	return (x.rate.v*x.of.v - 100_000*x.part.v).abs(), x.rate.step * x.of.v / 2
}

func (x rowShare) holds() bool {
	off, half := x.off()
	return off <= half && x.part.v <= x.of.v && x.of.v > 0
}

// nearly reports whether a percentage is off by no more than a last digit that was cut off.
func (x rowShare) nearly() bool {
	off, half := x.off()
	return off <= 2*half && x.of.v > 0
}

// slipMends reports whether one slip in the part or in its percentage makes them fit the whole.
func (x rowShare) slipMends() bool {
	mended := x
	for _, v := range x.part.slips() {
		if mended.part.v = v; mended.holds() {
			return true
		}
	}
	mended = x
	for _, v := range x.rate.slips() {
		if mended.rate.v = v; mended.holds() {
			return true
		}
	}
	return false
}

// rowShareClaim says what a row's share comes to.
func (r *reading) rowShareClaim(w row, x rowShare) Claim {
	claim := Claim{Kind: Share, Subject: Words, Start: w.start, End: w.end, Quote: r.text[w.start:w.end],
		Stated: r.text[x.rate.start:x.rate.end], PerCent: true}
	claim.Numerator, claim.Denominator = x.part.v.rat(), x.of.v.rat()
	claim.Computed = percentage(claim.Numerator, claim.Denominator)
	claim.Read = Digits(claim.Numerator) + " of " + Digits(claim.Denominator)
	claim.Allowed = around(x.rate.v.rat(), new(big.Rat).Mul(x.rate.step.rat(), big.NewRat(1, 2)))
	return claim
}
