package store

import (
	"testing"

	"chaser/kpi"
)

func TestSearchIndicators(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	cafe := seedRegister(t).Indicators[0]
	cafe.Code, cafe.Title, cafe.Service = "É1", "Visits to the library’s Café, naïve count", "Cafés"
	mustImport(t, s, kpi.Register{Indicators: []kpi.Indicator{cafe}})
	for words, want := range map[string][]string{
		"inquests closed":        {"178", "179"},
		"Inquest CLOSED months":  {"179"},
		"closed inq":             {"178", "179"},
		"17":                     {"175", "176", "177", "178", "179"},
		"reg2":                   {"REG2"},
		"registration births":    {"REG1"},
		"births registrations":   {"REG1"}, // a plural of what is singular
		"quests":                 nil,      // words are found by how they begin
		"café":                   {"É1"},
		"cafe":                   {"É1"},
		"CAFE\u0301":             {"É1"},
		"naive":                  {"É1"},
		"library's visit":        {"É1"},
		"é1":                     {"É1"},
		"inquests % closed":      {"178", "179"},
		"inquests' OR '1'='1":    nil,
		"":                       nil,
		" ?! ":                   nil,
		"inquests\x00closed\xff": {"178", "179"},
	} {
		found, err := s.SearchIndicators(t.Context(), words)
		if err != nil {
			t.Errorf("%q: %v", words, err)
			continue
		}
		var got []string
		for _, i := range found {
			got = append(got, i.Code)
		}
		same(t, words, want, got)
	}
}

func TestIndicatorIsFoundInAnyCase(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	i, found, err := s.Indicator(t.Context(), " reg2 ")
	if err != nil || !found {
		t.Fatal(found, err)
	}
	same(t, "the indicator", seedRegister(t).Indicators[16], i)
	cafe := i
	cafe.Code = "É1"
	mustImport(t, s, kpi.Register{Indicators: []kpi.Indicator{cafe}})
	if i, found, err := s.Indicator(t.Context(), "é1"); err != nil || !found || i.Code != "É1" {
		t.Errorf("é1: %v %t %v", i.Code, found, err)
	}
	if _, found, err := s.Indicator(t.Context(), "999"); err != nil || found {
		t.Errorf("999: %t %v", found, err)
	}
}
