package claims

import (
	"math/big"

	"chaser/kpi"
)

// netTitles stand behind “net” in a title that counts how many more came than went.
var netTitles = set("change", "gain", "gains", "growth", "increase", "movement", "loss")

// netsOfTitle checks what came and what went against a card that counts the one less the other: “18 were approved and
// 13 resigned” under a net gain of 7.
func (r *reading) netsOfTitle(c *Card) []Claim {
	if c.Unit != kpi.Count || c.Figure.Value == nil || !c.countsNet() {
		return nil
	}
	for k, s := range r.sentences {
		in, out := r.flowPair(c, s)
		if in < 0 || out < 0 || r.hasWord(s.from, s.to, partialWords) || !r.periodOf(c, k, in) || !r.periodOf(c, k, out) {
			continue
		}
		a, b := r.items[in].q, r.items[out].q
		net := new(big.Rat).Sub(a.value, b.value)
		claim := r.claim(Stock, Own, min(in, out), max(in, out))
		claim.Read, claim.Computed = r.said(in)+" − "+r.said(out), net
		claim.Stated, claim.Allowed = Digits(c.Figure.Value), exactly(c.Figure.Value)
		claim.Agrees = new(big.Rat).Abs(net).Cmp(new(big.Rat).Abs(c.Figure.Value)) == 0
		if claim.Agrees || !r.namesOtherFlow(c, s) && !r.countsMore(c, in, out) {
			return []Claim{claim}
		}
	}
	return nil
}

// namesOtherFlow reports whether a sentence names another thing than the title, beside what came and went.
func (r *reading) namesOtherFlow(c *Card, s sentence) bool {
	title := c.titleStems()
	for n := s.from; n < s.to; n++ {
		if w := r.wordAt(n); r.strange(title, n) && !comingWords[w] && !goingWords[w] {
			return true
		}
	}
	return false
}

// countsMore reports whether the words count anything else, which may have come or gone too: “two transferred in”.
func (r *reading) countsMore(c *Card, in, out int) bool {
	for n, it := range r.items {
		if q := it.q; n != in && n != out && q != nil && !q.noise && q.unit == plain && !c.knows(q) {
			return true
		}
	}
	return false
}

// countsNet reports whether the title counts how many more came than went.
func (c *Card) countsNet() bool {
	ts := tokens(c.Title)
	for n := range ts {
		if word(ts, n) == "net" && (netTitles[word(ts, n+1)] || netTitles[word(ts, n+2)]) {
			return true
		}
	}
	return false
}
