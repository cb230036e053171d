package claims

import "slices"

// partsUnderHead holds the rows of one sentence against the figure, which the row before them gives: “Replies sent
// 173. Granted 96, refused 65, withdrawn 12”.
func (r *reading) partsUnderHead(c *Card, table []row, from int, of cell) (Claim, bool) {
	to := groupAt(table, from)
	list := table[from:to]
	if len(list) < 2 || to < len(table) && table[to].isTotal() || !endsWhole(list) {
		return Claim{}, false
	}
	head, whole := headOf(table, from, of)
	if !head {
		return r.headSlipped(c, table[max(0, from-4):from], list, of)
	}
	for _, w := range whole {
		if adds(columnOf(list, 0), w) {
			return Claim{}, false
		}
	}
	for _, w := range whole {
		if claim, ok := r.listClaimOf(columnOf(list, 0), row{start: w.start, end: w.end}, w); ok && !claim.Agrees {
			return claim, true
		}
	}
	return Claim{}, false
}

// groupAt is where the rows end that begin a sentence at a place and are parted by commas or semicolons, or that are
// told in time and late; the place itself where none do.
func groupAt(table []row, from int) int {
	if after := table[from].after; after != '.' && after != ':' {
		return from
	}
	to := from
	if inTimeAndLate(table[from:]) {
		return from + 2
	}
	for to < len(table) && table[to].named && len(table[to].cells) == 1 && table[to].cells[0].unit == plain && !someOfLabel(table[to]) {
		if to++; to < len(table) && (table[to].after == '.' || table[to].after == ':') {
			break
		}
	}
	if to < len(table) && table[to].after != '.' && table[to].after != ':' {
		return from // some of it is no list
	}
	return to
}

// headOf reports whether the figure stands in the row before a list, and gives what the list may be the parts of: the
// figure, or a part of it where the rows between are its parts.
func headOf(table []row, from int, of cell) (bool, []cell) {
	var between []*cell
	for n := from - 1; n >= max(0, from-8); n-- {
		w := table[n]
		if !w.named || len(w.cells) != 1 || w.cells[0].unit != of.unit {
			return false, nil
		}
		head := w.cells[0]
		if head.v != of.v {
			between = append(between, &w.cells[0])
			continue
		}
		whole := []cell{head}
		if len(between) > 0 && !adds(between, head) {
			return false, nil
		}
		for _, c := range between {
			whole = append(whole, *c)
		}
		return true, whole
	}
	return false, nil
}

// headSlipped finds the row before a list that makes the figure, where it heads the list and one slip makes it the
// figure.
func (r *reading) headSlipped(c *Card, before, list []row, of cell) (Claim, bool) {
	if !adds(columnOf(list, 0), of) || slices.ContainsFunc(before, func(w row) bool { return slices.ContainsFunc(w.cells, func(c cell) bool { return c.v == of.v }) }) {
		return Claim{}, false
	}
	for _, w := range before {
		if w.named && len(w.cells) == 1 && w.cells[0].unit == of.unit && c.overlapsLabel(w.label) > 0 && slices.Contains(w.cells[0].retyped(), of.v) {
			return r.listClaimOf(columnOf(list, 0), w, w.cells[0])
		}
	}
	return Claim{}, false
}
