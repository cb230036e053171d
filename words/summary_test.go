package words_test

import (
	"strings"
	"testing"

	"chaser/kpi"
	"chaser/words"
)

// moved is an indicator's card for Q2 2023/24, or for Q1 with quarter 1. Its figure has the rating and the status; with
// an empty status there is none.
func moved(code string, quarter int, r kpi.Rating, s kpi.Status) kpi.Card {
	c := kpi.Card{Indicator: kpi.Indicator{Code: code, Title: "Title of " + code, Frequency: kpi.Quarterly}, Period: kpi.Quarter(2023, quarter)}
	if s == "" {
		return c
	}
	c.Figure = &kpi.Figure{Period: c.Period, Value: number("1"), Status: s, Assessment: kpi.Assessment{Rating: r}}
	if s == kpi.Unavailable {
		c.Figure.Value = nil
	}
	return c
}

func TestMovesAreSaid(t *testing.T) {
	t.Parallel()
	halfYearly := func(c kpi.Card) kpi.Card { c.Indicator.Frequency = kpi.HalfYearly; return c }
	twiceMissing := moved("M2", 2, "", "")
	twiceMissing.History = []kpi.Figure{*moved("M2", 1, kpi.Red, kpi.Provisional).Figure}
	twiceMissing.History[0].Period = kpi.Quarter(2022, 4)
	then := []kpi.Card{
		moved("A", 1, kpi.Amber, kpi.Final), moved("B", 1, kpi.Red, kpi.Final), moved("C", 1, "", ""), moved("D", 1, kpi.NoData, kpi.CarriedForward),
		moved("E", 1, kpi.Red, kpi.Provisional), moved("F", 1, kpi.Red, kpi.Final), moved("G", 1, kpi.Red, kpi.Final), moved("H", 1, kpi.Red, kpi.Final),
		moved("I", 1, kpi.Red, kpi.Final), moved("J", 1, kpi.ContextRating, kpi.Final), moved("M2", 1, "", ""),
	}
	now := []kpi.Card{
		moved("A", 2, kpi.Red, kpi.Provisional), moved("B", 2, kpi.Green, kpi.PartPeriod), moved("C", 2, kpi.Red, kpi.Final), moved("D", 2, kpi.Red, kpi.Final),
		moved("E", 2, "", ""), moved("F", 2, kpi.NoData, kpi.Unavailable), moved("G", 2, kpi.NoData, kpi.CarriedForward), moved("H", 2, kpi.BaselineRating, kpi.Final),
		moved("J", 2, kpi.Red, kpi.Final), moved("K", 2, kpi.Red, kpi.Final), halfYearly(moved("L", 2, kpi.Red, kpi.Final)), moved("M1", 2, "", ""), twiceMissing,
	}
	var got []string
	for _, part := range words.Moves(kpi.Summarise("", kpi.Quarter(2023, 2), now, kpi.Quarter(2023, 1), then)) {
		line := part.Heading + ":"
		for _, one := range part.Of {
			line += " " + one.Said
			if one.Title != "" {
				line += " (" + one.Title + ")"
			}
			line += ";"
		}
		got = append(got, line)
	}
	want := `Into red since Q1 2023/24: A;
Newly reported: C (no figure last time); D (no figure last time); J (not rated last time); K; L (not due last time);
Out of red: B, now Green, part of the period only (Title of B);
No figure this quarter: E, Red (provisional) in Q1 2023/24 (Title of E); F, Red in Q1 2023/24, unavailable (Title of F); ` +
		`G, Red in Q1 2023/24, carried forward (Title of G); M2, Red (provisional) when last reported, in Q4 2022/23 (Title of M2); M1;
No longer rated: H, Red in Q1 2023/24, now Baseline (Title of H);
No longer reported here: I, Red in Q1 2023/24 (Title of I);
Not final yet: A, provisional; B, part of the period only;`
	if text := strings.Join(got, "\n"); text != want {
		t.Errorf("it says\n%s\nwant\n%s", text, want)
	}
}
