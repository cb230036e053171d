package register

import (
	"archive/zip"
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"time"

	"chaser/kpi"
)

// WriteCSV writes a register as files of CSV, one for each list, which Read reads back as it was: in UTF-8 with the
// mark by which spreadsheets know it. open makes the file of this name. A list that is empty has its headings, to be
// filled in.
func WriteCSV(r kpi.Register, open func(name string) (io.Writer, error)) error {
	file := fileOf(r)
	for _, s := range sheets {
		to, err := open(s.name + csvEnding)
		if err == nil {
			err = s.writeCSV(to, s.rows(file, r))
		}
		if err != nil {
			return fmt.Errorf("register: writing %s%s: %w", s.name, csvEnding, err)
		}
	}
	return nil
}

// csvEnding is the ending of a CSV's name.
const csvEnding = ".csv"

// CSVNames are the names of the files that WriteCSV writes.
func CSVNames() []string {
	names := sheetNames()
	for n := range names {
		names[n] += csvEnding
	}
	return names
}

// WriteArchive writes the files of CSV into one zip. The same register at the same time gives the same bytes.
func WriteArchive(w io.Writer, r kpi.Register, at time.Time) error {
	archive := zip.NewWriter(w)
	err := WriteCSV(r, func(name string) (io.Writer, error) {
		return archive.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: at})
	})
	if err != nil {
		return err
	}
	return archive.Close()
}

func (s sheet) writeCSV(w io.Writer, items []any) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return err
	}
	to := csv.NewWriter(w)
	to.UseCRLF = true
	if err := to.Write(s.fields()); err != nil {
		return err
	}
	cells := make([]string, len(s.columns))
	for _, item := range items {
		fields, err := fieldsOf(item)
		if err != nil {
			return err
		}
		for n, c := range s.columns {
			cells[n] = c.csvCell(fields[c.field])
		}
		if err := to.Write(cells); err != nil {
			return err
		}
	}
	to.Flush()
	return to.Error()
}

// csvCell is a field as it stands in a file of CSV.
func (c sheetColumn) csvCell(value any) string {
	text := c.written(value)
	switch {
	case text == "":
		return ""
	case c.kind == asExact:
		return guardedNumber(text)
	case c.kind == asDay, c.kind == asTruth, c.kind == asWhole:
		return text
	}
	return guarded(strings.ReplaceAll(text, "\r\n", "\n"))
}
