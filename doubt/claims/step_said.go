package claims

// stepsTwice checks a step in numbers and in per cent, of which the second names no time of its own, under the card's
// figure: “15,881 more visits than in the same quarter of last year, a rise of 7%”.
func (r *reading) stepsTwice(c *Card) []Claim {
	if c.Figure.Value == nil {
		return nil
	}
	var all []Claim
	for k, s := range r.sentences {
		for i := 1; i < len(r.moves[k]); i++ {
			a, b := r.moves[k][i-1], r.moves[k][i]
			if len(a.by) != 1 || len(b.by) != 1 || a.sign != b.sign || a.base == nil || b.base != a.base || a.from >= 0 || b.from >= 0 || a.level >= 0 || b.to >= 0 {
				continue
			}
			if r.items[a.by[0]].q.unit == percent || r.items[b.by[0]].q.unit != percent || !isStem(c.titleStems(), r.wordAt(a.at+1)) {
				continue
			}
			both := *a
			both.by, both.last = []int{a.by[0], b.by[0]}, b.last
			if claim, ok := r.stepTo(c, s, &both, c.Figure.Value); ok {
				all = append(all, claim)
			}
		}
	}
	return all
}
