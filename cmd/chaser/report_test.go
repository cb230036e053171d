package main

import (
	"bytes"
	"crypto/rand"
	"encoding/csv"
	"encoding/json"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"chaser/demo/seed"
	"chaser/internal/thorough"
	"chaser/report/pdf"
	"chaser/report/press"
)

// reporting is a council that prints reports on the command line.
type reporting struct {
	*testing.T
	environment map[string]string
	folder      string
}

func newReporting(t *testing.T) *reporting {
	t.Helper()
	r := &reporting{t, map[string]string{"DATABASE_URL": migrated.DSN(t), "CHASER_REPORT_BY": "Governance & Performance; Cambridgeshire County Council"}, t.TempDir()}
	r.imports(seed.Register)
	return r
}

func (r *reporting) runs(want int, args ...string) (out, errs string) {
	r.Helper()
	var o, e bytes.Buffer
	if code := run(r.Context(), args, streams{out: &o, err: &e, environment: r.environment}); code != want {
		r.Fatalf("%v: exit code %d, want %d\n%s%s", args, code, want, &o, &e)
	}
	return o.String(), e.String()
}

func (r *reporting) imports(register []byte) {
	r.Helper()
	name := filepath.Join(r.folder, "register.json")
	check(r.T, os.WriteFile(name, register, 0o600))
	r.runs(0, "import", name)
}

// prints is the report of the seed's quarter in a format.
func (r *reporting) prints(format string, args ...string) []byte {
	r.Helper()
	out, _ := r.runs(0, append([]string{"report", "--committee", "social mobility", "--period", "2023-24Q2", "--format", format}, args...)...)
	return []byte(out)
}

func (r *reporting) has(text string, words ...string) {
	r.Helper()
	for _, w := range words {
		if !strings.Contains(text, w) {
			r.Errorf("%q is missing from:\n%s", w, cutTo(text, 3000))
		}
	}
}

func cutTo(text string, n int) string { return text[:min(n, len(text))] }

const correction = `{"figures": [{"indicator": "REG2", "period": "2023-24Q2", "value": null, "numerator": "570", "denominator": "889", "status": "final",
	"commentary": "570 of 889 were registered in time.", "actions": ""}]}`

// A draft says so; what was published is made once, and a correction makes a new edition beside it.
func TestReportCommand(t *testing.T) {
	t.Parallel()
	r := newReporting(t)
	r.has(string(r.prints("html")), "Draft: not yet published", "Communities, Social Mobility and Inclusion Committee", "Indicator 178: Total number of Inquests closed",
		"Governance &amp; Performance", "Quarter 2 22/23")
	r.runs(0, "publish", "--committee", csmi, "--period", "2023-24Q2", "--yes")

	first, twice := map[string][]byte{}, thorough.Plays(1, 2) == 2 // without it, they are printed again after the correction alone
	formats := []string{"html", "docx", "xlsx", "csv", "json"}
	if _, err := pdf.Browser(); err == nil {
		formats = append(formats, "pdf")
	}
	for _, format := range formats {
		first[format] = r.prints(format)
		if !twice {
			continue
		}
		if again := r.prints(format); !bytes.Equal(first[format], again) {
			t.Errorf("%s: the second print has %d bytes that are not the first's %d", format, len(again), len(first[format]))
		}
	}
	book := filepath.Join(r.folder, "published.xlsx")
	check(t, os.WriteFile(book, first["xlsx"], 0o600))
	unchanged, _ := r.runs(0, "import", "--dry-run", book)
	r.has(unchanged, "Nothing to change")

	public := string(r.prints("html", "--audience", "public"))
	r.has(public, "Indicator 178")
	if strings.Contains(public, "Draft") || !strings.Contains(string(first["html"]), "First edition") {
		t.Error("what was published is called a draft")
	}
	out, _ := r.runs(0, "audit", "verify")
	r.has(out, "The audit trail is whole")

	r.imports([]byte(correction))
	second := string(r.prints("html"))
	r.has(second, "Edition 2, corrected", "What this edition corrects", "64% (570 of 889), Blue", "55%, Amber")
	if again := r.prints("html"); string(again) != second {
		t.Error("the second edition is not the same twice")
	}
	for _, format := range formats {
		if again := r.prints(format, "--edition", "1"); !bytes.Equal(first[format], again) {
			t.Errorf("%s: the first edition is not what it was", format)
		}
	}
	out, _ = r.runs(0, "report", "--committee", "mobility", "--period", "2023-24Q2", "--diff", "2023-24Q1")
	r.has(out, "Q2 2023/24 beside Q1 2023/24", "Rated otherwise", "REG2 · Percentage of non-coronial deaths", "Red, 48% against a target of 60%", "Blue, 64% (570 of 889)")

	files := filepath.Join(r.folder, "reports")
	out, _ = r.runs(0, "report", "--period", "2023-24Q2", "--format", "json", "--out", files)
	name := filepath.Join(files, "performance-report-2023-24Q2-communities-social-mobility-and-inclusion-edition-2.json")
	r.has(out, name, "Edition 2, corrected", "SHA-256")
	text, err := os.ReadFile(name)
	check(t, err)
	if !json.Valid(text) {
		t.Error("it is not JSON")
	}
	out, _ = r.runs(0, "audit", "verify")
	r.has(out, "The audit trail is whole")
	restored := map[string][]byte{"html": []byte(second)}
	for _, format := range []string{"csv", "docx", "xlsx", "json"}[:thorough.Plays(1, 4)] {
		restored[format] = r.prints(format)
	}
	r.isRestoredTheSame(restored)
	r.isAlteredAndFound()
}

func TestReportMistyped(t *testing.T) {
	t.Parallel()
	r := newReporting(t)
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"--committee", "Highways", "--period", "2023-24Q2"}, "There is no committee called “Highways”. There are: " + csmi},
		{[]string{"--committee", "mobility", "--period", "2023-25Q2"}, "is not a period"},
		{[]string{"--committee", "mobility", "--period", "2023-24Q2", "--format", "odt"}, "There is no format “odt”. There are: html, pdf,"},
		{[]string{"--committee", "mobility", "--period", "2023-24Q2", "--edition", "3"}, "There is no edition 3 of this report"},
		{[]string{"--committee", "mobility", "--period", "2098-99Q2"}, "begins on 1 July 2098, so there is no report on it yet"},
		{[]string{"--committee", "mobility", "--period", "2023-24Q2", "--diff", "2023-24Q2"}, "--diff names 2023-24Q2 itself"},
		{[]string{"--committee", "mobility", "--period", "2023-24Q2", "--audience", "press"}, "--audience must be one of"},
	} {
		_, errs := r.runs(2, append([]string{"report"}, c.args...)...)
		r.has(errs, c.says)
	}
}

// isRestoredTheSame dumps the database, restores it into another, and prints there.
func (r *reporting) isRestoredTheSame(want map[string][]byte) {
	r.Helper()
	bin := postgresPrograms(r.T)
	was, err := url.Parse(r.environment["DATABASE_URL"])
	check(r.T, err)
	schema := was.Query().Get("search_path")
	name := "reports_" + strings.ToLower(rand.Text())
	plain := *was
	plain.RawQuery = "sslmode=disable"
	there := plain
	there.Path = "/" + name
	sh := func(program string, args ...string) {
		r.Helper()
		if out, err := exec.Command(filepath.Join(bin, program), args...).CombinedOutput(); err != nil {
			r.Fatalf("%s: %v\n%s", program, err, out)
		}
	}
	dump := filepath.Join(r.folder, "dump.sql")
	sh("pg_dump", plain.String(), "--schema", schema, "--file", dump)
	sh("psql", plain.String(), "--quiet", "--command", "CREATE DATABASE "+name)
	r.Cleanup(func() { sh("psql", plain.String(), "--quiet", "--command", "DROP DATABASE "+name+" WITH (FORCE)") })
	sh("psql", there.String(), "--quiet", "--set", "ON_ERROR_STOP=1", "--file", dump)
	restored := *was
	restored.Path = there.Path
	elsewhere := &reporting{r.T, map[string]string{"DATABASE_URL": restored.String()}, r.folder}
	for format, text := range want {
		if got := elsewhere.prints(format); !bytes.Equal(got, text) {
			r.Errorf("%s: after a restore the report is another", format)
		}
	}
	out, _ := elsewhere.runs(0, "audit", "verify")
	r.has(out, "The audit trail is whole")
}

// isAlteredAndFound changes a kept report behind the program's back: nobody is given it, and the trail names it.
func (r *reporting) isAlteredAndFound() {
	r.Helper()
	bin := postgresPrograms(r.T)
	was, err := url.Parse(r.environment["DATABASE_URL"])
	check(r.T, err)
	schema := was.Query().Get("search_path")
	was.RawQuery = "sslmode=disable"
	out, err := exec.Command(filepath.Join(bin, "psql"), was.String(), "--quiet", "--set", "ON_ERROR_STOP=1", "--command",
		`SET search_path = `+schema+`; ALTER TABLE report_parts DISABLE TRIGGER USER; UPDATE report_parts SET part = overlay(part PLACING '\x58' FROM 9)
		 WHERE file_id = (SELECT max(id) FROM report_files WHERE format = 'csv')`).CombinedOutput()
	if err != nil {
		r.Fatalf("%v\n%s", err, out)
	}
	said, _ := r.runs(1, "audit", "verify")
	r.has(said, "the csv of report 2023-24Q2 edition 2, for members, has been altered since it was printed.")
	_, errs := r.runs(1, "report", "--committee", "mobility", "--period", "2023-24Q2", "--format", "csv")
	r.has(errs, "it is not what was printed")
}

// The seed's quarter as open data, read by the readers of the standard library.
func TestReportAsData(t *testing.T) {
	t.Parallel()
	r := newReporting(t)
	from := csv.NewReader(bytes.NewReader(r.prints("csv")))
	from.Comment, from.FieldsPerRecord = '#', -1
	rows, err := from.ReadAll()
	check(t, err)
	if len(rows) != 1+38 {
		t.Errorf("%d rows, want a heading and 38 figures", len(rows))
	}
	var data struct {
		Metadata   map[string]string
		Indicators []struct {
			Code    string
			Current struct {
				Value json.Number
			}
		}
	}
	check(t, json.Unmarshal(r.prints("json"), &data))
	if len(data.Indicators) != 19 || data.Indicators[0].Current.Value != "96326" || data.Metadata["state"] == "" {
		t.Errorf("%+v", data)
	}
}

// A terminal is told every 25 indicators, and last that the file is being printed.
func TestProgressLine(t *testing.T) {
	t.Parallel()
	o := press.Order{Committee: "Communities", Format: "pdf"}
	for done, want := range map[int]string{
		1: "", 24: "", 25: "Communities: 25 of 60 indicators", 50: "Communities: 50 of 60 indicators", 59: "",
		60: "Communities: all 60 indicators; printing PDF",
	} {
		if said := progressLine(o, done, 60); said != want {
			t.Errorf("%d: %q, want %q", done, said, want)
		}
	}
}
