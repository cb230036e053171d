package kpi_test

import (
	"strings"
	"testing"

	"chaser/kpi"
)

// Codes that look alike are one, and none reads as a period, or nobody could type it.
func TestCodesOfARegister(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{
		"178": "", "REG2": "", "1.1.2.PI": "", "NI-12/a": "", "PI_7": "", "Q5": "", "2023": "", "É1": "",
		"１７８": "write it as 178", "ＲＥＧ2": "write it as REG2", "ﬁ1": "write it as fi1", "٣1": "is not a code", "СВ1": "is not a code",
		"Q2": "reads as a period", "2023-24": "reads as a period", "22/23": "reads as a period", "2023-24Q2": "reads as a period",
		"2023/2024": "reads as a period", "2023-09": "reads as a period", "Sep-23": "reads as a period", "q2-2023": "reads as a period",
	} {
		r := joining(t)
		r.Indicators[0].Code = code
		var said []string
		for _, f := range r.Faults(held(t), later) {
			if f.Path == "indicators[0].code" {
				said = append(said, f.Sentence)
			}
		}
		if got := strings.Join(said, "; "); (want == "") != (got == "") || !strings.Contains(got, want) {
			t.Errorf("%q: %q, want %q", code, got, want)
		}
	}
}

// A link shows where it leads, and gives nobody's password away.
func TestLinksOfARegister(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"https://council.example/a?b=c#d": "", "http://[2001:db8::1]/": "", "https://bücher.example/": "", "https://127.0.0.1:8080/": "",
		"https://lead:secret@council.example/":          "has a name or a password",
		"https://council.example\u200f.evil.example/":   "does not read as it is",
		"https://\u05d0a.example/":                      "does not read as it is", // letters of both directions in one label
		"ftp://council.example/":                        "is not a web address",
		"https://council.example@evil.example/password": "has a name or a password",
	} {
		r := joining(t)
		r.Indicators[0].Links = []kpi.Link{{Text: "Definitions", URL: address}}
		var said []string
		for _, f := range r.Faults(held(t), later) {
			if f.Path == "indicators[0].links[0].url" {
				said = append(said, f.Sentence)
			}
		}
		if got := strings.Join(said, "; "); (want == "") != (got == "") || !strings.Contains(got, want) || strings.Contains(got, "secret") {
			t.Errorf("%q: %q, want %q", address, got, want)
		}
	}
}

func TestAPeriodOfNoMean(t *testing.T) {
	t.Parallel()
	r := joining(t)
	r.Indicators[0].EnglandMean, r.Indicators[0].EnglandMeanPeriod = nil, kpi.FinancialYear(2022)
	if said := r.Faults(held(t), later).Error(); !strings.Contains(said, "the period of a mean that is missing") {
		t.Error(said)
	}
}

func TestSlackbotIsNobodyToWriteTo(t *testing.T) {
	t.Parallel()
	r := joining(t)
	r.People[0].SlackID = "USLACKBOT"
	if said := r.Faults(held(t), later).Error(); !strings.Contains(said, "Slack's own bot") {
		t.Error(said)
	}
}
