package docx_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chaser/internal/thorough"
	"chaser/register/workbook/outside"
	"chaser/report"
	"chaser/report/docx"
	"chaser/report/reporttest"
)

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func bytesOf(t testing.TB, r report.Report) []byte {
	t.Helper()
	var out bytes.Buffer
	check(t, docx.Write(&out, r))
	return out.Bytes()
}

// fileOf is a report as a file, for programs that are not ours to open. CHASER_REPORTS names a folder to keep it in.
func fileOf(t *testing.T, name string, r report.Report) string {
	t.Helper()
	dir := t.TempDir()
	if kept := os.Getenv("CHASER_REPORTS"); kept != "" {
		dir = kept
	}
	file := filepath.Join(dir, name+".docx")
	check(t, os.WriteFile(file, bytesOf(t, r), 0o600))
	return file
}

func TestTheSameReportIsTheSameBytes(t *testing.T) {
	t.Parallel()
	if !bytes.Equal(bytesOf(t, reporttest.Everything(t)), bytesOf(t, reporttest.Everything(t))) {
		t.Error("the same report came out as other bytes")
	}
}

// A text of any characters is a document that other readers open, with U+FFFD for what XML cannot hold.
func TestAnyText(t *testing.T) {
	t.Parallel()
	texts := []string{
		"a\x00b\x01\x1f", "\ufffe\uffff", "_x000D_", "tab\tand\nline", "]]>&amp;<w:t>", "\"'", "😀 日本語 é\u00a0\u2028", "\xff\xfe", "=1+1", " leading and trailing ",
		strings.Repeat("commentary ", 5000), "\r\nwindows\r\n",
	}
	r := reporttest.Seed(t)
	one := r
	one.Cards = func(yield func(report.Card, error) bool) {
		for c, err := range r.Cards {
			check(t, err)
			c.Title, c.Name, c.Commentary, c.Description = texts[0], "Indicator 1: "+texts[0], texts, nil
			c.Links = []report.Link{{Text: texts[4], URL: "https://example.org/\"<>&" + texts[0]}}
			yield(c, nil)
			return
		}
	}
	cards := opened(t, "any", one).cards()
	for n, want := range []string{
		"a\ufffdb\ufffd\ufffd", "\ufffd\ufffd", "_x000D_", "tab\tand\nline", "]]>&amp;<w:t>", "\"'", "😀 日本語 é\u00a0\u2028", "\ufffd\ufffd", "=1+1", " leading and trailing ",
		strings.Repeat("commentary ", 5000), "\nwindows\n",
	} {
		if got := cards[0].under["Commentary"][n]; got != want {
			t.Errorf("%.60q came back as %.60q", texts[n], got)
		}
	}
	if thorough.Plays(1, 2) == 1 { // python-docx alone
		return
	}
	if pages := outside.PDF(t, fileOf(t, "any", one)); !strings.Contains(strings.Join(pages, ""), "_x000D_") {
		t.Error("LibreOffice did not print it")
	}
}

// A card that cannot be read ends in its error, and not in half a report that looks whole.
func TestACardThatCannotBeRead(t *testing.T) {
	t.Parallel()
	r := reporttest.Seed(t)
	broken := errors.New("broken")
	r.Cards = func(yield func(report.Card, error) bool) { yield(report.Card{}, broken) }
	if err := docx.Write(io.Discard, r); !errors.Is(err, broken) {
		t.Errorf("the error is %v", err)
	}
}
