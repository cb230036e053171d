// Package reporttest gives the tests of every format the same reports: the seed's quarter as a council would print it,
// one that has everything a report can have, and one as long as is wished.
package reporttest

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"chaser/demo/seed"
	"chaser/kpi"
	"chaser/register"
	"chaser/report"
)

// Produced is the day on which the seed's report was produced.
var Produced = kpi.Date{Year: 2023, Month: time.December, Day: 12}

var (
	q1 = kpi.Quarter(2023, 1)
	q2 = kpi.Quarter(2023, 2)
)

// By is who produced the seed's report.
var By = []string{"Governance & Performance", "Cambridgeshire County Council"}

// London is the council's zone.
func London(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// Seed is the seed's quarter, as a draft.
func Seed(t testing.TB) report.Report {
	t.Helper()
	return Of(t, facts(t, time.Time{}), seedCards(t))
}

// Everything is the seed's quarter, published and corrected, with all that a report can have: a restated figure, one of
// the quarter before too, actions with owners, questions, doubts, other rules, a negative figure, one that is missing,
// texts that would be markup, formulas or links, and a changed definition.
func Everything(t testing.TB) report.Report {
	t.Helper()
	published := time.Date(2023, 12, 12, 9, 0, 0, 0, time.UTC)
	f := facts(t, published)
	f.Edition, f.Before, f.Trail = 2, q1, "entry 214, 9f2c1a77d0e35b64"
	cards := seedCards(t)
	at := func(code string) *kpi.Reported {
		for n := range cards {
			if cards[n].Card.Indicator.Code == code {
				return &cards[n]
			}
		}
		t.Fatalf("the seed has no %s", code)
		return nil
	}
	for n := range cards {
		cards[n].Card.Standing = kpi.Standing{Stage: kpi.StagePublished, Published: published}
	}

	births := at("REG1")
	then := births.Card
	then.Period, then.Indicator.Description = q1, "Births registered within 42 days."
	then.Figure = &births.History[0]
	births.Then = &then

	deaths := at("REG2")
	restated := *deaths.Card.Figure
	restated.Value, restated.Numerator, restated.Denominator = nil, number("570"), number("889")
	restated.Revision, restated.Reason = 2, "570 of 889 were registered in time; 55% was a slip."
	restated.PostedAt = published.AddDate(0, 0, 7)
	restated = restated.Completed(kpi.Percent)
	restated.Assessment = deaths.Card.Indicator.Assess(restated)
	asPublished := *deaths.Card.Figure
	deaths.Card = deaths.Card.Restate(kpi.Restatement{From: &asPublished, To: restated})
	deaths.History[len(deaths.History)-1] = restated
	deaths.Accepted = []string{"digits"}
	deaths.Doubts = []kpi.Accepted{{
		Sentence: "570 of 889 is 64.1%, not 55%: Blue, not Amber.", Reason: "The 889 are those of the whole county.",
		By: "Registration service lead", At: published.AddDate(0, 0, 7),
	}}

	visits := at("LIB2")
	before := visits.History[0]
	earlier := before
	earlier.Value, earlier.Revision, earlier.Reason, earlier.PostedAt = number("351442"), 2, "An estimate was replaced by the actual count.", published.AddDate(0, -1, 0)
	visits.Restated = []kpi.Restated{{Restatement: kpi.Restatement{From: &before, To: earlier}, Period: q1, Published: published.AddDate(0, -3, 0)}}
	visits.Card.Actions = []kpi.Action{
		{ID: 1, Indicator: "LIB2", Period: q2, Text: "=HYPERLINK(\"https://example.org\") is what somebody typed as an action", OwnerName: "Library lead", Due: kpi.Date{Year: 2024, Month: 1, Day: 31}, State: kpi.ActionOpen},
		{ID: 2, Indicator: "LIB2", Period: q2, Text: "Two extra sessions on Saturdays", OwnerName: "Library lead", Due: kpi.Date{Year: 2023, Month: 11, Day: 30}, State: kpi.ActionDone, Outcome: "Both were full."},
	}
	visits.Card.Questions = []kpi.Question{
		{ID: 1, Indicator: "LIB2", Period: q2, Text: "Does this count the mobile libraries?", AskedByName: "Councillor Okafor", AskedAt: published.AddDate(0, 0, -3), Answer: "It does not: they are counted with the outreach.", AnsweredByName: "Library lead", AnsweredAt: published.AddDate(0, 0, -2)},
		{ID: 2, Indicator: "LIB2", Period: q2, Text: "Why is Cherry Hinton <b>closed</b> & until when?", AskedByName: "Councillor Lee", AskedAt: published.AddDate(0, 0, -1)},
	}

	digital := at("LIB3")
	digital.Card.Figure.Actions = ""
	digital.Card.Figure.Commentary = "-1 is not a formula, nor is\n=SUM(A1:A9), nor is @here.\n\n<script>alert(1)</script> stays as it was typed.\n\n\tA tab stays too: 1\t2."

	missing := at("DAV1")
	missing.Card = kpi.NewCard(missing.Card.Indicator, missing.History[:1], q2)
	missing.History = missing.History[:1]

	carried := at("DAV2")
	carriedFigure := *carried.Card.Figure
	carriedFigure.Status = kpi.CarriedForward
	carriedFigure.Assessment = carried.Card.Indicator.Assess(carriedFigure)
	carried.History[len(carried.History)-1] = carriedFigure
	carried.Card = kpi.NewCard(carried.Card.Indicator, carried.History, q2)

	cards = append(cards, moneyOverYears(t), rangeOverYears(t))
	for _, r := range cards {
		f.Then = append(f.Then, kpi.NewCard(r.Card.Indicator, r.History, q1))
	}
	return Of(t, f, cards)
}

// Of is a report of facts and cards, as it is read from what is kept.
func Of(t testing.TB, f report.Facts, cards []kpi.Reported) report.Report {
	t.Helper()
	var kept bytes.Buffer
	w := report.NewCardWriter(&kept)
	for _, r := range cards {
		f.Cards = append(f.Cards, r.Light())
		if err := w.Write(report.NewCard(r, report.Clock{Produced: f.Produced, Zone: f.Zone})); err != nil {
			t.Fatal(err)
		}
	}
	head := report.NewHead(f)
	if head.Cover.Draft == "" {
		var err error
		if head, err = w.Sealed(head); err != nil {
			t.Fatal(err)
		}
	}
	return report.Read(head, func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(kept.Bytes())), nil })
}

// Many is a report of so many indicators with so many quarters of history.
func Many(t testing.TB, indicators, quarters int) report.Report {
	t.Helper()
	models := seedCards(t)
	var cards []kpi.Reported
	for n := range indicators {
		r := models[n%len(models)]
		i := r.Card.Indicator
		i.Code = fmt.Sprintf("K%d", n+1)
		var history []kpi.Figure
		p := q2
		for q := range quarters {
			f := *r.Card.Figure
			f.Indicator, f.Period = i.Code, p
			value := f.Value.Add(decimal.NewFromInt(int64((n*7 + q*3) % 11)))
			if i.Unit == kpi.Percent && value.GreaterThan(decimal.NewFromInt(100)) {
				value = decimal.NewFromInt(100)
			}
			f.Value = &value
			f.Assessment = i.Assess(f)
			history = append([]kpi.Figure{f}, history...)
			p = p.Previous(kpi.Quarterly)
		}
		cards = append(cards, kpi.Reported{Card: kpi.NewCard(i, history, q2), History: history})
	}
	return Of(t, facts(t, time.Time{}), cards)
}

func facts(t testing.TB, published time.Time) report.Facts {
	return report.Facts{
		Committee: "Communities, Social Mobility and Inclusion", Period: q2, Produced: Produced, By: By, Published: published, Zone: London(t),
	}
}

// seedCards are the cards of the seed's register.
func seedCards(t testing.TB) []kpi.Reported {
	t.Helper()
	r, faults := register.ReadJSON(bytes.NewReader(seed.Register))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	var cards []kpi.Reported
	for _, i := range r.Indicators {
		var history []kpi.Figure
		for _, f := range r.Figures {
			if strings.EqualFold(f.Indicator, i.Code) {
				f = f.Completed(i.Unit)
				f.Revision, f.Assessment = 1, i.Assess(f)
				history = append(history, f)
			}
		}
		cards = append(cards, kpi.Reported{Card: kpi.NewCard(i, history, q2), History: history})
	}
	return cards
}

// moneyOverYears is below 0, has fallen, and is rated by a rule of its own.
func moneyOverYears(t testing.TB) kpi.Reported {
	i := kpi.Indicator{
		Code: "FIN-1", Title: "Net cost of the service against its budget", Committee: "Communities, Social Mobility and Inclusion", Service: "Finance",
		Unit: kpi.Currency, Direction: kpi.Down, Kind: kpi.Target, Target: number("-1000"), NeighboursMean: number("-950"), EnglandMean: number("-1020.50"), EnglandMeanPeriod: kpi.FinancialYear(2022),
		Frequency: kpi.Quarterly, Description: "What the service cost less what it took in.",
		Links: []kpi.Link{{Text: "Budget book", URL: "https://example.org/budget?year=2023&part=2"}, {URL: "javascript:alert(1)"}},
	}
	i.Rule = rule(t, "relative:-5,0")
	return overYears(i, "-900", "-940", "-1010.25", "-980", "-1100", "-1050", "-990", "-1005", "-1250.5", "-870")
}

// rangeOverYears is best inside a range.
func rangeOverYears(t testing.TB) kpi.Reported {
	i := kpi.Indicator{
		Code: "OCC", Title: "Occupancy of the reading rooms", Committee: "Communities, Social Mobility and Inclusion", Service: "Libraries",
		Unit: kpi.Percent, Decimals: 1, Direction: kpi.None, Kind: kpi.Target, Frequency: kpi.Quarterly,
	}
	i.Rule = rule(t, "range:70,85,5")
	return overYears(i, "71", "80.5", "88", "91", "84", "77.25", "68", "64")
}

func overYears(i kpi.Indicator, values ...string) kpi.Reported {
	p := q2
	var history []kpi.Figure
	for n := len(values) - 1; n >= 0; n-- {
		f := kpi.Figure{Indicator: i.Code, Period: p, Value: number(values[n]), Status: kpi.Final, Revision: 1}
		f.Assessment = i.Assess(f)
		history = append([]kpi.Figure{f}, history...)
		p = p.Previous(kpi.Quarterly)
	}
	return kpi.Reported{Card: kpi.NewCard(i, history, q2), History: history}
}

func rule(t testing.TB, written string) *kpi.Rule {
	t.Helper()
	r, err := kpi.ParseRule(written)
	if err != nil {
		t.Fatal(err)
	}
	return &r
}

func number(text string) *decimal.Decimal {
	d := decimal.RequireFromString(text)
	return &d
}
