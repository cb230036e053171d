package register

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"chaser/kpi"
)

// Rows says in which row of its sheet each item of a list stands, by the list's name.
type Rows map[string][]int

// maxUnpacked is how large a workbook may be when it is unpacked: one that claims more is not a register.
const maxUnpacked = 512 << 20

// ReadWorkbook reads a register from a workbook that WriteWorkbook wrote, or from a report's, also after somebody
// changed it. Sheets that are not of a register are passed over. What it could not read is in the faults, by path, and
// missing from the register.
func ReadWorkbook(r io.Reader) (kpi.Register, Rows, kpi.Faults) {
	whole := func(format string, args ...any) (kpi.Register, Rows, kpi.Faults) {
		return kpi.Register{}, nil, kpi.Faults{{Path: "file", Sentence: fmt.Sprintf(format, args...)}}
	}
	limited := &io.LimitedReader{R: r, N: MaxBytes + 1}
	file, err := excelize.OpenReader(limited, excelize.Options{RawCellValue: true, UnzipSizeLimit: maxUnpacked})
	if limited.N <= 0 {
		return whole("is over %d MiB; split it and import the parts one after another", MaxBytes>>20)
	}
	if err != nil {
		return whole("cannot be read as a workbook (%s); save it again as .xlsx", err)
	}
	defer func() { _ = file.Close() }() // it was only read
	reader := workbookReader{file: file, lists: map[string]any{}, rows: Rows{}}
	for _, name := range file.GetSheetList() {
		if s, ok := sheetOf(strings.ToLower(name)); ok {
			reader.sheet(name, s)
		}
	}
	if len(reader.lists) == 0 && len(reader.faults) == 0 {
		return whole("has no sheet of a register; its sheets are named %s", strings.Join(sheetNames(), ", "))
	}
	reader.gather()
	faults := reader.faults
	read := readRegister(node{"", reader.lists, &faults})
	return read, reader.rows, faults
}

func sheetNames() []string {
	names := make([]string, len(sheets))
	for n, s := range sheets {
		names[n] = s.name
	}
	return names
}

// workbookReader makes of the sheets the tree that a file of JSON would be.
type workbookReader struct {
	file   *excelize.File
	lists  map[string]any
	rows   Rows
	faults kpi.Faults
}

// sheet reads a sheet into a list of objects, without what is empty.
func (r *workbookReader) sheet(name string, s sheet) {
	rows, err := r.file.Rows(name)
	if err != nil {
		r.fault(name, "cannot be read: %s", err)
		return
	}
	defer func() { _ = rows.Close() }() // it was only read
	var headings []string
	list := []any{}
	for row := 1; rows.Next(); row++ {
		cells, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			r.fault(fmt.Sprintf("%s, row %d", name, row), "cannot be read: %s", err)
			return
		}
		if headings == nil {
			headings = r.headings(name, s, cells)
			continue
		}
		if item := s.item(headings, cells); len(item) > 0 {
			list = append(list, item)
			r.rows[s.name] = append(r.rows[s.name], row)
		}
	}
	if err := rows.Error(); err != nil {
		r.fault(name, "cannot be read: %s", err)
	}
	r.lists[s.name] = list
}

func (r *workbookReader) fault(path, format string, args ...any) {
	r.faults = append(r.faults, kpi.Fault{Path: path, Sentence: fmt.Sprintf(format, args...)})
}

func (r *workbookReader) headings(name string, s sheet, cells []string) []string {
	headings := make([]string, len(cells))
	for n, c := range cells {
		headings[n] = strings.ToLower(strings.TrimSpace(c))
		switch {
		case headings[n] == "":
		case !slices.Contains(s.fields(), headings[n]):
			r.fault(name, "%q is not a field of the register; the fields here are %s", kpi.Excerpt(headings[n]), strings.Join(s.fields(), ", "))
			headings[n] = ""
		case slices.Contains(headings[:n], headings[n]):
			r.fault(name, "%q stands over two columns; keep one of them", headings[n])
			headings[n] = ""
		}
	}
	return headings
}

// item is a row's cells by field, each as a file of JSON would have it; what is empty is absent.
func (s sheet) item(headings, cells []string) map[string]any {
	item := map[string]any{}
	for n, value := range cells {
		if n >= len(headings) || headings[n] == "" || strings.TrimSpace(value) == "" {
			continue
		}
		at := slices.IndexFunc(s.columns, func(c sheetColumn) bool { return c.field == headings[n] })
		item[headings[n]] = s.columns[at].value(value)
	}
	return item
}

// value is what a cell holds. What does not fit its field is left as it is, for the field's own fault.
func (c sheetColumn) value(cell string) any {
	trimmed := strings.TrimSpace(cell)
	switch c.kind {
	case asExact:
		if d, err := decimal.NewFromString(trimmed); err == nil && strings.ContainsAny(trimmed, "eE") && d.Exponent() > -100 && d.Exponent() < 100 {
			return d.String() // some programs write small numbers so
		}
	case asWhole:
		if _, err := strconv.Atoi(trimmed); err == nil {
			return json.Number(trimmed)
		}
	case asTruth:
		switch strings.ToLower(trimmed) {
		case "1", "true", "yes":
			return true
		case "0", "false", "no":
			return false
		}
	case asDay:
		return dayOf(trimmed)
	case asList:
		words := []any{}
		for w := range strings.FieldsFuncSeq(trimmed, func(r rune) bool { return r == ',' || r == ';' || r == ' ' || r == '\n' }) {
			words = append(words, w)
		}
		return words
	}
	return cell
}

// dayOf is a day as a file of JSON has it: as it was written, or, where a spreadsheet made a day of it, which is a
// number of days, from that.
func dayOf(cell string) string {
	serial, err := strconv.Atoi(cell)
	if err != nil || serial < 1 || serial > 100_000 {
		return cell
	}
	return time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, serial).Format(time.DateOnly)
}

// gather puts targets and links into the indicators that they are of.
func (r *workbookReader) gather() {
	targets, links := r.taken(targetsSheet), r.taken(linksSheet)
	indicators, _ := r.lists["indicators"].([]any)
	byCode := map[string]map[string]any{}
	for _, i := range indicators {
		item, _ := i.(map[string]any)
		byCode[codeOf(item, "code")] = item
	}
	for n, item := range targets {
		period, _ := item["period"].(string)
		path := r.Path(targetsSheet, n)
		of, ok := byCode[codeOf(item, "indicator")]
		switch target := item["target"]; {
		case !ok:
			r.fault(path, "its indicator is not in the sheet indicators")
		case target == nil:
			r.fault(path, "has no target; write one, or delete the row")
		default:
			all, _ := of[targetsSheet].(map[string]any)
			if all == nil {
				all = map[string]any{}
				of[targetsSheet] = all
			}
			if all[period] != nil {
				r.fault(path, "%s has a target already; keep one of them", period)
			}
			all[period] = target
		}
	}
	for n, item := range links {
		of, ok := byCode[codeOf(item, "indicator")]
		if !ok {
			r.fault(r.Path(linksSheet, n), "its indicator is not in the sheet indicators")
			continue
		}
		all, _ := of[linksSheet].([]any)
		delete(item, "indicator")
		of[linksSheet] = append(all, item)
	}
}

// taken takes a list out of the tree.
func (r *workbookReader) taken(name string) []map[string]any {
	list, _ := r.lists[name].([]any)
	delete(r.lists, name)
	all := make([]map[string]any, len(list))
	for n, item := range list {
		all[n], _ = item.(map[string]any)
	}
	return all
}

func codeOf(item map[string]any, field string) string {
	code, _ := item[field].(string)
	return strings.ToLower(strings.TrimSpace(code))
}

// Path is where an item stands in the workbook.
func (r *workbookReader) Path(list string, n int) string {
	return fmt.Sprintf("%s, row %d", list, r.rows[list][n])
}
