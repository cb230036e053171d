package claims

import (
	"chaser/kpi"
)

// readAlso reads a second step that leans on the word of change of the first: “up by 84 since June, and by 30% on a
// year ago”.
func (r *reading) readAlso(s sentence, m *move) (*move, bool) {
	if m.base != nil && m.from < 0 && len(m.by) == 0 && m.to < 0 {
		return r.readBoth(s, m)
	}
	if m.base == nil && m.from < 0 || len(m.by) == 0 && m.to < 0 {
		return nil, false
	}
	n := m.last + 1
	for n < s.to && (r.markAt(n) == "," || r.markAt(n) == ")") {
		if r.items[n].depth < r.items[m.at].depth {
			return nil, false
		}
		n++
	}
	if r.wordAt(n) != "and" {
		return nil, false
	}
	if n++; r.wordAt(n) == "by" || r.wordAt(n) == "of" {
		n++
	}
	q := r.quantityAt(n)
	if q == nil || q.noise || n >= s.to || r.items[n-1].w != nil {
		return nil, false
	}
	also := &move{at: m.at, sign: m.sign, judged: m.judged, better: m.better, by: []int{n}, from: -1, to: -1, level: -1, first: m.first, last: n}
	if q.unit == plain && len(m.by) > 0 && r.items[m.by[0]].q.unit == points {
		q.unit = points // a drop of 0.8 points since Q1 and 1.9 since Q2 last year
	}
	after := n + 1
	if by, next := r.inOtherUnit(n); by > 0 {
		also.by, after = append(also.by, by), next
		r.items[by].q.delta = m.delta()
	}
	for i := after; i < min(s.to, after+5); i++ {
		switch it := r.items[i]; {
		case r.overTheQuarter(i) != nil && i == after:
			also.base = r.overTheQuarter(i)
			also.take(i + 2)
			q.delta, also.level = m.delta(), m.level
			return also, true
		case it.w != nil:
			also.base = r.baseAt(i)
			also.take(i)
			q.delta = m.delta()
			also.level = m.level
			return also, true
		case it.q != nil && it.q.delta == 0 && !it.q.noise && i > after && againstWords[r.wordAt(i-1)] || it.q != nil && r.wordAt(i-1) == "the" && againstWords[r.wordAt(i-2)] && !it.q.noise:
			also.from, also.level = i, m.level // and 16% on the 31 of a year ago
			also.take(i)
			q.delta, it.q.base = m.delta(), true
			return also, true
		case it.kind != wordItem || it.text != "the" && it.text != "in" && it.text != "over" && it.text != "with" && it.text != "to" && it.text != "from" && !againstWords[it.text]:
			return nil, false
		}
	}
	return nil, false
}

// readBoth reads the second time of a course: “up on both last quarter and the same quarter last year”.
func (r *reading) readBoth(s sentence, m *move) (*move, bool) {
	n := m.last + 1
	if n >= s.to || r.wordAt(n) != "and" {
		return nil, false
	}
	for n++; n < s.to && (againstWords[r.wordAt(n)] || r.wordAt(n) == "the"); n++ {
	}
	if n >= s.to || r.items[n].w == nil {
		return nil, false
	}
	return &move{at: m.at, sign: m.sign, judged: m.judged, better: m.better, from: -1, to: -1, level: m.level, first: m.first, last: n, base: r.baseAt(n)}, true
}

// markGapped marks the steps that later subjects of one sentence take from its word of change: “calls rose by 80
// (20.4%), alarms by 69 (8.9%) and visits by 7”.
func (r *reading) markGapped(s sentence, m *move) {
	if len(m.by) == 0 || r.wordAt(m.by[0]-1) != "by" {
		return
	}
	for n := m.last + 1; n < min(s.to, m.last+9); n++ {
		it := r.items[n]
		switch {
		case it.q != nil && r.wordAt(n-1) == "by" && !it.q.noise && it.q.delta == 0:
			it.q.delta = m.delta()
			if by, next := r.inOtherUnit(n); by > 0 {
				r.items[by].q.delta = m.delta()
				n = next - 1
			}
			m = &move{by: []int{n}, last: n, sign: m.sign}
		case it.q != nil, it.w != nil, it.kind == markItem && it.text != "," && it.text != ")", r.otherChange(n):
			return
		}
	}
}

// inOtherUnit is the same step in another unit, and the place after it: “322, or 11.5%,”, “322 (11.5%)”; 0 where there
// is none.
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
	if q := r.quantityAt(n); q != nil && q.how == above && q.of == "months" && q.value.Cmp(whole(12)) == 0 {
		return &when{rel: yearBefore, span: kpi.Yearly} // down 124 over 12 months
	}
	prep, span := r.wordAt(n), spans[r.wordAt(n+2)]
	if prep != "in" && prep != "over" && prep != "during" && prep != "on" || r.wordAt(n+1) != "the" && (r.wordAt(n+1) != "a" || prep != "in" && prep != "over") {
		return nil
	}
	if q := r.quantityAt(n + 2); q != nil && q.of == "months" && q.value.Cmp(whole(12)) == 0 {
		return &when{rel: yearBefore, span: kpi.Yearly}
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
		if before = r.wordAt(n - 2); before == "reported" || before == "recorded" || before == "seen" {
			before = r.wordAt(n - 3)
		}
	}
	if w.rel == named && w.span == kpi.Monthly && w.day == 0 && (before == "since" || before == "on" || before == "than" || r.wordAt(n-2) == "end") {
		from := *w
		from.day, from.span = lastDay, ""
		return &from
	}
	return w
}
