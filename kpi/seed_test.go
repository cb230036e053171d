package kpi_test

import (
	"encoding/json"
	"os"
	"testing"

	"chaser/kpi"
)

// seedCard is a card of the seed report. Two cards went to print without a rating; theirs is what the report's key
// gives.
type seedCard struct {
	Code           string        `json:"code"`
	Title          string        `json:"title"`
	Unit           kpi.Unit      `json:"unit"`
	Decimals       int           `json:"decimals"`
	Direction      kpi.Direction `json:"direction"`
	Kind           kpi.Kind      `json:"kind"`
	Compare        kpi.Compare   `json:"compare"`
	Cumulative     bool          `json:"cumulative"`
	Target         string        `json:"target"`
	Baseline       string        `json:"baseline"`
	CurrentPeriod  string        `json:"current_period"`
	Current        string        `json:"current"`
	PreviousPeriod string        `json:"previous_period"`
	Previous       string        `json:"previous"`
	PrintedRating  kpi.Rating    `json:"printed_rating"`
	PrintedChange  kpi.Change    `json:"printed_change"`
	Rating         kpi.Rating    `json:"rating"`
	Change         kpi.Change    `json:"change"`
}

func TestSeedReport(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("testdata/seed_cards.json")
	if err != nil {
		t.Fatal(err)
	}
	var cards []seedCard
	if err := json.Unmarshal(text, &cards); err != nil {
		t.Fatal(err)
	}
	if len(cards) != 19 {
		t.Fatalf("the seed report has 19 cards, the file %d", len(cards))
	}
	unprinted := 0
	for _, s := range cards {
		i := kpi.Indicator{
			Code: s.Code, Title: s.Title, Unit: s.Unit, Decimals: s.Decimals, Direction: s.Direction, Kind: s.Kind, Compare: s.Compare,
			Cumulative: s.Cumulative, Target: num(s.Target), Baseline: num(s.Baseline), Frequency: kpi.Quarterly,
		}
		current, previous := figureOf(period(t, s.CurrentPeriod), s.Current), figureOf(period(t, s.PreviousPeriod), s.Previous)
		current.Assessment = i.Assess(current)
		card := kpi.NewCard(i, []kpi.Figure{current, previous}, current.Period)
		if got := card.Assessment(); got.Rating != s.Rating {
			t.Errorf("%s: rated %s, the report has %s: %s", s.Code, got.Rating, s.Rating, got.Explanation)
		}
		if s.PrintedRating == "" {
			unprinted++
		} else if s.PrintedRating != s.Rating {
			t.Errorf("%s: the file expects %s and the report prints %s", s.Code, s.Rating, s.PrintedRating)
		}
		if card.Movement.Change != s.Change {
			t.Errorf("%s: %s, the report has %s: %s", s.Code, card.Movement.Change, s.Change, card.Movement.Why)
		}
		if card.Movement.From == nil || card.Movement.From.Period != previous.Period {
			t.Errorf("%s: compared with %s, the report compares with %s", s.Code, card.Movement.Since, previous.Period)
		}
	}
	if unprinted != 2 {
		t.Errorf("%d cards went to print without a rating, want SKL2 and SKL3", unprinted)
	}
}
