package doubt_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chaser/doubt"
	"chaser/kpi"
	"chaser/register"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// Every figure of the seed report is posted again in the order of its periods, to count how often each kind would have
// asked. The committee's history is right except where it is known to be wrong, so there should be hardly a question.
func TestSeedReplayed(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../demo/seed/register.json")
	if err != nil {
		t.Fatal(err)
	}
	r, faults := register.ReadJSON(bytes.NewReader(text))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	asked := map[doubt.Kind]int{}
	var said []string
	for _, d := range replay(r) {
		asked[d.doubt.Kind]++
		said = append(said, fmt.Sprintf("%s %s: %s", d.figure.Indicator, d.figure.Period, d.doubt.Sentence))
	}
	var got strings.Builder
	fmt.Fprintf(&got, "%d figures\n", len(r.Figures))
	for _, k := range doubt.Kinds {
		fmt.Fprintf(&got, "%-12s %d\n", k, asked[k])
	}
	got.WriteString(strings.Join(append(said, ""), "\n"))
	t.Log(got.String())
	const golden = "testdata/seed_replayed.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("what would be asked (-want +got), rewrite it with -update:\n%s", diff)
	}
}

type found struct {
	figure kpi.Figure
	doubt  doubt.Doubt
}

// replay posts a register's figures in order of time.
func replay(r kpi.Register) []found {
	figures := slices.Clone(r.Figures)
	slices.SortStableFunc(figures, func(a, b kpi.Figure) int {
		switch {
		case a.Period.Before(b.Period):
			return -1
		case b.Period.Before(a.Period):
			return 1
		}
		return 0
	})
	indicators := map[string]kpi.Indicator{}
	for _, i := range r.Indicators {
		indicators[i.Code] = i
	}
	var (
		all       []found
		recorded  = map[string][]kpi.Figure{}
		elsewhere []doubt.Said
	)
	for _, f := range figures {
		i := indicators[f.Indicator]
		f = f.Completed(i.Unit)
		others := slices.DeleteFunc(slices.Clone(elsewhere), func(s doubt.Said) bool { return s.Indicator.Code == i.Code })
		end := f.Period.End()
		s := doubt.Subject{Indicator: i, Figure: f, Figures: recorded[i.Code], Today: end.AddDays(14), Elsewhere: others}
		for _, d := range doubt.Of(s) {
			all = append(all, found{f, d})
		}
		recorded[i.Code] = append(recorded[i.Code], f)
		elsewhere = append(elsewhere, doubt.Said{Indicator: i, Period: f.Period, Commentary: f.Commentary})
	}
	return all
}
