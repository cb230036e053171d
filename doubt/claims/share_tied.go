package claims

// ofAllCalled reports whether a percentage is of everything that is called something: “14% of all visits”, “6% of the
// total spend”.
func (r *reading) ofAllCalled(n int) bool {
	at := n + 2
	if r.wordAt(n+1) != "of" {
		return false
	}
	if r.wordAt(at) == "the" {
		at++
	}
	w := r.wordAt(at)
	return (w == "all" || w == "total" || w == "overall") && stemOf(r.wordAt(at+1)) != ""
}

// tiedFar is the place of the count that a percentage of everything is told of, though other words stand between:
// “1,204 walk-ins were by families, proportionate to 31% of all visits”, “58 per cent of all fines were for parking
// (412)”. It is −1 where there is none.
func (r *reading) tiedFar(c *Card, s sentence, n int) int {
	before := n - 1
	switch w := r.wordAt(before); {
	case w == "to" && leadsToShare[r.wordAt(before-1)], w == "for" && r.wordAt(before-1) == "accounting":
		before -= 2
	case representing[w] || orWords[w] && w != "is":
		before--
	case r.markAt(before) != ",":
		return r.countBehindBracket(s, n)
	}
	if r.markAt(before) == "," {
		before--
	} else if r.wordAt(before) == "which" {
		return -1
	}
	for i := before; i >= max(s.from, before-14); i-- {
		it := r.items[i]
		switch {
		case it.q != nil && (it.q.noise || it.q.unit == length):
		case it.q.count():
			return i
		case it.q != nil, it.w != nil && c.slotOf(it.w) != slotOwn, conjunctions[it.text], it.kind == markItem && it.text != "-":
			return -1
		}
	}
	return -1
}

// leadsToShare lead over “to” from a count to its percentage.
var leadsToShare = set("proportionate", "equated", "equates", "equating", "equivalent", "equal", "amounting", "amounted", "amounts")

// countBehindBracket is the place of a count that stands in brackets by itself behind a percentage and before any other
// number; −1 where there is none.
func (r *reading) countBehindBracket(s sentence, n int) int {
	for i := n + 1; i < min(s.to-1, n+24); i++ {
		it := r.items[i]
		if it.q == nil && it.text != ";" || it.q != nil && it.q.noise {
			continue
		}
		if it.q.count() && r.markAt(i-1) == "(" && r.markAt(i+1) == ")" {
			return i
		}
		break
	}
	return -1
}

// orWords lead to what an amount is in per cent.
var orWords = set("or", "representing", "equivalent", "equal", "equating", "equates", "is", "being", "ie", "amounting")
