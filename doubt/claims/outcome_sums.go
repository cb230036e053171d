package claims

import (
	"math/big"

	"chaser/kpi"
)

// sidedParts checks parts that stand on different sides of a scale against the number of things that the words or the
// card give: “110 received, eight withdrawn. 59 were upheld and 43 not upheld”. More on both sides than there are is
// always wrong, whatever the numbers. Fewer may be pending, so that it speaks where nothing can be, or where a slip
// mends them that is hardly chance.
func (r *reading) sidedParts(c *Card) []Claim {
	var all []Claim
	for k, s := range r.sentences {
		if !r.hasWord(s.from, s.to, notSides) {
			continue
		}
		counts := r.sidedCounts(s)
		if len(counts) < 2 || len(counts) > 8 || r.hasWord(s.from, s.to, twiceParted) || r.hasWord(s.from, s.to, longerTimes) {
			continue
		}
		for _, of := range sideScales {
			list := r.sided(c, s, counts, of)
			if list == nil || !r.oneUnit(list) {
				continue
			}
			if claim, ok := r.sidedClaim(c, k, of, list); ok {
				all = append(all, claim)
			}
			break
		}
	}
	return all
}

// notSides are all words that turn what is said or put it on the wrong side of a scale.
var notSides = func() map[string]bool {
	all := set("not", "never", "without")
	for _, of := range sideScales {
		for w := range of.no {
			all[w] = true
		}
	}
	return all
}()

// twiceParted tell of parts of parts, or of some things twice.
var twiceParted = set("including", "excluding", "except", "each", "both", "respectively", "average", "per", "if", "also", "another", "further")

// longerTimes tell of more than the card's period.
var longerTimes = set("years", "quarters", "far", "date", "cumulative", "cumulatively", "since")

// sidedWhole is what parts are of.
type sidedWhole struct {
	at   int // its place; −1 is the card's figure
	v    *big.Rat
	outs []int // those taken out of it
	// tied is whether the words say that the parts are of it; done is whether all of it has come to an end.
	tied, done bool
	several    bool // v is what several numbers come to
}

// sidedClaim holds parts against their whole.
func (r *reading) sidedClaim(c *Card, k int, of sideScale, list []int) (Claim, bool) {
	sum := r.sum(list)
	w, ok := r.sidedWhole(c, k, of, list)
	if ok && w.at >= 0 && r.ofFigureOnly(c, w.at, sum) {
		return r.sumOf(w.at, list), true
	}
	if ok && !w.several && w.at >= 0 && sum.Cmp(w.v) == 0 {
		return r.sumOf(w.at, list), true
	}
	if !ok || r.sumIsSaid(c, k, list, sum) || w.at < 0 && r.anyIs(list, w.v) {
		return Claim{}, false
	}
	slack := r.slack(parts{list: list}, w.v)
	less := new(big.Rat).Sub(w.v, r.sum(w.outs))
	if around(w.v, slack).Holds(sum) || around(less, slack).Holds(sum) {
		return Claim{}, false
	}
	odds := r.sidedOdds(c, w, list, less, slack)
	if new(big.Rat).Sub(sum, w.v).Cmp(slack) > 0 {
		sure := w.tied || odds >= rareTied && !w.several && !r.sharesFit(c, list, sum) || r.noShareFits(c, of, list, w.v)
		return r.saySided(w, list, w.v, slack), sure
	}
	none := w.tied && w.done && (of.both || r.hasWord(list[0], r.sentences[k].to, notWord)) // that could be pending
	sure := none || odds >= rare || w.tied && odds >= rareTied
	return r.saySided(w, list, less, slack), sure && !w.several && !r.maybeMore(c, k, list)
}

var notWord = set("not")

// saySided says that parts do not make a whole.
func (r *reading) saySided(w sidedWhole, list []int, whole, slack *big.Rat) Claim {
	subject, first := Own, list[0]
	if w.at >= 0 {
		subject, first = Words, min(w.at, first)
	}
	claim := r.claim(Sum, subject, first, list[len(list)-1])
	claim.Read, claim.Computed = r.added(list), r.sum(list)
	claim.Stated, claim.Allowed = Digits(whole), around(whole, slack)
	return claim
}

// ofFigureOnly reports whether parts come to the card's figure, and the number that they are told of counts what the
// title does and is another: “15 went to appeal; three were justified and ten not” under 13.
func (r *reading) ofFigureOnly(c *Card, n int, sum *big.Rat) bool {
	own := c.Unit == kpi.Count && c.Figure.Value != nil && sum.Cmp(c.Figure.Value) == 0
	return own && r.items[n].q.value.Cmp(sum) != 0 && r.saysTitle(c, n)
}

// sumIsSaid reports whether the words or the card give what parts come to, so that they are of that.
func (r *reading) sumIsSaid(c *Card, k int, list []int, sum *big.Rat) bool {
	for _, known := range []Known{c.Figure, c.Previous, c.YearAgo} {
		if c.Unit == kpi.Count && known.Value != nil && known.Value.Cmp(sum) == 0 {
			return true
		}
	}
	from, to := r.sentences[max(0, k-2)].from, r.sentences[min(k+2, len(r.sentences)-1)].to
	for n := from; n < to; n++ {
		if q := r.items[n].q; q != nil && q.value.Cmp(sum) == 0 {
			return true
		}
	}
	return false
}

// noShareFits reports whether a card's percentage, which counts one side of a scale, is what neither of the parts is of
// their sum or of their whole, so that no other whole that they may be of explains them.
func (r *reading) noShareFits(c *Card, of sideScale, list []int, whole *big.Rat) bool {
	if c.Unit != kpi.Percent || c.Figure.Value == nil || !c.titleHas(of.yes) && !c.titleHas(of.no) {
		return false
	}
	return !r.sharesFit(c, list, r.sum(list)) && !r.sharesFit(c, list, whole)
}

// sharesFit reports whether a card's percentage is what one of some parts is of a whole.
func (r *reading) sharesFit(c *Card, list []int, whole *big.Rat) bool {
	for _, n := range list {
		in, ok := ratio(r.items[n].q, &quantity{value: whole, step: wholeStep})
		if ok && c.Unit == kpi.Percent && c.Figure.Value != nil && in.Meets(c.figureAllows()) {
			return true
		}
	}
	return false
}

// anyIs reports whether a number of a list is the whole that it is held against, which is then of that part alone.
func (r *reading) anyIs(list []int, whole *big.Rat) bool {
	for _, n := range list {
		if r.items[n].q.value.Cmp(whole) == 0 {
			return true
		}
	}
	return false
}

var wholeStep = whole(1)

// sidedOdds is how seldom chance makes a slip that mends parts of a whole, or of what is left of it.
func (r *reading) sidedOdds(c *Card, w sidedWhole, list []int, less, slack *big.Rat) int64 {
	of := r.quantityAt(w.at)
	if of == nil {
		of = c.Figure.written()
	}
	sum := r.sum(list)
	return slipOdds(new(big.Rat).Sub(sum, less), slack, of, r.quantities(append(append([]int{}, list...), w.outs...)))
}

// maybeMore reports whether the words beside some parts leave room for others: for what is pending, or is counted too.
func (r *reading) maybeMore(c *Card, k int, list []int) bool {
	from, to := r.sentences[max(0, k-1)].from, r.sentences[min(k+1, len(r.sentences)-1)].to
	if r.hasWord(from, to, pendingWords) || r.partial(r.sentences[k]) {
		return true
	}
	for _, n := range r.counts(list[0], to) {
		if r.items[n].q.value.Sign() > 0 && !contains(list, n) && !r.comparator(c, r.sentences[r.sentenceOf(n)], n) {
			return true
		}
	}
	return false
}

// pendingWords say that some have come to no end, or to another.
var pendingWords = set("open", "pending", "outstanding", "ongoing", "remain", "remaining", "remainder", "rest", "others", "other", "await", "awaits", "awaiting", "awaited",
	"progress", "still", "yet", "live", "unresolved", "undetermined", "carried", "continuing", "continue", "due", "deferred", "adjourned", "partial", "unknown", "so",
	"discontinued", "clarification")

// sumOf is the claim that parts make a number of the words.
func (r *reading) sumOf(whole int, list []int) Claim {
	of := r.items[whole].q
	claim := r.claim(Sum, Words, min(whole, list[0]), max(whole, list[len(list)-1]))
	slack := r.slack(parts{list: list}, of.value)
	claim.Read, claim.Computed, claim.Stated = r.added(list), r.sum(list), r.said(whole)
	claim.Allowed, claim.Pounds = around(of.value, slack), of.unit == money
	claim.Agrees = claim.Allowed.Holds(claim.Computed)
	return claim
}
