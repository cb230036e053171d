package sheet_test

import (
	"bytes"
	"encoding/json"
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

// published holds real councils' sheets with what should be recognised in them. It stands beside the checkout, not in
// it.
const published = "../../../shared/sheets"

type expected struct {
	File          string
	HeadingRows   []int `json:"heading_rows"`
	DataRows      []int `json:"data_rows"`
	Transposed    bool
	Columns       map[string]json.RawMessage
	PeriodColumns []expectedColumn `json:"period_columns"`
	TargetColumns []expectedColumn `json:"target_columns"`
	Expect        struct{ Indicators, Figures, Targets int }
	Samples       []struct {
		Row, Column  int
		Value        *string
		Code, Period string
		Unit         string
	}
}

type expectedColumn struct {
	Column int
	Period string
	Role   string
}

// What real councils' sheets should be taken for is what they are taken for.
func TestPublishedSheets(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join(published, "index.json"))
	if os.IsNotExist(err) {
		t.Skip("the published sheets are not beside this checkout: ../shared/sheets")
	}
	if err != nil {
		t.Fatal(err)
	}
	var index struct{ Sheets []expected }
	if err := json.Unmarshal(text, &index); err != nil {
		t.Fatal(err)
	}
	for _, want := range index.Sheets {
		t.Run(want.File, func(t *testing.T) {
			t.Parallel()
			file, err := os.ReadFile(filepath.Join(published, want.File))
			if err != nil {
				t.Fatal(err)
			}
			got, err := sheet.Read(file, sheet.Options{Name: want.File})
			if err != nil {
				t.Fatal(err)
			}
			want.check(t, got)
			this, err := sheet.Read(file, sheet.Options{Name: want.File, Period: kpi.Quarter(2025, 2), Committee: "Council"})
			if err != nil {
				t.Fatal(err)
			}
			if n := len(this.Unanswered()); n > 0 {
				t.Errorf("with a period and a committee, an import still waits for answers: %+v", this.Unanswered())
			}
			want.checkSamples(t, this)
		})
	}
}

func (want expected) check(t *testing.T, got proposal.Proposal) {
	t.Helper()
	var out bytes.Buffer
	if err := got.WriteJSON(&out); err != nil {
		t.Fatal(err)
	}
	var said struct {
		expected
		Indicators, Figures, Targets int
	}
	if err := json.Unmarshal(out.Bytes(), &said); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what      string
		want, got any
	}{
		{"heading rows", want.HeadingRows, said.HeadingRows}, {"data rows", want.DataRows, said.DataRows}, {"transposed", want.Transposed, said.Transposed},
		{"period columns", want.PeriodColumns, said.PeriodColumns}, {"target columns", want.TargetColumns, said.TargetColumns},
		{"indicators", want.Expect.Indicators, said.Indicators}, {"figures", want.Expect.Figures, said.Figures}, {"targets", want.Expect.Targets, said.Targets},
	} {
		if diff := cmp.Diff(c.want, c.got); diff != "" {
			t.Errorf("%s:\n%s", c.what, diff)
		}
	}
	for role, column := range want.Columns {
		var a, b any
		_ = json.Unmarshal(column, &a)
		_ = json.Unmarshal(said.Columns[role], &b)
		if diff := cmp.Diff(a, b); diff != "" {
			t.Errorf("column for %s:\n%s", role, diff)
		}
	}
}

func (want expected) checkSamples(t *testing.T, got proposal.Proposal) {
	t.Helper()
	units := map[string]kpi.Unit{"count": kpi.Count, "percent": kpi.Percent, "currency": kpi.Currency, "rate": kpi.Ratio}
	for _, s := range want.Samples {
		cell := proposal.CellName(s.Column, s.Row)
		if s.Value == nil {
			if !strings.Contains(fmt.Sprint(got.Faults), cell+" ") && !strings.Contains(fmt.Sprint(got.Faults), "{"+cell) {
				t.Errorf("%s is no figure, and the faults do not say so: %v", cell, got.Faults)
			}
			continue
		}
		found := false
		for _, i := range got.Register.Indicators {
			if i.Unit != units[s.Unit] || s.Code != "" && i.Code != s.Code {
				continue
			}
			for _, f := range got.FiguresOf(i.Code) {
				found = found || f.Value != nil && kpi.Exactly(*f.Value) == *s.Value && (s.Period == "" || s.Period == f.Period.String())
			}
			for _, target := range i.Targets {
				found = found || kpi.Exactly(target) == *s.Value
			}
		}
		// A year beside its quarters is recognised and not kept; a year's target of what is no percentage is asked
		// about.
		if !found && !strings.Contains(fmt.Sprint(got.Faults, got.Questions), cell) {
			t.Errorf("%s: no figure or target of %s in %s", cell, *s.Value, s.Unit)
		}
	}
}
