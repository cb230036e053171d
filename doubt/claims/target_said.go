package claims

import "chaser/kpi"

// stands reports whether a quantity can stand for an exact number, as a target is: 4 days are no 3, though both may be
// rounded.
func (k Known) stands(q *quantity) bool {
	return k.Value != nil && (q.interval().Holds(k.Value) || (q.round || q.step.Cmp(k.Step) > 0) && wide(q).Holds(k.Value))
}

// saysTarget reports whether the words give the card's target, so that another target that they give is of something
// else.
func (r *reading) saysTarget(c *Card) bool {
	for _, it := range r.items {
		if it.q != nil && it.q.target && !it.q.noise && it.q.delta == 0 && c.suits(it.q) && c.Target.stands(it.q) {
			return true
		}
	}
	return false
}

// beyondTarget reports whether the words from an item on tell no more of which target is meant: “for the first time
// this year”, “having been above it at Q1”.
func (r *reading) beyondTarget(n int) bool {
	return r.wordAt(n) == "for" && r.wordAt(n+1) == "the" && r.wordAt(n+2) == "first" || beyondWords[r.wordAt(n)]
}

var beyondWords = set("having", "after", "since", "following", "with", "because", "although", "though", "while", "whilst", "despite", "thanks", "due", "owing", "as")

// bareTarget is the place of a percentage target that is said without its sign: “Target 48.”; −1 where none is.
func (r *reading) bareTarget(c *Card, s sentence, n int) int {
	at := n + 1
	if m := r.markAt(at); m == ":" || m == "=" {
		at++
	}
	q := r.quantityAt(at)
	if c.Unit != kpi.Percent || q == nil || at >= s.to || q.unit != plain || q.noise || q.inWords || q.how != asSaid || q.delta != 0 || q.value.Cmp(hundred) > 0 || r.items[at+1].kind == wordItem {
		return -1
	}
	return at
}

// limitSlipped finds a target's number that is not the card's, where the words say how far the figure is from it, and
// it is as far from the card's target: “4 inside the limit of 55” under 46 with a target of 50.
func (r *reading) limitSlipped(c *Card, s sentence, n int) (Claim, bool) {
	a, ok := r.asideAt(c, s, n)
	at := a.value
	if !ok || a.by < 0 || at < 0 || c.Target.Value == nil || c.Target.stands(r.items[at].q) || !r.saidOfOwn(c, s, min(a.first, at)) {
		return Claim{}, false
	}
	a.loose, a.value = false, -1
	far := a
	fits, also := r.distance(c, far, c.Target)
	q := r.items[at].q
	misses, and := r.distance(c, a, Known{Value: q.value, Step: q.step})
	if !also || !and || !fits.Agrees || misses.Agrees {
		return Claim{}, false
	}
	claim := r.claim(Restated, Target, min(at, n), max(at, n))
	claim.Computed, claim.Stated, claim.Allowed, claim.PerCent = c.Target.Value, r.show(at), wide(q), q.unit == percent
	return claim, true
}

// putBeside reports whether the card's figure is put beside a target's number: “87 were supported against a target of
// 80”. No number but the parts in brackets stands between them, and no word makes it the target of another time.
func (r *reading) putBeside(c *Card, s sentence, n, at int) bool {
	i := min(n, at) - 1
	for w := r.wordAt(i); w == "a" || w == "the" || w == "our" || w == "its"; w = r.wordAt(i) {
		i--
	}
	if r.markAt(i) == "." {
		i--
	}
	if w := r.wordAt(i); !comparesWords[w] && w != "v" {
		return false
	}
	for k := max(n, at) + 1; k < min(s.to, max(n, at)+6) && r.items[k].kind == wordItem; k++ {
		if times[r.wordAt(k)] {
			return false // a target of 100 for the year
		}
	}
	for i--; i >= s.from; i-- {
		it := r.items[i]
		switch {
		case it.depth > 0:
		case it.q != nil && !it.q.noise:
			return c.isOwn(it.q) && it.q.delta == 0 && !it.q.base && !it.q.target
		case it.text == ";" || it.text == "," || conjunctions[it.text] || it.w != nil:
			return false
		}
	}
	return false
}
