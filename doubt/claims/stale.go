package claims

// stale finds the commentary of the quarter before, which was left where it stood: of all numbers of the card's unit
// it gives one, for now, and that is the earlier figure and not this: “In the quarter 64.9% of patients began in time”.
func (r *reading) stale(c *Card) []Claim {
	if c.Figure.Value == nil || c.Previous.Value == nil || len(digitsOf(c.Previous)) < 2 {
		return nil
	}
	only := -1
	for n, it := range r.items {
		q := it.q
		if q == nil || q.noise || q.target || !c.suits(q) || only >= 0 && r.partOfOnly(n, only) {
			continue
		}
		if only >= 0 || q.delta != 0 || q.base || q.how != asSaid || q.fraction || q.inWords {
			return nil
		}
		only = n
	}
	if only < 0 || c.Figure.says(r.items[only].q) || !c.Previous.says(r.items[only].q) || r.items[only].q.step.Cmp(c.Previous.Step) != 0 {
		return nil
	}
	s := r.sentences[r.sentenceOf(only)]
	if !r.ofNow(c, s) || r.yardstickOf(s, only) != "" || r.overlap(c, s.from, s.to) == 0 && !c.counts(r.wordAt(only+1)) {
		return nil
	}
	claim := r.claim(Restated, Own, only, only)
	claim.Period, claim.Stated = c.Figure.Period, r.show(only)
	q := r.items[only].q
	claim.Computed, claim.Allowed, claim.PerCent = q.value, wide(q), q.unit == percent
	return []Claim{claim}
}

// ofNow reports whether a sentence names the card's own time, and no other.
func (r *reading) ofNow(c *Card, s sentence) bool {
	now, timed, past := false, false, false
	for i := s.from; i < s.to; i++ {
		switch it := r.items[i]; {
		case it.w != nil && c.slotOf(it.w) == slotOwn:
			timed = timed || it.w.rel == current && it.w.span != "" || it.w.rel == named && it.w.n > 0 && it.w.year != 0
			now = true
		case nowWords[it.text] && it.kind == wordItem, r.wordAt(i) == "quarter" && r.wordAt(i-1) == "the" && r.wordAt(i-2) == "in":
			now = true
		case it.text == "was", it.text == "were":
			past = true
		case it.w != nil, it.text == "from", it.text == "than", comparesWords[it.text]:
			return false
		}
	}
	return now && (!past || timed)
}

var nowWords = set("now", "currently", "stands")

// partOfOnly reports whether a number is told to be a part of the one before it: “187 cases, of which 44”.
func (r *reading) partOfOnly(n, only int) bool {
	s, ok := r.ofWhich(n)
	return ok && s.of == only && len(r.items[only].q.digits) > 2
}

// counts reports whether a word stands in the title as it is, as “cases” may, which names too many things to tell one
// measure from another.
func (c *Card) counts(w string) bool {
	for _, t := range tokens(c.Title) {
		if t.text == w && len(w) > 3 {
			return true
		}
	}
	return false
}
