package claims

import "slices"

// told is what the words of a commentary tell rightly: which of the card's earlier numbers, and in which sentences
// which changes, as they were read.
type told struct {
	earlier map[Subject]bool
	first   map[string]int // the first sentence with a change
	last    map[string]int // the last one
}

// withoutOthers leaves out disagreements about an earlier number, or a change from it, where the words have told that
// rightly already: “304 last year and 402 the year before”, “a 7% increase on the 564 of last year. There was a 30%
// increase in private units”. The second is about something else.
func (r *reading) withoutOthers(c *Card, all []Claim) []Claim {
	t := told{map[Subject]bool{}, map[string]int{}, map[string]int{}}
	for _, claim := range all {
		switch {
		case !claim.Agrees:
		case claim.Kind == Restated && (claim.Subject == Previous || claim.Subject == YearAgo):
			t.earlier[claim.Subject] = true
		case claim.Kind == Change:
			k := r.sentenceOf(r.itemAt(claim.Start))
			if first, ok := t.first[claim.Read]; !ok || k < first {
				t.first[claim.Read] = k
			}
			t.last[claim.Read] = max(t.last[claim.Read], k)
		}
	}
	return slices.DeleteFunc(all, func(claim Claim) bool {
		return !claim.Agrees && claim.Computed != nil && r.toldRightly(c, t, claim)
	})
}

// toldRightly reports whether the words tell rightly elsewhere what a claim tells wrongly: an earlier number, unless
// the wrong one is a slip of it, or a change, in another sentence.
func (r *reading) toldRightly(c *Card, t told, wrong Claim) bool {
	at := r.itemAt(wrong.Start)
	switch wrong.Kind {
	case Restated:
		return t.earlier[wrong.Subject] && !r.slippedFrom(at, wrong, c.numberOf(wrong.Subject))
	case Change:
		first, ok := t.first[wrong.Read]
		k := r.sentenceOf(at)
		return ok && (first != k || t.last[wrong.Read] != k || !r.stepSlips(at, wrong))
	}
	return false
}

// stepSlips reports whether a step of a claim, which begins at an item, is written as the right one may be with a slip.
func (r *reading) stepSlips(at int, wrong Claim) bool {
	for ; at < len(r.items) && r.items[at].end <= wrong.End; at++ {
		if q := r.items[at].q; q != nil && !q.noise && likeSlip(q, wrong.Computed) {
			return true
		}
	}
	return false
}

// slippedFrom reports whether the number of a claim, which begins at an item, is a slip of the known one that is hardly
// chance.
func (r *reading) slippedFrom(at int, wrong Claim, known Known) bool {
	for ; at < len(r.items) && r.items[at].end <= wrong.End; at++ {
		if q := r.items[at].q; q != nil {
			return len(q.digits) > 2 && slipsTo(q, known)
		}
	}
	return false
}

// itemAt is the item at a place of the text.
func (r *reading) itemAt(start int) int {
	n, _ := slices.BinarySearchFunc(r.items, start, func(it item, start int) int { return it.start - start })
	return min(n, len(r.items)-1)
}
