package sheet

import (
	"strings"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// grid is one sheet of cells as they are shown. Rows and columns count from 1 outside this file.
type grid struct {
	name   string
	hidden bool
	note   string // how the file was read where that was a guess
	rows   [][]cell
	merged []area
	unseen map[int]bool // rows that are hidden
}

// cell is what is shown in a cell, and what a workbook knows of it besides.
type cell struct {
	text    string           // as it is shown, without space around it
	number  *decimal.Decimal // of a workbook's number, as it is kept
	percent bool             // the number is shown as a percentage, a hundred times itself
	day     kpi.Date         // of a workbook's date
	problem string           // why what stands there cannot be believed
	linked  bool             // it was taken from another workbook, when this one was last saved
}

// area is cells that were merged into one.
type area struct{ top, left, bottom, right int }

func (g grid) at(row, column int) cell {
	if row < 1 || row > len(g.rows) || column < 1 || column > len(g.rows[row-1]) {
		return cell{}
	}
	return g.rows[row-1][column-1]
}

func (g grid) text(row, column int) string { return g.at(row, column).text }

// width is the last column in which anything stands.
func (g grid) width() int {
	most := 0
	for _, r := range g.rows {
		most = max(most, len(r))
	}
	return most
}

// filled are the columns of a row in which something stands.
func (g grid) filled(row int) []int {
	var columns []int
	if row < 1 || row > len(g.rows) {
		return nil
	}
	for n, c := range g.rows[row-1] {
		if c.text != "" {
			columns = append(columns, n+1)
		}
	}
	return columns
}

// single is the text of a row in which only one cell has any.
func (g grid) single(row int) (string, bool) {
	columns := g.filled(row)
	if len(columns) != 1 {
		return "", false
	}
	return g.text(row, columns[0]), true
}

// trim drops what is empty at the ends.
func (g *grid) trim() {
	last := 0
	for n, r := range g.rows {
		end := 0
		for m, c := range r {
			if c.text != "" {
				end = m + 1
			}
		}
		g.rows[n] = r[:end]
		if end > 0 {
			last = n + 1
		}
	}
	g.rows = g.rows[:last]
}

// across is the merged area that begins in a cell, or the cell alone.
func (g grid) across(row, column int) area {
	for _, m := range g.merged {
		if m.top == row && m.left == column {
			return m
		}
	}
	return area{row, column, row, column}
}

// spread writes what stands in a merged area into each of its rows, so that a title beside two rows belongs to both.
// What spreads across columns is a heading's, and is read as one.
func (g *grid) spread() {
	for _, m := range g.merged {
		first := g.at(m.top, m.left)
		if first.text == "" || m.left != m.right || first.number != nil {
			continue
		}
		for row := m.top + 1; row <= m.bottom && row <= len(g.rows); row++ {
			for len(g.rows[row-1]) < m.left {
				g.rows[row-1] = append(g.rows[row-1], cell{})
			}
			g.rows[row-1][m.left-1] = first
		}
	}
}

// shown makes a cell's text fit to read: spaces of all kinds are one, dashes of all lengths stay.
func shown(text string) string { return strings.TrimSpace(kpi.CleanText(text)) }
