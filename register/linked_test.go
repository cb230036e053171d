package register_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"chaser/register"
)

// A workbook numbers the others that its formulas refer to. A column of a table stands in brackets too.
func TestTakenFromElsewhere(t *testing.T) {
	t.Parallel()
	for formula, want := range map[string]bool{
		"[1]Sheet1!A1": true, "'[2]Year 2023'!B4": true, "[1]!Total": true, `'C:\[3]A'!B1`: true, "IF(A1>0,[1]Sheet1!A1,0)": true, "'[1]O''Brien'!B1": true,
		"SUM(Table1[2023])": false, "Table1[[#This Row],[2023]]": false, "Table1[2023]*Sheet1!A1": false, "Sheet1!A1": false, "A1": false, "": false,
	} {
		if got := register.TakenFromElsewhere(formula); got != want {
			t.Errorf("%s: %v", formula, got)
		}
	}
}

// A register with values from other workbooks is read, and that they are as last saved is said once.
func TestARegisterWithLinks(t *testing.T) {
	t.Parallel()
	own := filled(t, map[string][][]any{"figures": {{"indicator", "period", "value"}, {"178", "2023-24Q1", 213}}})
	for name, c := range map[string]struct {
		formula string
		want    int
	}{
		"linked":         {"<f>'[1]Year 2023'!B4</f>", 1},
		"linked, quoted": {"<f>&apos;[1]Year 2023&apos;!B4</f>", 1},
		"a table":        {"<f>SUM(Table1[2023])</f>", 0},
		"a dead link":    {"", 0},
	} {
		r := register.Read(register.File{Name: "year.xlsx", Content: linkedTo(t, own, c.formula)})
		if len(r.Form) > 0 || len(r.Figures) != 1 || r.Figures[0].Value.String() != "213" {
			t.Errorf("%s: %v %v", name, r.Form, r.Figures)
		}
		if len(r.Guesses) != c.want {
			t.Errorf("%s: it says %v", name, r.Guesses)
		}
		for _, g := range r.Guesses {
			const says = "year.xlsx: values from other workbooks are as they were last saved. If those changed since, update the links, save this workbook and import it again"
			if g.String() != says {
				t.Errorf("it says %s", g)
			}
		}
	}
}

// linkedTo gives a workbook a link to another one, and its value 213 a formula.
func linkedTo(t *testing.T, workbook []byte, formula string) []byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(workbook), int64(len(workbook)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{"xl/externalLinks/externalLink1.xml": "<externalLink/>"}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = strings.Replace(string(text), "<v>213</v>", formula+"<v>213</v>", 1)
	}
	return zipped(t, files)
}
