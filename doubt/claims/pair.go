package claims

import (
	"math/big"
	"slices"

	"chaser/kpi"
)

// pairClaims checks counts with a percentage beside them whose whole stands elsewhere: “Performance on 73 measures: 41
// (56%) green, 15 (21%) amber and 17 (23%) red”. It speaks where the other pairs show which number is the whole, or
// where the words do: “three quarters of them (176)”.
func (r *reading) pairClaims(c *Card, all []share) []Claim {
	var pairs []share
	wholes := map[int]bool{}
	for _, s := range all {
		if s.part >= 0 && s.of >= 0 {
			wholes[s.of] = true
		}
		if s.of < 0 && s.part >= 0 && s.rate >= 0 && !wholes[s.part] {
			pairs = append(pairs, s)
		}
	}
	var claims []Claim
	for n := 0; n < len(pairs); {
		end := n + 1 // the pairs of one sentence and of the next
		for end < len(pairs) && r.sentenceOf(pairs[end].part)-r.sentenceOf(pairs[n].part) <= 0 && end-n < 12 {
			end++
		}
		claims = append(claims, r.pairsOfOneWhole(c, pairs[n:end])...)
		n = end
	}
	return claims
}

// candidates are the numbers that may be the whole of the pairs: first, as many as simple, those in the sentence, in
// the two before and the one after, the pairs' own sum, and the card's figure where it counts things.
func (r *reading) candidates(c *Card, pairs []share) (all []*quantity, simple int) {
	k := r.sentenceOf(pairs[0].part)
	from, to := r.sentences[max(0, k-2)].from, r.sentences[min(len(r.sentences)-1, k+1)].to
	counts := r.counts(from, to)
	if u := r.items[pairs[0].part].q.unit; u != plain {
		counts = counts[:0]
		for n := from; n < to; n++ {
			if q := r.items[n].q; q.sized() && q.unit == u {
				counts = append(counts, n)
			}
		}
	}
	for _, n := range counts[:min(len(counts), 16)] {
		all = append(all, r.items[n].q)
	}
	said := len(all)
	if len(pairs) > 1 {
		all = append(all, r.sumOfPairs(pairs))
	}
	for n := from; n < to; n++ { // short of a target by 130 or 6.5%
		if q := r.items[n].q; q != nil && !q.noise && q.unit == plain && q.target && len(all) < 20 {
			all = append(all, q)
		}
	}
	if c.Figure.Value != nil && c.Unit == "count" && c.Figure.Value.Sign() > 0 {
		all = append(all, &quantity{value: c.Figure.Value, step: whole(1), round: false})
	}
	simple = len(all)
	for _, a := range all[:said] { // less those who were taken out, and two groups together
		for _, b := range all[:said] {
			if a.value.Cmp(b.value) > 0 {
				all = append(all, &quantity{value: new(big.Rat).Sub(a.value, b.value), step: whole(1)})
			}
			if a != b {
				all = append(all, &quantity{value: new(big.Rat).Add(a.value, b.value), step: whole(1)})
			}
		}
	}
	return all, simple
}

// pairExplained reports whether a percentage is right of another number near it than the one that it was taken to be
// of.
func (r *reading) pairExplained(c *Card, p share) bool {
	all, simple := r.candidates(c, []share{p})
	for _, w := range all[:simple] {
		if w != r.items[p.part].q && w != r.items[p.of].q && r.pairExact(p, w) {
			return true
		}
	}
	return false
}

func (r *reading) pairAgrees(p share, whole *quantity) bool {
	part, rate := r.items[p.part].q, r.items[p.rate].q
	if whole.value.Sign() <= 0 || whole.value.Cmp(part.value) < 0 {
		return false
	}
	in, ok := ratio(part, whole)
	return ok && in.Meets(wide(rate))
}

// pairExact reports whether a part of a whole comes to its percentage by rounding, and not by cutting off.
func (r *reading) pairExact(p share, whole *quantity) bool {
	in, ok := ratio(r.items[p.part].q, whole)
	return ok && in.Meets(r.items[p.rate].q.interval())
}

// mendsAll finds the one pair whose slip keeps several from having their own sum for a whole: “12 (60%) green, 5 (25%)
// amber and 8 (15%) red”.
func (r *reading) mendsAll(c *Card, pairs []share) (share, bool) {
	rates := new(big.Rat)
	for _, p := range pairs {
		rates.Add(rates, r.items[p.rate].q.value)
	}
	if len(pairs) < 2 || len(pairs) == 2 && rates.Cmp(hundred) != 0 {
		return share{}, false
	}
	for _, p := range pairs {
		if r.meantWhole(c, p) != nil {
			return share{}, false // 262 enquiries (28%); 188 of these (72%)
		}
	}
	holds := func() bool {
		sum := r.sumOfPairs(pairs)
		for _, p := range pairs {
			if !r.pairAgrees(p, sum) {
				return false
			}
		}
		return true
	}
	if holds() {
		return share{}, false
	}
	for _, p := range pairs {
		if slipOf(holds, nil, r.items[p.part].q, r.items[p.rate].q) {
			return p, true
		}
	}
	return share{}, false
}

func (r *reading) pairsOfOneWhole(c *Card, pairs []share) []Claim {
	all, simple := r.candidates(c, pairs)
	best, agreeing := (*quantity)(nil), 0
	for i, w := range all {
		n := 0
		for _, p := range pairs {
			if r.items[p.part].q != w && r.pairAgrees(p, w) && (i < simple || r.pairExact(p, w)) {
				n++
			}
		}
		if n > agreeing {
			best, agreeing = w, n
		}
	}
	var claims []Claim
	if p, ok := r.mendsAll(c, pairs); ok && agreeing < len(pairs) {
		sum := r.sumOfPairs(pairs)
		if !r.pairAgrees(p, sum) {
			claim := r.claim(Share, Words, p.first, p.last)
			r.fill(&claim, r.items[p.part].q, sum)
			claim.Stated, claim.Allowed = r.show(p.rate), wide(r.items[p.rate].q)
			return append(claims, claim)
		}
	}
	for _, p := range pairs {
		w, within := best, all[:simple]
		if named := r.meantWhole(c, p); agreeing < 2 && named != nil {
			if w = named; r.opensWith(p, named) {
				within = []*quantity{w} // of the 84 that were closed, and not of the 120 received
			} else if !r.makeHundred(pairs) {
				within = withoutSum(within, r.sumOfPairs(pairs))
			}
		} else if agreeing < 2 {
			if w = r.likelyWhole(c, p); w == nil {
				w = r.figureOfPairs(c, pairs, p)
			}
			if w == nil {
				w = r.toldWholeOfPairs(pairs, p)
			}
			if w == nil {
				w = r.finelyOf(c, p)
			}
			if w == nil {
				w, within = r.openingWhole(p), all
			}
		}
		explained := w != nil && agreeing >= 2 && w == best && r.pairAgrees(p, w)
		for _, w := range within {
			explained = explained || r.items[p.part].q != w && r.pairAgrees(p, w)
		}
		if w == nil {
			continue
		}
		claim := r.claim(Share, Words, p.first, p.last)
		r.fill(&claim, r.items[p.part].q, w)
		claim.Stated, claim.Allowed, claim.Agrees = r.show(p.rate), wide(r.items[p.rate].q), explained
		claims = append(claims, claim)
	}
	return claims
}

// saysOwnBefore reports whether the card's figure is said in this sentence before an item, or in the one before.
func (r *reading) saysOwnBefore(c *Card, s sentence, before int) bool {
	k := r.sentenceOf(s.from)
	for n := r.sentences[max(0, k-1)].from; n < before; n++ {
		if q := r.items[n].q; q != nil && !q.noise && q.delta == 0 && c.isOwn(q) {
			return true
		}
	}
	return false
}

// likelyWhole is the whole of a lone pair that names none: the number that begins its sentence, where that is the
// card's count or the pair's percentage is the card's, and a slip explains what does not fit; nil where there is none.
func (r *reading) likelyWhole(c *Card, p share) *quantity {
	s := r.sentences[r.sentenceOf(p.part)]
	n := r.firstLevel(s)
	if k := r.sentenceOf(p.part); n == p.first && k > 0 && c.Unit == kpi.Count { // it may begin the sentence before
		for n = r.sentences[k-1].from; n < r.sentences[k-1].to; n++ {
			if q := r.items[n].q; q.count() && c.Figure.says(q) {
				break
			}
		}
	}
	if k := r.sentenceOf(p.part); n == p.first && k == 1 && c.Unit == kpi.Percent { // 30 vehicles were stopped. 26 passed (86.7%)
		if counts := r.counts(r.sentences[0].from, r.sentences[0].to); len(counts) == 1 && r.periodOf(c, 0, counts[0]) {
			n = counts[0]
		}
	}
	if n < 0 || n >= p.first || !r.items[n].q.count() {
		return nil
	}
	of, part, rate := r.items[n].q, r.items[p.part].q, r.items[p.rate].q
	ownCount := c.Unit == kpi.Count && c.Figure.says(of)
	ownRate := c.Unit == kpi.Percent && c.Figure.says(rate)
	if !ownCount && !ownRate {
		return nil
	}
	if slipOf(func() bool { return r.pairAgrees(p, of) }, nil, part, of, rate) {
		return of
	}
	return nil
}

// sumOfPairs is what the parts of pairs come to together.
func (r *reading) sumOfPairs(pairs []share) *quantity {
	sum := &quantity{value: new(big.Rat), step: whole(1)}
	for _, p := range pairs {
		sum.value.Add(sum.value, r.items[p.part].q.value)
	}
	return sum
}

// makeHundred reports whether the percentages of pairs are those of all there is, so that their parts are the whole.
func (r *reading) makeHundred(pairs []share) bool {
	sum, slack := new(big.Rat), new(big.Rat)
	for _, p := range pairs {
		sum.Add(sum, r.items[p.rate].q.value)
		slack.Add(slack, r.items[p.rate].q.step)
	}
	return around(hundred, slack).Holds(sum)
}

// withoutSum are the numbers that are not a sum.
func withoutSum(all []*quantity, sum *quantity) []*quantity {
	return slices.DeleteFunc(slices.Clone(all), func(q *quantity) bool { return q.value.Cmp(sum.value) == 0 })
}

// figureOfPairs is the card's count, where the other pairs of a sentence are parts of it and one slip makes this one
// so; nil otherwise.
func (r *reading) figureOfPairs(c *Card, pairs []share, p share) *quantity {
	if c.Unit != kpi.Count || c.Figure.Value == nil || c.Figure.Value.Cmp(whole(chance)) < 0 || len(pairs) < 2 {
		return nil
	}
	figure := &quantity{value: c.Figure.Value, step: whole(1)}
	for _, o := range pairs {
		if o != p && !r.pairAgrees(o, figure) {
			return nil
		}
	}
	if slipOf(func() bool { return r.pairAgrees(p, figure) }, nil, r.items[p.part].q, r.items[p.rate].q) {
		return figure
	}
	return nil
}

// anaphors stand for what was counted before.
var anaphors = set("them", "these", "those", "which", "whom", "that")
