package claims

import "chaser/kpi"

// sharesOfLabelled checks the share that the words give a thing which the sentence before counts, of all that the card
// counts: “1,287 special services and 2,019 false alarms. False alarms made up 47% of all activity”.
func (r *reading) sharesOfLabelled(c *Card) []Claim {
	if c.Unit != kpi.Count || c.Figure.Value == nil || c.Figure.Value.Sign() <= 0 {
		return nil
	}
	for k := 1; k < len(r.sentences); k++ {
		s := r.sentences[k]
		n := r.firstLevel(s)
		if n < s.from+3 || !r.hasWord(s.from, n, makesUp) || r.wordAt(n+1) != "of" || r.wordAt(n+2) != "all" && r.wordAt(n+2) != "everything" && r.wordAt(n+3) != "total" {
			continue
		}
		q, part := r.items[n].q, r.labelledBefore(k)
		if part < 0 || q.unit != percent || q.fraction || q.how != asSaid || !r.saysOwnBefore(c, s, s.from) || c.isOwn(r.items[part].q) {
			continue
		}
		p := share{part: part, of: -1, rate: n, first: part, last: n}
		figure := &quantity{value: c.Figure.Value, step: whole(1)}
		claim := r.claim(Share, Words, s.from, n)
		r.fill(&claim, r.items[part].q, figure)
		claim.Stated, claim.Allowed, claim.Agrees = r.show(n), wide(q), r.pairAgrees(p, figure)
		return []Claim{claim}
	}
	return nil
}

// makesUp lead from a thing to its share.
var makesUp = set("made", "make", "makes", "accounted", "account", "accounts", "formed", "form", "represented", "represent")

// labelledBefore is the place of the number in the sentence before, behind which the first two words of a sentence
// stand right away; −1 where there is none or more than one.
func (r *reading) labelledBefore(k int) int {
	s, before := r.sentences[k], r.sentences[k-1]
	found := -1
	for n := before.from; n+2 < before.to+1; n++ {
		if q := r.items[n].q; q.count() && q.how == asSaid && r.wordAt(n+1) != "" && r.wordAt(n+1) == r.wordAt(s.from) && r.wordAt(n+2) == r.wordAt(s.from+1) {
			if found >= 0 {
				return -1
			}
			found = n
		}
	}
	return found
}
