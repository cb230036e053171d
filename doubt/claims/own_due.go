package claims

import (
	"math/big"

	"chaser/kpi"
)

// ownOfDue checks the card's percentage against the one count whose clause says that something was done in time, as the
// title does, and the count before it of what was due, answered or received: “167 requests due, 184 responses within
// the timeframe” under 92%. A part that is more than its whole speaks for itself only where it can be of nothing else,
// since more may be closed in a period than came in.
func (r *reading) ownOfDue(c *Card) []Claim {
	if c.Unit != kpi.Percent || c.Figure.Value == nil || c.Figure.Value.Sign() <= 0 || c.Figure.Value.Cmp(hundred) > 0 || c.namesUnmet() {
		return nil
	}
	own := r.ownCounts(c)
	at := r.onlyMet(c, own)
	if at < 1 {
		return nil
	}
	d := due{part: own[at], of: own[at-1], late: r.lateBehind(own, at)}
	if !r.isDue(c, d) || r.dueExplained(c, own, d) || !r.dueSlips(c, d) {
		return nil
	}
	claim := r.claim(Share, Own, d.of, d.part)
	r.fill(&claim, r.items[d.part].q, r.items[d.of].q)
	claim.Stated, claim.Allowed, claim.Likely = Digits(c.Figure.Value)+"%", c.figureAllows(), true
	return []Claim{claim}
}

// due is what was done in time, what it is of, and those that were late, −1 where they are not counted.
type due struct{ part, of, late int }

// onlyMet is the place among the card's counts of the only one whose clause says what the title says of time, or ends
// as the title does: “and granted 73,500”. It is −1 where there is none, or more than one.
func (r *reading) onlyMet(c *Card, own []int) int {
	found := -1
	timed, done := titleInTime(c), c.titleEnd()
	for i, n := range own {
		from, to := r.segment(n)
		limits := r.limitsMeet(c, from, to)
		k := r.sentences[r.sentenceOf(n)]
		met := limits > 0 || limits == 0 && timed && r.inTime(from, to) && (len(c.limits) == 0 || r.overlap(c, k.from, k.to) > 0)
		if !timed && len(c.limits) == 0 && done != "" {
			met = stemOf(r.wordAt(n-1)) == done && r.wordAt(n-2) == "and"
		}
		if !met || r.items[n].q.value.Sign() == 0 {
			continue
		}
		if found >= 0 || r.hasLate(from, to) {
			return -1
		}
		found = i
	}
	return found
}

// isDue reports whether a count and the one before it are a part and its whole, each told by words of its own.
func (r *reading) isDue(c *Card, d due) bool {
	part, of := r.items[d.part].q, r.items[d.of].q
	if r.sentenceOf(d.part) != r.sentenceOf(d.of) || part.unit != plain || of.unit != plain || part.inWords || of.inWords || part.how != asSaid || of.how != asSaid {
		return false
	}
	if r.items[d.part].depth != r.items[d.of].depth || of.value.Cmp(whole(20)) < 0 || !r.parted([]int{d.of, d.part}) && !r.hasMark(d.of, d.part, ";") {
		return false
	}
	from, to := r.segment(d.of)
	if !r.hasWord(from, to, answeredWords) && !r.hasWord(from, to, receivedWords) || r.hasLate(from, to) || r.inTime(from, to) && r.wordAt(d.of+1) != "due" {
		return false
	}
	k := r.sentences[r.sentenceOf(d.part)]
	if r.limitsMeet(c, k.from, d.part) < 0 || r.partOf(d.of) >= 0 || r.wholeAfter(d.part) > 0 || r.takenOut(d.of) || r.narrowed(c, d.of) {
		return false
	}
	s := share{part: d.part, of: d.of, rate: -1, loose: true, first: d.of, last: d.part}
	if r.otherThings(c, k.from, d.part) || r.leavesOver(k) || r.saysOther(c, s) {
		return false
	}
	return (answers[r.wordAt(d.part+1)] || r.sameThings(s)) && !r.atOtherTime(c, s) && !r.tellsRate(c, s)
}

// answers are what is given to requests, so that they are counted by them.
var answers = set("responses", "replies", "answers")

// handled are what offices deal with, whatever the title calls it.
var handled = set("requests", "request", "responses", "replies", "answers", "applications", "authorities", "councils", "received", "sent")

// otherThings reports whether the words from the beginning of a sentence to a part, or right behind it, name things
// that the title does not: “SARs: 40 due, 39 in time”.
func (r *reading) otherThings(c *Card, from, part int) bool {
	title := c.titleStems()
	for n := from; n < min(len(r.items), part+4); n++ {
		it := r.items[n]
		if n > part && (it.kind != wordItem || timely[it.text] || limiting[it.text]) {
			break
		}
		if r.wordAt(n-1) == "the" && receivedWords[r.wordAt(n+1)] {
			continue // the panel received
		}
		if w := it.text; it.kind == wordItem && r.strange(title, n) && !handled[w] && !timely[w] && !verbs[w] && !answeredWords[w] && !receivedWords[w] && !limiting[w] {
			return true
		}
	}
	return false
}

// leavesOver reports whether a sentence or the one behind it speaks of what was left from before, so that more may be
// answered than came in.
func (r *reading) leavesOver(s sentence) bool {
	k := r.sentenceOf(s.from)
	to := r.sentences[min(k+1, len(r.sentences)-1)].to
	return r.partial(s) || r.hasWord(s.from, to, leftOver)
}

// leftOver are the words for what was left from before, or does not count.
var leftOver = set("carried", "backlog", "earlier", "previous", "previously", "brought", "forward", "inherited", "outstanding", "excluding", "excludes", "exempt",
	"including", "includes", "included", "partly")

// tellsRate reports whether the words give a percentage of their own for a share.
func (r *reading) tellsRate(c *Card, s share) bool {
	in, ok := ratio(r.items[s.part].q, r.items[s.of].q)
	k := r.sentenceOf(s.part)
	for n := r.sentences[max(0, k-1)].from; n < r.sentences[min(k+1, len(r.sentences)-1)].to; n++ {
		q := r.items[n].q
		if q != nil && !q.noise && q.unit == percent && q.delta == 0 && !c.knows(q) && ok && in.Meets(wide(q)) {
			return true
		}
	}
	return false
}

// lateBehind is the count right behind one of those in time whose clause says that they were late; −1 where there is
// none.
func (r *reading) lateBehind(own []int, at int) int {
	if at+1 == len(own) || r.sentenceOf(own[at]) != r.sentenceOf(own[at+1]) {
		return -1
	}
	from, to := r.segment(own[at+1])
	if !r.hasLate(from, to) || r.notYet(from, to) {
		return -1
	}
	return own[at+1]
}

// dueExplained reports whether what was done in time comes to the card's percentage of any other count, of one less
// those who were taken out, or of itself and those that were late.
func (r *reading) dueExplained(c *Card, own []int, d due) bool {
	part := r.items[d.part].q.value
	allows := c.figureAllows()
	fits := func(part, of *big.Rat) bool {
		return of.Sign() > 0 && part.Cmp(of) <= 0 && allows.Holds(percentage(part, of))
	}
	sum := func(a, b *big.Rat) *big.Rat { return new(big.Rat).Add(a, b) }
	for _, i := range own {
		of := r.items[i].q
		if i == d.part {
			continue
		}
		if in, ok := ratio(r.items[d.part].q, of); ok && part.Cmp(of.value) <= 0 && in.Meets(allows) || i > d.part && fits(of.value, part) || r.isRest(c, r.items[d.part].q, of) {
			return true
		}
		if (i == d.late || r.isRemainder(i) && r.nextCount(d.part) == i) && fits(part, sum(part, of.value)) {
			return true
		}
		for _, j := range own {
			if j == i || j == d.part {
				continue
			}
			other := r.items[j].q.value
			if r.takenOut(j) && fits(part, new(big.Rat).Sub(of.value, other)) || j != d.of && fits(sum(part, other), of.value) {
				return true
			}
		}
	}
	return false
}

// dueSlips reports whether one slip makes the card's percentage, where that is hardly chance.
func (r *reading) dueSlips(c *Card, d due) bool {
	part, of := r.items[d.part].q, r.items[d.of].q
	if part.value.Cmp(of.value) <= 0 {
		return r.ownSlip(c, part, of, true)
	}
	holds := func() bool {
		return of.value.Sign() > 0 && part.value.Cmp(of.value) <= 0 && c.figureAllows().Holds(percentage(part.value, of.value))
	}
	from, to := r.segment(d.of)
	far := new(big.Rat).Mul(of.value, whole(2)).Cmp(part.value) < 0
	if r.hasWord(from, to, answeredWords) || far || d.late >= 0 {
		return slipFrom(true, holds, nil, part, of)
	}
	return r.swapMends(part, holds) || r.swapMends(of, holds)
}
