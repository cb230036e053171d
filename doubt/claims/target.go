package claims

import (
	"math/big"

	"chaser/kpi"
)

// aside is where a phrase puts the figure beside its target: “two points below the target of 90%”, “exceeded target”.
type aside struct {
	sign   int  // +1 above, −1 below, 0 not said
	better int  // +1 better, −1 worse, 0 not said
	by     int  // the place of the distance; −1 where none is said
	value  int  // the place of the target's own number; −1 where none is said
	met    bool // “met”, which allows the target itself
	first  int
	last   int
}

// isTarget are the names of a target.
var isTarget = set("target", "targets", "ceiling")

// besideWords put a number above or below a target.
var besideWords = map[string]int{"below": -1, "under": -1, "beneath": -1, "short": -1, "lower": -1, "fewer": -1, "less": -1,
	"above": 1, "over": 1, "higher": 1, "more": 1, "greater": 1, "ahead": 0, "behind": 0, "off": 0, "outside": 0, "better": 0, "worse": 0,
	"from": 0, "within": 0, "away": 0, "adrift": 0, "shy": -1, "clear": 0}

// reachedWords are the verbs that say on which side of a target the figure is: +1 better than it, 0 at it or better,
// −1 worse.
var reachedWords = map[string]int{"exceeded": 1, "exceeds": 1, "exceeding": 1, "surpassed": 1, "beat": 1, "bettered": 1, "outperformed": 1,
	"met": 0, "meets": 0, "meeting": 0, "achieved": 0, "achieves": 0, "hit": 0, "reached": 0,
	"missed": -1, "misses": -1, "missing": -1}

// betweenWords may stand between such a word and “target”.
var betweenWords = set("the", "our", "its", "their", "a", "of", "this", "than", "quarterly", "corporate", "council's", "service", "agreed", "current", "set",
	"that", "quarter's", "on", "performance", "local", "to", "against", "in", "year's", "council")

// otherTargets are targets of which the card knows nothing.
var otherTargets = set("annual", "yearly", "national", "england", "regional", "government", "stretch", "year-end", "full", "full-year", "end", "interim",
	"new", "old", "previous", "original", "revised", "year", "minimum", "statutory", "internal", "future", "next", "final", "long-term", "government's",
	"individual", "team", "cumulative", "profiled", "upper", "lower", "monthly", "their")

// targets checks what the words say of the figure beside its target.
func (r *reading) targets(c *Card) []Claim {
	if c.Figure.Value == nil {
		return nil
	}
	var all []Claim
	for _, s := range r.sentences {
		for n := s.from; n < s.to; n++ {
			if !isTarget[r.wordAt(n)] || r.otherTarget(c, s, n) {
				continue
			}
			if claim, ok := r.targetAgain(c, s, n); ok {
				all = append(all, claim)
				continue
			}
			if a, ok := r.asideAt(c, s, n); ok && r.saidOfOwn(c, s, a.first) {
				if claim, ok := r.asideClaim(c, a); ok {
					all = append(all, claim)
				}
			}
		}
	}
	return all
}

// otherTarget reports whether a target may be another than the card's: an annual one, the nation's, another year's.
func (r *reading) otherTarget(c *Card, s sentence, n int) bool {
	from := n
	for from > max(s.from, n-4) && !conjunctions[r.items[from-1].text] && r.items[from-1].text != "," {
		from--
	}
	for i := from; i < min(s.to, n+8); i++ {
		it := r.items[i]
		if i > n && (it.text == "," || it.text == ";" || it.text == "and" || it.text == "but") {
			break
		}
		if otherTargets[it.text] && r.wordAt(i-1) != "this" {
			return true
		}
		if it.w != nil && c.slotOf(it.w) != slotOwn {
			return true
		}
	}
	return r.wordAt(n) == "targets" && r.wordAt(n-1) != "the"
}

// targetNumber is the place of the number of a target: “target of 90%”, “90% target”, “target (90%)”; −1 where none is
// said.
func (r *reading) targetNumber(c *Card, s sentence, n int) int {
	for i := n + 1; i < min(s.to, n+5); i++ {
		it := r.items[i]
		if it.q != nil {
			if !it.q.noise && it.q.delta == 0 && c.suits(it.q) && it.q.how == asSaid {
				return i
			}
			return -1
		}
		if it.text != "of" && it.text != "(" && it.text != "is" && it.text != "was" && it.text != "at" && it.text != "=" && it.text != ":" && it.text != "set" {
			break
		}
	}
	for i := n - 1; i >= max(s.from, n-2); i-- {
		it := r.items[i]
		if it.q != nil {
			before := r.wordAt(i - 1)
			if !it.q.noise && c.suits(it.q) && it.q.how == asSaid && it.q.delta == 0 && (before == "the" || before == "our" || before == "a" || before == "its") {
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

// targetAgain checks a target that the words say again. It speaks where one slip makes it the card's.
func (r *reading) targetAgain(c *Card, s sentence, n int) (Claim, bool) {
	at := r.targetNumber(c, s, n)
	if at < 0 || c.Target.Value == nil || c.Target.says(r.items[at].q) {
		return Claim{}, false
	}
	q := r.items[at].q
	first := min(at, n)
	if r.wordAt(first-1) == "the" || r.wordAt(first-1) == "our" {
		first--
	}
	if a, ok := r.asideAt(c, s, n); ok {
		first = a.first
	}
	if !slipsTo(q, c.Target) || len(q.digits) < 2 || !r.saidOfOwn(c, s, first) && r.overlap(c, s.from, s.to) < 2 {
		return Claim{}, false
	}
	claim := r.claim(Restated, Target, min(at, n), max(at, n))
	claim.Computed, claim.Stated, claim.Allowed, claim.PerCent = c.Target.Value, r.show(at), wide(q), q.unit == percent
	return claim, true
}

// asideAt reads the phrase that ends in “target”.
func (r *reading) asideAt(c *Card, s sentence, n int) (aside, bool) {
	a := aside{by: -1, value: r.targetNumber(c, s, n), first: n, last: n}
	if a.value > n {
		a.last = a.value
	}
	if next := r.wordAt(n + 1); r.wordAt(n-1) == "on" && n-1 >= s.from && a.value < 0 {
		a.first, a.met = n-1, true // “on target to reach” is a hope
		return a, next != "to" && next != "for" && r.asserted(s, n-1)
	}
	if r.passive(s, &a) {
		return a, r.asserted(s, n)
	}
	i := n - 1
	for i >= s.from && i > n-7 && (betweenWords[r.wordAt(i)] || i == a.value || r.markAt(i) == "-") {
		i--
	}
	if i < s.from {
		return a, false
	}
	w := r.wordAt(i)
	if side, ok := reachedWords[w]; ok && r.asserted(s, i) {
		a.first, a.better, a.met = i, side, side == 0
		r.asideBy(s, &a)
		return a, true
	}
	sign, ok := besideWords[w]
	if how := r.quantityAt(i); !ok && how != nil && (how.how == above || how.how == beneath) && i == a.value {
		ok = true // “below 90%” joins to one quantity
	}
	if !ok || !r.asserted(s, i) {
		return a, false
	}
	a.sign, a.first = sign, i
	switch w {
	case "better", "ahead":
		a.better = 1
	case "worse", "behind":
		a.better = -1
	}
	if q := r.quantityAt(i - 1); q != nil && !q.noise && i-1 >= s.from {
		a.by, a.first = i-1, i-1
	} else if a.sign == 0 && a.better == 0 {
		return a, false
	}
	return a, true
}

// passive reads “the target was met”, “was not met”.
func (r *reading) passive(s sentence, a *aside) bool {
	n := a.last + 1
	switch w := r.wordAt(n); {
	case n >= s.to:
		return false
	case w == "was" || w == "is" || w == "has":
		if n++; r.wordAt(n) == "been" {
			n++
		}
	case w != "exceeded" && w != "missed" && w != "met" && w != "achieved" || a.value >= 0:
		return false
	}
	not := r.wordAt(n) == "not"
	if not {
		n++
	}
	side, ok := reachedWords[r.wordAt(n)]
	if !ok || n >= s.to || not && side != 0 {
		return false
	}
	a.better, a.met, a.last = side, side == 0, n
	if not {
		a.better, a.met = -1, false
	}
	r.asideBy(s, a)
	return true
}

// asideBy reads the distance after the target: “missed its target by 2 points”.
func (r *reading) asideBy(s sentence, a *aside) {
	for i := a.last + 1; i < min(s.to, a.last+4); i++ {
		if r.wordAt(i) != "by" {
			continue
		}
		for k := i + 1; k < min(s.to, i+4); k++ {
			if q := r.items[k].q; q != nil && !q.noise {
				a.by, a.last = k, k
				return
			}
		}
	}
}

// doubtful are the words that make what a sentence says of a target a hope, a rule or another time.
var doubtful = set("will", "would", "should", "could", "may", "might", "can", "expected", "expect", "forecast", "likely", "projected", "aim", "aims", "to", "not",
	"never", "if", "unless", "until", "when", "before", "had", "usually", "no", "longer", "nor", "once", "consistently", "previously", "every", "each",
	"all", "both", "any", "month", "months", "didn't", "without", "almost", "nearly", "only", "first", "than", "neither", "most", "half", "one", "two")

// asserted reports whether a word stands in a plain statement.
func (r *reading) asserted(s sentence, at int) bool {
	for n := at - 1; n >= max(s.from, at-6); n-- {
		it := r.items[n]
		if it.text == ";" || it.text == "," || it.text == "but" || it.text == "and" {
			return true
		}
		if doubtful[it.text] {
			return false
		}
	}
	return true
}

// asideClaim holds a phrase against the figure and its target.
func (r *reading) asideClaim(c *Card, a aside) (Claim, bool) {
	target := c.Target
	if a.value >= 0 {
		q := r.items[a.value].q
		if target.Value != nil && !target.says(q) {
			return Claim{}, false
		}
		if target.Value == nil {
			target = Known{Value: q.value, Step: q.step}
		}
	}
	if target.Value == nil {
		return Claim{}, false
	}
	check := r.side
	if a.by >= 0 {
		check = r.distance
	}
	claim, ok := check(c, a, target)
	if a.value >= 0 {
		claim.Read = r.show(a.value)
	}
	return claim, ok
}

// side checks “exceeded its target” and “below target”. Of a figure that should fall, “below target” may praise or
// blame, so that nothing is said of it.
func (r *reading) side(c *Card, a aside, target Known) (Claim, bool) {
	by := c.Figure.Value.Cmp(target.Value) // +1 above
	worth := 0
	switch c.Direction {
	case kpi.Up:
		worth = by
	case kpi.Down:
		worth = -by
	}
	claim := r.claim(Side, Own, a.first, a.last)
	claim.Computed, claim.Stated, claim.Allowed = c.Figure.Value, claim.Quote, exactly(target.Value)
	claim.PerCent = c.Unit == kpi.Percent
	near := c.Figure.interval().Holds(target.Value)
	switch {
	case c.Direction != kpi.Up && c.Direction != kpi.Down:
		return Claim{}, false
	case a.better == 1 && c.Direction == kpi.Up, a.better == -1:
		claim.Agrees = worth == a.better || near && worth != 0
	case a.met:
		claim.Agrees = worth >= 0 || c.Figure.interval().Meets(target.interval()) // 89.6% may be said to meet 90%
	case a.sign != 0 && c.Direction == kpi.Up:
		claim.Agrees = by == a.sign || near
	default:
		return Claim{}, false
	}
	return claim, true
}

// distance checks how far the figure is said to be from its target. It may be said in the figure's unit, in percentage
// points, or in per cent of the target.
func (r *reading) distance(c *Card, a aside, target Known) (Claim, bool) {
	q := r.items[a.by].q
	apart := c.Figure.interval().plus(exactly(new(big.Rat).Neg(target.Value)))
	exact := new(big.Rat).Sub(c.Figure.Value, target.Value)
	claim := r.claim(Distance, Own, a.first, a.last)
	claim.Stated, claim.Computed, claim.Allowed = r.show(a.by), exact, wide(q)
	var readings []Interval
	switch {
	case q.unit == points && c.Unit != kpi.Percent, q.unit == length && !q.counted, q.unit == rated, q.fraction:
		return Claim{}, false
	case c.Unit == kpi.Percent && (q.unit == points || q.unit == percent || q.unit == plain && q.value.Cmp(hundred) < 0):
		readings = append(readings, apart)
		claim.Points = true
	case q.unit == percent:
		claim.PerCent = true
	case c.suits(q):
		readings = append(readings, apart)
		claim.Pounds = c.Unit == kpi.Currency
	default:
		return Claim{}, false
	}
	if q.unit == percent && target.Value.Sign() > 0 {
		readings = append(readings, apart.over(exactly(target.Value)).times(hundred))
		if claim.PerCent {
			claim.Computed = percentage(exact, target.Value)
		}
	}
	stated := q.interval()
	for _, in := range readings {
		claim.Agrees = claim.Agrees || a.sign >= 0 && a.better == 0 && in.Meets(stated) || a.sign <= 0 && in.Meets(stated.negated()) ||
			a.better != 0 && in.Meets(stated)
	}
	return claim, len(readings) > 0
}
