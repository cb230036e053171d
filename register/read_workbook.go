package register

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/xuri/excelize/v2"

	"chaser/kpi"
)

// How large a workbook may be when it is unpacked, and what of it is not cells, such as pictures: one that claims more
// is not a register. Sheets of more than a few megabytes are unpacked to the disk, all else into memory.
const (
	maxUnpacked = 512 << 20
	maxBeside   = 32 << 20
)

// ReadWorkbook reads a register from a workbook that WriteWorkbook wrote, or from a report's, also after somebody
// changed it. Sheets that are not of a register are passed over. What it could not read is in the faults, by path, and
// missing from the register.
func ReadWorkbook(r io.Reader) (kpi.Register, Rows, kpi.Faults) {
	whole := func(format string, args ...any) (kpi.Register, Rows, kpi.Faults) {
		return kpi.Register{}, nil, kpi.Faults{{Path: "file", Sentence: fmt.Sprintf(format, args...)}}
	}
	content, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	switch {
	case err != nil:
		return whole("cannot be read: %s", err)
	case len(content) > MaxBytes:
		return whole("%s", tooLarge)
	}
	file, err := openWorkbook(content)
	if err != nil {
		return whole("%s", err)
	}
	defer func() { _ = file.Close() }() // it was only read
	reader := newTablesReader()
	for _, name := range file.GetSheetList() {
		if s, ok := sheetOf(strings.ToLower(name)); ok {
			reader.table(s.name, s, sheetRows(file, name))
		}
	}
	if len(reader.lists) == 0 && len(reader.faults) == 0 {
		return whole("has no sheet of a register; its sheets are named %s", strings.Join(sheetNames(), ", "))
	}
	read, faults := reader.register()
	return read, reader.rows, faults
}

// openWorkbook opens a workbook that is not larger than a register can be. It never follows a link and runs no macro.
func openWorkbook(content []byte) (*excelize.File, error) {
	cannot := func(err error) error {
		return fmt.Errorf("cannot be read as a workbook (%w); save it again as .xlsx", err)
	}
	parts, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, cannot(err)
	}
	beside := uint64(0)
	for _, part := range parts.File {
		if strings.EqualFold(part.Name, macrosPart) {
			return nil, fmt.Errorf("has macros in it; save it as .xlsx, which has none")
		}
		if !strings.HasPrefix(part.Name, "xl/worksheets/sheet") && part.Name != "xl/sharedStrings.xml" {
			beside += min(part.UncompressedSize64, maxUnpacked)
		}
	}
	if beside > maxBeside {
		return nil, fmt.Errorf("has over %d MiB of pictures and the like; save its sheets alone as a new .xlsx", maxBeside>>20)
	}
	file, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{RawCellValue: true, UnzipSizeLimit: maxUnpacked})
	if err != nil {
		return nil, cannot(err)
	}
	return file, nil
}

// macrosPart is where a workbook keeps its macros.
const macrosPart = "xl/vbaProject.bin"

// sheetRows are a sheet's rows, one at a time.
func sheetRows(file *excelize.File, name string) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		rows, err := file.Rows(name)
		if err != nil {
			yield(nil, err)
			return
		}
		defer func() { _ = rows.Close() }() // it was only read
		for rows.Next() {
			cells, err := rows.Columns(excelize.Options{RawCellValue: true})
			if !yield(cells, err) || err != nil {
				return
			}
		}
		if err := rows.Error(); err != nil {
			yield(nil, err)
		}
	}
}

func sheetNames() []string {
	names := make([]string, len(sheets))
	for n, s := range sheets {
		names[n] = s.name
	}
	return names
}
