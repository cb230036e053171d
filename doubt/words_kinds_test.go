package doubt_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"chaser/doubt"
	"chaser/kpi"
)

// What is said of each kind of claim: what was read, what it comes to, and what stands there.
func TestSentencesOfClaims(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ card, want string }{
		{"percent up | Calls answered | 88 | 92 | – | 90 | At 88% we are seven points below the target of 90%.",
			"88% is 2 percentage points below the target of 90%, not seven points."},
		{"percent up | Calls answered | 88 | 92 | – | 90 | Performance was 88%, two points below the target of 99%.",
			"The words give 99% for the target, and the card has 90%."},
		{"percent up | Calls answered | 88 | 92 | – | 90 | The target was met again.",
			"The figure is 88%, the target is 90%, and the words say “target was met”."},
		{"count none | Referrals | 260 | 130 | – | – | Referrals have trebled since last quarter, from 130 to 260.",
			"From 130 to 260 is 2 times as much, and the words say “trebled”."},
		{"ratio down | People injured per 100,000 population | 9.5 | 11.2 | – | – | 83 people were injured among a population of 400,000.",
			"83 of 400,000 is 20.75 per 100,000, not 9.5."},
		{"percent up | Fly-tips cleared in time | 96 | 94 | – | 95 | 528 of 550 fly-tips were cleared in time; the other 32 were on private land.",
			"528 + 32 is 560, not 550."},
		{"count none | Children in care | 478 | 471 | – | – | 46 came into care and 39 left, a net increase of seventeen.",
			"46 − 39 is 7, not a net rise of seventeen."},
	} {
		l := asCard(t, test.card)
		found := doubt.Contradictions(l.subject(t))
		if len(found) != 1 || found[0].Sentence != test.want {
			t.Errorf("of “%s”: %v", l.Commentary, found)
		}
	}
}

// How far a figure is said to be from its target is right, or is spoken of, rounding apart.
func TestDistancesOfAnySize(t *testing.T) {
	t.Parallel()
	forms := []string{
		"Performance was %[1]s%%, %[2]s percentage points %[3]s the target of %[4]s%%.",
		"At %[1]s%% we are %[2]s points %[3]s target.",
		"%[1]s%% of calls were answered, which is %[2]s percentage points %[3]s our %[4]s%% target.",
	}
	rapid.Check(t, func(t *rapid.T) {
		figure := rapid.Int64Range(100, 950).Draw(t, "tenths of a per cent")
		target := rapid.Int64Range(100, 950).Draw(t, "target")
		apart, side := figure-target, "above"
		if apart < 0 {
			apart, side = -apart, "below"
		}
		if apart == 0 {
			return
		}
		said := func(tenths int64) string { return decimal.New(tenths, -1).StringFixed(1) }
		value, aim := decimal.New(figure, -1), decimal.New(target, -1)
		i := kpi.Indicator{Code: "X1", Title: "Percentage of calls answered", Unit: kpi.Percent, Decimals: 1,
			Direction: kpi.Up, Kind: kpi.Target, Frequency: kpi.Quarterly, Target: &aim}
		s := doubt.Subject{Indicator: i, Figure: kpi.Figure{Indicator: "X1", Period: kpi.Quarter(2023, 2), Value: &value, Status: kpi.Final}}
		form := rapid.SampledFrom(forms).Draw(t, "form")

		s.Figure.Commentary = fmt.Sprintf(form, said(figure), said(apart), side, said(target))
		if found := doubt.Contradictions(s); len(found) > 0 {
			t.Fatalf("of “%s”: %s", s.Figure.Commentary, found[0].Sentence)
		}
		other := rapid.Int64Range(1, 900).Draw(t, "other")
		if other-apart <= 1 && apart-other <= 1 {
			return // so near that rounding may explain it
		}
		s.Figure.Commentary = fmt.Sprintf(form, said(figure), said(other), side, said(target))
		if found := doubt.Contradictions(s); len(found) == 0 {
			t.Fatalf("nothing of “%s”", s.Figure.Commentary)
		}
	})
}

// How far a figure rose or fell is no number that could be the figure, though it has the figure's digits.
func TestAStepIsNotTheFigure(t *testing.T) {
	t.Parallel()
	saysNothingOf(t,
		"count none | Visits made | 46 | 110 | – | – | Visits fell by 64 after the roof came down.",
		"count none | Visits made | 46 | 110 | – | – | A fall of 64 visits, because the roof came down.",
		"percent up | Calls answered | 46 | 82 | – | – | Calls answered dropped by 36 points. We have 64 fewer lines.",
	)
}

// A verb that may go either way, or a judgement of a figure of no direction, contradicts no figure by itself.
func TestVerbsThatGoEitherWay(t *testing.T) {
	t.Parallel()
	saysNothingOf(t,
		"count none | Repairs in progress | 2,969 | 3,140 | – | – | Repairs in progress had gone down since Q1.",
		"percent down | Staff turnover | 12.4 | 12.9 | – | – | Turnover eased since Q1.",
		"percent down | Staff turnover | 13.4 | 12.9 | – | – | Turnover crept up since Q1.",
		"count none | Visits | 140 | 120 | – | – | Visits improved on Q1.",
	)
}

// How many there are is not how many came, though two digits changed over make the one the other.
func TestAStockIsNotWhatCame(t *testing.T) {
	t.Parallel()
	saysNothingOf(t, "count none | Wells drilled | 1,304 | 1,290 | – | – | At the close of Q2 there were 3,104 live wells.")
}

// A label tells the time of the number behind it, and not of the one before.
func TestALabelIsOfTheNextNumber(t *testing.T) {
	t.Parallel()
	saysNothingOf(t, "count none | Visits made | 113 | 131 | – | – | Visits made: 113 (last quarter: 131).")
}
