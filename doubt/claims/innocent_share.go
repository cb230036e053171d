package claims

import "math/big"

// innocentShare reports whether what stands beside a share that is claimed wrong shows that its counts are no part and
// whole, or that the percentage is of another whole.
func (r *reading) innocentShare(c *Card, claim Claim) bool {
	part, of := claim.Numerator, claim.Denominator
	if claim.Kind != Share || part == nil || of == nil || of.Sign() <= 0 || part.Sign() <= 0 || !claim.Allowed.bounded() {
		return false
	}
	if claim.Rule == "sharesFitting" && r.notOfOneSize(claim) {
		return true
	}
	both := new(big.Rat).Add(part, of)
	ofOwn := c.Figure.Value != nil && of.Cmp(c.Figure.Value) == 0
	from, to := r.linesOf(claim)
	for n := from; n < to; n++ {
		q := r.items[n].q
		if q == nil || q.noise || q.delta != 0 || q.unit == percent || q.unit == points {
			continue
		}
		switch {
		case q.unit == plain && part.Cmp(of) != 0 && q.value.Cmp(both) == 0:
			return true // of 371 open files, 160 are late and 211 are not
		case q.value.Cmp(part) == 0 && ((ofOwn || claim.Rule == "sharesFitting") && r.steppedTo(n) || ofOwn && c.knowsBefore(q) && !c.isOwn(q)):
			return true // 640, against 310 (11%) the year before
		case ofOwn && q.value.Cmp(of) == 0 && r.besideSibling(n, claim):
			return true
		}
	}
	return false
}

// notOfOneSize reports whether a share is so far from its percentage that neither a digit nor the point explains it:
// “alarms 38 per cent (a decade ago 35)”.
func (r *reading) notOfOneSize(claim Claim) bool {
	said := new(big.Rat).Add(claim.Allowed.Low, claim.Allowed.High)
	said.Quo(said, whole(2))
	if said.Sign() <= 0 || claim.Computed == nil || claim.Computed.Sign() <= 0 {
		return false
	}
	times := new(big.Rat).Quo(said, claim.Computed)
	return times.Cmp(whole(1000)) > 0 || times.Cmp(big.NewRat(1, 1000)) < 0
}

// steppedTo reports whether a count before its percentage in brackets is how much more or less there are, or stands in
// a list of such: “an extra 214 (4.6%)”, “vans were up 57 (7.1%) and lorries 66 (18.3%)”.
func (r *reading) steppedTo(n int) bool {
	if r.markAt(n+1) != "(" {
		return false
	}
	s := r.sentences[r.sentenceOf(n)]
	if moreWords[r.wordAt(n-1)] || r.isStep(s, n) {
		return true
	}
	for i := n - 1; i >= max(s.from, n-14); i-- {
		switch it := r.items[i]; {
		case it.depth > r.items[n].depth, it.text == ")", it.text == "(":
		case it.kind == markItem && it.text != ",":
			return false
		case it.q != nil && !it.q.noise:
			return r.markAt(i+1) == "(" && (r.isStep(s, i) || moreWords[r.wordAt(i-1)] || upOrDown[r.wordAt(i-1)])
		}
	}
	return false
}

var (
	moreWords = set("extra", "additional", "further", "another")
	upOrDown  = set("up", "down")
)

// besideSibling reports whether the card's count has a percentage beside it of a whole in which the claim's part makes
// what is stated: “houses made 61% (2,440 homes); flats 800 or 20%”.
func (r *reading) besideSibling(own int, claim Claim) bool {
	s := r.sentences[r.sentenceOf(own)]
	for n := max(s.from, own-reach); n < min(s.to, own+reach); n++ {
		q := r.items[n].q
		if q == nil || q.unit != percent || q.value.Sign() <= 0 {
			continue
		}
		again := new(big.Rat).Mul(q.value, claim.Numerator)
		again.Quo(again, claim.Denominator)
		slack := new(big.Rat).Quo(new(big.Rat).Mul(q.step, claim.Numerator), claim.Denominator)
		if claim.Allowed.Meets(around(again, slack)) {
			return true
		}
	}
	return false
}
