package claims

// sureStep reports whether a step can be said of nothing but the card's figure, so that it need not be a slip away from
// what it should be: the figure stands before it, or nothing else is named, up to what the step is from.
func (r *reading) sureStep(c *Card, l ledger, e entry) bool {
	first := e.at
	for _, m := range r.moves[r.sentenceOf(e.at)] {
		if contains(m.by, e.at) {
			first = min(first, m.first)
			if r.ofOther(c, l.s, m) {
				return false
			}
		}
	}
	if r.items[e.at].depth > 0 || !r.saidOfOwn(c, l.s, first) && !r.behindKnown(c, l.s, first) {
		return false
	}
	for n := first - 1; n > l.s.from && r.items[n].kind == wordItem && !ownClause[r.items[n].text]; n-- {
		if wider[r.items[n].text] && !c.titleHas(wider) {
			return false // days lost overall went up 17%
		}
	}
	title := c.titleStems()
	for n := first; n < min(l.s.to, e.at+8); n++ {
		it := r.items[n]
		if n > e.at && (it.w != nil || it.kind == wordItem && isTarget[it.text]) {
			return true
		}
		if n > e.at && (it.kind == markItem || it.q != nil || conjunctions[it.text]) {
			return true
		}
		if r.strange(title, n) && !stepWords[it.text] {
			return false
		}
	}
	return true
}

// behindKnown reports whether a sentence before an item tells what the figure came from, and counts nothing else in its
// unit: “▼ from 84 in Q1 when the new rounds bedded in, although 6 worse”.
func (r *reading) behindKnown(c *Card, s sentence, before int) bool {
	known := false
	for n := s.from; n < before; n++ {
		q := r.items[n].q
		if q == nil || q.noise || q.delta != 0 || !c.suits(q) {
			continue
		}
		if !r.cardKnows(c, n) {
			return false
		}
		known = known || q.base && len(q.digits) > 1
	}
	return known
}

// stepWords may stand beside a step and name no other thing.
var stepWords = set("point", "points", "percentage", "days", "worse", "better", "adrift", "away", "shy", "short", "off", "still", "where", "want", "need",
	"needed", "target", "reach", "same", "this", "last", "earlier", "before", "ago", "when", "compared", "inside", "outside", "against", "within", "pts", "needs",
	"weeks", "another", "further", "left", "find")

// towards reports whether a number is said to be missing to the target: “another 90 to reach target”, “twelve points
// remain”, “that leaves 98 to find”.
func (r *reading) towards(s sentence, n int) bool {
	at := n + 1
	if r.wordAt(at) == "still" || r.wordAt(at) == "more" {
		at++
	}
	if missingWords[r.wordAt(at)] && (at+1 >= s.to || r.items[at+1].kind == markItem) {
		return true
	}
	for i := n + 1; i < min(s.to, n+8); i++ {
		it := r.items[i]
		if it.q != nil || it.w != nil || it.kind == markItem || it.text == "and" || it.text == "but" {
			return false
		}
		if w := r.wordAt(i + 1); it.text == "to" && (w == "find" || w == "go" || w == "reach" || w == "hit" || w == "get" || w == "meet" || w == "target") {
			lone := i+2 >= s.to || r.items[i+2].kind == markItem
			return w == "target" || (w == "find" || w == "go") && (lone || w == "go" && r.namesTarget(s, i+2)) || w != "find" && w != "go" && r.namesTarget(s, i+1)
		}
	}
	return false
}

// missingWords end what is missing to the target: “six points still needed”.
var missingWords = set("needed", "required", "remain", "remaining")

// namesTarget reports whether a target is named within a few words.
func (r *reading) namesTarget(s sentence, n int) bool {
	for i := n; i < min(s.to, n+6); i++ {
		if q := r.items[i].q; isTarget[r.wordAt(i)] || q != nil && !q.noise && r.aim.says(q) {
			return true
		}
	}
	return false
}
