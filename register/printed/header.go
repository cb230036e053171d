package printed

import (
	"slices"
	"strings"
)

// header is the row of labels above a row of figures.
type header struct {
	labels  []label
	next    int  // the first line after it
	upright bool // its labels stand one beneath the other, and so do the values
}

// mostHeaderLines is how many lines a heading in a narrow column is broken into at most.
const mostHeaderLines = 4

// headerAt finds a header that begins at a line.
func headerAt(lines []line, at int) (header, bool) {
	if h, ok := headerAcross(lines, at); ok {
		return h, true
	}
	return headerDown(lines, at)
}

// headerAcross finds one whose labels stand side by side, each over as many lines as its column needs.
func headerAcross(lines []line, at int) (found header, ok bool) {
	first := lines[at]
	if !slices.ContainsFunc(first.cells, func(c cell) bool { return mayBegin(c.text) }) || len(first.cells) == 1 && len(strings.Fields(first.text())) < 2 {
		return header{}, false
	}
	columns := slices.Clone(first.cells)
	for n := at; n < min(at+mostHeaderLines, len(lines)); n++ {
		if n > at {
			if lines[n].blank() || lines[n].page != first.page || lines[n].width() >= apart || len(columns) < 2 {
				break
			}
			if columns = merged(columns, lines[n].cells); columns == nil {
				break
			}
		}
		if labels := labelsOver(columns); isHeader(labels) {
			found, ok = header{labels: labels, next: n + 1}, true
		}
	}
	return found, ok
}

// longestHeading is how many letters the heading of a column has at most.
const longestHeading = 80

// labelsOver reads a row of columns; nil where too few are labels. Columns that Chaser does not know are left alone if
// more than half are known. A number has no label to its right, or the row is one of labels and values.
func labelsOver(columns []cell) []label {
	var labels []label
	unknown, number := 0, false
	for _, c := range columns {
		in := labelsIn(c)
		switch {
		case in != nil && number, in == nil && len(c.text) > longestHeading:
			return nil
		case in == nil:
			unknown++
			number = number || valueWords(strings.Fields(c.text)) != nil
			in = []label{{item: other, said: c.text, from: c.from, to: c.to}}
		case len(in) == 2 && len(columns) > 1 && in[0].item.holdsNumber() && in[1].periodAlone(): // Current Quarter Q2 2023/24
			in[0].when, in[0].to = in[1].when, c.to
			in = in[:1]
		}
		labels = append(labels, in...)
	}
	if unknown > 0 && (len(labels) < 4 || unknown*2 > len(labels)-1) {
		return nil
	}
	return labels
}

// isHeader reports whether labels can head a row of figures: at least two of them are figures', and they are no chart's
// axis, which is periods alone.
func isHeader(labels []label) bool {
	of, named := 0, false
	for _, l := range labels {
		if l.item.figures() {
			of++
		}
		if l.item == title || l.item == code || l.item.figures() && l.item != rating && l.when.period.IsZero() && l.when.quarter == 0 {
			named = true
		}
	}
	return of > 1 && named
}

// merged puts the words of the next line beneath the columns that they continue; nil where they do not lie beneath any
// single one.
func merged(columns, more []cell) []cell {
	all := slices.Clone(columns)
	for _, c := range more {
		over := -1
		for n, column := range all {
			if c.from < column.to+1 && column.from < c.to+1 {
				if over >= 0 {
					return nil
				}
				over = n
			}
		}
		if over < 0 {
			all = append(all, c)
			continue
		}
		all[over] = cell{all[over].text + " " + c.text, min(all[over].from, c.from), max(all[over].to, c.to)}
	}
	slices.SortFunc(all, func(a, b cell) int { return a.from - b.from })
	return all
}

// headerDown finds one whose labels stand beneath each other, with the values beneath them, as text is that was taken
// out of a PDF cell by cell.
func headerDown(lines []line, at int) (header, bool) {
	h := header{upright: true}
	n := at
	for n < len(lines) {
		if lines[n].blank() {
			n++
			continue
		}
		l, next := uprightLabel(lines, n)
		if next == 0 || !l.item.figures() && (!l.item.names() || len(h.labels) == 0 && l.item != title && l.item != code) {
			break
		}
		h.labels, n = append(h.labels, l), next
		h.next = n
	}
	return h, len(h.labels) > 2 && isHeader(h.labels)
}

// uprightLabel reads a label that has a line, or two or three lines, of its own; next is the line after it.
func uprightLabel(lines []line, at int) (l label, next int) {
	said := ""
	for n := at; n < min(at+3, len(lines)) && len(lines[n].cells) == 1; n++ {
		said = strings.TrimSpace(said + " " + lines[n].text())
		if found, ok := labelOf(said); ok {
			l, next = found, n+1
		}
	}
	return l, next
}
