package claims

import (
	"math/big"

	"chaser/kpi"
)

// needed checks how many more it is said to take to a percentage, of the counts that make the card's: “83 of 230
// completed. Another five would take us to 38%”.
func (r *reading) needed(c *Card) []Claim {
	if c.Unit != kpi.Percent || c.Figure.Value == nil {
		return nil
	}
	for n := range r.items {
		q := r.items[n].q
		if q == nil || q.noise || q.unit != plain || q.how != asSaid || q.fraction || !r.wouldBe(n) {
			continue
		}
		s := r.sentences[r.sentenceOf(n)]
		to, aim := r.reaching(c, s, n)
		if aim.Value == nil {
			continue
		}
		part, of, ok := r.ownPair(c, n)
		if !ok {
			return nil
		}
		if claim, ok := r.neededClaim(c, n, to, part, of, aim); ok {
			return []Claim{claim}
		}
	}
	return nil
}

// reaching reads what more would reach: a percentage, with its place, or the card's target.
func (r *reading) reaching(c *Card, s sentence, n int) (int, Known) {
	reached := false
	for i := n + 1; i < min(s.to, n+14); i++ {
		it := r.items[i]
		switch {
		case it.kind == markItem && it.text != ",", it.text == "but":
			return -1, Known{}
		case it.q != nil && it.q.unit == percent && reached && it.q.how == asSaid:
			return i, Known{Value: it.q.value, Step: it.q.step}
		case it.q != nil && !it.q.noise:
			return -1, Known{}
		case reached && it.text == "target" && (i+1 >= s.to || r.quantityAt(i+2) == nil):
			return -1, c.Target
		}
		reached = reached || reachWords[it.text] || (it.text == "would" || it.text == "should") && it.kind == wordItem || it.text == "to" && (r.wordAt(i-1) == "us" || r.wordAt(i+1) == "reach" || r.wordAt(i+1) == "hit")
	}
	return -1, Known{}
}

// wouldBe reports whether a number is of more that there might have been: “another five”, “nine more”, “an additional
// 88”.
func (r *reading) wouldBe(n int) bool {
	before := r.wordAt(n - 1)
	return before == "another" || before == "additional" || before == "further" || r.wordAt(n+1) == "more"
}

var reachWords = set("reach", "reached", "hit", "meet")

// ownPair is the share before an item that comes to the card's percentage.
func (r *reading) ownPair(c *Card, before int) (part, of *quantity, ok bool) {
	for n := range before {
		q := r.items[n].q
		if q == nil || !q.count() || q.how != asSaid {
			continue
		}
		at := r.wholeAfter(n)
		if at <= 0 || at >= before {
			continue
		}
		if in, fits := ratio(q, r.items[at].q); fits && in.Meets(c.figureAllows()) {
			return q, r.items[at].q, true
		}
	}
	return nil, nil, false
}

// saysWould reports whether “would” or “should” stands before a percentage that more would have made.
func (r *reading) saysWould(n, to int) bool {
	return r.hasWord(n, to, wouldWords)
}

var wouldWords = set("would", "should")

func (r *reading) neededClaim(c *Card, n, to int, part, of *quantity, aim Known) (Claim, bool) {
	more := func(aim *big.Rat) *big.Rat {
		need := new(big.Rat).Quo(new(big.Rat).Mul(aim, of.value), hundred)
		return need.Sub(need, part.value)
	}
	near := func(aim *big.Rat) bool { // rounded up, or one above
		far := new(big.Rat).Sub(r.items[n].q.value, more(aim))
		return far.Cmp(whole(-1)) > 0 && far.Cmp(whole(2)) < 0
	}
	claim := r.claim(Sum, Words, min(n, max(to, 0)), max(n, to))
	if to < 0 {
		claim = r.claim(Sum, Words, n, n)
	}
	claim.Read = Digits(aim.Value) + "% of " + Digits(of.value) + " − " + Digits(part.value)
	claim.Computed, claim.Stated, claim.Allowed, claim.Agrees = more(aim.Value), r.show(n), exactly(r.items[n].q.value), near(aim.Value)
	if claim.Agrees || of.round {
		return claim, claim.Agrees
	}
	if to >= 0 && r.saysWould(n, to) {
		q, rate := r.items[n].q, r.items[to].q
		return claim, slipOf(func() bool { return near(rate.value) }, nil, q, rate)
	}
	if to >= 0 && c.Target.Value != nil && !c.Target.says(r.items[to].q) {
		return claim, near(c.Target.Value) // another percentage than the target, which the number fits
	}
	return claim, to < 0 || c.Target.Value != nil
}
