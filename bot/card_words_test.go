package bot

import (
	"strings"
	"testing"
	"time"

	"chaser/kpi"
	"chaser/store"
)

func TestFigureLine(t *testing.T) {
	t.Parallel()
	trs2 := cardNamed(t, "TRS2")
	set := func(value string) kpi.Card {
		return with(trs2, func(f *kpi.Figure) { f.Value = number(value) })
	}
	ruled := func(c kpi.Card, rule string) kpi.Card {
		r, err := kpi.ParseRule(rule)
		if err != nil {
			t.Fatal(err)
		}
		c.Indicator.Rule = &r
		return with(c, func(*kpi.Figure) {})
	}
	untargeted := trs2
	untargeted.Indicator.Target = nil
	zero := trs2
	zero.Indicator.Target = number("0")
	for want, c := range map[string]kpi.Card{
		"51% against a target of 65% — 21.5% below":          trs2,
		"65% against a target of 65% — on target":            set("65"),
		"65% against a target of 65% — less than 0.1% above": set("65.01"),
		"78% against a target of 65% — 20% above":            set("78"),
		"51% against a target of 65%":                        ruled(trs2, "points:-5,0"),
		"51% against a target of 0% — above target":          with(zero, func(*kpi.Figure) {}),
		"51%": with(untargeted, func(*kpi.Figure) {}),
		"51%, carried forward from an earlier period, against a target of 65%": with(trs2, func(f *kpi.Figure) { f.Status = kpi.CarriedForward }),
		"No figure is available for Q2 2023/24":                                with(trs2, func(f *kpi.Figure) { f.Status, f.Value = kpi.Unavailable, nil }),
		"No figure yet for Q3 2023/24":                                         kpi.NewCard(trs2.Indicator, nil, q3),
		"142":                                                                  cardNamed(t, "178"),
		"64% (570 of 889) against a target of 65% — 1.4% below": with(trs2, func(f *kpi.Figure) {
			f.Value, f.Numerator, f.Denominator = nil, number("570"), number("889")
			*f = f.Completed(kpi.Percent)
		}),
	} {
		if got := figureLine(c); got != want {
			t.Errorf("the line is %q, want %q", got, want)
		}
	}
}

func TestDueLine(t *testing.T) {
	t.Parallel()
	c := cardNamed(t, "178")
	for day, want := range map[int]string{18: "Q3 2023/24 is due on 19 January 2024", 19: "Q3 2023/24 is due today", 20: "Q3 2023/24 was due on 19 January 2024 and is overdue"} {
		if got := dueLine(c, kpi.Date{Year: 2024, Month: time.January, Day: day}); got != want {
			t.Errorf("on the %dth: %q, want %q", day, got, want)
		}
	}
	c.Awaited = nil
	if got := dueLine(c, today); got != "" {
		t.Errorf("nothing is awaited, and yet %q", got)
	}
}

// The council's clock is an hour ahead of UTC in summer.
func TestPostedLineIsInCouncilTime(t *testing.T) {
	t.Parallel()
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	f := kpi.Figure{PostedBy: "U0LIB", PostedAt: time.Date(2024, time.July, 1, 23, 30, 0, 0, time.UTC)}
	if got, want := postedLine(f, "Libraries lead", london), "Posted by Libraries lead on 2 July 2024 at 00:30"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestPostedLead(t *testing.T) {
	t.Parallel()
	c := with(cardNamed(t, "178"), func(f *kpi.Figure) { f.Revision, f.Reason = 2, "Counted again" })
	before := *c.Figure
	before.Value = number("213")
	provisional, finer := *c.Figure, *c.Figure
	provisional.Status, finer.Value = kpi.Provisional, number("142.4")
	retold := func(change func(before, now *kpi.Figure)) store.Posted {
		c := with(c, func(*kpi.Figure) {})
		was := *c.Figure
		c.Figure.Reason = "Commentary changed; the figure is the same."
		change(&was, c.Figure)
		return store.Posted{Card: c, Fresh: true, Replaced: &was}
	}
	const means = " Contextual: The measure is reported for context and has no target."
	for want, p := range map[string]store.Posted{
		"Posted 142 for Q2 2023/24." + means:                                                                  {Card: c, Fresh: true},
		"Already recorded: 142 for Q2 2023/24." + means:                                                       {Card: c},
		"Revised from 213 to 142 for Q2 2023/24 (revision 2): Counted again." + means:                         {Card: c, Fresh: true, Replaced: &before},
		"142 for Q2 2023/24 is final now and was provisional (revision 2): Counted again." + means:            {Card: c, Fresh: true, Replaced: &provisional},
		"142 for Q2 2023/24 was revised, and rounds to the same (revision 2): Counted again." + means:         {Card: c, Fresh: true, Replaced: &finer},
		"The commentary was changed for Q2 2023/24; the figure stays 142." + means:                            retold(func(before, _ *kpi.Figure) { before.Commentary = "Otherwise." }),
		"The commentary was changed for Q2 2023/24; the figure stays 142. Reason: A slip." + means:            retold(func(before, now *kpi.Figure) { before.Commentary, now.Reason = "Otherwise.", "A slip" }),
		"The commentary was removed and the actions were added for Q2 2023/24; the figure stays 142." + means: retold(func(_, now *kpi.Figure) { now.Commentary, now.Actions = "", "One more court." }),
	} {
		if got := postedLead(p); got != want {
			t.Errorf("the lead is %q, want %q", got, want)
		}
	}
}

func TestMeaning(t *testing.T) {
	t.Parallel()
	want := "Red: 51% is 21.54% below the target of 65%. Amber begins at 58.5%, 7.5 percentage points away."
	if got := meaning(cardNamed(t, "TRS2").Assessment()); got != want {
		t.Errorf("the meaning is %q, want %q", got, want)
	}
}

// A chart carries the very digits that were posted.
func TestChartKeepsEveryDigit(t *testing.T) {
	t.Parallel()
	c := with(cardNamed(t, "REG1"), func(f *kpi.Figure) { f.Value = number("98.100000000000000000000000001") })
	text := sentText(t, chartOf(c)[0])
	if want := `{"label":"Q2 2023/24","value":98.100000000000000000000000001}`; !strings.Contains(text, want) {
		t.Errorf("%s is missing from %s", want, text)
	}
	c.History = c.History[:1]
	if len(chartOf(c)) != 0 {
		t.Error("one period makes no chart")
	}
}
