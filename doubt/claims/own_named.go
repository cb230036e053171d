package claims

// ownNames are what a commentary calls the card's figure.
var ownNames = set("average", "averaged", "performance", "figure", "outturn", "result", "rate", "compliance", "achieved", "score")

// ofStock reports whether a number is told to be of a stock, under a title that counts what comes or goes.
func (r *reading) ofStock(c *Card, n int) bool {
	from, to := r.segment(n)
	return r.hasWord(from, to, stockWords) && !titleOfStock(c)
}

// thatIs reports whether a sentence begins with a number that can be none but the figure: “That's 86.4%”.
func (r *reading) thatIs(c *Card, s sentence, n int) bool {
	if n > s.from+2 || !anaphoric[r.wordAt(s.from)] || r.wordAt(s.from) == "which" || n == s.from+2 && r.wordAt(s.from+1) != "is" && r.wordAt(s.from+1) != "was" {
		return false
	}
	if m := r.items[n+1]; m.kind == wordItem || m.w != nil && c.slotOf(m.w) != slotOwn {
		return false // it was 89% the year before
	}
	return r.sentenceOf(s.from) > 0 && r.tellsOfOwn(c, s)
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
