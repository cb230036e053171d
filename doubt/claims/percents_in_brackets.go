package claims

import "chaser/kpi"

// percentsInBrackets checks the parts of the card's percentage in brackets behind it: “48.1% (dry 26.4%, garden 16.2%,
// food 5.5%)”. Each must be named, and by no time or other council.
func (r *reading) percentsInBrackets(c *Card, s sentence) (Claim, bool) {
	if c.Unit != kpi.Percent || c.Figure.Value == nil {
		return Claim{}, false
	}
	for n := s.from; n+1 < s.to; n++ {
		q := r.items[n].q
		if q == nil || q.unit != percent || q.delta != 0 || q.target || q.how != asSaid || !c.Figure.says(q) {
			continue
		}
		from := n + 2
		if m := r.markAt(n + 1); m != "(" && m != ":" {
			if from = r.madeUpOf(s, n); from < 0 {
				continue
			}
		}
		list, ok := r.namedPercents(c, s, from)
		if !ok {
			continue
		}
		claim := r.claim(Sum, Own, n, list[len(list)-1])
		slack := r.slack(parts{list: list}, q.value)
		slack.Add(slack, c.Figure.Step)
		claim.Read, claim.Computed, claim.PerCent = r.added(list), r.sum(list), true
		claim.Stated, claim.Allowed = r.show(n), around(c.Figure.Value, slack)
		claim.Agrees = claim.Allowed.Holds(claim.Computed)
		holds := func() bool { return around(c.Figure.Value, slack).Holds(r.sum(list)) }
		if claim.Agrees {
			return claim, true
		}
		for _, p := range list {
			if r.swapMends(r.items[p].q, holds) {
				return claim, true
			}
		}
		if from > n+2 && r.tellingSlip(holds, list) {
			return claim, true
		}
	}
	return Claim{}, false
}

// madeUpOf is the place behind “is made up of” where that follows a number; −1 where it does not.
func (r *reading) madeUpOf(s sentence, n int) int {
	for i := n + 1; i < min(s.to, n+6) && r.items[i].kind == wordItem; i++ {
		if openers[r.wordAt(i)] {
			return max(i+1, n+3)
		}
	}
	return -1
}

// namedPercents are the percentages from an item to the end of its brackets, where a name stands before each.
func (r *reading) namedPercents(c *Card, s sentence, from int) ([]int, bool) {
	var list []int
	for n := from; n < s.to && r.markAt(n) != ")" && r.markAt(n) != ";"; n++ {
		it := r.items[n]
		switch {
		case it.w != nil:
			return nil, false
		case it.q == nil || it.q.noise:
		case it.q.unit != percent || it.q.delta != 0 || it.q.target || it.q.base || it.q.fraction || it.q.how != asSaid || r.wordAt(n-1) == "" && r.wordAt(n+1) == "" || r.yardstickOf(s, n) != "":
			return nil, false
		default:
			list = append(list, n)
		}
	}
	return list, len(list) >= 2 && !r.partial(s)
}
