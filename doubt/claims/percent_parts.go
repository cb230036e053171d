package claims

// allWords say that a list of percentages is of one whole.
var allWords = set("all", "split", "breakdown", "makes", "make", "comprises", "consists")

// gradeWords name the bands of a scale that every part falls into.
var gradeWords = set("green", "amber", "red", "blue", "exceeded", "below", "remaining", "rest", "remainder", "neither", "neutral", "dissatisfied")

// percentParts checks that the percentages of one scale make 100: “66% met the target, 13% slightly below and 21%
// below”.
func (r *reading) percentParts(c *Card) (Claim, bool) {
	for _, s := range r.sentences {
		var list []int
		grades := 0
		whole100 := true
		for n := s.from; n < s.to; n++ {
			if q := r.items[n].q; q != nil && !q.noise && q.unit == percent {
				whole100 = whole100 && q.delta == 0 && !q.base && !q.fraction && q.how == asSaid && !q.target
				list = append(list, n)
			}
			if gradeWords[r.wordAt(n)] {
				grades++
			}
			if w := r.items[n].w; w != nil && c.slotOf(w) != slotOwn {
				whole100 = false
			}
		}
		if grades == 0 && len(list) >= 4 && r.hasWord(s.from, s.to, allWords) {
			grades = 2 // residual makes up 48.7% of all waste, and so on
		}
		if len(list) < 3 || len(list) > 8 || !whole100 || grades == 0 || r.partial(s) {
			continue
		}
		claim := r.claim(Sum, Words, list[0], list[len(list)-1])
		claim.Computed, claim.Stated, claim.PerCent = r.sum(list), "100%", true
		claim.Allowed = around(hundred, whole(int64(len(list)-1)))
		claim.Read = r.added(list)
		claim.Agrees = claim.Allowed.Holds(claim.Computed)
		holds := func() bool { return r.sum(list).Cmp(hundred) == 0 }
		if claim.Agrees || grades >= 2 && slipOf(holds, nil, r.quantities(list)...) {
			return claim, true
		}
	}
	return Claim{}, false
}
