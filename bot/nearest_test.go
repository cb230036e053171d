package bot

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chaser/kpi"
)

func TestNearest(t *testing.T) {
	t.Parallel()
	var indicators []kpi.Indicator
	for _, c := range seedCards(t) {
		indicators = append(indicators, c.Indicator)
	}
	for typed, want := range map[string][]string{
		"187":                 {"177", "178"},
		"reg 1":               {"REG1", "REG2"},
		"LBI1":                {"LIB1", "LIB2", "LIB3"},
		"registered deaths":   {"REG2", "175", "REG1"},
		"inquets closed":      {"178", "179", "176", "177"},
		"trading":             {"TRS1", "TRS2"},
		"tell me about 178":   {"178"},
		"zzz":                 nil,
		"inq":                 nil, // too short to stand for a word
		"":                    nil,
		"?!":                  nil,
		"1":                   nil,
		"learners in Swahili": {"SKL1", "SKL3"},

		// One word in four names something, one in five does not.
		"how many learners came":       {"SKL1", "SKL3"},
		"how many learners came today": nil,
	} {
		var got []string
		for _, i := range nearest(typed, indicators) {
			got = append(got, i.Code)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%q:\n%s", typed, d)
		}
	}
	many := make([]kpi.Indicator, 9)
	for n := range many {
		many[n] = kpi.Indicator{Code: fmt.Sprint("POT", n), Title: "Potholes filled"}
	}
	if got := nearest("potholes", many); len(got) != maxNearest || got[0].Code != "POT0" {
		t.Errorf("of nine that come near %d are offered", len(got))
	}
}
