package register

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"strings"
)

// form is how a file holds a register of Chaser's.
type form int

const (
	notOwn form = iota
	asJSON
	asWorkbook
	asCSV
	asArchive // a zip of files of CSV
)

// Recognised reports whether a file holds a register as Chaser writes it, whatever its name ends in, so that Read reads
// it and nobody need be asked how. Its faults are Read's to list.
func Recognised(f File) bool { return f.form() != notOwn }

func (f File) form() form {
	if bytes.HasPrefix(f.Content, []byte(zipMark)) {
		return f.packedForm()
	}
	if f.foreignMark() != "" {
		return notOwn
	}
	if text, _, err := Plain(f.Content); err == nil {
		if _, _, ok := csvList(f.Name, text); ok {
			return asCSV
		}
		if begins(text, "{", "[") {
			return asJSON
		}
	}
	if strings.EqualFold(path.Ext(f.Name), ".json") {
		return asJSON // and its fault is that it is none
	}
	return notOwn
}

func begins(text string, with ...string) bool {
	text = strings.TrimSpace(text)
	for _, w := range with {
		if strings.HasPrefix(text, w) {
			return true
		}
	}
	return false
}

// zipMark is how a zip begins, which a workbook is too.
const zipMark = "PK\x03\x04"

func (f File) packedForm() form {
	parts, err := zip.NewReader(bytes.NewReader(f.Content), int64(len(f.Content)))
	if err != nil {
		return notOwn
	}
	packed := map[string]bool{}
	for _, p := range parts.File {
		packed[strings.ToLower(p.Name)] = true
		if _, ok := sheetOf(stem(p.Name)); ok && isCSV(p.Name) {
			return asArchive
		}
	}
	if packed["xl/workbook.xml"] && hasOwnSheet(f.Content) {
		return asWorkbook
	}
	return notOwn
}

// isCSV reports whether a name in a zip is of a file of CSV, and not of what a Mac keeps beside it.
func isCSV(name string) bool {
	return strings.EqualFold(path.Ext(name), csvEnding) && !strings.HasPrefix(path.Base(name), ".")
}

// hasOwnSheet reports whether a workbook has a sheet that is called as a list of the register and has its headings.
func hasOwnSheet(content []byte) bool {
	file, err := openWorkbook(content)
	if err != nil {
		return false
	}
	defer func() { _ = file.Close() }() // it was only read
	for _, name := range file.GetSheetList() {
		s, ok := sheetOf(strings.ToLower(name))
		if !ok {
			continue
		}
		for cells, err := range sheetRows(file, name) {
			if err == nil && s.isHead(cells, true) {
				return true
			}
			break
		}
	}
	return false
}

// unpacked are the files of CSV in a zip. What is over the limit, or cannot be unpacked, is a fault.
func (f File) unpacked(r *tablesReader) (files []File) {
	archive, err := zip.NewReader(bytes.NewReader(f.Content), int64(len(f.Content)))
	if err != nil {
		r.fault(f.Name, "cannot be unpacked: %s", err)
		return nil
	}
	left := int64(MaxBytes)
	for _, p := range archive.File {
		if _, ok := sheetOf(stem(p.Name)); !ok || !isCSV(p.Name) {
			continue
		}
		content, err := unpack(p, left)
		if left -= int64(len(content)); left < 0 {
			r.fault(f.Name, "%s", tooLarge)
			return nil
		}
		if err != nil {
			r.fault(fmt.Sprintf("%s: %s", f.Name, p.Name), "cannot be unpacked: %s", err)
			continue
		}
		files = append(files, File{path.Base(p.Name), content})
	}
	return files
}

// unpack is what is packed, up to one byte more than the limit.
func unpack(p *zip.File, limit int64) ([]byte, error) {
	from, err := p.Open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = from.Close() }() // it was only read
	return io.ReadAll(io.LimitReader(from, limit+1))
}
