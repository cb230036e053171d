package claims

import (
	"strings"

	"chaser/kpi"
)

// saidOfOwn reports whether what stands at an item is said of the card's figure and can be of nothing else: the figure
// stands before it in its sentence and no other thing is named between, or the sentence begins with it and goes on
// about the figure.
func (r *reading) saidOfOwn(c *Card, s sentence, at int) bool {
	title := c.titleStems()
	parted, strange := false, false // whether a clause ended, and whether a word names another thing
	for n := at - 1; n >= s.from; n-- {
		it := r.items[n]
		switch {
		case at-n > 2*reach:
			return false
		case it.q != nil && it.q.age && !c.namesAge():
			return false // deaths of people over 85 fell
		case it.depth > r.items[at].depth:
			// what brackets hold is about what stands before them
		case it.q != nil && !it.q.noise && it.q.delta == 0:
			if r.yardstick(c, n) {
				return false
			}
			if r.givesFigure(c, n) {
				return true
			}
			if c.isOwn(it.q) && !it.q.base && !it.q.target {
				return true
			}
			if part := r.partOf(n); part >= 0 && c.isOwn(r.items[part].q) {
				return true
			}
			if !r.cardKnows(c, n) {
				return false
			}
		case it.w != nil && (c.slotOf(it.w) == slotOther || c.slotOf(it.w) == slotUnsure) && !r.inMove(s, n) && !c.endsIn(it.w) && c.likelySlot(it.w) == slotUnsure:
			return false
		case partingWords[it.text]:
			if strange && !parted {
				return false
			}
			parted = true
		case it.kind == wordItem && r.strange(title, n):
			strange = true
		}
	}
	return !strange && r.tellsOfOwn(c, s)
}

// namesAge reports whether the title has a number, which may be an age.
func (c *Card) namesAge() bool {
	for _, t := range tokens(c.Title) {
		if t.kind == digitsToken {
			return true
		}
	}
	return false
}

// partingWords end a clause.
var partingWords = set(",", ";", ":", "–", "but", "and", "while", "whilst", "although", "though", "with", "which", "or", "so", "yet", "however", "where", "whereas")

// inMove reports whether an item belongs to a change, as the time that it is measured from does.
func (r *reading) inMove(s sentence, n int) bool {
	for _, m := range r.moves[r.sentenceOf(s.from)] {
		if m.first <= n && n <= m.last {
			return true
		}
	}
	return false
}

// givesFigure reports whether a number is the whole of a share that comes to the card's percentage: “320 of 500”.
func (r *reading) givesFigure(c *Card, n int) bool {
	of := r.items[n].q
	if c.Unit != kpi.Percent || !of.sized() {
		return false
	}
	for i := n - 1; i >= max(0, n-8); i-- {
		if q := r.items[i].q; q != nil && !q.noise {
			in, ok := Interval{}, false
			if q.sized() && r.wholeAfter(i) == n {
				in, ok = ratio(q, of)
			}
			return ok && in.Meets(c.figureAllows())
		}
	}
	return false
}

// strange reports whether a word names a thing that the title does not.
func (r *reading) strange(title []string, n int) bool {
	w := r.wordAt(n)
	if strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ly") {
		return false // it tells what was done, or how
	}
	if len(w) <= 2 || changeWords[w].sign != 0 {
		return false
	}
	_, judged := betterWords[w]
	return !judged && !leadWords[w] && !stopWords[w] && !againstWords[w] && !shortWords[w] && !isStem(title, w)
}

// yardstick reports whether a number is of others, or a target that is not the card's: “our neighbours average 51%”.
func (r *reading) yardstick(c *Card, n int) bool {
	q := r.items[n].q
	return q.target && c.suits(q) && !c.Target.says(q) && r.wordAt(n+2) != "target" && r.wordAt(n+3) != "target"
}

// cardKnows reports whether a number is one of the card's own, or of another unit than its figures.
func (r *reading) cardKnows(c *Card, n int) bool {
	q := r.items[n].q
	return !c.suits(q) || q.target || c.Figure.says(q) || c.Previous.says(q) || c.YearAgo.says(q) || c.Target.says(q)
}

// leads reports whether a change begins its sentence, so that it speaks of what the card counts: “This is a reduction
// of 11%”, “An increase on the previous year”.
func (r *reading) leads(c *Card, s sentence, m *move) bool {
	title := c.titleStems()
	from := max(s.from, m.first-8)
	for n := m.first - 1; n >= from; n-- {
		it := r.items[n]
		if it.text == "," || it.text == "but" || it.text == "yet" || it.text == ";" || it.text == "–" || it.text == "and" {
			return r.onlyOwn(c, s, n) && r.namesNoOther(c, s, n)
		}
		if r.markAt(n) == "-" || len(it.text) == 2 && r.markAt(n+1) == "-" || r.markAt(n-1) == "-" && len(r.wordAt(n-2)) == 2 {
			continue // re-let time
		}
		if stockNames[it.text] && it.kind == wordItem && titleOfStock(c) {
			continue
		}
		if it.kind != wordItem || !leadWords[it.text] && !isStem(title, it.text) {
			return false
		}
	}
	return from == s.from
}

// stockNames are what a commentary calls a stock that the title names otherwise.
var stockNames = set("backlog", "caseload", "queue", "list", "register", "stock")

// namesNoOther reports whether a sentence before an item gives the figure, or names nothing but what the title does:
// “requests were down 6% on Q1 and up 4% on last year” names requests.
func (r *reading) namesNoOther(c *Card, s sentence, before int) bool {
	title := c.titleStems()
	named := false
	for n := s.from; n < before; n++ {
		if q := r.items[n].q; q != nil && !q.noise && q.delta == 0 && c.isOwn(q) {
			return true
		}
		named = named || r.strange(title, n) && changeWords[r.wordAt(n)].sign == 0 && r.items[n].depth <= r.items[before].depth
	}
	return !named
}

// ofOther reports whether a change is said to be in something that the title does not name: “a 14% reduction in the
// number of sunshine hours”.
func (r *reading) ofOther(c *Card, s sentence, m *move) bool {
	n := m.at + 1
	if len(m.by) > 0 && m.by[len(m.by)-1] > m.at {
		n = m.by[len(m.by)-1] + 1
	}
	if w := r.wordAt(n); w != "in" && w != "of" || r.items[n+1].kind != wordItem || r.overTheQuarter(n) != nil {
		return false
	}
	to := n + 1
	for to < min(s.to, n+9) && r.items[to].kind == wordItem {
		to++
	}
	if to == n+2 && r.wordAt(n+1) == "the" && to < s.to && r.items[to].w != nil {
		return false // ahead of the same time last year
	}
	return r.overlap(c, n+1, to) == 0
}

// sinceLast reports whether a change to the figure can only be from one of the card's earlier figures: both are known,
// and the sentence names no other time.
func (r *reading) sinceLast(c *Card, s sentence, m *move) bool {
	at := m.to
	if at < 0 {
		at = m.level
	}
	if at < 0 || c.Previous.Value == nil || c.YearAgo.Value == nil || !c.isOwn(r.items[at].q) {
		return false
	}
	for n := s.from; n < s.to; n++ {
		if (r.items[n].w != nil || otherTimes[r.wordAt(n)]) && !r.inOtherMove(s, m, n) {
			return false
		}
	}
	return r.leads(c, s, m) || r.saidOfOwn(c, s, m.first)
}

// inOtherMove reports whether an item belongs to another change than this.
func (r *reading) inOtherMove(s sentence, m *move, n int) bool {
	for _, o := range r.moves[r.sentenceOf(s.from)] {
		if o != m && o.first <= n && n <= o.last && o.first > m.last {
			return true
		}
	}
	return false
}

var otherTimes = set("since", "peak", "record", "after", "over", "during", "past", "low", "high", "ever", "recent", "following", "launch", "began", "winter",
	"summer", "spring", "autumn", "pandemic", "target", "then", "earlier", "season", "was", "been")

// goesOn reports whether what follows a word of change names nothing but what the card counts: “thirteen fewer people
// were visited at home than in Q1” does not.
func (r *reading) goesOn(c *Card, m *move) bool {
	title := c.titleStems()
	for n := m.at + 1; n < m.last; n++ {
		if r.strange(title, n) && !byWords[r.wordAt(n)] && changeWords[r.wordAt(n)].sign == 0 {
			return false
		}
	}
	return true
}

var leadWords = set("this", "they", "that's", "that’s", "it's", "it’s", "we're", "we’re", "they're", "they’re", "we've", "we’ve", "is", "a", "an", "that", "it", "which", "represents", "was", "the", "there", "has", "been", "shows", "showing", "equates",
	"to", "were", "are", "have", "had", "we", "also", "still", "although", "though", "while", "again", "however", "by", "in", "our",
	"significant", "slight", "small", "large", "percentage", "of", "marked", "performance", "performing", "figure", "overall", "further",
	"list", "total", "average", "time", "times", "rate", "number", "numbers", "volume", "volumes", "compliance", "outturn", "result", "position", "remain", "remains",
	"now", "just", "only", "currently", "at", "stands", "stood", "well", "slightly", "some", "more", "than", "almost", "nearly", "as", "giving",
	"target", "timeliness", "so", "therefore", "did", "be", "gone", "went", "come", "came", "one", "our", "quarter", "quarterly", "even", "nevertheless", "taking", "bringing", "putting", "giving", "making", "leaving", "means", "yet", "sees", "meaning", "puts", "brings", "totals", "amounts", "equals", "represented", "equated", "amounted")

// overlap counts the different words of the card's title between two items.
func (r *reading) overlap(c *Card, from, to int) int {
	title := c.titleStems()
	seen := map[string]bool{}
	for n := from; n < to; n++ {
		if w := r.wordAt(n); w != "" && isStem(title, w) {
			seen[stemOf(w)] = true
		}
	}
	return len(seen)
}

// isStem reports whether a word begins as one of the stems does.
func isStem(stems []string, w string) bool {
	s := stemOf(w)
	if s == "" {
		return false
	}
	for _, t := range stems {
		if t == s || len(s) >= 4 && strings.HasPrefix(t, s) || len(t) >= 4 && strings.HasPrefix(s, t) {
			return true
		}
	}
	return false
}
