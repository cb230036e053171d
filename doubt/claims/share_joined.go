package claims

import (
	"math/big"

	"chaser/kpi"
)

// joiners tie a part to its whole besides “of” and “out of”: “12 sales from 44 attempts”, “£268k against £308k”.
var joiners = set("from", "among", "amongst", "against", "vs", "versus", "v", "for", "across", "over", "by", "out")

// joined is a part and its whole, where the words join them without naming what the title does.
type joined struct {
	share
	own    []int // all that is counted of the card's time: the two, and others
	a, b   entry // the part and the whole
	listed bool  // they stand in a list: “864 registered, 850 in time”
	left   bool  // the part is of those that were missed
	named  bool  // their sentence names something that the title does
}

// joinedShares checks the share that a commentary begins with where a word joins its part to its whole, though neither
// says what the title does: “31,406 votes from an electorate of 93,192”. One slip must make it come to the card's
// percentage or rate, and that must hardly be chance: a percentage with a decimal is met by few slips.
func (r *reading) joinedShares(c *Card) []Claim {
	per := hundred
	if c.Unit != kpi.Percent {
		per = c.perThousands()
	}
	aim, ok := entryOf(c, c.Figure)
	if per == nil || !ok || aim.v <= 0 || per.Cmp(hundred) == 0 && aim.v >= 100_000 || len(r.sentences) == 0 {
		return nil
	}
	j, ok := r.joinedPair(c)
	if !ok || r.sayAsShare(c, j.own, per) {
		return nil
	}
	if j.left {
		aim.v = 100_000 - aim.v
	}
	odds := r.oddsOf(c, j, per, aim)
	few := j.b.v < 20_000 && per.Cmp(hundred) == 0 // any slip in so few meets something
	slipped := !few && odds.slips(j.a, j.b)
	if !slipped && !r.openingShare(c, j.share, len(j.own)) && !r.opensPlainly(c, j.share) && !j.saidTwice() && !r.isTurnover(c, j.share) && (!j.left || !r.nearlyRest(j, aim)) {
		return nil
	}
	claim := r.claim(Share, Own, j.first, j.last)
	part := j.a.q
	if j.left {
		part = &quantity{value: new(big.Rat).Sub(j.b.q.value, part.value), step: part.step}
	}
	r.fill(&claim, part, j.b.q)
	claim.Stated, claim.Allowed = Digits(c.Figure.Value)+"%", c.figureAllows()
	if per.Cmp(hundred) != 0 {
		claim.Kind, claim.Numerator, claim.PerCent, claim.Stated = Rate, per, false, Digits(c.Figure.Value)
		claim.Computed = new(big.Rat).Mul(new(big.Rat).Quo(part.value, j.b.q.value), per)
	}
	return []Claim{claim}
}

// joinedPair is the first part of a commentary with its whole.
func (r *reading) joinedPair(c *Card) (joined, bool) {
	j := joined{own: r.ownCounts(c)}
	if len(j.own) == 0 || r.sentenceOf(j.own[0]) > 1 {
		return j, false
	}
	part := j.own[0]
	of := r.joinedWhole(part)
	if j.listed = of < 0; j.listed {
		if part, of = r.listedPair(c, j.own); of < 0 {
			return j, false
		}
		j.own[0], j.own[1] = part, of
	}
	if !j.listed && len(j.own) > 1 && j.own[1] < of || r.withOtherRate(c, of) {
		return j, false
	}
	if len(j.own) == 1 || j.own[1] != of {
		j.own = append([]int{part, of}, j.own[1:]...)
	}
	var okA, okB bool
	j.a, okA = r.entryAt(part)
	j.b, okB = r.entryAt(of)
	if !okA || !okB || j.a.q.how != asSaid || j.b.q.how != asSaid || j.a.v > j.b.v {
		return j, false
	}
	j.share = share{part: part, of: of, rate: -1, first: min(part, of), last: max(part, of)}
	k := r.sentences[r.sentenceOf(part)]
	j.named = r.overlap(c, k.from, k.to) > 0
	j.left = c.Unit == kpi.Percent && r.tellsUnmet(part, min(j.last+4, len(r.items)))
	other := !c.namesUnmet() && r.lateNamed(of) || r.toldBefore(c, j.share) || r.joinedElsewhen(c, j.share) || r.limitsMeet(c, j.first, j.last) < 0
	return j, !other && (j.named || !j.left || !j.listed)
}

// oddsOf is how rare a slip must be to be believed: the rarer, the less the words say that the share is the card's.
func (r *reading) oddsOf(c *Card, j joined, per *big.Rat, aim entry) joinedOdds {
	odds := joinedOdds{per: per, aim: aim, rare: 6}
	switch {
	case !j.named && c.Figure.Step.Cmp(whole(1)) >= 0:
		odds.rare = 2 * rare // it may be of another thing
	case !j.named, r.narrowed(c, j.of):
		odds.rare = rare
	case r.sentenceOf(j.part) > 0 && r.opener() != j.part:
		odds.rare = 12
	case j.listed:
		odds.rare = 30
	}
	if k := r.sentences[r.sentenceOf(j.part)]; j.named && !j.left && (len(j.own) == 2 || j.listed || j.own[2] >= k.to) {
		odds.figure = c.Figure.written()
	}
	return odds
}

// nearlyRest reports whether those that were missed are about as many as the card's percentage leaves, and not as many,
// where that is a small part of all: “5 properties out of 6,214 were without a certificate” under 99.87%.
func (r *reading) nearlyRest(j joined, left entry) bool {
	v := j.a.v * 100_000 / j.b.v
	if len(j.own) != 2 || left.v > 10_000 || left.v <= 0 || r.wholeAfter(j.part) != j.of || v == 0 {
		return false
	}
	return v <= 3*left.v && left.v <= 3*v && !within(v, left.v, left.half+1)
}

// openingShare reports whether a commentary opens with a share that can be none but the card's: what it counts is what
// the title counts, or nothing is named at all: “29 of 40 planned inspections done”, “5 out of 15”.
func (r *reading) openingShare(c *Card, s share, counts int) bool {
	k := r.sentences[0]
	from := k.from
	for from < s.part && (leadWords[r.wordAt(from)] || r.items[from].w != nil) {
		from++
	}
	if s.part != from || counts > 3 || r.wholeAfter(s.part) != s.of || r.saysRate(c) {
		return false
	}
	to := s.of + 1
	for to < min(k.to, s.of+8) && r.items[to].kind == wordItem && !conjunctions[r.items[to].text] {
		to++
	}
	if to == s.of+1 {
		return counts == 2 && len(r.sentences) == 1
	}
	title := c.titleStems()
	for n := s.of + 1; n < to; n++ {
		w := r.wordAt(n)
		if isStem(title, w) {
			done := doneWords[r.wordAt(to-1)] || doneWords[r.wordAt(n+1)]
			return (n == s.of+1 || n == s.of+2 && planned[r.wordAt(s.of+1)]) && (done || r.overlap(c, s.part, to) >= min(2, len(title)-1)) && r.limitsMeet(c, s.part, k.to) >= 0
		}
	}
	return false
}

// planned may stand before what the title counts and make it no other.
var planned = set("planned", "due", "scheduled", "required", "eligible", "booked", "programmed", "expected", "total", "offered", "sent", "received", "made")

// doneWords say no more than that what the title counts was done.
var doneWords = set("done", "completed", "complete", "finished", "achieved", "met", "carried")

// saysRate reports whether the words give any percentage that is a level.
func (r *reading) saysRate(c *Card) bool {
	for _, it := range r.items {
		if q := it.q; q != nil && !q.noise && q.unit == percent && q.delta == 0 && !q.target && !q.base {
			return true
		}
	}
	return false
}

// sayAsShare reports whether two of the counts come to the card's percentage or rate, or to what it leaves.
func (r *reading) sayAsShare(c *Card, own []int, per *big.Rat) bool {
	if c.Unit == kpi.Percent && r.explains(c, own, nil, true) {
		return true
	}
	allows := c.figureAllows()
	for _, i := range own {
		for _, j := range own {
			part, of := r.items[i].q, r.items[j].q
			in, ok := ratio(part, of)
			if i == j || !ok || part.value.Cmp(of.value) > 0 {
				continue
			}
			in = in.times(new(big.Rat).Quo(per, hundred))
			if in.Meets(allows) || c.Unit == kpi.Percent && r.isRest(c, part, of) {
				return true
			}
		}
	}
	return false
}

// joinedWhole is the place of the whole that a word joins to a part: a few words may stand on either side of it, and a
// stretch of time before it. It may stand in brackets behind what the part counts: “31 injuries (4,840 employees)”. −1
// where there is none.
func (r *reading) joinedWhole(part int) int {
	if of := r.wholeAfter(part); of > 0 {
		return of
	}
	q := r.items[part].q
	s := r.sentences[r.sentenceOf(part)]
	whole := func(from, most int) int {
		for i := from; i < min(s.to, from+most); i++ {
			if o := r.items[i].q; o != nil {
				if !o.noise && o.delta == 0 && !o.fraction && o.unit == q.unit && o.value.Cmp(q.value) >= 0 {
					return i
				}
				return -1
			}
			if w := r.wordAt(i); w == "" && r.markAt(i) != "." || conjunctions[w] || comparesWords[w] {
				return -1
			}
		}
		return -1
	}
	for i := part + 1; i < min(s.to, part+9); i++ {
		it := r.items[i]
		switch {
		case it.text == "(" && i <= part+4 && r.quantityAt(i+1) != nil:
			if of := whole(i+1, 1); of > 0 && (r.markAt(of+2) == ")" || r.markAt(of+3) == ")") {
				return of
			}
			return -1
		case it.kind == wordItem && (it.text == "in" && r.quantityAt(i+1) != nil || it.text == "of" && (plainNouns[r.wordAt(i-1)] || r.quantityAt(i+1) != nil && i <= part+3)) && i > part+1:
			return whole(i+1, 5)
		case it.kind == wordItem && joiners[it.text] && i > part+1:
			if of := whole(i+1, 5); of > 0 {
				return of
			}
			if it.text != "for" && it.text != "over" && it.text != "by" {
				return -1
			}
		case it.q != nil && it.q.unit == length, it.w != nil, it.kind == wordItem && !conjunctions[it.text]:
		default:
			return -1
		}
	}
	return -1
}

// listedPair is a whole that opens the commentary, and the part that follows it in its sentence, where it counts
// nothing else: “864 births registered, 850 in time”, “212 set a quit date and 123 had quit”.
func (r *reading) listedPair(c *Card, own []int) (part, of int) {
	k := r.sentences[0]
	if len(own) < 2 || own[0] > k.from+3 || own[1] >= k.to || own[1] > own[0]+12 || len(own) > 3 && own[3] < k.to {
		return -1, -1
	}
	of, part = own[0], own[1]
	a, b := r.items[part].q, r.items[of].q
	if len(own) > 2 && own[2] < k.to && r.sum(own[1:3]).Cmp(b.value) != 0 {
		return -1, -1 // but for the others
	}
	if next := r.wordAt(part + 1); r.overlap(c, k.from, k.to) == 0 && !r.elliptic(of, part) || next == "" && r.markAt(part+1) != "." {
		return -1, -1
	}
	if a.unit != b.unit || a.value.Cmp(b.value) > 0 || r.items[part].depth > 0 || r.wholeAfter(part) > 0 || !r.parted([]int{of, part}) && !r.hasMark(of, part, ";") {
		return -1, -1
	}
	return part, of
}

// joinedElsewhen reports whether a time between a part and its whole is not the card's. A year that ends with it is.
func (r *reading) joinedElsewhen(c *Card, s share) bool {
	for n := s.first; n <= s.last; n++ {
		if w := r.items[n].w; w != nil && c.slotOf(w) != slotOwn && !c.endsIn(w) {
			return true
		}
	}
	return false
}
