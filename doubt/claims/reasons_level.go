package claims

// levelReasons are the card's numbers that a number of their unit says again.
func (r *reading) levelReasons(c *Card, l ledger, e entry) []reason {
	var all []reason
	add := func(k Known, of Subject, tied bool) {
		if known, ok := entryOf(c, k); ok {
			all = append(all, reason{v: known.v, half: known.half, tied: tied, claim: func(n int) Claim {
				claim := r.claim(Restated, of, n, n)
				claim.Period, claim.Computed = k.Period, k.Value
				if of == Own {
					claim.Computed = r.items[n].q.value
				}
				return claim
			}})
		}
	}
	at, timed := r.timeOf(c, l.s, e.at)
	if timed && r.comparesBehind(l.s, e.at) {
		at, timed = slotNone, false
	}
	if w := r.timeNear(l.s, e.at); at == slotUnsure && w != nil {
		at = c.likelySlot(w)
	}
	switch {
	case c.isOwn(e.q):
		add(c.Figure, Own, false)
	case r.yardstickOf(l.s, e.at) != "", timed && (at == slotOther || at == slotUnsure):
	case e.q.target && (r.targetOfOther(c, l.s, e.at) || !c.Target.stands(e.q) && r.saysTarget(c)):
	case e.q.target:
		add(c.Target, Target, true)
	case timed && at == slotPrevious:
		add(c.Previous, Previous, timed && !r.otherBefore(c, l.s, e.at))
	case timed && at == slotYearAgo:
		add(c.YearAgo, YearAgo, timed && !r.otherBefore(c, l.s, e.at))
	case e.q.base:
		add(c.Previous, Previous, timed && !r.otherBefore(c, l.s, e.at))
		add(c.YearAgo, YearAgo, timed && !r.otherBefore(c, l.s, e.at))
	case !timed && c.Target.stands(e.q):
		add(c.Target, Target, false)
	case !timed && r.besideOwn(c, l.s, e.at):
		add(c.Previous, Previous, true)
		add(c.YearAgo, YearAgo, true)
	case r.ofStock(c, e.at), r.hasWord(l.s.from, e.at, endWords), r.hasWord(l.s.from, e.at, startWords):
	case (r.overlap(c, l.s.from, l.s.to) > 0 || e.at == r.sentences[0].from) && r.wholeAfter(e.at) == 0 && r.partOf(e.at) < 0:
		add(c.Figure, Own, false)
	}
	return all
}

// targetOfOther reports whether the level that a clause holds against a target is none of the card's: “major works
// averaged 305 days with a target of 140”.
func (r *reading) targetOfOther(c *Card, s sentence, n int) bool {
	for i := n - 1; i >= s.from; i-- {
		switch it := r.items[i]; {
		case it.kind == markItem, it.text == "but", it.text == "and":
			return false
		case it.q != nil && !it.q.noise && it.q.delta == 0 && !it.q.target:
			return c.suits(it.q) && !c.knows(it.q) && r.strangeBefore(c, s, i)
		}
	}
	return false
}

// strangeBefore reports whether the words that lead to a number name a thing that the title does not.
func (r *reading) strangeBefore(c *Card, s sentence, n int) bool {
	title := c.titleStems()
	for i := n - 1; i >= s.from && r.items[i].kind == wordItem; i-- {
		if r.strange(title, i) {
			return true
		}
	}
	return false
}

// comparesBehind reports whether a number is compared with what follows, so that the time there is not its own.
func (r *reading) comparesBehind(s sentence, n int) bool {
	for i := n + 1; i < min(s.to, n+8); i++ {
		switch it := r.items[i]; {
		case comparesWords[it.text] || it.text == "from" || it.text == "than" || it.text == "on":
			return r.labelOf(s, n) == nil
		case it.q != nil || it.w != nil:
			return false
		}
	}
	return false
}

// besideOwn reports whether a number is put beside the card's figure and nothing else is: “1,842 vs 1,790”.
func (r *reading) besideOwn(c *Card, s sentence, n int) bool {
	i := n - 1
	if w := r.wordAt(i); w == "with" || w == "to" {
		i--
	}
	for r.wordAt(i) == "when" || r.markAt(i) == "." || r.markAt(i) == "," {
		i--
	}
	if !comparesWords[r.wordAt(i)] && r.wordAt(i) != "v" {
		return false
	}
	for i--; i >= s.from && (r.wordAt(i) == "when" || r.markAt(i) == "," || r.markAt(i) == "("); i-- {
	}
	q := r.quantityAt(i)
	return i >= s.from && q != nil && !q.noise && q.delta == 0 && !q.target && len(q.digits) > 2 && c.isOwn(q)
}
