package report

import (
	"testing"

	"chaser/kpi"
	"chaser/words"
)

// A line of the summary leads to the indicator that it names: the one with the longest code that it begins with, and
// none whose code is only the beginning of a longer one.
func TestNamedItems(t *testing.T) {
	t.Parallel()
	var cards []kpi.Card
	for _, code := range []string{"I1", "I1, part", "I10", "I1 (old)"} {
		cards = append(cards, kpi.Card{Indicator: kpi.Indicator{Code: code, Title: "Title of " + code}})
	}
	for said, want := range map[string]string{
		"I1": "I1", "I1, Red in Q2": "I1", "I10, Red in Q2": "I10", "I1 (old), Red": "I1 (old)", "I1, part, Red in Q2": "I1, part", "I100": "", "J1": "",
	} {
		for range 2 {
			got := namedItems(words.Named{Of: []words.NamedOne{{Said: said, Title: "A title"}}}, cards)
			leads := ""
			if want != "" {
				leads = anchor(want)
			}
			if len(got) != 1 || got[0].Anchor != leads {
				t.Errorf("%q leads to %+v, want %q", said, got, leads)
			}
			cards[0], cards[1], cards[2], cards[3] = cards[3], cards[2], cards[1], cards[0] // in any order
		}
	}
}
