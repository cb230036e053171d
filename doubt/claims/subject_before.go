package claims

import (
	"chaser/kpi"
)

// tellsOfOwn reports whether nothing but the card's figure can be meant by “this”: the sentence is the first, or the
// one before gives the figure, or the counts behind it, and no other number.
func (r *reading) tellsOfOwn(c *Card, s sentence) bool {
	k := r.sentenceOf(s.from)
	if k == 0 {
		return true
	}
	before := r.sentences[k-1]
	if k == 1 && r.onlyOfTarget(before) {
		return true // Target met again.
	}
	for k > 1 && (r.onlyYardsticks(before) || r.onlyPart(c, before) || r.onlySteps(before) || r.onlyCounts(c, before)) {
		k--
		before = r.sentences[k-1]
	}
	said, counts := false, false
	if list := r.counts(before.from, before.to); c.Unit == kpi.Count && len(list) > 2 && r.sum(list).Cmp(c.Figure.Value) == 0 {
		return true // its parts
	} else if c.Unit == kpi.Count && len(list) > 2 && c.Figure.says(r.items[list[0]].q) && r.sum(list[1:]).Cmp(c.Figure.Value) == 0 {
		return true // 271 households, made up of 41, 19 and 211
	}
	for n := before.from; n < before.to; n++ {
		q := r.items[n].q
		switch {
		case q == nil || q.noise || q.delta != 0 || q.base || q.target:
		case c.Unit == kpi.Percent && q.sized():
			counts = true
			said = said || r.givesFigure(c, n)
		case c.suits(q) && !c.Figure.says(q) && said && r.partOf(n) >= 0 && c.isOwn(r.items[r.partOf(n)].q):
			// 173 out of the 318 that set a date
		case c.suits(q) && !c.Figure.says(q):
			if said && r.partsFollow(before, n) {
				continue // 512 funerals: 431 cremations and 81 burials
			}
			return false
		case c.suits(q):
			said = true
		}
	}
	if said {
		return true
	}
	return r.overlap(c, before.from, before.to) > 0 && (counts || k == 1 && len(r.moves[k-1]) > 0)
}

// onlyYardsticks reports whether a sentence gives numbers of others and no more: “England 22.4%.”
func (r *reading) onlyYardsticks(s sentence) bool {
	found := false
	for n := s.from; n < s.to; n++ {
		if q := r.items[n].q; q != nil && !q.noise {
			if !q.target || r.yardstickOf(s, n) == "" {
				return false
			}
			found = true
		}
	}
	return found
}

// onlyOfTarget reports whether a sentence says no more than that the target was met or missed.
func (r *reading) onlyOfTarget(s sentence) bool {
	named := false
	for n := s.from; n < s.to; n++ {
		it := r.items[n]
		_, reached := reachedWords[it.text]
		_, beside := besideWords[it.text]
		switch {
		case it.kind == wordItem && isTarget[it.text]:
			named = true
		case it.kind == wordItem && (reached || beside || howWords[it.text] || leadWords[it.text] || betweenWords[it.text] || it.text == "on" || it.text == "not"):
		case it.w != nil && it.w.rel == current:
		default:
			return false
		}
	}
	return named
}

// onlyPart reports whether a sentence gives a part of the card's count, with the share that it is of it, and no more:
// “29 on hold (11%).”
func (r *reading) onlyPart(c *Card, s sentence) bool {
	if c.Unit != kpi.Count || c.Figure.Value == nil || c.Figure.Value.Sign() <= 0 {
		return false
	}
	var part, share *quantity
	for n := s.from; n < s.to; n++ {
		switch q := r.items[n].q; {
		case q == nil || q.noise:
		case q.unit == percent && share == nil && q.delta == 0:
			share = q
		case q.count() && part == nil:
			part = q
		default:
			return false
		}
	}
	return part != nil && share != nil && wide(share).Holds(percentage(part.value, c.Figure.Value))
}

// onlySteps reports whether a sentence gives steps and what they start from, and no more: “Up 1.4 from Q1 last year
// (29.8).”
func (r *reading) onlySteps(s sentence) bool {
	found := false
	for n := s.from; n < s.to; n++ {
		if q := r.items[n].q; q != nil && !q.noise {
			if q.delta == 0 && !q.base {
				return false
			}
			found = true
		}
	}
	return found && r.items[s.from].kind == wordItem && changeWords[r.wordAt(s.from)].sign != 0
}

// onlyCounts reports whether a sentence under a percentage gives counts and no percentage, as one does that tells of
// the rest: “161 had to wait longer.”
func (r *reading) onlyCounts(c *Card, s sentence) bool {
	if c.Unit != kpi.Percent {
		return false
	}
	for n := s.from; n < s.to; n++ {
		q := r.items[n].q
		if q == nil || q.noise || q.unit == length {
			continue
		}
		if q.unit != plain || q.delta != 0 || r.givesFigure(c, n) || r.partOf(n) >= 0 {
			return false
		}
	}
	return true
}

// partsFollow reports whether a number stands behind a colon or in brackets, which hold the parts of the number before.
func (r *reading) partsFollow(s sentence, n int) bool {
	if r.items[n].depth > 0 {
		return true
	}
	for i := n - 1; i > s.from; i-- {
		if m := r.markAt(i); m == ":" || m == "–" {
			return true
		}
	}
	return false
}

// onlyCard reports whether a sentence, and the first number of the one before, count nothing but what the card knows,
// so that “this” can mean nothing else.
func (r *reading) onlyCard(c *Card, s sentence) bool {
	known := func(n int) bool {
		q := r.items[n].q
		return !c.suits(q) || q.target || c.Figure.says(q) || c.Previous.says(q) || c.YearAgo.says(q)
	}
	if k := r.sentenceOf(s.from); k > 0 {
		if n := r.firstLevel(r.sentences[k-1]); n >= 0 && !known(n) {
			return false
		}
	}
	for n := s.from; n < s.to; n++ {
		if q := r.items[n].q; q != nil && !q.noise && q.delta == 0 && r.wordAt(n-1) != "by" && !known(n) {
			return false
		}
	}
	return true
}

// onlyOwn reports whether a sentence counts nothing before an item but the card's own figure, and what changed it.
func (r *reading) onlyOwn(c *Card, s sentence, before int) bool {
	for n := s.from; n < before; n++ {
		q := r.items[n].q
		if q != nil && !q.noise && q.delta == 0 && !q.base && (!c.isOwn(q) || r.yardstick(c, n)) {
			return false
		}
	}
	return true
}

// saysKnownBefore reports whether this sentence or the one before gives an earlier figure.
func (r *reading) saysKnownBefore(c *Card, s sentence) bool {
	for k, other := range r.sentences {
		if other.from == s.from && k > 0 {
			other = r.sentences[k-1]
		} else if other.from != s.from {
			continue
		}
		for n := other.from; n < s.to; n++ {
			q := r.items[n].q
			if q != nil && !q.noise && q.delta == 0 && c.suits(q) && (c.Previous.says(q) || c.YearAgo.says(q)) {
				return true
			}
		}
		return false
	}
	return false
}
