package kpi_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// Nothing of a sensitive card that everybody reads tells the counts behind its figures.
func TestASensitiveCardForEverybody(t *testing.T) {
	t.Parallel()
	n := func(text string) *decimal.Decimal { d := decimal.RequireFromString(text); return &d }
	i := kpi.Indicator{Code: "X", Unit: kpi.Percent, Frequency: kpi.Quarterly, Kind: kpi.Contextual, Direction: kpi.Up, Decimals: 1}
	figure := func(quarter int, numerator string) kpi.Figure {
		f := kpi.Figure{Indicator: "X", Period: kpi.Quarter(2023, quarter), Numerator: n(numerator), Denominator: n("889"), Status: kpi.Final, Commentary: numerator + " of 889"}
		return f.Completed(i.Unit)
	}
	figures := []kpi.Figure{figure(1, "571"), figure(2, "570")}
	for _, sensitive := range []bool{false, true} {
		i.Sensitive = sensitive
		text, err := json.Marshal(kpi.NewCard(i, figures, kpi.Quarter(2023, 2)).ForEverybody())
		if err != nil {
			t.Fatal(err)
		}
		for _, told := range []string{"889", "570", "571", "64.11"} {
			if strings.Contains(string(text), told) == sensitive {
				t.Errorf("sensitive %v: %s in %s", sensitive, told, text)
			}
		}
	}
}

// Nothing that its people typed stands there either, and it still says that something is done, by whom and by when.
func TestTheWordsOfASensitiveCardAreWithheld(t *testing.T) {
	t.Parallel()
	i := kpi.Indicator{Code: "X", Unit: kpi.Count, Frequency: kpi.Quarterly, Kind: kpi.Contextual, Direction: kpi.Up}
	figure := func(quarter int, reason string) kpi.Figure {
		value := decimal.NewFromInt(int64(quarter))
		return kpi.Figure{
			Indicator: "X", Period: kpi.Quarter(2023, quarter), Revision: 2, Value: &value, Status: kpi.Final, Commentary: "A family of Wisbech.", Actions: "Visits to Wisbech.",
			Reason: reason, SignOff: kpi.SignOff{State: kpi.SentBack, Reason: "Which family of Wisbech?"}, Assessment: kpi.Assessment{Rating: kpi.Red},
		}
	}
	const noTypedReason = "Actions changed" + kpi.SameFigure
	c := kpi.NewCard(i, []kpi.Figure{figure(1, "Wisbech counted twice"), figure(2, noTypedReason)}, kpi.Quarter(2023, 2))
	c.Standing.SignOff, c.Standing.Restated = c.Figure.SignOff, &kpi.Restatement{From: c.Movement.From, To: *c.Figure}
	c.Actions = []kpi.Action{{Text: "More visits to Wisbech", OwnerName: "Lead", Due: kpi.Date{Year: 2024, Month: 1, Day: 31}, State: kpi.ActionDone, Outcome: "Wisbech was visited"}}
	for _, sensitive := range []bool{false, true} {
		c.Indicator.Sensitive = sensitive
		shown := c.ForEverybody()
		text, err := json.Marshal(shown)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), "Wisbech") == sensitive {
			t.Errorf("sensitive %v: %s", sensitive, text)
		}
		if shown.LacksActions() || shown.Actions[0].OwnerName != "Lead" || shown.Actions[0].Due.IsZero() || shown.Figure.Reason != noTypedReason {
			t.Errorf("sensitive %v: %s", sensitive, text)
		}
	}
	if c.Actions[0].Text != "More visits to Wisbech" {
		t.Error("its own people cannot read the action any more")
	}
}

// Its rating is explained by the figure as it is shown; where that would be rated otherwise, it says so.
func TestASensitiveRatingForEverybody(t *testing.T) {
	t.Parallel()
	n := func(text string) *decimal.Decimal { d := decimal.RequireFromString(text); return &d }
	i := kpi.Indicator{Code: "X", Unit: kpi.Percent, Frequency: kpi.Quarterly, Kind: kpi.Target, Target: n("60"), Direction: kpi.Up, Sensitive: true}
	for _, test := range []struct {
		numerator string // of 400
		rating    kpi.Rating
		why       string
	}{
		{"210", kpi.Red, "53% is 11.67% below the target of 60%: Red. 1 percentage point more would be Amber."},
		{"238", kpi.Amber, kpi.RatedExactly}, // 59.5%, which rounds to the target
		{"240", kpi.Green, "60% is exactly on the target: Green. 3.1 percentage points more would be Blue."},
	} {
		f := kpi.Figure{Indicator: "X", Period: kpi.Quarter(2023, 2), Numerator: n(test.numerator), Denominator: n("400"), Status: kpi.Final}
		f = f.Completed(i.Unit)
		f.Assessment = i.Assess(f)
		shown := kpi.NewCard(i, []kpi.Figure{f}, f.Period).ForEverybody()
		if a := shown.Assessment(); a.Rating != test.rating || a.Explanation != test.why {
			t.Errorf("%s of 400 is %s: %q", test.numerator, a.Rating, a.Explanation)
		}
		text, err := json.Marshal(shown)
		if err != nil {
			t.Fatal(err)
		}
		for _, told := range []string{"52.5", "12.5", "59.5", "0.8333"} {
			if strings.Contains(string(text), told) {
				t.Errorf("%s in %s", told, text)
			}
		}
	}
}
