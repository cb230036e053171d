package claims

import (
	"math/big"
	"slices"
)

// share is a part of a whole as the words tell it.
type share struct {
	part  int // places of quantities; −1 where not said
	of    int
	rate  int       // the percentage or fraction that the words give it
	loose bool      // the whole is not tied to the part by “of” or “out of”
	sum   *quantity // the whole, where it is the sum of a list
	apart bool      // the percentage stands between the part and “of” the whole
	first int
	last  int
}

// ofWords may stand between “of” and the whole.
var ofWords = set("the", "these", "those", "all", "our", "a", "total", "of", "possible", "eligible", "to", "some", "out")

// shares reads parts of wholes: those with a percentage beside them, and those that are the card's own percentage.
func (r *reading) shares(c *Card) []Claim {
	all := r.sharesSaid()
	var claims []Claim
	for _, s := range all {
		if claim, ok := r.shareClaim(s); ok && (claim.Agrees || !s.apart || !r.pairExplained(c, s)) {
			claims = append(claims, claim)
		}
	}
	claims = append(claims, r.pairClaims(c, all)...)
	claims = append(claims, r.pairsFill(c, all)...)
	claims = append(claims, r.earlierShares(c, all)...)
	claims = append(claims, r.fractionsSaid()...)
	if claim, ok := r.ownShare(c, all); ok {
		claims = append(claims, claim)
	}
	return claims
}

// sharesSaid finds every part with a whole or a percentage beside it.
func (r *reading) sharesSaid() []share {
	var all []share
	for n := range r.items {
		q := r.items[n].q
		if q == nil || q.noise {
			continue
		}
		switch {
		case q.sized():
			if s, ok := r.shareOfCount(n); ok {
				all = append(all, s)
			} else if s, ok := r.moreOfThese(n); ok {
				all = append(all, s)
			}
		case (q.unit == percent) && q.delta == 0:
			if s, ok := r.shareOfRate(n); ok {
				all = append(all, s)
			}
		}
	}
	return all
}

// shareOfCount reads “570 of 889 (64%)”, “41 (56%)”, “3,528, or one in eight”.
func (r *reading) shareOfCount(n int) (share, bool) {
	if r.markAt(n-1) == "(" && r.quantityAt(n-2) != nil && r.quantityAt(n-2).unit == percent {
		return share{}, false // told by its percentage
	}
	if r.partIsNamed(n) {
		return share{}, false
	}
	q := r.items[n].q
	s := share{part: n, of: -1, rate: -1, first: n, last: n}
	if of := r.wholeAfter(n); of > 0 {
		s.of, s.last = of, of
	}
	if rate := r.rateAfter(s.last); rate > 0 {
		s.rate, s.last = rate, rate
		if s.of < 0 && r.markAt(rate-1) == "(" && r.wordAt(rate+1) == "of" { // 4,310 tickets (11% of the 38,905 sold)
			if of := r.ofFrom(rate+1, q); of > 0 {
				s.of, s.last = of, of
			}
		}
		if r.markAt(rate+1) == ")" {
			s.last++
			if at := rate + 2; s.of < 0 {
				if r.wordAt(at) == "out" {
					at++
				}
				of := r.ofFrom(at, q)
				if r.wordAt(at) == "of" && of > 0 && (at > rate+2 || r.countsWhole(of, q)) {
					s.of, s.last, s.apart = of, of, true // 7 (70%) out of the 10, 13 (9%) of the 142 children
				}
			}
		}
	}
	return s, s.of > 0 || s.rate > 0
}

// countsWhole reports whether a number behind “of” counts what a part is of, and is no age: “of the 65 and overs”.
func (r *reading) countsWhole(of int, part *quantity) bool {
	next := r.wordAt(of + 2)
	return r.items[of].q.value.Cmp(part.value) >= 0 && (r.wordAt(of+1) != "and" || next != "over" && next != "overs" && next != "above")
}

// partIsNamed reports whether a number is the whole of a part that is named before it: “the majority of the 640 files
// were from schools (44%)”.
func (r *reading) partIsNamed(n int) bool {
	return r.wordAt(n-1) == "the" && r.wordAt(n-2) == "of" && shareNames[r.wordAt(n-3)]
}

// shareNames are parts that “of the” gives the whole of.
var shareNames = set("majority", "most", "all", "some", "many", "half", "part", "none", "rest", "remainder", "bulk", "proportion", "share", "percentage")

// wholeAfter is the place of the whole after “570 of the 889”, “27 out of 30”, “570/889”; 0 where there is none.
func (r *reading) wholeAfter(n int) int {
	i := n + 1
	if r.markAt(i) == "/" {
		if q := r.quantityAt(i + 1); q.count() && r.items[i].start == r.items[n].end {
			return i + 1
		}
		return 0
	}
	if r.wordAt(i) == "out" {
		i++
	}
	if r.wordAt(i) != "of" {
		return r.outOfAfter(n)
	}
	return r.ofFrom(i, r.items[n].q)
}

// ofFrom is the place of the whole after “of”; 0 where there is none.
func (r *reading) ofFrom(of int, part *quantity) int {
	for i := of + 1; i < min(len(r.items), of+6); i++ {
		if q := r.items[i].q; q != nil {
			if q.sized() && (q.unit == part.unit || part.unit == plain && q.measure || part.measure && q.unit == plain) && (q.value.Cmp(part.value) >= 0 || i <= of+2) {
				return i
			}
			return 0
		}
		if !ofWords[r.wordAt(i)] {
			return r.ofNamed(of, i, part)
		}
	}
	return 0
}

// ofNamed is the place of a whole that is named before it is counted: “£1.9m of a pay bill of £24.1m”; 0 where there
// is none.
func (r *reading) ofNamed(of, n int, part *quantity) int {
	for i := n; i < of+6 && r.items[i].kind == wordItem; i++ {
		if w := r.wordAt(i); w == "of" || w == "totalling" {
			if q := r.quantityAt(i + 1); q.sized() && q.unit == part.unit && q.value.Cmp(part.value) >= 0 {
				return i + 1
			}
			return 0
		}
	}
	return 0
}

// outOfAfter is the place of the whole after “474 births out of the total 22,071”.
func (r *reading) outOfAfter(n int) int {
	for i := n + 1; i < min(len(r.items), n+8); i++ {
		it := r.items[i]
		if it.kind != wordItem && (it.q == nil || !it.q.noise && it.q.unit != length) {
			return 0
		}
		if it.text == "out" && r.wordAt(i+1) == "of" {
			for k := i + 2; k < min(len(r.items), i+7); k++ {
				if q := r.items[k].q; q != nil {
					if q.sized() && q.unit == r.items[n].q.unit && q.value.Cmp(r.items[n].q.value) >= 0 {
						return k
					}
					return 0
				}
				if !ofWords[r.wordAt(k)] {
					return r.ofNamed(i+1, k, r.items[n].q)
				}
			}
			return 0
		}
		if w := r.wordAt(i + 1); it.text == "in" && (w == "a" || w == "an") && r.items[n].q.count() && r.items[i+2].kind == wordItem && r.wordAt(i+3) == "of" {
			return r.ofNamed(i+1, i+2, r.items[n].q) // 103 in a workforce of 1,304
		}
	}
	return 0
}

// fill sets what a share comes to.
func (r *reading) fill(claim *Claim, part, of *quantity) {
	claim.Numerator, claim.Denominator, claim.PerCent = part.value, of.value, true
	claim.Computed = percentage(part.value, of.value)
	claim.Read = Digits(part.value) + " of " + Digits(of.value)
}

func percentage(part, of *big.Rat) *big.Rat {
	q := new(big.Rat).Quo(part, of)
	return q.Mul(q, hundred)
}

// ratio is what per cent a part is of its whole, as far as both may be rounded.
func ratio(part, of *quantity) (Interval, bool) {
	a, b := part.interval(), of.interval()
	if !a.bounded() || !b.bounded() || b.Low.Sign() <= 0 {
		return Interval{}, false
	}
	return a.over(b).times(hundred), true
}

// counts are the places of the quantities of a stretch of items that count things.
func (r *reading) counts(from, to int) []int {
	var all []int
	for n := from; n < to; n++ {
		if r.items[n].q.count() {
			all = append(all, n)
		}
	}
	return all
}

// sentenceOf is the number of the sentence that holds an item.
func (r *reading) sentenceOf(n int) int {
	k, found := slices.BinarySearchFunc(r.sentences, n, func(s sentence, n int) int {
		switch {
		case n < s.from:
			return 1
		case n >= s.to:
			return -1
		}
		return 0
	})
	if !found {
		return min(k, len(r.sentences)-1)
	}
	return k
}
