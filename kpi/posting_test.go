package kpi_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

var (
	owner    = kpi.Person{SlackID: "U0OWN", Name: "Registration lead"}
	stranger = kpi.Person{SlackID: "U0CLLR", Name: "Committee member", Roles: []kpi.Role{kpi.Member}}
	noon     = time.Date(2023, time.October, 16, 12, 0, 0, 0, time.UTC)
)

// registered is a quarterly percentage of births registered in time, with a target of 60.
func registered() kpi.Indicator {
	return kpi.Indicator{Code: "REG2", Unit: kpi.Percent, Direction: kpi.Up, Kind: kpi.Target, Target: num("60"), Frequency: kpi.Quarterly, Owner: "U0OWN"}
}

// inQ2 are the circumstances of 16 October 2023, when Q2's figures are being collected.
func inQ2(t *testing.T, i kpi.Indicator, figures ...kpi.Figure) kpi.Circumstances {
	t.Helper()
	return kpi.Circumstances{Indicator: i, Collections: collections(t), Figures: figures, Today: day(t, "2023-10-16")}
}

// posted is Q2's figure as it was posted first.
func posted(i kpi.Indicator, value string) kpi.Figure {
	f := figureOf(kpi.Quarter(2023, 2), value)
	f.Indicator, f.Revision, f.Commentary, f.Actions = i.Code, 1, "Fewer births.", "Two more clinics."
	f.Assessment = i.Assess(f)
	return f
}

// told is a figure in a line, for comparing with what was expected.
func told(f kpi.Figure) string {
	value := "none"
	if f.Value != nil {
		value = kpi.Exactly(*f.Value)
	}
	if f.Numerator != nil {
		value += " = " + kpi.Exactly(*f.Numerator) + "/" + kpi.Exactly(*f.Denominator)
	}
	return fmt.Sprintf("%s r%d %s %s | %s | %s | %s | %s", f.Period, f.Revision, f.Status, value, f.Rating, f.Commentary, f.Actions, f.Reason)
}

func ptr(text string) *string { return &text }

func TestDecide(t *testing.T) {
	t.Parallel()
	i := registered()
	stands := posted(i, "55")
	provisional := posted(i, "55")
	provisional.Status = kpi.Provisional
	revised := posted(i, "58")
	revised.Revision, revised.Reason = 2, "Two late returns."
	gone := posted(i, "")
	gone.Status, gone.Value, gone.Commentary = kpi.Unavailable, nil, "The database moved."
	carried := posted(i, "48")
	carried.Status = kpi.CarriedForward
	first := figureOf(kpi.Quarter(2023, 1), "48")
	tests := []struct {
		name    string
		figures []kpi.Figure
		typed   string
		posting kpi.Posting
		want    string
		again   bool // nothing new
	}{
		{"the first figure", nil, "55", kpi.Posting{}, "2023-24Q2 r1 final 55 | Amber |  |  | ", false},
		{"with its commentary", nil, "55%", kpi.Posting{Words: " Fewer\r\nbirths. "}, "2023-24Q2 r1 final 55 | Amber | Fewer\nbirths. |  | ", false},
		{"from a form", nil, "55", kpi.Posting{Commentary: ptr("Fewer births."), Actions: ptr("More clinics."), Reason: "none"}, "2023-24Q2 r1 final 55 | Amber | Fewer births. | More clinics. | ", false},
		{"a fraction", nil, "570/889", kpi.Posting{}, "2023-24Q2 r1 final 64.1169853768 = 570/889 | Blue |  |  | ", false},
		{"a whole fraction", nil, "30 of 50", kpi.Posting{}, "2023-24Q2 r1 final 60 = 30/50 | Green |  |  | ", false},
		{"provisional", nil, "55", kpi.Posting{Status: kpi.Provisional}, "2023-24Q2 r1 provisional 55 | Amber |  |  | ", false},
		{"part of the period", nil, "48", kpi.Posting{Status: kpi.PartPeriod}, "2023-24Q2 r1 part-period 48 | Red |  |  | ", false},
		{"unavailable", nil, "", kpi.Posting{Status: kpi.Unavailable, Words: "The database moved."}, "2023-24Q2 r1 unavailable none | No data | The database moved. |  | ", false},
		{"carried forward", []kpi.Figure{first}, "", kpi.Posting{Status: kpi.CarriedForward}, "2023-24Q2 r1 carried-forward 48 | No data |  |  | ", false},
		{"carried forward, typed", nil, "48", kpi.Posting{Status: kpi.CarriedForward}, "2023-24Q2 r1 carried-forward 48 | No data |  |  | ", false},
		{"an earlier period, late", nil, "48", kpi.Posting{Period: kpi.Quarter(2023, 1)}, "2023-24Q1 r1 final 48 | Red |  |  | ", false},

		{"a revision with words", []kpi.Figure{stands}, "58", kpi.Posting{Words: "Two late returns."}, "2023-24Q2 r2 final 58 | Amber | Fewer births. | Two more clinics. | Two late returns.", false},
		{"a revision with a reason and words", []kpi.Figure{stands}, "58", kpi.Posting{Reason: "Late returns.", Words: "More births."}, "2023-24Q2 r2 final 58 | Amber | More births. | Two more clinics. | Late returns.", false},
		{"a revision from a form", []kpi.Figure{stands}, "58", kpi.Posting{Reason: "Late returns.", Commentary: ptr(""), Actions: ptr("None.")}, "2023-24Q2 r2 final 58 | Amber |  | None. | Late returns.", false},
		{"the same value as a fraction", []kpi.Figure{posted(i, "60")}, "30/50", kpi.Posting{Words: "The counts."}, "2023-24Q2 r2 final 60 = 30/50 | Green | Fewer births. | Two more clinics. | The counts.", false},
		{"a second revision", []kpi.Figure{revised}, "59", kpi.Posting{Words: "One more."}, "2023-24Q2 r3 final 59 | Amber | Fewer births. | Two more clinics. | One more.", false},
		{"a revision keeps provisional", []kpi.Figure{provisional}, "58", kpi.Posting{Words: "Late returns."}, "2023-24Q2 r2 provisional 58 | Amber | Fewer births. | Two more clinics. | Late returns.", false},
		{"provisional made final", []kpi.Figure{provisional}, "55", kpi.Posting{Status: kpi.Final, Words: "Checked."}, "2023-24Q2 r2 final 55 | Amber | Fewer births. | Two more clinics. | Checked.", false},
		{"unavailable no longer", []kpi.Figure{gone}, "58", kpi.Posting{Words: "It is back."}, "2023-24Q2 r2 final 58 | Amber | The database moved. | Two more clinics. | It is back.", false},
		{"carried forward no longer", []kpi.Figure{carried}, "58", kpi.Posting{Words: "It came."}, "2023-24Q2 r2 final 58 | Amber | Fewer births. | Two more clinics. | It came.", false},
		{"withdrawn", []kpi.Figure{stands}, "", kpi.Posting{Status: kpi.Unavailable, Words: "It was wrong."}, "2023-24Q2 r2 unavailable none | No data | It was wrong. | Two more clinics. | It was wrong.", false},

		{"commentary later", []kpi.Figure{stands}, "55", kpi.Posting{Words: "Strikes."}, "2023-24Q2 r2 final 55 | Amber | Strikes. | Two more clinics. | Commentary changed; the figure is the same.", false},
		{"commentary later, without the figure", []kpi.Figure{stands}, "", kpi.Posting{Words: "Strikes."}, "2023-24Q2 r2 final 55 | Amber | Strikes. | Two more clinics. | Commentary changed; the figure is the same.", false},
		{"actions later", []kpi.Figure{stands}, "", kpi.Posting{Actions: ptr("Three clinics.")}, "2023-24Q2 r2 final 55 | Amber | Fewer births. | Three clinics. | Actions changed; the figure is the same.", false},
		{"both later", []kpi.Figure{stands}, "55", kpi.Posting{Commentary: ptr("Strikes."), Actions: ptr("")}, "2023-24Q2 r2 final 55 | Amber | Strikes. |  | Commentary and actions changed; the figure is the same.", false},
		{"words later, with a reason", []kpi.Figure{stands}, "55", kpi.Posting{Commentary: ptr("Strikes."), Reason: "A spelling."}, "2023-24Q2 r2 final 55 | Amber | Strikes. | Two more clinics. | A spelling.", false},
		{"why it is unavailable, later", []kpi.Figure{gone}, "", kpi.Posting{Words: "It moved twice."}, "2023-24Q2 r2 unavailable none | No data | It moved twice. | Two more clinics. | Commentary changed; the figure is the same.", false},
		{"commentary on a carried-forward figure", []kpi.Figure{carried, first}, "", kpi.Posting{Words: "Awaited."}, "2023-24Q2 r2 carried-forward 48 | No data | Awaited. | Two more clinics. | Commentary changed; the figure is the same.", false},

		{"the same again", []kpi.Figure{stands}, "55", kpi.Posting{}, told(stands), true},
		{"the same, written otherwise", []kpi.Figure{stands}, "55.00 %", kpi.Posting{Words: "Fewer births."}, told(stands), true},
		{"the same from a form", []kpi.Figure{stands}, "55", kpi.Posting{Status: kpi.Final, Commentary: ptr("Fewer births. "), Actions: ptr("Two more clinics."), Reason: "none"}, told(stands), true},
		{"the same provisional figure", []kpi.Figure{provisional}, "55", kpi.Posting{}, told(provisional), true},
		{"the same revision sent twice", []kpi.Figure{revised}, "58", kpi.Posting{Words: "Two late returns."}, told(revised), true},
		{"unavailable twice", []kpi.Figure{gone}, "", kpi.Posting{Status: kpi.Unavailable, Words: "The database moved."}, told(gone), true},
		{"carried forward twice", []kpi.Figure{carried, first}, "", kpi.Posting{Status: kpi.CarriedForward}, told(carried), true},
		{"nothing", []kpi.Figure{stands}, "", kpi.Posting{}, told(stands), true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p := test.posting
			p.Typed = typed(t, test.typed)
			f, fresh, err := inQ2(t, i, test.figures...).Decide(p, owner, noon)
			if err != nil {
				t.Fatal(err)
			}
			if got := told(f); got != test.want || fresh == test.again {
				t.Errorf("fresh %t\n got %s\nwant %s", fresh, got, test.want)
			}
			if fresh && (f.Indicator != "REG2" || f.PostedBy != owner.SlackID || !f.PostedAt.Equal(noon)) {
				t.Errorf("posted for %q by %q at %s", f.Indicator, f.PostedBy, f.PostedAt)
			}
		})
	}
}

// Without a period, the one being collected is meant: late figures have a home until the next collection opens.
func TestDecideFindsThePeriod(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		frequency kpi.Frequency
		today     string
		want      string
	}{
		{kpi.Quarterly, "2023-10-20", "2023-24Q2"},
		{kpi.Quarterly, "2024-01-01", "2023-24Q2"},
		{kpi.Quarterly, "2024-01-02", "2023-24Q3"},
		{kpi.HalfYearly, "2024-01-02", "2023-24Q2"},
		{kpi.Yearly, "2024-04-02", "2023-24"},
		{kpi.Monthly, "2023-10-31", "2023-09"},
	} {
		i := registered()
		i.Frequency = test.frequency
		c := inQ2(t, i)
		c.Today = day(t, test.today)
		f, fresh, err := c.Decide(kpi.Posting{Typed: typed(t, "55")}, owner, noon)
		if err != nil || !fresh || f.Period.String() != test.want {
			t.Errorf("on %s a %s figure is for %q (%v), want %s", test.today, test.frequency, f.Period, err, test.want)
		}
	}
}

// A collection takes figures from the day on which it opens, and not on the day before.
func TestDecideWaitsForTheOpening(t *testing.T) {
	t.Parallel()
	c := inQ2(t, registered())
	q3 := kpi.Posting{Period: kpi.Quarter(2023, 3), Typed: typed(t, "55")}
	c.Today = day(t, "2024-01-01")
	if _, _, err := c.Decide(q3, owner, noon); refusal(t, err).Sentence != "The collection for Q3 2023/24 opens on 2 January 2024. Post its figure from then on." {
		t.Errorf("on the day before: %v", err)
	}
	c.Today = day(t, "2024-01-02")
	if f, fresh, err := c.Decide(q3, owner, noon); err != nil || !fresh || f.Period != q3.Period {
		t.Errorf("on the day: %v %v", f, err)
	}
}

// What is carried forward is the latest figure that was a period's own, as it stands by now: not what was itself
// carried, nor what it was once.
func TestDecideCarriesTheLastOwnFigure(t *testing.T) {
	t.Parallel()
	i := registered()
	q1, q2 := figureOf(kpi.Quarter(2023, 1), "58"), figureOf(kpi.Quarter(2023, 2), "55")
	q1.Revision, q1.Reason = 2, "Two late returns." // it was 55 when Q2 carried it
	q2.Status, q2.Revision = kpi.CarriedForward, 1
	for _, figures := range [][]kpi.Figure{{q1, q2}, {q2, q1}, {figureOf(kpi.Quarter(2022, 4), "40"), q2, q1}} {
		c := inQ2(t, i, figures...)
		c.Today = day(t, "2024-01-02")
		f, _, err := c.Decide(kpi.Posting{Period: kpi.Quarter(2023, 3), Status: kpi.CarriedForward}, owner, noon)
		if err != nil || f.Value == nil || kpi.Exactly(*f.Value) != "58" {
			t.Errorf("carried %s: %v", told(f), err)
		}
	}
}

// Who may post is in TestMayPost; here only that Decide asks, and asks first.
func TestDecideAsksWhoItIs(t *testing.T) {
	t.Parallel()
	_, _, err := inQ2(t, registered()).Decide(kpi.Posting{}, stranger, noon)
	if r := refusal(t, err); r.Field != kpi.FieldIndicator || !strings.HasPrefix(r.Sentence, "You cannot post figures for REG2") {
		t.Errorf("%s: %s", r.Field, r.Sentence)
	}
}

// The golden file is for reading, as the one of TestParseTypedRefuses is.
func TestDecideRefuses(t *testing.T) {
	t.Parallel()
	count := kpi.Indicator{Code: "178", Unit: kpi.Count, Kind: kpi.Contextual, Frequency: kpi.Quarterly, Owner: "U0OWN"}
	money := kpi.Indicator{Code: "COST", Unit: kpi.Currency, Kind: kpi.Contextual, Frequency: kpi.Quarterly, Owner: "U0OWN"}
	days := kpi.Indicator{Code: "WAIT", Unit: kpi.Days, Kind: kpi.Contextual, Frequency: kpi.Quarterly, Owner: "U0OWN"}
	ratio := kpi.Indicator{Code: "RATE", Unit: kpi.Ratio, Kind: kpi.Contextual, Frequency: kpi.Quarterly, Owner: "U0OWN"}
	half := kpi.Indicator{Code: "HALF", Unit: kpi.Count, Kind: kpi.Contextual, Frequency: kpi.HalfYearly, Owner: "U0OWN"}
	monthly := kpi.Indicator{Code: "MON", Unit: kpi.Count, Kind: kpi.Contextual, Frequency: kpi.Monthly, Owner: "U0OWN"}
	yearly := kpi.Indicator{Code: "YEAR", Unit: kpi.Count, Kind: kpi.Contextual, Frequency: kpi.Yearly, Owner: "U0OWN"}
	reg := registered()
	gone := posted(reg, "")
	gone.Status, gone.Value = kpi.Unavailable, nil
	q := kpi.Quarter
	tests := []struct {
		name      string
		indicator kpi.Indicator
		figures   []kpi.Figure
		who       kpi.Person
		today     string
		typed     string
		posting   kpi.Posting
	}{
		{"a stranger", reg, nil, stranger, "", "55", kpi.Posting{}},
		{"nothing at all", reg, nil, owner, "", "", kpi.Posting{}},
		{"words without a figure", reg, nil, owner, "", "", kpi.Posting{Words: "Later."}},
		{"a status without a figure", reg, []kpi.Figure{posted(reg, "55")}, owner, "", "", kpi.Posting{Status: kpi.Final}},
		{"no such status", reg, nil, owner, "", "55", kpi.Posting{Status: "sure"}},
		{"no collection yet", reg, nil, owner, "2023-07-02", "55", kpi.Posting{}},
		{"no collection yet, yearly", yearly, nil, owner, "", "55", kpi.Posting{}},
		{"not yet open", reg, nil, owner, "", "55", kpi.Posting{Period: q(2023, 3)}},
		{"the future", reg, nil, owner, "", "55", kpi.Posting{Period: q(2025, 3)}},
		{"the future, none open", reg, nil, owner, "2023-07-02", "55", kpi.Posting{Period: q(2025, 3)}},
		{"not collected", reg, nil, owner, "", "55", kpi.Posting{Period: q(2022, 3)}},
		{"not collected, none open", reg, nil, owner, "2023-07-02", "55", kpi.Posting{Period: q(2022, 3)}},
		{"a month for a quarterly indicator", reg, nil, owner, "", "55", kpi.Posting{Period: kpi.Month(2023, 9)}},
		{"a quarter for a monthly one", monthly, nil, owner, "", "55", kpi.Posting{Period: q(2023, 2)}},
		{"an odd quarter for a half-yearly one", half, nil, owner, "", "55", kpi.Posting{Period: q(2023, 1)}},
		{"a quarter for a yearly one", yearly, nil, owner, "", "55", kpi.Posting{Period: q(2023, 4)}},
		{"unavailable, unexplained", reg, nil, owner, "", "", kpi.Posting{Status: kpi.Unavailable}},
		{"unavailable with a figure", reg, nil, owner, "", "55", kpi.Posting{Status: kpi.Unavailable, Words: "Gone."}},
		{"nothing to carry forward", reg, nil, owner, "", "", kpi.Posting{Status: kpi.CarriedForward}},
		{"only unavailable to carry forward", reg, []kpi.Figure{{Period: q(2023, 1), Status: kpi.Unavailable}}, owner, "", "", kpi.Posting{Status: kpi.CarriedForward}},
		{"only later to carry forward", reg, []kpi.Figure{figureOf(q(2023, 3), "5")}, owner, "", "", kpi.Posting{Status: kpi.CarriedForward}},
		{"a revision without a reason", reg, []kpi.Figure{posted(reg, "55")}, owner, "", "58", kpi.Posting{}},
		{"a fraction revised without a reason", reg, []kpi.Figure{posted(reg, "570/889")}, owner, "", "580/889", kpi.Posting{Period: q(2023, 2)}},
		{"withdrawn without a reason", reg, []kpi.Figure{posted(reg, "55")}, owner, "", "", kpi.Posting{Status: kpi.Unavailable}},
		{"back without a reason", reg, []kpi.Figure{gone}, owner, "", "58", kpi.Posting{}},
		{"made provisional without a reason", reg, []kpi.Figure{posted(reg, "55")}, owner, "", "55", kpi.Posting{Status: kpi.Provisional}},
		{"awaited, and posted by now", reg, []kpi.Figure{posted(reg, "55")}, owner, "", "", kpi.Posting{Status: kpi.Unavailable, OnlyFirst: true, Words: "Gone."}},
		{"awaited, and no longer asked for", reg, nil, owner, "", "", kpi.Posting{Period: q(2023, 1), Status: kpi.Unavailable, OnlyFirst: true, Words: "Gone."}},
		{"a long commentary", reg, nil, owner, "", "55", kpi.Posting{Words: strings.Repeat("é", kpi.MaxCommentary+1)}},
		{"long actions", reg, nil, owner, "", "55", kpi.Posting{Actions: ptr(strings.Repeat("a", kpi.MaxActions+1))}},
		{"a long reason", reg, []kpi.Figure{posted(reg, "55")}, owner, "", "58", kpi.Posting{Words: strings.Repeat("a", kpi.MaxReason+1)}},
		{"a negative percentage", reg, nil, owner, "", "-5", kpi.Posting{}},
		{"a negative count", count, nil, owner, "", "-5", kpi.Posting{}},
		{"negative days", days, nil, owner, "", "-5", kpi.Posting{}},
		{"a count with a % sign", count, nil, owner, "", "5%", kpi.Posting{}},
		{"money with a % sign", money, nil, owner, "", "5%", kpi.Posting{}},
		{"a count in pounds", count, nil, owner, "", "£5", kpi.Posting{}},
		{"a ratio of pounds", ratio, nil, owner, "", "£5/8", kpi.Posting{}},
		{"half a case", count, nil, owner, "", "96.326", kpi.Posting{}},
		{"a fraction of a count", count, nil, owner, "", "570/889", kpi.Posting{}},
		{"nothing divided", reg, nil, owner, "", "570/0", kpi.Posting{}},
		{"a negative denominator", reg, nil, owner, "", "570/-889", kpi.Posting{}},
		{"a negative numerator", reg, nil, owner, "", "-570/889", kpi.Posting{}},
		{"the wrong way round", reg, nil, owner, "", "1,889/570", kpi.Posting{}},
		{"an endless quotient", ratio, nil, owner, "", "-1000000000000/0.00000001", kpi.Posting{}},
	}
	var b strings.Builder
	for _, test := range tests {
		c := inQ2(t, test.indicator, test.figures...)
		if test.today != "" {
			c.Today = day(t, test.today)
		}
		test.posting.Typed = typed(t, test.typed)
		f, _, err := c.Decide(test.posting, test.who, noon)
		if err == nil {
			t.Errorf("%s: accepted as %s", test.name, told(f))
			continue
		}
		r := refusal(t, err)
		fmt.Fprintf(&b, "%s\n  %s: %s\n", test.name, r.Field, r.Sentence)
	}
	golden(t, "posting_refusals.golden.txt", b.String())
}

// What the unit cannot be is refused; what only looks odd is not.
func TestDecideAcceptsTheOdd(t *testing.T) {
	t.Parallel()
	unit := func(u kpi.Unit) kpi.Indicator {
		return kpi.Indicator{Code: "X", Unit: u, Kind: kpi.Contextual, Frequency: kpi.Quarterly, Owner: "U0OWN"}
	}
	change := registered()
	change.Targets = map[kpi.Period]decimal.Decimal{kpi.Quarter(2020, 1): *num("-2")}
	falling := registered()
	falling.Baseline = num("-2")
	negativeTarget := registered()
	negativeTarget.Target = num("-2")
	fine := unit(kpi.Count)
	fine.Decimals = 1
	for _, test := range []struct {
		indicator kpi.Indicator
		typed     string
		want      string
	}{
		{unit(kpi.Currency), "-£4.50", "-4.50"},
		{unit(kpi.Ratio), "-0.5", "-0.5"},
		{unit(kpi.Percent), "104%", "104"},
		{unit(kpi.Days), "12.5", "12.5"},
		{unit(kpi.Count), "1.2k", "1200"},
		{unit(kpi.Count), "142.0", "142.0"},
		{unit(kpi.Count), "0", "0"},
		{unit(kpi.Ratio), "889/570", "1.5596491228"},
		{unit(kpi.Ratio), "-1/8", "-0.125"},
		{unit(kpi.Percent), "0/889", "0"},
		{unit(kpi.Percent), "889/889", "100"},
		{unit(kpi.Currency), "£1,000/8", "125"},
		{unit(kpi.Ratio), "99999999999999999999/1", "99999999999999999999"},
		{fine, "12.5", "12.5"},
		{change, "-3", "-3"},
		{falling, "-3", "-3"},
		{negativeTarget, "-3/10", "-30"},
	} {
		f, fresh, err := inQ2(t, test.indicator).Decide(kpi.Posting{Typed: typed(t, test.typed)}, owner, noon)
		if err != nil || !fresh || kpi.Exactly(*f.Value) != test.want {
			t.Errorf("%s of %s: %v (%v), want %s", test.typed, test.indicator.Unit, f.Value, err, test.want)
		}
	}
}
