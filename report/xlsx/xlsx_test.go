package xlsx_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"chaser/report"
	"chaser/report/reporttest"
	"chaser/report/xlsx"
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
	check(t, xlsx.Write(&out, r))
	return out.Bytes()
}

// fileOf is a report as a file, for programs that are not ours to open. CHASER_REPORTS names a folder to keep it in.
func fileOf(t *testing.T, name string, r report.Report) string {
	t.Helper()
	dir := t.TempDir()
	if kept := os.Getenv("CHASER_REPORTS"); kept != "" {
		dir = kept
	}
	file := filepath.Join(dir, name+".xlsx")
	check(t, os.WriteFile(file, bytesOf(t, r), 0o600))
	return file
}

func TestTheSameReportIsTheSameBytes(t *testing.T) {
	t.Parallel()
	if !bytes.Equal(bytesOf(t, reporttest.Everything(t)), bytesOf(t, reporttest.Everything(t))) {
		t.Error("the same report came out as other bytes")
	}
}

// A card that cannot be read ends in its error, and not in half a report that looks whole.
func TestACardThatCannotBeRead(t *testing.T) {
	t.Parallel()
	r := reporttest.Seed(t)
	broken := errors.New("broken")
	r.Cards = func(yield func(report.Card, error) bool) { yield(report.Card{}, broken) }
	if err := xlsx.Write(io.Discard, r); !errors.Is(err, broken) {
		t.Errorf("the error is %v", err)
	}
}
