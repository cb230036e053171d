package claims

import (
	"math/big"

	"chaser/kpi"
)

// restRates checks the percentage of those that were not as the title counts, which follows from the figure: “so a
// third were unsold”, “0.24% therefore went uncollected”, “Roughly 28% of attenders, then, wait longer”. It speaks
// where the words say that it follows, or that it is of all others.
func (r *reading) restRates(c *Card) []Claim {
	if c.Unit != kpi.Percent || c.Figure.Value == nil || c.namesUnmet() || c.Figure.Value.Cmp(hundred) >= 0 {
		return nil
	}
	for _, s := range r.sentences {
		for n := s.from; n < s.to; n++ {
			q := r.items[n].q
			if q == nil || q.noise || q.unit != percent || q.delta != 0 || q.base || q.target || besideWords[r.wordAt(n+1)] != 0 || !r.followsFrom(s, n) || !r.unmetBehind(s, n) {
				continue
			}
			if k := r.sentenceOf(n); n == r.firstLevel(s) && k > 0 && !r.tellsOfOwn(c, s) {
				continue
			}
			if n != r.firstLevel(s) && !r.onlyOwnRates(c, s, n) {
				continue
			}
			left := new(big.Rat).Sub(hundred, c.Figure.Value)
			claim := r.claim(Share, Words, n, n)
			claim.Read, claim.Computed, claim.PerCent = "100% − "+Digits(c.Figure.Value)+"%", left, true
			claim.Stated, claim.Allowed = r.show(n), wide(q)
			slack := new(big.Rat).Add(c.Figure.Step, q.step)
			claim.Agrees = q.interval().Meets(around(left, slack)) || q.interval().Meets(around(c.Figure.Value, slack))
			return []Claim{claim}
		}
	}
	return nil
}

// followsFrom reports whether the words around a percentage say that it follows from what stands before.
func (r *reading) followsFrom(s sentence, n int) bool {
	for i := max(s.from, n-3); i < min(s.to, n+8); i++ {
		switch r.wordAt(i) {
		case "so", "therefore", "then", "leaving", "thus":
			return true
		}
		if i < n && (r.markAt(i) == ";" || r.items[i].q != nil) {
			return false
		}
	}
	return false
}

var allWord = set("all", "ever", "yet")

// unmetBehind reports whether the words right behind a percentage say that something was not as it should be.
func (r *reading) unmetBehind(s sentence, n int) bool {
	for i := n + 1; i < min(s.to, n+8); i++ {
		w := r.wordAt(i)
		switch {
		case w == "at" && r.wordAt(i+1) == "all" || w == "not" && r.hasWord(i, min(i+4, s.to), allWord):
			return false // so 5% were not answered at all
		case unmetWords[w], len(w) > 5 && w[:2] == "un" && w[len(w)-2:] == "ed", w == "unsold":
			return true
		case w == "" && r.markAt(i) != ",":
			return false
		}
	}
	return false
}

// onlyOwnRates reports whether a sentence gives the card's percentage before an item, and none besides.
func (r *reading) onlyOwnRates(c *Card, s sentence, before int) bool {
	own := false
	for n := s.from; n < before; n++ {
		if q := r.items[n].q; q != nil && !q.noise && q.unit == percent {
			if q.delta != 0 || !c.isOwn(q) {
				return false
			}
			own = true
		}
	}
	return own
}
