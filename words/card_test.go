package words_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"chaser/kpi"
	"chaser/words"
)

func TestFigure(t *testing.T) {
	t.Parallel()
	set := func(value string) kpi.Card { return card(t, resolved(), value, nil) }
	ruled := func(text string) kpi.Card {
		rule, err := kpi.ParseRule(text)
		if err != nil {
			t.Fatal(err)
		}
		i := resolved()
		i.Rule = &rule
		return card(t, i, "51", nil)
	}
	untargeted, zero := resolved(), resolved()
	untargeted.Target, zero.Target = nil, number("0")
	for _, c := range []struct {
		want string
		card kpi.Card
	}{
		{"51% against a target of 65% — 21.5% below", set("51")},
		{"65% against a target of 65% — on target", set("65")},
		{"64.6% against a target of 65.0% — 0.6% below", set("64.6")},
		{"58% against a target of 65% — 10.02% below", set("58.49")}, // Red: 10% would be Amber
		{"0.64% against a target of 65% — 99% below", set("0.64")},
		{"65.01% against a target of 65.00% — less than 0.1% above", set("65.01")},
		{"78% against a target of 65% — 20% above", set("78")},
		{"51% against a target of 65%", ruled("points:-5,0")},
		{"51% against a target of 65% — 21.5% below", ruled("floor:50")},
		{"51% against a target of 0% — above target", card(t, zero, "51", nil)},
		{"51%", card(t, untargeted, "51", nil)},
		{"51% against a target of 65%", card(t, resolved(), "51", func(f *kpi.Figure) { f.Status = kpi.CarriedForward })},
		{"No figure is available for Q2 2023/24", card(t, resolved(), "", func(f *kpi.Figure) { f.Status = kpi.Unavailable })},
		{"No figure yet for Q3 2023/24", kpi.NewCard(resolved(), nil, q3)},
		{"142", card(t, inquests(), "142", nil)},
		{"64% (570 of 889) against a target of 65% — 1.4% below", card(t, resolved(), "", func(f *kpi.Figure) {
			f.Numerator, f.Denominator = number("570"), number("889")
		})},
	} {
		if got := words.Figure(c.card); got != c.want {
			t.Errorf("the line is %q, want %q", got, c.want)
		}
	}
}

func TestDue(t *testing.T) {
	t.Parallel()
	c := card(t, inquests(), "142", nil)
	c.Awaited = &kpi.Awaited{Period: q3, Due: kpi.Date{Year: 2024, Month: time.January, Day: 19}}
	for day, want := range map[int]string{18: "Q3 2023/24 is due on 19 January 2024", 19: "Q3 2023/24 is due today", 20: "Q3 2023/24 was due on 19 January 2024 and is overdue"} {
		if got := words.Due(c, kpi.Date{Year: 2024, Month: time.January, Day: day}); got != want {
			t.Errorf("on the %dth: %q, want %q", day, got, want)
		}
	}
	c.Awaited = nil
	if got := words.Due(c, today); got != "" {
		t.Errorf("nothing is awaited, and yet %q", got)
	}
}

// In summer the council's clock is an hour ahead of UTC.
func TestPostedIsInCouncilTime(t *testing.T) {
	t.Parallel()
	f := kpi.Figure{PostedBy: "U0LIB", PostedAt: time.Date(2024, time.July, 1, 23, 30, 0, 0, time.UTC)}
	if got, want := words.Posted(f, "Libraries lead", london(t)), "Posted by Libraries lead on 2 July 2024 at 00:30"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestMeaning(t *testing.T) {
	t.Parallel()
	want := "Red: 51% is 21.54% below the target of 65%. 7.5 percentage points more would be Amber."
	if got := words.Meaning(card(t, resolved(), "51", nil)); got != want {
		t.Errorf("the meaning is %q, want %q", got, want)
	}
}

func TestOfCard(t *testing.T) {
	t.Parallel()
	c := card(t, resolved(), "51", func(f *kpi.Figure) { f.Status, f.Revision, f.Reason = kpi.Provisional, 2, "Counted again" }, "40")
	c.Standing.Stage = kpi.StageWorking
	said := words.OfCard(c, today, time.UTC)
	want := words.Card{
		Name: "TRS2 · Complaints resolved at first contact", Rating: kpi.Red, Status: "Provisional",
		Figure: "51% against a target of 65% — 21.5% below", Period: "Q2 2023/24", Change: "Improving ↑ from 40% in Q1 2023/24",
		Standing:    "Working figure, not published yet",
		Explanation: "51% is 21.54% below the target of 65%: Red. 7.5 percentage points more would be Amber.",
		Compared:    "Higher is better · England mean 61% (2022/23)",
	}
	if d := cmp.Diff(want, said, cmpopts.IgnoreUnexported(words.Card{})); d != "" {
		t.Errorf("the card as it is said (-want +got):\n%s", d)
	}
	if got, want := said.Provenance("Jo"), "Trading standards · Revision 2: Counted again · Shared by Jo"; got != want {
		t.Errorf("where it comes from is %q, want %q", got, want)
	}
	if got := said.Measured(true); got != said.Compared {
		t.Errorf("after a lead that explains it, %q is said of how it was measured", got)
	}
	i := inquests()
	i.Service = ""
	if got := words.OfCard(kpi.NewCard(i, nil, q2), today, time.UTC).Provenance(""); got != "Communities" {
		t.Errorf("a card that comes from nowhere is said to be %q", got)
	}
}

// Rounding hides no difference between the figures of a card, and a figure reads alike wherever it stands on it.
func TestFiguresOfACardAreToldApart(t *testing.T) {
	t.Parallel()
	c := card(t, resolved(), "98.6", nil, "99.4")
	for got, want := range map[string]string{
		words.Figure(c):  "98.6% against a target of 65% — 51.7% above",
		words.Change(c):  "Declining ↓ from 99.4% in Q1 2023/24",
		words.History(c): "Falling: Q1 99.4% → Q2 98.6%, target 65%",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	published := *c.Figure
	published.Value = number("98.9")
	c.Standing = kpi.Standing{Stage: kpi.StagePublished, Restated: &kpi.Restatement{From: &published, To: *c.Figure}}
	want := "Published on 1 January 0001: 98.9%, Blue. Now: 98.6%, Blue."
	if got := words.OfCard(c, today, time.UTC).Restated.Text; got != want {
		t.Errorf("restated: %q, want %q", got, want)
	}
}

func TestACardWithoutAFigureSaysSoOnce(t *testing.T) {
	t.Parallel()
	unavailable := func(f *kpi.Figure) { f.Status = kpi.Unavailable }
	for _, c := range []kpi.Card{kpi.NewCard(resolved(), nil, q3), card(t, resolved(), "", unavailable), card(t, resolved(), "", unavailable, "60")} {
		said := words.OfCard(c, today, time.UTC)
		all := strings.Join([]string{said.Status, said.Figure, said.Period, said.Change, said.Measured(false), said.Provenance("")}, "\n")
		if n := strings.Count(strings.ToLower(all), "no figure"); n != 1 {
			t.Errorf("%d times in:\n%s", n, all)
		}
		if n := strings.Count(all, c.Period.Words()); n != 1 {
			t.Errorf("its period stands %d times in:\n%s", n, all)
		}
		if sentence := words.CardSentence(c, 50); strings.Count(sentence, c.Period.Words()) != 1 {
			t.Errorf("in a sentence: %q", sentence)
		}
	}
}
