package claims

import "slices"

// The row that is called the total is the sum of the rows before it, or behind it where none stand before: in each of
// its columns, where it has several. “April 14 9 May 21 11 June 18 15 Total 53 35.”

// rowsTotalled checks the rows of each table against their total. It speaks where one slip mends a sum.
func (r *reading) rowsTotalled(c *Card) []Claim {
	var all []Claim
	table := r.rows()
	for t := range table {
		if !table[t].isTotal() || table[t].ofOtherYear(c) {
			continue
		}
		if claim, ok := r.totalClaim(table, t); ok {
			all = append(all, claim)
		}
	}
	return all
}

// otherTotals are no total of what stands beside them.
var otherTotals = set("date", "target", "targets", "budget", "ytd", "cumulative", "previous", "last", "capacity", "population", "average",
	"since", "forecast", "estimated", "possible", "available", "eligible", "of", "over", "to", "per", "subtotal", "sub", "grand", "rolling", "running")

// toldTotal are the words of a sentence that a total's label may be: “The total number of warnings was 424”.
var toldTotal = set("was", "were", "is", "are", "the", "been", "has", "have")

func (w row) isTotal() bool {
	if len(w.cells) == 0 || w.counted || len(w.label) == 0 || len(w.label) > mostLabel {
		return false
	}
	total := len(w.label) == 1 && w.label[0] == "all"
	for n, word := range w.label {
		counts := word == "of" && n > 0 && (w.label[n-1] == "number" || w.label[n-1] == "amount")
		if otherTotals[word] && !counts || sentenceWords[word] && !toldTotal[word] {
			return false
		}
		total = total || totalNames[word]
	}
	return total
}

// totalClaim holds the rows around a total against it.
func (r *reading) totalClaim(table []row, t int) (Claim, bool) {
	of := table[t]
	if t > 0 && len(of.cells) == 1 && len(table[t-1].cells) > 2 && table[t-1].named && of.after == ' ' {
		return r.listClaimOf(cellsOf(table[t-1]), of, of.cells[0])
	}
	list := rowsBefore(table, t)
	if len(list) < 2 {
		list = rowsBehind(table, t)
		if len(of.cells) == 1 && (len(list) < 3 || !anyRow(list, lastNames)) {
			return Claim{}, false
		}
	}
	if len(list) < 2 {
		return Claim{}, false
	}
	if len(of.cells) > 1 {
		return r.columnClaim(list, of)
	}
	if len(list) == 2 && !r.alikeLabels(list, of) || comeAndGo(list) || namesStock(list, of) {
		return Claim{}, false
	}
	return r.listClaimOf(columnOf(list, 0), of, of.cells[0])
}

// rowsBefore are the rows that a total may be the sum of: back to where a sentence begins, or the one before it where
// the total begins its own, or to another total.
func rowsBefore(table []row, t int) []row {
	from, sentences := t, 0
	if table[t].after == '.' {
		sentences = 1
	}
	for from > 0 && t-from < mostRows {
		w := table[from-1]
		if table[from].after == ':' || w.isTotal() || !alikeCells(w, table[t]) || !w.named || someOfLabel(w) {
			break
		}
		if table[from].after == '.' && from < t {
			if t-from > 1 && sentences == 1 && !oneEach(table[from:t]) || sentences == 0 {
				break
			}
		}
		if table[from].after == ';' && table[t].after == ',' {
			break
		}
		from--
	}
	return table[from:t]
}

// oneEach reports whether each of the rows is a sentence or a line of its own.
func oneEach(rows []row) bool {
	for _, w := range rows[1:] {
		if w.after != '.' {
			return false
		}
	}
	return true
}

// rowsBehind are the rows right behind a total, in its sentence, or each in a line of its own.
func rowsBehind(table []row, t int) []row {
	to := t + 1
	for to < len(table) && to-t < mostRows && alikeCells(table[to], table[t]) && table[to].named && !table[to].isTotal() && !someOfLabel(table[to]) {
		if to > t+1 && table[to].after == '.' && table[t+1].after != '.' {
			break
		}
		to++
	}
	return table[t+1 : to]
}

// someOfLabel reports whether a label names some of what another row counts.
func someOfLabel(w row) bool {
	for _, word := range w.label {
		if partialWords[word] || leavingRoom[word] && word != "both" || otherTotals[word] && word != "of" && word != "to" && word != "over" && word != "previous" {
			return true
		}
	}
	return false
}

// alikeCells reports whether two rows have cells of the same units, none of them a step.
func alikeCells(a, b row) bool {
	if len(a.cells) != len(b.cells) {
		return false
	}
	for n := range a.cells {
		if a.cells[n].unit != b.cells[n].unit || a.cells[n].sign != 0 || b.cells[n].sign != 0 {
			return false
		}
	}
	return true
}

// alikeLabels reports whether two rows and their total share a word: “calls by day 145, calls at night 42, total
// calls 187”.
func (r *reading) alikeLabels(list []row, of row) bool {
	for _, word := range of.label {
		if stemOf(word) != "" && !totalNames[word] && slices.Contains(list[0].label, word) && slices.Contains(list[1].label, word) {
			return true
		}
	}
	return false
}

func columnOf(list []row, n int) []*cell {
	var all []*cell
	for i := range list {
		all = append(all, &list[i].cells[n])
	}
	return all
}

func cellsOf(w row) []*cell {
	var all []*cell
	for n := range w.cells {
		all = append(all, &w.cells[n])
	}
	return all
}

// columnClaim finds the one column that does not make its total, where the others do.
func (r *reading) columnClaim(list []row, of row) (Claim, bool) {
	odd, told := -1, int64(1)
	for n, total := range of.cells {
		if total.unit == percent {
			continue
		}
		switch column := columnOf(list, n); {
		case adds(column, total) && told < 1e9:
			told *= max(1, int64(total.v/total.step))
		case adds(column, total):
		case odd >= 0:
			return Claim{}, false
		default:
			odd = n
		}
	}
	if odd < 0 || told < 30 {
		return Claim{}, false
	}
	return r.sumClaimOf(columnOf(list, odd), of, of.cells[odd])
}

// totalNames call a number the total of a list.
var totalNames = set("total", "totals", "altogether", "overall")
