package claims

import (
	"math/big"

	"chaser/kpi"
)

// timely are the words by which a title and a part both say that something was done in time.
var timely = set("within", "timescale", "timescales", "timeframe", "timeframes", "deadline", "deadlines", "time", "statutory", "compliance",
	"compliant", "sla", "promptly", "timely")

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
	if r.explains(c, own) {
		return Claim{}, false
	}
	for _, s := range r.ownCandidates(c, all, own) {
		if claim, ok := r.ownClaim(c, s, own); ok {
			return claim, true
		}
	}
	return Claim{}, false
}

// ownCounts are the numbers of the card's period that may be part or whole, a dozen at most.
func (r *reading) ownCounts(c *Card) []int {
	var own []int
	for k, s := range r.sentences {
		for _, n := range r.counts(s.from, s.to) {
			if len(own) == 12 {
				return own
			}
			if r.periodOf(c, k, n) {
				own = append(own, n)
			}
		}
	}
	return own
}

// periodOf reports whether a number may be of the card's own period: no other time is named beside it.
func (r *reading) periodOf(c *Card, k, n int) bool {
	s := r.sentences[k]
	for i := n + 1; i < min(s.to, n+8); i++ {
		it := r.items[i]
		if it.q != nil && !it.q.noise || it.text == ";" || it.text == "," {
			break
		}
		if it.w != nil {
			at := c.slotOf(it.w)
			return at == slotOwn || at == slotNone
		}
	}
	for i := n - 1; i >= max(s.from, n-10); i-- {
		it := r.items[i]
		if it.text == ";" || it.q != nil && !it.q.noise {
			break
		}
		if it.w != nil {
			at := c.slotOf(it.w)
			return at == slotOwn || at == slotNone
		}
	}
	return true
}

// figureAllows is what the card's percentage may be.
func (c *Card) figureAllows() Interval { return around(c.Figure.Value, c.Figure.Step) }

// explains reports whether any two of the numbers give the card's percentage: a part of a whole, of a whole less those
// taken out, of two groups together; or the rest does.
func (r *reading) explains(c *Card, own []int) bool {
	allows := c.figureAllows()
	rest := Interval{new(big.Rat).Sub(hundred, allows.High), new(big.Rat).Sub(hundred, allows.Low)}
	fits := func(part, of *big.Rat) bool {
		if of.Sign() <= 0 || part.Cmp(of) > 0 {
			return false
		}
		p := percentage(part, of)
		return allows.Holds(p) || rest.Holds(p) && part.Sign() > 0
	}
	for _, i := range own {
		part := r.items[i].q
		for _, j := range own {
			if i == j {
				continue
			}
			of := r.items[j].q
			if in, ok := ratio(part, of); ok && part.value.Cmp(of.value) <= 0 && in.Meets(allows) || fits(part.value, of.value) {
				return true
			}
			if r.sentenceOf(i) == r.sentenceOf(j) || len(own) <= 3 {
				if fits(part.value, new(big.Rat).Add(part.value, of.value)) {
					return true
				}
			}
			for _, k := range own {
				if k == i || k == j {
					continue
				}
				if fits(part.value, new(big.Rat).Sub(of.value, r.items[k].q.value)) && r.takenOut(k) {
					return true
				}
				if fits(new(big.Rat).Add(part.value, r.items[k].q.value), of.value) && len(own) <= 5 {
					return true
				}
			}
		}
	}
	return false
}

// takenOut reports whether a word near a number takes it out of the total.
func (r *reading) takenOut(n int) bool {
	for i := max(0, n-6); i < min(len(r.items), n+7); i++ {
		if exclusionWords[r.wordAt(i)] || r.wordAt(i) == "not" || r.wordAt(i) == "no" {
			return true
		}
	}
	return false
}

// ownCandidates are the shares that the card's percentage may be, the most certain first.
func (r *reading) ownCandidates(c *Card, all []share, own []int) []share {
	var found []share
	for _, s := range all {
		if s.part >= 0 && s.of >= 0 && contains(own, s.part) && contains(own, s.of) {
			found = append(found, s)
		}
	}
	for _, n := range own {
		if s, ok := r.ofWhich(n); ok {
			found = append(found, s)
		}
	}
	if len(found) > 0 {
		return found
	}
	return r.sideBySide(c, own)
}

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
		if r.items[i].q != nil && !r.items[i].q.noise {
			break
		}
		if r.wordAt(i) != "of" || !anaphors[r.wordAt(i+1)] {
			continue
		}
		from := r.sentences[max(0, k-1)].from
		if i > s.from+1 {
			from = s.from
		}
		for j := i - 1; j >= from; j-- {
			if q := r.items[j].q; q.count() {
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
			if w := r.wordAt(j); w == "of" && j == s.from && q.count() && q.value.Cmp(r.items[n].q.value) >= 0 {
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
	for from > s.from && !stop(from-1) {
		from--
	}
	for to < s.to && !stop(to) {
		to++
	}
	return from, to
}

// sideBySide finds a part and a whole that stand in clauses of their own: “Requests received 168, completed within 20
// working days 150”. The part is the one number whose clause says what the title says.
func (r *reading) sideBySide(c *Card, own []int) []share {
	part, best, next := -1, 0, 0
	for _, n := range own {
		switch e := r.evidence(c, n); {
		case e > best:
			part, best, next = n, e, best
		case e > next:
			next = e
		}
	}
	if part < 0 || best == next || len(own) > 6 {
		return nil
	}
	for _, n := range own {
		near := r.sentenceOf(n) - r.sentenceOf(part)
		if n != part && near >= -1 && near <= 1 && r.items[n].q.value.Cmp(r.items[part].q.value) > 0 && !r.takenOut(n) {
			return []share{{part: part, of: n, rate: -1, loose: true, first: min(part, n), last: max(part, n)}}
		}
	}
	return nil
}

// evidence weighs how far the clause around a number says what the title says.
func (r *reading) evidence(c *Card, n int) int {
	from, to := r.segment(n)
	e := r.overlap(c, from, to)
	if r.limitsMeet(c, from, to) > 0 {
		e += 2
	}
	if r.inTime(from, to) && titleInTime(c) {
		e++
	}
	return e
}

func (r *reading) inTime(from, to int) bool {
	for n := from; n < to; n++ {
		if w := r.wordAt(n); w == "outside" || w == "longer" || w == "not" || w == "beyond" || w == "late" || w == "after" || w == "missed" {
			return false
		}
	}
	for n := from; n < to; n++ {
		if timely[r.wordAt(n)] {
			return true
		}
	}
	return false
}

func titleInTime(c *Card) bool {
	for _, t := range tokens(c.Title) {
		if timely[t.text] {
			return true
		}
	}
	return false
}

// limitsMeet compares the limits of time in the title and between two items: 1 where one is the same, −1 where both
// have some and none is the same, else 0.
func (r *reading) limitsMeet(c *Card, from, to int) int {
	var title []*big.Rat
	for _, it := range read(c.Title).items {
		if it.q != nil && it.q.unit == length {
			title = append(title, it.q.value)
		}
	}
	meet, said := false, false
	for n := from; n < to; n++ {
		q := r.items[n].q
		if q == nil || q.unit != length {
			continue
		}
		said = true
		for _, t := range title {
			meet = meet || t.Cmp(q.value) == 0
		}
	}
	switch {
	case meet:
		return 1
	case said && len(title) > 0:
		return -1
	}
	return 0
}

// ownClaim decides whether a share is the card's percentage beyond doubt.
func (r *reading) ownClaim(c *Card, s share, own []int) (Claim, bool) {
	part, of := r.items[s.part].q, r.items[s.of].q
	if part.value.Cmp(of.value) > 0 || of.value.Sign() == 0 || part.how != asSaid || of.how != asSaid {
		return Claim{}, false
	}
	from, to := r.around(s)
	limits := r.limitsMeet(c, from, to)
	if limits < 0 || r.saysOther(c, s) {
		return Claim{}, false
	}
	overlap := r.overlap(c, from, to)
	inTime := r.inTime(from, to) && titleInTime(c)
	slip := r.ownSlip(c, part, of)
	titleWords := len(stems(c.Title))
	sure := false
	switch {
	case limits > 0 && overlap >= 1:
		sure = true
	case s.loose:
		sure = slip && (inTime || overlap >= 1)
	case overlap >= 2 && 2*overlap >= titleWords:
		sure = true
	case slip:
		sure = inTime || overlap >= 1 || len(own) == 2 && len(r.sentences) == 1 && c.Figure.Step.Cmp(whole(1)) < 0
	}
	if !sure {
		return Claim{}, false
	}
	claim := r.claim(Share, Own, s.first, s.last)
	r.fill(&claim, part, of)
	claim.Allowed = c.figureAllows()
	claim.Likely = s.loose || limits <= 0 && !slip
	return claim, true
}

// around are the sentences of a share.
func (r *reading) around(s share) (int, int) {
	return r.sentences[r.sentenceOf(s.first)].from, r.sentences[r.sentenceOf(s.last)].to
}

// saysOther reports whether the words give the card's percentage apart from the share, which is then about another
// thing, or narrow the share to a time or place of its own.
func (r *reading) saysOther(c *Card, s share) bool {
	from, to := r.around(s)
	for n := range r.items {
		q := r.items[n].q
		if q == nil || q.unit != percent || q.noise || q.delta != 0 {
			continue
		}
		if c.Figure.says(q) && (n < from || n >= to) {
			return true
		}
	}
	for n := s.first; n <= s.last; n++ {
		if w := r.items[n].w; w != nil {
			if at := c.slotOf(w); at != slotOwn {
				return true
			}
		}
	}
	return false
}

func (r *reading) ownSlip(c *Card, part, of *quantity) bool {
	figure := c.Figure
	holds := func() bool {
		if of.value.Sign() <= 0 || part.value.Cmp(of.value) > 0 {
			return false
		}
		return around(figure.Value, figure.Step).Holds(percentage(part.value, of.value))
	}
	return slipOf(holds, &figure, part, of)
}
