package claims

import "chaser/kpi"

// endsOfHeld are the number that a step is from and the one that it leads to.
func (r *reading) endsOfHeld(c *Card, k, step int) (base, level end) {
	s := r.sentences[k]
	from := r.heldBase(s, step)
	if from < 0 {
		from, to := r.heldBefore(s, step)
		if from < 0 {
			from, to = r.takenUp(k, step)
		}
		if from < 0 {
			return base, level
		}
		return r.endAt(from), r.endAt(to)
	}
	base = r.endAt(from)
	if to := r.levelOfHeld(k, step, from); to >= 0 {
		return base, r.endAt(to)
	}
	if c.suits(base.q) && c.Figure.Value != nil && c.isOrSlipsToEarlier(base.q) {
		level = c.end(c.Figure)
	}
	return base, level
}

// isOrSlipsToEarlier reports whether a number is one that the card has for an earlier time, or is a slip of it.
func (c *Card) isOrSlipsToEarlier(q *quantity) bool {
	if c.knowsBefore(q) {
		return true
	}
	for _, k := range []Known{c.Previous, c.YearAgo} {
		if k.Value != nil && slipsTo(q, k) {
			return true
		}
	}
	return false
}

// heldBefore are the two numbers right before a step that ends its clause, of which the words put one beside the other:
// “455 vs 782 profiled, so 327 short”; −1 where they do not.
func (r *reading) heldBefore(s sentence, step int) (int, int) {
	if !r.endsHeld(s, step) || r.markAt(step-1) == "(" && r.markAt(step+1) == ")" && r.items[step].q.sign == 0 {
		return -1, -1
	}
	to, tied := -1, false
	for n := step - 1; n > s.from && r.items[n].q == nil && r.items[n].kind != markItem; n-- {
		if r.strange(nil, n) {
			return -1, -1 // from 24 to 39, boiler hours up 4%
		}
	}
	for n := step - 1; n >= max(s.from, step-24); n-- {
		it := r.items[n]
		switch q := it.q; {
		case it.text == ";" || it.text == ":":
			return -1, -1
		case it.depth > r.items[step].depth:
		case to < 0 && it.kind == wordItem && (conjunctions[it.text] || it.text == "with" || it.text == "of"):
			return -1, -1
		case q != nil && !q.noise:
			if q.delta != 0 || q.fraction || q.how != asSaid || r.wholeAfter(n) > 0 || r.partOf(n) >= 0 {
				return -1, -1
			}
			if to >= 0 && !tied {
				return -1, -1
			}
			if to >= 0 && q.unit == r.items[to].q.unit {
				if to == n+2 && r.wordAt(n+1) == "to" && r.wordAt(n-1) != "from" && len(q.digits) < 4 {
					return -1, -1 // ages 12 to 17
				}
				return n, to
			}
			if to < 0 {
				to = n
			}
		case to >= 0 && tieWords[it.text]:
			tied = true
		}
	}
	return -1, -1
}

// tieWords put a number beside the one before it.
var tieWords = set("from", "to", "against", "was", "vs", "versus", "than", "compared", "been", "(", "target", "v", "on")

// endsHeld reports whether a step ends its clause.
func (r *reading) endsHeld(s sentence, step int) bool {
	for n := step + 1; n < s.to; n++ {
		it := r.items[n]
		if it.kind == markItem && it.text != "(" && it.text != ")" || it.depth < r.items[step].depth {
			return true
		}
		if it.kind == wordItem && (heldWords[it.text] && n+1 < s.to && r.items[n+1].kind != markItem || conjunctions[it.text]) || it.q != nil && it.depth == r.items[step].depth {
			return conjunctions[it.text]
		}
	}
	return true
}

// heldBase is the place of the number that a step is from, behind it in its clause; −1 where none is given.
func (r *reading) heldBase(s sentence, step int) int {
	depth := r.items[step].depth
	against := -1
	for n := step + 1; n < min(s.to, step+16); n++ {
		it := r.items[n]
		switch {
		case it.depth > depth && against < 0, it.text == "(", it.text == ")":
		case it.q != nil && !it.q.noise:
			if against < 0 || n > against+9 || it.q.unit == length && !it.q.counted && !it.q.measure || it.q.delta != 0 || it.q.fraction || it.q.how != asSaid {
				return -1
			}
			return n
		case it.kind == wordItem && heldWords[it.text]:
			against = n
		case it.kind == markItem && it.text != "-", conjunctions[it.text], it.depth < depth:
			return -1
		}
	}
	return -1
}

// alikeUnits reports whether a number is of a unit, or an amount of each day beside a plain one: “1,563 a day, from
// 1,619”.
func alikeUnits(q *quantity, of unit) bool {
	return q.unit == of || of == plain && q.unit == rated && q.per == nil
}

// thisIs reports whether a sentence begins by taking up what the one before leads with: “this is”, “the figure
// represented”.
func (r *reading) thisIs(s sentence) bool {
	w, next := r.wordAt(s.from), r.wordAt(s.from+1)
	if (w == "this" || w == "the") && (next == "figure" || next == "number" || next == "total") {
		next = r.wordAt(s.from + 2)
		return next == "represents" || next == "represented"
	}
	return (w == "this" || w == "that" || w == "it" || w == "which") && (next == "is" || next == "was" || next == "represents" || next == "represented")
}

// takesUpOther reports whether a sentence takes up what the one before leads with, and the card has no such number; or
// that is a count, of which a step in per cent is told under a percentage.
func (r *reading) takesUpOther(c *Card, s sentence, step *quantity) bool {
	k := r.sentenceOf(s.from)
	if k == 0 || !r.thisIs(s) {
		return false
	}
	before := r.sentences[k-1]
	for n := before.from; n < before.to; n++ {
		if q := r.items[n].q; q != nil && !q.noise && c.isOwn(q) {
			return false
		}
	}
	n := r.firstLevel(before)
	if n < 0 || r.items[n].q.target {
		return false
	}
	if q := r.items[n].q; !c.suits(q) {
		return c.Unit == kpi.Percent && q.count() && step.unit == percent
	}
	return !slipsTo(r.items[n].q, c.Figure)
}

// levelOfHeld is the place of the number that a step leads to: the nearest of the base's unit before it, or what the
// sentence before leads with, where this one begins “this is”; −1 where there is none.
func (r *reading) levelOfHeld(k, step, from int) int {
	s, unit := r.sentences[k], r.items[from].q.unit
	for n := step - 1; n >= s.from; n-- {
		q := r.items[n].q
		if q == nil || q.noise || !alikeUnits(q, unit) || q.delta != 0 || q.fraction || q.base || r.items[n].depth > r.items[step].depth {
			continue
		}
		return n
	}
	if m := r.moveOf(k, step); k > 0 && (r.thisIs(s) || m != nil && r.opensWithStep(k, m)) {
		if n := r.firstLevel(r.sentences[k-1]); n >= 0 && alikeUnits(r.items[n].q, unit) {
			return n
		}
	}
	return -1
}
