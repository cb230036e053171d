package claims

import "chaser/kpi"

// opposedParts checks two numbers that the words make the two parts of the card's count, of which none can be both, as
// boys and girls: together they are no more than the figure. “Secondary accounts for 26 and primary for 6” under 29.
func (r *reading) opposedParts(c *Card) []Claim {
	if c.Unit != kpi.Count || c.Figure.Value == nil {
		return nil
	}
	for k, s := range r.sentences {
		counts := r.counts(s.from, s.to)
		if len(counts) != 2 || k > 1 || !r.parted(counts) && r.markAt(counts[1]-1) != "/" && r.markAt(counts[0]+2) != "/" {
			continue
		}
		l := r.ledgerOf(c, k)
		for _, at := range l.own {
			if l.near[at].at != counts[0] || !r.halves(c, l, at) {
				continue
			}
			sum := r.sum(counts)
			claim := r.claim(Sum, Own, counts[0], counts[1])
			claim.Read, claim.Computed, claim.Stated = r.added(counts), sum, Digits(c.Figure.Value)
			claim.Allowed, claim.Agrees = exactly(c.Figure.Value), sum.Cmp(c.Figure.Value) == 0
			told := k == 0 || r.saysFigureBefore(c, counts[0]) || r.hasWord(s.from, s.to, partWords)
			if claim.Agrees || told && !c.knowsBefore(&quantity{value: sum}) && sum.Cmp(c.Figure.Value) > 0 && c.sizedAsFigure(&quantity{value: sum}) && r.hasWord(s.from, s.to, accountsFor) && r.ownPeriod(c, s) {
				return []Claim{claim}
			}
		}
	}
	return nil
}

// accountsFor tie parts to the whole that was told of.
var accountsFor = set("accounts", "account", "accounted", "makes", "made", "comprises", "comprising", "were", "are")

// saysFigureBefore reports whether the card's figure stands before an item, in its sentence or the one before.
func (r *reading) saysFigureBefore(c *Card, n int) bool {
	k := r.sentenceOf(n)
	for i := r.sentences[max(0, k-1)].from; i < n; i++ {
		if q := r.items[i].q; q != nil && !q.noise && q.delta == 0 && !q.target && c.isOwn(q) {
			return true
		}
	}
	return false
}
