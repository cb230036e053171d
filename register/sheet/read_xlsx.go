package sheet

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"chaser/kpi"
)

// readWorkbook reads each sheet of a workbook, as it is shown.
func readWorkbook(file []byte) ([]grid, *kpi.Refusal) {
	insides, refused := lookInside(file)
	if refused != nil {
		return nil, refused
	}
	book, err := excelize.OpenReader(bytes.NewReader(file), excelize.Options{UnzipSizeLimit: mostUnpacked})
	if err != nil {
		return nil, unreadable(err)
	}
	defer func() { _ = book.Close() }() // it was only read
	var grids []grid
	for _, name := range book.GetSheetList() {
		visible, err := book.GetSheetVisible(name)
		if err != nil {
			continue // a sheet of charts has no cells
		}
		g, refused := readSheet(book, name)
		if refused != nil {
			return nil, refused
		}
		g.hidden = !visible
		insides.parts[name].mark(&g, insides.linked)
		g.trim()
		g.spread()
		grids = append(grids, g)
	}
	if len(grids) == 0 {
		return nil, kpi.Refuse("", "The workbook has no sheet of cells.")
	}
	return grids, nil
}

func unreadable(err error) *kpi.Refusal {
	return kpi.Refuse("", "It cannot be read as a workbook (%s). Open it in your spreadsheet program, save it again as .xlsx and import that.", kpi.Excerpt(err.Error()))
}

// readSheet reads the cells twice: as they are kept, which is exact, and as they are shown, which says what is meant.
func readSheet(book *excelize.File, name string) (grid, *kpi.Refusal) {
	g := grid{name: name}
	kept, err := book.Rows(name)
	if err != nil {
		return g, nil // a sheet of another kind, such as a chart's
	}
	defer func() { _ = kept.Close() }() // it was only read
	seen, err := book.Rows(name)
	if err != nil {
		return g, unreadable(err)
	}
	defer func() { _ = seen.Close() }() // it was only read
	empty := 0
	for kept.Next() && seen.Next() && empty < emptyRows {
		raw, err := kept.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return g, unreadable(err)
		}
		asShown, err := seen.Columns()
		if err != nil {
			return g, unreadable(err)
		}
		row, refused := rowOf(name, len(g.rows)+1, raw, asShown)
		if refused != nil {
			return g, refused
		}
		if empty++; len(row) > 0 {
			empty = 0
		}
		g.rows = append(g.rows, row)
	}
	if err := kept.Error(); err != nil {
		return g, unreadable(err)
	}
	return g, nil
}

func rowOf(name string, n int, raw, asShown []string) ([]cell, *kpi.Refusal) {
	var row []cell
	for m := range raw {
		said := raw[m]
		if m < len(asShown) {
			said = asShown[m]
		}
		if raw[m] == "" && said == "" {
			continue
		}
		if m >= mostColumns {
			return nil, kpi.Refuse("", "Row %d of the sheet “%s” has more than %d columns. Keep the columns of indicators, and import that.", n, kpi.Excerpt(name), mostColumns)
		}
		for len(row) < m {
			row = append(row, cell{})
		}
		row = append(row, cellOf(raw[m], said))
	}
	if n > mostRows && len(row) > 0 {
		return nil, kpi.Refuse("", "The sheet “%s” has more than %s rows. Keep the rows of indicators, and import that.", kpi.Excerpt(name), kpi.Count.ShowInt(mostRows))
	}
	return row, nil
}

// excelDigits is how many digits spreadsheet programs calculate with; what stands behind them is what is left of a
// binary number.
const excelDigits = 15

// cellOf is a cell out of what is kept and what is shown of it.
func cellOf(raw, asShown string) cell {
	c := cell{text: shown(asShown)}
	if excelError(c.text) {
		c.problem = fmt.Sprintf("the formula there ends in %s", c.text)
		return c
	}
	if !isPlainNumber(raw) || c.text == "TRUE" || c.text == "FALSE" {
		return c
	}
	if timeShown.MatchString(c.text) {
		c.problem = fmt.Sprintf("“%s” is a length of time or a time of day, which a workbook keeps as a part of a day; write how many minutes, hours or days it is", c.text)
		return c
	}
	d, err := decimal.NewFromString(raw)
	if err != nil || d.Exponent() < -400 || d.Exponent() > 40 {
		return c
	}
	d = rounded(d)
	switch {
	case isPlainNumber(c.text) && c.text == raw:
		c.number = &d
		if tail := kpi.Exactly(d); len(tail) < len(raw) {
			c.text = tail
		}
	case looksLikeDay(c.text):
		c.day = dayOf(d)
	default:
		c.number, c.percent = &d, strings.HasSuffix(c.text, "%")
	}
	return c
}

// timeShown is 0:04:30, 36:15 or 09:30 AM.
var timeShown = regexp.MustCompile(`^-?\d{1,4}:\d{2}(:\d{2}(\.\d+)?)?( ?[AaPp][Mm])?$`)

func excelError(text string) bool {
	switch text {
	case "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#N/A", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA":
		return true
	}
	return false
}

// isPlainNumber reports whether a text is a number as a workbook keeps one.
func isPlainNumber(text string) bool {
	digits := false
	for n, r := range text {
		switch {
		case r >= '0' && r <= '9':
			digits = true
		case r == '.', (r == '-' || r == '+') && (n == 0 || text[n-1] == 'E' || text[n-1] == 'e'):
		case (r == 'e' || r == 'E') && digits && n < len(text)-1:
		default:
			return false
		}
	}
	return digits
}

// rounded drops the digits that no spreadsheet program shows: 0.64100000000000001 is 0.641.
func rounded(d decimal.Decimal) decimal.Decimal {
	d = d.Round(int32(excelDigits - (d.NumDigits() + int(d.Exponent()))))
	text := d.String() // without idle noughts
	return decimal.RequireFromString(text)
}

// looksLikeDay reports whether a number is shown as a day or a month.
func looksLikeDay(text string) bool {
	if !strings.ContainsAny(text, "0123456789") || strings.ContainsAny(text, "%£") {
		return false
	}
	for _, word := range wordsOf(text) {
		if _, month := monthNamed(word); month {
			return true
		}
	}
	return strings.Count(text, "/") == 2 || strings.Count(strings.TrimPrefix(text, "-"), "-") >= 1 && !strings.ContainsAny(text, ",(")
}

// dayOf is the day that a workbook keeps as a number of days.
func dayOf(d decimal.Decimal) kpi.Date {
	serial := d.IntPart()
	if serial < 1 || serial > 100_000 {
		return kpi.Date{}
	}
	return kpi.DateOf(time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(serial)))
}
