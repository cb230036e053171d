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
		{"percent up | Calls answered | 58 | 52 | 61 | – | 58% were answered. It's six points better than Q1 but five worse than Q2 last year.",
			"From 61 to 58 is a fall of 3 percentage points, not five."},
		{"ratio down | Children on a protection plan per 10,000 | 46.2 | 49.0 | 41.7 | – | The rate has risen again this quarter, by 2.8.",
			"From 49 to 46.2 is a fall of 2.8, and the words say “risen again this quarter, by 2.8”."},
		{"count up | Places filled | 1,260 | 1,300 | 1,415 | – | 1,260 places filled, 155 more than the same quarter last year.",
			"From 1,415 to 1,260 is a fall of 155, and the words say “155 more than the same quarter last year”."},
		{"count down | Households in temporary accommodation | 193 | 176 | 130 | – | The number of households in temporary accommodation has fallen this quarter.",
			"From 176 to 193 is a rise, and the words say “fallen”."},
		{"percent up | Calls answered | 64 | 71 | – | – | Performance on calls answered now stands at 71%.",
			"The words give 71%, and the figure is 64%."},
		{"days down | Days to let a home | 9.3 | 8.0 | – | – | July 8.8, August 9.1, September 9.0.",
			"The figure is 9.3 days, and the words say “July 8.8, August 9.1, September 9.0”."},
		{"percent up | Actions finished | 91 | 90 | – | – | 21 actions are open. 18 of these are late, the other 8 are not.",
			"18 + 8 is 26, not 21."},
		{"count none | Incidents attended | 4,480 | – | 4,181 | – | A total of 4,680 incidents were attended, an increase of 11.93% (499 incidents) over the same quarter of last year and 612 above the five-year average.",
			"The words give 4,680, and the figure is 4,480."},
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

// What looks like a part, a whole or a share may be none.
func TestNumbersThatAreNoParts(t *testing.T) {
	t.Parallel()
	saysNothingOf(t,
		"percent up | Plans issued in 20 weeks (excluding exceptions) | 71.4 | 66.0 | – | – | 71.4% excluding exceptions (45 of 63); 62.5% if the 9 exceptions are included.",
		"days down | Sickness days | 9.4 | 9.6 | – | 8.5 | At 9.4 days we are above our target of 8.5 but below the 2019/20 level of 10.2 and the regional average of 9.9.",
		"percent up | Visitors who rated us good | 90.4 | 91.0 | – | – | Nine out of ten visitors rated us good.",
		"percent up | Schools judged good | 92 | 91 | – | – | Primary 93% (67 of 72), secondary 83% (10 of 12), special 100% (4 of 4) – 81 of 88 in total.",
		"count up | Museum visitors | 2,106 | 0 | – | – | Capacity was limited to 45 people at a time under the 2m rule.",
		"percent up | Homes rated good | 79 | 80 | – | – | 27 homes have signed the agreement. One home with 38 beds gave notice.",
		"percent up | Decisions within 33 days | 78 | 80 | – | – | Notice of decisions is 56 days, 28 before. Homes 16.",
		"percent up | Visits in time | 91.5 | 93.0 | – | – | Of 1,012 births 926 visits took place by day 14, 61 between day 15 and 30, 25 later.",
		"percent up | Cases closed in time | 75 | 72 | – | – | Of the 40 cases, 30 were closed in time. 5 were late and 3 were withdrawn.",
		"percent up | Clients who completed | 36.1 | 33.9 | – | 38 | 83 out of 230 clients completed. We'd need another five to reach 38%.",
		"percent up | Calls answered | 64 | 71 | – | – | In Q1 calls answered stood at 71%.",
		"count down | Households in temporary accommodation | 214 | 196 | – | – | 214 households. Placements 91, move-ons 73.",
	)
}
