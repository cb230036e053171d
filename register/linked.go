package register

import (
	"archive/zip"
	"bytes"
	"html"
	"io"
	"regexp"
	"strings"

	"chaser/kpi"
)

// A workbook keeps the last value that a formula took from another workbook. Chaser follows no link: it reads that
// value, and says so once.

// LinksKept is the folder in a workbook where its links to other workbooks are kept, in lower case.
const LinksKept = "xl/externallinks/"

// elsewhere is a reference to a cell or a name of another workbook, which a file numbers: [1]Sheet1!A1,
// '[2]Year 2023'!B4, [1]!Total. A column of a table, such as Table1[2023], has no name behind its bracket.
var elsewhere = regexp.MustCompile(`\[\d+\](?:[^\[\](),;:+*/^&=<>! -][^\[\](),;:+*/^&=<>!]*)?!|'[^'\[]*\[\d+\][^']*'!`)

// TakenFromElsewhere reports whether a formula of a workbook with links takes a value from another workbook.
func TakenFromElsewhere(formula string) bool { return elsewhere.MatchString(formula) }

// What is said of values from other workbooks.
const (
	AsLastSaved = "values from other workbooks are as they were last saved"
	IfChanged   = "If those changed since, update the links, save this workbook and import it again"
)

// linked remarks once on a workbook whose sheets take values from other workbooks.
func (f File) linked() []kpi.Remark {
	parts, err := zip.NewReader(bytes.NewReader(f.Content), int64(len(f.Content)))
	if err != nil {
		return nil
	}
	links, taken := false, false
	for _, p := range parts.File {
		name := strings.ToLower(p.Name)
		links = links || strings.HasPrefix(name, LinksKept)
		taken = taken || strings.HasPrefix(name, "xl/worksheets/") && holdsLink(p)
	}
	if !links || !taken {
		return nil
	}
	return []kpi.Remark{{Path: f.Name, Sentence: AsLastSaved + ". " + IfChanged}}
}

var formulas = regexp.MustCompile(`<f(?: [^>]*)?>([^<]*)</f>`)

func holdsLink(p *zip.File) bool {
	from, err := p.Open()
	if err != nil {
		return false
	}
	defer func() { _ = from.Close() }() // it was only read
	text, err := io.ReadAll(io.LimitReader(from, maxUnpacked))
	if err != nil {
		return false
	}
	for _, f := range formulas.FindAllSubmatch(text, -1) {
		if TakenFromElsewhere(html.UnescapeString(string(f[1]))) {
			return true
		}
	}
	return false
}
