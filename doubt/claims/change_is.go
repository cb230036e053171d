package claims

// isWords say of a change behind its ends how much it was: “the increase from 431 to 508 was 17.9%”.
var isWords = set("is", "was", "equals", "represents", "represented", "equates", "amounts", "amounted", "equated")

// pointsBack stand before a change that is told of: “the percentage increase”, “this fall”.
var pointsBack = set("the", "this", "that", "percentage", "our", "its")

// besideEnds may stand between a change and the verb that says how much it was.
var besideEnds = set("in", "at", "the", "end", "of", "on", "over", "since", "same", "for", "during", "overall", "therefore", "only", "just", "to", "from", "previous", "quarter", "quarter's", "year's")

// readByVerb reads how much behind the ends of a change and a verb: “the percentage increase, from 10,250, is nearly
// 150%”, “the fall since Q1 was 12 (9%)”.
func (r *reading) readByVerb(s sentence, m *move) {
	if !changeWords[r.wordAt(m.at)].noun || comparatives[r.wordAt(m.at)] ||
		!pointsBack[r.wordAt(m.at-1)] && (!pointsBack[r.wordAt(m.at-2)] || !adjectives[r.wordAt(m.at-1)]) {
		return
	}
	n := m.at + 1
	for n < min(s.to, m.last+8) && !isWords[r.wordAt(n)] {
		if it := r.items[n]; it.w == nil && it.text != "," && !besideEnds[it.text] && n != m.from && n != m.to {
			return
		}
		n++
	}
	for n++; n < s.to && (r.wordAt(n) == "to" || r.wordAt(n) == "a" || r.wordAt(n) == "an" || r.wordAt(n) == "therefore"); n++ {
	}
	if n >= s.to || !r.endsMeasure(s, n) {
		return
	}
	m.by = append(m.by, n)
	m.take(n)
	r.readByBeside(s, m, n)
	r.signDeltas(m)
}

// endsMeasure reports whether a number says how far something moved, with nothing behind it: not “was 50% due to”.
func (r *reading) endsMeasure(s sentence, n int) bool {
	q := r.items[n].q
	if q == nil || q.noise || q.fraction || q.target || q.delta != 0 || q.unit == length && !q.measure {
		return false
	}
	next := r.items[min(n+1, len(r.items)-1)]
	return n+1 >= s.to || next.kind == markItem && next.text != "-" || conjunctions[next.text]
}
