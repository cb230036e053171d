package register

import (
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// Rows says where each item of a list stands, by the list's name.
type Rows map[string][]Place

// Place is a row of a table: of a sheet, or of a file of CSV. Rows count from 1, the headings included.
type Place struct {
	Table string
	Row   int
}

func (p Place) String() string { return fmt.Sprintf("%s, row %d", p.Table, p.Row) }

// maxCells is how many cells of a table are looked at, the empty ones before a row's last included: several times what
// a spreadsheet's longest sheet has in a register's columns.
const maxCells = 10_000_000

// tablesReader makes of tables the tree that a file of JSON would be.
type tablesReader struct {
	lists  map[string]any
	rows   Rows
	faults kpi.Faults
	guards bool // texts have an apostrophe before them where WriteCSV puts one
}

func newTablesReader() *tablesReader { return &tablesReader{lists: map[string]any{}, rows: Rows{}} }

// table adds a table's rows to its list, without what is empty. The first row that has something is the headings.
func (r *tablesReader) table(name string, s sheet, rows iter.Seq2[[]string, error]) {
	var headings []string
	list, _ := r.lists[s.name].([]any)
	at := Place{Table: name}
	seen := 0
	for cells, err := range rows {
		at.Row++
		if seen += len(cells); err == nil && seen > maxCells {
			err = fmt.Errorf("it has over %d million cells, which no register has; delete the empty rows and columns", maxCells/1_000_000)
		}
		if err != nil {
			r.fault(at.String(), "cannot be read: %s", err)
			break
		}
		if headings == nil {
			if !slices.ContainsFunc(cells, func(c string) bool { return headingOf(c) != "" }) {
				continue
			}
			headings = r.headings(name, s, cells)
			continue
		}
		if item := r.item(s, headings, cells); len(item) > 0 {
			list = append(list, item)
			r.rows[s.name] = append(r.rows[s.name], at)
		}
	}
	if list == nil {
		list = []any{}
	}
	r.lists[s.name] = list
}

func (r *tablesReader) fault(path, format string, args ...any) {
	r.faults = append(r.faults, kpi.Fault{Path: path, Sentence: fmt.Sprintf(format, args...)})
}

func (r *tablesReader) headings(name string, s sheet, cells []string) []string {
	headings := make([]string, len(cells))
	for n, c := range cells {
		headings[n] = headingOf(c)
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
func (r *tablesReader) item(s sheet, headings, cells []string) map[string]any {
	item := map[string]any{}
	for n, value := range cells {
		if n >= len(headings) || headings[n] == "" || strings.TrimSpace(value) == "" {
			continue
		}
		if r.guards {
			value = unguarded(value)
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

// dayOf is a day as a file of JSON has it: as it was written; where a spreadsheet made a number of days of it, from
// that; and where it was saved in a country's own way, as 20/10/2023, from that, if it can be read in one way only.
func dayOf(cell string) string {
	if serial, err := strconv.Atoi(cell); err == nil && serial >= 1 && serial <= 100_000 {
		return time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, serial).Format(time.DateOnly)
	}
	here, err := time.Parse("2/1/2006", cell)
	abroad, errAbroad := time.Parse("1/2/2006", cell)
	switch {
	case err == nil && (errAbroad != nil || here.Equal(abroad)):
		return here.Format(time.DateOnly)
	case err != nil && errAbroad == nil:
		return abroad.Format(time.DateOnly)
	}
	return cell
}

// register is what the tables say, and what could not be read of it, by path or by place.
func (r *tablesReader) register() (kpi.Register, kpi.Faults) {
	r.gather()
	faults := r.faults
	read := readRegister(node{"", r.lists, &faults})
	return read, faults
}

// gather puts targets and links into the indicators that they are of.
func (r *tablesReader) gather() {
	targets, links := r.taken(targetsSheet), r.taken(linksSheet)
	indicators, _ := r.lists["indicators"].([]any)
	byCode := map[string]map[string]any{}
	for _, i := range indicators {
		item, _ := i.(map[string]any)
		byCode[codeOf(item, "code")] = item
	}
	for n, item := range targets {
		r.target(byCode, r.rows[targetsSheet][n].String(), item)
	}
	for n, item := range links {
		of, ok := byCode[codeOf(item, "indicator")]
		if !ok {
			r.fault(r.rows[linksSheet][n].String(), notAmongIndicators)
			continue
		}
		all, _ := of[linksSheet].([]any)
		delete(item, "indicator")
		of[linksSheet] = append(all, item)
	}
}

// notAmongIndicators is the fault of a row whose indicator's own row is not there.
const notAmongIndicators = "its indicator is not among the indicators; give their list with it"

func (r *tablesReader) target(byCode map[string]map[string]any, place string, item map[string]any) {
	period, _ := item["period"].(string)
	of, ok := byCode[codeOf(item, "indicator")]
	switch target := item["target"]; {
	case !ok:
		r.fault(place, notAmongIndicators)
	case target == nil:
		r.fault(place, "has no target; write one, or delete the row")
	default:
		all, _ := of[targetsSheet].(map[string]any)
		if all == nil {
			all = map[string]any{}
			of[targetsSheet] = all
		}
		if all[period] != nil {
			r.fault(place, "%s has a target already; keep one of them", period)
		}
		all[period] = target
	}
}

// taken takes a list out of the tree.
func (r *tablesReader) taken(name string) []map[string]any {
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
