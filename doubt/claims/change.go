package claims

import (
	"math/big"

	"chaser/kpi"
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
	times     *big.Rat // of “doubled”: how many times as much
}

// reach is how many items a phrase looks ahead or back. It keeps reading linear.
const reach = 16

// changes reads the claims that something rose or fell.
func (r *reading) changes(c *Card) []Claim {
	var all []Claim
	for k, s := range r.sentences {
		for _, m := range r.moves[k] {
			if claim, ok := r.changeClaim(c, s, m); ok {
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
		word := r.wordAt(n)
		how, ok := changeWords[word]
		better, judged := betterWords[word]
		times := multiples[word]
		if times != nil {
			how = moving{sign: times.Cmp(whole(1))}
		}
		if !ok && !judged && times == nil || (word == "up" || word == "down") && phrasal[r.wordAt(n-1)] {
			continue
		}
		m := &move{at: n, times: times, sign: how.sign, judged: judged, better: better, from: -1, to: -1, level: -1, first: n, last: n}
		if times == nil {
			r.readBy(s, m, how.noun || judgedNouns[word])
		}
		if comparatives[word] && (len(m.by) == 0 || r.leadsToTarget(s, n)) {
			continue
		}
		r.readEnds(s, m)
		if m.from >= 0 {
			r.items[m.from].q.base = true
		}
		r.readLevel(s, m)
		if len(m.by) > 0 || m.from >= 0 || m.to >= 0 || m.base != nil {
			all = append(all, m)
			if also, ok := r.readAlso(s, m); ok {
				all = append(all, also)
			}
		}
	}
	return all
}

// leadsToTarget reports whether a comparison is with a target, which is no change.
func (r *reading) leadsToTarget(s sentence, at int) bool {
	for n := at + 1; n < min(s.to, at+7); n++ {
		w := r.wordAt(n)
		if isTarget[w] {
			return true
		}
		if !betweenWords[w] && r.quantityAt(n) == nil && r.markAt(n) != "-" {
			return false
		}
	}
	return false
}

// judgedNouns may follow their number: “a two point improvement”.
var judgedNouns = set("improvement", "deterioration", "better", "worse")

// readAlso reads a second step that leans on the word of change of the first: “up by 84 since June, and by 30% on a
// year ago”.
func (r *reading) readAlso(s sentence, m *move) (*move, bool) {
	if m.base == nil && m.from < 0 || len(m.by) == 0 && m.to < 0 {
		return nil, false
	}
	n := m.last + 1
	for n < s.to && (r.markAt(n) == "," || r.markAt(n) == ")") {
		n++
	}
	if r.wordAt(n) != "and" {
		return nil, false
	}
	if n++; r.wordAt(n) == "by" {
		n++
	}
	q := r.quantityAt(n)
	if q == nil || q.noise || n >= s.to || r.items[n-1].w != nil {
		return nil, false
	}
	also := &move{at: m.at, sign: m.sign, judged: m.judged, better: m.better, by: []int{n}, from: -1, to: -1, level: -1, first: m.first, last: n}
	after := n + 1
	if by, next := r.inOtherUnit(n); by > 0 {
		also.by, after = append(also.by, by), next
		r.items[by].q.delta = m.sign
	}
	for i := after; i < min(s.to, after+5); i++ {
		switch it := r.items[i]; {
		case r.overTheQuarter(i) != nil && i == after:
			also.base = r.overTheQuarter(i)
			also.take(i + 2)
			q.delta, also.level = m.sign, m.level
			return also, true
		case it.w != nil:
			also.base = r.baseAt(i)
			also.take(i)
			q.delta = m.sign
			also.level = m.level
			return also, true
		case it.kind != wordItem || it.text != "the" && it.text != "in" && it.text != "over" && !againstWords[it.text]:
			return nil, false
		}
	}
	return nil, false
}

// inOtherUnit is the same step in another unit, and the place after it: “322, or 11.5%,”, “322 (11.5%)”; 0 where there is
// none.
func (r *reading) inOtherUnit(n int) (by, next int) {
	i := n + 1
	if r.markAt(i) == "(" && r.markAt(i+2) == ")" {
		by, next = i+1, i+3
	} else {
		if r.markAt(i) == "," {
			i++
		}
		if r.wordAt(i) != "or" {
			return 0, 0
		}
		by, next = i+1, i+2
		if r.markAt(next) == "," {
			next++
		}
	}
	if q := r.quantityAt(by); q == nil || q.noise || q.unit == r.items[n].q.unit {
		return 0, 0
	}
	return by, next
}

// overTheQuarter reads “in the quarter” and “over the year” after a step: since the last one.
func (r *reading) overTheQuarter(n int) *when {
	prep, span := r.wordAt(n), spans[r.wordAt(n+2)]
	if prep != "in" && prep != "over" && prep != "during" && prep != "on" || r.wordAt(n+1) != "the" {
		return nil
	}
	switch r.wordAt(n + 2) {
	case "quarter", "month":
		return &when{rel: before, span: span}
	case "year":
		return &when{rel: yearBefore, span: span}
	}
	return nil
}

// baseAt is the time that a change is measured from. “Since June” is since its end.
func (r *reading) baseAt(n int) *when {
	w := r.items[n].w
	before := r.wordAt(n - 1)
	if before == "in" {
		before = r.wordAt(n - 2)
	}
	if w.rel == named && w.span == kpi.Monthly && w.day == 0 && (before == "since" || before == "on" || before == "than" || r.wordAt(n-2) == "end") {
		from := *w
		from.day, from.span = lastDay, ""
		return &from
	}
	return w
}

// phrasal are the verbs that “up” and “down” belong to, as in “make up”.
var phrasal = set("make", "makes", "made", "making", "set", "take", "took", "taken", "sign", "signed", "follow", "pick", "picked", "start", "gave",
	"give", "end", "ended", "speed", "back", "break", "broken")

func (m *move) take(n int) {
	m.first, m.last = min(m.first, n), max(m.last, n)
}

// byWords may stand between a word of change and its number.
var byWords = set("by", "of", "a", "an", "further", "slightly", "sharply", "significantly", "overall", "to", "was", "is", "some", "just", "almost")

// readBy finds how much: “a 33% increase”, “1,603 (6%) fewer”, “up 9.1%”, “a reduction of 11%”.
func (r *reading) readBy(s sentence, m *move, noun bool) {
	if noun {
		r.readByBefore(s, m)
	}
	if len(m.by) > 0 || comparatives[r.wordAt(m.at)] {
		r.signDeltas(m)
		return
	}
	steps := 0
	for n := m.at + 1; n < s.to && steps < 8; n++ {
		it := r.items[n]
		switch {
		case it.q != nil:
			prev := r.wordAt(n - 1)
			direct := steps == 0 || prev == "by" || prev == "of" || steps <= 2 && prev != "to" && prev != "from" && byWords[prev]
			if !it.q.noise && direct && prev != "to" && prev != "from" && (steps <= 2 || it.q.unit == percent || it.q.unit == points || prev == "by") {
				m.by = append(m.by, n)
				m.take(n)
				r.readByBeside(s, m, n)
			}
			r.signDeltas(m)
			return
		case it.kind != wordItem, it.text == "from", it.text == "to", it.text == "than", it.text == "and", it.text == "compared", changeWords[it.text].sign != 0:
			return
		}
		steps++
	}
}

// readByBefore reads “a 33% increase” and “1,603 (6%) fewer”.
func (r *reading) readByBefore(s sentence, m *move) {
	n := m.at - 1
	if adjectives[r.wordAt(n)] {
		n--
	}
	if r.markAt(n) == ")" && n-2 >= s.from && r.quantityAt(n-1) != nil && r.markAt(n-2) == "(" && r.quantityAt(n-3) != nil {
		m.by = append(m.by, n-3, n-1)
		m.take(n - 3)
		return
	}
	if q := r.quantityAt(n); q != nil && n >= s.from && !q.noise {
		if w := r.wordAt(m.at); (w == "up" || w == "down") && q.unit != percent && q.unit != points && r.wordAt(m.at+1) != "on" {
			return // 132 up from 119
		}
		m.by = append(m.by, n)
		m.take(n)
	}
}

var adjectives = set("overall", "significant", "slight", "further", "net", "real", "annual", "point", "year-on-year", "relative", "small", "large")

// readByBeside reads the other unit of the same step: “up 12 (9%)”, “a fall of 12, or 9%”.
func (r *reading) readByBeside(s sentence, m *move, n int) {
	if r.markAt(n+1) == "(" && n+3 < s.to && r.quantityAt(n+2) != nil && r.markAt(n+3) == ")" && r.quantityAt(n+2).unit != r.quantityAt(n).unit {
		if u := r.quantityAt(n + 2).unit; u == percent || u == points || u == plain && r.quantityAt(n).unit == percent {
			m.by = append(m.by, n+2)
			m.take(n + 3)
		}
	}
}

func (r *reading) signDeltas(m *move) {
	for _, n := range m.by {
		r.items[n].q.delta = m.sign
	}
}

// againstWords begin the number that a change is measured from, where no “from” does.
var againstWords = set("than", "on", "against", "compared", "versus", "vs", "over", "since", "compares", "comparison")

// readEnds finds “from A to B” after a word of change, or before it.
func (r *reading) readEnds(s sentence, m *move) {
	limit := min(s.to, m.last+1+reach)
	for n := m.last + 1; n < limit; n++ {
		it := r.items[n]
		switch {
		case it.text == ";", it.text == "but", it.kind == wordItem && r.otherChange(n), it.text == "and" && r.otherStep(n+1):
			limit = n
		case it.text == "from" && m.from < 0:
			m.from = r.numberAfter(s, n, 8)
			if m.from > 0 {
				m.take(m.from)
			}
		case it.text == "at" && m.to < 0 && m.base != nil && n == m.last+1 && r.quantityAt(n+1) != nil && n+1 < limit && r.quantityAt(n+1).unit == percent:
			m.to = n + 1
			m.take(n + 1)
		case it.text == "to" && m.to < 0 && !againstWords[r.wordAt(n-1)] && (m.from >= 0 || n <= m.last+2 || m.times != nil && n <= m.at+3):
			m.to = r.numberAfter(s, n, 5)
			if m.to > 0 {
				m.take(m.to)
			}
		case it.w != nil && m.base == nil && m.from < 0 && m.to < 0:
			m.base = r.baseAt(n)
			m.take(n)
		case m.base == nil && len(m.by) > 0 && m.from < 0 && m.to < 0 && n == m.last+1:
			if base := r.overTheQuarter(n); base != nil {
				m.base = base
				m.take(n + 2)
			}
		}
	}
	if m.from < 0 && m.to < 0 {
		r.readAgainst(s, m, limit)
	}
	if m.from < 0 && m.to < 0 {
		r.readEndsBefore(s, m)
	}
}

// otherStep reports whether a number with a comparison of its own stands at an item: “and 13% fewer than”.
func (r *reading) otherStep(n int) bool {
	return r.quantityAt(n) != nil && (comparatives[r.wordAt(n+1)] || r.wordAt(n+1) == "up" || r.wordAt(n+1) == "down")
}

// otherChange reports whether another change begins at a word.
func (r *reading) otherChange(n int) bool {
	w := r.items[n].text
	if w == "up" || w == "down" {
		return r.quantityAt(n+1) != nil
	}
	return changeWords[w].sign != 0 && !comparatives[w]
}

// readAgainst finds what a change is measured from without “from”: “higher than the 2,913 of 2007”.
func (r *reading) readAgainst(s sentence, m *move, limit int) {
	for n := m.at + 1; n < limit; n++ {
		if !againstWords[r.wordAt(n)] {
			if it := r.items[n]; it.kind == markItem && it.text != "(" && it.text != ")" && it.text != "£" {
				return
			}
			continue
		}
		for k := n + 1; k < min(limit, n+10); k++ {
			it := r.items[k]
			if it.q != nil && it.q.delta == 0 && !it.q.noise && it.q.unit != points && !comparatives[r.wordAt(k+1)] {
				m.from = k
				m.take(k)
				return
			}
			when := it.text == "," && r.wordAt(k+1) == "when"
			if it.q != nil || it.text == "and" || it.kind == markItem && it.text != "(" && !when {
				return
			}
		}
		return
	}
}

// readEndsBefore finds “from A to B, a fall of 6%”.
func (r *reading) readEndsBefore(s sentence, m *move) {
	for n := m.first - 1; n >= max(s.from, m.first-reach); n-- {
		if r.items[n].text == ";" {
			return
		}
		if r.items[n].text != "from" {
			continue
		}
		from := r.numberAfter(s, n, 8)
		if from < 0 || from >= m.first {
			return
		}
		for k := from + 1; k < m.first; k++ {
			if r.items[k].text == "to" {
				if to := r.numberAfter(s, k, 5); to > 0 && to < m.first && !r.hasWord(to, m.first, conjunctions) {
					m.from, m.to = from, to
					m.take(n)
				}
				return
			}
		}
		return
	}
}

// conjunctions begin a statement of their own.
var conjunctions = set("and", "but", "while", "whilst", "although", "though", "whereas", "we")

// numberAfter is the place of the first number within some items that is a level; −1 where there is none.
func (r *reading) numberAfter(s sentence, at, within int) int {
	for n := at + 1; n < min(s.to, at+1+within); n++ {
		it := r.items[n]
		switch {
		case it.q != nil && (it.q.noise || it.q.delta != 0):
			return -1
		case it.q != nil:
			return n
		case it.kind == markItem && it.text != "(" && it.text != "’" && it.text != "-":
			return -1
		case it.text == "to" || it.text == "from":
			return -1
		}
	}
	return -1
}

// readLevel finds the number that changed before its change: “66,960 households, up 9.1%”.
func (r *reading) readLevel(s sentence, m *move) {
	for n := m.first - 1; n >= max(s.from, m.first-reach); n-- {
		it := r.items[n]
		if it.text == ";" {
			return
		}
		if it.q == nil || it.q.noise || it.q.delta != 0 || it.q.unit == points || it.q.target {
			continue
		}
		if !it.q.fraction && !it.q.base {
			m.level = n
		}
		return
	}
}

// merge gives what stands in one phrase to the other that says the same change in other words: “fell from 162.7 to
// 153.6, a fall of six per cent”.
func (r *reading) merge(moves []*move) {
	for n := 1; n < len(moves); n++ {
		a, b := moves[n-1], moves[n]
		if a.sign != b.sign || r.semicolonBetween(a.at, b.at) {
			continue
		}
		if len(b.by) > 0 && b.from < 0 && b.base == nil && a.from >= 0 && a.to >= 0 && len(a.by) == 0 {
			b.from, b.to = a.from, a.to
			b.take(a.first)
			a.untenable = true
		} else if len(a.by) > 0 && a.from < 0 && b.from >= 0 && len(b.by) == 0 && b.at-a.last <= 6 {
			a.from, a.to = b.from, b.to
			a.take(b.last)
			b.untenable = true
		}
	}
}

func (r *reading) semicolonBetween(a, b int) bool {
	for n := a; n < b; n++ {
		if r.items[n].text == ";" {
			return true
		}
	}
	return false
}

// percentOf is how many per cent b is above a, as far as rounding lets both be.
func percentOf(a, b Interval) (Interval, bool) {
	if !a.bounded() || !b.bounded() || a.Low.Sign() <= 0 {
		return Interval{}, false
	}
	// (b − a) / a = b/a − 1
	q := b.over(a)
	one := exactly(whole(-1))
	return q.plus(one).times(hundred), true
}

func percentExactly(a, b *big.Rat) *big.Rat {
	c := new(big.Rat).Sub(b, a)
	return c.Mul(c.Quo(c, a), hundred)
}
