package claims

// readMultipleOf reads “double last quarter's 18” and “twice the 18 of Q1”.
func (r *reading) readMultipleOf(s sentence, m *move) {
	if w := r.wordAt(m.at); w != "double" && w != "twice" && w != "treble" && w != "triple" && w != "quadruple" {
		return
	}
	for n := m.at + 1; n < min(s.to, m.at+5); n++ {
		it := r.items[n]
		switch {
		case it.q != nil:
			if !it.q.noise && !it.q.target && it.q.delta == 0 && n > m.at+1 {
				m.from = n
				m.take(n)
			}
			return
		case it.w == nil && it.text != "the" && it.text != "of" && it.text != "quarter's" && it.text != "year's" && it.text != "’" && it.text != "s":
			return
		}
	}
}

// readEndsBehind reads both ends behind a colon or in brackets: “has halved: £0.9m vs £1.8m”, “improved (64 to 61)”.
func (r *reading) readEndsBehind(s sentence, m *move) {
	open := m.last + 1
	for open < min(s.to, m.last+4) && r.items[open].kind == wordItem {
		open++
	}
	if t := r.markAt(open); t != ":" && t != "(" || open+3 >= s.to {
		return
	}
	a, b := open+1, open+3
	for b < min(s.to, a+5) && (r.items[b].kind == wordItem || r.items[b].w != nil) {
		b++
	}
	p, q := r.quantityAt(a), r.quantityAt(b)
	if p == nil || q == nil || p.noise || q.noise || p.delta != 0 || q.delta != 0 || p.target || q.target || !alike(p.unit, q.unit) {
		return
	}
	for i := a + 1; i < b; i++ {
		switch w := r.wordAt(i); {
		case w == "to":
			m.from, m.to = a, b
		case w == "from" || w == "v" || comparesWords[w]:
			m.from, m.to = b, a
		}
	}
	if m.from >= 0 {
		m.take(a)
		m.take(b)
	}
}

// readTimedBefore reads a step in brackets behind an earlier number with its time: “412, compared with 455 in Q2 (down
// 9.5%) and 498 in the same quarter last year (down 17.3%)”.
func (r *reading) readTimedBefore(s sentence, m *move) {
	if m.first <= s.from+1 || r.markAt(m.first-1) != "(" || len(m.by) == 0 || r.markAt(m.last+1) != ")" {
		return
	}
	timed := false
	for n := m.first - 2; n >= max(s.from, m.first-9); n-- {
		it := r.items[n]
		timed = timed || it.w != nil
		if it.q == nil || it.q.noise {
			if it.kind == markItem {
				return
			}
			continue
		}
		if timed && it.q.delta == 0 && !it.q.target && (againstWords[r.wordAt(n-1)] || r.wordAt(n-1) == "with" || r.wordAt(n-1) == "and" || r.wordAt(n-1) == "to") && r.firstLevel(s) < n {
			m.from = n
			m.take(n)
		}
		return
	}
}

// readByBehind reads how much in brackets behind both ends: “from 198 to 214 (8%)”.
func (r *reading) readByBehind(s sentence, m *move) {
	n := max(m.from, m.to) + 1
	if r.items[m.to].q.unit != percent && r.endsClause(s, n) {
		r.takeBehind(m, n+1, n+1)
		return
	}
	if n+2 >= s.to || r.markAt(n) != "(" || r.markAt(n+2) != ")" || r.items[n].depth > 0 {
		return
	}
	for i := min(m.from, m.to) + 1; i+2 < max(m.from, m.to); i++ {
		if q := r.quantityAt(i + 1); r.markAt(i) == "(" && q != nil && q.unit == percent && r.markAt(i+2) == ")" {
			return // from 1,570 (46%) to 1,695 (49%)
		}
	}
	r.takeBehind(m, n+1, n+2)
}

// endsClause reports whether a percentage alone stands behind a comma, and ends what is told: “reducing from 182 to 76,
// 58%, followed by”.
func (r *reading) endsClause(s sentence, n int) bool {
	q := r.quantityAt(n + 1)
	if r.markAt(n) != "," || n+1 >= s.to || q == nil || q.unit != percent || q.how != asSaid || q.sign != 0 {
		return false
	}
	m := r.markAt(n + 2)
	return n+2 >= s.to || m == "," || m == ";"
}

// takeBehind gives a change the percentage at an item as how far it went.
func (r *reading) takeBehind(m *move, n, last int) {
	if q := r.quantityAt(n); q != nil && !q.noise && (q.unit == percent && !q.fraction || q.unit == points) {
		m.by = append(m.by, n)
		m.take(last)
		q.delta = m.delta()
	}
}

// readRateBehind reads the same step in per cent in brackets behind the time that it is measured from: “▲108k on Q1
// (3.8%)”.
func (r *reading) readRateBehind(s sentence, m *move) {
	n := m.last + 1
	if len(m.by) != 1 || m.base == nil || m.from >= 0 || m.to >= 0 || n+2 >= s.to || r.markAt(n) != "(" || r.markAt(n+2) != ")" {
		return
	}
	by, q := r.items[m.by[0]].q, r.items[n+1].q
	if first := r.firstLevel(s); first >= 0 && r.items[first].q.unit == percent {
		return // 56.42%, 0.18 down on last year (56.24%)
	}
	if q == nil || q.noise || q.fraction || q.unit != percent || q.how != asSaid || by.unit == percent && !by.fraction || by.unit == points {
		return
	}
	m.by = append(m.by, n+1)
	m.take(n + 2)
	q.delta = m.delta()
}

// readAside takes the one earlier number in brackets behind a level for what it changed from, where the words name
// nothing else: “£3.6m (Q1: £4.4m), £0.8m better”.
func (r *reading) readAside(m *move, open int) {
	if open < 0 || m.base != nil || m.from >= 0 || m.to >= 0 || len(m.by) == 0 {
		return
	}
	number, timed := -1, false
	for n := open; n < m.first && r.items[n].depth > r.items[m.first].depth; n++ {
		it := r.items[n]
		timed = timed || it.w != nil
		if it.q != nil && !it.q.noise {
			if number >= 0 || it.q.target || it.q.delta != 0 {
				return
			}
			number = n
		}
	}
	if number >= 0 && timed && r.items[number].q.unit == r.items[m.level].q.unit {
		m.from = number
		r.items[number].q.base = true
		m.take(number)
	}
}
