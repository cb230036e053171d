package claims

// restHeading is the place of the number that a sentence begins with as the rest: “Of the other 32,”, “The rest (57)
// were”; −1 where it does not.
func (r *reading) restHeading(s sentence) int {
	for n := s.from; n < min(s.to, s.from+7); n++ {
		q := r.items[n].q
		if q == nil {
			if m := r.items[n]; m.kind == markItem && m.text != "(" {
				return -1
			}
			continue
		}
		if !q.count() || q.how != asSaid || q.round {
			return -1
		}
		for i := n - 1; i >= max(s.from, n-3); i-- {
			if w := r.wordAt(i); restNames[w] && w != "leaving" && r.wordAt(i-1) == "the" || w == "others" {
				return n
			}
		}
		return -1
	}
	return -1
}
