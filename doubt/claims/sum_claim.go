package claims

import (
	"math/big"
	"strings"
)

// sumClaim adds parts up. Parts that make the whole are a claim that agrees; others are only spoken of where a slip in
// one number explains them and the words leave no room for further parts, or where they are so large that the slip
// cannot be chance.
func (r *reading) sumClaim(c *Card, k int, p parts) (Claim, bool) {
	for _, n := range p.list {
		if (r.items[n].q.unit == money) != (r.items[p.list[0]].q.unit == money) {
			return Claim{}, false // the old depot (£1.5m) and 7 houses
		}
		if part := r.partOf(n); part >= 0 && (part == p.whole || p.whole < 0 && c.isOwn(r.items[part].q)) {
			return Claim{}, false // 14 of the 18 were green, one amber and three red
		}
	}
	whole, slack := c.Figure.Value, new(big.Rat)
	subject := Own
	if p.whole >= 0 {
		whole = r.items[p.whole].q.value
		if !c.suits(r.items[p.whole].q) || !c.Figure.says(r.items[p.whole].q) {
			subject = Words
		}
	}
	if p.known != nil {
		whole, subject = p.known.Value, p.subject
	}
	first, last := p.list[0], p.list[len(p.list)-1]
	if p.whole >= 0 {
		first = min(first, p.whole)
	}
	claim := r.claim(Sum, subject, first, last)
	claim.Read = r.added(p.list)
	if p.known != nil {
		claim.Period = p.known.Period
	}
	claim.Pounds = r.items[p.list[0]].q.unit == money
	sum := r.sum(p.list)
	slack = r.slack(p, whole)
	if new(big.Rat).Mul(slack, big.NewRat(10, 1)).Cmp(new(big.Rat).Abs(whole)) > 0 && slack.Sign() > 0 {
		return Claim{}, false // rounded to more than they come to
	}
	claim.Computed, claim.Stated, claim.Allowed = sum, Digits(whole), around(whole, slack)
	claim.Agrees = claim.Allowed.Holds(sum)
	if claim.Agrees {
		return claim, true
	}
	if r.moreDecided(c, p, sum, whole) || r.madeUpBehind(r.sentences[r.sentenceOf(last)], last, sum, claim.Allowed) || r.roundedToHundreds(p, sum, whole) ||
		r.someOfAnother(p, sum, whole) {
		return Claim{}, false
	}
	if r.wholeBefore(p.list, claim.Allowed) || claim.Allowed.Holds(new(big.Rat).Add(sum, new(big.Rat).SetInt64(r.onesBetween(first, last, p.list)))) {
		return Claim{}, false
	}
	holds := func() bool {
		w := whole
		if p.whole >= 0 {
			w = r.items[p.whole].q.value
		}
		return r.sum(p.list).Cmp(w) == 0
	}
	var known *Known
	if p.whole < 0 {
		of := c.Figure
		if p.known != nil {
			of = *p.known
		}
		known = &of
		holds = func() bool { return around(of.Value, slack).Holds(r.sum(p.list)) }
	}
	qs := r.quantities(p.list)
	if p.whole >= 0 {
		qs = append(qs, r.items[p.whole].q)
	}
	slip := slipOf(holds, known, qs...)
	telling := p.told || (p.closed || len(digitsOf(c.Figure)) > 3 && r.allLong(p.list)) && known != nil && swapsInto(sum, slack, known) || r.tellingSlip(holds, p.list)
	if !slip || !telling {
		return claim, false
	}
	if p.whole < 0 && r.anyAbove(p.list, whole) && r.items[p.list[0]].q.unit == money {
		return Claim{}, false // a fund of £4.2m is no part of what was spent
	}
	swapped := false
	for _, q := range qs {
		swapped = swapped || r.swapMends(q, holds)
	}
	return claim, r.sumSure(c, k, p, whole, swapped)
}

// wholeBefore reports whether the first numbers of a list come to the whole, up to a semicolon, so that those behind it
// part it once more: “six men and three women; two are under 25”.
func (r *reading) wholeBefore(list []int, whole Interval) bool {
	for n := 2; n < len(list); n++ {
		if r.hasMark(list[n-1], list[n], ";") && whole.Holds(r.sum(list[:n])) {
			return true
		}
	}
	return false
}

// tellingSlip reports whether a sum is mended by a slip that chance seldom makes: in a number of the list that has two
// digits or more, and as many of them as it had. Any list of short numbers comes to any total with a digit more or
// less.
func (r *reading) tellingSlip(holds func() bool, list []int) bool {
	for _, n := range list {
		if q := r.items[n].q; (q.inWords || q.telling() > 1 || q.digits != "" && len(q.digits) > 1) && slipFrom(true, holds, nil, q) {
			return true
		}
	}
	return false
}

// allLong reports whether every number of a list has four digits and more, so that a swap that makes their sum is
// hardly chance.
func (r *reading) allLong(list []int) bool {
	for _, n := range list {
		if len(r.items[n].q.digits) < 4 {
			return false
		}
	}
	return true
}

// swapsInto reports whether two neighbouring digits of the card's number changed over make it a sum.
func swapsInto(sum, slack *big.Rat, k *Known) bool {
	digits := digitsOf(*k)
	for n := 1; n < len(digits); n++ {
		d := digits[:n-1] + digits[n:n+1] + digits[n-1:n] + digits[n+1:]
		if v, ok := new(big.Rat).SetString(d); ok && d != digits && around(v.Mul(v, k.Step), slack).Holds(sum) {
			return true
		}
	}
	return false
}

// chance is from how large a whole a slip that mends a sum is hardly chance.
const chance = 100

// swapMends reports whether two neighbouring digits of one number changed over make a sum.
func (r *reading) swapMends(q *quantity, holds func() bool) bool {
	was := q.value
	defer func() { q.value = was }()
	for n := 1; n < len(q.digits) && !q.inWords; n++ {
		d := q.digits[:n-1] + q.digits[n:n+1] + q.digits[n-1:n] + q.digits[n+1:]
		v, ok := new(big.Rat).SetString(d)
		if !ok || d == q.digits {
			continue
		}
		if q.value = v.Mul(v, q.step); holds() {
			return true
		}
	}
	if len(q.digits) < 4 || len(q.digits) > 5 || q.inWords {
		return false
	}
	for n := range q.digits { // two pairs changed over, or two digits that are no neighbours
		for m := range n {
			d := []byte(q.digits)
			d[n], d[m] = d[m], d[n]
			if r.swappedOnce(q, string(d), holds) {
				return true
			}
		}
	}
	return false
}

// swappedOnce reports whether digits, or two neighbours among them changed over, make a sum.
func (r *reading) swappedOnce(q *quantity, digits string, holds func() bool) bool {
	for n := range digits {
		d := digits
		if n > 0 {
			d = digits[:n-1] + digits[n:n+1] + digits[n-1:n] + digits[n+1:]
		}
		if v, ok := new(big.Rat).SetString(d); ok && d != q.digits {
			if q.value = v.Mul(v, q.step); holds() {
				return true
			}
		}
	}
	return false
}

func (r *reading) sumSure(c *Card, k int, p parts, total *big.Rat, swapped bool) bool {
	s := r.sentences[k]
	small := total.Cmp(whole(chance)) < 0
	about := p.whole >= 0 || r.overlap(c, s.from, s.to) > 0 || len(r.sentences) == 1
	if p.whole < 0 && k > 0 {
		about = about || r.tellsOfOwn(c, s)
	}
	switch {
	case swapped:
		return about || p.closed
	case !about:
		return false
	case p.closed:
		return true
	}
	large := total.Cmp(whole(1000)) >= 0 || len(p.list) == 2 && (p.whole >= 0 || !r.ownSaidApart(c, k))
	return !small && large && len(p.list) <= 3 && (p.whole < 0 || len(p.list) == 2)
}

// ownSaidApart reports whether the card's figure stands in the words, and neither in a sentence nor in the one before.
func (r *reading) ownSaidApart(c *Card, k int) bool {
	said := false
	for n, it := range r.items {
		if it.q != nil && !it.q.noise && c.isOwn(it.q) {
			if said = true; r.sentenceOf(n) == k || r.sentenceOf(n) == k-1 {
				return false
			}
		}
	}
	return said
}

// added writes an addition: “31 + 30 + 4”.
func (r *reading) added(list []int) string {
	said := make([]string, len(list))
	for n, at := range list {
		said[n] = r.said(at)
	}
	return strings.Join(said, " + ")
}

// said is a number in digits, or as it stands where it is an amount of money.
func (r *reading) said(n int) string {
	if q := r.items[n].q; q.unit != money {
		return Digits(q.value)
	}
	return r.show(n)
}

func (r *reading) sum(list []int) *big.Rat {
	sum := new(big.Rat)
	for _, n := range list {
		sum.Add(sum, r.items[n].q.value)
	}
	return sum
}

// slack is how far a sum may be off where its numbers are rounded: by half of their last digit, for each of them.
func (r *reading) slack(p parts, total *big.Rat) *big.Rat {
	slack := new(big.Rat)
	for _, n := range p.list {
		q := r.items[n].q
		if q.scaled || q.unit == money || q.step.Cmp(whole(1)) < 0 {
			slack.Add(slack, new(big.Rat).Mul(q.step, big.NewRat(1, 2)))
		} else if q.round {
			slack.Add(slack, new(big.Rat).Mul(noughts(q), big.NewRat(1, 2)))
		}
	}
	if slack.Sign() > 0 { // the whole is rounded as its parts are
		slack.Add(slack, new(big.Rat).Quo(slack, whole(int64(len(p.list)))))
	}
	return slack
}

// anyAbove reports whether a number of a list is more than the whole.
func (r *reading) anyAbove(list []int, whole *big.Rat) bool {
	for _, n := range list {
		if r.items[n].q.value.Cmp(whole) > 0 {
			return true
		}
	}
	return false
}

// onesBetween counts those that are called “one” and are no number of a list: “one was consistent, one remained the
// same, three declined”.
func (r *reading) onesBetween(first, last int, list []int) (ones int64) {
	for n := first; n <= last; n++ {
		if strings.EqualFold(r.show(n), "one") && !contains(list, n) {
			ones++
		}
	}
	return ones
}

// roundedToHundreds reports whether parts and the card's figure are all told in hundreds, as national statistics are,
// and are off by no more than their rounding.
func (r *reading) roundedToHundreds(p parts, sum, whole *big.Rat) bool {
	hundreds := func(v *big.Rat) bool { return new(big.Rat).Quo(v, hundred).IsInt() }
	if p.whole >= 0 || !hundreds(whole) || whole.Cmp(big.NewRat(1000, 1)) < 0 {
		return false
	}
	for _, n := range p.list {
		if r.items[n].q.unit != plain || !hundreds(r.items[n].q.value) {
			return false
		}
	}
	off := new(big.Rat).Sub(sum, whole)
	return off.Abs(off).Cmp(big.NewRat(int64(50*(len(p.list)+1)), 1)) <= 0
}
