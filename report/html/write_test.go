package html_test

import (
	"bytes"
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chaser/report"
	"chaser/report/html"
	"chaser/report/reporttest"
)

var update = flag.Bool("update", false, "rewrite the golden files; read the diff")

func written(t testing.TB, r report.Report) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := html.Write(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestGolden(t *testing.T) {
	t.Parallel()
	for name, r := range map[string]report.Report{
		"seed":       reporttest.Seed(t),
		"everything": reporttest.Everything(t),
		"public":     reporttest.Everything(t).ForThePublic(),
	} {
		file := "testdata/" + name + ".golden.html"
		got := written(t, r)
		if *update {
			if err := os.WriteFile(file, got, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(string(want), string(got)); d != "" {
			t.Errorf("%s (−want +got):\n%s", name, d)
		}
	}
}
