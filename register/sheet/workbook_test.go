package sheet_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"chaser/kpi"
	"chaser/register/sheet"
)

// book makes a workbook.
type book struct {
	t    *testing.T
	file *excelize.File
}

func newBook(t *testing.T) book {
	t.Helper()
	b := book{t, excelize.NewFile()}
	t.Cleanup(func() { _ = b.file.Close() })
	return b
}

func (b book) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

// rows writes rows of cells from A1 on; nil is an empty cell.
func (b book) rows(sheet string, rows ...[]any) {
	b.t.Helper()
	if n, _ := b.file.GetSheetIndex(sheet); n < 0 {
		_, err := b.file.NewSheet(sheet)
		b.must(err)
	}
	for n, row := range rows {
		b.must(b.file.SetSheetRow(sheet, fmt.Sprintf("A%d", n+1), &row))
	}
}

func (b book) format(sheet, from, to, format string) {
	b.t.Helper()
	style, err := b.file.NewStyle(&excelize.Style{CustomNumFmt: &format})
	b.must(err)
	b.must(b.file.SetCellStyle(sheet, from, to, style))
}

func (b book) bytes() []byte {
	b.t.Helper()
	var out bytes.Buffer
	b.must(b.file.Write(&out))
	return out.Bytes()
}

// scorecard is a workbook as an office keeps it: a sheet of contents, one that is hidden, merged headings, percentages
// by their format, days as headings, codes that end in a nought.
func scorecard(t *testing.T) []byte {
	t.Helper()
	b := newBook(t)
	b.rows("Contents", []any{"Sheet", "What it holds"}, []any{"Scorecard", "The indicators"}, []any{"Old", "Last year's"})
	b.rows("Scorecard",
		[]any{"Corporate scorecard"},
		[]any{"Area", "PI", "Measure", "30 June", nil, "30 September", nil, "RAG", "Comments"},
		[]any{nil, nil, nil, "Actual", "Target", "Actual", "Target"},
		[]any{"Waste", 1.1, "Waste recycled", 0.641, 0.65, 0.66500000000000004, 0.65, "G", "Fewer garden bins"},
		[]any{nil, 1.10, "Missed bins", 1204, 1000, 1150, 1000, "R"},
		[]any{"Housing", "2.1", "Homes let in time", 0.5, 0.9, nil, 0.9, nil, "Late"},
		[]any{nil, "2.2", "Rent arrears", 12500.5, nil, 13000, nil},
	)
	b.must(b.file.SetCellValue("Scorecard", "D2", time.Date(2023, 6, 30, 0, 0, 0, 0, time.UTC)))
	b.must(b.file.SetCellValue("Scorecard", "F2", time.Date(2023, 9, 30, 0, 0, 0, 0, time.UTC)))
	b.format("Scorecard", "D2", "F2", "d mmm yyyy")
	b.format("Scorecard", "D4", "G4", "0.0%")
	b.format("Scorecard", "D6", "G6", "0%")
	b.format("Scorecard", "D7", "G7", `"£"#,##0.00`)
	b.format("Scorecard", "D5", "G5", `#,##0`)
	b.format("Scorecard", "B5", "B5", "0.00")
	for _, m := range [][2]string{{"A1", "I1"}, {"D2", "E2"}, {"F2", "G2"}, {"A4", "A5"}, {"A6", "A7"}} {
		b.must(b.file.MergeCell("Scorecard", m[0], m[1]))
	}
	b.rows("Old", []any{"PI", "Measure", "Q1 2021/22", "Q2 2021/22"}, []any{"1.1", "Waste recycled", 1, 2}, []any{"1.2", "Missed", 3, 4}, []any{"1.3", "More", 3, 4}, []any{"1.4", "Again", 3, 4}, []any{"1.5", "Other", 3, 4}, []any{"1.6", "Sixth", 3, 4}, []any{"1.7", "Seventh", 3, 4})
	b.must(b.file.SetSheetVisible("Old", false))
	b.must(b.file.DeleteSheet("Sheet1"))
	return b.bytes()
}

func TestWorkbook(t *testing.T) {
	t.Parallel()
	p, err := sheet.Read(scorecard(t), sheet.Options{Name: "scorecard.xlsx", Committee: "Council", Today: today})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]any{"Scorecard", []int{2, 3}, []int{4, 5, 6, 7}, 0}, []any{p.Layout.Sheet, p.Layout.HeadingRows, p.Layout.DataRows, len(p.Unanswered())}); diff != "" {
		t.Error(diff, p.Questions)
	}
	want := map[string]string{
		"1.1":  "percent Waste 2023-24Q1=64.1 2023-24Q2=66.5 target 65",
		"1.10": "count Waste 2023-24Q1=1204 2023-24Q2=1150 target 1000",
		"2.1":  "percent Housing 2023-24Q1=50 target 90",
		"2.2":  "currency Housing 2023-24Q1=12500.5 2023-24Q2=13000",
	}
	for _, i := range p.Register.Indicators {
		said := string(i.Unit) + " " + i.Service
		for _, f := range p.FiguresOf(i.Code) {
			said += fmt.Sprintf(" %s=%s", f.Period, f.Value)
		}
		if target := i.TargetFor(kpi.Quarter(2023, 1)); target != nil {
			said += " target " + target.String()
		}
		if said != want[i.Code] {
			t.Errorf("%s is %s, not %s", i.Code, said, want[i.Code])
		}
	}
	if p.Read.Indicators != 4 || p.Read.Figures != 7 || p.Read.Targets != 6 {
		t.Errorf("recognised %+v", p.Read)
	}
}

func TestSheetIsChosen(t *testing.T) {
	t.Parallel()
	old, err := sheet.Read(scorecard(t), sheet.Options{Name: "scorecard.xlsx", Sheet: "old"})
	if err != nil || old.Layout.Sheet != "Old" || old.Read.Figures != 14 {
		t.Errorf("a hidden sheet that is named was not read: %v, %+v", err, old.Read)
	}
	if _, err := sheet.Read(scorecard(t), sheet.Options{Name: "scorecard.xlsx", Sheet: "New"}); err == nil || !strings.Contains(err.Error(), "“Contents”, “Scorecard”, “Old”") {
		t.Errorf("a sheet that is not there: %v", err)
	}
	b := newBook(t)
	for _, name := range []string{"Place", "People"} {
		b.rows(name, []any{"Ref", "Indicator", "Q1 2023/24"}, []any{"A1", "Number of " + name, 5})
	}
	two, err := sheet.Read(b.bytes(), sheet.Options{Name: "two.xlsx"})
	if err != nil || two.Layout.Sheet != "Place" || !strings.Contains(fmt.Sprint(two.Questions), "“People” looks like a table of indicators too") {
		t.Errorf("two sheets: %v %+v", err, two.Questions)
	}
}

// A cell that cannot be believed is left out with a sentence, and the others are read.
func TestUnbelievableCells(t *testing.T) {
	t.Parallel()
	b := newBook(t)
	b.rows("Sheet1", []any{"Ref", "Indicator", "Q1 2023/24", "Q2 2023/24"}, []any{"A1", "Number of calls", 5, nil}, []any{"A2", "Number of visits", "#REF!", 7}, []any{"A3", "Number of days out", 45291, 8})
	b.must(b.file.SetCellFormula("Sheet1", "D2", "SUM(C2:C3)"))
	b.format("Sheet1", "C4", "C4", "dd/mm/yyyy")
	p, err := sheet.Read(b.bytes(), sheet.Options{Name: "x.xlsx"})
	if err != nil {
		t.Fatal(err)
	}
	said := fmt.Sprint(p.Faults)
	for _, want := range []string{"{D2 a formula stands there whose result was never worked out", "{C3 the formula there ends in #REF!", "{C4 “31/12/2023” is a day, not a figure"} {
		if !strings.Contains(said, want) {
			t.Errorf("the faults do not say %q: %s", want, said)
		}
	}
	if p.Read.Figures != 3 {
		t.Errorf("%d figures are recognised, not 3", p.Read.Figures)
	}
}

// A length of time is kept as a part of a day, a tick as 1, and a formula that no program has worked out as nothing.
func TestWhatAWorkbookKeepsOtherwise(t *testing.T) {
	t.Parallel()
	b := newBook(t)
	b.rows("Sheet1", []any{"Ref", "Indicator", "Q1 2023/24", "Q2 2023/24"}, []any{"A1", "Time to answer", 0.003125, 1.5104},
		[]any{"A2", "Plan adopted", true, false}, []any{"A3", "Number of visits", 7, 8}, []any{"A4", "Number of loans", 9, nil})
	b.format("Sheet1", "C2", "C2", "hh:mm:ss")
	b.format("Sheet1", "D2", "D2", "[h]:mm")
	b.must(b.file.SetCellFormula("Sheet1", "D5", "C5+C4"))
	workbook := rewritten(t, b.bytes(), "xl/worksheets/sheet1.xml",
		`t="str"><f>C5+C4</f></c>`, `><f>C5+C4</f><v></v></c>`) // as Python's libraries write it
	p, err := sheet.Read(workbook, sheet.Options{Name: "x.xlsx"})
	if err != nil {
		t.Fatal(err)
	}
	said := fmt.Sprint(p.Faults)
	for _, want := range []string{"{C2 “00:04:30” is a length of time", "{D2 “36:14” is a length of time", "{C3 “TRUE” is not a figure", "{D3 “FALSE” is not a figure",
		"{D5 a formula stands there whose result was never worked out"} {
		if !strings.Contains(said, want) {
			t.Errorf("the faults do not say %q: %s", want, said)
		}
	}
	if p.Read.Figures != 3 {
		t.Errorf("%d figures are recognised, not 3", p.Read.Figures)
	}
}

// What is kept and not seen is said: a 0 that is shown as a dash may be a quarter yet to come, and a hidden row an old
// indicator.
func TestWhatNobodySees(t *testing.T) {
	t.Parallel()
	b := newBook(t)
	b.rows("Sheet1", []any{"Ref", "Indicator", "Q1 2023/24", "Q2 2023/24"}, []any{"A1", "Number of visits", 1204, 0}, []any{"A2", "Number of loans", 88, 91},
		[]any{"A3", "Number of upheld complaints", 0, 3})
	b.format("Sheet1", "C2", "D3", `#,##0;-#,##0;"-"`)
	b.must(b.file.SetRowVisible("Sheet1", 3, false))
	p, err := sheet.Read(b.bytes(), sheet.Options{Name: "x.xlsx"})
	if err != nil {
		t.Fatal(err)
	}
	if want := "[{D2 0 is kept there and a dash is shown, which may be nought or nothing yet; show it as 0 where it is nought; it is left out}]"; fmt.Sprint(p.Faults) != want {
		t.Errorf("the faults are %v, not %s", p.Faults, want)
	}
	if want := "Rows that are hidden or filtered away are read too: 3. Delete from the sheet what is not to be kept."; !slices.Contains(p.Notes, want) {
		t.Errorf("the notes do not say %q: %q", want, p.Notes)
	}
	if p.Read.Figures != 5 {
		t.Errorf("%d figures are recognised, not 5", p.Read.Figures)
	}
}

// linkedTo gives a workbook links to another one.
func linkedTo(t *testing.T, workbook []byte) []byte {
	t.Helper()
	files := filesOf(t, workbook)
	files["xl/externalLinks/externalLink1.xml"] = "<externalLink/>"
	return zipped(t, files)
}

// rewritten is a workbook of whose file one text is replaced by another.
func rewritten(t *testing.T, workbook []byte, name, from, to string) []byte {
	t.Helper()
	files := filesOf(t, workbook)
	if !strings.Contains(files[name], from) {
		t.Fatalf("%s has no %q", name, from)
	}
	files[name] = strings.ReplaceAll(files[name], from, to)
	return zipped(t, files)
}

func filesOf(t *testing.T, workbook []byte) map[string]string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(workbook), int64(len(workbook)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(text)
	}
	return files
}

// A value that was taken from another workbook is read as it was last saved, and that is said once, however many there
// are. A table's column in brackets is no other workbook.
func TestValuesOfOtherWorkbooks(t *testing.T) {
	t.Parallel()
	b := newBook(t)
	b.rows("Sheet1", []any{"Ref", "Indicator", "Q1 2023/24", "Target"})
	for n := range 8 {
		row := n + 2
		b.must(b.file.SetSheetRow("Sheet1", fmt.Sprintf("A%d", row), &[]any{fmt.Sprintf("A%d", n), "Bins missed", 100 + n, 90}))
		b.must(b.file.SetCellFormula("Sheet1", fmt.Sprintf("C%d", row), "'[1]Year 2023'!B4"))
		b.must(b.file.SetCellFormula("Sheet1", fmt.Sprintf("D%d", row), "SUM(Table1[2023])"))
	}
	p, err := sheet.Read(linkedTo(t, b.bytes()), sheet.Options{Name: "a.xlsx", Committee: "Council", Today: today})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Register.Figures) != 8 || p.Register.Figures[7].Value.String() != "107" {
		t.Errorf("%d figures: %v\n%v", len(p.Register.Figures), p.Register.Figures, p.Faults)
	}
	want := []string{"In C2, C3, C4, C5, C6 and 3 more, values from other workbooks are as they were last saved. If those changed since, update the links, save this workbook and import it again."}
	if diff := cmp.Diff(want, slices.DeleteFunc(p.Notes, func(n string) bool { return !strings.Contains(n, "workbooks") })); diff != "" {
		t.Error(diff)
	}
	p, err = sheet.Read(b.bytes(), sheet.Options{Name: "a.xlsx", Committee: "Council", Today: today})
	if err != nil || strings.Contains(fmt.Sprint(p.Notes), "workbooks") {
		t.Errorf("without links: %v %v", err, p.Notes)
	}
}
