package claims

import "chaser/kpi"

// mostParts is how many parts a list may have.
const mostParts = 8

// toldInTime reads a list that the words tie to a whole which they give, where times within the card's own period may
// name the parts: “five avoidable cases: two in July, one in August and two in September”, “38 in July, 44 in August
// and 29 in September, 111 altogether”.
func (r *reading) toldInTime(c *Card, s sentence, list []int) (parts, bool) {
	if len(list) < 3 || len(list) > mostParts+1 || r.partial(s) || r.cameAndWent(list) {
		return parts{}, false
	}
	p, ok := r.bracketed(list)
	for n := 2; n < len(list) && !ok; n++ {
		if r.saysInAll(list[n]) && r.parted(list[:n]) {
			p, ok = parts{whole: list[n], list: list[:n], closed: true, told: true}, true
		}
	}
	return p, ok && r.namedWithin(c, s, p)
}

// saysInAll reports whether the words beside a number make it the total of those before: “111 altogether”.
func (r *reading) saysInAll(at int) bool {
	before, next := r.wordAt(at-1), r.wordAt(at+1)
	return before == "total" || before == "together" || before == "totalling" || before == "all" && r.wordAt(at-2) == "in" ||
		next == "altogether" || next == "in" && (r.wordAt(at+2) == "total" || r.wordAt(at+2) == "all")
}

// namedWithin reports whether no time stands among parts but those within the card's own period.
func (r *reading) namedWithin(c *Card, s sentence, p parts) bool {
	last := p.list[len(p.list)-1]
	for n := min(p.list[0], p.whole+1); n < min(s.to, last+8); n++ {
		it := r.items[n]
		if n > last && (it.q != nil && !it.q.noise || it.kind == markItem) {
			break
		}
		if it.w != nil && !c.holds(it.w) {
			return false
		}
	}
	return true
}

// holds reports whether a time is the card's own period, or a month or quarter of it.
func (c *Card) holds(w *when) bool {
	p := c.Figure.Period
	if c.slotOf(w) == slotOwn {
		return true
	}
	if w.rel != named || w.day != 0 || w.n <= 0 || w.season || c.Cumulative {
		return false
	}
	for year := p.Start().Year; year <= p.End().Year; year++ {
		var at kpi.Period
		switch {
		case w.span == kpi.Monthly && p.Span() != kpi.Monthly:
			at = kpi.Month(year, w.n)
		case w.span == kpi.Quarterly && p.Span() == kpi.Yearly:
			at = kpi.Quarter(p.FinancialYear(), w.n)
		default:
			return false
		}
		inside := !at.Start().Before(p.Start()) && !p.End().Before(at.End())
		if inside && (w.year == 0 || w.year == at.Start().Year || w.two && w.year == p.FinancialYear()) {
			return true
		}
	}
	return false
}

// wholeOfList is the place of the whole of a list that brackets or a colon open behind some numbers: the last of them,
// or the part of that: “96 of 102 (94%): fully in 71 and partly in 25”, “154 repeats in 984 cases: west 79, north 31
// and south 44”.
func (r *reading) wholeOfList(before, list []int) int {
	whole := before[len(before)-1]
	if part := r.partOf(whole); part >= 0 {
		return part
	}
	if len(before) < 2 {
		return whole
	}
	part := before[len(before)-2]
	if r.items[part].q.value.Cmp(r.items[whole].q.value) >= 0 || whole-part > 4 || !r.hasWord(part, whole, amongWords) {
		return whole
	}
	made := func(at int) bool {
		holds := func() bool { return r.sum(list).Cmp(r.items[at].q.value) == 0 }
		return holds() || slipOf(holds, nil, r.quantities(list)...)
	}
	if made(part) && !made(whole) {
		return part
	}
	return whole
}

// amongWords lead from a part to what it is among.
var amongWords = set("in", "of", "from", "among", "out")
