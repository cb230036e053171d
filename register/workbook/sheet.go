package workbook

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// Column is a column of a sheet.
type Column struct {
	Heading string
	Width   float64 // in letters
}

// Sheet is a sheet that is being written.
type Sheet struct {
	book    *Book
	name    string
	stream  *excelize.StreamWriter
	columns []Column
	rows    int
}

// Sheet adds a sheet with what write adds to it, row by row. Its name must be one that spreadsheets take: up to 31
// characters, none of []:*?/\; its headings must differ.
func (b *Book) Sheet(name string, columns []Column, write func(*Sheet) error) error {
	s := &Sheet{book: b, name: name, columns: columns}
	err := s.begin()
	if err == nil {
		err = write(s)
	}
	if err == nil {
		err = s.end()
	}
	if err != nil {
		return fmt.Errorf("workbook: the sheet %s: %w", name, err)
	}
	return nil
}

func (s *Sheet) begin() error {
	if err := s.add(); err != nil {
		return err
	}
	if err := s.paper(); err != nil {
		return err
	}
	if err := s.book.file.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{OddHeader: "&L" + printed(s.book.head), OddFooter: "&L&A&RPage &P of &N"}); err != nil {
		return err
	}
	var err error
	if s.stream, err = s.book.file.NewStreamWriter(s.name); err != nil {
		return err
	}
	for n, c := range s.columns {
		if err := s.stream.SetColWidth(n+1, n+1, c.Width); err != nil {
			return err
		}
	}
	if err := s.stream.SetPanes(&excelize.Panes{Freeze: true, XSplit: 1, YSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight"}); err != nil {
		return err
	}
	headings := make([]Cell, len(s.columns))
	for n, c := range s.columns {
		headings[n] = Styled(Text(c.Heading), Style{Bold: true, Fill: headingFill, Wrap: true})
	}
	return s.row(headings)
}

// widest is how many letters still are read where a sheet is fitted to the width of a page.
const widest = 260

// paper is how the sheet is printed: on A4 across, and on one page's width where it can be read so.
func (s *Sheet) paper() error {
	width := 0.0
	for _, c := range s.columns {
		width += c.Width
	}
	landscape, a4, wide, high, fit := "landscape", 9, 1, 0, width <= widest
	layout := &excelize.PageLayoutOptions{Orientation: &landscape, Size: &a4}
	if fit {
		layout.FitToWidth, layout.FitToHeight = &wide, &high
	}
	if err := s.book.file.SetPageLayout(s.name, layout); err != nil {
		return err
	}
	return s.book.file.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &fit})
}

// add adds the sheet to the workbook; the first takes the place of the one that is there.
func (s *Sheet) add() error {
	if s.book.empty {
		s.book.empty = false
		return s.book.file.SetSheetName(firstSheet, s.name)
	}
	_, err := s.book.file.NewSheet(s.name)
	return err
}

// Row adds a row. A text that is longer than a cell can hold goes on in a row below, which repeats the row's first cell
// and is empty else.
func (s *Sheet) Row(cells ...Cell) error {
	for {
		rest := make([]Cell, len(cells))
		more := false
		row := make([]Cell, len(cells))
		for n, c := range cells {
			row[n], rest[n] = c.parted()
			more = more || rest[n].isThere()
		}
		if err := s.row(row); err != nil || !more {
			return err
		}
		if !rest[0].isThere() {
			rest[0] = row[0]
		}
		cells = rest
	}
}

func (s *Sheet) row(cells []Cell) error {
	s.rows++
	values := make([]any, len(cells))
	for n, c := range cells {
		if !c.isThere() && c.style == (Style{}) {
			continue
		}
		id, err := s.book.style(c.style.forKind(c.kind))
		if err != nil {
			return err
		}
		values[n] = excelize.Cell{StyleID: id, Value: c.value()}
	}
	return s.stream.SetRow(fmt.Sprintf("A%d", s.rows), values, excelize.RowOpts{Height: s.height(cells)})
}

// Of a row, in points: how high a line of it is, and how high a row may be, so that several fit a screen. All of a
// longer text is in its cell.
const (
	lineHeight = 13
	maxHeight  = 6*lineHeight + 2
)

// height is how high a row must be for what it wraps, as spreadsheets do not agree on working it out themselves.
func (s *Sheet) height(cells []Cell) float64 {
	lines := 1
	for n, c := range cells {
		if !c.style.Wrap || n >= len(s.columns) {
			continue
		}
		in := 0
		for line := range strings.SplitSeq(c.text, "\n") {
			in += 1 + utf8.RuneCountInString(line)/int(s.columns[n].Width)
		}
		lines = max(lines, in)
	}
	return float64(min(lines*lineHeight+2, maxHeight))
}

func (s *Sheet) end() error {
	last, err := excelize.CoordinatesToCellName(len(s.columns), max(s.rows, 2))
	if err != nil {
		return err
	}
	plain := false
	if err := s.stream.AddTable(&excelize.Table{Range: "A1:" + last, Name: "table_" + s.name, StyleName: "TableStyleLight1", ShowRowStripes: &plain}); err != nil {
		return err
	}
	if err := s.stream.Flush(); err != nil {
		return err
	}
	return s.book.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%[1]s'!$A:$A,'%[1]s'!$1:$1", s.name), Scope: s.name})
}
