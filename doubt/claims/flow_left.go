package claims

import "chaser/kpi"

// leftAfterFlows reads what is left once some came and some went, with what there was before, or with how far it is
// from that: “leaving £14.6m”, “so that 57 were vacant”.
func (r *reading) leftAfterFlows(c *Card, k int) (stockCourse, bool) {
	f := stockCourse{start: -1, end: -1, net: -1}
	s := r.sentences[k]
	for n := s.from; n < s.to; n++ {
		if r.sizedAt(n) && r.isLeft(s, n) {
			if f.end >= 0 {
				return f, false
			}
			f.end = n
		}
	}
	if f.end < 0 {
		return f, false
	}
	from := s.from
	if start, at := r.startBefore(c, k, f.end); start >= 0 {
		f.start, from = start, at
	} else if f.net, f.sign = r.netBehind(c, k, f.end); f.net < 0 {
		return f, false
	}
	return f, r.takeFlows(&f, from, s.to)
}

// isLeft reports whether a number is what the words before it in its sentence leave: “leaving 212 open”, “so that 67
// were vacant”, “so the balance stood at £8.1m”, “bringing the register to 1,420”.
func (r *reading) isLeft(s sentence, n int) bool {
	for i := n - 1; i >= max(s.from+1, n-7); i-- {
		it := r.items[i]
		if it.q != nil && !it.q.noise || it.text == ";" || it.text == ":" {
			return false
		}
		switch w := r.wordAt(i); {
		case w == "leaving" || w == "leaves" || w == "leave" || w == "giving" || w == "left" && r.wordAt(i-1) == "which",
			w == "end" && r.wordAt(i-1) == "to" && r.wordAt(i+1) == "at":
			return true
		case bringing[w]:
			return r.wordAt(n-1) == "to" || r.wordAt(n-1) == "at"
		case w == "so" || w == "meaning" || w == "therefore":
			before := r.wordAt(n - 1)
			return before == "at" || before == "to" || before == "was" || before == "is" || before == "were" || i >= n-2
		}
	}
	return false
}

// startBefore is the place of the stock that there was before, and where what follows it begins: the one number of the
// sentence before, or of this one's first clause, that the words put at a start, or at the end of the time before.
func (r *reading) startBefore(c *Card, k, end int) (start, from int) {
	unit := r.items[end].q.unit
	s := r.sentences[k]
	for i := s.from; i < end; i++ { // We began with £9.4m; £2.1m was used
		if r.sizedAt(i) && r.items[i].q.unit == unit {
			if stop := r.clauseEnd(i, end); r.isStart(c, s.from, stop) && stop < end {
				return i, stop
			}
			break
		}
	}
	for back := k - 1; back >= max(0, k-2); back-- {
		o, found := r.sentences[back], -1
		for i := o.from; i < o.to; i++ {
			if q := r.items[i].q; q != nil && !q.noise && q.unit == unit {
				if found >= 0 || !r.sizedAt(i) {
					found = -2
					break
				}
				found = i
			}
		}
		if found >= 0 && r.isStart(c, o.from, o.to) {
			return found, o.to
		}
	}
	return -1, 0
}

// clauseEnd is where the clause of a number ends.
func (r *reading) clauseEnd(n, to int) int {
	for i := n + 1; i < to; i++ {
		if t := r.items[i].text; t == ";" || t == "," || t == ":" || t == "and" || t == "–" || t == "but" {
			return i
		}
	}
	return to
}

// isStart reports whether words put a number at the start of a time, or at the end of the one before.
func (r *reading) isStart(c *Card, from, to int) bool {
	named := false
	for n := from; n < to; n++ {
		if w := r.items[n].w; w != nil {
			switch c.slotOf(w) {
			case slotYearAgo:
				return false
			case slotPrevious:
				named = true
			case slotOwn:
				if w.day == 0 && !r.starts(from, n) {
					return false
				}
			}
			named = named || w.day != 0 || r.wordAt(n-1) == "of" && r.wordAt(n-2) == "end"
		}
		named = named || r.starts(n, n+1)
	}
	return named
}

// starts reports whether a word between two items puts a number at a start: “at the start of”, “opened the year at”,
// and not “31 were opened”.
func (r *reading) starts(from, to int) bool {
	for n := from; n < to; n++ {
		switch w := r.wordAt(n); w {
		case "start", "beginning", "opening", "brought", "b/f", "outset":
			return true
		case "carried":
			if next := r.wordAt(n + 1); next == "over" || next == "forward" {
				return true
			}
		case "began", "begin", "started", "opened", "starting", "entered":
			next := r.wordAt(n + 1)
			if next == "the" || next == "with" || next == "at" || n+1 < len(r.items) && r.items[n+1].w != nil {
				return true
			}
		}
	}
	return false
}

// netBehind is the place of how far a stock is from what it was at the start of the same time, behind it or in the next
// sentence, and its sign: “This is 7 fewer than at the end of February”; −1 where there is none.
func (r *reading) netBehind(c *Card, k, end int) (net, sign int) {
	for _, at := range []int{k, k + 1} {
		if at >= len(r.sentences) {
			break
		}
		s := r.sentences[at]
		for _, m := range r.moves[at] {
			if len(m.by) != 1 || m.sign == 0 || m.judged || m.by[0] < end || m.from >= 0 || r.items[m.by[0]].q.unit != r.items[end].q.unit {
				continue
			}
			if at > k && !r.onlyLeads(s.from, m.by[0]) || !r.sinceStart(c, s, k, m) {
				return -1, 0
			}
			return m.by[0], m.sign
		}
	}
	return -1, 0
}

// sinceStart reports whether a change is from the start of the time in which things came and went: “than at the start
// of the month”, and “than at the end of February” where they came in March.
func (r *reading) sinceStart(c *Card, s sentence, k int, m *move) bool {
	for n := m.at + 1; n < min(s.to, m.at+9); n++ {
		w := r.items[n].w
		if r.items[n].q != nil || r.items[n].text == ";" {
			break
		}
		if w == nil {
			if t := r.wordAt(n); t == "start" || t == "beginning" {
				return true
			}
			continue
		}
		if c.slotOf(w) == slotPrevious && c.Frequency != kpi.Yearly {
			return true
		}
		for i := r.sentences[k].from; i < r.sentences[k].to; i++ {
			o := r.items[i].w
			if o == nil || o.day != 0 || o.rel != named || w.rel != named || o.n == 0 || w.n == 0 || o.span != w.span && (w.day == 0 || o.span != kpi.Monthly) {
				continue
			}
			year := w.year == 0 || o.year == 0 || w.year == o.year
			return year && o.n-w.n == 1 || o.n == 1 && w.n == 12
		}
		return false
	}
	return false
}

// netOf is how far the ends of a stock are apart, as the words say it.
func (r *reading) netOf(f stockCourse) Interval {
	if f.net >= 0 {
		by := r.items[f.net].q.interval()
		if f.sign < 0 {
			return by.negated()
		}
		return by
	}
	return r.items[f.end].q.interval().plus(r.items[f.start].q.interval().negated())
}
