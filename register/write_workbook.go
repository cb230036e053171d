package register

import (
	"bytes"
	"encoding/json"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"chaser/kpi"
	"chaser/register/workbook"
)

// WriteWorkbook writes a register as a workbook that ReadWorkbook reads back as it was. It says of itself when it was
// made.
func WriteWorkbook(w io.Writer, r kpi.Register, at time.Time) error {
	b, err := workbook.New(workbook.Properties{Title: "Register of performance indicators", Creator: "Chaser", At: at, Head: "Register of performance indicators"})
	if err != nil {
		return err
	}
	defer func() { _ = b.Close() }() // what was kept aside; it was written, or failed already
	if err := AddSheets(b, func(yield func(kpi.Register, error) bool) { yield(r, nil) }); err != nil {
		return err
	}
	_, err = b.WriteTo(w)
	return err
}

// AddSheets adds the sheets of a register to a workbook, which may come in parts and is ranged over several times. A
// list that is empty has none.
func AddSheets(b *workbook.Book, parts iter.Seq2[kpi.Register, error]) error {
	filled := map[string]bool{}
	for part, err := range parts {
		if err != nil {
			return err
		}
		file := fileOf(part)
		for _, s := range sheets {
			filled[s.name] = filled[s.name] || len(s.rows(file, part)) > 0
		}
	}
	for _, s := range sheets {
		if !filled[s.name] {
			continue
		}
		if err := b.Sheet(s.name, s.headings(), s.writing(parts)); err != nil {
			return err
		}
	}
	return nil
}

// rows are the items of the sheet's list.
func (s sheet) rows(file fileRegister, r kpi.Register) []any {
	switch s.name {
	case "people":
		return anyOf(file.People)
	case "committees":
		return anyOf(file.Committees)
	case "indicators":
		return anyOf(file.Indicators)
	case targetsSheet:
		return targetRows(r.Indicators)
	case linksSheet:
		return linkRows(r.Indicators)
	case "collections":
		return anyOf(file.Collections)
	case "identities":
		return anyOf(file.Identities)
	case "closures":
		return anyOf(file.Closures)
	case "figures":
		return anyOf(file.Figures)
	}
	return nil
}

func anyOf[T any](list []T) []any {
	all := make([]any, len(list))
	for n, item := range list {
		all[n] = item
	}
	return all
}

func targetRows(indicators []kpi.Indicator) (all []any) {
	for _, i := range indicators {
		for _, p := range i.TargetPeriods() {
			all = append(all, map[string]any{"indicator": i.Code, "period": p.String(), "target": kpi.Exactly(i.Targets[p])})
		}
	}
	return all
}

func linkRows(indicators []kpi.Indicator) (all []any) {
	for _, i := range indicators {
		for _, l := range i.Links {
			all = append(all, map[string]any{"indicator": i.Code, "text": l.Text, "url": l.URL})
		}
	}
	return all
}

func (s sheet) headings() []workbook.Column {
	columns := make([]workbook.Column, len(s.columns))
	for n, c := range s.columns {
		columns[n] = workbook.Column{Heading: c.field, Width: c.width}
	}
	return columns
}

// writing writes the list's items as rows. An item has the names of its fields from JSON, so that both formats have the
// same.
func (s sheet) writing(parts iter.Seq2[kpi.Register, error]) func(*workbook.Sheet) error {
	return func(to *workbook.Sheet) error {
		for part, err := range parts {
			if err != nil {
				return err
			}
			for _, item := range s.rows(fileOf(part), part) {
				if err := s.write(to, item); err != nil {
					return err
				}
			}
		}
		return nil
	}
}

func (s sheet) write(to *workbook.Sheet, item any) error {
	fields, err := fieldsOf(item)
	if err != nil {
		return err
	}
	cells := make([]workbook.Cell, len(s.columns))
	for n, c := range s.columns {
		cells[n] = c.cell(fields[c.field])
	}
	return to.Row(cells...)
}

func fieldsOf(item any) (fields map[string]any, err error) {
	text, err := json.Marshal(item)
	if err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	err = decoder.Decode(&fields)
	return fields, err
}

func (c sheetColumn) cell(value any) workbook.Cell {
	text := c.written(value)
	switch _, number := value.(json.Number); {
	case text == "":
		return workbook.Cell{}
	case number:
		return workbook.Number(text)
	case c.kind == asExact:
		return exactCell(text)
	case c.kind == asList, c.kind == asTruth:
		return workbook.Text(text)
	}
	return workbook.Styled(workbook.Text(text), workbook.Style{Wrap: c.kind == asLong})
}

// written is a field's value in one cell's words; empty where there is none.
func (c sheetColumn) written(value any) string {
	switch value := value.(type) {
	case string:
		return value
	case json.Number:
		return value.String()
	case bool:
		return strconv.FormatBool(value)
	case []any:
		words := make([]string, len(value))
		for n, w := range value {
			words[n], _ = w.(string)
		}
		return strings.Join(words, ", ")
	}
	return ""
}

// exactCell is a number that comes back digit by digit: one with idle zeros, which a number loses in a cell, is a text.
func exactCell(digits string) workbook.Cell {
	d, err := decimal.NewFromString(digits)
	if err != nil || d.String() != digits {
		return workbook.Text(digits)
	}
	return workbook.Number(digits)
}
