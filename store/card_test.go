package store

import (
	"fmt"
	"testing"

	"chaser/kpi"
)

// The ratings and changes of the seed report's nineteen cards, in its order, as printed; the two that went to print
// without a rating have what the report's key gives.
var seedCards = []string{
	"LIB1 Red Improving", "LIB2 Red Improving", "LIB3 Red Improving",
	"SKL1 Red Declining", "SKL2 Red Declining", "SKL3 Amber Declining",
	"YTH1 In Development Unchanged",
	"175 Contextual N/A", "176 Contextual N/A", "177 Contextual N/A", "178 Contextual N/A", "179 Contextual N/A",
	"DAV1 Contextual Declining", "DAV2 Amber Unchanged", "199 Contextual Improving",
	"REG1 Blue Improving", "REG2 Amber Improving", "TRS1 Green Declining", "TRS2 Red Declining",
}

func TestCardsOfTheSeedReport(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	cards, err := s.Cards(t.Context(), perf, "", today)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for n, c := range cards {
		got = append(got, fmt.Sprintf("%s %s %s", c.Indicator.Code, c.Assessment().Rating, c.Movement.Change))
		if c.Period != kpi.Quarter(2023, 2) || c.Awaited == nil || c.Awaited.Period != kpi.Quarter(2023, 3) || c.Awaited.Due.String() != "2024-01-19" {
			t.Errorf("%s: the card of %s awaits %v", c.Indicator.Code, c.Period, c.Awaited)
		}
		one, found, err := s.Card(t.Context(), perf, c.Indicator.Code, kpi.Period{}, today)
		if err != nil || !found {
			t.Fatal(found, err)
		}
		same(t, "the card on its own", cards[n], one)
	}
	same(t, "the cards", seedCards, got)

	of, err := s.Cards(t.Context(), perf, "Communities, Social Mobility and Inclusion", today)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "the committee's cards", cards, of)
	if none, err := s.Cards(t.Context(), perf, "Communities", today); err != nil || len(none) != 0 {
		t.Errorf("%d cards of a committee that is not there (%v)", len(none), err)
	}
}

// What is due on a day off is due on the next working day, also in the answer to a posting.
func TestCardKnowsTheDeadline(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	r := kpi.Register{Collections: seedRegister(t).Collections[2:], Closures: []kpi.Closure{{Day: kpi.Date{Year: 2024, Month: 1, Day: 22}, Name: "Flood"}}}
	r.Collections[0].Due = kpi.Date{Year: 2024, Month: 1, Day: 20} // a Saturday
	mustImport(t, s, r)
	const want = "2024-01-23"
	card, _, err := s.Card(t.Context(), perf, "178", kpi.Period{}, today)
	if err != nil || card.Awaited.Due.String() != want {
		t.Errorf("the card awaits it by %v: %v", card.Awaited, err)
	}
	owed, err := s.Owed(t.Context(), "U0CORONER", today)
	if err != nil || len(owed) != 5 || owed[0].Awaited.Due.String() != want {
		t.Errorf("owed %v: %v", owed, err)
	}
	collections, calendar, err := s.Schedule(t.Context())
	if err != nil || len(collections) != 3 || collections[2] != r.Collections[0] || collections[2].Deadline(calendar).String() != want {
		t.Errorf("the schedule is %v: %v", collections, err)
	}
	// Last quarter's figure is revised while this one's is awaited; and the same delivery comes twice.
	p := coronersPost(t, "Q2", "143", "Counted again")
	p.Posting.Period = kpi.Quarter(2023, 2)
	for _, which := range []string{"first", "second"} {
		if posted := mustPost(t, s, p); posted.Card.Awaited == nil || posted.Card.Awaited.Due.String() != want {
			t.Errorf("the %s answer awaits it by %v", which, posted.Card.Awaited)
		}
	}
}

func TestCardOfAPeriod(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	for name, c := range map[string]struct {
		code   string
		period kpi.Period
		today  string
		want   string // period, figure, awaited
	}{
		"the latest":                          {"178", kpi.Period{}, "2024-01-08", "2023-24Q2 142 2023-24Q3"},
		"any case":                            {"reg2", kpi.Period{}, "2024-01-08", "2023-24Q2 55% 2023-24Q3"},
		"one before":                          {"178", kpi.Quarter(2023, 1), "2024-01-08", "2023-24Q1 213 2023-24Q3"},
		"one without a figure":                {"178", kpi.Quarter(2023, 3), "2024-01-08", "2023-24Q3 none 2023-24Q3"},
		"before the collection opens":         {"178", kpi.Period{}, "2024-01-01", "2023-24Q2 142 none"},
		"nothing recorded and nothing open":   {"NEW", kpi.Period{}, "2023-01-01", "2023-24Q1 none none"},
		"nothing recorded, a collection open": {"NEW", kpi.Period{}, "2024-01-08", "2023-24Q3 none 2023-24Q3"},
		"a monthly one, never collected":      {"MON", kpi.Period{}, "2024-01-08", "2024-01 none none"},
		"a yearly one, never collected":       {"YEA", kpi.Period{}, "2024-01-08", "2023-24 none none"},
	} {
		t.Run(name, func(t *testing.T) {
			if c.code == "NEW" || c.code == "MON" || c.code == "YEA" {
				base := seedRegister(t).Indicators[0]
				base.Code, base.Frequency = c.code, map[string]kpi.Frequency{"NEW": kpi.Quarterly, "MON": kpi.Monthly, "YEA": kpi.Yearly}[c.code]
				mustImport(t, s, kpi.Register{Indicators: []kpi.Indicator{base}})
			}
			day, err := kpi.ParseDate(c.today)
			if err != nil {
				t.Fatal(err)
			}
			card, found, err := s.Card(t.Context(), perf, c.code, c.period, day)
			if err != nil || !found {
				t.Fatal(found, err)
			}
			figure, awaited := "none", "none"
			if card.Figure != nil {
				figure = card.Indicator.ShowFigure(*card.Figure)
			}
			if card.Awaited != nil {
				awaited = card.Awaited.Period.String()
			}
			if got := fmt.Sprintf("%s %s %s", card.Period, figure, awaited); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
	if _, found, err := s.Card(t.Context(), perf, "999", kpi.Period{}, today); err != nil || found {
		t.Errorf("a card of no indicator: %t, %v", found, err)
	}
}

func codes(cards []kpi.Card) []string {
	var list []string
	for _, c := range cards {
		list = append(list, c.Indicator.Code)
	}
	return list
}

func TestOwedAndAnswerable(t *testing.T) {
	t.Parallel()
	s, _ := empty(t)
	r := seedRegister(t)
	for n := range r.Indicators {
		switch r.Indicators[n].Code {
		case "LIB1":
			r.Indicators[n].Deputy = "U0CORONER"
		case "176": // not theirs to post, though they manage it
			r.Indicators[n].Owner, r.Indicators[n].Manager = "U0LIB", "U0CORONER"
		case "177": // monthly: its collection is due before the quarter's
			r.Indicators[n].Frequency = kpi.Monthly
			r.Figures = without(r.Figures, "177")
		}
	}
	r.Collections = append(r.Collections, kpi.Collection{
		Period: kpi.Month(2023, 12), Opens: kpi.Date{Year: 2024, Month: 1, Day: 2}, Due: kpi.Date{Year: 2024, Month: 1, Day: 10},
	})
	mustImport(t, s, r)
	answerable, err := s.Answerable(t.Context(), "U0CORONER", today)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "answerable for", []string{"LIB1", "175", "177", "178", "179"}, codes(answerable))
	mustPost(t, s, coronersPost(t, "R1", "142", "No court sat."))
	owed, err := s.Owed(t.Context(), "U0CORONER", today)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "owes", []string{"177", "LIB1", "175", "179"}, codes(owed))
	if none, err := s.Answerable(t.Context(), "", today); err != nil || len(none) != 0 {
		t.Errorf("nobody answers for %v (%v)", codes(none), err)
	}
}

func without(figures []kpi.Figure, code string) []kpi.Figure {
	var rest []kpi.Figure
	for _, f := range figures {
		if f.Indicator != code {
			rest = append(rest, f)
		}
	}
	return rest
}
