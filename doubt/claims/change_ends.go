package claims

import "strings"

// againstWords begin the number that a change is measured from, where no “from” does.
var againstWords = set("than", "on", "upon", "against", "compared", "versus", "vs", "over", "since", "compares", "comparison")

// readEnds finds “from A to B” after a word of change, or before it.
func (r *reading) readEnds(s sentence, m *move) {
	limit := min(s.to, m.last+1+reach)
	for n := m.last + 1; n < limit; n++ {
		it := r.items[n]
		switch {
		case it.depth < r.items[m.at].depth, it.text == ";", it.text == "but", sideWords[it.text], it.kind == wordItem && r.otherChange(n), it.text == "and" && (r.otherStep(n+1) || len(m.by) > 0 && r.otherStart(n+1)):
			limit = n
		case it.text == "from" && m.from < 0:
			m.from = r.numberAfter(s, n, 8)
			if m.from > 0 {
				m.take(m.from)
				limit = min(s.to, max(limit, m.from+1+reach/2)) // and what it is to
			}
		case it.text == "at" && m.to < 0 && m.base != nil && r.quantityAt(n+1) != nil && n+1 < limit && (n == m.last+1 && r.quantityAt(n+1).unit == percent || n == m.last+2 && r.markAt(n-1) == "," && len(m.by) > 0 && r.quantityAt(n+1).unit == r.items[m.by[0]].q.unit):
			m.to = n + 1
			m.take(n + 1)
		case it.text == "to" && m.to < 0 && !againstWords[r.wordAt(n-1)] && (m.from >= 0 || n <= m.last+2 || m.times != nil && n <= m.at+3):
			m.to = r.numberAfter(s, n, 5)
			if m.to > 0 {
				m.take(m.to)
			}
		case (it.text == "stood" || it.text == "stands" || it.text == "standing") && r.wordAt(n-1) == "and" && r.wordAt(n+1) == "at" && m.to < 0 && m.from < 0 && r.quantityAt(n+2) != nil && n+2 < limit:
			m.to = n + 2 // fell by 12 in the quarter and stood at 126
			m.take(n + 2)
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
	if m.times != nil && m.from < 0 && m.to < 0 {
		r.readMultipleOf(s, m)
	}
	r.readRateBehind(s, m)
	if m.from < 0 && m.to < 0 && m.base == nil {
		r.readEndsBehind(s, m)
	}
	if m.from < 0 && m.to < 0 && m.base == nil {
		r.readTimedBefore(s, m)
	}
	if m.from >= 0 && m.to >= 0 && len(m.by) == 0 {
		r.readByBehind(s, m)
	}
	if len(m.by) == 0 && (m.from >= 0 || m.base != nil) {
		r.readByVerb(s, m)
	}
	if m.from < 0 && m.to < 0 {
		r.readAgainst(s, m, limit)
	}
	if m.from < 0 && m.to < 0 {
		r.readEndsBefore(s, m)
	}
	if m.from < 0 && m.to < 0 {
		r.readBareEnds(s, m)
	}
}

// otherStep reports whether a number with a comparison of its own stands at an item: “and 13% fewer than”, “and 9% on
// Q2”.
func (r *reading) otherStep(n int) bool {
	q, next := r.quantityAt(n), r.wordAt(n+1)
	if q == nil {
		return false
	}
	return (q.unit == percent || q.unit == length) && againstWords[next] || comparatives[next] || next == "up" || next == "down" || next == "above" || next == "below"
}

// otherStart reports whether what follows starts from another number: “29 more than in 2022, and up from 165 in 2019”.
func (r *reading) otherStart(n int) bool {
	return r.wordAt(n) == "from" || (r.wordAt(n) == "up" || r.wordAt(n) == "down") && r.wordAt(n+1) == "from"
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
	at := m.at + 1
	if w := r.wordAt(m.at); (w == "below" || w == "above") && at < limit && r.items[at].w != nil && r.markAt(at+1) == "(" {
		at = m.at // 729 below April 2024 (3,798)
	}
	for n := at; n < limit; n++ {
		if !againstWords[r.wordAt(n)] && n > m.at {
			if it := r.items[n]; it.kind == markItem && it.text != "(" && it.text != ")" && it.text != "£" {
				return
			}
			continue
		}
		for k := n + 1; k < min(limit, n+10); k++ {
			it := r.items[k]
			if it.q != nil && changeWords[r.wordAt(k+1)].noun {
				return // (an 11% increase)
			}
			if r.sameStepExactly(m, k) {
				m.by = append(m.by, k)
				m.take(k + 1)
				it.q.delta = m.delta()
				return
			}
			if it.q != nil && (r.wordAt(k-1) == "when" && r.countsOther(m, k) || it.q.of == "months" && r.wordAt(k+1) == "to" && r.items[k+2].w != nil) {
				return
			}
			if it.q != nil && it.q.delta == 0 && !it.q.noise && it.q.unit != points && !comparatives[r.wordAt(k+1)] {
				m.from = k
				m.take(k)
				return
			}
			when := it.text == "," && r.wordAt(k+1) == "when"
			if it.text == "with" && r.items[k-1].w != nil {
				return // two fewer than last quarter with 13 approvals
			}
			if it.q != nil || it.text == "and" || it.text == "but" || sideWords[it.text] || it.kind == markItem && it.text != "(" && !when {
				return
			}
		}
		return
	}
}

// sameStepExactly reports whether a percentage in brackets says again what a fraction in words said of a step: “a
// quarter more than last quarter (25.1%)”.
func (r *reading) sameStepExactly(m *move, n int) bool {
	q := r.items[n].q
	return q != nil && q.unit == percent && !q.noise && !q.fraction && len(m.by) == 1 && r.items[m.by[0]].q.fraction && r.markAt(n-1) == "(" && r.markAt(n+1) == ")"
}

// comparesWords put an earlier number beside the one before them.
var comparesWords = set("compared", "against", "versus", "vs", "compares")

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
		case it.text == "to" || it.text == "from" || conjunctions[it.text]:
			return -1
		}
	}
	return -1
}

// readLevel finds the number that changed before its change: “66,960 households, up 9.1%”. What brackets between them
// hold is told of that number.
func (r *reading) readLevel(s sentence, m *move) {
	if r.hasWord(m.first, min(s.to, m.last+4), inAll) {
		return // 5 fatalities and 33 serious casualties, seven fewer in total
	}
	aside := -1 // the last bracket that was passed over
	for n := m.first - 1; n >= max(s.from, m.first-reach); n-- {
		it := r.items[n]
		if it.text == ";" {
			return
		}
		if it.depth > r.items[m.first].depth {
			aside = n
			continue
		}
		if it.q == nil || it.q.noise || it.q.delta != 0 || it.q.unit == points || it.q.target || r.behindAlike(s, n) {
			continue
		}
		if rough := it.q.fraction || it.q.how != asSaid; rough && aside >= 0 && r.markAt(aside+1) == ")" && r.quantityAt(aside) != nil {
			m.level = aside // nearly a quarter of a million (241,000)
		} else if !it.q.fraction && !it.q.base {
			m.level = n
			r.readAside(m, aside)
		}
		return
	}
}

// timed reports whether a time is named right behind a number: “up from 165 in 2019”.
func (r *reading) timed(n int) bool {
	for i := n + 1; n >= 0 && i < min(len(r.items), n+3); i++ {
		if r.items[i].w != nil {
			return true
		}
	}
	return false
}

// inAll make a change one of several numbers together.
var inAll = set("total", "altogether", "combined", "together", "overall")

// merge gives what stands in one phrase to the other that says the same change in other words: “fell from 162.7 to
// 153.6, a fall of six per cent”.
func (r *reading) merge(moves []*move) {
	for n := 1; n < len(moves); n++ {
		a, b := moves[n-1], moves[n]
		joined := r.hasWord(a.last, b.first, conjunctions)
		if a.sign != b.sign || r.semicolonBetween(a.at, b.at) || r.countsOwnThing(b.at) || joined && (len(a.by) > 0 && (a.base != nil || r.timed(b.from)) || r.namesThing(a.last+1, b.first)) {
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
		} else if len(a.by) == 1 && len(b.by) == 1 && a.base != nil && b.base == nil && b.from < 0 && b.to < 0 && b.first-a.last <= 4 &&
			r.items[a.by[0]].q.unit != r.items[b.by[0]].q.unit {
			b.base, b.level, b.first = a.base, a.level, a.first // 26 lower than in Q3, a fall of 16%
		}
	}
}

// namesThing reports whether a word between two items names a thing: “from 2.4p to 3.9p per kWh, and degree days were
// 4% above”.
func (r *reading) namesThing(from, to int) bool {
	for n := from; n < to; n++ {
		if w := r.wordAt(n); len(w) > 3 && !leadWords[w] && !stopWords[w] && !againstWords[w] && !conjunctions[w] && !strings.HasSuffix(w, "ed") {
			return true
		}
	}
	return false
}

func (r *reading) semicolonBetween(a, b int) bool {
	for n := a; n < b; n++ {
		if r.items[n].text == ";" {
			return true
		}
	}
	return false
}
