package pdf_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"chaser/report"
	"chaser/report/html"
	"chaser/report/pdf"
	"chaser/report/reporttest"
)

// printed prints a report; where there is no Chromium the test is left out, but in CI.
func printed(t *testing.T, r report.Report) string {
	t.Helper()
	if _, err := pdf.Browser(); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("there is no Chromium; .ci/run installs it")
		}
		t.Skip("there is no Chromium on this machine; install it to print reports")
	}
	name := filepath.Join(t.TempDir(), "report.html")
	var page bytes.Buffer
	if err := html.Write(&page, r); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, page.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(context.Background(), 3*time.Minute)
	defer stop()
	file, err := pdf.Print(ctx, name)
	if err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("CHASER_KEEP_PDF"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, strings.ReplaceAll(t.Name(), "/", "-")+".pdf"), file, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	into := filepath.Join(t.TempDir(), "report.pdf")
	if err := os.WriteFile(into, file, 0o600); err != nil {
		t.Fatal(err)
	}
	return into
}

// poppler runs one of poppler's programs, a reader that is not ours.
func poppler(t *testing.T, program string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("there is no %s; .ci/run installs poppler-utils", program)
		}
		t.Skipf("there is no %s on this machine; install poppler-utils to read PDFs", program)
	}
	out, err := exec.Command(program, args...).Output()
	if err != nil {
		t.Fatalf("%s: %v", program, err)
	}
	return string(out)
}

func TestPrint(t *testing.T) {
	t.Parallel()
	r := reporttest.Everything(t)
	file := printed(t, r)
	info := poppler(t, "pdfinfo", file)
	for _, want := range []string{
		`Title: +Performance Report, Q2 2023/24: Communities, Social Mobility and Inclusion Committee\n`, `Tagged: +yes\n`, `Page size: +59\d\.?\d* x 84\d\.?\d* pts \(A4\)\n`,
	} {
		if !regexp.MustCompile(want).MatchString(info) {
			t.Errorf("pdfinfo does not say %q:\n%s", want, info)
		}
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"/Lang (en-GB)", "/Outlines"} {
		if !bytes.Contains(raw, []byte(want)) {
			t.Errorf("the file has no %s", want)
		}
	}
	pages := strings.Split(strings.TrimSuffix(poppler(t, "pdftotext", "-layout", file, "-"), "\f"), "\f")
	for n, page := range pages {
		if !regexp.MustCompile(`Page `+strconv.Itoa(n+1)+` of `+strconv.Itoa(len(pages))+`\b`).MatchString(page) || !strings.Contains(page, "Performance Report, Q2 2023/24") {
			t.Errorf("page %d has no running head or number:\n%s", n+1, page)
		}
	}
	text := strings.Join(strings.Fields(strings.Join(pages, " ")), " ")
	for c, err := range r.Cards {
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(strings.ReplaceAll(text, " ", ""), strings.ReplaceAll(c.Name, " ", "")) {
			t.Errorf("the PDF has no %q", c.Name)
		}
	}
}

// A draft says so on every page.
func TestDraftOnEveryPage(t *testing.T) {
	t.Parallel()
	for n, page := range strings.Split(strings.TrimSuffix(poppler(t, "pdftotext", "-layout", printed(t, reporttest.Seed(t)), "-"), "\f"), "\f") {
		if !strings.Contains(page, "Draft: not yet published") {
			t.Errorf("page %d does not say that it is a draft:\n%s", n+1, page)
		}
	}
}

// Where there is no browser, one sentence says what to install.
func TestNoBrowser(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if _, err := pdf.Print(context.Background(), "report.html"); err == nil || !strings.Contains(err.Error(), "apt install chromium") {
		t.Errorf("error %v", err)
	}
}
