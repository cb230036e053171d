package claims

import (
	"slices"

	"chaser/kpi"
)

// Where a list names no total, the card's figure is its whole, if the list is of all months or quarters of the figure's
// year, if it stands in one row before the figure, or if the figure heads it and what became of it ends it.

// listsOfFigure checks lists of rows against the card's figure. It speaks where one slip mends the sum.
func (r *reading) listsOfFigure(c *Card) []Claim {
	of, ok := figureCell(c)
	if !ok || c.Unit != kpi.Count && c.Unit != kpi.Currency {
		return nil
	}
	var all []Claim
	table := r.rows()
	for n := range table {
		if claim, ok := r.runToFigure(c, table[n], of); ok {
			all = append(all, claim)
		}
		if claim, ok := r.periodsOfYear(c, table[n:], of); ok {
			all = append(all, claim)
		}
		if claim, ok := r.partsUnderHead(c, table, n, of); ok {
			all = append(all, claim)
		}
	}
	return all
}

// figureCell is the card's figure as a cell.
func figureCell(c *Card) (cell, bool) {
	if c.Figure.Value == nil || c.Figure.Value.Sign() <= 0 || c.Cumulative || titleToDate(c) {
		return cell{}, false
	}
	v, ok := milliOf(c.Figure.Value)
	step, fine := milliOf(c.Figure.Step)
	of := cell{v: v, step: step, digits: digitsOf(c.Figure)}
	if c.Unit == kpi.Currency {
		of.unit = money
	}
	return of, ok && fine && step > 0 && len(of.digits) <= 9
}

// runToFigure reads four quarters, twelve months or the three of a quarter, and their total behind them in one row:
// “1,824 1,260 1,952 2,228 7,264 7,500”.
func (r *reading) runToFigure(c *Card, w row, of cell) (Claim, bool) {
	if w.counted || c.overlapsLabel(w.label) < 2 && !w.named || c.overlapsLabel(w.label) == 0 {
		return Claim{}, false
	}
	for _, n := range partsOfSpan[c.Figure.Period.Span()] {
		if n >= len(w.cells) || w.cells[n].unit == percent || w.cells[n].sign != 0 {
			continue
		}
		list, total := cellsOf(w)[:n], w.cells[n]
		if !oneKind(list, total) {
			continue
		}
		sum := sumOfCells(list)
		if total.v == of.v || sum == of.v && slices.Contains(total.retyped(), of.v) {
			return r.listClaimOf(list, w, total)
		}
	}
	return Claim{}, false
}

// partsOfSpan are how many quarters or months a year and a quarter have.
var partsOfSpan = map[kpi.Frequency][]int{kpi.Yearly: {4, 12}, kpi.Quarterly: {3}}

// oneKind reports whether all cells are counts, or all amounts, as their total is.
func oneKind(list []*cell, total cell) bool {
	for _, c := range list {
		if c.unit != total.unit || c.sign != 0 {
			return false
		}
	}
	return true
}

// overlapsLabel counts the words of a label that the title has.
func (c *Card) overlapsLabel(label []string) int {
	found := 0
	for _, word := range label {
		if s := stemOf(word); s != "" && slices.Contains(c.titleStems(), s) {
			found++
		}
	}
	return found
}

// periodsOfYear holds a row for each month, or each quarter, of the figure's year against the figure.
func (r *reading) periodsOfYear(c *Card, table []row, of cell) (Claim, bool) {
	if c.Figure.Period.Span() != kpi.Yearly || titleOfStock(c) {
		return Claim{}, false
	}
	first, of12 := periodOfLabel(table[0].label)
	if first == 0 || of12 == 12 && first != int(c.Figure.Period.Start().Month) || of12 == 4 && first != 1 || of12 > len(table) {
		return Claim{}, false
	}
	for n, w := range table[:of12] {
		at, in := periodOfLabel(w.label)
		if !w.named || len(w.cells) != 1 || in != of12 || (at-first-n)%of12 != 0 {
			return Claim{}, false
		}
		if year, ok := yearOfLabel(w.label); ok && n == 0 && year != c.Figure.Period.Start().Year%100 {
			return Claim{}, false
		}
	}
	list := columnOf(table[:of12], 0)
	if of12 < len(table) && table[of12].isTotal() || !oneKind(list, of) {
		return Claim{}, false // which the total's own row says
	}
	return r.ownClaimOf(list, of)
}

// periodOfLabel is the month of twelve, or the quarter of four, that a label is: “Apr-24”, “Q1”, “Quarter 1”.
func periodOfLabel(label []string) (n, of int) {
	switch {
	case len(label) == 0 || len(label) > 3:
		return 0, 0
	case months[label[0]] > 0:
		return int(months[label[0]]), 12
	case len(label[0]) == 2 && label[0][0] == 'q' && label[0][1] >= '1' && label[0][1] <= '4':
		return int(label[0][1] - '0'), 4
	case len(label) > 1 && (label[0] == "quarter" || label[0] == "qtr"):
		return quarterOrdinals[label[1]], 4
	}
	return 0, 0
}

// yearOfLabel is the year of “Apr-24” or “April 2024”, in two digits.
func yearOfLabel(label []string) (int, bool) {
	last := label[len(label)-1]
	if len(label) < 2 || !isDigit(rune(last[0])) || len(last) != 2 && len(last) != 4 {
		return 0, false
	}
	last = last[len(last)-2:]
	return int(last[0]-'0')*10 + int(last[1]-'0'), isDigit(rune(last[1]))
}

// ownClaimOf is the claim that cells make the card's figure, which one slip would.
func (r *reading) ownClaimOf(list []*cell, of cell) (Claim, bool) {
	w := row{start: list[0].start, end: list[len(list)-1].end}
	of.start, of.end = w.start, w.start
	claim, ok := r.listClaimOf(list, w, of)
	claim.Subject, claim.Stated = Own, Digits(of.v.rat())
	return claim, ok
}
