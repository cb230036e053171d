package sheet

import (
	"slices"
	"strings"

	"chaser/register/proposal"
)

// table is a block of a sheet: heading rows and what stands beneath them, up to the next headings.
type table struct {
	titles   []int // rows above that name the whole
	headings []int
	from, to int // the rows beneath
	columns  []column
}

// looks are the kinds of a sheet's cells, each found once.
type looks [][]kind

func looksOf(g grid) looks {
	all := make(looks, len(g.rows))
	for n, r := range g.rows {
		all[n] = make([]kind, len(r))
		for m, c := range r {
			all[n][m] = kindOf(c)
		}
	}
	return all
}

func (l looks) at(row, column int) kind {
	if row < 1 || row > len(l) || column < 1 || column > len(l[row-1]) {
		return empty
	}
	return l[row-1][column-1]
}

// headingHit is how much a cell looks like a heading: 2 for words of the vocabulary or a time and nothing else, 1 for
// such words among others.
func headingHit(text string) int {
	w, rest := timeIn(text)
	m := meaningOf(rest)
	switch {
	case m.sure >= whole, w.says() && rest == "":
		return 2
	case m.role != proposal.Nothing && len(strings.Fields(rest)) <= 8, w.placed() && len(strings.Fields(rest)) <= 3:
		return 1
	}
	return 0
}

// headingLike reports whether a row looks like headings by itself: most of its cells are a heading's words, and none
// is a number other than a year.
func (g grid) headingLike(l looks, row int) bool {
	columns := g.filled(row)
	hits, wholes := 0, 0
	for _, c := range columns {
		hit := headingHit(g.text(row, c))
		switch k := l.at(row, c); {
		case hit < 2 && (k == absence || k == choice || k == rating || k == arrow), hit == 0 && (k == number || k == prose):
			return false
		}
		hits += min(hit, 1)
		wholes += hit / 2
	}
	return wholes >= 2 && 2*hits >= len(columns)
}

// leads reports whether a row stands as headings over rows that each begin with a time: periods go down there.
func (g grid) leads(l looks, row int) bool {
	columns := g.filled(row)
	if len(columns) < 2 || row == len(g.rows) {
		return false
	}
	for _, c := range columns {
		if k := l.at(row, c); k == number || k == moment && c == columns[0] {
			return false
		}
	}
	below := g.filled(row + 1)
	if len(below) < 2 || l.at(row+1, below[0]) != moment || below[0] > columns[0] {
		return false
	}
	numbers := 0
	for _, c := range below[1:] {
		if k := l.at(row+1, c); (k == number || k == absence) && g.text(row, c) != "" {
			numbers++
		}
	}
	return 2*numbers > len(below)-1
}

// tables finds the blocks of a sheet.
func (g grid) tables(l looks) []table {
	groups := g.headingGroups(l)
	var all []table
	for n, group := range groups {
		t := table{headings: group, from: group[len(group)-1] + 1, to: len(g.rows)}
		if n+1 < len(groups) {
			t.to = groups[n+1][0] - 1
		}
		earliest := 1
		if n > 0 {
			earliest = groups[n-1][len(groups[n-1])-1] + 1
		}
		t.titles = g.titlesAbove(l, group[0], earliest, n == 0)
		all = append(all, t)
	}
	for n := 1; n < len(all); n++ { // what names a block is no row of the one before
		if titles := all[n].titles; len(titles) > 0 {
			all[n-1].to = min(all[n-1].to, titles[0]-1)
		}
	}
	return all
}

// headingGroups are the runs of heading rows. A row of two cells, such as “Quarter: | Q2”, is one only where nothing
// broader is.
func (g grid) headingGroups(l looks) [][]int {
	var groups [][]int
	broadest := 0
	for row := 1; row <= len(g.rows); row++ {
		if !g.headingLike(l, row) && !g.leads(l, row) {
			continue
		}
		group := []int{row}
		for g.continues(l, row+1) && !g.leads(l, row) {
			row++
			group = append(group, row)
		}
		for above := group[0] - 1; above >= 1 && g.spans(l, above, group[len(group)-1]); above-- {
			if len(groups) > 0 && slices.Contains(groups[len(groups)-1], above) {
				break
			}
			group = append([]int{above}, group...)
		}
		groups = append(groups, group)
		broadest = max(broadest, g.breadth(group))
	}
	return slices.DeleteFunc(groups, func(group []int) bool {
		return broadest >= 3 && g.breadth(group) < 3 || 3*g.breadth(group) < broadest
	})
}

// breadth is how many columns the headings name.
func (g grid) breadth(group []int) int {
	columns := map[int]bool{}
	for _, row := range group {
		for _, c := range g.filled(row) {
			columns[c] = true
		}
	}
	return len(columns)
}

// continues reports whether a row goes on with the headings of the row above it: every cell is a heading's.
func (g grid) continues(l looks, row int) bool {
	columns := g.filled(row)
	if len(columns) == 0 || len(columns) == 1 && columns[0] == 1 {
		return false
	}
	for _, c := range columns {
		if headingHit(g.text(row, c)) < 2 || l.at(row, c) == absence || l.at(row, c) == rating || l.at(row, c) == arrow {
			return false
		}
	}
	return true
}

// spans reports whether a row stands over headings as what several columns have in common: a period, Performance. A
// title, which stands over the first column or over them all, does not.
func (g grid) spans(l looks, row, headings int) bool {
	columns := g.filled(row)
	if len(columns) == 0 {
		return false
	}
	over := 0
	for _, c := range columns {
		k := l.at(row, c)
		if k == number || k == absence || k == prose {
			return false
		}
		a := g.across(row, c)
		if a.right > a.left && a.left == 1 && a.right >= len(g.filled(headings)) {
			return false // a title over the whole
		}
		if g.text(headings, c) == "" && a.right == a.left {
			if c == 1 {
				return false
			}
			continue
		}
		if c > 1 && headingHit(g.text(row, c)) > 0 {
			over++
		}
	}
	return over > 0
}

// titlesAbove are the rows that name the table: single cells right above it, and above the first table everything.
func (g grid) titlesAbove(l looks, heading, earliest int, first bool) []int {
	var rows []int
	for row := heading - 1; row >= earliest; row-- {
		columns := g.filled(row)
		if len(columns) == 0 {
			continue
		}
		if !first && (len(columns) > 1 || !g.namesTime(row)) {
			break
		}
		rows = append([]int{row}, rows...)
	}
	return rows
}

func (g grid) namesTime(row int) bool {
	text, single := g.single(row)
	if !single {
		return false
	}
	w, rest := timeIn(text)
	return w.placed() && len(strings.Fields(rest)) <= 12 || len(wordsOf(text)) <= 6
}

// titleTime is what the titles of a table, and then the sheet's name, say of a time. The nearest title counts most.
func (g grid) titleTime(t table) (w when, rows []int) {
	for _, row := range slices.Backward(t.titles) {
		for _, c := range g.filled(row) {
			cell := g.at(row, c)
			found, _ := timeIn(cell.text)
			if !cell.day.IsZero() || !found.placed() && !found.yearly && !found.toDate || !found.day.IsZero() {
				continue // a day there is when it was made
			}
			if before := w; found.completes(&w) && before.year == 0 && w.year > 0 {
				rows = append([]int{row}, rows...)
			}
		}
	}
	if found, _ := timeIn(g.name); found.placed() && found.day.IsZero() {
		found.completes(&w)
	}
	return w, rows
}

// completes adds to another what that does not say yet, and reports whether anything was.
func (w when) completes(other *when) bool {
	before := *other
	if other.year == 0 && other.calendar == 0 {
		other.year, other.calendar = w.year, w.calendar
	}
	if other.quarter == 0 && other.month == 0 && other.day.IsZero() {
		other.quarter, other.month, other.day = w.quarter, w.month, w.day
	}
	other.yearly = other.yearly || w.yearly
	other.toDate = other.toDate || w.toDate
	return before != *other
}
