package days_test

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"chaser/kpi"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares text with a file under testdata, or rewrites the file under -update.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if strings.Contains(got, "%!") {
		t.Errorf("a sentence was formatted with the wrong arguments: %s", got)
	}
	path := filepath.Join("testdata", file)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s (-want +got), rewrite it with -update:\n%s", path, diff)
	}
}

var monday = date(2024, 1, 8)

func date(year, month, day int) kpi.Date {
	return kpi.Date{Year: year, Month: time.Month(month), Day: day}
}

func day(tb testing.TB, text string) kpi.Date {
	tb.Helper()
	d, err := kpi.ParseDate(text)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

// refusal is the sentence for a person that an error must be, fit to show.
func refusal(tb testing.TB, err error) *kpi.Refusal {
	tb.Helper()
	var r *kpi.Refusal
	if !errors.As(err, &r) {
		tb.Fatalf("%T is not a refusal: %v", err, err)
	}
	if r.Sentence == "" || strings.ContainsAny(r.Sentence, "\n\r\u2028\u2029") || !utf8.ValidString(r.Sentence) {
		tb.Fatalf("the sentence is not fit to show: %q", r.Sentence)
	}
	return r
}
