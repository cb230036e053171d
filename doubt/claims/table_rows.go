package claims

import "slices"

// In the rows of a table the same stands in the same place: “July 512 143 369; August 463 121 342” is raised, emergency
// and routine, whatever the head says. What holds in the other rows holds in all: a cell that is the sum of others, a
// percentage that one is of another, a signed step and its percentage.

// rowsHeld checks the rows of each table against each other. It speaks where all but one row agree, and one slip mends
// that.
func (r *reading) rowsHeld(*Card) []Claim {
	var all []Claim
	for _, rows := range r.alikeRows() {
		if claim, ok := r.oddCell(rows); ok {
			all = append(all, claim)
		}
	}
	return all
}

// alikeRows are the runs of rows with the same cells in the same order, two at least, or one that has a signed step.
func (r *reading) alikeRows() [][]row {
	var all [][]row
	table := r.rows()
	for from := 0; from < len(table); {
		to := from + 1
		for to < len(table) && to-from < mostRows && alikeRow(table[from], table[to]) {
			to++
		}
		if len(table[from].cells) > 2 && table[from].named {
			all = append(all, table[from:to])
		}
		from = to
	}
	return all
}

func alikeRow(a, b row) bool {
	if !a.named || !b.named || len(a.cells) != len(b.cells) || b.after == ':' {
		return false
	}
	for n := range a.cells {
		if a.cells[n].unit != b.cells[n].unit || (a.cells[n].sign != 0) != (b.cells[n].sign != 0) && a.cells[n].v != 0 && b.cells[n].v != 0 {
			return false
		}
	}
	return true
}

// instance is a tie in one row.
type instance struct {
	tie
	row int
}

func (x instance) cells() []int { return append([]int{x.to}, x.of...) }

// oddCell finds the one cell that spoils what holds in the other rows.
func (r *reading) oddCell(rows []row) (Claim, bool) {
	odd := oddInstances(rows)
	if len(odd) == 0 {
		return Claim{}, false
	}
	cells := rows[odd[0].row].cells
	if carriesOver(rows, odd[0]) {
		return Claim{}, false
	}
	for _, n := range odd[0].cells() {
		if inEach(odd, n) && mends(cells, n, odd) {
			return r.tieClaim(rows[odd[0].row], odd[0]), true
		}
	}
	return Claim{}, false
}

// oddInstances are what fails in one row, and holds in the others.
func oddInstances(rows []row) []instance {
	all := tiesOf(rows[0].cells)
	sound := map[int]bool{} // columns that some tie makes in every row
	var odd []instance
	for _, x := range all {
		held, broken := tried(rows, x)
		if held+len(broken) == 0 || len(broken) > 1 || evidence(rows, x, all) < leastEvidence(rows, x, all) {
			continue
		}
		if len(broken) == 0 {
			sound[x.to] = true
		} else {
			odd = append(odd, instance{x, broken[0]})
		}
	}
	return slices.DeleteFunc(odd, func(x instance) bool { return sound[x.to] })
}

// inEach reports whether a cell belongs to every one of the ties that fail, in one row.
func inEach(odd []instance, n int) bool {
	for _, x := range odd {
		if x.row != odd[0].row || !contains(x.cells(), n) {
			return false
		}
	}
	return true
}

// mends reports whether one slip in a cell makes all of the ties hold.
func mends(cells []cell, n int, odd []instance) bool {
	was := cells[n].v
	defer func() { cells[n].v = was }()
	for _, v := range cells[n].slips() {
		cells[n].v = v
		holds := true
		for _, x := range odd {
			holds = holds && x.holds(cells)
		}
		if holds {
			return true
		}
	}
	return false
}

// retyped are what a cell would be with one digit typed as another, or two changed over.
func (c cell) retyped() []milli {
	var all []milli
	for n := range c.digits {
		for d := '0'; d <= '9'; d++ {
			all = append(all, c.as(c.digits[:n]+string(d)+c.digits[n+1:]))
		}
		if n > 0 {
			all = append(all, c.as(c.digits[:n-1]+c.digits[n:n+1]+c.digits[n-1:n]+c.digits[n+1:]))
		}
	}
	return all
}

// slips are retyped, and with one digit left out or doubled.
func (c cell) slips() []milli {
	all := c.retyped()
	for n := range c.digits {
		all = append(all, c.as(c.digits[:n]+c.digits[n+1:]), c.as(c.digits[:n]+c.digits[n:n+1]+c.digits[n:]))
	}
	return all
}

// as is a cell's number with other digits.
func (c cell) as(digits string) milli {
	v := milli(0)
	for _, d := range digits {
		v = v*10 + milli(d-'0')
	}
	if c.sign < 0 {
		v = -v
	}
	return v * c.step
}

// tried is in how many rows a tie holds, and in which it is broken; it may be neither, off by a last digit.
func tried(rows []row, x tie) (held int, broken []int) {
	for n, row := range rows {
		switch {
		case x.holds(row.cells):
			held++
		case !x.nearly(row.cells):
			broken = append(broken, n)
		}
	}
	return held, broken
}

// vouchedBy reports whether another tie that holds makes this one likely: a step and its percentage do for each other,
// and so do two shares of one whole.
func (x tie) vouchedBy(y tie) bool {
	switch {
	case x.kind == isShare && y.kind == isShare && x.to != y.to:
		return x.of[1] == y.of[1]
	case x.kind >= isStepOf && y.kind >= isStepOf:
		return slices.Equal(x.of, y.of)
	}
	return x.kind == y.kind && x.to == y.to && slices.Equal(x.of, y.of)
}

// evidence is one in how many times the rows would hold by chance.
func evidence(rows []row, x tie, all []tie) int64 {
	product := int64(1)
	for _, y := range all {
		if !x.vouchedBy(y) {
			continue
		}
		for _, row := range rows {
			if y.holds(row.cells) && product < 1e9 {
				product *= y.tells(row.cells)
			}
		}
	}
	return product
}

// leastEvidence is what a tie of so many takes.
func leastEvidence(rows []row, x tie, all []tie) int64 {
	alike := int64(0)
	for _, y := range all {
		if y.kind == x.kind && (x.kind == addsUp || y.to == x.to) && y.canHold(rows) {
			alike++
		}
	}
	switch x.kind {
	case addsUp:
		return 200 * alike
	case isShare:
		return 40 * alike
	}
	return 15 * alike
}

// canHold is false for a share whose part is larger than its whole in most rows.
func (x tie) canHold(rows []row) bool {
	larger := 0
	for _, w := range rows {
		if x.kind == isShare && w.cells[x.of[0]].v > w.cells[x.of[1]].v {
			larger++
		}
	}
	return larger*2 < len(rows) || larger == 0
}

// carriesOver reports whether what fails in a row is right of it and the rows before: a percentage for the year to
// date, or what was left of the row before.
func carriesOver(rows []row, x instance) bool {
	if x.row == 0 {
		return false
	}
	switch at := rows[x.row].cells; x.kind {
	case isShare:
		part, of := at[x.of[0]], at[x.of[1]]
		for _, w := range rows[:x.row] {
			part.v, of.v = part.v+w.cells[x.of[0]].v, of.v+w.cells[x.of[1]].v
		}
		return tie{isShare, 2, []int{0, 1}}.nearly([]cell{part, of, at[x.to]})
	case addsUp:
		off, _ := x.off(at)
		for _, n := range x.cells() {
			if off == rows[x.row-1].cells[n].v {
				return true
			}
		}
	}
	return false
}
