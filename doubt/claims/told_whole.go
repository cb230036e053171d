package claims

// toldWholes checks a whole that the words confirm, by parts that come to it or by the share that a part is of it,
// where the card's figure is another of its numbers, one of those parts, or the whole but for a slip: “60 hearings: 7
// granted, 37 refused and 16 deferred” under the 48 of last year, “1,554 of the 3,674 reports (42.3%)” under 9,674.
func (r *reading) toldWholes(c *Card, agreed []Claim) []Claim {
	if c.Figure.Value == nil || c.Figure.Value.Sign() <= 0 || c.perThousands() != nil {
		return nil
	}
	said, _ := r.saysFigureApart(c)
	for _, claim := range agreed {
		if !claim.Agrees || claim.Subject != Words {
			continue
		}
		for n := r.itemAt(claim.Start); n < len(r.items) && r.items[n].end <= claim.End; n++ {
			q := r.items[n].q
			if q == nil || q.noise || !c.suits(q) || !r.confirmsWhole(claim, q) {
				continue
			}
			if !said && claim.Kind == Sum && r.opener() == n && r.saysTitle(c, n) && r.isWholeOf(c, n) {
				return []Claim{r.notNow(c, n)}
			}
			if q.inWords || !c.sizedAsFigure(q) || !r.mayBeWhole(c, n) {
				continue
			}
			slip := !said && len(q.digits) == len(digitsOf(c.Figure)) && slipsTo(q, c.Figure) && (q.telling() > 3 || c.counts(r.wordAt(n+1)))
			leads := claim.Kind == Sum && r.leadsCommentary(c, n)
			if slip && q.telling() > 2 || leads && (!said && c.copied() || r.partOfWhole(c, claim, n)) {
				return []Claim{r.notNow(c, n)}
			}
		}
	}
	return nil
}

// confirmsWhole reports whether a claim adds its parts up to a number, or says which share of it a part is.
func (r *reading) confirmsWhole(claim Claim, q *quantity) bool {
	switch claim.Kind {
	case Sum:
		return claim.Computed != nil && claim.Computed.Cmp(q.value) == 0
	case Share:
		return claim.Denominator != nil && claim.Denominator.Cmp(q.value) == 0
	}
	return false
}

// mayBeWhole reports whether a whole is said exactly, of no other time and of nothing that is wanted.
func (r *reading) mayBeWhole(c *Card, n int) bool {
	q, s := r.items[n].q, r.sentences[r.sentenceOf(n)]
	if q.how != asSaid || q.fraction || q.target || q.base || q.delta != 0 || c.knows(q) || r.isStep(s, n) {
		return false
	}
	at, ok := r.timeOf(c, s, n)
	return !ok || at == slotOwn || at == slotUnsure
}

// isWholeOf reports whether what a commentary begins with can be nothing but the card's figure of its own period.
func (r *reading) isWholeOf(c *Card, n int) bool {
	s := r.sentences[0]
	return n < s.to && !c.countsToDate() && r.mayBeWhole(c, n) && r.ownPeriod(c, s) && r.plainlyBegun(c, s, n) && r.partOf(n) < 0 && r.wholeAfter(n) == 0
}

// plainlyBegun reports whether nothing stands before a number but its own time and words that say that there was one.
func (r *reading) plainlyBegun(c *Card, s sentence, n int) bool {
	for i := s.from; i < n; i++ {
		if it := r.items[i]; it.w == nil && !plainBeginnings[it.text] || it.w != nil && c.slotOf(it.w) != slotOwn {
			return false
		}
	}
	return true
}

var plainBeginnings = set("there", "were", "was", "we", "had", "a", "total", "of", "in", "all", "have", "been", "the", ",")

// leadsCommentary reports whether a number is the first of a commentary and counts what the title does.
func (r *reading) leadsCommentary(c *Card, n int) bool {
	s := r.sentences[0]
	return r.opener() == n && n < s.to && !r.strangeBefore(c, s, n) && c.counts(r.wordAt(n+1)) && len(r.items[n].q.digits) > 1
}

// partOfWhole reports whether the card's figure is one of the parts of a whole, named by nothing that the title says,
// and is nowhere else in the words.
func (r *reading) partOfWhole(c *Card, claim Claim, whole int) bool {
	title, found := c.titleStems(), 0
	for n, it := range r.items {
		q := it.q
		if q == nil || q.noise || q.delta != 0 || !c.isOwn(q) {
			continue
		}
		if found++; n <= whole || it.start < claim.Start || it.end > claim.End || found > 1 || len(q.digits) < 2 {
			return false
		}
		named := false
		for i := n + 1; i < min(len(r.items), n+4) && r.items[i].kind == wordItem; i++ {
			if isStem(title, r.items[i].text) {
				return false
			}
			named = named || r.strange(title, i) || r.strangeEnd(i)
		}
		if !named {
			return false
		}
	}
	return found == 1
}

// strangeEnd reports whether a word tells what was done: “37 refused”.
func (r *reading) strangeEnd(n int) bool {
	w := r.wordAt(n)
	return len(w) > 4 && w[len(w)-2:] == "ed"
}
