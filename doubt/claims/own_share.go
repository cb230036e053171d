package claims

import (
	"chaser/kpi"
)

// ownShare checks the card's percentage against a part and a whole in the words: “889 deaths were registered, of which
// 570 were registered within 5 days”. It is silent where any pair of numbers gives the percentage, and where the words
// may speak of other things than the title does.
func (r *reading) ownShare(c *Card, all []share) (Claim, bool) {
	if c.Unit != kpi.Percent || c.Figure.Value == nil || c.Figure.Value.Sign() < 0 {
		return Claim{}, false
	}
	own := r.ownCounts(c)
	if len(own) < 2 {
		return Claim{}, false
	}
	direct := map[int]int{}
	for _, s := range all {
		if s.part >= 0 && s.of >= 0 {
			direct[s.part] = s.of
		}
	}
	for _, n := range own {
		if s, ok := r.ofWhich(n); ok {
			direct[s.part] = s.of
		}
	}
	if r.explains(c, own, direct, false) {
		return r.ownTied(c, all, own)
	}
	together := r.explains(c, own, direct, true)
	for _, s := range r.ownCandidates(c, all, own) {
		if together && !r.tiedSwap(c, s) || (c.Cumulative || titleToDate(c)) && r.ofShorter(s.part, s.of) {
			continue // two groups together may be meant
		}
		if claim, ok := r.ownClaim(c, s, own); ok {
			return claim, true
		}
	}
	return Claim{}, false
}

// ofShorter reports whether the words say that a part and its whole are those of the quarter or the month alone, and so
// not those of a figure to date.
func (r *reading) ofShorter(part, of int) bool {
	for n := min(part, of); n < min(len(r.items), max(part, of)+5) && r.items[n].kind != endItem; n++ {
		if w := r.items[n].w; w != nil && w.rel == current && w.span != kpi.Yearly || r.wordAt(n) == "quarter" || r.wordAt(n) == "month" {
			return true
		}
	}
	return false
}

// ownTied is the claim of a share that the words tie together and that says all that the title says, though two other
// numbers happen to come to the card's percentage. Two digits changed over must make it so.
func (r *reading) ownTied(c *Card, all []share, own []int) (Claim, bool) {
	for _, s := range r.ownCandidates(c, all, own) {
		if s.loose || s.sum != nil || len(c.titleStems()) < 3 || c.Figure.Step.Cmp(whole(1)) >= 0 || !r.tiedSwap(c, s) {
			continue
		}
		from, to := r.clause(s)
		if r.overlap(c, min(from, s.of), to) < len(c.titleStems()) || r.explains(c, []int{s.of, s.part}, nil, false) {
			continue
		}
		if claim, ok := r.ownClaim(c, s, []int{s.of, s.part}); ok {
			return claim, true
		}
	}
	return Claim{}, false
}

// ownCounts are the numbers of the card's period that may be part or whole, a dozen at most.
func (r *reading) ownCounts(c *Card) []int {
	var own []int
	for k, s := range r.sentences {
		if r.restHeading(s) >= 0 {
			continue // what became of the rest
		}
		for n := s.from; n < s.to; n++ {
			if !r.items[n].q.sized() || r.items[n].q.of == "hours" && limiting[r.wordAt(n-1)] {
				continue
			}
			if len(own) == 12 {
				return own
			}
			if r.periodOf(c, k, n) && !r.withOtherRate(c, n) {
				own = append(own, n)
			}
		}
	}
	return own
}

// limiting are the words that make a number of hours a limit: “within 24 hours”.
var limiting = set("within", "in", "inside", "under", "over", "than", "after", "every")

// periodOf reports whether a number may be of the card's own period: no other time is named beside it.
func (r *reading) periodOf(c *Card, k, n int) bool {
	s := r.sentences[k]
	if r.backThen(c, k) {
		return false
	}
	if w := r.labelOf(s, n); w != nil {
		at := c.slotOf(w)
		return at == slotOwn || at == slotNone
	}
	if of := r.wholeAfter(n); of > 0 && of < s.to {
		n = of // 14 of 28 in the previous quarter
	}
	for i := n + 1; i < min(s.to, n+8); i++ {
		it := r.items[i]
		if it.q != nil && !it.q.noise || it.text == ";" || it.text == "," {
			break
		}
		if it.w != nil {
			return c.isOwnTime(it.w) || c.slotOf(it.w) == slotNone
		}
	}
	for i := n - 1; i >= max(s.from, n-10); i-- {
		it := r.items[i]
		if it.text == ";" || it.text == ")" || it.text == "," || it.text == ":" || it.q != nil && !it.q.noise {
			break
		}
		if it.w != nil {
			at := c.slotOf(it.w)
			return at == slotOwn || at == slotNone || c.endsIn(it.w)
		}
	}
	return true
}

// backThen reports whether a sentence begins with “at that time”, after one that ends with another time than the
// card's.
func (r *reading) backThen(c *Card, k int) bool {
	s := r.sentences[k]
	first := r.wordAt(s.from) + " " + r.wordAt(s.from+1) + " " + r.wordAt(s.from+2)
	if k == 0 || first != "at that time" && first != "at the time" && first != "in that year" && first != "in that quarter" {
		return false
	}
	for n := s.from - 1; n >= r.sentences[k-1].from; n-- {
		if w := r.items[n].w; w != nil {
			return !c.isOwnTime(w)
		}
	}
	return false
}

// withOtherRate reports whether a percentage stands beside a number that is not the card's: the number is another part.
func (r *reading) withOtherRate(c *Card, n int) bool {
	rate := r.rateAfter(n)
	return rate > 0 && !c.Figure.says(r.items[rate].q)
}

// figureAllows is what the card's percentage may be.
func (c *Card) figureAllows() Interval { return around(c.Figure.Value, c.Figure.Step) }

func contains(all []int, n int) bool {
	for _, m := range all {
		if m == n {
			return true
		}
	}
	return false
}

// ofWhich reads “889 deaths, of which 570”, “889 deaths. Of these, 570”, “Of the 889 deaths, 570”.
func (r *reading) ofWhich(n int) (share, bool) {
	k := r.sentenceOf(n)
	s := r.sentences[k]
	for i := n - 1; i >= max(s.from, n-6); i-- {
		if i == n-1 && r.wordAt(n+1) == "of" && anaphors[r.wordAt(n+2)] {
			i = n + 1 // 48 of them
		} else if r.items[i].q != nil && !r.items[i].q.noise {
			break
		} else if r.wordAt(i) != "of" || !anaphors[r.wordAt(i+1)] || i > s.from && i < n && r.items[i-1].q.count() {
			continue // or it is told of the number before it
		}
		from := r.sentences[max(0, k-1)].from
		for j := min(i, n) - 1; j >= from; j-- {
			if q := r.items[j].q; q.count() {
				if q.value.Cmp(r.items[n].q.value) < 0 && r.items[j].depth > r.items[n].depth && r.sentenceOf(j) < k {
					continue // 2,114 raised (1,057 in Q3). 2,044 of these
				}
				if q.value.Cmp(r.items[n].q.value) < 0 {
					return share{}, false
				}
				return share{part: n, of: j, rate: -1, first: j, last: n}, true
			}
		}
		return share{}, false
	}
	// Of the 889 deaths, 570 were registered in time.
	for i := n - 1; i > max(s.from, n-12); i-- {
		q := r.items[i].q
		if q == nil || q.noise {
			continue
		}
		for j := i - 1; j >= max(s.from, i-4); j-- {
			if w := r.wordAt(j); w == "of" && (j == s.from || j == s.from+1 && r.wordAt(s.from) == "out") && q.count() && q.value.Cmp(r.items[n].q.value) >= 0 {
				return share{part: n, of: i, rate: -1, first: j, last: n}, true
			} else if !ofWords[w] {
				break
			}
		}
		break
	}
	return share{}, false
}

// segment is the clause around a number, from the mark or number before it to the next.
func (r *reading) segment(n int) (int, int) {
	s := r.sentences[r.sentenceOf(n)]
	from, to := n, n+1
	stop := func(i int) bool {
		it := r.items[i]
		return it.kind == markItem && (it.text == ";" || it.text == "," || it.text == ":") || it.q.count() || it.text == "and"
	}
	if m := r.markAt(from - 1); from > s.from && (m == ":" || m == "=" || m == "–") {
		from-- // a label: “Answered in time: 160”
	}
	for from > s.from && !stop(from-1) {
		from--
	}
	for to < s.to && !stop(to) {
		to++
	}
	return from, to
}
