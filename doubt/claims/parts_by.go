package claims

import (
	"math/big"
	"slices"

	"chaser/kpi"
)

// partsBy checks a list that the words tell to be of all, by what it parts them: “By quarter 297, 320, 299 and 392”,
// “Cases by area 454, 189 and 341”, “By strand, 74 were about race, 9 about religion and 16 about age”. Its whole is
// what the word before “by” names, where the words count that, or the card's figure. It speaks where one slip mends it.
func (r *reading) partsBy(c *Card) []Claim {
	var all []Claim
	for k, s := range r.sentences {
		by := r.byHeading(s)
		if by < 0 {
			continue
		}
		list, ok := r.listBy(c, s, by)
		if !ok {
			continue
		}
		wholes := r.namedBefore(c, k, by)
		if wholes == nil {
			if claim, ok := r.partsOfFigure(c, k, by, list); ok {
				all = append(all, claim)
			}
			continue
		}
		var odd *Claim
		for _, w := range wholes {
			claim := r.sumOf(w, list)
			if claim.Agrees {
				odd = &claim
				break
			}
			if odd == nil && r.slipMends(list, w) {
				odd = &claim
			}
		}
		if odd != nil {
			all = append(all, *odd)
		}
	}
	return all
}

// byHeading is the place of the “by” of a sentence that begins as a list by something does, with a noun or none before
// it; −1 where it does not.
func (r *reading) byHeading(s sentence) int {
	from := s.from
	if m := r.markAt(from); m == "-" || m == "–" {
		from++
	}
	for n := from; n < min(s.to-1, from+4); n++ {
		if r.items[n].kind != wordItem {
			return -1
		}
		if r.wordAt(n) == "by" {
			if dividing[r.wordAt(n+1)] || dividing[r.wordAt(n+2)] && r.items[n+1].kind == wordItem {
				return n
			}
			return -1
		}
	}
	return -1
}

// dividing are what a list may part things by.
var dividing = set("quarter", "month", "area", "ward", "district", "locality", "team", "type", "strand", "category", "reason", "age",
	"gender", "sex", "directorate", "service", "tenure", "priority", "site", "centre", "band", "cause", "source", "outcome", "region",
	"method", "channel", "borough", "town", "zone", "sector", "division", "department", "stream", "material", "depot", "branch",
	"characteristic", "motivation", "theme", "severity", "grade", "size", "provider", "school", "setting")

// listBy are the numbers behind “by area”, three of them at least, where nothing else is counted in the sentence.
func (r *reading) listBy(c *Card, s sentence, by int) ([]int, bool) {
	if r.partial(s) || r.hasWord(s.from, s.to, severalWords) || r.hasWord(s.from, s.to, twiceWords) {
		return nil, false
	}
	var list []int
	for n := by + 1; n < s.to; n++ {
		it := r.items[n]
		switch {
		case it.w != nil && !c.holds(it.w):
			return nil, false
		case it.q == nil || it.q.noise && (len(list) == 0 || !r.oneOfList(n)) || it.q.unit == percent && r.tellsShare(n):
			continue
		case !r.oneOfList(n) && !r.isPart(c, n) || len(list) > 0 && !r.parted([]int{list[len(list)-1], n}):
			return nil, false
		}
		list = append(list, n)
	}
	if len(list) < 3 || len(list) > 12 || !r.oneUnit(list) {
		return nil, false
	}
	switch r.wordAt(by + 1) {
	case "quarter":
		return list, len(list) == 4 && c.Frequency == kpi.Yearly
	case "month":
		return list, len(list) == 3 && c.Frequency == kpi.Quarterly || len(list) == 12 && c.Frequency == kpi.Yearly
	}
	return list, true
}

// twiceWords say that a thing may be in more than one part.
var twiceWords = set("both", "also", "some", "several", "twice", "overlaps")

// namedBefore are the numbers, in this sentence and the two before it, that count what stands before “by”; nil where
// nothing does.
func (r *reading) namedBefore(c *Card, k, by int) []int {
	s := r.sentences[k]
	if by == s.from || stopWords[r.wordAt(by-1)] && r.wordAt(by-1) != "cases" || stemOf(r.wordAt(by-1)) == "" || splitNames[r.wordAt(by-1)] {
		return nil
	}
	var all []int
	for _, n := range r.counts(r.sentences[max(0, k-2)].from, s.from) {
		if q := r.items[n].q; q.how == asSaid && !q.round && r.namesRightBehind(n, by-1) {
			all = append(all, n)
		}
	}
	if all == nil && c.counts(r.wordAt(by-1)) {
		return nil
	}
	if all == nil {
		return []int{}
	}
	return all
}

// splitNames call a list itself.
var splitNames = set("split", "breakdown", "broken", "down", "analysis", "analysed", "were", "was", "are", "is")

// namesRightBehind reports whether the thing that a number counts is what a word names.
func (r *reading) namesRightBehind(n, name int) bool {
	stem := stemOf(r.wordAt(name))
	for i := n + 1; i < min(len(r.items), n+4) && r.items[i].kind == wordItem; i++ {
		if verbs[r.wordAt(i)] {
			return false
		}
		if stem != "" && isStem([]string{stem}, r.wordAt(i)) {
			return true
		}
	}
	return false
}

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

// partsOfFigure is the claim that a list makes the card's figure, where nothing says that it is of another time.
func (r *reading) partsOfFigure(c *Card, k, by int, list []int) (Claim, bool) {
	counted := c.Unit == kpi.Count || c.Unit == kpi.Currency
	if c.Figure.Value == nil || !counted || !r.ownTimes(c, k) || slices.ContainsFunc(r.quantities(list), func(q *quantity) bool { return !c.suits(q) || c.isOwn(q) }) {
		return Claim{}, false
	}
	slack := r.slack(parts{list: list}, c.Figure.Value)
	figure := c.Figure
	holds := func() bool { return around(figure.Value, slack).Holds(r.sum(list)) }
	claim := r.claim(Sum, Own, by, list[len(list)-1])
	claim.Read, claim.Computed, claim.Stated = r.added(list), r.sum(list), Digits(c.Figure.Value)
	claim.Allowed, claim.Agrees, claim.Pounds = around(c.Figure.Value, slack), holds(), c.Unit == kpi.Currency
	small := c.Figure.Value.Cmp(big.NewRat(20, 1)) < 0
	return claim, claim.Agrees || !small && slipOf(holds, &figure, r.quantities(list)...)
}

// ownTimes reports whether a sentence and the one before it name no whole but one of the card's own period.
func (r *reading) ownTimes(c *Card, k int) bool {
	if !r.ownPeriod(c, r.sentences[k]) {
		return false
	}
	if k == 0 {
		return true
	}
	before := r.sentences[k-1]
	for _, n := range r.counts(before.from, before.to) {
		if q := r.items[n].q; !c.knows(q) && q.value.Cmp(c.Figure.Value) >= 0 {
			return false // 418 were received over two years
		}
	}
	return true
}
