package claims

import (
	"testing"

	"chaser/kpi"
)

// Digits that name something are never numbers, and what is wrong beside them is said all the same.
func TestReferencesCountNothing(t *testing.T) {
	t.Parallel()
	for _, said := range []string{
		"Ring 01632 960 144", "Tel: 01632960144", "Phone us on 7946 0958", "(020) 7946 0958", "0800 555 0111", "+44 20 7946 0958", "ext. 4412",
		"foi2023@council.example", "www.council.example/deaths/2023/4", "https://council.example/a?b=12&c=13", "FOI/2023/0917", "23/01234/FUL",
		"Job 20230417", "case 77120", "20230417", "1234567890", "09:30 to 16:00", "SW1A 2AA",
	} {
		for _, it := range read(said).items {
			if it.q != nil && !it.q.noise || it.w != nil {
				t.Errorf("%q has a number or a time in %q", said, read(said).text[it.start:it.end])
			}
		}
		for _, text := range []string{
			said + ". 889 deaths were registered, of which 570 were registered within 5 days.",
			"889 deaths were registered, of which 570 were registered within 5 days (" + said + ").",
		} {
			c := card("Percentage of deaths registered within 5 days", kpi.Percent, "55")
			all := Of(c, text)
			if len(all) != 1 || all[0].Agrees || all[0].Read != "570 of 889" {
				t.Errorf("of %q: %+v", text, all)
			}
		}
	}
	for said, want := range map[string]int{"call 1,200 people": 1, "570/889": 2, "1017501 kWh": 1, "100000 visits": 1, "Calls: 4500": 1} {
		n := 0
		for _, it := range read(said).items {
			if it.q != nil && !it.q.noise {
				n++
			}
		}
		if n != want {
			t.Errorf("%q has %d numbers, want %d", said, n, want)
		}
	}
}
