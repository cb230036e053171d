package claims

import (
	"strings"

	"chaser/kpi"
)

// A step may be told of another time, of another thing or from another number than those that stand nearest to it. Then
// a disagreement is a misreading.

// misread reports whether a change that is claimed wrong is told of something else than the claim reads.
func (r *reading) misread(c *Card, s sentence, m *move, claim Claim) bool {
	return r.fromStretch(c, m) || r.earlierWas(c, s, m.at) || r.endsOfOther(m) || r.overIt(m) || r.fromNamedTarget(s, m) || r.levelAtEnd(c, m) || r.baseOfOtherTime(m) || r.comparedBefore(s, m) ||
		r.wordAt(m.at) == "growth" && len(m.by) == 0 || r.ofOwnThing(c, s, m) && !r.byLikeSlip(c, m, claim)
}

// fromStretch reports whether what a step starts from is a length of time under a card of something else: “down 9% on
// those three months of 2022”.
func (r *reading) fromStretch(c *Card, m *move) bool {
	if m.from < 0 || c.Unit != kpi.Count && c.Unit != kpi.Percent && c.Unit != kpi.Currency {
		return false
	}
	for _, n := range append([]int{m.to, m.level}, m.by...) {
		if n >= 0 && r.items[n].q.unit == length {
			return false
		}
	}
	q := r.items[m.from].q
	return q.unit == length && !q.counted && !q.measure
}

// earlierWas reports whether a comparative tells what an earlier time was beside this one, so that it goes the other
// way: “we were 1.4 points higher last year”, “31 more had come by the same stage of 2021/22”.
func (r *reading) earlierWas(c *Card, s sentence, at int) bool {
	if w := r.wordAt(at); !comparatives[w] && w != "better" && w != "worse" || w == "above" || w == "below" {
		return false
	}
	for n := at + 1; n < min(s.to, at+10); n++ {
		switch it := r.items[n]; {
		case it.w != nil:
			return c.slotOf(it.w) != slotOwn
		case baseWords[it.text], it.q != nil, it.kind == markItem:
			return false
		}
	}
	return false
}

// baseWords lead to what a comparative compares with.
var baseWords = set("than", "on", "from", "compared", "against", "versus", "vs", "since", "over", "to", "upon", "year-on-year", "within", "in", "this")

// endsOfOther reports whether another step stands between this one and what it is said to lead from or to: “depots up,
// offices down from 11.20% to 8.65%”, “went up and down from 13.5 to 17”.
func (r *reading) endsOfOther(m *move) bool {
	for n := m.at + 1; n < max(m.from, m.to); n++ {
		w := r.wordAt(n)
		again := w == "up" || w == "down" || w == "rose" || w == "fell" || (w == "over" || w == "under") && r.quantityAt(n-1) != nil
		if again && r.items[n].depth == r.items[m.at].depth {
			return true
		}
	}
	return false
}

// overIt reports whether a step is from what was last spoken of: “the 94% target: 1.3 points above it”.
func (r *reading) overIt(m *move) bool {
	w := r.wordAt(m.at)
	return (w == "above" || w == "below") && (r.wordAt(m.at+1) == "it" || r.wordAt(m.at+1) == "that")
}

// fromNamedTarget reports whether a step is from a target: “312 fewer than this quarter's target”, “3.1% better than
// target and up 12%”.
func (r *reading) fromNamedTarget(s sentence, m *move) bool {
	for n := m.at + 1; n < min(s.to, m.at+3); n++ {
		if r.wordAt(n) == "than" {
			return r.hasWord(n+1, min(s.to, n+5), isTarget)
		}
	}
	return false
}

// levelAtEnd reports whether what a step starts from is told as where it led: “three days better than Q2 at 64”.
func (r *reading) levelAtEnd(c *Card, m *move) bool {
	return m.from >= 0 && r.wordAt(m.from-1) == "at" && c.isOwn(r.items[m.from].q)
}

// baseOfOtherTime reports whether what a step starts from stands in brackets with another time than the step's: “up
// 8.3% on 2022/23 (the figure of 2021/22 was 10,480)”.
func (r *reading) baseOfOtherTime(m *move) bool {
	if m.from < 0 || m.to >= 0 || r.items[m.from].depth <= r.items[m.at].depth {
		return false
	}
	for n := m.from - 1; n > m.at && r.items[n].depth == r.items[m.from].depth; n-- {
		if w := r.items[n].w; w != nil && m.base != nil && w != m.base {
			return true
		}
	}
	for n := m.from + 1; n < min(len(r.items), m.from+reach) && r.items[n].depth == r.items[m.from].depth; n++ {
		if q := r.items[n].q; q != nil && !q.noise && q.unit == r.items[m.from].q.unit {
			return true // up 47 from the end of June (Band A 81, Band B 366)
		}
	}
	return false
}

// comparedBefore reports whether the time that a step is from stands before it, and that of another behind: “compared
// with last quarter there were 28 more, with Q2 last year 17 fewer”.
func (r *reading) comparedBefore(s sentence, m *move) bool {
	for n := m.at + 1; n < min(s.to, m.at+3); n++ {
		if r.markAt(n) == "," && r.wordAt(n+1) == "with" {
			return r.hasWord(s.from, m.at, comparesWords)
		}
	}
	return false
}

// ofOwnThing reports whether a step has a clause of its own, which says what it is of, and no number that it leads from
// or to: “up from 71% to 76.4% while visits fell 13%”.
func (r *reading) ofOwnThing(c *Card, s sentence, m *move) bool {
	from := m.at
	for from > s.from && !ownClause[r.items[from-1].text] {
		if from--; m.at-from > 3*reach {
			return false
		}
	}
	if from == s.from && r.sentenceOf(s.from) == 0 || m.from >= from || m.to >= from || m.level >= from {
		return false
	}
	first := r.wordAt(from)
	if from == m.at {
		return r.wordAt(from-1) == "with" // with falls of 11% in flats
	}
	if wider[first] && !c.titleHas(wider) {
		return true
	}
	if c.Unit == kpi.Percent && len(m.by) > 0 && r.items[m.by[0]].q.unit == percent && len(first) > 3 && strings.HasSuffix(first, "s") {
		return true // visits fell by 13%
	}
	return r.strangeBefore(c, sentence{from: from, to: s.to}, m.at)
}

// wider are words for more than the title counts.
var wider = set("all", "total", "overall")

// ownClause are the words and marks behind which a clause tells something of its own.
var ownClause = set(";", ":", "while", "whilst", "but", "although", "though", "whereas", "with", "when", "where")
