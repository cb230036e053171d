package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// pdfOf is a PDF of one page with these lines in it, each letter as wide as any other.
func pdfOf(lines ...string) []byte {
	var page strings.Builder
	page.WriteString("BT /F1 10 Tf 12 TL 40 780 Td\n")
	for _, l := range lines {
		fmt.Fprintf(&page, "(%s) Tj T*\n", strings.NewReplacer("(", `\(`, ")", `\)`).Replace(l))
	}
	page.WriteString("ET")
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", page.Len(), page.String()), "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
	}
	var out bytes.Buffer
	out.WriteString("%PDF-1.4\n")
	var at []int
	for n, o := range objects {
		at = append(at, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", n+1, o)
	}
	table := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, from := range at {
		fmt.Fprintf(&out, "%010d 00000 n \n", from)
	}
	fmt.Fprintf(&out, "trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, table)
	return out.Bytes()
}

func TestReportText(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("there is no pdftotext on this machine, and CI must read a PDF")
		}
		t.Skip("there is no pdftotext on this machine; install poppler-utils to read a PDF")
	}
	dir := t.TempDir()
	write := func(name string, content []byte) string {
		path := filepath.Join(dir, name)
		check(t, os.WriteFile(path, content, 0o600))
		return path
	}
	said, err := reportText(context.Background(), write("-layout.pdf", pdfOf("Target      Actual", "  97%        98%")))
	if err != nil || !strings.Contains(said, "Target   Actual\n  97%     98%") {
		t.Errorf("a PDF's text is %q (%v)", said, err)
	}
	said, err = reportText(context.Background(), write("unicode.txt", []byte("\xff\xfe9\x007\x00%\x00")))
	if err != nil || said != "97%" {
		t.Errorf("UTF-16 is read as %q (%v)", said, err)
	}
	for name, one := range map[string]struct {
		content []byte
		want    string
	}{
		"scan.pdf":  {pdfOf(), "has no text in it, only pictures of pages"},
		"cut.pdf":   {[]byte("%PDF-1.4\n"), "pdftotext could not read"},
		"word.pdf":  {[]byte("PK\x03\x04"), "is no PDF, whatever its name says"},
		"empty.txt": {nil, "is empty"},
		"word.txt":  {[]byte("PK\x03\x04\x00\x00"), "is no text"},
		"old.txt":   {[]byte("\xa312"), "is not UTF-8"},
		"huge.txt":  {bytes.Repeat([]byte("a"), mostReport+1), "is larger than 5 MB"},
	} {
		if _, err := reportText(context.Background(), write(name, one.content)); err == nil || !strings.Contains(err.Error(), one.want) {
			t.Errorf("%s ends in %v, not %q", name, err, one.want)
		}
	}
}
