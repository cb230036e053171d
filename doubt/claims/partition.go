package claims

import "math/big"

// partition is a whole with two parts that leave none of it out.
type partition struct {
	k     int // its sentence
	whole int
	list  []int
	sure  bool // whether nothing can be in neither part
}

// partitions checks the only two parts that a sentence gives of a number, where the words say that they are of it and
// put them on two sides with none between: “Of the 96 reports, 31 were closed and 55 remain open”, “eight cases, five
// of which were work related and four not”. More than the whole is always wrong; less where a slip makes them the
// whole, and no other number is what they lack.
func (r *reading) partitions(c *Card) []Claim {
	var all []Claim
	for k := range r.sentences {
		p, ok := r.partitionIn(c, k)
		if !ok {
			continue
		}
		if claim := r.sumOf(p.whole, p.list); claim.Agrees || r.partsMissed(c, p) {
			all = append(all, claim)
		}
	}
	return all
}

// partsMissed reports whether two parts cannot be of their whole.
func (r *reading) partsMissed(c *Card, p partition) bool {
	of, sum := r.items[p.whole].q, r.sum(p.list)
	if sum.Cmp(of.value) > 0 {
		return true
	}
	if !p.sure && !r.endedAt(p.whole) || r.lackTold(c, p, new(big.Rat).Sub(of.value, sum)) {
		return false
	}
	holds := func() bool { return r.sum(p.list).Cmp(of.value) == 0 }
	return slipFrom(true, holds, nil, append(r.quantities(p.list), of)...)
}

// partitionIn reads the two parts that a sentence gives, and the number that they are of.
func (r *reading) partitionIn(c *Card, k int) (partition, bool) {
	s := r.sentences[k]
	p := partition{k: k, whole: -1}
	if r.partial(s) || r.hasWord(s.from, s.to, twiceParted) {
		return p, false
	}
	for _, n := range r.counts(s.from, s.to) {
		if r.items[n].q.how != asSaid || len(p.list) > 3 {
			return p, false
		}
		if r.items[n].depth > 0 && r.items[s.from].depth == 0 && !r.periodOf(c, k, n) {
			continue // 8.9 days (9.6 in the year before)
		}
		if !r.compared(s, n) || r.behindBefore(n) {
			p.list = append(p.list, n)
		}
	}
	switch {
	case len(p.list) == 3 && r.leadsToParts(s, p.list[0], p.list[1]):
		p.whole, p.list = p.list[0], p.list[1:]
	case len(p.list) == 2 && k > 0:
		p.whole = r.toldBeforeParts(k, p.list[0])
	}
	if p.whole < 0 || len(p.list) != 2 || r.wholeAfter(p.list[0]) > 0 || r.wholeAfter(p.list[1]) > 0 {
		return p, false
	}
	a, b := r.besidePart(s, p.list[0], p.list[1]), r.besidePart(s, p.list[1], s.to)
	yes, sure := r.complementary(a, b)
	p.sure = sure
	return p, yes && !r.otherTimes(c, a) && !r.otherTimes(c, b)
}

// compared reports whether a number is one that another is compared with.
func (r *reading) compared(s sentence, n int) bool {
	q := r.items[n].q
	for i := n - 1; i >= max(s.from, n-3); i-- {
		if w := r.wordAt(i); comparesWords[w] || w == "compared" || w == "than" || w == "against" {
			return true
		}
	}
	return q.base || q.target
}

// otherTimes reports whether a run of words names a time that is not the card's own.
func (r *reading) otherTimes(c *Card, in span) bool {
	for n := in.from; n < in.to; n++ {
		if w := r.items[n].w; w != nil && c.slotOf(w) != slotOwn && !opposedStates[1][0][r.show(n)] {
			return true
		}
	}
	return false
}

// behindBefore reports whether “previously” stands before a number and ends what the part before it says: “have visited
// previously and 14 are new”.
func (r *reading) behindBefore(n int) bool {
	return n > 1 && r.wordAt(n-1) == "and" && opposedStates[1][0][r.show(n-2)]
}

// leadsToParts reports whether the words say that the numbers behind one are of it: “of the 96”, “out of 96”, “of which
// 31”, “96 (”, “96:”.
func (r *reading) leadsToParts(s sentence, whole, part int) bool {
	if m := r.markAt(part - 1); m == "(" || m == ":" {
		return part-whole <= 5
	}
	if anaphors[r.wordAt(part+2)] && r.wordAt(part+1) == "of" {
		return true
	}
	for n := part - 1; n > whole && n >= part-4; n-- {
		if anaphors[r.wordAt(n)] && r.wordAt(n-1) == "of" {
			return true
		}
	}
	from := s.from
	if r.wordAt(from) == "out" {
		from++
	}
	if r.wordAt(from) != "of" {
		return false
	}
	for n := from + 1; n < whole; n++ {
		if !ofWords[r.wordAt(n)] && r.wordAt(n) != "remaining" && r.wordAt(n) != "other" {
			return false
		}
	}
	return true
}

// toldBeforeParts is the only number of the sentence before, where a sentence begins with “of these” or goes on to tell
// of the same things; −1 where there is none.
func (r *reading) toldBeforeParts(k, part int) int {
	s, before := r.sentences[k], r.sentences[k-1]
	whole := -1
	for _, n := range r.counts(before.from, before.to) {
		if r.compared(before, n) {
			continue
		}
		if whole >= 0 || r.items[n].q.how != asSaid {
			return -1
		}
		whole = n
	}
	if whole < 0 || r.partOf(whole) >= 0 || r.wholeAfter(whole) > 0 {
		return -1
	}
	begins := r.wordAt(s.from) == "of" && anaphors[r.wordAt(s.from+1)] && part <= s.from+5
	same := part == s.from && r.countsAlike(whole, part)
	if !begins && !same {
		return -1
	}
	return whole
}

// besidePart are the words that say what a part is: those behind it and its percentage up to the next, or those before
// it where a mark follows it.
func (r *reading) besidePart(s sentence, n, next int) span {
	from := n + 1
	if r.markAt(from) == "(" {
		for from < next && r.markAt(from) != ")" {
			from++
		}
		from++
	}
	to := from
	for to < min(next, from+14) {
		if q := r.quantityAt(to + 1); r.markAt(to) == "(" && q != nil && q.unit == percent && r.markAt(to+2) == ")" {
			to += 3 // 9 appeals (69%) were dismissed
			continue
		}
		if m := r.markAt(to); m == ";" || m == "(" || m == ")" || m == ":" || m == "," && to > from {
			break
		}
		to++
	}
	if to > from {
		return span{from, to}
	}
	for from = n; from > max(s.from, n-8) && r.items[from-1].kind == wordItem; from-- {
	}
	return span{from, n}
}

// lackTold reports whether the words behind two parts tell of what they lack of their whole: as the rest, or with
// its number.
func (r *reading) lackTold(c *Card, p partition, lack *big.Rat) bool {
	next := r.sentences[min(p.k+1, len(r.sentences)-1)]
	if p.k+1 < len(r.sentences) && r.hasWord(next.from, min(next.to, next.from+6), pendingWords) || r.othersBehind(r.sentences[p.k], p.list[1]) {
		return true
	}
	sum := new(big.Rat)
	for n := r.sentences[p.k].from; n < next.to; n++ {
		q := r.items[n].q
		if q == nil || q.noise || q.unit != plain || n == p.whole || contains(p.list, n) {
			continue
		}
		if n > p.list[1] {
			sum.Add(sum, q.value)
		}
		if q.value.Cmp(lack) == 0 || sum.Cmp(lack) == 0 {
			return true
		}
	}
	return false
}
