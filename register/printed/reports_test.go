package printed_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"chaser/kpi"
	"chaser/register/printed"
	"chaser/register/proposal"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// Reports as other councils print them, each in its own manner, and what is read of them. Beside each stands its golden
// proposal: after a change, read the difference against the report.
func TestReports(t *testing.T) {
	t.Parallel()
	reports, err := filepath.Glob("testdata/reports/*.txt")
	if err != nil || len(reports) < 8 {
		t.Fatalf("%d reports (%v)", len(reports), err)
	}
	for _, name := range reports {
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			p, err := printed.Propose(string(text), printed.Reading{Source: filepath.Base(name), Today: kpi.Date{Year: 2025, Month: 1, Day: 2}})
			if err != nil {
				t.Fatal(err)
			}
			var out bytes.Buffer
			if err := errors.Join(p.WriteText(&out), writeCards(&out, p)); err != nil {
				t.Fatal(err)
			}
			golden := strings.TrimSuffix(name, ".txt") + ".golden"
			if *update {
				if err := os.WriteFile(golden, out.Bytes(), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), out.String()); diff != "" {
				t.Errorf("%s (-update rewrites it):\n%s", golden, diff)
			}
		})
	}
}

// writeCards writes the cards as the proposal's JSON has them.
func writeCards(out *bytes.Buffer, p proposal.Proposal) error {
	var all bytes.Buffer
	var read struct{ Cards json.RawMessage }
	if err := errors.Join(p.WriteJSON(&all), json.Unmarshal(all.Bytes(), &read)); err != nil {
		return err
	}
	out.WriteByte('\n')
	return json.Indent(out, read.Cards, "", "  ")
}

// What is no report ends in a sentence.
func TestNoReport(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"": "No card was found",
		"Dear all,\n\nThe target was met.\n\nCommentary\n\nNone.":                                   "No card was found",
		"Key\n\nTarget\tThe target that has been set\nCurrent Month\tThe latest performance figure": "No card was found",
		"Visits\n\nTarget: 12   Actual: 13\n":                                                       "does not say which period",
	} {
		_, err := printed.Propose(text, printed.Reading{})
		var refusal *kpi.Refusal
		if !errors.As(err, &refusal) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q ends in %v, not %q", text, err, want)
		}
	}
}

// An indicator that is held is found by its code or its title, keeps what it is, and gets the period's target alone.
func TestHeldIndicators(t *testing.T) {
	t.Parallel()
	first := propose(t, seedText(t), q2())
	held := first.Register
	for n := range held.Indicators {
		held.Indicators[n].Owner = "U0SOMEBODY"
	}
	held.People = []kpi.Person{{SlackID: "U0SOMEBODY", Name: "Somebody"}}
	next := strings.NewReplacer("Quarter 2\n", "Quarter 3\n", "148\tNA\t120", "152\tNA\t131", "107,236\t↑\t96,326", "110,000\t↑\t97,001").Replace(seedText(t))
	p, err := printed.Propose(next, printed.Reading{Period: kpi.Quarter(2023, 3), Held: held, Today: kpi.Date{Year: 2024, Month: 2, Day: 1}})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Register.Indicators) != len(held.Indicators) || len(p.Register.Committees) != 0 {
		t.Fatalf("%d indicators, committees %v", len(p.Register.Indicators), p.Register.Committees)
	}
	for n, i := range p.Register.Indicators {
		if i.Code != held.Indicators[n].Code || i.Owner != "U0SOMEBODY" || !p.Cards[n].Known {
			t.Errorf("%s is %s, of %q", held.Indicators[n].Code, i.Code, i.Owner)
		}
	}
	first107 := p.Register.Indicators[0]
	if got := first107.TargetFor(kpi.Quarter(2023, 3)); got.String() != "110000" || first107.Target.String() != "107236" {
		t.Errorf("its target is %s in the quarter, and %s else", got, first107.Target)
	}
	if len(held.Indicators[0].Targets) != 0 {
		t.Error("the register that is held was changed")
	}
}

// Whatever is read, it does not fail, and what it proposes is a register's.
func FuzzPropose(f *testing.F) {
	reports, _ := filepath.Glob("testdata/reports/*.txt")
	for _, name := range append(reports, "testdata/seed.txt") {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text[:min(len(text), 6000)]))
	}
	f.Add("Target: 1\fTarget\t\tActual\n\t5")
	f.Add("Target Actual Previous\n(1,250) £1.2m 22/23\n\x00\xff")
	f.Fuzz(func(t *testing.T, text string) {
		p, err := printed.Propose(text, printed.Reading{Period: q2(), Committee: "A", Today: kpi.Date{Year: 2024, Month: 1, Day: 2}})
		if err != nil {
			return
		}
		for _, fault := range p.Register.Faults(kpi.Register{}, kpi.Date{Year: 2024, Month: 1, Day: 2}) {
			t.Errorf("it proposes what no register may have: %s", fault)
		}
		var out bytes.Buffer
		if err := errors.Join(p.WriteText(&out), p.WriteJSON(&out)); err != nil || !utf8.Valid(out.Bytes()) {
			t.Errorf("it cannot be written: %v", err)
		}
	})
}
