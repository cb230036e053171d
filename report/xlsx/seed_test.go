package xlsx_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chaser/demo/seed"
	"chaser/internal/thorough"
	"chaser/kpi"
	"chaser/register"
	"chaser/register/workbook/outside"
	"chaser/report"
	"chaser/report/reporttest"
)

// readWorkbook prints what openpyxl makes of a workbook: its properties and, for each sheet, its cells with their kind
// (n a number, s a text, d a day) and what keeps its headings in sight, filters and prints it.
const readWorkbook = `
import openpyxl, json, sys
w = openpyxl.load_workbook(sys.argv[1])
def cell(c):
    return {"kind": "" if c.value is None else c.data_type, "value": "" if c.value is None else str(c.value), "format": c.number_format,
        "fill": c.fill.fgColor.rgb if c.fill.fill_type == "solid" else ""}
print(json.dumps({"title": w.properties.title, "author": w.properties.creator, "created": str(w.properties.created), "modified": str(w.properties.modified),
    "language": w.properties.language, "description": w.properties.description,
    "sheets": [{"name": s.title, "frozen": s.freeze_panes, "filters": [t.autoFilter.ref for t in s.tables.values()], "names": list(s.tables),
        "head": s.oddHeader.left.text or "", "foot": s.oddFooter.right.text or "", "titles": s.print_title_rows or "",
        "narrow": [k for k, d in s.column_dimensions.items() if not d.width or d.width < 8],
        "rows": [[cell(c) for c in r] for r in s.iter_rows()]} for s in w.worksheets]}))
`

type read struct {
	Title, Author, Created, Modified, Language, Description string
	Sheets                                                  []readSheet
}

type readSheet struct {
	Name, Frozen           string
	Filters, Names, Narrow []string
	Head, Foot, Titles     string
	Rows                   [][]readCell
}

type readCell struct{ Kind, Value, Format, Fill string }

func opened(t *testing.T, name string, r report.Report) read {
	t.Helper()
	var w read
	outside.Python(t, "openpyxl", readWorkbook, &w, fileOf(t, name, r))
	return w
}

// rows are a sheet's rows by heading.
func (w read) rows(t *testing.T, name string) (all []map[string]readCell) {
	t.Helper()
	for _, s := range w.Sheets {
		if s.Name != name {
			continue
		}
		for _, cells := range s.Rows[1:] {
			row := map[string]readCell{}
			for n, c := range cells {
				row[s.Rows[0][n].Value] = c
			}
			all = append(all, row)
		}
		return all
	}
	t.Fatalf("there is no sheet %s", name)
	return nil
}

// printed is an indicator as the real report printed it, numbers as they stand in the file.
type printed struct {
	Title        string       `json:"title"`
	Target       *json.Number `json:"target_value"`
	TargetKind   string       `json:"target_column_as_printed"`
	Current      *json.Number `json:"current"`
	Previous     *json.Number `json:"previous"`
	Comparison   string       `json:"comparison_column_as_printed"`
	Change       string       `json:"change_as_printed"`
	Rating       string       `json:"rag_as_printed"`
	Description  string       `json:"description"`
	Commentary   string       `json:"commentary"`
	Actions      string       `json:"actions"`
	UsefulLinks  string       `json:"useful_links"`
	TargetShown  string       `json:"target_as_printed"`
	CurrentShown string       `json:"current_as_printed"`
}

// left are the ratings that the real report left out, by position.
var left = map[int]string{4: "Red", 5: "Amber"}

// What openpyxl reads of the seed's quarter is, field by field, what the real report printed, and numbers are numbers.
func TestSeedFieldByField(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../testdata/indicators.json")
	check(t, err)
	var paper struct{ Indicators []printed }
	check(t, json.Unmarshal(text, &paper))
	rows := opened(t, "seed", reporttest.Seed(t)).rows(t, "Cards")
	if len(rows) != len(paper.Indicators) {
		t.Fatalf("%d cards, want %d", len(rows), len(paper.Indicators))
	}
	for n, p := range paper.Indicators {
		row := rows[n]
		if p.Rating == "" {
			p.Rating = left[n]
		}
		for heading, want := range map[string]string{
			"Title": p.Title, "Compared with": p.TargetKind, "Change in Performance": p.Change, "RAG Rating": p.Rating,
			"Indicator Description": p.Description, "Commentary": p.Commentary,
		} {
			if got := row[heading]; plain(got.Value) != plain(want) || got.Kind != "s" && want != "" {
				t.Errorf("%s: %s is %q (%s), the report printed %q", p.Title, heading, got.Value, got.Kind, want)
			}
		}
		if p.Actions != "" && plain(row["Actions"].Value) != plain(p.Actions) {
			t.Errorf("%s: its actions are %q, the report printed %q", p.Title, row["Actions"].Value, p.Actions)
		}
		for heading, want := range map[string]*json.Number{"Target or baseline": p.Target, "Current": p.Current, "Previous": p.Previous} {
			got := row[heading]
			switch {
			case want == nil:
				if got.Kind == "n" {
					t.Errorf("%s: %s is the number %s, the report printed none", p.Title, heading, got.Value)
				}
			case got.Kind != "n" || got.Value != strings.TrimSuffix(want.String(), ".0"):
				t.Errorf("%s: %s is %q (%s), the report printed %s", p.Title, heading, got.Value, got.Kind, want)
			}
		}
		if fill := row["RAG Rating"].Fill; fill != "FF"+report.Paint(p.Rating) {
			t.Errorf("%s: %s stands on %s", p.Title, p.Rating, fill)
		}
	}
}

func plain(s string) string { return strings.Join(strings.Fields(strings.ReplaceAll(s, "/", "")), " ") }

// It says what it is, whose and of when, from the report and never from the clock. Every sheet keeps its headings in
// sight, can be filtered, is wide enough, and says on paper whether it is a draft.
func TestPropertiesAndSheets(t *testing.T) {
	t.Parallel()
	w := opened(t, "seed", reporttest.Seed(t))
	got := []string{w.Title, w.Author, w.Created, w.Modified, w.Language, w.Description}
	const when = "2023-12-12 00:00:00"
	want := []string{
		"Performance Report, Q2 2023/24: Communities, Social Mobility and Inclusion Committee", "Governance & Performance, Cambridgeshire County Council", when, when, "en-GB",
		"Produced on 12 December 2023. Draft: not yet published.",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	var names []string
	for _, s := range w.Sheets {
		names = append(names, s.Name)
		if s.Frozen != "B2" || len(s.Filters) != 1 || len(s.Narrow) > 0 || !strings.HasPrefix(s.Head, "Draft: not yet published. ") || s.Foot != "Page &P of &N" && s.Foot != "Page &[Page] of &N" || !strings.Contains(s.Titles, "1:") {
			t.Errorf("%s: frozen %s, filters %v, narrow %v, head %q, foot %q, titles %q", s.Name, s.Frozen, s.Filters, s.Narrow, s.Head, s.Foot, s.Titles)
		}
		for _, c := range s.Rows[0] {
			if c.Value == "" {
				t.Errorf("%s has a column without a heading", s.Name)
			}
		}
	}
	if d := cmp.Diff([]string{"Report", "Cards", "History", "Actions", "Questions", "Key", "indicators", "links", "figures"}, names); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// Nothing that somebody typed is a formula, negative numbers stay numbers, and days are days.
func TestTypedTextStays(t *testing.T) {
	t.Parallel()
	w := opened(t, "everything", reporttest.Everything(t))
	for _, s := range w.Sheets {
		for r, row := range s.Rows {
			for c, cell := range row {
				if cell.Kind == "f" || cell.Kind == "e" {
					t.Errorf("%s, row %d, column %d is a formula: %q", s.Name, r+1, c+1, cell.Value)
				}
			}
		}
	}
	cell := func(sheet, code, heading string) readCell {
		for _, row := range w.rows(t, sheet) {
			if row["Code"].Value == code {
				return row[heading]
			}
		}
		t.Fatalf("%s has no %s", sheet, code)
		return readCell{}
	}
	for _, want := range []struct {
		sheet, code, heading string
		readCell
	}{
		{"Cards", "LIB3", "Commentary", readCell{Kind: "s", Value: "-1 is not a formula, nor is\n=SUM(A1:A9), nor is @here.\n\n<script>alert(1)</script> stays as it was typed.\n\nA tab stays too: 1\t2."}},
		{"Actions", "LIB2", "Action", readCell{Kind: "s", Value: `=HYPERLINK("https://example.org") is what somebody typed as an action`}},
		{"Actions", "LIB2", "Due", readCell{Kind: "d", Value: "2024-01-31 00:00:00"}},
		{"Cards", "FIN-1", "Target or baseline", readCell{Kind: "n", Value: "-1000"}},
		{"Cards", "FIN-1", "England Mean", readCell{Kind: "n", Value: "-1020.5"}},
		{"Cards", "175", "Title", readCell{Kind: "s", Value: "Total number of cases opened (deaths referred to the Coroner Service)"}},
		{"Cards", "175", "Code", readCell{Kind: "s", Value: "175"}},
	} {
		got := cell(want.sheet, want.code, want.heading)
		if got.Kind != want.Kind || got.Value != want.Value {
			t.Errorf("%s %s: %s is %q (%s), want %q (%s)", want.sheet, want.code, want.heading, got.Value, got.Kind, want.Value, want.Kind)
		}
	}
}

// LibreOffice finds the same words and numbers as openpyxl, and nothing that it works out.
func TestLibreOfficeReadsTheSame(t *testing.T) {
	t.Parallel()
	thorough.LeaveToCI(t)
	r := reporttest.Everything(t)
	w := opened(t, "everything", r)
	sheets := outside.Sheets(t, fileOf(t, "everything", r))
	for _, s := range w.Sheets {
		got := sheets[s.Name]
		if len(got) != len(s.Rows) {
			t.Errorf("%s has %d rows, want %d", s.Name, len(got), len(s.Rows))
			continue
		}
		for n, row := range s.Rows {
			for c, cell := range row {
				found := ""
				if c < len(got[n]) {
					found = got[n][c]
				}
				if cell.Kind == "d" { // as LibreOffice writes a day is its own affair
					continue
				}
				if found != cell.Value {
					t.Errorf("%s, row %d, column %d: LibreOffice reads %q, openpyxl %q", s.Name, n+1, c+1, found, cell.Value)
				}
			}
		}
	}
}

// An import reads of a report's workbook the very indicators and figures that it was made of.
func TestRegisterSheetsReadBack(t *testing.T) {
	t.Parallel()
	of, faults := register.ReadJSON(bytes.NewReader(seed.Register))
	got, _, more := register.ReadWorkbook(bytes.NewReader(bytesOf(t, reporttest.Seed(t))))
	if faults = append(faults, more...); len(faults) > 0 {
		t.Fatal(faults)
	}
	for n, f := range got.Figures { // those of an indicator stand together in a report
		if at := figureOf(of, f); at < 0 || !of.Figures[at].Completed("").Says(f) {
			t.Errorf("figure %d, %s %s, is not the seed's", n, f.Indicator, f.Period)
		}
	}
	if d := cmp.Diff(asJSON(t, kpi.Register{Indicators: of.Indicators}), asJSON(t, kpi.Register{Indicators: got.Indicators})); d != "" || len(got.Figures) != len(of.Figures) {
		t.Errorf("%d figures of %d; the indicators (-seed +workbook)\n%s", len(got.Figures), len(of.Figures), d)
	}
}

func figureOf(r kpi.Register, f kpi.Figure) int {
	for n, other := range r.Figures {
		if strings.EqualFold(other.Indicator, f.Indicator) && other.Period == f.Period {
			return n
		}
	}
	return -1
}

func asJSON(t *testing.T, r kpi.Register) string {
	t.Helper()
	var out bytes.Buffer
	check(t, register.WriteJSON(&out, r))
	return out.String()
}

// The public gets no names, and nothing of the register.
func TestThePublicsWorkbook(t *testing.T) {
	t.Parallel()
	w := opened(t, "public", reporttest.Everything(t).ForThePublic())
	for _, s := range w.Sheets {
		if s.Name == "indicators" || s.Name == "figures" {
			t.Errorf("the public's has the register's %s", s.Name)
		}
		for _, row := range s.Rows {
			for _, c := range row {
				if strings.Contains(c.Value, "Library lead") || strings.Contains(c.Value, "Councillor") || strings.Contains(c.Value, "U0") {
					t.Errorf("%s names somebody: %q", s.Name, c.Value)
				}
			}
		}
	}
}

// The sheet of the report counts each rating now and before, each in its own column.
func TestHowManyOfEachRating(t *testing.T) {
	t.Parallel()
	r := reporttest.Everything(t)
	moved := 0
	found := map[string]bool{}
	for _, row := range opened(t, "everything", r).rows(t, "Report") {
		if row["Part"].Value != "Indicators by rating" {
			continue
		}
		for _, c := range r.Head.Summary.Counts {
			if row["Item"].Value != c.Rating {
				continue
			}
			found[c.Rating] = true
			if row["Now"].Value != fmt.Sprint(c.Now) || row["Before"].Value != fmt.Sprint(c.Before) {
				t.Errorf("%s: %s now and %s before, want %d and %d", c.Rating, row["Now"].Value, row["Before"].Value, c.Now, c.Before)
			}
			if c.Now != c.Before {
				moved++
			}
		}
	}
	if len(found) != len(r.Head.Summary.Counts) || moved == 0 {
		t.Errorf("%d of %d ratings are counted, and %d have moved", len(found), len(r.Head.Summary.Counts), moved)
	}
}
