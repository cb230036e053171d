package claims

import (
	"slices"

	"chaser/kpi"
)

// tiedShare is a percentage with the count that it can only be told of, right beside it.
type tiedShare struct {
	part, rate entry
	whole      int // the place of the whole, where the words tie it to the count; −1 where they do not
	s          sentence
}

// mostFitted is how many numbers a percentage is held against, which keeps reading linear.
const mostFitted = 24

// sharesFitting checks a count that stands with its percentage and without its whole: “1,344 went on to assessment =
// 85%”. Where no two numbers of the commentary or of the card come to the percentage, and the count and one that may be
// its whole would but for a slip of the keyboard, or the count is another of the commentary's, one of them is wrong.
func (r *reading) sharesFitting(c *Card) []Claim {
	all := r.numbersSaid()
	for _, s := range r.sentences {
		for n := s.from; n < s.to; n++ {
			t, ok := r.tiedShareAt(c, s, n)
			if !ok || c.Unit == kpi.Percent && c.knows(t.rate.q) || r.fitsAny(c, t, all) {
				continue
			}
			for _, of := range r.wholesFor(c, t, all) {
				if claim, ok := r.fitBySlip(c, t, of, all); ok {
					return []Claim{claim}
				}
			}
		}
	}
	return nil
}

// numbersSaid are the first counts, amounts and steps of a commentary, those of earlier times among them.
func (r *reading) numbersSaid() []entry {
	var all []entry
	for n := 0; n < len(r.items) && len(all) < mostFitted; n++ {
		if e, ok := r.entryAt(n); ok && e.v > 0 && e.q.unit != percent && e.q.unit != points {
			all = append(all, e)
		}
	}
	return all
}

// tiedShareAt reads the count that a percentage is told of: “88 were joint (27%)”, “1,344 went on = 85%”, “27% (88)”.
func (r *reading) tiedShareAt(c *Card, s sentence, n int) (tiedShare, bool) {
	rate, ok := r.entryAt(n)
	all := r.ofAllCalled(n)
	if !ok || rate.q.unit != percent || rate.q.delta != 0 || rate.q.target || rate.q.base || rate.q.telling() < 2 && !all || rate.v >= 100_000 || r.isStep(s, n) {
		return tiedShare{}, false
	}
	at := -1
	switch {
	case r.markAt(n-1) == "(" && r.markAt(n+1) == ")", r.markAt(n-1) == "=":
		at = r.tellsBefore(s, n-2)
	case r.markAt(n-1) == "," && r.wordAt(n+1) == "of" && r.overlap(c, n+2, min(s.to, n+5)) > 0:
		at = r.tellsBefore(s, n-2)
	case orWords[r.wordAt(n-1)] && (n+1 >= s.to || r.markAt(n+1) != "" || r.wordAt(n+1) == "of"):
		at = r.tellsBefore(s, n-2)
	case r.markAt(n+1) == "(" && n+2 < s.to:
		if q := r.items[n+2].q; q.count() && (r.markAt(n+3) == ")" || r.markAt(n+4) == ")") {
			at = n + 2
		}
	}
	if at < 0 && all {
		at = r.tiedFar(c, s, n)
	}
	if at < 0 {
		return tiedShare{}, false
	}
	part, ok := r.entryAt(at)
	against := againstWords[r.wordAt(at-1)] && (!all || r.wordAt(at-1) != "with")
	if !ok || part.q.how != asSaid || part.v < 10_000 || against || comparesWords[r.wordAt(at-2)] || r.isStep(s, at) || r.partOf(at) >= 0 || r.partIsNamed(at) {
		return tiedShare{}, false
	}
	t := tiedShare{part: part, rate: rate, whole: -1, s: s}
	if of := r.wholeAfter(at); of > 0 {
		t.whole = of
	}
	return t, true
}

// tellsBefore is the place of the count before an item with nothing but what it counts between; −1 where there is none.
func (r *reading) tellsBefore(s sentence, n int) int {
	for i := n; i >= max(s.from, n-10); i-- {
		it := r.items[i]
		switch {
		case it.q != nil && (it.q.noise || it.q.fraction):
		case it.q != nil && it.q.sized() && it.q.unit != percent:
			return i
		case it.q != nil, it.w != nil, conjunctions[it.text], it.kind == markItem && it.text != "(" && it.text != ")" && it.text != "-":
			return -1
		}
	}
	return -1
}

// fitsAny reports whether a count comes to its percentage of any number, or of what two that stand side by side come
// to, or is so much more or less than any; or whether the numbers of its sentence are the whole together.
func (r *reading) fitsAny(c *Card, t tiedShare, all []entry) bool {
	known := all
	if e, ok := entryOf(c, c.Figure); ok && c.Unit != kpi.Percent && e.v > 0 {
		known = append(known[:len(known):len(known)], e)
	}
	run := entry{}
	for i, o := range known {
		if o.at >= 0 && o.q.delta != 0 {
			continue
		}
		if o.at != t.part.at && (t.isOf(o.v, o.half) || t.isApart(o)) {
			return true
		}
		if i > 0 && o.at >= 0 {
			b := known[i-1]
			if t.isOf(o.v+b.v, o.half+b.half) || t.isOf((o.v-b.v).abs(), o.half+b.half) {
				return true
			}
		}
		if o.at >= t.s.from && o.at < t.s.to {
			run.v, run.half = run.v+o.v, run.half+o.half
		}
	}
	return t.isOf(run.v, run.half)
}

// isOf reports whether the count comes to its percentage of a whole.
func (t tiedShare) isOf(whole, half milli) bool {
	return whole > t.part.v && within(t.part.v*100_000/whole, t.rate.v, 2*t.rate.half+(half+t.part.half)*100_000/whole)
}

// isApart reports whether the percentage is the rest of a whole, how far the count is from another, or the other's
// share.
func (t tiedShare) isApart(o entry) bool {
	a, b := min(t.part.v, o.v), max(t.part.v, o.v)
	half := 2*t.rate.half + (o.half+t.part.half)*100_000/a
	return within((b-a)*100_000/b, t.rate.v, half) || within((b-a)*100_000/a, t.rate.v, half) || within(a*100_000/b, t.rate.v, half)
}

// wholesFor are the numbers that may be the whole of a share: the card's figure, and the last larger ones before it.
func (r *reading) wholesFor(c *Card, t tiedShare, all []entry) []entry {
	var wholes []entry
	if t.whole >= 0 {
		e, _ := r.entryAt(t.whole)
		return []entry{e}
	}
	if c.isEarlier(t.part.q) {
		return nil
	}
	if e, ok := entryOf(c, c.Figure); ok && c.Unit != kpi.Percent && c.suits(t.part.q) && !r.isEnd(t.part.at) {
		wholes = append(wholes, e)
	}
	for i := len(all) - 1; i >= 0 && len(wholes) < 4; i-- {
		if o := all[i]; o.at < t.part.at && o.v > t.part.v && o.q.sized() && o.q.unit == t.part.q.unit && !r.otherClause(c, o.at, t.part.at) {
			wholes = append(wholes, o)
		}
	}
	return wholes
}

// isEarlier reports whether a number is the card's of an earlier time, which is no part of its figure.
func (c *Card) isEarlier(q *quantity) bool { return q.telling() > 1 && c.suits(q) && c.knowsBefore(q) }

// isEnd reports whether a number is one that a change leads from or to: “rose to 1,695 (49%) from 1,570 (46%)”.
func (r *reading) isEnd(n int) bool {
	return slices.ContainsFunc(r.moves[r.sentenceOf(n)], func(m *move) bool { return m.from == n || m.to == n })
}

// otherClause reports whether a semicolon stands between a whole and a part, and the words behind it name another thing
// than the title: “293 of 336; in paid employment 4.5% (31 people)”.
func (r *reading) otherClause(c *Card, of, part int) bool {
	title, other := c.titleStems(), false
	for n := part; n > of; n-- {
		if r.markAt(n) == ";" {
			return other
		}
		other = other || r.strange(title, n) && !restNames[r.wordAt(n)]
	}
	return false
}

// fitBySlip finds the slip of a part, its whole or their percentage that makes them fit, where that is hardly chance.
func (r *reading) fitBySlip(c *Card, t tiedShare, of entry, all []entry) (Claim, bool) {
	whole := of
	if whole.q == nil {
		whole.q = c.Figure.written()
	}
	if of.at >= t.s.from && r.nextCount(of.at) == t.part.at {
		return r.sayFitting(t, whole), true // 212 referrals, 148 started (91%)
	}
	odds := joinedOdds{per: hundred, aim: t.rate, rare: 1}
	slipped := odds.slips(t.part, whole)
	if !slipped && t.part.v <= whole.v {
		share := t.part.v * 100_000 / whole.v
		for _, v := range append(append(swapped(t.rate.q), mistyped(t.rate.q)...), doubled(t.rate.q)...) {
			slipped = slipped || within(v, share, t.rate.half+1)
		}
	}
	if !slipped && t.whole < 0 && !t.copied(c, all) {
		return Claim{}, false
	}
	return r.sayFitting(t, whole), true
}

// sayFitting says that a count and its whole do not come to the percentage.
func (r *reading) sayFitting(t tiedShare, whole entry) Claim {
	claim := r.claim(Share, Words, min(t.part.at, t.rate.at), max(t.part.at, t.rate.at))
	r.fill(&claim, t.part.q, whole.q)
	claim.Stated, claim.Allowed = r.show(t.rate.at), wide(t.rate.q)
	return claim
}

// copied reports whether a number of the words is another of them, or one of the card's.
func (t tiedShare) copied(c *Card, all []entry) bool {
	if t.part.q.telling() < 2 {
		return false
	}
	for _, o := range all {
		if o.at != t.part.at && o.q.unit == t.part.q.unit && o.v == t.part.v {
			return true
		}
	}
	return c.suits(t.part.q) && c.knowsBefore(t.part.q)
}

// nextCount is the place of the next count behind an item; −1 where another number stands before it.
func (r *reading) nextCount(n int) int {
	for i := n + 1; i < len(r.items) && r.items[i].kind != endItem; i++ {
		if q := r.items[i].q; q != nil && !q.noise {
			if q.sized() {
				return i
			}
			return -1
		}
	}
	return -1
}
