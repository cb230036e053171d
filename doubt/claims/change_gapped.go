package claims

// readGapped reads the changes that later subjects of a sentence take from its word of change: “claims rose from 4,385
// to 6,080 (39%), orders from 2,697 to 4,178 (55%) and repossessions from 595 to 957 (61%)”.
func (r *reading) readGapped(s sentence, m *move) []*move {
	var all []*move
	last := max(m.from, m.to)
	if m.from < m.at || m.to < 0 || m.judged {
		return nil
	}
	for n := max(m.last, last) + 1; n < min(s.to, last+2*reach); n++ {
		it := r.items[n]
		switch {
		case it.text == "from" && it.depth == r.items[m.at].depth:
			g := r.endsAt(s, n)
			if g == nil {
				return all
			}
			g.at, g.sign = m.at, m.sign
			if way := r.items[g.to].q.value.Cmp(r.items[g.from].q.value); way == -m.sign {
				return all // it has a word of change of its own
			}
			r.readByBehind(s, g)
			r.items[g.from].q.base = true
			all, n, last = append(all, g), g.last, g.last
		case it.text == ";", it.w != nil, it.kind == wordItem && (changeWords[it.text].sign != 0 || conjunctions[it.text] && it.text != "and"):
			return all
		case it.q != nil && it.depth == r.items[m.at].depth && !it.q.noise && n > last:
			return all
		}
	}
	return all
}

// endsAt reads “from 595 to 957” at “from”; nil where it says no more than one end.
func (r *reading) endsAt(s sentence, n int) *move {
	from := r.numberAfter(s, n, 3)
	if from < 0 || r.wordAt(from+1) != "to" && r.wordAt(from+2) != "to" {
		return nil
	}
	to := from + 2
	if r.wordAt(from+1) != "to" {
		to++
	}
	if q := r.quantityAt(to); q == nil || q.noise || to >= s.to || q.delta != 0 {
		return nil
	}
	return &move{from: from, to: to, level: -1, first: n, last: to}
}

// readBareEnds reads both ends before a step without “from”: “the register went the other way, 49 to 41, eight fewer”,
// and the two that are compared behind it: “a 10.98% reduction in visitors, 1,013,505 compared to 902,231”.
func (r *reading) readBareEnds(s sentence, m *move) {
	if len(m.by) == 0 || m.base != nil {
		return
	}
	at := m.first - 1
	for r.wordAt(at) == "a" || r.wordAt(at) == "an" {
		at--
	}
	if m := r.markAt(at); m == "," || m == "–" || m == "-" {
		at--
	}
	if r.wordAt(at-1) == "to" && at-2 > s.from && r.items[at-3].kind == markItem && r.alikeEnds(at-2, at) {
		m.from, m.to = at-2, at
		m.take(at - 2)
		return
	}
	open := m.last + 1
	for open < min(s.to, m.last+6) && r.items[open].kind == wordItem && !againstWords[r.items[open].text] {
		open++
	}
	a, with := open+1, open+2
	if r.markAt(open) != "," || !comparesWords[r.wordAt(with)] || m.sign == 0 {
		return
	}
	if w := r.wordAt(with + 1); w == "to" || w == "with" {
		with++
	}
	b := with + 1
	if b >= s.to || !r.alikeEnds(a, b) {
		return
	}
	if m.from, m.to = a, b; (r.items[b].q.value.Cmp(r.items[a].q.value)) != m.sign { // which of them came first shows by size
		m.from, m.to = b, a
	}
	m.compared = true
	m.take(b)
}

// fromBracket reports whether what a change starts from stands with its time in brackets behind the number that
// changed, and nothing else does: “12.00% is over 90 days old (last December 43.51%), an improvement of 31.51 points”.
func (r *reading) fromBracket(m *move) bool {
	if m.from < 0 || m.level < 0 || m.level > m.from || len(m.by) != 1 || m.by[0] < m.from || r.items[m.from].depth <= r.items[m.level].depth || r.items[m.by[0]].depth > r.items[m.level].depth {
		return false
	}
	timed := false
	for n := m.level + 1; n < m.from; n++ {
		if q := r.items[n].q; q != nil && !q.noise || conjunctions[r.items[n].text] {
			return false
		}
		timed = timed || r.items[n].w != nil && r.items[n].depth == r.items[m.from].depth
	}
	return timed && r.markAt(m.from+1) == ")" && r.items[m.from].q.unit == r.items[m.level].q.unit
}

// sameNumber reports whether the words give one number of several digits twice, so that no step leads from it to
// itself.
func (r *reading) sameNumber(a, b int) bool {
	if a < 0 || b < 0 || a == b {
		return false
	}
	p, q := r.items[a].q, r.items[b].q
	return p.unit == q.unit && p.value.Cmp(q.value) == 0 && p.telling() > 1 && p.how == asSaid && q.how == asSaid
}

// readDifference reads the step that “a difference of 4,687” says once more behind a percentage and what it is of.
func (r *reading) readDifference(s sentence, m *move) {
	n := m.last + 1
	if m.from < 0 || len(m.by) != 1 || r.items[m.by[0]].q.unit != percent || r.markAt(n) != "," || r.wordAt(n+2) != "difference" || r.wordAt(n+3) != "of" || n+4 >= s.to {
		return
	}
	if q := r.quantityAt(n + 4); q != nil && !q.noise && q.unit == r.items[m.from].q.unit && q.how == asSaid {
		m.by = append(m.by, n+4)
		m.take(n + 4)
		r.signDeltas(m)
	}
}

// alikeEnds reports whether two items are plain numbers of one unit, as the ends of a change are.
func (r *reading) alikeEnds(a, b int) bool {
	p, q := r.quantityAt(a), r.quantityAt(b)
	return p != nil && q != nil && !p.noise && !q.noise && p.delta == 0 && q.delta == 0 && !p.target && !q.target && p.unit == q.unit &&
		p.how == asSaid && q.how == asSaid && !p.fraction && !q.fraction && p.unit != length
}

// readTimedPair reads the two numbers with a time before each that stand before a step: “Q3 activity 226, previous year
// Q3 activity 264, a decrease of 14%”. The one of a time before is where the step begins.
func (r *reading) readTimedPair(s sentence, m *move) {
	if len(m.by) == 0 || m.base != nil || m.level < 0 {
		return
	}
	b := m.level
	other := -1
	for n := b - 1; n >= max(s.from, b-8); n-- {
		if q := r.items[n].q; q != nil && !q.noise {
			other = n
			break
		}
	}
	if other < 0 || !r.alikeEnds(other, b) || r.hasWord(other, m.first, conjunctions) {
		return
	}
	p, q := r.timeBefore(s, other), r.timeBefore(s, b)
	switch {
	case p == nil || q == nil:
	case isBefore(q) && !isBefore(p):
		m.from, m.to, m.level = b, other, -1
	case isBefore(p) && !isBefore(q):
		m.from, m.to, m.level = other, b, -1
	}
	if m.from >= 0 {
		m.take(min(other, b))
	}
}

// timeBefore is the time that stands as a label before a number, with one word between at most; nil where none does.
func (r *reading) timeBefore(s sentence, n int) *when {
	for i := n - 1; i >= max(s.from, n-3); i-- {
		switch it := r.items[i]; {
		case it.w != nil:
			if i > s.from && r.items[i-1].kind != markItem && r.wordAt(i-1) != "in" {
				return nil
			}
			return it.w
		case it.kind != wordItem && it.text != ":" && it.text != "=":
			return nil
		}
	}
	return nil
}

// isBefore reports whether a time is named as one before.
func isBefore(w *when) bool { return w.rel == before || w.rel == yearBefore }
