package register_test

import (
	"bytes"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chaser/demo/seed"
	"chaser/internal/thorough"
	"chaser/kpi"
	"chaser/register"
	"chaser/register/workbook/outside"
)

// asCSV are the files of a register by name.
func asCSV(t testing.TB, r kpi.Register) (files []register.File) {
	t.Helper()
	texts := map[string]*bytes.Buffer{}
	if err := register.WriteCSV(r, func(name string) (io.Writer, error) {
		texts[name] = &bytes.Buffer{}
		return texts[name], nil
	}); err != nil {
		t.Fatal(err)
	}
	for _, name := range register.CSVNames() {
		files = append(files, register.File{Name: name, Content: texts[name].Bytes()})
	}
	return files
}

func asArchive(t testing.TB, r kpi.Register) register.File {
	t.Helper()
	var out bytes.Buffer
	if err := register.WriteArchive(&out, r, made); err != nil {
		t.Fatal(err)
	}
	return register.File{Name: "register.zip", Content: out.Bytes()}
}

// read is the register in the files, which must have no fault and be recognised.
func read(t testing.TB, files ...register.File) kpi.Register {
	t.Helper()
	for _, f := range files {
		if !register.Recognised(f) {
			t.Fatalf("%s is not recognised:\n%.300q", f.Name, f.Content)
		}
	}
	r := register.Read(files...)
	if len(r.Form)+len(r.Guesses) > 0 {
		t.Fatal(r.Form, r.Guesses)
	}
	return r.Register
}

// Whatever is in a register, each format gives it back as it was, digit by digit and letter by letter.
func TestEveryFormatGivesBackTheRegister(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		r := anyRegister.Draw(rt, "register")
		want := asJSON(t, r)
		for form, files := range map[string][]register.File{
			"json": {{Name: "r.txt", Content: []byte(want)}}, "xlsx": {{Name: "r.csv", Content: filledWorkbook(t, r)}}, "csv": asCSV(t, r), "zip": {asArchive(t, r)},
		} {
			if d := cmp.Diff(want, asJSON(t, read(t, files...))); d != "" {
				rt.Fatalf("%s (-written +read):\n%s", form, d)
			}
		}
	})
}

// filledWorkbook is the register's workbook. One without any list has no sheet to know it by, so it gets a person.
func filledWorkbook(t *testing.T, r kpi.Register) []byte {
	t.Helper()
	file := asWorkbook(t, r)
	if !register.Recognised(register.File{Content: file}) && asJSON(t, r) == asJSON(t, kpi.Register{}) {
		return []byte(asJSON(t, r))
	}
	return file
}

// No cell of a CSV is one that a spreadsheet runs; what is a number stays one, below zero too.
func TestNothingInACSVRuns(t *testing.T) {
	t.Parallel()
	numbers := []string{"target", "value", "numerator", "denominator", "baseline", "neighbours_mean", "england_mean", "tolerance"}
	rapid.Check(t, func(rt *rapid.T) {
		for _, f := range asCSV(t, anyRegister.Draw(rt, "register")) {
			rows, err := csv.NewReader(bytes.NewReader(f.Content)).ReadAll()
			if err != nil {
				rt.Fatal(err)
			}
			for _, row := range rows {
				for n, cell := range row {
					exact := slices.Contains(numbers, rows[0][n])
					if strings.ContainsAny(cell[:min(len(cell), 1)], "=+@\t\r") || strings.HasPrefix(cell, "-") && !exact {
						rt.Fatalf("%s: %s is %q", f.Name, rows[0][n], cell)
					}
				}
			}
		}
	})
	var figures string
	for _, f := range asCSV(t, readRegister(t, []byte(`{"figures":[{"indicator":"1","period":"2023-24Q1","value":"-12.5"}]}`))) {
		if f.Name == "figures.csv" {
			figures = string(f.Content)
		}
	}
	if !strings.Contains(figures, "1,2023-24Q1,-12.5,") {
		t.Errorf("the number is not one: %s", figures)
	}
}

// A CSV that LibreOffice opened and saved is the same register still.
func TestACSVSavedByLibreOfficeReadsBackAsItWas(t *testing.T) {
	t.Parallel()
	thorough.LeaveToCI(t)
	r := joined(readRegister(t, seed.Register), readRegister(t, []byte(everything)), tricky())
	dir := t.TempDir()
	var names []string
	for _, f := range asCSV(t, r) {
		name := filepath.Join(dir, f.Name)
		if err := os.WriteFile(name, f.Content, 0o600); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	saved := filepath.Dir(outside.Converted(t, names[0], "csv", names[1:]...))
	var files []register.File
	for _, name := range register.CSVNames() {
		content, err := os.ReadFile(filepath.Join(saved, name))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, register.File{Name: name, Content: content})
	}
	if d := cmp.Diff(asJSON(t, r), asJSON(t, read(t, files...))); d != "" {
		t.Errorf("what was read differs from what was written (-written +read):\n%s", d)
	}
}

// tricky has a closure, a commentary and a figure for each text and number that spreadsheets like to change.
func tricky() (r kpi.Register) {
	for n, text := range trickyTexts {
		text = kpi.CleanText(text)
		r.Closures = append(r.Closures, kpi.Closure{Day: kpi.Date{Year: 2025, Month: 1, Day: 1}.AddDays(n), Name: kpi.CleanLine(text)})
		r.Figures = append(r.Figures, kpi.Figure{Indicator: kpi.CleanLine(text), Period: kpi.Month(2023, 1+n%12), Status: kpi.Final, Commentary: text, Actions: text + " " + text})
	}
	return r
}

func joined(parts ...kpi.Register) (r kpi.Register) {
	for _, p := range parts {
		r.People, r.Committees, r.Indicators = append(r.People, p.People...), append(r.Committees, p.Committees...), append(r.Indicators, p.Indicators...)
		r.Collections, r.Closures, r.Figures = append(r.Collections, p.Collections...), append(r.Closures, p.Closures...), append(r.Figures, p.Figures...)
	}
	return r
}
