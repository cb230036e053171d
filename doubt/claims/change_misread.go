package claims

import (
	"math/big"
	"strings"

	"chaser/kpi"
)

// A step may be told of another time, of another thing or from another number than those that stand nearest to it. Then
// a disagreement is a misreading.

// misread reports whether a change that is claimed wrong is told of something else than the claim reads.
func (r *reading) misread(c *Card, s sentence, m *move, claim Claim) bool {
	return r.fromStretch(c, m) || r.fromNamedTarget(s, m) || r.baseOfOtherTime(m) || r.comparedBefore(s, m) || r.earlierWas(c, s, m.at) ||
		r.overIt(m) || r.levelAtEnd(c, m) || r.endsOfOther(m) || r.fromAnother(m) || r.toldAlready(m) || r.fromRecord(c, m) || r.ofOtherSize(m) || r.isAhead(c, m) ||
		r.wordAt(m.at) == "growth" && len(m.by) == 0 ||
		r.ofOwnThing(c, s, m) && !r.byLikeSlip(c, m, claim) || r.ofBesides(c, m) || len(m.by) > 0 && r.ofOtherMore(c, m.by[0]) ||
		claim.Kind == Change && !r.inOneBreath(m) && !r.mended(c, s, m)
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
		how, moves := betterWords[w]
		again := moves && how == 0 && w != r.wordAt(m.at) || w == "up" || w == "down" || w == "rose" || w == "fell" || (w == "over" || w == "under") && r.quantityAt(n-1) != nil ||
			(r.wordAt(n-1) == "a" || r.wordAt(n-1) == "an") && (changeWords[w].noun || turns[w]) && n < m.to ||
			changeWords[w].noun && n == m.from-2 && r.wordAt(n+1) == "from" && len(m.by) > 0 && m.by[0] < n
		if again && r.items[n].depth == r.items[m.at].depth {
			return true
		}
	}
	return false
}

// turns are steps the other way: “down from 89% a week before and ahead of a recovery to 91%”.
var turns = set("recovery", "rebound", "return", "improvement", "deterioration", "worsening")

// overIt reports whether a step is from what was last spoken of: “the 94% target: 1.3 points above it”.
func (r *reading) overIt(m *move) bool {
	w := r.wordAt(m.at)
	return (w == "above" || w == "below") && (r.wordAt(m.at+1) == "it" || r.wordAt(m.at+1) == "that")
}

// fromNamedTarget reports whether a step is from a target: “312 fewer than this quarter's target”, “3.1% better than
// target and up 12%”.
func (r *reading) fromNamedTarget(s sentence, m *move) bool {
	if len(m.by) > 0 && r.fromAimed(max(m.at, m.by[len(m.by)-1])) {
		return true
	}
	for n := m.at + 1; n < min(s.to, m.at+3); n++ {
		if r.wordAt(n) == "than" {
			return r.hasWord(n+1, min(s.to, n+5), isTarget)
		}
	}
	return false
}

// fromAimed reports whether what follows an item is a step from something that was aimed at or is held to be usual:
// “risen to 83.6 from 81.3, that is 4.2% above baseline”.
func (r *reading) fromAimed(n int) bool {
	if changeWords[r.wordAt(n+1)].sign != 0 && heldWords[r.wordAt(n+2)] {
		n++
	}
	if heldWords[r.wordAt(n)] {
		n--
	}
	if !heldWords[r.wordAt(n+1)] {
		return false
	}
	return aimedAt[r.wordAt(n+2)] || (r.wordAt(n+2) == "the" || r.wordAt(n+2) == "its") && aimedAt[r.wordAt(n+3)]
}

// aimedAt are what a number is held against that is no earlier one.
var aimedAt = set("baseline", "plan", "planned", "forecast", "budget", "trajectory", "profile", "average", "norm", "benchmark")

// fromAnother reports whether an “and” stands between what a step leads to and what it is from, so that the second is
// another's: “vans down 37 to 67 and lorries from 51 to 38”.
func (r *reading) fromAnother(m *move) bool {
	return m.to >= 0 && m.from > m.to && r.hasWord(m.to+1, m.from, andWord)
}

// toldAlready reports whether a number between a step and its ends says how far these are apart, so that the step is
// another's: “£38.4m against a budget of £36.9m, an overspend of £1.5m, an improvement of £0.4m”.
func (r *reading) toldAlready(m *move) bool {
	to := max(m.to, m.level)
	if m.from < 0 || to < 0 || len(m.by) == 0 {
		return false
	}
	apart := new(big.Rat).Sub(r.items[to].q.value, r.items[m.from].q.value)
	for n := max(m.from, to) + 1; n < m.by[0]; n++ {
		if q := r.items[n].q; q != nil && q.value.Cmp(apart.Abs(apart)) == 0 {
			return true
		}
	}
	return false
}

// fromRecord reports whether a step is from a record of something else than the card counts, as that is of quite
// another size: “lost calls are 30% lower than the record of 914”, where 6,420 were taken.
func (r *reading) fromRecord(c *Card, m *move) bool {
	if m.from < 0 || c.Figure.Value == nil || ofOneSize(r.items[m.from].q.value, c.Figure.Value) {
		return false
	}
	return r.hasWord(m.at, m.from, recordNames)
}

// recordNames are the words by which a text ranks an earlier count.
var recordNames = set("peak", "high", "low", "record", "height", "highest", "lowest", "trough", "maximum")

// ofOtherSize reports whether the ends of a step are too far apart to be of one thing: “it goes down by 0.6 a year, a
// 7% cut on the 65 of 2016”.
func (r *reading) ofOtherSize(m *move) bool {
	to := max(m.to, m.level)
	if m.from < 0 || to < 0 {
		return false
	}
	a, b := r.items[m.from].q.value, r.items[to].q.value
	return a.Sign() > 0 && b.Sign() > 0 && (new(big.Rat).Mul(a, whole(20)).Cmp(b) < 0 || new(big.Rat).Mul(b, whole(20)).Cmp(a) < 0)
}

// isAhead reports whether a step is one that is aimed at: “a 7% cut by 2030”.
func (r *reading) isAhead(c *Card, m *move) bool {
	for n := m.at + 1; n < min(len(r.items)-1, m.at+3); n++ {
		if w := r.items[n+1].w; r.wordAt(n) == "by" && w != nil && w.year > c.Figure.Period.FinancialYear()+1 {
			return true
		}
	}
	return false
}

// ofBesides reports whether a step that stands apart from its ends says what it is of, and that is another thing: “from
// 4,730 to 5,210, beside a 16% growth in freight”.
func (r *reading) ofBesides(c *Card, m *move) bool {
	if len(m.by) == 0 || r.inOneBreath(m) {
		return false
	}
	n := max(m.at, m.by[len(m.by)-1]) + 1
	if w := r.wordAt(n); w != "in" && w != "of" {
		return false
	}
	title := c.titleStems()
	for i := n + 1; i < n+4 && r.wordAt(i) != ""; i++ {
		if times[r.wordAt(i)] {
			return false // in the year
		}
		if r.strange(title, i) {
			return true
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
	if r.hasWord(from, m.at, wider) && !c.titleHas(wider) {
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
var ownClause = set(";", ":", "(", "while", "whilst", "but", "although", "though", "whereas", "with", "when", "where")
