package claims

// targetNumber is the place of the number of a target: “target of 90%”, “90% target”, “target (90%)”; −1 where none is
// said.
func (r *reading) targetNumber(c *Card, s sentence, n int) int {
	heading := n == s.from+1 && r.markAt(n+1) == ":" && r.wordAt(s.from) != "the" && r.wordAt(s.from) != "our"
	for i := n + 1; i < min(s.to, n+5) && !heading; i++ { // “Below target: 22 days”
		it := r.items[i]
		if it.q != nil {
			if !it.q.noise && it.q.delta == 0 && c.suits(it.q) && it.q.how == asSaid {
				if c.Figure.says(it.q) && c.Target.Value != nil && !c.Target.stands(it.q) && (r.wordAt(i-1) == "at" || r.wordAt(i-1) == "with") {
					return -1 // 1,300 above target at 21,300
				}
				if r.markAt(i-1) == ":" && c.isOwn(it.q) && c.Target.Value != nil && !c.Target.says(it.q) {
					return -1 // 2% off target: 74,310 visitors
				}
				if r.markAt(i-1) == "(" && comparesWords[r.wordAt(i+1)] && r.quantityAt(i+2) != nil && c.suits(r.quantityAt(i+2)) {
					return i + 2 // below target (8.6% against 9%)
				}
				return i
			}
			return -1
		}
		if it.text != "of" && it.text != "(" && it.text != "is" && it.text != "was" && it.text != "at" && it.text != "=" && it.text != ":" && it.text != "set" {
			break
		}
	}
	if q := r.quantityAt(n - 2); q != nil && n-2 >= s.from && otherTargets[r.wordAt(n-1)] && c.Target.stands(q) && c.suits(q) && q.how == asSaid && !q.noise && r.markAt(n-1) == "" {
		return n - 2 // the 30-week statutory target
	}
	for i := n - 1; i >= max(s.from, n-2); i-- {
		it := r.items[i]
		if it.q != nil {
			before := r.wordAt(i - 1)
			if !it.q.noise && c.suits(it.q) && it.q.how == asSaid && it.q.delta == 0 && (before == "the" || before == "our" || before == "a" || before == "its" || before == "vs" || besideNumber[before] || before == "versus" || before == "against" || r.markAt(i-1) == "(") {
				return i
			}
			return -1
		}
		if it.text != "corporate" && it.text != "quarterly" && it.text != "-" {
			break
		}
	}
	return -1
}

// besideNumber may stand right before the number of a target: “just outside 3 day target”.
var besideNumber = set("outside", "inside", "within", "above", "below", "under", "over")

// targetAgain checks a target that the words say again. It speaks where one slip makes it the card's.
func (r *reading) targetAgain(c *Card, s sentence, n int) (Claim, bool) {
	at := r.targetNumber(c, s, n)
	if at < 0 {
		at = r.bareTarget(c, s, n)
	}
	if at < 0 || c.Target.Value == nil || c.Target.stands(r.items[at].q) || r.saysTarget(c) || looseTargets[r.wordAt(n)] && (!slipsTo(r.items[at].q, c.Target) || !r.putBeside(c, s, n, at)) {
		return Claim{}, false
	}
	q := r.items[at].q
	first := min(at, n)
	if r.wordAt(first-1) == "the" || r.wordAt(first-1) == "our" {
		first--
	}
	a, named := r.asideAt(c, s, n)
	if named {
		first = a.first
	}
	if named && a.by < 0 && a.value == at && r.items[at].depth == 0 && r.saidOfOwn(c, s, min(first, at)) {
		claim := r.claim(Restated, Target, min(at, n), max(at, n))
		claim.Computed, claim.Stated, claim.Allowed, claim.PerCent = c.Target.Value, r.show(at), wide(q), q.unit == percent
		return claim, true
	}
	if !r.putBeside(c, s, n, at) && (!slipsTo(q, c.Target) && !c.knows(q) || len(q.digits) < 2 || !r.saidOfOwn(c, s, first)) {
		return Claim{}, false
	}
	claim := r.claim(Restated, Target, min(at, n), max(at, n))
	claim.Computed, claim.Stated, claim.Allowed, claim.PerCent = c.Target.Value, r.show(at), wide(q), q.unit == percent
	return claim, true
}
