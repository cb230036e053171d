package claims

// ofOwnObjects reports whether two parts that would make a whole say of different things what they say: “50 passed the
// theory and 31 failed the practical”, “56 met the limit for iron and 13 did not meet it for zinc”.
func (r *reading) ofOwnObjects(_ *Card, claim Claim, spanned []int) bool {
	if claim.Kind != Sum && claim.Kind != Share || len(spanned) < 2 {
		return false
	}
	b := spanned[len(spanned)-1]
	a := spanned[len(spanned)-2]
	s := r.sentences[r.sentenceOf(b)]
	if a < s.from {
		return false
	}
	return r.objectsApart(r.besidePart(s, a, b), r.besidePart(s, b, s.to))
}

// objectsApart reports whether two runs of words end in other names behind one and the same word, having said what
// became of what they tell of.
func (r *reading) objectsApart(a, b span) bool {
	to := a.to
	for to > a.from && conjunctions[r.wordAt(to-1)] {
		to--
	}
	x, y := to-1, b.to-1
	lead := r.wordAt(x - 1)
	if x-1 < a.from || y-1 < b.from || lead != r.wordAt(y-1) || !objectLeads[lead] {
		return false
	}
	own, other := stemOf(r.wordAt(x)), stemOf(r.wordAt(y))
	return own != "" && other != "" && own != other && r.hasOutcome(a.from, x-1) && r.hasOutcome(b.from, y-1)
}

// objectLeads stand before what something was done to, or for.
var objectLeads = set("the", "for", "their", "a", "an")

// hasOutcome reports whether words say what became of something.
func (r *reading) hasOutcome(from, to int) bool {
	if r.saysNot(span{from, to}) {
		return true
	}
	for _, pair := range opposedOutcomes {
		if r.hasWord(from, to, pair[0]) || r.hasWord(from, to, pair[1]) {
			return true
		}
	}
	return false
}
