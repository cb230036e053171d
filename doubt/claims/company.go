package claims

import "chaser/kpi"

// A sentence whose numbers are, but for one, what the card has for the times and the target that the words name, tells
// of the card: it is not of something else that meets the card's numbers twice by chance. The one that is another has
// gone wrong, however short it is: “58%, which is six points better than Q2 but three worse than Q3 last year”.

// role is a number of the words with what the card has for it.
type role struct {
	at     int
	agrees bool
	step   bool
	target bool
	weight int               // how much its agreeing tells
	claim  func(n int) Claim // of one that does not agree
	known  Known             // of a level: what it should be
}

// inCompany finds the one number that differs from what the card has, in the company of others that do not.
func (r *reading) inCompany(c *Card, agreed []Claim) []Claim {
	if c.Figure.Value == nil {
		return nil
	}
	own, said := r.firstOwn(c)
	for k, s := range r.sentences {
		roles, foreign := r.rolesOf(c, r.ledgerOf(c, k))
		odd := -1
		for i, o := range roles {
			if o.agrees {
				continue
			}
			if odd >= 0 {
				odd = -2
				break
			}
			odd = i
		}
		if odd == -1 {
			if claim, ok := r.twoHalves(c, s, roles); ok {
				return []Claim{claim}
			}
		}
		if odd == -1 && !said {
			if claim, ok := r.figureMissing(c, k, roles, foreign, agreed); ok {
				return []Claim{claim}
			}
		}
		if odd < 0 || roles[odd].at < s.from || roles[odd].at >= s.to {
			continue
		}
		if claim, ok := r.oddOne(c, r.ledgerOf(c, k), roles, odd, foreign, own); ok {
			return []Claim{claim}
		}
	}
	return nil
}

// rolesOf gives each number of a ledger its role, where the words leave no doubt of it, and lists the numbers of the
// card's unit that have none.
func (r *reading) rolesOf(c *Card, l ledger) (roles []role, foreign []int) {
	for i, e := range l.near {
		in := l
		in.s = r.sentences[r.sentenceOf(e.at)]
		if o, ok := r.roleOf(c, in, i); ok {
			roles = append(roles, o)
		} else if c.suits(e.q) && !r.isStep(in.s, e.at) && !r.insideReason(in.s, e.at) {
			foreign = append(foreign, e.at)
		}
	}
	return roles, foreign
}

// insideReason reports whether a number belongs to why something was so: “thanks to a grant of £1.2m”.
func (r *reading) insideReason(s sentence, n int) bool {
	for i := n - 1; i >= max(s.from, n-7) && r.items[i].kind == wordItem; i-- {
		if w := r.items[i].text; reasonWords[w] || w == "because" || w == "after" || w == "grant" {
			return true
		}
	}
	return false
}

func (r *reading) roleOf(c *Card, l ledger, i int) (role, bool) {
	e := l.near[i]
	if r.isStep(l.s, e.at) && !c.isOwn(e.q) && (e.q.how != asSaid || e.q.telling() < 2 || !c.knowsBefore(e.q)) {
		return r.stepRole(c, l, e)
	}
	lone := r.markAt(e.at-1) == "(" && r.items[e.at+1].kind == wordItem && r.labelOf(l.s, e.at) == nil && !r.timedInside(l.s, e.at)
	if !c.suits(e.q) || e.q.how != asSaid || lone || r.wordAt(e.at-1) == "by" {
		return role{}, false
	}
	o := role{at: e.at, weight: 1}
	if e.q.telling() > 1 || e.v >= 10_000 {
		o.weight = 2
	}
	for _, why := range r.levelReasons(c, l, e) {
		claim := why.claim(e.at)
		if claim.Subject == Target {
			o.agrees = c.Target.says(e.q)
		} else {
			o.agrees = o.agrees || within(e.v, why.v, why.half+2*e.half)
		}
		o.target = claim.Subject == Target
		if claim.Subject == Own && !o.agrees || !why.tied && claim.Subject != Own {
			return role{}, false
		}
		o.claim, o.known = why.claim, Known{Value: claim.Computed, Period: claim.Period}
	}
	if o.target && !o.agrees && r.looseTarget(c, l.s, e.at) {
		return role{}, false
	}
	return o, o.claim != nil
}

// stepRole is for a step from what the words name.
func (r *reading) stepRole(c *Card, l ledger, e entry) (role, bool) {
	reasons := r.stepReasons(c, l, e)
	if r.ofOtherUnit(c, l.s, e.at) || r.takesUpOther(c, l.s, e.q) || len(reasons) == 0 || !reasons[0].tied || c.Unit == kpi.Percent && (e.q.unit == plain && r.countsThings(l, e) || e.q.unit == percent && r.ofCount(l.s, e.at)) {
		return role{}, false
	}
	o := role{at: e.at, step: true, weight: 1, claim: reasons[len(reasons)-1].claim}
	if e.v >= 10_000 || !e.q.inWords && e.q.telling() > 1 {
		o.weight = 2
	}
	for _, why := range reasons {
		o.agrees = o.agrees || within(e.v, why.v, why.half+2*e.half)
	}
	return o, e.q.how == asSaid || o.agrees
}

// ofOtherUnit reports whether a step stands right behind a level of another unit than the card's, which is what moved:
// “went down to 32.0 weeks, 24% lower than a year ago” under a count.
func (r *reading) ofOtherUnit(c *Card, s sentence, n int) bool {
	if r.markAt(n-1) != "," || n-2 < s.from {
		return false
	}
	q := r.quantityAt(n - 2)
	return q != nil && !q.noise && q.delta == 0 && q.unit != plain && q.unit != percent && !c.suits(q)
}

// ofCount reports whether a percentage is how far the count before it moved: “114,000 applications were decided, 3 per
// cent higher than a year before”.
func (r *reading) ofCount(s sentence, n int) bool {
	for i := n - 1; i >= s.from; i-- {
		if q := r.items[i].q; q != nil && !q.noise && (q.unit != percent || !r.isStep(s, i)) {
			return q.count() && q.delta == 0
		}
	}
	return false
}

// oddOne decides whether the one number that does not agree can be nothing else.
func (r *reading) oddOne(c *Card, l ledger, roles []role, odd int, foreign []int, own int) (Claim, bool) {
	o, s := roles[odd], l.s
	e, _ := r.entryAt(o.at)
	weight, beside := 0, false
	for _, a := range roles {
		if a.agrees {
			weight += a.weight
			beside = beside || a.at >= s.from && a.at < s.to || o.step || o.target
		}
	}
	if o.step && own >= 0 && own < l.near[0].at {
		weight++
	}
	if weight < 2 || !beside || r.apartFromSaid(c, l, e) || !r.ownClause(c, s, o.at) {
		return Claim{}, false
	}
	if _, ok := r.lessTakenOut(c, s); ok {
		return Claim{}, false
	}
	for _, n := range foreign {
		if n >= s.from && n < o.at {
			return Claim{}, false
		}
	}
	claim := o.claim(o.at)
	claim.Stated, claim.Allowed = r.show(o.at), around(e.q.value, e.q.step)
	return claim, o.step || strongSlip(e.q, claim.Computed) || o.target
}

// ownClause reports whether the clause around a number names nothing that the title does not.
func (r *reading) ownClause(c *Card, s sentence, at int) bool {
	title := c.titleStems()
	for n := at - 1; n >= s.from && !partingWords[r.items[n].text]; n-- {
		if r.strange(title, n) && !stepWords[r.wordAt(n)] {
			return false
		}
	}
	for n := at + 1; n < min(s.to, at+8); n++ {
		it := r.items[n]
		if it.w != nil || it.q != nil || it.kind == markItem || conjunctions[it.text] || it.kind == wordItem && isTarget[it.text] {
			break
		}
		if r.strange(title, n) && !stepWords[it.text] {
			return false
		}
	}
	return true
}

// looseTarget reports whether the target beside a number may be another than the card's.
func (r *reading) looseTarget(c *Card, s sentence, n int) bool {
	for i := max(s.from, n-4); i < min(s.to, n+4); i++ {
		if isTarget[r.wordAt(i)] {
			return looseTargets[r.wordAt(i)] || r.otherTarget(c, s, i) || r.targetNumber(c, s, i) != n
		}
	}
	return true
}

// apartFromSaid reports whether a number is how far two others of the words are apart, of which one is told to be an
// earlier one, or neither is a small part.
func (r *reading) apartFromSaid(c *Card, l ledger, e entry) bool {
	for i, a := range l.near {
		for _, b := range l.near[i+1:] {
			if a.at == e.at || b.at == e.at || !within(e.v, (a.v-b.v).abs(), a.half+b.half+e.half) {
				continue
			}
			small := max(a.v, b.v) < 20_000 && !a.q.base && !b.q.base && !c.isOwn(a.q) && !c.isOwn(b.q) && a.q.unit == plain && b.q.unit == plain
			if !small {
				return true
			}
		}
	}
	return false
}

// twoHalves checks the two parts of the figure that a sentence gives and nothing else, where a step beside them is the
// card's: “Down by six on Q1. 17 boys and 4 girls”. It speaks where one slip mends them.
func (r *reading) twoHalves(c *Card, s sentence, roles []role) (Claim, bool) {
	known := false
	for _, o := range roles {
		known = known || o.step && o.agrees
	}
	counts := r.counts(s.from, s.to)
	if c.Unit != kpi.Count || !known || len(counts) != 2 || c.isOwn(r.items[counts[0]].q) || c.isOwn(r.items[counts[1]].q) {
		return Claim{}, false
	}
	opposed := false
	for _, pair := range opposites {
		opposed = opposed || pair[0][r.wordAt(counts[0]+1)] && pair[1][r.wordAt(counts[1]+1)] || pair[1][r.wordAt(counts[0]+1)] && pair[0][r.wordAt(counts[1]+1)]
	}
	holds := func() bool { return r.sum(counts).Cmp(c.Figure.Value) == 0 }
	if !opposed || holds() || r.items[counts[0]].q.how != asSaid || r.items[counts[1]].q.how != asSaid || !slipOf(holds, nil, r.quantities(counts)...) {
		return Claim{}, false
	}
	return r.sayOfFigure(c, counts[:1])(counts[1]), true
}
