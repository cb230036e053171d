package claims

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
