package sheet_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"chaser/kpi"
	"chaser/register/proposal"
	"chaser/register/sheet"
)

const small = "Ref,Indicator,Q1 2023/24,Target,Comments\nA1,Number of cafés – all,\"1,204\",900,“Open again”\nA2,% of bins,45%,50%,\n"

func zipped(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, text := range files {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Whatever is no sheet of indicators ends in a sentence that says what to do.
func TestRefusals(t *testing.T) {
	t.Parallel()
	workbook := scorecard(t)
	for _, c := range []struct {
		name, what string
		file       []byte
		says       string
	}{
		{"a.csv", "nothing", nil, "It is empty"},
		{"a.csv", "spaces", []byte(" \n\n"), "It is empty"},
		{"a.csv", "a letter", []byte("Dear all,\nplease find the figures below"), "no table of indicators"},
		{"a.csv", "a workbook by another name", workbook, "Name it .xlsx"},
		{"a.xlsx", "a CSV by another name", []byte(small), "name it .csv"},
		{"a.xls", "an old workbook", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 something"), "Save it as .xlsx"},
		{"a.xlsx", "a locked workbook", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 something"), "without a password"},
		{"a.xlsm", "macros by name", workbook, "Save it as .xlsx"},
		{"a.xlsx", "macros", zipped(t, map[string]string{"xl/workbook.xml": "<workbook/>", "xl/vbaProject.bin": "x"}), "It has macros"},
		{"a.xlsx", "half a workbook", workbook[:len(workbook)/2], "broken workbook"},
		{"a.xlsx", "a letter in a zip", zipped(t, map[string]string{"word/document.xml": "<document/>"}), "It is not a workbook"},
		{"a.xlsx", "OpenDocument", zipped(t, map[string]string{"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}), "OpenDocument"},
		{"a.xlsx", "a binary workbook", zipped(t, map[string]string{"xl/workbook.bin": "x"}), ".xlsb"},
		{"a.xlsx", "no sheets", zipped(t, map[string]string{"xl/workbook.xml": "<workbook/>"}), "save"},
		{"a.xlsx", "a bomb", zipped(t, map[string]string{"xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": strings.Repeat(" ", 257<<20)}), "when unpacked"},
		{"a.csv", "a PDF", []byte("%PDF-1.7 text"), "It is a PDF"},
		{"a.csv", "too many rows", []byte("Ref,Indicator,Q1 2023/24\n" + strings.Repeat("A1,B,1\n", 20_001)), "more than 20,000 rows"},
		{"a.csv", "too many columns", []byte(strings.Repeat("A,", 600) + "\n"), "more than 500 columns"},
		{"a.csv", "bytes", []byte("a\x00b\x01\x02,\xff\xfe\x00"), "save the file again as UTF-8"},
	} {
		_, err := sheet.Read(c.file, sheet.Options{Name: c.name})
		var refused *kpi.Refusal
		if !errors.As(err, &refused) {
			t.Errorf("%s: %v is no sentence for a person", c.what, err)
			continue
		}
		if !strings.Contains(refused.Sentence, c.says) || !strings.HasSuffix(refused.Sentence, ".") {
			t.Errorf("%s: “%s” does not say “%s”", c.what, refused.Sentence, c.says)
		}
	}
}

// The same sheet is read alike in every encoding and with every delimiter.
func TestEncodings(t *testing.T) {
	t.Parallel()
	wide := func(big bool) []byte {
		out := []byte{0xff, 0xfe}
		if big {
			out = []byte{0xfe, 0xff}
		}
		for _, u := range utf16.Encode([]rune(small)) {
			if big {
				out = append(out, byte(u>>8), byte(u))
			} else {
				out = append(out, byte(u), byte(u>>8))
			}
		}
		return out
	}
	windows := strings.NewReplacer("é", "\xe9", "–", "\x96", "“", "\x93", "”", "\x94").Replace(small)
	semicolons := "sep=;\r\n" + strings.NewReplacer("\"1,204\"", "\x01", ",", ";", "\x01", "1,204").Replace(strings.ReplaceAll(small, "\"1,204\"", "\x01"))
	semicolons = strings.ReplaceAll(semicolons, "\x01", "1,204")
	want := ""
	for what, file := range map[string][]byte{
		"UTF-8": []byte(small), "UTF-8 with its mark": []byte("\ufeff" + small), "UTF-16": wide(false), "UTF-16 big-endian": wide(true), "Windows-1252": []byte(windows),
		"semicolons": []byte(semicolons), "carriage returns": []byte(strings.ReplaceAll(small, "\n", "\r\n")), "tabs": []byte(strings.NewReplacer("\"1,204\"", "1204", ",", "\t").Replace(small)),
	} {
		p, err := sheet.Read(file, sheet.Options{Name: "a.csv"})
		if err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		p.Notes = nil
		got := ""
		for _, i := range p.Register.Indicators {
			got += i.Code + " " + i.Title
			for _, f := range p.FiguresOf(i.Code) {
				got += " " + f.Period.String() + " " + f.Value.String() + " " + f.Commentary + "\n"
			}
		}
		if want == "" {
			want = got
		}
		if got != want || !strings.Contains(got, "cafés – all 2023-24Q1 1204 “Open again”") {
			t.Errorf("%s is read as\n%s, not\n%s", what, got, want)
		}
	}
}

// A quotation mark is a letter where it does not open a cell, an open one ends with the file, and an empty line is a
// row.
func TestRowsOfCSV(t *testing.T) {
	t.Parallel()
	text := "\"Council\"\"s\nreport\"\n\nRef,Indicator,Q1 2023/24\n\nA1,Number of 5\" pipes,1\nA2,\"Number of\nlong, lines\",2\n"
	p, err := sheet.Read([]byte(text), sheet.Options{Name: "a.csv"})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Layout.DataRows) != 2 || p.Layout.HeadingRows[0] != 3 || p.Layout.DataRows[0] != 5 || p.Layout.DataRows[1] != 6 {
		t.Errorf("headings %v, rows %v", p.Layout.HeadingRows, p.Layout.DataRows)
	}
	if got := p.Register.Indicators[1].Title; got != "Number of long, lines" || p.Register.Indicators[0].Title != "Number of 5\" pipes" {
		t.Errorf("titles %+v", p.Register.Indicators)
	}
}

// FuzzRead: whatever the bytes are, they are refused in a sentence, or read into a proposal that holds together and
// whose faults and questions are written.
func FuzzRead(f *testing.F) {
	f.Add([]byte(small), "a.csv")
	files, _ := filepath.Glob("testdata/layouts/*.csv")
	for _, name := range files {
		if file, err := os.ReadFile(name); err == nil {
			f.Add(file, "a.csv")
		}
	}
	f.Add(zippedSeed(), "a.xlsx")
	f.Fuzz(func(t *testing.T, file []byte, name string) {
		p, err := sheet.Read(file, sheet.Options{Name: name, Period: kpi.Quarter(2023, 2), Committee: "Council", Today: today})
		var refused *kpi.Refusal
		switch {
		case errors.As(err, &refused):
			return
		case err != nil:
			t.Fatalf("%v is no sentence for a person", err)
		}
		holds(t, p)
	})
}

func zippedSeed() []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	w, _ := z.Create("xl/workbook.xml")
	_, _ = w.Write([]byte("<workbook/>"))
	_ = z.Close()
	return out.Bytes()
}

// holds fails where a proposal contradicts itself, or would bring what a register cannot hold.
func holds(t *testing.T, p proposal.Proposal) {
	t.Helper()
	if kept := p.Kept(); kept.Indicators > p.Read.Indicators || kept.Figures > p.Read.Figures {
		t.Errorf("more is kept than was recognised: %+v of %+v", kept, p.Read)
	}
	if len(p.Unanswered()) == 0 {
		if faults := p.Register.Faults(kpi.Register{}, today); len(faults) > 0 {
			t.Errorf("the register would be refused, and nothing says so: %v", faults)
		}
	}
	var out bytes.Buffer
	if err := p.WriteText(&out); err != nil {
		t.Fatal(err)
	}
	out.Reset()
	if err := p.WriteJSON(&out); err != nil {
		t.Fatal(err)
	}
	if !utf8.Valid(out.Bytes()) {
		t.Error("the JSON is not UTF-8")
	}
	if _, err := proposal.ReadAnswers(&out); err != nil {
		t.Errorf("the proposal cannot be read back as a map: %v", err)
	}
}
