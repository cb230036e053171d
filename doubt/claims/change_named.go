package claims

import "math/big"

// namesThings reports whether a word of change is part of a name: “the clear-up rate was 46%”, “Falls 402 (18%), burns
// 31 (1%)”.
func (r *reading) namesThings(s sentence, n int) bool {
	w := r.wordAt(n)
	if (w == "up" || w == "down" || w == "rise") && r.markAt(n-1) == "-" && r.wordAt(n-2) != "" && r.items[n-1].start == r.items[n-2].end && r.items[n].start == r.items[n-1].end {
		return true
	}
	if w != "falls" && w != "rises" && w != "cuts" || r.quantityAt(n+1) == nil || r.quantityAt(n+1).unit != plain {
		return false
	}
	first := n == s.from || r.markAt(n-1) == "," || r.markAt(n-1) == ";" || r.markAt(n-1) == ":" || r.wordAt(n-1) == "and"
	behind := r.markAt(n + 2)
	return first && (n+2 >= s.to || behind == "(" || behind == "," || behind == ";")
}

// readBracketLevel reads the number in brackets behind a percentage as what a change ends at, where it cannot be how
// far it went: “rose by 9% (114) compared to 105”.
func (r *reading) readBracketLevel(m *move) {
	if len(m.by) != 2 || m.from < 0 || m.to >= 0 || m.sign == 0 {
		return
	}
	rate, level, from := r.items[m.by[0]].q, r.items[m.by[1]].q, r.items[m.from].q
	if rate.unit != percent || level.unit != plain || from.unit != plain || r.markAt(m.by[1]-1) != "(" || from.value.Sign() <= 0 {
		return
	}
	share := percentage(level.value, from.value)
	if level.value.Cmp(from.value) == 0 || share.Cmp(whole(40)) < 0 || share.Cmp(new(big.Rat).Mul(rate.value, whole(2))) < 0 {
		return
	}
	m.to, m.by = m.by[1], m.by[:1]
	level.delta = 0
}
