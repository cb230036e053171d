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

// sharesOfCalled checks the percentage of everything that a sentence says its subject is, where the words count both:
// “Home visits took up 64% of all calls, with 2,816 home visits in total” behind 4,400 calls.
func (r *reading) sharesOfCalled(c *Card) []Claim {
	var all []Claim
	for k, s := range r.sentences {
		n := r.onlyPercent(s)
		if n < s.from+2 || !r.ofAllCalled(n) || r.otherTimes(c, span(s)) {
			continue
		}
		part, of := r.calledAs(k, s.from), r.wholeOfAll(n)
		if part < 0 || of < 0 || part == of || r.items[of].q.value.Cmp(r.items[part].q.value) <= 0 {
			continue
		}
		claim := r.claim(Share, Words, min(s.from, part), max(n, part))
		if of < s.from && part > of {
			claim = r.claim(Share, Words, of, max(n, part))
		}
		r.fill(&claim, r.items[part].q, r.items[of].q)
		p := share{part: part, of: of, rate: n, first: part, last: n}
		claim.Stated, claim.Allowed, claim.Agrees = r.show(n), wide(r.items[n].q), r.pairAgrees(p, r.items[of].q)
		holds := func() bool { return r.pairAgrees(p, r.items[of].q) }
		if claim.Agrees || slipFrom(true, holds, nil, r.items[n].q, r.items[part].q, r.items[of].q) {
			all = append(all, claim)
		}
	}
	return all
}

// onlyPercent is the first percentage of a sentence, where it is a level; −1 where it is none.
func (r *reading) onlyPercent(s sentence) int {
	for n := s.from; n < s.to; n++ {
		q := r.items[n].q
		if q == nil || q.noise {
			continue
		}
		if q.unit != percent || q.fraction || q.how != asSaid || q.delta != 0 || q.base || q.target {
			return -1
		}
		return n
	}
	return -1
}

// calledAs is the one count, in a sentence and the two on either side, behind which the words stand right away that a
// sentence begins with; −1 where there is none or more than one.
func (r *reading) calledAs(k, name int) int {
	if stemOf(r.wordAt(name)) == "" {
		return -1
	}
	found := -1
	from, to := r.sentences[max(0, k-2)].from, r.sentences[min(k+2, len(r.sentences)-1)].to
	for _, n := range r.counts(from, to) {
		if !r.namedAlike(n+1, name) {
			continue
		}
		if found >= 0 || r.items[n].q.how != asSaid || r.compared(r.sentences[r.sentenceOf(n)], n) {
			return -1
		}
		found = n
	}
	return found
}

// namedAlike reports whether two runs of words begin with the same name: two words, or one before a verb.
func (r *reading) namedAlike(a, b int) bool {
	words := 0
	for i := 0; i < 4 && a+i < len(r.items) && b+i < len(r.items); i++ {
		x, y := r.items[a+i], r.items[b+i]
		if x.kind == y.kind && x.text == y.text && (x.kind == wordItem || x.text == "-") {
			if x.kind == wordItem {
				words++
			}
			continue
		}
		verb := makesUp[y.text] || verbs[y.text]
		return words >= 2 || words == 1 && verb && !strangeNext[x.text]
	}
	return words >= 2
}

// strangeNext narrow what a count is of.
var strangeNext = set("of", "from", "with", "without", "that", "which", "who")

// wholeOfAll is the one count before a percentage, in its sentence or another, that counts what it is of; −1 where
// there is none or more than one.
func (r *reading) wholeOfAll(n int) int {
	name := n + 3
	if r.wordAt(n+2) == "the" {
		name++
	}
	stem := []string{stemOf(r.wordAt(name))}
	k, found := r.sentenceOf(n), -1
	for _, m := range r.counts(r.sentences[max(0, k-3)].from, n) {
		if !isStem(stem, r.wordAt(m+1)) && (!isStem(stem, r.wordAt(m+2)) || verbs[r.wordAt(m+1)]) {
			continue
		}
		if found >= 0 || r.items[m].q.how != asSaid || r.compared(r.sentences[r.sentenceOf(m)], m) {
			return -1
		}
		found = m
	}
	return found
}
