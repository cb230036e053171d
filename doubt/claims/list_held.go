package claims

// listsHeld checks a list of numbers, each with its name, against the total that the words hold it to: before it, with
// a colon, a bracket or “made up of” between, or behind it, as in “98, 61 and 44, together 203”. It speaks where no
// other number of the words or of the card is their sum.
func (r *reading) listsHeld(c *Card) []Claim {
	var all []Claim
	for k, s := range r.sentences {
		for depth := range 2 {
			for _, list := range r.runs(s, depth) {
				h := r.totalHeld(c, k, list)
				if h.total < 0 || len(h.list) < 2 {
					continue
				}
				if claim, ok := r.listClaim(c, k, h); ok {
					all = append(all, claim)
				}
			}
		}
	}
	return all
}

// runs are the lists of numbers of a sentence, in brackets so deep, that commas and “and” part, and nothing else that
// tells another kind of number.
func (r *reading) runs(s sentence, depth int) [][]int {
	var all [][]int
	var list []int
	finish := func() {
		if len(list) > 1 && len(list) <= longestList+2 {
			all = append(all, list)
		}
		list = nil
	}
	parted := false
	for n := s.from; n < s.to; n++ {
		it := r.items[n]
		switch {
		case it.depth > depth, it.depth == depth && it.text == "(":
		case it.depth < depth:
			finish()
		case it.q != nil && !it.q.noise:
			if !r.inList(n) {
				finish()
				continue
			}
			if len(list) > 0 && (!parted || r.items[list[0]].q.unit != it.q.unit) {
				finish()
			}
			list, parted = append(list, n), false
		case it.text == "," || it.text == "/" || it.text == "+" || it.text == "and" || it.text == "plus":
			parted = true
		case it.kind == markItem && it.text != "-" && it.text != ")" && it.text != "&", it.w != nil, it.kind == wordItem && listBreaks[it.text]:
			finish()
		}
	}
	finish()
	return all
}

// listBreaks end a list.
var listBreaks = set("than", "less", "under", "minus", "against", "compared", "but", "while", "when", "so", "vs", "total", "totalling", "together", "making", "make", "makes", "giving")

// inList reports whether a number may be a member of a list.
func (r *reading) inList(n int) bool {
	q := r.items[n].q
	return (q.sized() || q.counted) && q.how == asSaid && q.delta == 0 && !q.base && r.wholeAfter(n) == 0 && r.partOf(n) < 0
}

// heldList is a list and the place of its total.
type heldList struct {
	total int // −1 where the words give none
	list  []int
	said  bool // the words call it the total
	loose bool // it only stands before the list
}

// totalHeld finds the total that the words hold a list to.
func (r *reading) totalHeld(c *Card, k int, list []int) heldList {
	last := len(list) - 1
	whole := !r.numberWithin(r.sentences[k].from, list[0], r.items[list[0]].depth)
	if whole && last > 1 && (r.saysInAll(list[last]) || r.saysTogether(list[last])) {
		return heldList{list[last], list[:last], true, false} // 4,094 at stage one and 941 at stage two, 5,035 together
	}
	if n := r.totalEnding(c, list[last]); n >= 0 && whole {
		return heldList{n, list, true, false}
	}
	if n := r.totalLeading(k, list); n >= 0 && r.partOf(n) < 0 && r.wholeAfter(n) == 0 {
		return heldList{n, list, false, false}
	}
	first := r.items[list[0]].q
	if whole && last > 1 && (c.isOwn(first) || c.suits(first) && c.Figure.Value != nil && slipsTo(first, c.Figure)) && !r.numberWithin(list[last]+1, r.sentences[k].to, 0) {
		return heldList{list[0], list[1:], false, true} // 78,980 were owed a duty, 34,220 to prevent and 44,760 to relieve
	}
	return heldList{total: -1}
}

// saysTogether reports whether a number is called what those before it are together.
func (r *reading) saysTogether(n int) bool {
	next := r.wordAt(n + 1)
	return (next == "together" || next == "altogether" || next == "overall" || next == "all" && r.wordAt(n+2) == "told") && r.wordAt(n+2) != "with"
}

// totalEnding is the total behind a list: “, together 203”, “, 5,035 together”, “. Total 575”.
func (r *reading) totalEnding(c *Card, last int) int {
	for n := last + 1; n < min(len(r.items), last+9); n++ {
		it := r.items[n]
		switch {
		case it.q != nil && !it.q.noise:
			said := r.saysInAll(n) || r.saysTogether(n) || r.hasWord(max(last, n-3), n, totalSaid) && !r.hasWord(last, n, listBreaksOnly)
			if said && !it.q.base && it.q.sized() && it.q.how == asSaid && r.items[n].depth == r.items[last].depth {
				return n
			}
			return -1
		case it.text == "(" || it.text == ")" || it.text == ";", it.w != nil && c.slotOf(it.w) != slotOwn, it.text == "date" || it.text == "ytd":
			return -1 // total for the year to date 486
		case it.kind == endItem && !r.hasWord(n+1, n+4, totalSaid):
			return -1
		}
	}
	return -1
}

// listBreaksOnly are no words between a list and its total.
var listBreaksOnly = set("from", "with", "than", "against", "up", "down", "brought", "bringing", "taking", "to")

// numberWithin reports whether a number, or “one”, stands between two items, in brackets so deep.
func (r *reading) numberWithin(from, to, depth int) bool {
	for n := from; n < to; n++ {
		it := r.items[n]
		if it.q != nil && it.depth <= depth && (!it.q.noise || it.q.inWords) {
			return true
		}
	}
	return false
}

// totalSaid stand before the total of a list.
var totalSaid = set("total", "together", "altogether", "totalling", "making", "make", "makes")

// totalLeading is the total that a colon, a bracket or “made up of” leads from to a list.
func (r *reading) totalLeading(k int, list []int) int {
	s, first := r.sentences[k], list[0]
	open := first - 1
	for open >= max(s.from, first-5) && r.items[open].kind == wordItem && !openers[r.items[open].text] {
		open--
	}
	if open < s.from {
		return -1
	}
	switch m := r.items[open]; {
	case m.text == ":" || m.text == "–" || openers[m.text]:
		if r.numberWithin(list[len(list)-1]+1, s.to, 0) {
			return -1
		}
	case m.text == "(" && r.items[first].depth > 0:
		shut := list[len(list)-1] + 1
		for shut < s.to && r.items[shut].depth >= r.items[first].depth {
			shut++
		}
		if r.numberWithin(list[len(list)-1]+1, shut, r.items[first].depth) {
			return -1
		}
	default:
		return -1
	}
	if k > 0 && openers[r.items[open].text] && (r.wordAt(s.from) == "this" || r.wordAt(s.from) == "these" || r.wordAt(s.from) == "they" || r.wordAt(s.from) == "it") {
		return r.firstLevel(r.sentences[k-1])
	}
	for n := open - 1; n >= max(s.from, open-12); n-- {
		it := r.items[n]
		if it.q != nil && !it.q.noise && it.depth == min(r.items[open].depth, it.depth) {
			if !it.q.sized() || it.q.how != asSaid || r.wordAt(n-1) == "and" && r.quantityAt(n-2) != nil {
				return -1 // 188, 2,140 and 1,960: …
			}
			return n
		}
		if it.text == ";" || it.text == "." {
			return -1
		}
	}
	return -1
}

// ofSomeOnly are said of some of what a list counts, and of the number behind “part”, which may be a name's.
var ofSomeOnly = set("where", "part")

var subtotals = set("subtotal", "subtotals")

var netWord, mostWord = set("net"), set("most")

// listClaim holds a list against its total.
func (r *reading) listClaim(c *Card, k int, h heldList) (Claim, bool) {
	total, list := h.total, h.list
	of := r.items[total].q
	first, last := list[0], list[len(list)-1]
	near := sentence{max(r.sentences[k].from, first-4), min(r.sentences[k].to, last+6)}
	if !r.oneUnit(append([]int{total}, list...)) || !h.said && r.partial(near) || r.hasWord(near.from, near.to, leavingRoom) || r.hasWord(first, last, ofSomeOnly) || r.hasWord(first, last, subtotals) || r.cameAndWent(list) {
		return Claim{}, false
	}
	if !h.said && r.hasWord(min(total, first), first, mostWord) || r.hasWord(total-4, total, netWord) || r.wordAt(first+1) == "of" {
		return Claim{}, false // net loss of 4; 288 of those were temporary
	}
	claim := r.sumOf(total, list)
	if c.isOwn(of) {
		claim.Subject = Own
	}
	slack := r.slack(parts{list: list}, of.value)
	claim.Agrees = around(of.value, slack).Holds(r.sum(list))
	if claim.Agrees {
		return claim, true
	}
	for n := 2; n < len(list); n++ {
		if around(of.value, slack).Holds(r.sum(list[:n])) {
			return Claim{}, false // 31 under repair, 27 at an early stage, 12 ready to let, which are some of them
		}
	}
	sum := r.sum(list)
	if !ofOneSize(sum, of.value) {
		return Claim{}, false
	}
	if c.Figure.Value != nil && sum.Cmp(c.Figure.Value) == 0 && (r.copied(of, list) || c.suits(of) && slipsTo(of, c.Figure)) {
		return claim, true // the total has slipped, or become that of a part
	}
	if !h.said && r.items[first].depth > 0 && sum.Cmp(of.value) < 0 && !r.hasWord(list[len(list)-2], last, andWord) {
		return Claim{}, false // brackets may hold some parts only
	}
	if h.loose {
		holds := func() bool { return r.sum(list).Cmp(of.value) == 0 }
		mended := r.allLong(list) && r.tellingSlip(holds, list)
		for _, n := range list {
			mended = mended || r.items[n].q.telling() > 2 && r.swapMends(r.items[n].q, holds)
		}
		return claim, mended
	}
	if h.said {
		return claim, true
	}
	for _, e := range r.ledgerOf(c, k).near {
		if around(e.q.value, slack).Holds(sum) {
			return Claim{}, false
		}
	}
	for _, known := range []Known{c.Figure, c.Previous, c.YearAgo} {
		if known.Value != nil && around(known.Value, slack).Holds(sum) && !c.isOwn(of) {
			return Claim{}, false
		}
	}
	return claim, true
}

// copied reports whether a total stands in its list, too.
func (r *reading) copied(of *quantity, list []int) bool {
	for _, n := range list {
		if r.items[n].q.value.Cmp(of.value) == 0 {
			return true
		}
	}
	return false
}
