package claims

import (
	"math/big"
)

// explains reports whether any two of the numbers give the card's percentage: a part of a whole, of a whole less those
// taken out, of two groups together; or the rest does.
func (r *reading) explains(c *Card, own []int, direct map[int]int, groups bool) bool {
	allows := c.figureAllows()
	total := r.sum(own)
	fits := func(part, of *big.Rat) bool {
		return of.Sign() > 0 && part.Cmp(of) <= 0 && allows.Holds(percentage(part, of))
	}
	for _, i := range own {
		part := r.items[i].q
		if len(own) > 2 && len(direct) == 0 && fits(part.value, total) {
			return true
		}
		for _, j := range own {
			if i == j || direct[j] == i && i > 0 {
				continue
			}
			of := r.items[j].q
			if in, ok := ratio(part, of); ok && part.value.Cmp(of.value) <= 0 && in.Meets(allows) || fits(part.value, of.value) {
				return true
			}
			if len(direct) == 0 && r.isRemainder(j) {
				if fits(part.value, new(big.Rat).Add(part.value, of.value)) {
					return true
				}
			}
			for _, k := range own {
				if k == i || k == j || !groups {
					continue
				}
				if fits(part.value, new(big.Rat).Sub(of.value, r.items[k].q.value)) && r.takenOut(k) {
					return true
				}
				if fits(new(big.Rat).Add(part.value, r.items[k].q.value), of.value) && len(own) <= 5 && !r.isRemainder(k) && !r.isRemainder(i) {
					return true
				}
			}
		}
	}
	return false
}

// tiedSwap reports whether a share ties its part to its whole, and two digits changed over make it the card's.
func (r *reading) tiedSwap(c *Card, s share) bool {
	if s.loose || s.sum != nil {
		return false
	}
	part, of := r.items[s.part].q, r.items[s.of].q
	holds := func() bool { return of.value.Sign() > 0 && c.figureAllows().Holds(percentage(part.value, of.value)) }
	return r.swapMends(part, holds) || r.swapMends(of, holds)
}

// restWords tell of those who are not in the part: “1,358 within the timescale, 168 outside it”.
var restWords = set("outside", "longer", "late", "not", "after", "beyond", "failed", "remaining", "other", "others", "overdue", "missed",
	"abandoned", "refused", "lost", "unsuccessful", "off", "gave", "rest", "exceeded", "over", "dismissed", "allowed", "breached", "red", "amber",
	"overran", "female", "male", "women", "men", "girls", "boys", "without", "did", "no")

// isRemainder reports whether the clause around a number tells of the rest.
func (r *reading) isRemainder(n int) bool {
	from, to := r.segment(n)
	for i := from; i < to; i++ {
		if restWords[r.wordAt(i)] {
			return true
		}
	}
	return false
}

// takenOut reports whether a word near a number takes it out of the total.
func (r *reading) takenOut(n int) bool {
	from, to := r.segment(n)
	for i := from; i < to; i++ {
		if exclusionWords[r.wordAt(i)] {
			return true
		}
	}
	return false
}

// listSlip reports whether a slip in one number of a list, or in the card's percentage, makes them fit.
func (r *reading) listSlip(c *Card, s share) bool {
	figure := c.Figure
	list := r.counts(s.first, s.last+1)
	holds := func() bool {
		of := r.sum(list)
		return of.Sign() > 0 && around(figure.Value, figure.Step).Holds(percentage(r.items[s.part].q.value, of))
	}
	return slipOf(holds, &figure, r.quantities(list)...)
}

// isRest reports whether a share is what the card's percentage leaves: 3 of 30 late under 90% in time.
func (r *reading) isRest(c *Card, part, of *quantity) bool {
	in, ok := ratio(part, of)
	if !ok {
		return false
	}
	allows := c.Figure.interval()
	rest := Interval{new(big.Rat).Sub(hundred, allows.High), new(big.Rat).Sub(hundred, allows.Low)}
	return in.Meets(rest)
}

// restElsewhere reports whether another number is what the card's percentage leaves of the same whole.
func (r *reading) restElsewhere(c *Card, s share, own []int) bool {
	for _, n := range own {
		if n != s.part && n != s.of && s.sum == nil && r.isRest(c, r.items[n].q, r.items[s.of].q) {
			return true
		}
	}
	return false
}

// restCounted reports whether another number is what is left of a share's whole, so that it is sure which the whole is:
// “297 were registered. 251 were within 5 days and 46 took longer”.
func (r *reading) restCounted(s share, own []int) bool {
	if s.sum != nil {
		return false
	}
	for _, n := range own {
		if n != s.part && n != s.of && r.sum([]int{s.part, n}).Cmp(r.items[s.of].q.value) == 0 {
			return true
		}
	}
	return false
}

// saysOther reports whether the words give the card's percentage apart from the share, which is then about another
// thing.
func (r *reading) saysOther(c *Card, s share) bool {
	from, to := r.around(s)
	if c.Figure.Step.Cmp(whole(1)) < 0 && r.tiedSwap(c, s) {
		return false // hardly chance
	}
	for n := range r.items {
		q := r.items[n].q
		if q == nil || q.unit != percent || q.noise || q.delta != 0 || q.target && c.Target.stands(q) {
			continue
		}
		next := r.sentences[r.sentenceOf(n)].from
		if c.Figure.says(q) && (n < from || n >= to) && !anaphoric[r.wordAt(from)] && (next != to+1 || r.wordAt(next) != "at") {
			return true
		}
	}
	return false
}

// atOtherTime reports whether the words narrow a share to a time that is not the card's.
func (r *reading) atOtherTime(c *Card, s share) bool {
	for n := s.first; n <= s.last; n++ {
		if w := r.items[n].w; w != nil && c.slotOf(w) != slotOwn {
			return true
		}
	}
	return false
}

func (r *reading) ownSlip(c *Card, part, of *quantity, sameLength bool) bool {
	figure := c.Figure
	holds := func() bool {
		if of.value.Sign() <= 0 || part.value.Cmp(of.value) > 0 {
			return false
		}
		return around(figure.Value, figure.Step).Holds(percentage(part.value, of.value))
	}
	return slipFrom(sameLength, holds, &figure, part, of)
}
