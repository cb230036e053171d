package claims

// timeOf is the card's number to which the time beside a quantity points, where only one time can be meant.
func (r *reading) timeOf(c *Card, s sentence, n int) (slot, bool) {
	if w := r.labelOf(s, n); w != nil {
		return c.slotOf(w), true
	}
	if r.hasWord(n, s.to, respectively) {
		return slotOther, true // in Q4 and Q1 1,204 and 1,118 respectively
	}
	for i := n + 1; i < min(s.to, n+9); i++ {
		it := r.items[i]
		if it.w != nil {
			if r.isLabel(s, i) {
				break
			}
			return c.slotOf(it.w), true
		}
		if it.q != nil && !it.q.noise || it.text == ";" || it.text == "," || it.text == ")" || it.text == "and" || it.text == ":" || it.text == "+" || it.text == "/" {
			break
		}
	}
	for i := n - 1; i >= max(s.from, n-5); i-- {
		it := r.items[i]
		if it.w != nil {
			return c.slotOf(it.w), true
		}
		if it.q != nil && !it.q.noise || it.text == ";" || it.text == ")" || it.text == "," || it.text == "and" || it.text == ":" || it.text == "+" || it.text == "–" || it.text == "=" {
			break
		}
	}
	return slotNone, false
}

// timeNear is the time beside a number; nil where there is none.
func (r *reading) timeNear(s sentence, n int) *when {
	for i := n + 1; i < min(s.to, n+5); i++ {
		if r.items[i].w != nil {
			return r.items[i].w
		}
	}
	for i := n - 1; i >= max(s.from, n-4); i-- {
		if r.items[i].w != nil {
			return r.items[i].w
		}
	}
	return nil
}

// labelOf is the time that stands before a number as its label: “Q2: 97.3%”, “(Q1 311 + Q2 331)”; nil where there is
// none.
func (r *reading) labelOf(s sentence, n int) *when {
	i := n - 1
	colon := i > s.from && (r.markAt(i) == ":" || r.markAt(i) == "=")
	if colon {
		i--
	}
	if i < s.from || r.items[i].w == nil {
		return nil
	}
	if i > s.from && r.items[i-1].kind != markItem && (!colon || r.wordAt(i-1) != "and") {
		return nil
	}
	if m := r.markAt(n + 1); i > s.from && !colon && r.markAt(i-1) == ")" || m == "%" {
		return nil
	}
	return r.items[i].w
}

// isLabel reports whether a time is the label of the number behind it.
func (r *reading) isLabel(s sentence, n int) bool {
	for i := n + 1; i < min(s.to, n+3); i++ {
		if r.items[i].q != nil {
			return r.labelOf(s, i) == r.items[n].w
		}
	}
	return false
}

// timedInside reports whether a time stands behind a number within its brackets: “(95 in Q1)”.
func (r *reading) timedInside(s sentence, n int) bool {
	for i := n + 1; i < s.to && r.markAt(i) != ")"; i++ {
		if r.items[i].w != nil {
			return true
		}
	}
	return false
}
