package claims

// ownAgain checks the number that begins a commentary where it is the card's figure but for a slip: “64 homes” under
// 46; and what the words call this quarter's performance.
func (r *reading) ownAgain(c *Card) []Claim {
	if c.Figure.Value == nil || len(r.sentences) == 0 {
		return nil
	}
	for n := range r.items {
		if q := r.items[n].q; q != nil && !q.target && c.suits(q) && c.Figure.says(q) {
			return nil
		}
	}
	n, ok := r.beginsWithOwn(c)
	if !ok {
		n, ok = r.calledOwn(c)
	}
	if !ok {
		n, ok = r.endsInOwn(c)
	}
	if !ok {
		return nil
	}
	q := r.items[n].q
	claim := r.claim(Restated, Own, n, n)
	claim.Period, claim.Stated = c.Figure.Period, r.show(n)
	claim.Computed, claim.Allowed, claim.PerCent = q.value, wide(q), q.unit == percent
	return []Claim{claim}
}

// endsInOwn finds the end of a change that begins with an earlier figure of the card, where one slip makes it the card's
// own: “fell from 1,530 to 1,184”.
func (r *reading) endsInOwn(c *Card) (int, bool) {
	for k := range r.moves {
		for _, m := range r.moves[k] {
			if m.from < 0 || m.to < 0 || len(r.items[m.from].q.digits) < 2 || !c.suits(r.items[m.from].q) {
				continue
			}
			from, to := r.items[m.from].q, r.items[m.to].q
			earlier := c.Previous.says(from) || c.YearAgo.says(from)
			if earlier && from.how == asSaid && to.how == asSaid && c.suits(to) && !to.target && len(to.digits) >= 2 && slipsTo(to, c.Figure) {
				return m.to, true
			}
		}
	}
	return 0, false
}

func (r *reading) beginsWithOwn(c *Card) (int, bool) {
	s := r.sentences[0]
	n := r.firstLevel(s)
	if n < 0 || n > s.from+8 {
		return 0, false
	}
	q := r.items[n].q
	from, to := r.segment(n)
	for i := n + 1; i < to; i++ {
		if r.markAt(i) == "(" {
			to = i // what follows in brackets is of another time
		}
	}
	if q.target || q.fraction || q.base || q.inWords || q.how != asSaid || !c.suits(q) || r.overlap(c, from, to) == 0 || !r.ownPeriod(c, sentence{from, to}) {
		return 0, false
	}
	mistyped := len(q.digits) >= 4 && len(q.digits) == len(digitsOf(c.Figure)) && slipsTo(q, c.Figure) && r.overlap(c, from, to) >= 2
	ofStock := r.hasWord(s.from, n, endWords) || r.hasWord(s.from, n, startWords)
	return n, r.wholeAfter(n) == 0 && !ofStock && (mistyped || swaps(q, c.Figure))
}

// ownNames are what a commentary calls the card's figure.
var ownNames = set("average", "averaged", "performance", "figure", "outturn", "result", "rate", "compliance", "achieved", "score")

// calledOwn finds what the words call the figure, where one slip makes it the card's: “performance this quarter was
// 83.2%”, “giving a success rate of 85%”.
func (r *reading) calledOwn(c *Card) (int, bool) {
	for _, s := range r.sentences {
		for n := s.from; n < s.to; n++ {
			q := r.items[n].q
			if q == nil || q.noise || q.delta != 0 || q.base || q.target || q.fraction || q.how != asSaid || !c.suits(q) || len(q.digits) < 2 {
				continue
			}
			if r.namedOwn(c, s, n) && slipsTo(q, c.Figure) && len(q.digits) == len(digitsOf(c.Figure)) {
				return n, true
			}
		}
	}
	return 0, false
}

// namedOwn reports whether the words before a number call it the figure, of the card's own time and of all that the
// title counts.
func (r *reading) namedOwn(c *Card, s sentence, n int) bool {
	title := c.titleStems()
	named := false
	for i := n + 1; i < min(s.to, n+5); i++ {
		it := r.items[i]
		if it.w != nil && c.slotOf(it.w) != slotOwn || it.text == "for" || it.text == "in" && r.items[i+1].w == nil {
			return false // 83% for urgent cases
		}
		if it.kind == markItem || conjunctions[it.text] {
			break
		}
	}
	for i := n - 1; i >= max(s.from, n-8); i-- {
		it := r.items[i]
		switch {
		case it.w != nil && c.slotOf(it.w) != slotOwn, it.q != nil && !it.q.noise && !named:
			return false
		case it.kind == markItem, conjunctions[it.text], it.q != nil && !it.q.noise, it.text == "giving":
			return named
		case ownNames[it.text]:
			named = true
		case it.kind == wordItem && r.strange(title, i) && !outcomeWords[it.text]:
			return false
		}
	}
	return named
}

// outcomeWords say what a rate is of, and are no other thing than the title's.
var outcomeWords = set("success", "pass", "completion", "response", "collection", "making", "stood", "stands", "currently", "achieved", "came", "quarterly")
