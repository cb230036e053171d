package claims

import (
	"math/big"

	"chaser/kpi"
)

// withinTarget checks that the figure is said to be near its target: “within half a percentage point of the 25%
// target”.
func (r *reading) withinTarget(c *Card) []Claim {
	if c.Figure.Value == nil || c.Target.Value == nil {
		return nil
	}
	var all []Claim
	for _, s := range r.sentences {
		for n := s.from + 1; n < s.to; n++ {
			q := r.items[n].q
			if q == nil || q.noise || q.delta != 0 || r.wordAt(n-1) != "within" || r.wordAt(n+1) != "of" || q.unit != points && !c.suits(q) && (c.Unit != kpi.Percent || q.unit != plain) {
				continue
			}
			at := n + 2
			for at < min(s.to, n+6) && (betweenWords[r.wordAt(at)] || r.quantityAt(at) != nil && c.Target.stands(r.items[at].q)) {
				at++
			}
			if at >= s.to || !isTarget[r.wordAt(at)] || r.hasWord(s.from, n, suppositions) || r.otherTarget(c, s, at) || !r.saidOfOwn(c, s, n-1) {
				continue
			}
			by := new(big.Rat).Sub(c.Figure.Value, c.Target.Value)
			claim := r.sayStep(c, c.Target, false)(n)
			claim.Stated, claim.Allowed = "within "+r.show(n), Interval{nil, new(big.Rat).Add(q.value, q.step)}
			if claim.Agrees = claim.Allowed.Holds(by.Abs(by)); claim.Agrees || q.how == asSaid {
				all = append(all, claim)
			}
		}
	}
	return all
}

// suppositions begin what may be so.
var suppositions = set("if", "where", "when", "whether", "any", "those")
