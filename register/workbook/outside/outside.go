// Package outside lets tests open what we write with programs that are not ours: LibreOffice, python-docx and openpyxl,
// and poppler's for what was printed. Where one is not installed a test is left out and says so; CI installs them and
// must have them.
package outside

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// patience is how long a program may take; LibreOffice's first start on a busy machine takes its time.
const patience = 4 * time.Minute

// Converted is a file as LibreOffice saves it again in another format, such as pdf, xlsx or docx; the folder that it is
// in has all that came out, of the other files too.
func Converted(t *testing.T, file, format string, others ...string) string {
	t.Helper()
	office := program(t, "LibreOffice", "soffice", "libreoffice")
	dir := t.TempDir()
	profile := "-env:UserInstallation=file://" + filepath.Join(t.TempDir(), "profile")
	run(t, office, append([]string{profile, "--headless", "--norestore", "--convert-to", format, "--outdir", dir, file}, others...)...)
	extension, _, _ := strings.Cut(format, ":")
	name := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file)) + "." + extension
	return filepath.Join(dir, name)
}

// sheetsAsCSV asks for every sheet in a file of its own, in UTF-8, texts quoted, and cells as they are and not as they
// look.
const sheetsAsCSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,false,false,false,-1"

// Sheets are a workbook's sheets by name as LibreOffice reads them.
func Sheets(t *testing.T, workbook string) map[string][][]string {
	t.Helper()
	made := Converted(t, workbook, sheetsAsCSV)
	stem := strings.TrimSuffix(made, ".csv") + "-"
	files, err := filepath.Glob(stem + "*.csv")
	check(t, err)
	sheets := map[string][][]string{}
	for _, name := range files {
		file, err := os.Open(name)
		check(t, err)
		rows := csv.NewReader(file)
		rows.FieldsPerRecord = -1
		all, err := rows.ReadAll()
		check(t, err)
		check(t, file.Close())
		sheets[strings.TrimSuffix(strings.TrimPrefix(name, stem), ".csv")] = all
	}
	if len(sheets) == 0 {
		t.Fatalf("LibreOffice found no sheet in %s", workbook)
	}
	return sheets
}

// PDF is what LibreOffice prints of a file: the words of each page, as poppler reads them.
func PDF(t *testing.T, file string) []string {
	t.Helper()
	printed := Converted(t, file, "pdf")
	pages := strings.Split(string(run(t, program(t, "poppler-utils", "pdftotext"), "-layout", printed, "-")), "\f")
	return pages[:len(pages)-1]
}

// Python runs a script with Debian's Python, which has the module, and reads the JSON that it prints.
func Python(t *testing.T, module, script string, into any, arguments ...string) {
	t.Helper()
	python := ""
	for _, name := range []string{"/usr/bin/python3", "python3"} {
		if exec.Command(name, "-c", "import "+module).Run() == nil {
			python = name
			break
		}
	}
	if python == "" {
		missing(t, "Python's "+module)
	}
	check(t, json.Unmarshal(run(t, python, append([]string{"-c", script}, arguments...)...), into))
}

func program(t *testing.T, called string, names ...string) string {
	t.Helper()
	for _, name := range names {
		if found, err := exec.LookPath(name); err == nil {
			return found
		}
	}
	missing(t, called)
	return ""
}

func missing(t *testing.T, called string) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatalf("there is no %s; .ci/run installs it", called)
	}
	t.Skipf("there is no %s on this machine; install it to have it read what we write", called)
}

func run(t *testing.T, name string, arguments ...string) []byte {
	t.Helper()
	ctx, stop := context.WithTimeout(context.Background(), patience)
	defer stop()
	command := exec.CommandContext(ctx, name, arguments...)
	var out, complaints bytes.Buffer
	command.Stdout, command.Stderr = &out, &complaints
	if err := command.Run(); err != nil {
		t.Fatalf("%s: %v\n%s%s", name, err, &out, &complaints)
	}
	return out.Bytes()
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
