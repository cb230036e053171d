package claims

// readEndsBefore finds “from A to B, a fall of 6%”.
func (r *reading) readEndsBefore(s sentence, m *move) {
	if r.countsOwnThing(m.at) {
		return
	}
	for n := m.first - 1; n >= max(s.from, m.first-reach); n-- {
		if t := r.items[n].text; t == ";" || t == "(" && r.items[n].depth < r.items[m.at].depth && r.timedFirst(n+1, m.first) || t == ":" && !r.onlyLeads(n+1, m.first) || r.beginsOther(n) {
			return
		}
		if comparesWords[r.items[n].text] && m.base == nil && len(m.by) > 0 {
			if from := r.numberAfter(s, n, 5); from > 0 && from < m.first && r.levelBefore(s, n, from) && !r.hasWord(from, m.first, conjunctions) {
				m.from = from // 83%, compared with 78% last year, an increase of five points
				m.take(n)
			}
			return
		}
		if r.items[n].text != "from" || corrections[r.wordAt(n-1)] {
			continue
		}
		from := r.numberAfter(s, n, 8)
		if from < 0 || from >= m.first || r.hasMark(n, from, "(") {
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

// timedFirst reports whether a bracket begins with a number of its own time, from which what it goes on with is told:
// “(800 eighteen months ago, 62% lower)”.
func (r *reading) timedFirst(n, to int) bool {
	return n+3 >= to && r.items[n].q != nil && r.items[n+1].w != nil && r.markAt(n+2) == ","
}

// beginsOther reports whether what follows a word is told of something else than what stands before it: “with secondary
// fires down 32%”, “helped by 17% fewer calls”.
func (r *reading) beginsOther(n int) bool {
	next := r.wordAt(n + 1)
	return r.wordAt(n) == "with" && next != "" && next != "a" && next != "an" && next != "the" || reasonWords[r.wordAt(n)]
}

// corrections put one number in another's place, which is no change: “revised from 571 to 588”.
var corrections = set("revised", "corrected", "restated", "amended", "updated", "adjusted")

// onlyLeads reports whether nothing between two items names a thing.
func (r *reading) onlyLeads(from, to int) bool {
	for n := from; n < to; n++ {
		if !leadWords[r.wordAt(n)] {
			return false
		}
	}
	return true
}

// levelBefore reports whether the number before a comparison is of the same unit, so that the two are compared.
func (r *reading) levelBefore(s sentence, at, from int) bool {
	for n := at - 1; n >= max(s.from, at-reach); n-- {
		if q := r.items[n].q; q != nil && !q.noise {
			return q.delta == 0 && !q.base && !q.target && (q.unit == r.items[from].q.unit || q.unit == length && r.items[from].q.unit == plain)
		}
	}
	return false
}
