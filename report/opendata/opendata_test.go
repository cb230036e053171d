package opendata_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chaser/report"
	"chaser/report/opendata"
	"chaser/report/reporttest"
)

func writtenCSV(t testing.TB, r report.Report) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := opendata.WriteCSV(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func writtenJSON(t testing.TB, r report.Report) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := opendata.WriteJSON(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// table is the CSV's data: a map of columns for each row, and what leads it.
func table(t *testing.T, text []byte) (rows []map[string]string, lead map[string]string) {
	t.Helper()
	from := csv.NewReader(bytes.NewReader(text))
	from.FieldsPerRecord = -1
	all, err := from.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	lead = map[string]string{}
	for len(all) > 0 && strings.HasPrefix(all[0][0], "# ") {
		lead[strings.TrimPrefix(all[0][0], "# ")] = all[0][1]
		all = all[1:]
	}
	for _, cells := range all[1:] {
		row := map[string]string{}
		for n, name := range all[0] {
			row[name] = cells[n]
			if lead["column "+name] == "" {
				t.Fatalf("column %s is not explained", name)
			}
		}
		rows = append(rows, row)
	}
	return rows, lead
}

// No cell begins as a formula does, but for numbers; and every text is found again by the rule that leads the file.
func TestNoCellRuns(t *testing.T) {
	t.Parallel()
	r := reporttest.Everything(t)
	text := writtenCSV(t, r)
	rows, lead := table(t, text)
	all, err := csv.NewReader(bytes.NewReader(text[bytes.Index(text, []byte("\ncode,"))+1:])).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	number := regexp.MustCompile(`^-?\d+(\.\d+)?$`)
	for n, cells := range all {
		for _, cell := range cells {
			if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r\n") && !number.MatchString(cell) {
				t.Errorf("row %d: a spreadsheet may run %q", n, cell)
			}
		}
	}
	if lead["committee"] != "Communities, Social Mobility and Inclusion" || lead["period"] != "2023-24Q2" || lead["licence"] == "" || lead["source"] == "" {
		t.Errorf("the file is led by %v", lead)
	}
	unquoted := func(cell string) string { return strings.TrimPrefix(cell, "'") }
	found := map[string]map[string]string{}
	negative := 0
	for _, row := range rows {
		if row["period"] == "2023-24Q2" {
			found[row["code"]] = row
		}
		if strings.HasPrefix(row["figure"], "-") {
			negative++
		}
	}
	if negative != 10 {
		t.Errorf("%d negative figures, want the 10 of FIN-1", negative)
	}
	for c, err := range r.Cards {
		if err != nil {
			t.Fatal(err)
		}
		row := found[c.Code]
		want := map[string]string{
			"figure": c.Current.Exact, "previous": c.Previous.Exact, "rating": c.Rating, "change": c.Change.Shown, "current_is": c.Current.Label,
			"commentary": strings.Join(c.Commentary, "\n\n"), "description": strings.Join(c.Description, "\n\n"), "actions": strings.Join(c.ActionText, "\n\n"),
		}
		for name, is := range want {
			if unquoted(row[name]) != is {
				t.Errorf("%s: %s is %q, want %q", c.Code, name, row[name], is)
			}
		}
	}
	if got := found["LIB3"]["commentary"]; !strings.HasPrefix(got, "'-1 is not a formula, nor is\n=SUM") {
		t.Errorf("LIB3's commentary is %q", got)
	}
}

// Python, which is not ours, reads the same numbers and texts out of both files.
func TestReadByPython(t *testing.T) {
	t.Parallel()
	python, err := exec.LookPath("python3")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("there is no python3; .ci/run installs it")
		}
		t.Skip("there is no python3 on this machine; install it to read open data by a program that is not ours")
	}
	dir := t.TempDir()
	r := reporttest.Everything(t)
	for name, text := range map[string][]byte{"r.csv": writtenCSV(t, r), "r.json": writtenJSON(t, r)} {
		if err := os.WriteFile(dir+"/"+name, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	command := exec.Command(python, "-c", `
import csv, json
lines = [l for l in csv.reader(open("r.csv", encoding="utf-8", newline="")) if not l[0].startswith("# ")]
rows = [dict(zip(lines[0], l)) for l in lines[1:]]
own = {r["code"]: r for r in rows if r["period"] == "2023-24Q2"}
data = json.load(open("r.json", encoding="utf-8"))
assert len(data["indicators"]) == len(own) == 21, len(own)
for i in data["indicators"]:
    r = own[i["code"]]
    assert (r["figure"] == "") == (i["current"]["value"] is None), i
    if r["figure"]:
        assert float(r["figure"]) == i["current"]["value"], i
    assert r["commentary"].removeprefix("'") == i.get("commentary", ""), i
    assert r["rating"] == i["rating"], i
print("read", len(rows))
`)
	command.Dir = dir
	if out, err := command.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// The seed's quarter in JSON says what the real report printed.
func TestSeedAsJSON(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../testdata/indicators.json")
	if err != nil {
		t.Fatal(err)
	}
	type said struct {
		Current, Previous                        float64
		Change, Description, Commentary, Actions string
	}
	var paper struct {
		Indicators []struct {
			Current, Previous                float64
			Change                           string `json:"change_as_printed"`
			Description, Commentary, Actions string
		}
	}
	var ours struct {
		Metadata   map[string]string
		Indicators []struct {
			Current, Previous                        struct{ Value float64 }
			Change, Description, Commentary, Actions string
		}
	}
	if err := json.Unmarshal(text, &paper); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(writtenJSON(t, reporttest.Seed(t)), &ours); err != nil {
		t.Fatal(err)
	}
	if len(ours.Indicators) != len(paper.Indicators) {
		t.Fatalf("%d indicators", len(ours.Indicators))
	}
	for n, p := range paper.Indicators {
		o := ours.Indicators[n]
		slash := func(change string) string { return strings.ReplaceAll(change, "/", "") }
		want := said{p.Current, p.Previous, slash(p.Change), p.Description, p.Commentary, p.Actions}
		got := said{o.Current.Value, o.Previous.Value, slash(o.Change), o.Description, o.Commentary, o.Actions}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%d (−printed +ours):\n%s", n+1, d)
		}
	}
}
