package printed_test

import (
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chaser/kpi"
	"chaser/register/printed"
	"chaser/register/proposal"
)

// seedCard is a card of the seed report as its data has it.
type seedCard struct {
	Number      *int    `json:"number"`
	Title       string  `json:"title"`
	TitleSource string  `json:"title_source"`
	Target      string  `json:"target_as_printed"`
	TargetKind  string  `json:"target_kind"`
	Unit        string  `json:"unit"`
	Direction   string  `json:"direction"`
	Current     string  `json:"current_as_printed"`
	Previous    string  `json:"previous_as_printed"`
	Comparison  string  `json:"comparison"`
	Change      string  `json:"change_as_printed"`
	RAG         *string `json:"rag_as_printed"`
	Cumulative  bool    `json:"cumulative"`
	Description string  `json:"description"`
	Commentary  string  `json:"commentary"`
	Actions     string  `json:"actions"`
	Links       *string `json:"useful_links"`
}

func seedText(t testing.TB) string {
	t.Helper()
	text, err := os.ReadFile("testdata/seed.txt")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func seedCards(t testing.TB) []seedCard {
	t.Helper()
	text, err := os.ReadFile("../../report/testdata/indicators.json")
	if err != nil {
		t.Fatal(err)
	}
	var seed struct{ Indicators []seedCard }
	if err := json.Unmarshal(text, &seed); err != nil {
		t.Fatal(err)
	}
	return seed.Indicators
}

func q2() kpi.Period { return kpi.Quarter(2023, 2) }

func propose(t testing.TB, text string, p kpi.Period) proposal.Proposal {
	t.Helper()
	got, err := printed.Propose(text, printed.Reading{Source: "report.txt", Period: p, Today: kpi.Date{Year: 2023, Month: 12, Day: 12}})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// plain is a number as it is printed, without the signs around it.
func plain(said string) string { return strings.NewReplacer(",", "", "%", "").Replace(said) }

// Every card of the seed report, field by field, against its data. Two things differ on purpose: a title that the text
// has lost is made of the description, and the figure of a “Previous Month” in a quarterly report is asked about.
func TestSeed(t *testing.T) {
	t.Parallel()
	p := propose(t, seedText(t), q2())
	cards := seedCards(t)
	if len(p.Cards) != len(cards) || len(p.Register.Indicators) != len(cards) {
		t.Fatalf("%d of %d cards", len(p.Cards), len(cards))
	}
	if p.Committee != "Communities, Social Mobility and Inclusion" || p.Period != q2() {
		t.Errorf("committee %q, period %s", p.Committee, p.Period)
	}
	for n, want := range cards {
		if diff := cmp.Diff(ofSeed(want), readOf(p, n)); diff != "" {
			t.Errorf("card %d:\n%s", n+1, diff)
		}
		if got := p.Cards[n]; got.DerivedTitle != (want.TitleSource == "derived") {
			t.Errorf("card %d: its title %q is said to be derived: %t", n+1, got.Title, got.DerivedTitle)
		}
	}
	if len(p.Unanswered()) > 0 {
		t.Errorf("it cannot be imported: %v", p.Unanswered())
	}
}

// fields are a card's fields by name.
type fields map[string]string

// ofSeed are the fields that the report's data has.
func ofSeed(c seedCard) fields {
	of := fields{
		"unit": c.Unit, "direction": c.Direction, "kind": "target", "figure": plain(c.Current), "previous": "2023-24Q1 " + plain(c.Previous),
		"change": strings.Replace(c.Change, "NA", "N/A", 1), "rag": "", "description": c.Description, "commentary": c.Commentary, "actions": c.Actions,
		"target": "", "baseline": "", "cumulative": "", "links": "",
	}
	if c.TitleSource == "given" {
		of["title"] = c.Title
	}
	if c.Number != nil {
		of["code"] = strconv.Itoa(*c.Number)
	}
	switch c.TargetKind {
	case "target", "baseline":
		of[c.TargetKind] = plain(c.Target)
	}
	if c.RAG != nil {
		of["rag"] = *c.RAG
	}
	switch of["rag"] {
	case "Contextual":
		of["kind"] = "contextual"
	case "In Development":
		of["kind"] = "in_development"
	}
	switch c.Comparison {
	case "previous month":
		of["previous"] = "asked"
	case "Quarter 2 22/23":
		of["previous"] = "2022-23Q2 " + plain(c.Previous)
	}
	if c.Cumulative {
		of["cumulative"] = "yes"
	}
	if c.Links != nil {
		of["links"] = strings.Trim(strings.TrimSuffix(*c.Links, "(#)"), "<>[]")
	}
	return of
}

// readOf are the fields of a card that was read.
func readOf(p proposal.Proposal, n int) fields {
	i, c := p.Register.Indicators[n], p.Cards[n]
	of := fields{
		"unit": string(i.Unit), "direction": string(i.Direction), "kind": string(i.Kind), "previous": "", "change": string(c.PrintedChange),
		"rag": string(c.Printed), "description": i.Description, "target": "", "baseline": "", "cumulative": "", "links": "",
	}
	if !c.DerivedTitle {
		of["title"] = i.Title
	}
	if strings.Trim(i.Code, "0123456789") == "" {
		of["code"] = i.Code
	}
	if t := i.TargetFor(p.Period); t != nil {
		of["target"] = kpi.Exactly(*t)
	}
	if i.Baseline != nil {
		of["baseline"] = kpi.Exactly(*i.Baseline)
	}
	if i.Cumulative {
		of["cumulative"] = "yes"
	}
	for _, l := range i.Links {
		of["links"] += l.Text
	}
	for _, f := range p.FiguresOf(i.Code) {
		if f.Period == p.Period {
			of["figure"], of["commentary"], of["actions"] = kpi.Exactly(*f.Value), f.Commentary, f.Actions
			continue
		}
		of["previous"] = f.Period.String() + " " + kpi.Exactly(*f.Value)
	}
	for _, q := range p.Questions {
		if q.About == i.Code && strings.Contains(q.Asks, "Previous Month") {
			of["previous"] = "asked"
		}
	}
	return of
}
