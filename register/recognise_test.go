package register_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"chaser/register"
)

// aRegister is what the files below say, each in its own way.
const aRegister = `{"figures":[{"indicator":"178","period":"2023-24Q1","value":"213","commentary":"Café “Ôrô” – £5"}]}`

const figuresCSV = "indicator,period,value,commentary\r\n178,2023-24Q1,213,Café “Ôrô” – £5\r\n"

// What a file is, its content says: neither its ending nor its encoding decides.
func TestWhatAFileIsItsContentSays(t *testing.T) {
	t.Parallel()
	want := asJSON(t, readRegister(t, []byte(aRegister)))
	for name, file := range map[string]register.File{
		"json called csv":            {Name: "figures.csv", Content: []byte(aRegister)},
		"json with a mark":           {Name: "register", Content: []byte("\ufeff \n" + aRegister)},
		"a workbook called csv":      {Name: "figures.csv", Content: asWorkbook(t, readRegister(t, []byte(aRegister)))},
		"csv":                        {Name: "figures.csv", Content: []byte(figuresCSV)},
		"csv called xlsx":            {Name: "Copy of our figures.xlsx", Content: []byte(figuresCSV)},
		"a second copy":              {Name: `C:\Downloads\Figures (2).CSV`, Content: []byte(figuresCSV)},
		"csv with a mark":            {Name: "a.csv", Content: []byte("\ufeff" + figuresCSV)},
		"csv of another country":     {Name: "a.csv", Content: []byte(strings.ReplaceAll(figuresCSV, ",", ";"))},
		"tabs":                       {Name: "a.txt", Content: []byte(strings.ReplaceAll(figuresCSV, ",", "\t"))},
		"Unicode text of Excel's":    {Name: "a.txt", Content: inUTF16(binary.LittleEndian, "\ufeff"+strings.ReplaceAll(figuresCSV, ",", "\t"))},
		"the other way round":        {Name: "a.csv", Content: inUTF16(binary.BigEndian, "\ufeff"+figuresCSV)},
		"columns in any order":       {Name: "a.csv", Content: []byte("\n,,,\nVALUE, Period ,commentary,Indicator\n213,2023-24Q1,Café “Ôrô” – £5,178\n,,,\n")},
		"zip called json":            {Name: "register.json", Content: zipped(t, map[string]string{"a folder/Figures.csv": figuresCSV, "__MACOSX/a folder/._Figures.csv": "\x00"})},
		"apostrophes that Excel has": {Name: "figures.csv", Content: []byte(strings.ReplaceAll(figuresCSV, "213", "'213.0"))},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := strings.ReplaceAll(asJSON(t, read(t, file)), `"213.0"`, `"213"`)
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("(-want +read)\n%s", d)
			}
		})
	}
}

func inUTF16(order binary.ByteOrder, text string) []byte {
	var out []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		two := make([]byte, 2)
		order.PutUint16(two, unit)
		out = append(out, two...)
	}
	return out
}

func zipped(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for name, text := range files {
		w, err := archive.Create(name)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Excel on Windows saves CSV without saying in which encoding: it is read, and that is said.
func TestWindowsLettersAreReadAndSaid(t *testing.T) {
	t.Parallel()
	ansi := strings.NewReplacer("é", "\xe9", "“", "\x93", "Ô", "\xd4", "ô", "\xf4", "”", "\x94", "–", "\x96", "£", "\xa3").Replace(figuresCSV)
	r := register.Read(register.File{Name: "figures.csv", Content: []byte(ansi)})
	if d := cmp.Diff(asJSON(t, readRegister(t, []byte(aRegister))), asJSON(t, r.Register)); d != "" || len(r.Form) > 0 {
		t.Errorf("%v (-want +read)\n%s", r.Form, d)
	}
	if len(r.Guesses) != 1 || !strings.Contains(r.Guesses[0].String(), "figures.csv: is not UTF-8 and was read as Windows-1252: “Café “Ôrô” – £5”") {
		t.Errorf("it says %v", r.Guesses)
	}
	if r := register.Read(register.File{Name: "figures.csv", Content: []byte("indicator,period,value\n178\x81,2023-24Q1,5\n")}); len(r.Form) != 1 || !strings.Contains(r.Form.Error(), "0x81") {
		t.Errorf("of a byte that Windows has no letter for it says %v", r.Form)
	}
}

// What is not Chaser's own is left to others, and says what it is.
func TestWhatIsNoRegister(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		file register.File
		says string
	}{
		"a council's own sheet": {register.File{Name: "kpis.csv", Content: []byte("Ref,Measure,Q1 2023/24,Target\n178,Inquests,213,160\n")}, "is not a register"},
		"with its own headings": {register.File{Name: "targets.csv", Content: []byte("KPI,Title,Target,Q1\n178,Inquests,160,213\n")}, "is not a register"},
		"a workbook of its own": {register.File{Name: "kpis.xlsx", Content: filled(t, map[string][][]any{"Figures": {{"Ref", "Measure", "Target"}}})}, "has no sheet of a register"},
		"nothing":               {register.File{Name: "a.csv"}, "is empty"},
		"an older workbook":     {register.File{Content: []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....")}, "before 2007"},
		"a locked workbook":     {register.File{Content: append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), inUTF16(binary.LittleEndian, "EncryptedPackage")...)}, "has a password"},
		"a picture":             {register.File{Content: []byte("\x89PNG\r\n\x1a\n")}, "is a picture"},
		"a PDF":                 {register.File{Content: []byte("%PDF-1.7")}, "is a PDF"},
		"a page of the web":     {register.File{Name: "figures.csv", Content: []byte("<!DOCTYPE html>\n<html><head>")}, "is a page of the web"},
		"a document":            {register.File{Content: zipped(t, map[string]string{"word/document.xml": ""})}, "is a document of Word"},
		"OpenDocument":          {register.File{Content: zipped(t, map[string]string{"mimetype": "application/vnd.oasis.opendocument.spreadsheet"})}, "is an OpenDocument file"},
		"another zip":           {register.File{Content: zipped(t, map[string]string{"photo.jpg": ""})}, "is a zip without a register"},
		"a broken zip":          {register.File{Content: []byte("PK\x03\x04 no")}, "is broken"},
		"macros":                {register.File{Content: zipped(t, map[string]string{"xl/workbook.xml": "", "xl/vbaProject.bin": ""})}, "has macros in it"},
		"UTF-32":                {register.File{Content: []byte("\xff\xfe\x00\x00a\x00\x00\x00")}, "is UTF-32"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if register.Recognised(c.file) {
				t.Error("it is taken for a register")
			}
			if r := register.Read(c.file); len(r.Form) != 1 || !strings.Contains(r.Form.Error(), c.says) {
				t.Errorf("it says %v, want %q", r.Form, c.says)
			}
		})
	}
}

// Every fault is listed, by file and by the row as a spreadsheet counts.
func TestFaultsOfCSVAreListedByFileAndRow(t *testing.T) {
	t.Parallel()
	r := register.Read(
		register.File{Name: "figures.csv", Content: []byte("indicator,period,value,valeu\n178,2023-24Q1,\"2\n\n13\",\n\n178,2023-24Q9,5,\n")},
		register.File{Name: "targets.csv", Content: []byte("indicator,period,target\n178,2023-24Q1,5\n")},
		register.File{Name: "collections.csv", Content: []byte("period,opens,due\n2023-24Q1,31/12/2023,2/3/2024\n")},
		register.File{Name: "closures.csv", Content: []byte("date,name\n2024-01-02,\"open\n")},
		register.File{Name: "more.json", Content: []byte(`{"figures":[{"indicator":"178","period":"2023-24Q1","value":7}]}`)},
	)
	got := r.Form.Error()
	for _, want := range []string{
		`figures.csv: "valeu" is not a field of the register`, "figures.csv, row 2, value: \"2", "figures.csv, row 4, period: “2023-24Q9” is not a period",
		"targets.csv, row 2: its indicator is not among the indicators", `collections.csv, row 2, due: "2/3/2024" is not a date`, "closures.csv, row 2: cannot be read",
		"more.json: figures[0].value: is written as a JSON number",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not among\n%s", want, got)
		}
	}
	if len(r.Collections) != 1 || r.Collections[0].Opens.String() != "2023-12-31" {
		t.Errorf("the collections are %v", r.Collections)
	}
	for path, want := range map[string]string{"figures[0].value": "more.json: figures[0].value", "figures[2].value": "figures.csv, row 4, value"} {
		if got := r.Place(path); got != want {
			t.Errorf("%s stands at %q, want %q", path, got, want)
		}
	}
}

// A zip that unpacks to more than a register can be is refused, and so is a workbook.
func TestBombs(t *testing.T) {
	t.Parallel()
	wide := strings.Repeat("0", register.MaxBytes/2+1)
	for name, file := range map[string]register.File{
		"of CSV":        {Name: "a.zip", Content: zipped(t, map[string]string{"figures.csv": wide, "targets.csv": wide})},
		"of a workbook": {Name: "a.xlsx", Content: zipped(t, map[string]string{"xl/workbook.xml": "", "xl/media/image1.png": wide})},
	} {
		if r := register.Read(file); len(r.Form) != 1 || !strings.Contains(r.Form.Error(), "MiB") {
			t.Errorf("%s: it says %v", name, r.Form)
		}
	}
}

// A sheet whose rows reach to the last column, a million of them, ends in a sentence.
func TestEmptySheetsWithoutEnd(t *testing.T) {
	t.Parallel()
	file := filled(t, map[string][][]any{"figures": {{"indicator", "period", "value"}, {"178", "2023-24Q1", 5}}})
	row := strings.Repeat(`<row><c r="XFD1" t="str"><v>x</v></c></row>`, 20_000)
	r := register.Read(register.File{Content: replaced(t, file, "</sheetData>", row+"</sheetData>")})
	if len(r.Form) != 1 || !strings.Contains(r.Form.Error(), "million cells") {
		t.Errorf("it says %.300v", r.Form)
	}
	r = register.Read(register.File{Content: replaced(t, file, "</sheetData>", `<row r="1048576"><c r="A1048576"><v>9</v></c></row></sheetData>`)})
	if len(r.Figures) != 2 || !strings.HasPrefix(r.Form.Error(), "figures, row 1048576, period: ") {
		t.Errorf("%d figures; it says %v", len(r.Figures), r.Form)
	}
}

// replaced is a workbook in which every sheet is changed.
func replaced(t *testing.T, file []byte, old, by string) []byte {
	t.Helper()
	parts := map[string]string{}
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range archive.File {
		text := bytes.Buffer{}
		from, err := p.Open()
		if err == nil {
			_, err = text.ReadFrom(from)
		}
		if err != nil {
			t.Fatal(err)
		}
		parts[p.Name] = text.String()
		if strings.HasPrefix(p.Name, "xl/worksheets/") {
			parts[p.Name] = strings.ReplaceAll(text.String(), old, by)
		}
	}
	return zipped(t, parts)
}
