package proposal_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"chaser/kpi"
	"chaser/register/proposal"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func number(text string) *decimal.Decimal {
	d := decimal.RequireFromString(text)
	return &d
}

// ofASheet is a proposal with one of everything.
func ofASheet() proposal.Proposal {
	q1 := kpi.Quarter(2023, 1)
	return proposal.Proposal{
		Source: "Performance Q1.xlsx",
		Layout: &proposal.Layout{
			Sheet: "Quarter 1", HeadingRows: []int{3, 4}, DataRows: []int{5, 6, 7, 9},
			Columns: map[proposal.Role]int{proposal.Code: 1, proposal.Title: 2, proposal.Commentary: 5},
			Headings: []proposal.Heading{
				{Column: 1, Text: "Ref", Role: proposal.Code}, {Column: 2, Text: "Measure", Role: proposal.Title},
				{Column: 3, Text: "Q1 2023/24 Actual", Role: proposal.Figure}, {Column: 4, Text: "Target 2023/24", Role: proposal.TargetOf},
				{Column: 5, Text: "What happened, and what the service says that it will do about it", Role: proposal.Commentary},
			},
			PeriodColumns: []proposal.PeriodColumn{{Column: 3, Period: q1}},
			TargetColumns: []proposal.PeriodColumn{{Column: 4, Period: kpi.FinancialYear(2023), Holds: proposal.InEachPart}},
		},
		Samples: []proposal.Sample{
			{Row: 5, Cells: []string{"P1", "Potholes mended within ten days", "91.5%", "95%", "Frost until\nApril, and then rain"}},
			{Row: 6, Cells: []string{"P2", "Lamps out", "tbc", "20"}},
		},
		Faults: []proposal.Fault{
			{Cell: "C6", Problem: "“tbc” is not a figure; it is left out"}, {Cell: "D9", Problem: "“better” is not a target; it is left out"},
			{Cell: "C7", Problem: "“tbc” is not a figure; it is left out"},
		},
		Questions: []proposal.Question{
			{About: "P2", Asks: "Is higher or lower better?", Until: "no rating."},
			{About: "Committee", Asks: "Which committee do they belong to? Name it with --committee.", Needed: true},
		},
		Notes: []string{"P1: higher is better, as “High” in column D says."},
		Read:  proposal.Counts{Indicators: 2, Figures: 1, Targets: 2},
		Register: kpi.Register{
			Indicators: []kpi.Indicator{
				{Code: "P1", Title: "Potholes mended within ten days", Unit: kpi.Percent, Decimals: 1, Direction: kpi.Up, Kind: kpi.Target, Frequency: kpi.Quarterly,
					Targets: map[kpi.Period]decimal.Decimal{q1: *number("95")}},
				{Code: "P2", Title: "Lamps out", Unit: kpi.Count, Direction: kpi.None, Kind: kpi.Contextual, Frequency: kpi.Quarterly,
					Targets: map[kpi.Period]decimal.Decimal{q1: *number("20")}},
			},
			Figures: []kpi.Figure{{Indicator: "P1", Period: q1, Value: number("91.5"), Status: kpi.Final, Commentary: "Frost"}},
		},
	}
}

// ofAReport is a proposal that has no columns.
func ofAReport() proposal.Proposal {
	p := ofASheet()
	p.Source, p.Layout, p.Questions, p.Notes = "q1.txt", nil, nil, nil
	p.Samples = []proposal.Sample{{Cells: []string{"P1", "Potholes mended within ten days", "Q1 2023/24: 91.5%", "target 95%", "Amber"}}}
	p.Faults = []proposal.Fault{{Cell: "line 120", Problem: "a rating stands beside no figure"}}
	p.Missing = []proposal.Missing{{Indicator: "P2", What: "no rating is printed"}}
	return p
}

// Read a proposal's text as a person does: after a change of words, look at the golden file.
func TestText(t *testing.T) {
	t.Parallel()
	for name, p := range map[string]proposal.Proposal{"sheet": ofASheet(), "report": ofAReport()} {
		var out bytes.Buffer
		if err := p.WriteText(&out); err != nil {
			t.Fatal(err)
		}
		golden := filepath.Join("testdata", name+".txt")
		if *update {
			if err := os.WriteFile(golden, out.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), out.String()); diff != "" {
			t.Errorf("%s (-update rewrites it):\n%s", golden, diff)
		}
		for line := range strings.Lines(out.String()) {
			if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > 105 {
				t.Errorf("%s: a line of %d letters: %s", name, n, line)
			}
		}
	}
}

func TestJSON(t *testing.T) {
	t.Parallel()
	for _, p := range []proposal.Proposal{ofASheet(), ofAReport()} {
		var out bytes.Buffer
		if err := p.WriteJSON(&out); err != nil {
			t.Fatal(err)
		}
		var read struct {
			Sheet         string
			HeadingRows   []int `json:"heading_rows"`
			Columns       map[string]any
			PeriodColumns []map[string]any `json:"period_columns"`
			TargetColumns []map[string]any `json:"target_columns"`
			Indicators    int
			Figures       int
			Targets       int
			Faults        []proposal.Fault
		}
		if err := json.Unmarshal(out.Bytes(), &read); err != nil {
			t.Fatal(err)
		}
		if read.Indicators != 2 || read.Figures != 1 || read.Targets != 2 || len(read.Faults) != len(p.Faults) {
			t.Errorf("the counts are other than those that were recognised: %+v", read)
		}
		if bytes.Contains(out.Bytes(), []byte("null,\n  \"transposed")) {
			t.Error("a list is null where it is empty")
		}
		if p.Layout == nil {
			continue
		}
		if read.Columns["code"] != 1.0 || read.Columns["unit"] != nil || read.Columns["commentary"] != 5.0 {
			t.Errorf("columns %v", read.Columns)
		}
		if read.PeriodColumns[0]["period"] != "2023-24Q1" || read.TargetColumns[0]["period"] != "2023-24" || read.TargetColumns[0]["column"] != 4.0 {
			t.Errorf("period columns %v, target columns %v", read.PeriodColumns, read.TargetColumns)
		}
	}
}

func TestColumnName(t *testing.T) {
	t.Parallel()
	for column, want := range map[int]string{1: "A", 26: "Z", 27: "AA", 52: "AZ", 53: "BA", 702: "ZZ", 703: "AAA"} {
		if got := proposal.ColumnName(column); got != want {
			t.Errorf("column %d is %s, not %s", column, got, want)
		}
	}
}

func TestRelative(t *testing.T) {
	t.Parallel()
	q1 := kpi.Quarter(2024, 1)
	for relative, want := range map[proposal.Relative]string{
		proposal.ThisPeriod: "2024-25Q1", proposal.PreviousPeriod: "2023-24Q4", proposal.YearBefore: "2023-24Q1", proposal.EachRows: "",
	} {
		if got := relative.Of(q1).String(); got != want {
			t.Errorf("%s of %s is %q, not %q", relative, q1, got, want)
		}
		if got := relative.Of(kpi.Period{}); !got.IsZero() {
			t.Errorf("%s of no period is %s", relative, got)
		}
	}
}

// Columns of a map count from 1, and each has one role.
func TestColumnsOfAMap(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`{"columns": {"code": 1, "title": 2, "unit": null}}`: "",
		`{"columns": {"code": 0}}`:                           "The map says 0 of the column for code. Write a number, 1 for column A, or null.",
		`{"columns": {"code": -1}}`:                          "The map says -1 of the column for code. Write a number, 1 for column A, or null.",
		`{"columns": {"code": "A"}}`:                         `The map says "A" of the column for code. Write a number, 1 for column A, or null.`,
		`{"columns": {"code": 1, "title": 1}}`:               "The map takes column A for",
		`{"columns": {"codes": 1}}`:                          "The map's “columns” has \"codes\", which is no role.",
	} {
		_, err := proposal.ReadAnswers(strings.NewReader(text))
		said := ""
		if err != nil {
			said = err.Error()
		}
		if !strings.HasPrefix(said, want) || want == "" && said != "" {
			t.Errorf("%s: %q, want %q", text, said, want)
		}
	}
}

// A column that says “last quarter” is written so, for whoever corrects the map.
func TestARelativeColumnIsWritten(t *testing.T) {
	t.Parallel()
	p := ofASheet()
	p.Layout.PeriodColumns = []proposal.PeriodColumn{{Column: 3, Relative: proposal.PreviousPeriod}}
	var out bytes.Buffer
	if err := p.WriteJSON(&out); err != nil {
		t.Fatal(err)
	}
	var read struct {
		PeriodColumns []map[string]any `json:"period_columns"`
	}
	if err := json.Unmarshal(out.Bytes(), &read); err != nil {
		t.Fatal(err)
	}
	if len(read.PeriodColumns) != 1 || read.PeriodColumns[0]["period"] != string(proposal.PreviousPeriod) {
		t.Errorf("it is written as %v, want %q", read.PeriodColumns, proposal.PreviousPeriod)
	}
}
