package register

import (
	"archive/zip"
	"bytes"
	"strings"
	"unicode/utf16"
)

// foreignMarks are how files begin that hold no register, and what to do with each.
var foreignMarks = []struct{ mark, sentence string }{
	{"%PDF-", "is a PDF; a published report is read with --from-report, a table is saved as .xlsx or .csv first"},
	{"\x89PNG", isPicture},
	{"\xff\xd8\xff", isPicture},
	{"GIF8", isPicture},
	{"RIFF", isPicture},
	{"\x1f\x8b", isPacked},
	{"Rar!", isPacked},
	{"7z\xbc\xaf", isPacked},
}

const (
	isPicture = "is a picture, which Chaser does not read; save the table as .xlsx or .csv"
	isPacked  = "is packed; unpack it and give what is in it"
	isOld     = "is a workbook of a form before 2007, or has a password; save it as .xlsx without one"
	isLocked  = "has a password; save it without one"
	saveAgain = "save it as .xlsx or .csv"

	// oldMark begins the files of Office before 2007, in which those with a password still are packed.
	oldMark = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
)

// Foreign says what a file is that holds no register, and what to do instead.
func (f File) Foreign() string {
	switch said := f.foreignMark(); {
	case said != "":
		return said
	case len(bytes.TrimSpace(f.Content)) == 0:
		return "is empty"
	case bytes.HasPrefix(f.Content, []byte(zipMark)):
		return f.foreignZip()
	}
	text, _, err := Plain(f.Content)
	switch start := strings.ToLower(text[:min(len(text), 200)]); {
	case err != nil:
		return err.Error()
	case begins(start, "<!doctype html", "<html"):
		return "is a page of the web, not the file itself; download the file and give that"
	}
	return "is not a register as `chaser export` writes it; " + saveAgain + " with a row of headings"
}

// MayBeSheet reports whether a file that holds no register of Chaser's may be a spreadsheet or a CSV all the same.
func MayBeSheet(f File) bool {
	if f.foreignMark() != "" || len(bytes.TrimSpace(f.Content)) == 0 {
		return false
	}
	if bytes.HasPrefix(f.Content, []byte(zipMark)) {
		file, err := openWorkbook(f.Content)
		if err == nil {
			_ = file.Close() // it was only looked at
		}
		return err == nil
	}
	text, _, err := Plain(f.Content)
	return err == nil && !begins(strings.ToLower(text[:min(len(text), 200)]), "<!doctype html", "<html")
}

func (f File) foreignMark() string {
	for _, m := range foreignMarks {
		if bytes.HasPrefix(f.Content, []byte(m.mark)) {
			return m.sentence
		}
	}
	if bytes.HasPrefix(f.Content, []byte(oldMark)) {
		if bytes.Contains(f.Content, wide("EncryptedPackage")) {
			return isLocked
		}
		return isOld
	}
	return ""
}

// wide is a word in UTF-16, as those files have the names of their parts.
func wide(word string) []byte {
	var out []byte
	for _, unit := range utf16.Encode([]rune(word)) {
		out = append(out, byte(unit), byte(unit>>8))
	}
	return out
}

func (f File) foreignZip() string {
	parts, err := zip.NewReader(bytes.NewReader(f.Content), int64(len(f.Content)))
	if err != nil {
		return "is broken (" + err.Error() + "); save it again"
	}
	for _, p := range parts.File {
		switch strings.ToLower(p.Name) {
		case "xl/workbook.xml":
			if _, err := openWorkbook(f.Content); err != nil {
				return err.Error()
			}
			return "has no sheet of a register; its sheets are named " + strings.Join(sheetNames(), ", ")
		case "word/document.xml":
			return "is a document of Word, not a table; " + saveAgain
		case "mimetype":
			return "is an OpenDocument file; " + saveAgain
		}
	}
	return "is a zip without a register in it; a register's has " + strings.Join(CSVNames(), ", ")
}
