package claims

import "strings"

// takenUp are the two numbers that a step is of which says no more of them than “this is a rise of 17%”: those before
// it, in its own sentence, in the one before or in the two before that name each its time; or those behind it, behind a
// colon or in the next sentence. −1 where the words do not put the one beside the other.
func (r *reading) takenUp(k, step int) (from, to int) {
	m := r.moveOf(k, step)
	if m == nil || m.times != nil || m.to >= 0 {
		return -1, -1
	}
	if from, to := r.pairTakenUp(k, m); from >= 0 && r.endsTakenUp(k, m, r.sentences[max(0, k-2)].from, m.first) {
		return from, to
	}
	first, last := r.behindStep(k, m)
	if from, to := r.pairOf(first, last); from >= 0 && r.endsTakenUp(k, m, r.sentences[k].from, last) && r.namesNothingNew(k, first, last) && r.namesOnly(k, m, first, last) {
		return from, to
	}
	return -1, -1
}

// pairTakenUp are the two numbers before a step.
func (r *reading) pairTakenUp(k int, m *move) (from, to int) {
	s := r.sentences[k]
	start := r.clauseStart(s, m)
	if start == s.from {
		if !r.opensWithStep(k, m) {
			return -1, -1
		}
		return r.pairBefore(k)
	}
	if mark := r.markAt(start - 1); mark != "," && mark != "–" && mark != "-" && mark != ":" && mark != ";" || !takingUp[r.wordAt(start)] {
		return -1, -1
	}
	return r.pairOf(s.from, start)
}

// behindStep is the clause that gives the numbers of a step before it: behind a colon, or the next sentence, where its
// own has no number but the step.
func (r *reading) behindStep(k int, m *move) (first, last int) {
	s := r.sentences[k]
	from := m.at + 1
	for _, n := range m.by {
		from = max(from, n+1)
	}
	for n := from; n < s.to && first == 0; n++ {
		switch {
		case r.markAt(n) == ":":
			first, last = n+1, s.to
		case r.items[n].q != nil && !r.items[n].q.noise:
			return 0, 0
		}
	}
	if first == 0 {
		if k+1 >= len(r.sentences) || r.numbersIn(s.from, s.to) != len(m.by) {
			return 0, 0
		}
		first, last = r.sentences[k+1].from, r.sentences[k+1].to
	}
	for n, count := first, 0; n < last; n++ { // up to where the clause of the second number ends
		if count += r.numbersIn(n, n+1); count == 2 && r.items[n].depth == 0 && (r.markAt(n) == "," || r.markAt(n) == ";") {
			return first, n
		}
	}
	return first, last
}

// namesNothingNew reports whether what some items count is named in a sentence, or not at all: what stands before their
// verb.
func (r *reading) namesNothingNew(k, first, last int) bool {
	s := r.sentences[k]
	for n := first; n < last; n++ {
		switch w := r.wordAt(n); {
		case w == "were" || w == "was" || w == "had" || w == "we" || strings.HasSuffix(w, "ed"):
			return true
		case r.strange(nil, n) && !stretchOf[w] && !comparesWords[w] && !r.wordWithin(n, s.from, s.to):
			return false
		}
	}
	return true
}

// namesOnly reports whether what stands before a step in its sentence names nothing but what some items count: not
// “spend on stray dogs fell by 9%”.
func (r *reading) namesOnly(k int, m *move, first, last int) bool {
	for n := r.sentences[k].from; n < m.first; n++ {
		if w := r.wordAt(n); (r.strange(nil, n) || ratioNames[w]) && !r.wordIn(w, first, last) {
			return false
		}
	}
	return true
}

// ratioNames are what a number is called that counts nothing.
var ratioNames = set("rate", "rates", "share", "proportion", "percentage", "average", "mean", "median", "value", "costs", "cost")

// wordIn reports whether a word, or another form of it, stands between two items.
func (r *reading) wordIn(w string, first, last int) bool {
	stem := stemOf(w)
	for i := first; i < min(last, first+5*reach); i++ {
		if r.wordAt(i) == w || stem != "" && stemOf(r.wordAt(i)) == stem {
			return true
		}
	}
	return false
}

// clauseStart is where the words begin that lead to a change and name nothing.
func (r *reading) clauseStart(s sentence, m *move) int {
	start := m.first
	for start > max(s.from, m.first-8) && r.items[start-1].kind == wordItem && leadWords[r.items[start-1].text] && r.items[start-1].depth == r.items[m.at].depth {
		start--
	}
	return start
}

// opensWithStep reports whether a sentence begins with a change of what the one before tells of: “this has narrowed
// by”, “a decrease of 6%”.
func (r *reading) opensWithStep(k int, m *move) bool {
	s := r.sentences[k]
	return k > 0 && r.clauseStart(s, m) == s.from && (takingUp[r.wordAt(s.from)] || m.first == s.from)
}

// takingUp begin what is said of the numbers before it.
var takingUp = set("this", "that", "it", "these", "which", "a", "an", "representing", "equating", "giving", "so")

// moveOf is the change that a number tells how far it went; nil where there is none.
func (r *reading) moveOf(k, step int) *move {
	for _, m := range r.moves[k] {
		if contains(m.by, step) && !m.untenable {
			return m
		}
	}
	return nil
}

// endsTakenUp reports whether what follows a step names no other number, and no time or thing that some items, in which
// its numbers stand, do not name.
func (r *reading) endsTakenUp(k int, m *move, first, last int) bool {
	s := r.sentences[k]
	from := m.at + 1
	for _, n := range m.by {
		from = max(from, n+1)
	}
	for n := from; n < s.to; n++ {
		it := r.items[n]
		switch {
		case n > from+2*reach:
			return false
		case it.text == "(" || it.text == ")" || it.text == "-":
		case it.kind == markItem, conjunctions[it.text] && it.text != "and", reasonWords[it.text], it.text == "due", it.text == "because":
			return true
		case it.q != nil && !it.q.noise && (it.q.unit != length || it.q.of != "months"):
			return false
		case it.w != nil && r.wordAt(n-1) == "between":
		case it.w != nil:
			if it.w.rel == named && !r.timeWithin(n, first, last) || it.w.rel == otherPeriod {
				return false
			}
		case it.text == "of" && stretchOf[r.wordAt(n-1)]:
		case it.kind == wordItem && (it.text == "target" || it.text == "of" || it.text == "than"), r.strange(nil, n) && !stretchOf[it.text] && !r.wordWithin(n, first, last):
			return false
		}
	}
	return true
}

// stretchOf name the time over which something moved.
var stretchOf = set("course", "entire", "period", "whole", "same", "years", "previous", "prior", "past", "between")

// timeWithin reports whether a time stands at another of some items.
func (r *reading) timeWithin(n, first, last int) bool {
	w := r.items[n].w
	for i := max(first, n-5*reach); i < min(last, n+5*reach); i++ {
		if o := r.items[i].w; i != n && o != nil && o.rel == w.rel && o.year == w.year && o.n == w.n {
			return true
		}
	}
	return false
}

// wordWithin reports whether a word stands at another of some items.
func (r *reading) wordWithin(n, first, last int) bool {
	stem := stemOf(r.wordAt(n))
	for i := max(first, n-5*reach); i < min(last, n+5*reach); i++ {
		if stem != "" && i != n && stemOf(r.wordAt(i)) == stem {
			return true
		}
	}
	return false
}

// heldLevelSlipped speaks of the number that a step leads to where the card's figure is as far from the base, and one
// slip makes the number that: “8.6% stood empty. This is down by 0.6% from 2018 (7.2%)” under 6.6%.
func (r *reading) heldLevelSlipped(c *Card, l ledger, e entry, base, level end) (Claim, bool) {
	q := level.q
	if q == nil || !c.suits(q) || q.how != asSaid || len(q.digits) < 2 || c.Figure.Value == nil || c.Figure.says(q) || c.Figure.says(base.q) || !slipsTo(q, c.Figure) ||
		!r.stepMeets(c, e.q, c.end(c.Figure).in, base.value) {
		return Claim{}, false
	}
	for _, o := range l.near {
		if o.q == q && (o.at < l.s.from || o.at > e.at) && !q.target && !q.base && !c.knows(q) {
			claim := r.claim(Restated, Own, o.at, o.at)
			claim.Period, claim.Stated = c.Figure.Period, r.show(o.at)
			claim.Computed, claim.Allowed, claim.PerCent = q.value, wide(q), q.unit == percent
			return claim, true
		}
	}
	return Claim{}, false
}
