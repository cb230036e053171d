package claims

import "chaser/kpi"

// Rows of a number with its percentage are parts of one whole, “Paid 1,865 64%. Cancelled 612 21%. Written off 87 3%”,
// which the row before or behind them gives, or which is the card's figure.

// sharesListed checks rows of a number and its percentage against the whole that all of them fit but one, or that they
// make. It speaks where one slip mends it.
func (r *reading) sharesListed(c *Card) []Claim {
	table := r.rows()
	for from := range table {
		if from > 0 && table[from-1].named && isPair(table[from-1]) {
			continue
		}
		to := from
		for to < len(table) && table[to].named && isPair(table[to]) {
			to++
		}
		if to-from < 2 {
			continue
		}
		var odd []Claim
		for _, of := range wholesOf(c, table, from, to) {
			claim, fits, ok := r.pairsClaim(table[from:to], of)
			if ok && claim.Kind == Sum {
				return []Claim{claim}
			}
			if fits {
				odd = nil
				break
			}
			if ok {
				odd = append(odd, claim)
			}
		}
		if len(odd) > 0 {
			return odd[:1]
		}
	}
	return nil
}

func isPair(w row) bool {
	return len(w.cells) == 2 && w.cells[0].unit == plain && w.cells[1].unit == percent && w.cells[0].sign == 0 && w.cells[1].sign == 0
}

// wholesOf are the numbers that the pairs of some rows may be parts of.
func wholesOf(c *Card, table []row, from, to int) []cell {
	var all []cell
	for _, n := range []int{from - 1, to} {
		if n >= 0 && n < len(table) && len(table[n].cells) == 1 && table[n].cells[0].unit == plain && (table[n].named || table[n].isTotal()) {
			all = append(all, table[n].cells[0])
		}
	}
	if of, ok := figureCell(c); ok && c.Unit == kpi.Count {
		all = append(all, of)
	}
	return all
}

// pairsClaim holds pairs against a whole; fits is whether all of them fit it.
func (r *reading) pairsClaim(rows []row, of cell) (claim Claim, fits, ok bool) {
	odd, held, whole := -1, 0, milli(0)
	for n, w := range rows {
		whole += w.cells[0].v
		share := rowShare{w.cells[0], w.cells[1], of}
		switch {
		case share.holds():
			held++
		case share.nearly():
		case odd >= 0:
			return claim, false, false
		default:
			odd = n
		}
	}
	sums := whole == of.v
	if odd < 0 {
		return r.pairsMake(rows, of, held)
	}
	if held < 2 && (held < 1 || !sums) || ofAnother(rows, odd) {
		return claim, false, false
	}
	share := rowShare{rows[odd].cells[0], rows[odd].cells[1], of}
	if !share.slipMends() {
		return claim, false, false
	}
	return r.rowShareClaim(rows[odd], share), false, true
}

// pairsMake holds pairs that come to 100% against their whole.
func (r *reading) pairsMake(rows []row, of cell, held int) (claim Claim, fits, ok bool) {
	shares := sumOfCells(columnOf(rows, 1))
	if held < 1 || shares < 99_500 || shares > 100_500 || of.end == 0 {
		return claim, true, false
	}
	list := columnOf(rows, 0)
	claim, ok = r.listClaimOf(list, row{start: of.start, end: of.end}, of)
	return claim, !ok || claim.Agrees, ok && !claim.Agrees
}

// ofAnother reports whether a percentage is right of another number of the rows: “apologies 30 67%”, of the 45 upheld.
func ofAnother(rows []row, odd int) bool {
	for n, w := range rows {
		if n != odd && (rowShare{rows[odd].cells[0], rows[odd].cells[1], w.cells[0]}).nearly() {
			return true
		}
	}
	return false
}

// figureCell is the card's figure as a cell.
func figureCell(c *Card) (cell, bool) {
	if c.Figure.Value == nil || c.Figure.Value.Sign() <= 0 || c.Cumulative || titleToDate(c) {
		return cell{}, false
	}
	v, ok := milliOf(c.Figure.Value)
	step, fine := milliOf(c.Figure.Step)
	of := cell{v: v, step: step, digits: digitsOf(c.Figure)}
	return of, ok && fine && step > 0 && len(of.digits) <= 9
}
