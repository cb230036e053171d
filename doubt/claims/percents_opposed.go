package claims

import "math/big"

// opposedPercents checks two percentages that the words make the two things that can become of everything: “67.6 per
// cent answered and 34.2 per cent abandoned”. Together they are no more than a hundred. Where they are less, one slip
// must make them a hundred that is hardly chance, or make one of them the card's figure.
func (r *reading) opposedPercents(c *Card) []Claim {
	for _, s := range r.sentences {
		a, b := r.opposedIn(s)
		if b < 0 {
			continue
		}
		list := []int{a, b}
		slack := new(big.Rat)
		for _, q := range r.quantities(list) {
			slack.Add(slack, new(big.Rat).Mul(q.step, big.NewRat(1, 2)))
		}
		claim := r.claim(Sum, Words, a, b)
		claim.Read, claim.Computed, claim.Stated, claim.PerCent = r.added(list), r.sum(list), "100%", true
		claim.Allowed = around(hundred, slack)
		claim.Agrees = claim.Allowed.Holds(claim.Computed)
		if claim.Agrees || claim.Computed.Cmp(hundred) > 0 || r.opposedSlip(c, list, slack) {
			return []Claim{claim}
		}
	}
	return nil
}

// opposedIn are the places of the only two percentages of a sentence, where each has its outcome right behind it, and
// the outcomes are opposed; −1 where there are none.
func (r *reading) opposedIn(s sentence) (a, b int) {
	a, b = -1, -1
	for n := s.from; n < s.to; n++ {
		q := r.items[n].q
		switch {
		case r.items[n].w != nil && b < 0:
			return -1, -1 // Q1 65% allowed, Q2 40% dismissed
		case q == nil || q.noise || q.unit == length && n > b && b > 0:
		case q.unit == plain && a < 0:
		case q.unit != percent || q.delta != 0 || q.base || q.target || q.fraction || q.how != asSaid || b >= 0:
			return -1, -1
		case a < 0:
			a = n
		default:
			b = n
		}
	}
	if b < 0 || !r.parted([]int{a, b}) || r.partial(sentence{s.from, b}) {
		return -1, -1
	}
	if r.timelyAlone(a, b) && lateWords[r.becameOf(b)] && r.endsOutcome(b) {
		return a, b
	}
	for _, pair := range opposedOutcomes {
		for side := range pair {
			if pair[side][r.becameOf(a)] && pair[1-side][r.becameOf(b)] && r.endsOutcome(a) && r.endsOutcome(b) {
				return a, b
			}
		}
	}
	return -1, -1
}

// outcomePlace is the place of the word right behind a percentage, or behind “were” and the like.
func (r *reading) outcomePlace(n int) int {
	at := n + 1
	for w := r.wordAt(at); w == "were" || w == "was" || w == "are" || w == "is" || w == "had" || w == "been" || w == "have"; w = r.wordAt(at) {
		at++
	}
	return at
}

// becameOf is the word that says what became of a percentage.
func (r *reading) becameOf(n int) string { return r.wordAt(r.outcomePlace(n)) }

// timelyAlone reports whether the words between two percentages say that the first were in time, and nothing else.
func (r *reading) timelyAlone(a, b int) bool {
	if !r.inTime(a, b) {
		return false
	}
	for n := r.outcomePlace(a); n < b; n++ {
		it := r.items[n]
		if it.kind == wordItem && !timely[it.text] && !answeredWords[it.text] && !ofTime[it.text] || it.kind == markItem && it.text != "," && it.text != ";" || it.q != nil || it.w != nil {
			return false
		}
	}
	return true
}

// ofTime may stand among the words that say that something was in time.
var ofTime = set("the", "our", "in", "on", "within", "and", "agreed", "target", "with", "but")

// endsOutcome reports whether nothing behind what became of a percentage narrows it: no limit, no part and no time.
func (r *reading) endsOutcome(n int) bool {
	next := r.items[r.outcomePlace(n)+1]
	if next.text == "it" {
		next = r.items[r.outcomePlace(n)+2] // outside it
	}
	return next.kind == endItem || next.kind == markItem && next.text != "(" && next.text != "-" || next.kind == wordItem && conjunctions[next.text]
}

// opposedSlip reports whether one slip in one of two percentages makes them a hundred, where two digits changed over do
// or the card's figure is what it makes.
func (r *reading) opposedSlip(c *Card, list []int, slack *big.Rat) bool {
	holds := func() bool { return around(hundred, slack).Holds(r.sum(list)) }
	for i, q := range r.quantities(list) {
		if len(q.digits) > 2 && r.swapMends(q, holds) {
			return true
		}
		left := &quantity{value: new(big.Rat).Sub(hundred, r.items[list[1-i]].q.value), step: q.step, unit: percent}
		if !c.suits(left) || c.Figure.Value == nil || c.isOwn(q) || !c.isOwn(left) || !isStem(c.titleStems(), r.becameOf(list[i])) {
			continue
		}
		if slipsTo(q, c.Figure) {
			return true
		}
	}
	return false
}
