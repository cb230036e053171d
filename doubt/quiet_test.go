package doubt_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"testing"

	"chaser/doubt"
	"chaser/kpi"
)

// Commentaries that councils published name no state, no person and no definition that would be wrong. All that is said
// of them by the rules that do not compare numbers is a false alarm.
func TestPublishedCommentariesPassQuietly(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../shared/words/published.json")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the published commentaries are not beside this checkout")
	}
	if err != nil {
		t.Fatal(err)
	}
	var items []struct {
		ID, Title, Commentary, Direction string
		Target                           *json.RawMessage
		Figure                           struct {
			Value, Unit, Period string
			Decimals            int
		}
	}
	if err := json.Unmarshal(text, &items); err != nil {
		t.Fatal(err)
	}
	for _, item := range items {
		p, err := kpi.ParsePeriod(item.Figure.Period)
		if err != nil {
			p = kpi.FinancialYear(2022) // a calendar year, which a register has not
		}
		i := kpi.Indicator{
			Code: item.ID, Title: item.Title, Unit: kpi.Unit(item.Figure.Unit), Decimals: item.Figure.Decimals, Frequency: p.Span(),
			Kind: kpi.Contextual, Direction: kpi.Direction(item.Direction),
		}
		f := kpi.Figure{Indicator: item.ID, Period: p, Value: number(item.Figure.Value), Status: kpi.Final, Commentary: item.Commentary}
		r := kpi.Register{Indicators: []kpi.Indicator{i}, Figures: []kpi.Figure{f}}
		for _, found := range doubt.Check(r, doubt.Scope{}, endOf2023) {
			switch found.Doubt.Kind.Group() {
			case doubt.Words, doubt.Plausibility:
			default:
				t.Errorf("%s: %s: %s\n%s", item.ID, found.Doubt.Kind, found.Doubt.Sentence, item.Commentary)
			}
		}
	}
}
