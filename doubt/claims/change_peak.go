package claims

// peakNames are the words by which a text ranks an earlier count: “24% down from a peak number of 3,640 in 2011”.
var peakNames = set("peak", "high", "low", "record", "height", "highest", "lowest", "trough", "maximum")

// namesPeak reports whether a word calls a number a peak of what the card counts: it is as large as the figure, or less
// than three times as large.
func (r *reading) namesPeak(c *Card, n, end int) bool {
	q := r.items[end].q
	return peakNames[r.wordAt(n)] && c.Figure.Value != nil && (len(q.digits) == len(digitsOf(c.Figure)) || ofOneSize(q.value, c.Figure.Value))
}

// alikeWords put an earlier number beside the figure, from which it hardly differs, so that no change behind it leads
// to that number: “14,310 loans, similar to the 14,322 of 2011 and 1,204 fewer than in 1982”.
var alikeWords = set("similar", "comparable", "identical", "equal", "close", "line", "consistent", "level")

// behindAlike reports whether a number stands behind “similar to”.
func (r *reading) behindAlike(s sentence, n int) bool {
	for i := n - 1; i > max(s.from, n-7) && r.items[i].kind != markItem && r.items[i].q == nil; i-- {
		if w := r.wordAt(i); w == "to" || w == "with" {
			return alikeWords[r.wordAt(i-1)]
		}
	}
	return false
}
