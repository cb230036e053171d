package claims

import (
	"math/big"
)

// move is a change as the words tell it: up 9.1% from 61,390 to 66,960.
type move struct {
	at, sign  int // the word of change and what it says
	judged    bool
	better    int // of a judged one: +1 to the better, −1 to the worse
	by        []int
	from, to  int // places of quantities; −1 where not said
	level     int // a number that stands before: “66,960 households, up 9.1%”
	base      *when
	first     int // the first and the last item of the phrase
	last      int
	untenable bool
	compared  bool     // its ends are two numbers that are compared behind it, of which one is the card's figure
	times     *big.Rat // of “doubled”: how many times as much
}

// reach is how many items a phrase looks ahead or back. It keeps reading linear.
const reach = 16

// changes reads the claims that something rose or fell.
func (r *reading) changes(c *Card) []Claim {
	var all []Claim
	for k, s := range r.sentences {
		for _, m := range r.moves[k] {
			claim, ok := r.changeClaim(c, s, m)
			if ok && (claim.Agrees || !r.misread(c, s, m, claim)) {
				all = append(all, claim)
			}
		}
	}
	return all
}

// findMoves finds the changes of every sentence, and marks the numbers that they start from.
func (r *reading) findMoves() {
	for _, s := range r.sentences {
		moves := r.movesIn(s)
		r.merge(moves)
		r.moves = append(r.moves, moves)
	}
}

// movesIn finds the words of change of a sentence and what belongs to each.
func (r *reading) movesIn(s sentence) []*move {
	var all []*move
	for n := s.from; n < s.to; n++ {
		if r.signedStep(n) {
			all = append(all, r.signedMove(s, n))
			continue
		}
		word := r.wordAt(n)
		how, ok := changeWords[word]
		better, judged := betterWords[word]
		times := r.timesAt(n)
		if times != nil {
			how = moving{sign: times.Cmp(whole(1))}
		}
		if !ok && !judged && times == nil || (word == "up" || word == "down") && phrasal[r.wordAt(n-1)] || apart[r.wordAt(n+1)] || r.reversed(n) || r.wordAt(n-1) == "having" || r.wordAt(n-1) == "or" && r.wordAt(n+1) == "than" || r.wordAt(n-1) == "not" && !how.noun || r.fallsShort(n+1) || (word == "higher" || word == "lower" || word == "greater") && graded[r.wordAt(n+1)] ||
			judged && better == 0 && !goesTo[r.wordAt(n+1)] {
			continue
		}
		if word == "less" && r.takesAway(s, n) {
			continue
		}
		if how.noun && r.intended(s, n) {
			r.readBy(s, &move{at: n, sign: how.sign, first: n, last: n}, true)
			continue
		}
		if r.besideAverage(s, n) {
			r.readBy(s, &move{at: n, sign: how.sign, first: n, last: n}, true) // a step all the same
			continue
		}
		if r.namesThings(s, n) {
			continue
		}
		m := &move{at: n, times: times, sign: how.sign, judged: judged, better: better, from: -1, to: -1, level: -1, first: n, last: n}
		if times == nil {
			r.readBy(s, m, how.noun || judgedNouns[word])
		}
		bare := len(m.by) == 0 && sidewards[word] && r.wordAt(n+1) == "than" && !r.thanLimit(s, n+1)
		if comparatives[word] && (len(m.by) == 0 && !bare || r.leadsToTarget(s, n)) {
			continue
		}
		r.readEnds(s, m)
		if (word == "saving" || word == "cut") && m.from < 0 && m.base == nil {
			continue // a saving on something else
		}
		if m.from >= 0 && m.base != nil && r.items[m.from].depth > r.items[n].depth && r.markAt(m.from+1) != ")" {
			m.from = -1 // an increase of 13 since June (38 came and 25 went)
		}
		if m.from >= 0 {
			r.items[m.from].q.base = true
		}
		r.readBracketLevel(m)
		r.readLevel(s, m)
		if m.from < 0 && m.to < 0 {
			r.readTimedPair(s, m)
		}
		r.readDifference(s, m)
		r.markGapped(s, m)
		if len(m.by) > 0 || m.from >= 0 || m.to >= 0 || m.base != nil {
			all = append(all, m)
			if also, ok := r.readAlso(s, m); ok {
				all = append(all, also)
			}
			all = append(all, r.readGapped(s, m)...)
		}
	}
	return all
}

// takesAway reports whether “less” takes a number from the one before it: “£10.286m less £3.907m”, “income £11.710m
// less expenditure £4.553m”.
func (r *reading) takesAway(s sentence, n int) bool {
	before := r.quantityAt(n - 1)
	if before == nil || before.unit != money && before.unit != plain {
		return false
	}
	for i := n + 1; i < min(s.to, n+4); i++ {
		if q := r.items[i].q; q != nil {
			return q.unit == before.unit && !q.noise
		}
		if w := r.wordAt(i); w == "" || w == "than" || w == "in" || w == "since" || w == "at" {
			return false
		}
	}
	return false
}

// intended reports whether a change is one that was aimed at: “the 2% reduction was not achieved”.
func (r *reading) intended(s sentence, n int) bool {
	if q := r.quantityAt(n - 1); q == nil || r.wordAt(n-2) != "the" && r.wordAt(n-2) != "a" {
		return false
	}
	for i := n + 1; i < min(s.to, n+6) && r.items[i].kind == wordItem; i++ {
		if intentWords[r.items[i].text] {
			return true
		}
	}
	return false
}

// intentWords tell of a change that it was aimed at.
var intentWords = set("achieved", "met", "missed", "reached", "delivered", "required", "needed", "planned", "sought", "expected", "aimed", "hoped")

// thanLimit reports whether a limit of time follows “than”: “longer than the 6 weeks that the law allows”.
func (r *reading) thanLimit(s sentence, than int) bool {
	for n := than + 1; n < min(s.to, than+4); n++ {
		if q := r.items[n].q; q != nil {
			return q.unit == length && !q.counted && !q.measure
		}
	}
	return false
}

// reversed reports whether a change is one that another undoes or follows: “reversing the fall seen in the two years
// before”.
func (r *reading) reversed(n int) bool {
	if w := r.wordAt(n - 1); w != "the" && w != "a" && w != "this" && w != "last" {
		return false
	}
	return undoing[r.wordAt(n-2)]
}

// undoing stand before a change that is none of the figure's own.
var undoing = set("reversing", "reverses", "reversed", "following", "follows", "halting", "ending", "offsetting", "after", "despite", "stemming", "arresting")

// fallsShort reports whether “short” makes the word before it no change: “fell just short of the target of 80%”.
func (r *reading) fallsShort(n int) bool {
	for i := n; i < n+3; i++ {
		if w := r.wordAt(i); w == "short" || !hedges[w] {
			return w == "short"
		}
	}
	return false
}

// graded are the things that “higher” and “lower” sort: “1,583 higher level notices”.
var graded = set("level", "levels", "tier", "education", "grade", "band", "bands", "priority", "risk", "value", "needs", "rate", "rated", "paid", "earners", "court", "courts", "threshold")

// hedges say how far something fell short, without a number.
var hedges = set("just", "slightly", "narrowly", "only", "well", "marginally", "a", "little", "far")

// besideAverage reports whether a change starts from an average of several years or months, which no card has: “20 per
// cent up on the five-year average”.
func (r *reading) besideAverage(s sentence, at int) bool {
	first := at + 2
	if w := r.wordAt(at); w == "above" || w == "below" {
		first = at + 1 // 6.3% above the group average
	} else if !againstWords[r.wordAt(at+1)] {
		return false
	}
	for n := first; n < min(s.to, at+8); n++ {
		if w := r.wordAt(n); w == "average" || w == "mean" {
			return true
		}
		if r.items[n].kind == markItem && r.markAt(n) != "-" || r.wordAt(n) == "and" {
			return false
		}
	}
	return false
}

// signedStep reports whether a number with a sign is a step: of a percentage, or in brackets: “+3pp”, “(−£0.4m)”.
func (r *reading) signedStep(n int) bool {
	q := r.items[n].q
	if q == nil || q.sign == 0 || q.noise || q.target || q.fraction {
		return false
	}
	since := againstWords[r.wordAt(n+1)] || r.wordAt(n+1) == "in"
	return q.unit == percent || q.unit == points || (r.markAt(n-1) == "(" || since) && (q.unit == plain || q.unit == money || q.measure)
}

// signedMove reads “(−1.8pp)” and “+3% on Q1”.
func (r *reading) signedMove(s sentence, n int) *move {
	q := r.items[n].q
	q.value.Abs(q.value)
	m := &move{at: n, sign: q.sign, by: []int{n}, from: -1, to: -1, level: -1, first: n, last: n}
	r.signDeltas(m)
	r.readEnds(s, m)
	if m.from >= 0 {
		r.items[m.from].q.base = true
	}
	if m.level < 0 {
		r.readLevel(s, m)
	}
	return m
}

// sidewards are the comparatives that say a course without a number: “higher than a year ago”.
var sidewards = set("higher", "lower", "longer", "shorter", "quicker", "slower", "faster", "greater")

// leadsToTarget reports whether a comparison is with a target, which is no change.
func (r *reading) leadsToTarget(s sentence, at int) bool {
	for n := at + 1; n < min(s.to, at+7); n++ {
		w := r.wordAt(n)
		if isTarget[w] || limitNames[w] || w == "profiled" && r.quantityAt(n+1) != nil || w == "we" && (sought[r.wordAt(n+1)] || wanted[r.wordAt(n+1)]) {
			return true
		}
		if !betweenWords[w] && !otherTargets[w] && r.quantityAt(n) == nil && r.markAt(n) != "-" {
			return false
		}
	}
	return false
}

// judgedNouns may follow their number: “a two point improvement”.
var judgedNouns = set("improvement", "deterioration", "better", "worse")

// phrasal are the verbs that “up” and “down” belong to, as in “make up”.
var phrasal = set("make", "makes", "made", "making", "set", "take", "took", "taken", "sign", "signed", "follow", "pick", "picked", "start", "gave",
	"give", "end", "ended", "speed", "back", "break", "broken",
	"step", "stepped", "stepping", "scale", "scaled", "ramp", "ramped")

// apart make a word of change before them another verb: “went out”, “fell due”, “dropped out”.
var apart = set("out", "due", "off", "through", "ill", "into", "apart")

// goesTo follow “went” and “moved” where they tell of a change.
var goesTo = set("from", "up", "down", "to", "by")

func (m *move) take(n int) {
	m.first, m.last = min(m.first, n), max(m.last, n)
}

// delta marks a number as a step; one to the better goes either way.
func (m *move) delta() int {
	if m.sign == 0 {
		return 1
	}
	return m.sign
}

func (r *reading) signDeltas(m *move) {
	for _, n := range m.by {
		r.items[n].q.delta = m.delta()
	}
}
