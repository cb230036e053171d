package docx

// table is a table with one row of headings, which Word repeats on every page that it reaches, and which says to those
// who cannot see it what it shows.
type table struct {
	title  string // its alternative text
	widths []int  // of its columns, in twentieths of a point; together at most textWidth
	header []string
	rows   [][]cell

	named    bool // its first column names the row
	together bool // no page ends in it
	onwards  bool // nor between it and what follows
}

// cell is what stands in a table: text, which is a link where it leads somewhere, and a rating's colours.
type cell struct {
	runs   []run
	paint  string // a background, as six hexadecimal digits
	style  string // its paragraph's style
	number bool   // it is set to the right
}

func said(text string) cell { return cell{runs: plain(text)} }

func (b *body) table(t table) {
	b.open("w:tbl")
	b.open("w:tblPr")
	b.empty("w:tblStyle", "w:val", "ReportTable")
	b.empty("w:tblW", "w:w", number(t.width()), "w:type", "dxa")
	b.empty("w:tblLayout", "w:type", "fixed")
	b.empty("w:tblLook", "w:val", t.look(), "w:firstRow", yes(len(t.header) > 0), "w:lastRow", "0", "w:firstColumn", yes(t.named), "w:lastColumn", "0", "w:noHBand", "1", "w:noVBand", "1")
	if t.title != "" {
		b.empty("w:tblCaption", "w:val", t.title)
		b.empty("w:tblDescription", "w:val", t.title)
	}
	b.end("w:tblPr")
	b.open("w:tblGrid")
	for _, w := range t.widths {
		b.empty("w:gridCol", "w:w", number(w))
	}
	b.end("w:tblGrid")
	if len(t.header) > 0 {
		heads := make([]cell, len(t.header))
		for n, h := range t.header {
			heads[n] = cell{runs: plain(h), style: "TableHeading", number: len(t.rows) > 0 && t.rows[0][n].number}
		}
		b.row(t, heads, true, len(t.rows) > 0)
	}
	for n, cells := range t.rows {
		b.row(t, cells, false, t.together && (t.onwards || n < len(t.rows)-1))
	}
	b.end("w:tbl")
}

func (t table) width() (sum int) {
	for _, w := range t.widths {
		sum += w
	}
	return sum
}

// row writes a row, which no page's end parts; a keeping one stays on the page of the next.
func (b *body) row(t table, cells []cell, header, keep bool) {
	b.open("w:tr")
	b.open("w:trPr")
	b.empty("w:cantSplit")
	if header {
		b.empty("w:tblHeader")
	}
	b.end("w:trPr")
	for n, c := range cells {
		b.cell(t.widths[n], c, keep)
	}
	b.end("w:tr")
}

func (b *body) cell(width int, c cell, keep bool) {
	b.open("w:tc")
	b.open("w:tcPr")
	b.empty("w:tcW", "w:w", number(width), "w:type", "dxa")
	if c.paint != "" {
		b.empty("w:shd", "w:val", "clear", "w:color", "auto", "w:fill", c.paint)
	}
	b.end("w:tcPr")
	style := c.style
	if style == "" {
		style = "TableText"
	}
	b.paragraph(paragraph{style: style, keep: keep, right: c.number}, c.runs...)
	b.end("w:tc")
}

// look is the same as the attributes beside it, for older readers.
func (t table) look() string {
	switch {
	case len(t.header) > 0 && t.named:
		return "06A0"
	case len(t.header) > 0:
		return "0620"
	case t.named:
		return "0680"
	}
	return "0600"
}

func yes(is bool) string {
	if is {
		return "1"
	}
	return "0"
}
