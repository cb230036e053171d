package claims

import (
	"math/big"
	"slices"

	"chaser/kpi"
)

// unmetCounts checks the number of those that were late or missed against a part and its whole that come to the card's
// percentage: “402 searches, 394 in time. Only eighteen late.” They can be no more than what the part leaves; they may
// be fewer, unless one slip shows that all are meant.
func (r *reading) unmetCounts(c *Card) []Claim {
	if c.Unit != kpi.Percent || c.Figure.Value == nil || c.namesUnmet() {
		return nil
	}
	var own []int
	for _, n := range r.ownCounts(c) {
		if r.items[n].depth == 0 {
			own = append(own, n)
		}
	}
	for _, n := range own {
		if !r.toldUnmet(c, n) {
			continue
		}
		if part, of, ok := r.metBefore(c, own, n); ok {
			if claim, ok := r.unmetClaim(part, of, n); ok {
				return []Claim{claim}
			}
		} else if claim, ok := r.metSlipped(c, own, n); ok {
			return []Claim{claim}
		}
	}
	return nil
}

// namesUnmet reports whether the title itself names what was late or missed.
func (c *Card) namesUnmet() bool { return c.titleHas(unmetWords) || c.titleHas(unmetNouns) }

// toldUnmet reports whether the words right behind a number say that those it counts were not as they should be, and
// name nothing else.
func (r *reading) toldUnmet(c *Card, n int) bool {
	q := r.items[n].q
	if q.unit != plain || q.how != asSaid || r.wholeAfter(n) > 0 || r.partOf(n) >= 0 || partialWords[r.wordAt(n-1)] || r.items[n].depth > 0 {
		return false
	}
	if w := r.wordAt(n + 1); w == "of" || comparatives[w] {
		return false
	}
	title := c.titleStems()
	for i := n + 1; i < n+5; i++ {
		w := r.wordAt(i)
		switch {
		case unmetNouns[w]:
			return i == n+1
		case unmetWords[w], w == "out" && r.wordAt(i+1) == "of" && timely[r.wordAt(i+2)], w == "took" && r.wordAt(i+1) == "longer", w == "non" && r.markAt(i+1) == "-":
			return r.endsUnmet(i)
		case w == "", r.strange(title, i):
			return false
		}
	}
	return false
}

// endsUnmet reports whether what is said of those that were late ends there, or goes on about all of them: a reason or
// a further limit would make them some of all: “12 were late because of snow”, “five took longer than a month”.
func (r *reading) endsUnmet(n int) bool {
	for i := n + 1; i < n+4; i++ {
		switch it := r.items[i]; {
		case it.kind == endItem, it.kind == markItem && it.text != "-":
			return true
		case it.text == "were", it.text == "was", it.text == "are", it.text == "ones":
			return true
		case it.kind != wordItem || it.text != "of" && !timely[it.text] && it.text != "compliant" && it.text != "longer" && it.text != "met" && it.text != "done":
			return false
		}
	}
	return true
}

// metBefore is the nearest part and whole before a number that come to the card's percentage, with no other count
// between them and it.
func (r *reading) metBefore(c *Card, own []int, n int) (part, of int, ok bool) {
	k := r.sentenceOf(n)
	for i := range own {
		if i+1 >= len(own) || own[i+1] >= n {
			break
		}
		a, b := own[i], own[i+1]
		if k-r.sentenceOf(a) > 2 || i+2 < len(own) && own[i+2] != n {
			continue
		}
		if r.items[a].q.value.Cmp(r.items[b].q.value) > 0 {
			a, b = b, a
		}
		in, fits := ratio(r.items[a].q, r.items[b].q)
		if fits && in.Meets(c.figureAllows()) && r.items[a].q.unit == plain && r.items[b].q.unit == plain {
			return a, b, true
		}
	}
	return 0, 0, false
}

func (r *reading) unmetClaim(part, of, n int) (Claim, bool) {
	whole, met, late := r.items[of].q, r.items[part].q, r.items[n].q
	if whole.how != asSaid || met.how != asSaid || whole.round || met.round {
		return Claim{}, false
	}
	left := new(big.Rat).Sub(whole.value, met.value)
	claim := r.claim(Sum, Words, min(of, part), n)
	claim.Read = Digits(whole.value) + " − " + Digits(met.value)
	claim.Computed, claim.Stated, claim.Allowed = left, r.said(n), exactly(late.value)
	switch late.value.Cmp(left) {
	case 0:
		claim.Agrees = true
		return claim, true
	case 1:
		return claim, true
	}
	holds := func() bool { return new(big.Rat).Sub(whole.value, met.value).Cmp(late.value) == 0 }
	return claim, len(late.digits) > 1 && slipOf(holds, nil, late)
}

// metSlipped finds the one of a whole, those in time and those that were late which is one slip off what the others
// make, where these come to the card's percentage: “402 searches, 349 in time. Only eight late.”
func (r *reading) metSlipped(c *Card, own []int, n int) (Claim, bool) {
	at := slices.Index(own, n)
	if at < 2 || r.sentenceOf(n)-r.sentenceOf(own[at-2]) > 2 {
		return Claim{}, false
	}
	of, part := own[at-2], own[at-1]
	if r.partOf(part) == of || r.wholeAfter(of) == part {
		of, part = part, of
	}
	whole, met, late := r.items[of].q, r.items[part].q, r.items[n].q
	from, to := r.segment(part)
	if tied := r.inTime(from, to) || r.limitsMeet(c, from, to) > 0 || r.wholeAfter(part) == of; !tied || whole.how != asSaid || met.how != asSaid {
		return Claim{}, false
	}
	for _, wrong := range []int{part, of} {
		q, comes, all := met, new(big.Rat).Sub(whole.value, late.value), whole.value
		claim := r.claim(Sum, Words, min(of, part), n)
		claim.Read = Digits(whole.value) + " − " + Digits(late.value)
		if wrong == of {
			comes = new(big.Rat).Add(met.value, late.value)
			q, all, claim.Read = whole, comes, Digits(met.value)+" + "+Digits(late.value)
		}
		share := new(big.Rat).Set(met.value)
		if wrong == part {
			share = comes
		}
		if len(q.digits) < 2 || q.round || share.Sign() <= 0 || all.Sign() <= 0 || !c.figureAllows().Holds(percentage(share, all)) {
			continue
		}
		claim.Computed, claim.Stated, claim.Allowed = comes, r.said(wrong), exactly(q.value)
		if slipOf(func() bool { return q.value.Cmp(comes) == 0 }, nil, q) {
			return claim, true
		}
	}
	return Claim{}, false
}
