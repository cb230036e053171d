package kpi_test

import (
	"fmt"
	"strings"
	"testing"

	"chaser/kpi"
)

// rated is a card with a rating, and the gap of a red one.
func rated(code string, r kpi.Rating, gap string) kpi.Card {
	c := kpi.Card{Indicator: kpi.Indicator{Code: code, Frequency: kpi.Quarterly}, Period: kpi.Quarter(2023, 3)}
	if r != kpi.NoData {
		c.Figure = &kpi.Figure{Period: c.Period, Value: num("1"), Status: kpi.Final, Assessment: kpi.Assessment{Rating: r, Gap: num(gap)}}
	}
	return c
}

func codesOf(cards []kpi.Card) string {
	var codes []string
	for _, c := range cards {
		codes = append(codes, c.Indicator.Code)
	}
	return strings.Join(codes, " ")
}

func movesOf(s kpi.Summary, moves ...kpi.Move) string {
	var cards []kpi.Card
	for _, m := range s.MovedBy(moves...) {
		cards = append(cards, m.Card)
	}
	return codesOf(cards)
}

func TestSummaryCountsAndCompares(t *testing.T) {
	t.Parallel()
	now := []kpi.Card{rated("A", kpi.Red, "-12"), rated("B", kpi.Amber, ""), rated("C", kpi.Red, "-40"), rated("D", kpi.Red, ""), rated("E", kpi.NoData, ""), rated("F", kpi.Green, "")}
	then := []kpi.Card{rated("A", kpi.Red, "-11"), rated("B", kpi.Red, "-20"), rated("C", kpi.Blue, ""), rated("E", kpi.Red, "-10"), rated("GONE", kpi.Red, "-10")}
	s := kpi.Summarise("A committee", kpi.Quarter(2023, 3), now, kpi.Quarter(2023, 2), then)
	if got := fmt.Sprint(s.Counts); got != "[{Red 3 4} {Amber 1 0} {Green 1 0} {Blue 0 1} {No data 1 0}]" {
		t.Errorf("the counts are %s", got)
	}
	for what, c := range map[string]struct{ got, want string }{
		"the reds": {codesOf(s.Reds), "C A D"}, "into red": {movesOf(s, kpi.IntoRed), "C"}, "out of red": {movesOf(s, kpi.OutOfRed), "B"},
		"without a figure": {codesOf(s.NoFigure), "E"}, "newly reported": {movesOf(s, kpi.MovesOfNewlyReported...), "D"},
		"no longer reported": {movesOf(s, kpi.MovesOfUnreported...), "E GONE"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s, want %s", what, c.got, c.want)
		}
	}
	first := kpi.Summarise("A committee", kpi.Quarter(2023, 3), now, kpi.Period{}, nil)
	if len(first.Moved) != 0 {
		t.Errorf("the first summary says that %v moved", first.Moved)
	}
	if none := kpi.Summarise("A committee", kpi.Quarter(2023, 3), now[1:2], kpi.Period{}, nil); fmt.Sprint(none.Counts) != "[{Red 0 0} {Amber 1 0}]" || len(none.Pages(kpi.RedsOnPage)) != 1 {
		t.Errorf("without a red it counts %v on %d pages", none.Counts, len(none.Pages(kpi.RedsOnPage)))
	}
}

// In a council's first quarter with Chaser nothing was published before, and yet last quarter's figures are on the
// cards.
func TestTheFirstSummaryComparesWithWhatTheCardsRemember(t *testing.T) {
	t.Parallel()
	remembering := func(c kpi.Card, then kpi.Rating) kpi.Card {
		c.History = []kpi.Figure{{Period: kpi.Quarter(2023, 2), Value: num("1"), Status: kpi.Final, Assessment: kpi.Assessment{Rating: then}}}
		return c
	}
	s := kpi.Summarise("A committee", kpi.Quarter(2023, 3), []kpi.Card{
		remembering(rated("A", kpi.Red, "-12"), kpi.Green), remembering(rated("B", kpi.Blue, ""), kpi.Red), rated("C", kpi.Red, "-11"),
		remembering(rated("D", kpi.NoData, ""), kpi.Red),
	}, kpi.Period{}, nil)
	moved := fmt.Sprint(movesOf(s, kpi.IntoRed), movesOf(s, kpi.OutOfRed), movesOf(s, kpi.NewlyReported), movesOf(s, kpi.NoFigureNow))
	if got := fmt.Sprint(s.Before, s.Counts, moved); got != "2023-24Q2 [{Red 2 2} {Green 0 1} {Blue 1 0} {No data 1 0}]ABCD" {
		t.Errorf("the summary says %s", got)
	}
}

func TestEveryRedHasItsPlaceOnOnePage(t *testing.T) {
	t.Parallel()
	for n := range 40 {
		var s kpi.Summary
		for k := range n {
			s.Reds = append(s.Reds, rated(fmt.Sprintf("%02d", k), kpi.Red, "-11"))
		}
		var all []kpi.Card
		for at, page := range s.Pages(4) {
			if len(page) > kpi.RedsOnPage || at == 0 && len(page) > 4 || at > 0 && len(page) == 0 {
				t.Errorf("page %d of %d reds holds %d", at+1, n, len(page))
			}
			all = append(all, page...)
		}
		if codesOf(all) != codesOf(s.Reds) {
			t.Errorf("the pages of %d reds hold %s", n, codesOf(all))
		}
	}
}

func TestRedSince(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		history   string // the oldest first, R red, G green, - none; the last is the card's own, of Q4 2023/24
		frequency kpi.Frequency
		want      string
		orEarlier bool
	}{
		"only now":                 {"GR", kpi.Quarterly, "2023-24Q4", false},
		"for three quarters":       {"RGRRR", kpi.Quarterly, "2023-24Q2", false},
		"a quarter without a word": {"R-R", kpi.Quarterly, "2023-24Q2", false},
		"as far as it was kept":    {"RR", kpi.Quarterly, "2023-24Q3", false},
		"for all that a card sees": {"RRRRRRRR", kpi.Quarterly, "2022-23Q1", true},
		"by half-years":            {"RR", kpi.HalfYearly, "2023-24Q2", false},
		"not red":                  {"RG", kpi.Quarterly, "", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			card := kpi.Card{Indicator: kpi.Indicator{Frequency: c.frequency}, Period: kpi.Quarter(2023, 4)}
			p := card.Period
			for n := len(c.history) - 1; n >= 0; n-- {
				if c.history[n] != '-' {
					f := figureOf(p, "1")
					f.Rating = map[byte]kpi.Rating{'R': kpi.Red, 'G': kpi.Green}[c.history[n]]
					card.History = append([]kpi.Figure{f}, card.History...)
				}
				p = p.Previous(c.frequency)
			}
			card.Figure = &card.History[len(card.History)-1]
			since, orEarlier := card.RedSince()
			if since.String() != c.want || orEarlier != c.orEarlier {
				t.Errorf("got %s %t, want %s %t", since, orEarlier, c.want, c.orEarlier)
			}
		})
	}
}

func TestReadiness(t *testing.T) {
	t.Parallel()
	q3 := kpi.Quarter(2023, 3)
	owner, signer := kpi.Person{SlackID: "U0OWNER"}, kpi.Person{SlackID: "U0MGR"}
	for name, c := range map[string]struct {
		figures string
		card    kpi.Card
		want    string // how many are missing, awaiting and lacking, and who has the one that awaits
	}{
		"all is well":                    {"Q3 1 free 5", rated("A", kpi.Green, ""), "0 0 0 "},
		"missing":                        {"Q2 1 free 5", rated("A", kpi.NoData, ""), "1 0 0 "},
		"awaiting":                       {"Q3 1 awaiting 5", rated("A", kpi.NoData, ""), "0 1 0 U0MGR"},
		"sent back":                      {"Q3 1 sent-back 5", rated("A", kpi.NoData, ""), "0 1 0 U0OWNER"},
		"a revision of a red awaits":     {"Q3 1 approved 5, Q3 2 awaiting 6", rated("A", kpi.Red, "-20"), "0 1 1 U0MGR"},
		"red without actions":            {"Q3 1 free 5", rated("A", kpi.Red, "-20"), "0 0 1 "},
		"signed off":                     {"Q3 1 approved 5", rated("A", kpi.Amber, ""), "0 0 0 "},
		"an unavailable one is no blank": {"Q3 1 free 5", rated("A", kpi.NoData, ""), "0 0 0 "},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var r kpi.Readiness
			r.Weigh(kpi.Dossier{Figures: revisions(t, c.figures), Signers: kpi.Signers{InTurn: []kpi.Person{signer}}}, c.card, owner)
			with := ""
			for _, l := range r.Awaiting {
				with = l.With.SlackID
			}
			if got := fmt.Sprintf("%d %d %d %s", len(r.Missing), len(r.Awaiting), len(r.Lacking), with); got != c.want || c.card.Period != q3 {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if r.Clean() != (c.want == "0 0 0 ") {
				t.Errorf("clean is %t", r.Clean())
			}
		})
	}
}

func TestWhenACollectionPublishesItself(t *testing.T) {
	t.Parallel()
	k := kpi.Collection{Period: kpi.Quarter(2023, 3), Publishes: day(t, "2024-02-24")} // a Saturday
	for when, want := range map[string]bool{
		"2024-02-23 12:00": false, "2024-02-24 09:00": false, "2024-02-26 08:59": false, "2024-02-26 09:00": true, "2024-02-26 16:59": true,
		"2024-02-26 17:00": false, "2024-02-27 09:00": true, "2024-03-02 10:00": false, "2024-03-25 10:00": true, "2024-03-26 10:00": false,
	} {
		if got := k.PublishesNow(at(t, when), kpi.NewCalendar(nil)); got != want {
			t.Errorf("at %s: %t", when, got)
		}
	}
	if (kpi.Collection{}).PublishesNow(at(t, "2024-02-26 09:00"), kpi.NewCalendar(nil)) {
		t.Error("a collection without a day publishes itself")
	}
}
