package claims

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
		case it.text == "," && r.wordAt(n+1) == "by":
		case it.w != nil && it.w.rel == current && (r.wordAt(n+1) == "by" || r.markAt(n+1) == "," && r.wordAt(n+2) == "by"):
			if m.base == nil { // has risen again this quarter, by 2.8
				m.base = it.w
			}
		case it.w != nil && r.wordAt(n-1) == "in" && r.wordAt(n+1) == "by" && r.quantityAt(n+2) != nil: // increased in 2023/24 by 11.5%
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
	if r.wordAt(n-1) == "per" && n-2 >= s.from && r.quantityAt(n-2) != nil {
		n -= 2 // 0.73 per FTE lower
	}
	if r.gradedBelow(s, n) {
		return
	}
	if r.markAt(n) == ")" && n-2 >= s.from && r.quantityAt(n-1) != nil && r.markAt(n-2) == "(" && r.quantityAt(n-3) != nil {
		m.by = append(m.by, n-3, n-1)
		m.take(n - 3)
		return
	}
	if q := r.quantityAt(n); q != nil && n >= s.from && !q.noise {
		aside := r.markAt(m.at+1) == "(" && r.markAt(m.at+3) == ")" && r.quantityAt(m.at+2) != nil && r.quantityAt(m.at+2).unit == percent
		if w := r.wordAt(m.at); (w == "up" || w == "down") && q.unit != percent && q.unit != points && r.wordAt(m.at+1) != "on" && !aside {
			return // 132 up from 119
		} else if aside && (w == "up" || w == "down") && q.unit != percent {
			m.by = append(m.by, n, m.at+2) // 41 up (10.6%)
			m.take(n)
			m.take(m.at + 3)
			return
		}
		if other := r.quantityAt(n - 2); q.unit == percent && r.wordAt(n-1) == "or" && n-2 >= s.from && other != nil && !other.noise && other.unit != percent && other.unit != points {
			m.by = append(m.by, n-2)
			m.take(n - 2) // 38 or 17.6% more
		}
		m.by = append(m.by, n)
		m.take(n)
	}
}

// gradedBelow reports whether the word behind a bracket only says where a count and its share stand, as the one before
// says of others: “32 (68%) met the target, 4 (9%) came near and 11 (23%) below”.
func (r *reading) gradedBelow(s sentence, shut int) bool {
	if w := r.wordAt(shut + 1); w != "below" && w != "above" && w != "behind" && w != "ahead" {
		return false
	}
	if next := r.items[shut+2]; next.kind == wordItem && next.text != "and" || next.q != nil || next.w != nil {
		return false
	}
	if r.countWithShare(shut-3) == nil || r.wordAt(shut-4) != "and" && r.markAt(shut-4) != "," {
		return false
	}
	for n := shut - 5; n >= s.from+3; n-- {
		if r.countWithShare(n-3) != nil {
			return true
		}
	}
	return false
}

// countWithShare is the count that its percentage follows in brackets: “32 (68%)”; nil where there is none.
func (r *reading) countWithShare(n int) *quantity {
	count, rate := r.quantityAt(n), r.quantityAt(n+2)
	if count == nil || rate == nil || count.unit != plain || rate.unit != percent || r.markAt(n+1) != "(" || r.markAt(n+3) != ")" {
		return nil
	}
	return count
}

var adjectives = set("overall", "significant", "slight", "further", "net", "real", "annual", "point", "year-on-year", "relative", "small", "large")

// readByBeside reads the other unit of the same step: “up 12 (9%)”, “a fall of 12, or 9%”.
func (r *reading) readByBeside(s sentence, m *move, n int) {
	shut := n + 3
	if r.items[min(shut, len(r.items)-1)].kind == wordItem && r.wordAt(shut) != "of" {
		shut++ // 2% (33 incidents)
	}
	if r.markAt(n+1) == "(" && shut < s.to && r.quantityAt(n+2) != nil && r.markAt(shut) == ")" && r.quantityAt(n+2).unit != r.quantityAt(n).unit {
		if u := r.quantityAt(n + 2).unit; u == percent || u == points || u == plain && r.quantityAt(n).unit == percent {
			m.by = append(m.by, n+2)
			m.take(shut)
		}
		return
	}
	if by, shut := r.rateAside(s, m, n); by > 0 {
		m.by = append(m.by, by)
		m.take(shut)
		return
	}
	if by, next := r.inOtherUnit(n); by > 0 && next <= s.to && (r.items[by].q.unit == percent || r.items[n].q.unit == percent && r.items[by].q.unit == plain) {
		m.by = append(m.by, by)
		m.take(by)
	}
}

// asideWords may stand before the percentage that says in brackets how far a step went.
var asideWords = set("or", "a", "an", "of", "to", "equivalent", "about", "around", "approximately", "i.e", "ie")

// rateAside finds how far a step in numbers went in per cent, in brackets behind what it counts: “29,000 actions (6%)”,
// “52,000 (or 11 per cent)”, “6,968 (up 27%)”. It is the place of the percentage and of the bracket's end; 0 where
// there is none, or it goes the other way.
func (r *reading) rateAside(s sentence, m *move, n int) (by, shut int) {
	open := n + 1
	if r.wordAt(open) != "" && !stopWords[r.wordAt(open)] && !changeWords[r.wordAt(open)].noun {
		open++
	}
	if r.markAt(open) != "(" || r.items[n].q.unit == percent || r.items[n].q.unit == points {
		return 0, 0
	}
	for i := open + 1; i < min(s.to, open+7); i++ {
		if q := r.items[i].q; q != nil {
			if q.unit != percent || q.noise || q.fraction || r.markAt(i+1) != ")" || q.sign*m.sign < 0 {
				return 0, 0
			}
			return i, i + 1
		}
		w := r.wordAt(i)
		if sign := changeWords[w].sign; !asideWords[w] && (sign == 0 || m.sign != 0 && sign != m.sign) {
			return 0, 0
		}
	}
	return 0, 0
}
