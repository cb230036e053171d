package register

import (
	"archive/zip"
	"bytes"
	"fmt"
	"iter"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"
)

// Cells are the rows of a CSV, or of a workbook's only sheet, as a person reads them: a share of 0.641 that is shown as
// 64% is “64.1%”, and a number has all its digits.
func Cells(f File) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		if bytes.HasPrefix(f.Content, []byte(zipMark)) {
			sheetCells(f.Content, yield)
			return
		}
		text, _, err := Plain(f.Content)
		if err == nil && f.foreignMark() != "" {
			err = fmt.Errorf("%s", f.foreignMark())
		}
		if err != nil {
			yield(nil, err)
			return
		}
		for cells, err := range csvRows(text, commonest(text)) {
			if !yield(cells, err) {
				return
			}
		}
	}
}

// commonest is what stands between the cells of a CSV's first line.
func commonest(text string) rune {
	first, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	best := separators[0]
	for _, s := range separators {
		if strings.Count(first, string(s)) > strings.Count(first, string(best)) {
			best = s
		}
	}
	return best
}

// How large a workbook may be whose cells are read one by one, as all of it is then in memory; and unpacked.
const (
	maxListed         = 1 << 20
	maxListedUnpacked = 8 << 20
)

// unpackedSize is how large a zip says that its parts are.
func unpackedSize(content []byte) (size uint64) {
	parts, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return 0
	}
	for _, p := range parts.File {
		size += min(p.UncompressedSize64, maxUnpacked)
	}
	return size
}

func sheetCells(content []byte, yield func([]string, error) bool) {
	if len(content) > maxListed || unpackedSize(content) > maxListedUnpacked {
		yield(nil, fmt.Errorf("it is too large for a list"))
		return
	}
	file, err := openWorkbook(content)
	if err == nil && len(file.GetSheetList()) != 1 {
		_ = file.Close() // it was only read
		err = fmt.Errorf("it has several sheets")
	}
	if err != nil {
		yield(nil, err)
		return
	}
	defer func() { _ = file.Close() }() // it was only read
	name, row := file.GetSheetList()[0], 0
	for raw, err := range sheetRows(file, name) {
		row++
		for n := range raw {
			if err != nil {
				break
			}
			raw[n], err = asShown(file, name, n+1, row, raw[n])
		}
		if !yield(raw, err) {
			return
		}
	}
}

// asShown is a number as a person reads it: with all its digits, and in per cent where it is shown so.
func asShown(file *excelize.File, sheet string, column, row int, raw string) (string, error) {
	number, err := decimal.NewFromString(raw)
	if err != nil || raw == "" {
		return raw, nil // a text
	}
	cell, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return "", err
	}
	shown, err := file.GetCellValue(sheet, cell, excelize.Options{RawCellValue: false})
	switch {
	case err != nil:
		return "", err
	case strings.HasSuffix(shown, "%") && number.Exponent() > -100 && number.Exponent() < 100:
		return number.Shift(2).String() + "%", nil
	case strings.ContainsAny(raw, "eE") && number.Exponent() > -100 && number.Exponent() < 100:
		return number.String(), nil
	case strings.ContainsFunc(shown, func(r rune) bool { return r == '/' || r == ':' }):
		return shown, nil // a day or a time
	}
	return raw, nil
}
