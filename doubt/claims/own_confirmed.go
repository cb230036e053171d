package claims

import (
	"chaser/kpi"
)

// confirmed checks the card's percentage against one that the words give with the counts that it comes from, where the
// one is written as the other would be but for a slip: “174 of the 186 requests were answered in time (93.5%)” under
// 95.3. Nothing else in the words may come to what the card has.
func (r *reading) confirmed(c *Card) []Claim {
	if c.Unit != kpi.Percent || c.Figure.Value == nil || len(digitsOf(c.Figure)) < 2 || r.saysOwn(c) || !r.hardlyChance(c) {
		return nil
	}
	for k, s := range r.sentences[:min(2, len(r.sentences))] {
		for n := s.from; n < s.to; n++ {
			q := r.items[n].q
			if q == nil || q.noise || q.fraction || q.unit != percent || q.delta != 0 || q.base || q.target || q.how != asSaid || q.telling() < 2 {
				continue
			}
			if c.knows(q) || !r.periodOf(c, k, n) {
				return nil // the first one is the card's, if any is
			}
			if near(q.value, c.Figure.Value) || !likeSlip(q, c.Figure.Value) {
				return nil // a smaller group's may be near
			}
			counts := r.counts(r.sentences[max(0, k-1)].from, s.to)
			part, of, ok := r.comingTo(counts[:min(6, len(counts))], wide(q))
			if !ok || q.telling() < 3 && !anagrams(q.digits, digitsOf(c.Figure)) && !r.saysNoMore(c, s, part, of) {
				return nil
			}
			return r.confirmedShare(c, part, of)
		}
	}
	return nil
}

// saysNoMore reports whether a sentence ties a part to its whole and names what the title does, all but a word, and
// nothing else: “151,160 enquiries started, of which 133,265 (88%) were section 42”.
func (r *reading) saysNoMore(c *Card, s sentence, part, of int) bool {
	title := c.titleStems()
	if !r.isWhole(part, of) && !r.ofWhichIs(part, of) || part < s.from || of < s.from || r.limitsMeet(c, s.from, s.to) < 0 {
		return false
	}
	for n := s.from; n < s.to; n++ {
		if r.strange(title, n) {
			return false
		}
	}
	seen := r.overlap(c, s.from, s.to)
	return seen >= 2 && seen >= len(title)-1 && r.ownPeriod(c, s) && !r.hasWord(s.from, s.to, partialWords)
}

// hardlyChance reports whether the figure has so many digits that another share is hardly like it, or the words name
// what the title does.
func (r *reading) hardlyChance(c *Card) bool {
	return len(digitsOf(c.Figure)) > 2 || r.overlap(c, 0, r.sentences[min(1, len(r.sentences)-1)].to) > 0
}

// saysOwn reports whether the words give the card's figure, or counts that come to it.
func (r *reading) saysOwn(c *Card) bool {
	for _, it := range r.items {
		if q := it.q; q != nil && !q.noise && q.unit != plain && q.how == asSaid && c.isOwn(q) {
			return true
		}
	}
	return r.explains(c, r.ownCounts(c), nil, true)
}

func (r *reading) confirmedShare(c *Card, part, of int) []Claim {
	claim := r.claim(Share, Own, min(part, of), max(part, of))
	r.fill(&claim, r.items[part].q, r.items[of].q)
	claim.Stated, claim.Allowed = Digits(c.Figure.Value)+"%", c.figureAllows()
	return []Claim{claim}
}
