package claims

import (
	"math/big"

	"chaser/kpi"
)

// isStep reports whether a number tells how far something is from another.
func (r *reading) isStep(s sentence, n int) bool {
	q := r.items[n].q
	if q.delta != 0 || q.unit == points || r.towards(s, n) || r.byTarget(s, n) {
		return true
	}
	next := r.wordAt(n + 1)
	if w := r.wordAt(n + 2); (next == "up" || next == "down") && (w == "from" || w == "on") && n+3 < s.to && r.items[n+3].w != nil {
		return q.unit == plain || q.unit == percent // and seven down from Q2
	}
	_, beside := besideWords[next]
	if next == "within" || next == "inside" || next == "outside" {
		beside = r.namesTarget(s, n+2)
	}
	if r.markAt(n+2) == "-" || r.quantityAt(n+2) != nil || next == "short" && r.hasWord(s.from, n, longWords) {
		beside = false // 2,444 off-street; 72% long term and 28% short
	}
	if _, span := spans[r.wordAt(n+3)]; next == "over" && span && r.wordAt(n+2) == "the" {
		beside = false // fell to 86 over the quarter
	}
	worth, judged := betterWords[next]
	judged = judged && (worth != 0 || goesTo[r.wordAt(n+2)]) // 214 moved in
	return beside && next != "from" || judged || changeWords[next].noun && next != "up" && next != "down"
}

// byTarget reports whether a number tells how far a target was passed or missed: “exceeded the target by 54”.
func (r *reading) byTarget(s sentence, n int) bool {
	for i := n - 2; i >= max(s.from, n-5) && r.wordAt(n-1) == "by"; i-- {
		if isTarget[r.wordAt(i)] {
			return true
		}
	}
	return false
}

// stepFrom is what a step is from, as far as the words say: a time, the target, another's number.
type stepFrom struct {
	slot   slot
	target bool
	other  bool
}

// fromOf reads what a step is from, in its clause.
func (r *reading) fromOf(c *Card, s sentence, n int) stepFrom {
	look := func(i int) (stepFrom, bool) {
		it := r.items[i]
		switch {
		case it.w != nil:
			w := r.baseAt(i)
			at := c.slotOf(w)
			if at == slotUnsure || at == slotOther {
				if likely := c.likelySlot(w); likely != slotUnsure {
					at = likely
				}
			}
			if next := r.items[i+1].w; next != nil && next.rel == before && next.span == kpi.Yearly && c.endsIn(w) {
				at = slotYearAgo // December last year
			}
			if at == slotOwn && r.wordAt(i-1) == "last" && w.rel == named && w.year == 0 {
				at = slotYearAgo // last Q3
			}
			if over := r.overTheQuarter(i - 1); over != nil && at == slotOwn {
				at = c.slotOf(over)
			}
			return stepFrom{slot: at, other: at == slotOther}, at != slotOwn
		case r.overTheQuarter(i) != nil:
			return stepFrom{slot: c.slotOf(r.overTheQuarter(i))}, true
		case it.kind == wordItem && isTarget[it.text], r.whereWeWant(s, i):
			return stepFrom{target: true}, true
		case it.kind == wordItem && (yardsticks[it.text] != "" || limitNames[it.text]):
			return stepFrom{other: true}, true
		}
		return stepFrom{}, false
	}
	stops := func(i int) bool {
		it := r.items[i]
		return it.q != nil && !it.q.noise || it.text == "," || it.text == ";" || it.text == ")" || it.text == "(" || it.text == "–" || conjunctions[it.text] && it.text != "we"
	}
	next := r.wordAt(n + 1)
	lone := n+2 >= s.to || r.items[n+2].kind == markItem
	if r.towards(s, n) || lone && (next == "short" || next == "shy" || next == "adrift") {
		return stepFrom{target: true}
	}
	if _, beside := besideWords[next]; beside {
		for i := n + 2; i < min(s.to, n+8); i++ { // 0.8 over the contractual 5 days
			if q := r.items[i].q; q != nil && !q.noise && c.suits(q) && c.Target.says(q) && !c.Previous.says(q) && !c.YearAgo.says(q) {
				return stepFrom{target: true}
			} else if r.items[i].kind != wordItem {
				break
			}
		}
	}
	for i := n + 1; i < min(s.to, n+10) && !stops(i); i++ {
		if from, ok := look(i); ok {
			return from
		}
	}
	for i := n - 1; i >= max(s.from, n-10) && !stops(i); i-- {
		if from, ok := look(i); ok {
			return from
		}
	}
	return stepFrom{}
}

// stepReasons are how far the figure is from what the card knows before it, and from its target.
func (r *reading) stepReasons(c *Card, l ledger, e entry) []reason {
	if r.ofOtherThing(c, l.s, e.at, e.at+1) || r.fromOtherUnit(c, l.s, e.at) || r.toOther(c, e.at) {
		return nil
	}
	if r.stepOfOther(c, l, e) && !r.amongOwnSteps(c, l, e) {
		return nil
	}
	return r.stepsFrom(c, l, e)
}

// fromOtherUnit reports whether the time that a step is measured from has a number in brackets of another unit than the
// card's: “volumes 32% up on Q3 (273)” under a percentage.
func (r *reading) fromOtherUnit(c *Card, s sentence, n int) bool {
	for i := n + 1; i < min(s.to, n+6); i++ {
		if r.items[i].w == nil || r.markAt(i+1) != "(" {
			continue
		}
		q := r.quantityAt(i + 2)
		return q != nil && !q.noise && !c.suits(q) && q.delta == 0 && r.markAt(i+3) == ")" && q.value.Cmp(hundred) > 0
	}
	return false
}

// toOther reports whether a step leads to a number that the card does not have: “Category 1 incidents fell 8.5% on the
// month to 73,360”.
func (r *reading) toOther(c *Card, n int) bool {
	for _, m := range r.moves[r.sentenceOf(n)] {
		if m.to >= 0 && m.from < 0 && contains(m.by, n) && c.suits(r.items[m.to].q) && !c.knows(r.items[m.to].q) && !slipsTo(r.items[m.to].q, c.Figure) {
			return true
		}
	}
	return false
}

// stepsFrom is stepReasons, whatever stands before the step.
func (r *reading) stepsFrom(c *Card, l ledger, e entry) []reason {
	figure, ok := entryOf(c, c.Figure)
	from := r.fromOf(c, l.s, e.at)
	if !ok || from.other {
		return nil
	}
	var all []reason
	any := from.slot == slotNone && !from.target
	add := func(k Known, meant bool) {
		base, ok := entryOf(c, k)
		if !ok || !meant {
			return
		}
		if k.Value == c.Target.Value {
			base.half = 0 // a target is exact
		}
		by := figure.v - base.v
		q := e.q
		if q.delta != 0 && !r.judgedStep(l.s, e.at) && (q.delta > 0) != (by > 0) {
			return
		}
		if q.unit == percent && base.v > 0 {
			all = append(all, reason{v: by.abs() * 100_000 / base.v, tied: !any, claim: r.sayStep(c, k, true)})
		}
		suits := c.suits(q) || c.Unit == kpi.Percent && (q.unit == points || q.unit == plain && (!countedSteps[r.wordAt(e.at+1)] || !r.countsThings(l, e))) || c.Unit == kpi.Days && q.unit == plain
		if suits && (q.unit != points || c.Unit == kpi.Percent) {
			all = append(all, reason{v: by.abs(), half: figure.half + base.half, tied: !any, claim: r.sayStep(c, k, false)})
		}
	}
	add(c.Previous, any || from.slot == slotPrevious)
	add(c.YearAgo, any || from.slot == slotYearAgo)
	add(c.Target, any || from.target)
	return all
}

// countedSteps follow how many things more or less there are, and hardly percentage points.
var countedSteps = set("more", "fewer")

// stepOfOther reports whether the number that a step stands behind is not the card's.
func (r *reading) stepOfOther(c *Card, l ledger, e entry) bool {
	for n := len(l.near) - 1; n >= 0; n-- {
		o := l.near[n]
		if o.at >= e.at || o.at < l.s.from || !c.suits(o.q) || o.q.target || o.q.base || r.isStep(l.s, o.at) || r.items[o.at].depth > r.items[e.at].depth {
			continue
		}
		return !r.cardKnows(c, o.at)
	}
	return false
}

// amongOwnSteps reports whether another step of the sentence is what the card's numbers are apart, so that the sentence
// goes on about the card whatever it counted in between: “18,240 sessions on 96 sockets, up 16.4% since September and
// 89.9% in a year”.
func (r *reading) amongOwnSteps(c *Card, l ledger, e entry) bool {
	for _, o := range l.near {
		if o.at == e.at || o.at < l.s.from || o.at >= l.s.to || !r.isStep(l.s, o.at) || o.q.telling() < 2 {
			continue
		}
		for _, why := range r.stepsFrom(c, l, o) {
			if within(o.v, why.v, why.half+2*o.half) {
				return true
			}
		}
	}
	return false
}

// judgedStep reports whether a step is told by a word that may go either way.
func (r *reading) judgedStep(s sentence, n int) bool {
	for _, m := range r.moves[r.sentenceOf(n)] {
		if contains(m.by, n) {
			return m.judged
		}
	}
	return true
}

// sayStep says how far the figure is from a number of the card.
func (r *reading) sayStep(c *Card, k Known, perCent bool) func(n int) Claim {
	return func(n int) Claim {
		claim := r.claim(Change, Own, n, n)
		if c.Target.Value == k.Value {
			claim.Kind = Distance
		}
		claim.Read = Digits(k.Value) + " to " + Digits(c.Figure.Value)
		claim.Computed = new(big.Rat).Sub(c.Figure.Value, k.Value)
		if claim.PerCent = perCent; perCent {
			claim.Computed = percentExactly(k.Value, c.Figure.Value)
		}
		claim.Points, claim.Pounds = !perCent && c.Unit == kpi.Percent, !perCent && c.Unit == kpi.Currency
		return claim
	}
}
