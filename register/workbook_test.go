package register_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"chaser/demo/seed"
	"chaser/internal/thorough"
	"chaser/kpi"
	"chaser/register"
	"chaser/register/workbook/outside"
)

var made = time.Date(2023, time.December, 12, 9, 0, 0, 0, time.UTC)

// everything has each field of the format, with what spreadsheets like to change: numbers with idle zeros or of thirty
// digits, codes that look like numbers, texts that look like formulas, days and references.
const everything = `{
	"people": [{"slack_id":"U0LIB","name":"=Lead","email":"a@b","roles":["member","admin"],"manager":"U0MGR","alerts":"daily"},
		{"slack_id":"U0MGR","name":"Manager","email":"","roles":[],"manager":""}],
	"committees": [{"name":"Communities","channel":"C0CSMI","members":["U0LIB","U0MGR"],"ladder":"opens, 0","sign_off":"manager","self_sign_off":true,"actions_on":"any"}],
	"indicators": [
		{"code":"007","title":"+Visits @ libraries","committee":"Communities","service":"-Libraries","unit":"percent","decimals":2,"direction":"up","kind":"target",
		 "target":"160.00","baseline":"-0.10","targets":{"2023-24Q2":"123456789012345678901234567890","2023-24Q1":"-12.5"},"cumulative":true,"compare":"year_ago",
		 "frequency":"quarterly","rule":"points:-5,0","owner":"U0LIB","deputy":"U0MGR","manager":"U0MGR","description":"One.\n\n_x0041_ \"two\"\t& <three>\n=1+1",
		 "links":[{"text":"=HYPERLINK(\"x\")","url":"https://example.org/?a=1&b=2"},{"text":"Words alone","url":""}],"neighbours_mean":"0.000000000000001","england_mean":"1"},
		{"code":"1E5","title":"2023-12","committee":"Communities","service":"","unit":"count","decimals":0,"direction":"none","kind":"contextual"}],
	"collections": [{"period":"2023-24Q2","opens":"2023-10-02","due":"2023-10-20","committee_date":"2023-12-12","publishes":"2023-12-13"},
		{"period":"2023-24Q3","opens":"2024-01-02","due":"2024-01-19","committee_date":null}],
	"closures": [{"date":"2024-12-27","name":"Between the years"}],
	"figures": [
		{"indicator":"007","period":"2023-24Q1","value":"-93.50","status":"provisional","commentary":"@SUM(A1)\n  indented\n\nx","actions":"-1"},
		{"indicator":"007","period":"2023-24Q2","value":"64.117","numerator":"570","denominator":"889","commentary":"","actions":"=cmd|' /C calc'!A0"},
		{"indicator":"1E5","period":"2023-24Q2","value":null,"status":"unavailable","commentary":"TRUE","actions":""}]
}`

func readRegister(t *testing.T, text []byte) kpi.Register {
	t.Helper()
	r, faults := register.ReadJSON(bytes.NewReader(text))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	return r
}

func asWorkbook(t *testing.T, r kpi.Register) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := register.WriteWorkbook(&out, r, made); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func fromWorkbook(t *testing.T, file []byte) kpi.Register {
	t.Helper()
	r, _, faults := register.ReadWorkbook(bytes.NewReader(file))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	return r
}

func asJSON(t *testing.T, r kpi.Register) string {
	t.Helper()
	var out bytes.Buffer
	if err := register.WriteJSON(&out, r); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestAWorkbookReadsBackAsItWas(t *testing.T) {
	t.Parallel()
	for name, text := range map[string][]byte{"seed": seed.Register, "everything": []byte(everything)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := readRegister(t, text)
			file := asWorkbook(t, r)
			if d := cmp.Diff(asJSON(t, r), asJSON(t, fromWorkbook(t, file))); d != "" {
				t.Errorf("what was read from the workbook differs from what was written (-written +read):\n%s", d)
			}
			if !bytes.Equal(file, asWorkbook(t, r)) {
				t.Error("the same register came out as other bytes")
			}
		})
	}
}

// LibreOffice saves the workbook again, and it is the same register still.
func TestAWorkbookSavedByLibreOfficeReadsBackAsItWas(t *testing.T) {
	t.Parallel()
	thorough.LeaveToCI(t)
	r := joined(readRegister(t, seed.Register), readRegister(t, []byte(everything)), tricky())
	saved, err := os.ReadFile(outside.Converted(t, written(t, asWorkbook(t, r)), "xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(asJSON(t, r), asJSON(t, fromWorkbook(t, saved))); d != "" {
		t.Errorf("what was read differs from what was written (-written +read):\n%s", d)
	}
}

func written(t *testing.T, file []byte) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "register.xlsx")
	if err := os.WriteFile(name, file, 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// A person types numbers, days and words into cells, deletes what does not matter and leaves empty rows.
func TestWhatAPersonTypesIntoAWorkbookIsRead(t *testing.T) {
	t.Parallel()
	file := filled(t, map[string][][]any{
		"Closures":    {{"Name", "date"}, {"Flood", time.Date(2024, 5, 7, 0, 0, 0, 0, time.UTC)}, {}, {"Snow", "2024-01-09"}},
		"figures":     {{"indicator", "period", "value", "commentary"}, {178, "2023-24Q2", 142, 7}, {"REG2", "2023-24Q2", 64.1, "=1+1"}, {"REG2", "2023-24Q1", 0.00001}},
		"Notes to us": {{"not", "of a register"}},
	})
	r := fromWorkbook(t, file)
	want := readRegister(t, []byte(`{"closures":[{"date":"2024-05-07","name":"Flood"},{"date":"2024-01-09","name":"Snow"}],
		"figures":[{"indicator":"178","period":"2023-24Q2","value":"142","commentary":"7"},{"indicator":"REG2","period":"2023-24Q2","value":"64.1","commentary":"=1+1"},
			{"indicator":"REG2","period":"2023-24Q1","value":"0.00001"}]}`))
	if d := cmp.Diff(asJSON(t, want), asJSON(t, r)); d != "" {
		t.Errorf("(-want +read)\n%s", d)
	}
}

// What is wrong is listed, all of it, and nothing makes it panic.
func TestFaultsOfAWorkbook(t *testing.T) {
	t.Parallel()
	_, _, faults := register.ReadWorkbook(bytes.NewReader(filled(t, map[string][][]any{
		"figures": {{"indicator", "period", "valeu", "status", "status"}, {"178", "2023-24Q9", "1", "final"}, {"179", "2023-24Q1", "1", "nearly"}},
		"targets": {{"indicator", "period", "target"}, {"178", "2023-24Q2", 5}},
	})))
	for _, want := range []string{`figures: "valeu" is not a field`, `figures: "status" stands over two columns`, "figures[0].period: “2023-24Q9” is not a period", `figures[1].status: "nearly"`, "targets, row 2: its indicator is not"} {
		if !strings.Contains(faults.Error(), want) {
			t.Errorf("%q is not among\n%s", want, faults)
		}
	}
	for name, file := range map[string][]byte{"no workbook": []byte("PK\x03\x04 no"), "no sheet": filled(t, map[string][][]any{"Other": {{"x"}}}), "nothing": nil} {
		if _, _, faults := register.ReadWorkbook(bytes.NewReader(file)); len(faults) != 1 || faults[0].Path != "file" {
			t.Errorf("%s: the faults are %v", name, faults)
		}
	}
}

func filled(t *testing.T, sheets map[string][][]any) []byte {
	t.Helper()
	file := excelize.NewFile()
	for name, rows := range sheets {
		if _, err := file.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for n, row := range rows {
			cell, _ := excelize.CoordinatesToCellName(1, n+1)
			if err := file.SetSheetRow(name, cell, &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	out, err := file.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
