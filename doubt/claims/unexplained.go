package claims

import (
	"slices"
	"strings"

	"chaser/kpi"
)

// A number that is right mostly has a reason to be what it is: it is the figure or an earlier one, how far they are
// apart, a part of a count beside it, the sum of its neighbours. A number that has none, and would have one if a single
// slip were undone, has most likely slipped. How often that is chance is reckoned: two digits of a number of four
// changed over meet one of five reasons once in six hundred times, those of a number of two once in four. So no phrase
// need be known, only what kind of number it is.

// rare is how many numbers of a kind there must be before one meets a reason by chance, and rareTied how many where the
// words say themselves what a number is.
const (
	rare     = 500
	rareTied = 8
)

// addedUp marks the items of each sum, and of each stock and its flows, that was found right.
func (r *reading) addedUp(agreed []Claim) []bool {
	marked := make([]bool, len(r.items))
	for _, c := range agreed {
		if c.Kind != Sum && c.Kind != Stock {
			continue
		}
		n, _ := slices.BinarySearchFunc(r.items, c.Start, func(it item, start int) int { return it.start - start })
		for ; n < len(r.items) && r.items[n].end <= c.End; n++ {
			marked[n] = true
		}
	}
	return marked
}

// markOwnPairs marks a part and a whole of one sentence that come to the card's percentage: “80,390 required, 80,211
// completed”.
func (r *reading) markOwnPairs(c *Card, marked []bool) {
	if c.Unit != kpi.Percent {
		return
	}
	own := r.ownCounts(c) // a dozen at most
	for i, a := range own {
		for _, b := range own[i+1:] {
			part, of := r.items[a].q, r.items[b].q
			if part.value.Cmp(of.value) > 0 {
				part, of = of, part
			}
			if in, ok := ratio(part, of); ok && r.sentenceOf(a) == r.sentenceOf(b) && in.Meets(c.figureAllows()) {
				marked[a], marked[b] = true, true
			}
		}
	}
}

// markWholes marks what the card's number, or an earlier one, is told to be a part of: “812 out of 1,934”.
func (r *reading) markWholes(c *Card, marked []bool) {
	for n, it := range r.items {
		if it.q == nil || !c.isOwn(it.q) && !c.knowsBefore(it.q) {
			continue
		}
		if of := r.wholeAfter(n); of > 0 {
			marked[n], marked[of] = true, true
		}
	}
}

// unexplained finds a number that has no reason, and would have one but for a slip.
func (r *reading) unexplained(c *Card, agreed []Claim) []Claim {
	if c.Figure.Value == nil {
		return nil
	}
	shared := c.Unit != kpi.Percent && c.perThousands() == nil || c.Unit == kpi.Percent && r.explains(c, r.ownCounts(c), nil, true)
	right := r.addedUp(agreed)
	r.markOwnPairs(c, right)
	r.markWholes(c, right)
	r.markSharesOfLeft(c, right)
	for k := range r.sentences {
		l := r.ledgerOf(c, k)
		l.shared = shared || r.givesOtherShare(c, r.sentences[k])
		for _, at := range l.own {
			if right[l.near[at].at] {
				continue
			}
			if claim, ok := r.slipped(c, l, at); ok && !sumSaid(l, at, claim) {
				return []Claim{claim}
			}
		}
	}
	return nil
}

// sumSaid reports whether another number is what parts come to, so that this one is not their whole: “114 of 121 in
// time, 7 late. 112 were received”.
func sumSaid(l ledger, at int, claim Claim) bool {
	for i, o := range l.near {
		if claim.Kind == Sum && i != at && o.q.value.Cmp(claim.Computed) == 0 {
			return true
		}
	}
	return false
}

// givesOtherShare reports whether a sentence about counts says which percentage they come to, and that is none of the
// card's: “100,900 granted; that is 88 per cent of decisions”.
func (r *reading) givesOtherShare(c *Card, s sentence) bool {
	for n := s.from; n < s.to; n++ {
		q := r.items[n].q
		if q != nil && !q.noise && q.unit == percent && r.wordAt(n+1) == "of" && !r.isStep(s, n) && !q.target && !c.knows(q) {
			return c.Unit == kpi.Percent
		}
	}
	return false
}

// ofNamedWhole reports whether a percentage is of something that the title does not name: “4.6% of pupils”.
func (r *reading) ofNamedWhole(c *Card, e entry) bool {
	if e.q.unit != percent || r.wordAt(e.at+1) != "of" {
		return false
	}
	title := c.titleStems()
	for n := e.at + 2; n < min(len(r.items), e.at+5) && r.items[n].kind == wordItem; n++ {
		if !ofWords[r.items[n].text] {
			return r.strange(title, n)
		}
	}
	return false
}

// slipped finds the reason that a number would have but for a slip.
func (r *reading) slipped(c *Card, l ledger, at int) (Claim, bool) {
	e := l.near[at]
	if w := r.wordAt(e.at - 1); c.suits(e.q) && c.knowsBefore(e.q) && (w == "from" || comparesWords[w]) {
		return Claim{}, false
	}
	if r.ofNamedWhole(c, e) || r.calledAverage(l.s, e.at) && !c.titleHas(averageWords) {
		return Claim{}, false
	}
	if c.Target.Value != nil && c.Target.says(e.q) && r.hasWord(l.s.from, l.s.to, isTarget) {
		return Claim{}, false // the target to reduce casualties by 40%
	}
	if e.q.unit == percent && r.hasWord(e.at+1, min(l.s.to, e.at+3), leavesOut) {
		return Claim{}, false // 11.3% excluding retirements
	}
	if e.q.how == asSaid && r.isStep(l.s, e.at) {
		if claim, ok := r.wrongStep(c, l, e); ok {
			return claim, true
		}
	}
	if e.q.how != asSaid && (e.q.how != about || e.q.telling() < 3) || e.q.inWords || e.q.telling() < 2 {
		return Claim{}, false
	}
	var tied, said, exact, all []reason
	for _, why := range r.reasonsOf(c, l, at) {
		if within(e.v, why.v, why.half+2*e.half) {
			return Claim{}, false
		}
		if all = append(all, why); why.half <= e.half {
			exact = append(exact, why)
		}
		if why.tied {
			tied = append(tied, why)
		}
		if why.said {
			said = append(said, why)
		}
	}
	if len(tied) > 0 && (!r.isStep(l.s, e.at) || !r.apartInWords(l, e)) {
		if claim, ok := r.slipsInto(e, tied, rareTied, swapped, crossed, mistyped, doubled); ok {
			return claim, true
		}
	}
	if r.explained(c, l, at) {
		return Claim{}, false
	}
	if claim, ok := r.slipsInto(e, said, rareTied, swapped, crossed, mistyped, doubled); ok {
		return claim, true
	}
	for _, reasons := range [][]reason{exact, all} {
		if claim, ok := r.slipsInto(e, reasons, rare, swapped, crossed, mistyped); ok {
			return claim, true
		}
	}
	return Claim{}, false
}

// apartInWords reports whether a number is how far two others of the words are apart.
func (r *reading) apartInWords(l ledger, e entry) bool {
	for i, a := range l.near {
		for _, b := range l.near[i+1:] {
			if a.at == e.at || b.at == e.at {
				continue
			}
			apart := (a.v - b.v).abs()
			if within(e.v, apart, a.half+b.half+e.half) {
				return true
			}
			if of := a.v; e.q.unit == percent && of > 0 && r.wordAt(a.at-1) == "from" && r.wordAt(b.at-1) == "to" && within(e.v, apart*100_000/of, 2*e.half) {
				return true // reduced by 40%, from 120 to 72
			}
		}
	}
	return false
}

// wrongStep finds a step from what the words name, which is another than the card's numbers are apart.
func (r *reading) wrongStep(c *Card, l ledger, e entry) (Claim, bool) {
	reasons := r.stepReasons(c, l, e)
	ofOthers := c.Unit == kpi.Percent && (e.q.unit == plain && r.countsThings(l, e) || e.q.unit == percent && r.ofCount(l.s, e.at))
	if len(reasons) == 0 || !reasons[0].tied || c.isOwn(e.q) || e.q.telling() > 1 && c.knowsBefore(e.q) || ofOthers || !r.sureStep(c, l, e) {
		return Claim{}, false
	}
	for _, why := range reasons {
		if within(e.v, why.v, why.half+2*e.half) {
			return Claim{}, false
		}
	}
	if r.apartInWords(l, e) {
		return Claim{}, false
	}
	claim := reasons[len(reasons)-1].claim(e.at)
	claim.Stated, claim.Allowed = r.show(e.at), around(e.q.value, e.q.step)
	return claim, true
}

// countsThings reports whether a bare number may count things under a percentage: the sentence has counts.
func (r *reading) countsThings(l ledger, e entry) bool {
	for _, o := range l.near {
		if o.at >= l.s.from && o.at < e.at && o.q.unit == points {
			return false // up three points, and four short of target
		}
	}
	for _, o := range l.near {
		if o.q.unit == plain && o.at < e.at {
			return true
		}
	}
	return false
}

// slipsInto finds the reason that one slip of a number meets, where that is hardly chance: it happens to fewer than one
// in so many numbers.
func (r *reading) slipsInto(e entry, reasons []reason, rare milli, kinds ...func(*quantity) []milli) (Claim, bool) {
	if len(reasons) == 0 {
		return Claim{}, false
	}
	unit, ok := milliOf(e.q.step)
	if !ok || unit <= 0 {
		return Claim{}, false // said with more than three digits after the point
	}
	span := milli(9)
	for range e.q.telling() - 1 {
		span *= 10
	}
	for range len(strings.TrimLeft(e.q.digits, "0")) - e.q.telling() {
		unit *= 10
	}
	wide := milli(0)
	for _, why := range reasons {
		if size := why.v / unit; size >= span/90 && size <= span*10/9 { // others no slip can meet
			wide += 1 + 2*(why.half+e.half)/unit
		}
	}
	for _, kind := range kinds {
		slips := kind(e.q)
		if milli(len(slips))*wide*rare > span {
			continue
		}
		for _, v := range slips {
			for _, why := range reasons {
				if !within(v, why.v, why.half+e.half) {
					continue
				}
				claim := why.claim(e.at)
				if claim.Stated == "" {
					claim.Stated = r.show(e.at)
				}
				if claim.Allowed.Low == nil && claim.Allowed.High == nil {
					claim.Allowed = around(e.q.value, e.q.step)
				}
				return claim, true
			}
		}
	}
	return Claim{}, false
}
