package claims

import (
	"math/big"
	"slices"
	"strings"

	"chaser/kpi"
)

// openingLevels checks the number that a commentary opens with, where the words can mean nothing but the figure: it
// stands alone, “72.9%. Turnover in Adults is…”, or counts what the title counts, “12 homes back in use”, or is that of
// “this quarter”.
func (r *reading) openingLevels(c *Card) []Claim {
	if c.Figure.Value == nil || r.saysOwnAnywhere(c) {
		return nil
	}
	n := r.opener()
	if n < 0 || !r.saysAnything() {
		return nil // a number and nothing else says nothing of the figure
	}
	q, s := r.items[n].q, r.sentences[r.sentenceOf(n)]
	if !c.suits(q) || q.how != asSaid || q.fraction || q.target || q.base || q.delta != 0 || c.knowsBefore(q) || r.isStep(s, n) || r.wholeAfter(n) > 0 || r.partOf(n) >= 0 ||
		r.yardstickOf(s, n) != "" || r.addsUpWith(c, n) || r.ofStock(c, n) {
		return nil
	}
	if at, ok := r.timeOf(c, s, n); ok && at != slotOwn {
		return nil
	}
	if from, to := r.segment(n); c.titleHas(decidedWords) && r.hasWord(from, to, lodgedWords) {
		return nil // 24 appeals were lodged, under appeals decided
	}
	how := r.opens(c, s, n)
	slip := slipsTo(q, c.Figure) || pointMoved(q, c.Figure) || anagrams(q.digits, digitsOf(c.Figure)) || oneDigitApart(q.digits, digitsOf(c.Figure))
	if len(q.digits) != len(digitsOf(c.Figure)) && !q.inWords && how == opensLikely && !verbs[r.wordAt(n-1)] && r.items[n+1].w == nil {
		slip = false // 164 complaints, of which 64 were upheld
	}
	if how != opensSurely && c.Target.stands(q) {
		return nil
	}
	if how == opensNot || (how == opensLikely || !c.sizedAsFigure(q)) && !slip || (c.Cumulative || titleToDate(c)) && !slip {
		return nil
	}
	if q.scaled && q.digits == digitsOf(c.Figure) {
		return nil // 21.4 thousand tonnes, under a title that counts thousands
	}
	claim := r.claim(Restated, Own, n, n)
	claim.Period, claim.Stated = c.Figure.Period, r.show(n)
	claim.Computed, claim.Allowed, claim.PerCent = q.value, wide(q), q.unit == percent
	return []Claim{claim}
}

// opening is how surely a number that a commentary opens with is the figure.
type opening uint8

const (
	opensNot opening = iota
	opensLikely
	opensSurely
)

// opener is the place of the first number that counts something, in the first sentence or behind one that counts
// nothing: “Target met. 12 homes back in use.” −1 where there is none.
func (r *reading) opener() int {
	for k := 0; k < min(2, len(r.sentences)); k++ {
		s := r.sentences[k]
		for n := s.from; n < s.to; n++ {
			if q := r.items[n].q; q != nil && !q.noise && (q.unit != length || q.counted) {
				return n
			}
		}
	}
	return -1
}

// opens judges the words around a number that a commentary opens with.
func (r *reading) opens(c *Card, s sentence, n int) opening {
	title := c.titleStems()
	if m := r.markAt(n + 1); n == s.from && (n+1 >= s.to || m == "." || m == "–" || m == "-" || m == ":" || m == ",") {
		next := r.items[min(n+2, len(r.items)-1)].text
		if c.Unit != kpi.Percent && (len(r.items[n].q.digits) < 2 || m == ",") || next == "that" || next == "this" {
			return opensLikely // 64, or 39%, were upheld
		}
		return opensSurely
	}
	for i := s.from; i < n; i++ {
		if it := r.items[i]; it.w == nil && (it.kind != wordItem || !leadWords[it.text] && !isStem(title, it.text) && !stopWords[it.text] && !shortWords[it.text]) {
			return opensNot
		}
	}
	for i := s.from; i < n; i++ {
		if w := r.items[i].w; w != nil && c.endsIn(w) && len(r.items[n].q.digits) > 2 {
			return opensLikely // to the end of September £418k
		}
	}
	i := n + 1
	for i < min(s.to, n+3) && isStem(title, r.wordAt(i)) {
		i++
	}
	if w := r.items[min(i, len(r.items)-1)].w; w != nil && i < s.to && c.slotOf(w) == slotOwn && (i == n+1 && w.rel == current || i > n+1 && r.overlap(c, n, i) >= len(title)) {
		return opensLikely // 1,171 this quarter
	}
	to := n + 1
	for to < min(s.to, n+10) && (r.items[to].kind == wordItem || r.stageAt(to)) && !conjunctions[r.items[to].text] {
		if w := r.wordAt(to); r.wordAt(s.from) == "of" && strings.HasSuffix(w, "ed") && !isStem(title, w) {
			return opensNot // of the 163 complaints closed
		}
		if r.strange(title, to) && !verbs[r.items[to].text] {
			break
		}
		to++
	}
	seen := r.overlap(c, n, to) + r.overlap(c, s.from, n)
	switch {
	case seen >= 2 && seen >= len(title) && i > n+1:
		return opensSurely
	case seen >= 1:
		return opensLikely
	}
	return opensNot
}

// stageAt reports whether an item is the number of a stage, a category or the like.
func (r *reading) stageAt(n int) bool {
	return r.items[n].q != nil && r.items[n].q.noise && referenceWords[r.wordAt(n-1)]
}

// saysOwnAnywhere reports whether the words give the card's figure.
func (r *reading) saysOwnAnywhere(c *Card) bool {
	return slices.ContainsFunc(r.items, func(it item) bool {
		return it.q != nil && !it.q.noise && it.q.delta == 0 && !it.q.target && c.isOwn(it.q)
	})
}

// saysAnything reports whether there are any words beside the numbers.
func (r *reading) saysAnything() bool {
	return slices.ContainsFunc(r.items, func(it item) bool { return it.kind == wordItem })
}

// addsUpWith reports whether a number comes to the card's figure with others of the commentary: it is one of its parts,
// or what was added to an earlier figure.
func (r *reading) addsUpWith(c *Card, n int) bool {
	figure, ok := entryOf(c, c.Figure)
	e, also := r.entryAt(n)
	if !ok || !also {
		return true
	}
	half := e.half + figure.half
	for _, k := range []Known{c.Previous, c.YearAgo} {
		if before, ok := entryOf(c, k); ok && within(e.v+before.v, figure.v, half+before.half) {
			return true
		}
	}
	sum := e.v
	for i := r.behindParts(e, n); i < len(r.items) && i < n+10*nearest; i++ {
		o, ok := r.entryAt(i)
		if !ok || o.q.unit != e.q.unit || o.q.delta != 0 {
			continue
		}
		if within(e.v+o.v, figure.v, half+o.half) || within((e.v-o.v).abs(), figure.v, half+o.half) {
			return true
		}
		if sum, half = sum+o.v, half+o.half; within(sum, figure.v, half) {
			return true
		}
	}
	return false
}

// behindParts is the place behind the parts that a number is the whole of, where a colon leads to them; the next one
// where none do: “92 incidents: race 74, religion 9 and other 9”.
func (r *reading) behindParts(e entry, n int) int {
	left, colon := e.v, false
	for i := n + 1; i < len(r.items) && r.items[i].kind != endItem && left > 0; i++ {
		colon = colon || r.markAt(i) == ":"
		if o, ok := r.entryAt(i); ok {
			if left -= o.v; left == 0 && colon {
				return i + 1
			}
		}
	}
	return n + 1
}

// knowsBefore reports whether a quantity is one of the card's earlier figures.
func (c *Card) knowsBefore(q *quantity) bool {
	return c.Previous.Value != nil && c.Previous.Value.Cmp(q.value) == 0 || c.YearAgo.Value != nil && c.YearAgo.Value.Cmp(q.value) == 0
}

// sizedAsFigure reports whether a number is no more than three times the card's figure and no less than a third.
func (c *Card) sizedAsFigure(q *quantity) bool {
	a, b := new(big.Rat).Abs(q.value), new(big.Rat).Abs(c.Figure.Value)
	if a.Cmp(whole(10)) < 0 && b.Cmp(whole(10)) < 0 {
		return true
	}
	return a.Cmp(new(big.Rat).Mul(b, whole(3))) <= 0 && b.Cmp(new(big.Rat).Mul(a, whole(3))) <= 0
}

// oneDigitApart reports whether one number is the other with one digit more or less, at any place.
func oneDigitApart(a, b string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	return len(b) > 0 && len(a) == len(b)+1 && oneMore(a, b)
}
