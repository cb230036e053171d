package pdf_test

import (
	"bytes"
	"context"
	"io"
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

// needsBrowser leaves the test out where there is no Chromium, but in CI.
func needsBrowser(t *testing.T) {
	t.Helper()
	if _, err := pdf.Browser(); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("there is no Chromium; .ci/run installs it")
		}
		t.Skip("there is no Chromium on this machine; install it to print reports")
	}
}

// printed prints a report in several parts.
func printed(t *testing.T, r report.Report) string {
	t.Helper()
	needsBrowser(t)
	desk := t.TempDir()
	parts, err := html.WriteParts(desk, r, 7)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(context.Background(), 3*time.Minute)
	defer stop()
	page := func(write func(io.Writer) error) (string, error) {
		var content bytes.Buffer
		if err := write(&content); err != nil {
			return "", err
		}
		name := filepath.Join(desk, "page.html")
		return name, os.WriteFile(name, content.Bytes(), 0o600)
	}
	var bound bytes.Buffer
	err = pdf.Print(ctx, &bound, pdf.Document{
		Parts: parts,
		Heads: func(pages int) (string, error) {
			return page(func(w io.Writer) error { return html.WriteRunning(w, r.Head, pages) })
		},
		Whole: func() (string, error) {
			t.Error("the parts could not be bound: Chromium writes PDFs as package bind does not know")
			return page(func(w io.Writer) error { return html.Write(w, r) })
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	file := bound.Bytes()
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

// Where Chromium writes what cannot be bound, such as an outline with two beginnings, the whole is printed at once.
func TestWholeWherePartsCannotBeBound(t *testing.T) {
	t.Parallel()
	needsBrowser(t)
	desk := t.TempDir()
	page := func(name, body string) string {
		path := filepath.Join(desk, name+".html")
		if err := os.WriteFile(path, []byte("<!DOCTYPE html><title>"+name+"</title><body>"+body), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	var made bytes.Buffer
	err := pdf.Print(t.Context(), &made, pdf.Document{
		Parts: []string{page("part", "<h1>One</h1><h1>Two</h1>")},
		Heads: func(int) (string, error) { return page("heads", "1"), nil },
		Whole: func() (string, error) { return page("whole", "<h1>All</h1>"), nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(desk, "made.pdf")
	if err := os.WriteFile(file, made.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if text := poppler(t, "pdftotext", file, "-"); strings.TrimSpace(text) != "All" {
		t.Errorf("it says %q", text)
	}
}

// Where there is no browser, one sentence says what to install.
func TestNoBrowser(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if err := pdf.Print(context.Background(), io.Discard, pdf.Document{}); err == nil || !strings.Contains(err.Error(), "apt install chromium") {
		t.Errorf("error %v", err)
	}
}
