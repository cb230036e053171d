package workbook_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"chaser/internal/thorough"
	"chaser/register/workbook"
	"chaser/register/workbook/outside"
)

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// book is a workbook of one sheet with a row for each of the cells, numbered.
func book(t testing.TB, cells ...workbook.Cell) []byte {
	t.Helper()
	b, err := workbook.New(workbook.Properties{Title: "Some", Creator: "A council", At: time.Date(2023, 12, 12, 9, 0, 0, 0, time.UTC), Head: "A & B\x01"})
	check(t, err)
	defer func() { check(t, b.Close()) }()
	for _, name := range []string{"One", "Two", "Three", "Four"} { // excelize packs them in the order of a map
		check(t, b.Sheet(name, []workbook.Column{{Heading: "Number", Width: 10}, {Heading: "Cell", Width: 40}}, func(s *workbook.Sheet) error {
			for n, c := range cells {
				if err := s.Row(workbook.Whole(n), c); err != nil {
					return err
				}
			}
			return nil
		}))
	}
	var out bytes.Buffer
	n, err := b.WriteTo(&out)
	check(t, err)
	if n != int64(out.Len()) {
		t.Errorf("it says that it wrote %d bytes of %d", n, out.Len())
	}
	return out.Bytes()
}

func TestTheSameContentIsTheSameBytes(t *testing.T) {
	t.Parallel()
	cells := []workbook.Cell{workbook.Text("=1+1"), workbook.Number("-0.10"), workbook.Day(time.Date(2023, 12, 12, 9, 0, 0, 0, time.UTC)), {}}
	first := book(t, cells...)
	for range 20 {
		if !bytes.Equal(first, book(t, cells...)) {
			t.Fatal("the same content came out as other bytes")
		}
	}
}

// A number is one for as long as a cell keeps each of its digits, else a text; it comes back as it was.
func TestNumbersKeepTheirDigits(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		digits := rapid.StringMatching(`-?(0|[1-9][0-9]{0,16})(\.[0-9]{0,14}[1-9])?`).Draw(rt, "digits")
		if digits == "-0" {
			return
		}
		c := workbook.Number(digits)
		file, err := excelize.OpenReader(bytes.NewReader(book(t, c)), excelize.Options{RawCellValue: true})
		check(t, err)
		got, err := file.GetCellValue("Four", "B2")
		check(t, err)
		kind, err := file.GetCellType("Four", "B2")
		check(t, err)
		significant := strings.TrimLeft(strings.ReplaceAll(strings.TrimPrefix(digits, "-"), ".", ""), "0")
		if !strings.Contains(digits, ".") {
			significant = strings.TrimRight(significant, "0")
		}
		if len(significant) <= 12 && !c.IsNumber() {
			rt.Fatalf("%s is no number", digits)
		}
		if got != digits || c.IsNumber() == (kind == excelize.CellTypeInlineString) {
			rt.Fatalf("%s came back as %s, of type %v", digits, got, kind)
		}
	})
}

func TestWhatIsNoNumberIsAText(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "n/a", "1234567890123456", "1e400", "0.0000000000000001", "=1"} {
		if workbook.Number(s).IsNumber() {
			t.Errorf("%q is a number", s)
		}
	}
}

// texts are what people and programs put into cells: what spreadsheets take for formulas, numbers, days or errors, what
// the format escapes, what XML cannot hold, and any mixture of it, some longer than a cell.
func texts() []string {
	all := []string{
		"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1", " =1", "'=1", "=cmd|' /C calc'!A0", `=HYPERLINK("https://example.org")`, "{=1}", "0123", "1E5", "2023-12", "1/2",
		"TRUE", "#N/A", "_x000D_", "_x005F_", "_x005F_x0041_", "_xABCD", "__x0041__", "a\nb\n\nc", "a\tb", "  spaces  ", "\n", "<b>&amp;</b> \"'", "]]>",
		"é", "日本語", "😀", "\u00a0", "\u2028", "\ufeff", "a\x00b", "a\x01b\x1f", "a\ufffeb", "\ufffd",
		strings.Repeat("a", 32767), strings.Repeat("a", 32768), strings.Repeat("😀", 20000), "a" + strings.Repeat("😀", 40000),
	}
	pieces := []string{"=", "+", "-", "@", "\t", "\n", " ", "_x000D_", "_", "x", "0041", "_x005F_", "\x02", "&", "<", ">", "\"", "'", "a", "é", "😀", ",", ";", "1", ".", "\ufeff"}
	random := rand.New(rand.NewPCG(13, 5))
	for range 600 {
		var b strings.Builder
		for range 1 + random.IntN(9) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		if !misread.MatchString(b.String()) {
			all = append(all, b.String())
		}
	}
	return all
}

// misread are two things that come back as something else, and that nobody types: LibreOffice takes _xa_ for an escaped
// line's end, and excelize escapes only the first of two escapes that share a “_”.
var misread = regexp.MustCompile(`(?i)_x[0-9a-f]{1,3}_|_x[0-9a-f]{4}_x[0-9a-f]{4}_`)

// holdable is a text as XML can hold it: U+FFFD where it cannot.
func holdable(s string) string {
	return strings.NewReplacer("\x00", "\ufffd", "\x01", "\ufffd", "\x02", "\ufffd", "\x1f", "\ufffd", "\ufffe", "\ufffd").Replace(s)
}

// Each text comes back exactly from LibreOffice and from openpyxl, and none has run as a formula. Those longer than a
// cell come back from the rows below.
func TestTextsComeBackExactly(t *testing.T) {
	t.Parallel()
	all := texts()
	cells := make([]workbook.Cell, len(all))
	for n, s := range all {
		cells[n] = workbook.Text(s)
	}
	file := filepath.Join(t.TempDir(), "texts.xlsx")
	check(t, os.WriteFile(file, book(t, cells...), 0o600))

	var opened [][]string
	outside.Python(t, "openpyxl", `
import openpyxl, json, sys
from openpyxl.utils.escape import unescape
w = openpyxl.load_workbook(sys.argv[1])
print(json.dumps([[str(r[0].value), r[1].data_type + ":" + ("" if r[1].value is None else unescape(r[1].value))] for r in w["Three"].iter_rows(min_row=2)]))
`, &opened, file)
	for _, row := range opened {
		kind, text, _ := strings.Cut(row[1], ":")
		if kind == "f" || kind == "e" {
			t.Errorf("openpyxl takes %q for a formula or an error", text)
		}
		row[1] = text
	}
	readers := map[string][][]string{"openpyxl": opened}
	if thorough.Plays(1, 2) == 2 {
		readers["LibreOffice"] = outside.Sheets(t, file)["Three"][1:]
	}
	for reader, rows := range readers {
		got := map[string]string{}
		for _, row := range rows {
			if units := len(utf16.Encode([]rune(row[1]))); units > 32767 {
				t.Errorf("%s: a cell has %d characters, more than Excel opens", reader, units)
			}
			got[row[0]] += row[1]
		}
		for n, s := range all {
			if want := holdable(s); got[fmt.Sprint(n)] != want {
				t.Errorf("%s reads %.60q of %.60q", reader, got[fmt.Sprint(n)], want)
			}
		}
	}
}
