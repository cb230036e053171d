package claims

import (
	"math/big"
	"strings"

	"chaser/kpi"
)

// partsTooLarge finds a part that is more than the whole that the words tie it to: “30 were due, of which 31 were
// answered”, “Of the 4,120 days lost 5,213 were long term”; and two that exclude each other and are more together:
// “27,310 calls, of which 23,541 were answered and 3,976 abandoned”. No rounding makes that true.
func (r *reading) partsTooLarge(c *Card) []Claim {
	var all []Claim
	for n := range r.items {
		q := r.items[n].q
		if !q.count() && (!q.sized() || q.unit != money) || q.how != asSaid {
			continue
		}
		of := r.wholeNamed(n)
		if of < 0 {
			if s, ok := r.ofWhich(n); ok && s.part == n {
				all = append(all, r.togetherTooLarge(c, s)...)
			}
			continue
		}
		w := r.items[of].q
		if w.how != asSaid || q.value.Cmp(w.interval().High) <= 0 || r.largerBefore(c, n, of) {
			continue
		}
		claim := r.claim(TooLarge, Words, min(n, of), max(n, of))
		claim.Read, claim.Computed, claim.Stated = r.said(n), q.value, r.said(of)
		claim.Allowed = exactly(w.value)
		all = append(all, claim)
	}
	return all
}

// wholeNamed is the place of the smaller number that the words make the whole of this one: before “of which” and the
// like, or behind “Of the” at the beginning of its sentence; −1 where there is none.
func (r *reading) wholeNamed(n int) int {
	if r.markAt(n-1) == "/" {
		return -1 // 1/3 of them
	}
	k := r.sentenceOf(n)
	s := r.sentences[k]
	anaphor := -1
	for i := n - 1; i >= max(s.from, n-4) && r.items[i].kind == wordItem; i-- {
		if r.wordAt(i) == "of" && (anaphors[r.wordAt(i+1)]) && r.wordAt(i+1) != "that" {
			anaphor = i
		}
	}
	if w := r.wordAt(n + 2); r.wordAt(n+1) == "of" && (w == "these" || w == "them" || w == "which" || w == "those" && !r.setsApart(n+3)) && r.items[n+3].kind != markItem {
		anaphor = n
	}
	if anaphor >= 0 {
		if anaphor < n && r.setsApart(anaphor+2) {
			return -1 // of those that were late, 31
		}
		for i := min(anaphor, n) - 1; i >= r.sentences[max(0, k-1)].from; i-- {
			if q := r.items[i].q; q != nil && !q.noise && (q.unit != length || q.measure) {
				if q.count() && q.value.Cmp(r.items[n].q.value) < 0 && r.items[i].depth <= r.items[n].depth {
					return i
				}
				return -1
			}
		}
		return -1
	}
	if q := r.items[n].q; r.wordAt(n+1) == "of" && q.unit == money && r.quantityAt(n+2) != nil && r.items[n+2].q.unit == money && q.delta == 0 && r.items[n+2].q.value.Cmp(q.value) < 0 {
		return n + 2 // £286m of £8.27m
	}
	// Of the 4,120 days lost in the quarter 5,213 were long term.
	if r.wordAt(s.from) != "of" {
		return -1
	}
	counts := r.counts(s.from, s.to)
	if len(counts) < 2 || counts[1] != n || counts[0] > s.from+2 || r.items[counts[0]].q.value.Cmp(r.items[n].q.value) >= 0 {
		return -1
	}
	return counts[0]
}

// setsApart reports whether a word behind “those” says which, so that they are others than were counted before: “61 of
// those inspected needed none”.
func (r *reading) setsApart(n int) bool {
	w := r.wordAt(n)
	return w == "that" || w == "who" || w == "with" || w == "in" || w == "from" || strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ing")
}

// largerBefore reports whether another number that was said before, or the card's figure, is large enough for a part to
// be of that.
func (r *reading) largerBefore(c *Card, n, of int) bool {
	part := r.items[n].q.value
	for i := max(0, n-8*nearest); i < n; i++ {
		if q := r.items[i].q; i != of && q != nil && !q.noise && q.unit == plain && q.value.Cmp(part) >= 0 {
			return true
		}
	}
	figure := c.Figure.Value
	return c.Unit == kpi.Count && figure != nil && figure.Cmp(part) >= 0 && !c.isOwn(r.items[of].q)
}

// togetherTooLarge finds a second part, told to be what the first is not, with which it is more than their whole. The
// first must come to the card's percentage, so that both are of that whole.
func (r *reading) togetherTooLarge(c *Card, s share) []Claim {
	k := r.sentences[r.sentenceOf(s.part)]
	w := r.items[s.of].q
	in, ok := ratio(r.items[s.part].q, w)
	if c.Unit != kpi.Percent || w.how != asSaid || !ok || !in.Meets(c.figureAllows()) {
		return nil
	}
	for n := s.part + 1; n < min(k.to, s.part+8); n++ {
		q := r.items[n].q
		if q == nil || q.noise || q.unit == length {
			continue
		}
		if !q.count() || q.how != asSaid || r.wholeAfter(n) > 0 || r.wordAt(n+1) == "of" || !r.parted([]int{s.part, n}) || !r.isRemainder(n) {
			return nil
		}
		sum := new(big.Rat).Add(r.items[s.part].q.value, q.value)
		if sum.Cmp(w.interval().High) <= 0 {
			return nil
		}
		claim := r.claim(Sum, Words, min(s.of, s.part), max(s.of, n))
		claim.Read, claim.Computed, claim.Stated = r.added([]int{s.part, n}), sum, r.said(s.of)
		claim.Allowed = exactly(w.value)
		return []Claim{claim}
	}
	return nil
}
