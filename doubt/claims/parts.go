package claims

import (
	"slices"

	"chaser/kpi"
)

// A list of parts, and the whole that they should make.
type parts struct {
	whole int // the place of a number; −1 is the card's figure
	list  []int
	// closed is whether the words leave no room for other parts: brackets or a colon hold them, or a word such as
	// “remaining” or “not” ends them.
	closed bool
	// told is whether the words tie the parts to a whole that they give: in brackets, behind a colon, or “in all”.
	told bool
	// known is the card's number that they should make, and subject which one that is, where it is not the figure's.
	known   *Known
	subject Subject
}

// openers begin a list of all parts.
var openers = set("comprising", "comprised", "comprise", "comprises", "consisting", "consist", "consists", "made", "split", "breakdown", "broken", "namely")

// closers end a list of all parts, or show two halves of one whole.
var closers = set("remaining", "remainder", "rest", "majority", "unknown", "not", "neither", "both", "others", "female", "females", "women", "girls",
	"outside", "unsuccessful", "refused", "dismissed", "opposite", "other", "elsewhere", "ongoing", "pending")

// sums reads parts that make a whole: the card's count, or a number before them.
func (r *reading) sums(c *Card) []Claim {
	var all []Claim
	for k := range r.sentences {
		for _, p := range r.partsOf(c, k) {
			if claim, ok := r.sumClaim(c, k, p); ok {
				all = append(all, claim)
				break
			}
		}
	}
	if claim, ok := r.percentParts(c); ok {
		all = append(all, claim)
	}
	return all
}

// addable reports whether a number may be a part of a count or of an amount of money.
func (r *reading) addable(c *Card, n int) bool {
	q := r.items[n].q
	if q == nil || q.noise || q.delta != 0 || q.base || q.target || q.fraction || q.how != asSaid {
		return false
	}
	return q.unit == plain || q.unit == money && c.Unit == kpi.Currency || q.counted && c.Unit == kpi.Days || q.measure && c.Unit == kpi.Count && c.suits(q)
}

// withoutWholes leaves out the wholes of parts: of “8 of 8 majors and 96 of 110 minors” 8 and 96 may add up.
func (r *reading) withoutWholes(list []int) []int {
	parts := 0
	for _, n := range list {
		if r.wholeAfter(n) > 0 {
			parts++
		}
	}
	if parts < 2 {
		return list
	}
	var kept []int
	for _, n := range list {
		if r.partOf(n) < 0 {
			kept = append(kept, n)
		}
	}
	return kept
}

// cameAndWent reports whether some numbers tell of what came and others of what went, which do not add up.
func (r *reading) cameAndWent(list []int) bool {
	came, went := false, false
	for _, n := range list {
		from, to := r.segment(n)
		switch {
		case r.hasWord(from, to, outWords), r.hasWord(from, to, goingWords) && r.hasWord(list[0]-2, list[len(list)-1]+4, comingWords), r.hasWord(from, to, movedWord) && r.hasWord(from, to, outWord):
			went = true
		case r.hasWord(from, to, inWords), r.hasWord(from, to, comingWords), r.hasWord(from, to, movedWord) && r.hasWord(from, to, inWord):
			came = true
		}
	}
	return came && went
}

var movedWord, inWord, outWord = set("moved", "move", "moves"), set("in", "into"), set("out", "away", "on")

// oneOfList reports whether “one” counts the last things of a list: “four were allowed, eleven dismissed and one part
// allowed”.
func (r *reading) oneOfList(n int) bool {
	q := r.items[n].q
	if q == nil || !q.inWords || q.unit != plain || q.fraction || q.delta != 0 || q.value.Cmp(whole(1)) != 0 || r.items[n+1].kind != wordItem {
		return false
	}
	before, next := r.items[n-1].text, r.wordAt(n+1)
	return (before == "and" || before == ",") && next != "of" && (next != "in" || n+2 < len(r.items) && r.items[n+2].w != nil) && next != "another" && next != "day" && next != "that" && next != "which" && next != "who"
}

// partsEach reports whether a number of a sentence stands for several parts: “2 in Enforcement and 1 each in Parking
// and Revenues”.
func (r *reading) partsEach(s sentence) bool {
	for n := s.from; n+1 < s.to; n++ {
		if r.items[n].q.count() && r.wordAt(n+1) == "each" {
			return true
		}
	}
	return false
}

// partsOf lists the ways to read a sentence's numbers as parts, the most certain first.
func (r *reading) partsOf(c *Card, k int) []parts {
	s := r.sentences[k]
	heading := r.heading(c, s)
	var list, timed []int
	if r.partsEach(s) {
		return nil
	}
	for n := s.from; n < s.to && len(timed) <= mostParts && r.wordAt(n) != "each" && r.wordAt(n) != "compared"; n++ {
		if r.someOfThem(n) || r.ofTheRestToo(n) || !r.addable(c, n) && (len(timed) == 0 || !r.oneOfList(n)) {
			continue
		}
		timed = append(timed, n)
		if heading != nil || r.periodOf(c, k, n) {
			list = append(list, n)
		}
	}
	var all []parts
	if p, ok := r.toldInTime(c, s, r.withoutWholes(timed)); ok {
		all = append(all, p)
	}
	if list = r.withoutWholes(list); len(list) < 2 || len(list) > mostParts || r.partial(s) && (c.Unit != kpi.Days || !r.oppositesEnd(list)) || r.cameAndWent(list) {
		return all
	}
	if p, ok := r.bracketed(list); ok {
		all = append(all, p)
	}
	if p, ok := r.toldOf(k, list); ok {
		all = append(all, p)
	}
	counts := c.Unit == kpi.Count || c.Unit == kpi.Currency || c.Unit == kpi.Days && r.oppositesEnd(list)
	if !counts || c.Figure.Value == nil {
		return all
	}
	closed := r.closes(s, list)
	if heading != nil {
		heading.list, heading.closed = list, closed || heading.closed
		return append(all, *heading)
	}
	for n, at := range list { // the figure, said in the sentence, and what follows it
		if c.Figure.says(r.items[at].q) && len(list)-n > 2 {
			return append(all, parts{whole: at, list: r.toSemicolon(c, list[n+1:]), closed: closed})
		}
	}
	for n, at := range list {
		if n >= 2 && r.saysInAll(at) && slices.ContainsFunc(append([]int{at}, list[:n]...), func(at int) bool { return !c.Figure.says(r.items[at].q) }) {
			return append(all, parts{whole: at, list: list[:n], closed: true, told: true})
		}
	}
	for _, at := range list {
		if c.Figure.says(r.items[at].q) {
			return all // the figure is no part of itself
		}
		if of, ok := r.ofWhich(at); ok && r.items[of.of].q.value.Cmp(c.Figure.Value) > 0 {
			return all // nor is a larger whole beside its parts
		}
		if r.wordAt(at-1) == "the" && r.wordAt(at-2) == "of" {
			return all // of the 16 ready to let
		}
	}
	if r.ownPeriod(c, s) {
		return append(all, parts{whole: -1, list: list, closed: closed})
	}
	return all
}

// someOfThem reports whether a number tells why some of those before it were so: “six missed the date, four because of
// an error”.
func (r *reading) someOfThem(n int) bool {
	w := r.wordAt(n + 1)
	return r.items[n].q != nil && (w == "because" || w == "due" || w == "owing")
}

// toSemicolon cuts a list of parts where a semicolon ends it, since the things may be parted once more behind it: “15
// boys and 4 girls; 12 had special needs and 8 a social worker”.
func (r *reading) toSemicolon(c *Card, list []int) []int {
	if r.sum(list).Cmp(c.Figure.Value) == 0 {
		return list
	}
	for n := 2; n < len(list); n++ {
		if r.hasMark(list[n-1], list[n], ";") && !r.hasMark(list[0], list[n-1], ";") {
			return list[:n]
		}
	}
	return list
}

// labelledMember reports whether a number is a member of a list that labels each: “struck – 3; slips – 2”.
func (r *reading) labelledMember(n int) bool {
	before, behind := r.markAt(n-1), r.markAt(n+1)
	return (before == "–" || before == "-" || before == ":") && (behind == ";" || behind == ",")
}

// ownPeriod reports whether a sentence names no time but the card's own.
func (r *reading) ownPeriod(c *Card, s sentence) bool {
	for n := s.from; n < s.to; n++ {
		if w := r.items[n].w; w != nil && c.slotOf(w) != slotOwn {
			before := n > 0 && (r.wordAt(n-1) == "than" || r.wordAt(n-1) == "on" || r.wordAt(n-1) == "before" || r.wordAt(n-1) == "as" || r.wordAt(n-2) == "than")
			if !before {
				return false
			}
		}
	}
	return true
}
