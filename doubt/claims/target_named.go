package claims

import "math/big"

// goalNames are names of what a figure is held against that is the card's target where it has the target's number.
var goalNames = set("milestone", "goal", "aim", "standard", "benchmark", "threshold", "target", "ambition")

// namesOwnTarget reports whether a word names a target of whatever kind, or “aimed for” does, whose number is the
// card's: “a milestone of 22.67%”, “the 30-week statutory target”.
func (r *reading) namesOwnTarget(c *Card, s sentence, n int) bool {
	if c.Target.Value == nil || !goalNames[r.wordAt(n)] && !r.aimedFor(n) {
		return false
	}
	at := r.targetNumber(c, s, n)
	if at < 0 && r.aimedFor(n) {
		at = n - 1
	}
	if at < 0 || !c.Target.stands(r.items[at].q) || !c.suits(r.items[at].q) || r.items[at].q.telling() < 2 {
		return false
	}
	for i := min(at, n) - 1; i >= max(s.from, min(at, n)-4); i-- {
		if _, other := yardsticks[r.wordAt(i)]; other {
			return false
		}
	}
	for i := max(at, n) + 1; i < min(s.to, max(at, n)+5) && r.items[i].kind != markItem; i++ {
		if w := r.items[i].w; w != nil && c.slotOf(w) != slotOwn || yardsticks[r.wordAt(i)] != "" {
			return false
		}
	}
	return r.wordAt(n) != "benchmark" && r.wordAt(n) != "threshold" && yardsticks[r.wordAt(n-1)] == ""
}

// aimedFor reports whether “aimed for”, “we aim for” or “aimed at” stands behind a number.
func (r *reading) aimedFor(n int) bool {
	w, next := r.wordAt(n), r.wordAt(n+1)
	return w == "aimed" && (next == "for" || next == "at") && r.quantityAt(n-1) != nil
}

// aimedAgain checks the number that is “aimed for” where a phrase puts the card's figure on the right side of its
// target: “22.2 days, outside the 40 days aimed for”.
func (r *reading) aimedAgain(c *Card, s sentence, n int) (Claim, bool) {
	if !r.aimedFor(n) || c.Target.Value == nil || c.Figure.Value == nil {
		return Claim{}, false
	}
	at := n - 1
	q := r.items[at].q
	if !c.suits(q) || q.noise || q.how != asSaid || c.Target.stands(q) {
		return Claim{}, false
	}
	i := at - 1
	for r.wordAt(i) == "the" || r.wordAt(i) == "our" {
		i--
	}
	if sign, ok := besideWords[r.wordAt(i)]; !ok || sign != 0 || i <= s.from || !r.saidOfOwn(c, s, i) {
		return Claim{}, false
	}
	claim := r.claim(Restated, Target, at, n+1)
	claim.Computed, claim.Stated, claim.Allowed, claim.PerCent = c.Target.Value, r.show(at), wide(q), q.unit == percent
	return claim, true
}

// standardSlipped finds a standard that is put beside the card's figure and is not its target, but next to it: “94.0%
// against the standard of 97%” under a target of 96. A standard further away may be another than the target.
func (r *reading) standardSlipped(c *Card, s sentence, n int) (Claim, bool) {
	at := r.targetNumber(c, s, n)
	if r.wordAt(n) != "standard" || at < 0 || c.Target.Value == nil || c.Target.stands(r.items[at].q) || !r.putBeside(c, s, n, at) {
		return Claim{}, false
	}
	q := r.items[at].q
	apart := new(big.Rat).Sub(q.value, c.Target.Value)
	if !near(q.value, c.Target.Value) || apart.Abs(apart).Cmp(q.step) > 0 || len(q.digits) < 2 {
		return Claim{}, false
	}
	claim := r.claim(Restated, Target, min(at, n), max(at, n))
	claim.Computed, claim.Stated, claim.Allowed, claim.PerCent = c.Target.Value, r.show(at), wide(q), q.unit == percent
	return claim, true
}
