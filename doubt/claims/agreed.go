package claims

import "slices"

// withoutOthers leaves out disagreements about an earlier number, or a change from it, where the words have told that
// rightly already: “304 last year and 402 the year before”, “a 7% increase on the 564 of last year. There was a 30%
// increase in private units”. The second is about something else.
func (r *reading) withoutOthers(c *Card, all []Claim) []Claim {
	var kept []Claim
	for _, claim := range all {
		if claim.Agrees || claim.Computed == nil || !r.toldRightly(c, all, claim) {
			kept = append(kept, claim)
		}
	}
	return kept
}

// toldRightly reports whether the words tell rightly elsewhere what a claim tells wrongly: an earlier number, unless
// the wrong one is a slip of it, or a change, in another sentence.
func (r *reading) toldRightly(c *Card, all []Claim, wrong Claim) bool {
	if wrong.Kind != Change && (wrong.Kind != Restated || wrong.Subject != Previous && wrong.Subject != YearAgo || r.slippedFrom(wrong, c.numberOf(wrong.Subject))) {
		return false
	}
	for _, right := range all {
		if !right.Agrees || right.Kind != wrong.Kind {
			continue
		}
		if wrong.Kind == Restated && right.Subject == wrong.Subject || wrong.Kind == Change && right.Read == wrong.Read && r.sentenceAt(right.Start) != r.sentenceAt(wrong.Start) {
			return true
		}
	}
	return false
}

// slippedFrom reports whether the number of a claim is a slip of the known one that is hardly chance.
func (r *reading) slippedFrom(wrong Claim, known Known) bool {
	for _, it := range r.items {
		if q := it.q; q != nil && it.start >= wrong.Start && it.end <= wrong.End {
			return len(q.digits) > 2 && slipsTo(q, known)
		}
	}
	return false
}

// sentenceAt is the number of the sentence that holds a place of the text.
func (r *reading) sentenceAt(start int) int {
	n, _ := slices.BinarySearchFunc(r.items, start, func(it item, start int) int { return it.start - start })
	return r.sentenceOf(min(n, len(r.items)-1))
}
