package sheet_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chaser/kpi"
	"chaser/register/proposal"
	"chaser/register/sheet"
)

var update = flag.Bool("update", false, "rewrite the golden files; read the diff")

// today is after every period in the layouts.
var today = kpi.Date{Year: 2026, Month: 5, Day: 1}

// Each layout, made up after those that councils have, is read as the file beside it says. Read the diff after -update:
// a wrong reading stands there as calmly as a right one.
func TestLayouts(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/layouts/*.csv")
	if err != nil || len(files) < 20 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			file, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for _, period := range []kpi.Period{{}, kpi.Quarter(2024, 2)} {
				p, err := sheet.Read(file, sheet.Options{Name: name, Period: period, Committee: "Council", Today: today})
				if err != nil {
					t.Fatal(err)
				}
				said := inShort(p)
				if period.IsZero() {
					got = said
				} else if said != got {
					got += "\n== with --period " + period.String() + "\n" + said
				}
			}
			golden := strings.TrimSuffix(name, ".csv") + ".txt"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("%s (-update rewrites it):\n%s", golden, diff)
			}
		})
	}
}

// inShort is all of a proposal that a layout decides, in few lines.
func inShort(p proposal.Proposal) string {
	var out strings.Builder
	l := p.Layout
	fmt.Fprintf(&out, "headings %v, rows %v, transposed %v\n", l.HeadingRows, l.DataRows, l.Transposed)
	for _, h := range l.Headings {
		fmt.Fprintf(&out, "  %s %s: %s\n", proposal.ColumnName(h.Column), h.Text, l.TakenFor(h.Column))
	}
	for what, columns := range map[string][]proposal.PeriodColumn{"figures": l.PeriodColumns} {
		for _, c := range append(columns, l.TargetColumns...) {
			if c.Part != "" {
				fmt.Fprintf(&out, "  %s %s is a %s\n", what, proposal.ColumnName(c.Column), c.Part)
			}
		}
	}
	if len(l.YearRows) > 0 {
		fmt.Fprintf(&out, "year rows %v\n", l.YearRows)
	}
	fmt.Fprintf(&out, "recognised %+v, kept %+v\n", p.Read, p.Kept())
	for _, i := range p.Register.Indicators {
		fmt.Fprintf(&out, "%s | %s | %s | %s %d %s %s %s |", i.Code, i.Title, i.Service, i.Unit, i.Decimals, i.Direction, i.Kind, i.Frequency)
		for _, f := range p.FiguresOf(i.Code) {
			fmt.Fprintf(&out, " %s=%s", f.Period, i.ShowTyped(f))
			if f.Status != kpi.Final {
				fmt.Fprintf(&out, " (%s)", f.Status)
			}
			if f.Commentary != "" {
				fmt.Fprintf(&out, " “%s”", f.Commentary)
			}
		}
		out.WriteString(" |")
		for _, period := range i.TargetPeriods() {
			fmt.Fprintf(&out, " %s→%s", period, kpi.Exactly(i.Targets[period]))
		}
		out.WriteString("\n")
	}
	for _, q := range p.Questions {
		fmt.Fprintf(&out, "? %s: %s (%v)\n", q.About, q.Asks, q.Needed)
	}
	for _, n := range p.Notes {
		fmt.Fprintf(&out, "· %s\n", n)
	}
	for _, g := range proposal.Grouped(p.Faults) {
		fmt.Fprintf(&out, "✗ %s: %s\n", strings.Join(g.Cells, " "), g.Problem)
	}
	return out.String()
}
