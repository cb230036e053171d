package claims

import "chaser/kpi"

// ofTarget checks what per cent of its target the figure of a count or an amount is said to be: “1,868 visits, or 93.4
// per cent of target”. It speaks where one slip explains what does not fit.
func (r *reading) ofTarget(c *Card) []Claim {
	if c.Figure.Value == nil || c.Target.Value == nil || c.Target.Value.Sign() <= 0 || c.Unit != kpi.Count && c.Unit != kpi.Currency {
		return nil
	}
	var all []Claim
	for _, s := range r.sentences {
		for n := s.from; n < s.to; n++ {
			q := r.items[n].q
			if q == nil || q.noise || q.unit != percent || q.delta != 0 || q.fraction || q.how != asSaid || q.telling() < 2 || r.wordAt(n+1) != "of" {
				continue
			}
			at := n + 2
			for at < min(s.to, n+5) && betweenWords[r.wordAt(at)] {
				at++
			}
			if at >= s.to || !isTarget[r.wordAt(at)] || r.otherTarget(c, s, at) || r.items[at+1].kind == wordItem && r.items[at+1].text != "for" {
				continue
			}
			if !r.figureRightBefore(c, s, n) && !r.figureBeforeTarget(c, s, n) {
				continue // the north with 83% of target
			}
			claim := r.claim(Sum, Words, n, at)
			claim.Read = Digits(c.Figure.Value) + " of " + Digits(c.Target.Value)
			claim.Computed, claim.PerCent = percentage(c.Figure.Value, c.Target.Value), true
			claim.Stated, claim.Allowed = r.show(n), wide(q)
			if claim.Agrees = claim.Allowed.Holds(claim.Computed); claim.Agrees || likeSlip(q, claim.Computed) {
				all = append(all, claim)
			}
		}
	}
	return all
}

// figureRightBefore reports whether the card's figure stands before a number with no other between and no clause.
func (r *reading) figureRightBefore(c *Card, s sentence, n int) bool {
	for i := n - 1; i >= max(s.from, n-8); i-- {
		it := r.items[i]
		if it.q != nil && !it.q.noise {
			return it.q.delta == 0 && !it.q.target && c.isOwn(it.q)
		}
		if it.text == ";" || it.kind == wordItem && conjunctions[it.text] {
			return false
		}
	}
	return false
}

// figureBeforeTarget reports whether the sentence gives before a percentage the card's figure, its target and how far
// they are apart, and nothing else: “6,656 visits against a target of 6,875, so 219 short (96.8% of target)”.
func (r *reading) figureBeforeTarget(c *Card, s sentence, n int) bool {
	own := false
	for i := s.from; i < n; i++ {
		q := r.items[i].q
		switch {
		case q == nil || q.noise || r.isStep(s, i):
		case q.delta == 0 && !q.target && !own && c.isOwn(q):
			own = true
		case !own || !c.Target.stands(q):
			return false
		}
	}
	return own
}
