package kpi_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"chaser/kpi"
)

// Why an indicator counts as Red in a period and not in the one before, or the other way round.
func TestMoves(t *testing.T) {
	t.Parallel()
	red := func() *kpi.Card { c := rated("X", kpi.Red, "-12"); return &c }
	of := func(r kpi.Rating) *kpi.Card { c := rated("X", r, ""); return &c }
	status := func(c *kpi.Card, s kpi.Status) *kpi.Card {
		c.Figure.Status = s
		if s == kpi.Unavailable {
			c.Figure.Value = nil
		}
		if !s.Reportable() {
			c.Figure.Rating = kpi.NoData
		}
		return c
	}
	every := func(f kpi.Frequency, c *kpi.Card) *kpi.Card { c.Indicator.Frequency = f; return c }
	untargeted := func() *kpi.Card { c := of(kpi.Amber); c.Figure.Rating = kpi.NoData; return c }
	for name, c := range map[string]struct {
		quarter   int
		then, now *kpi.Card
		want      kpi.Move
	}{
		"stays Red":                      {3, red(), red(), ""},
		"stays Green":                    {3, of(kpi.Green), of(kpi.Green), ""},
		"worse":                          {3, of(kpi.Amber), red(), kpi.IntoRed},
		"worse, provisionally":           {3, of(kpi.Amber), status(red(), kpi.Provisional), kpi.IntoRed},
		"better":                         {3, red(), of(kpi.Blue), kpi.OutOfRed},
		"better in a part of the period": {3, red(), status(of(kpi.Green), kpi.PartPeriod), kpi.OutOfRed},
		"registered since, or another committee's": {3, nil, red(), kpi.NewlyReported},
		"registered since and Green":               {3, nil, of(kpi.Green), ""},
		"half-yearly, and not due in Q3":           {4, nil, every(kpi.HalfYearly, red()), kpi.NotDueThen},
		"not posted or not signed off then":        {3, of(kpi.NoData), red(), kpi.NoFigureThen},
		"carried forward then":                     {3, status(of(kpi.Amber), kpi.CarriedForward), red(), kpi.NoFigureThen},
		"contextual then":                          {3, of(kpi.ContextRating), red(), kpi.UnratedThen},
		"without a target then":                    {3, untargeted(), red(), kpi.UnratedThen},
		"not posted, not signed off or sent back":  {3, red(), of(kpi.NoData), kpi.NoFigureNow},
		"unavailable":                              {3, red(), status(of(kpi.Amber), kpi.Unavailable), kpi.NoFigureNow},
		"carried forward":                          {3, red(), status(of(kpi.Amber), kpi.CarriedForward), kpi.NoFigureNow},
		"its target was taken away":                {3, red(), untargeted(), kpi.UnratedNow},
		"tracked as a baseline now":                {3, red(), of(kpi.BaselineRating), kpi.UnratedNow},
		"another committee's now":                  {3, red(), nil, kpi.NoLongerListed},
		"half-yearly, and not due now":             {3, every(kpi.HalfYearly, red()), nil, kpi.NotDueNow},
		"yearly":                                   {1, every(kpi.Yearly, red()), nil, kpi.NotDueNow},
		"Amber, and another committee's now":       {3, of(kpi.Amber), nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var now, then []kpi.Card
			if c.now != nil {
				now = append(now, *c.now)
			}
			if c.then != nil {
				then = append(then, *c.then)
			}
			this := kpi.Quarter(2023, c.quarter)
			s := kpi.Summarise("", this, now, this.Previous(kpi.Quarterly), then)
			var got kpi.Move
			for _, m := range s.Moved {
				got = m.Move
			}
			if got != c.want || len(s.Moved) > 1 {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// A yearly indicator's figure of last year is not what it was in the quarter before.
func TestTheFirstSummaryComparesLikeWithLike(t *testing.T) {
	t.Parallel()
	yearly := rated("Y", kpi.Red, "-12")
	yearly.Indicator.Frequency, yearly.Period = kpi.Yearly, kpi.FinancialYear(2023)
	yearly.History = []kpi.Figure{{Period: kpi.FinancialYear(2022), Value: num("1"), Status: kpi.Final, Assessment: kpi.Assessment{Rating: kpi.Green}}}
	quarterly := rated("Q", kpi.Green, "")
	quarterly.Period = kpi.Quarter(2023, 4)
	quarterly.History = []kpi.Figure{{Period: kpi.Quarter(2023, 3), Value: num("1"), Status: kpi.Final, Assessment: kpi.Assessment{Rating: kpi.Green}}}
	s := kpi.Summarise("", kpi.Quarter(2023, 4), []kpi.Card{yearly, quarterly}, kpi.Period{}, nil)
	if s.Before != kpi.Quarter(2023, 3) || len(s.Moved) != 1 || s.Moved[0].Move != kpi.NotDueThen {
		t.Errorf("compared with %s it says %v", s.Before, s.Moved)
	}
	s = kpi.Summarise("", kpi.FinancialYear(2023), []kpi.Card{yearly}, kpi.Period{}, nil)
	if s.Before != kpi.FinancialYear(2022) || len(s.Moved) != 1 || s.Moved[0].Move != kpi.IntoRed {
		t.Errorf("the year's, compared with %s, says %v", s.Before, s.Moved)
	}
}

// drawCouncil is what a committee was shown of random indicators in a period and what it is shown in a later one.
func drawCouncil(t *rapid.T, before, this kpi.Period) (then, now []kpi.Card) {
	for n := range rapid.IntRange(0, 12).Draw(t, "indicators") {
		i := kpi.Indicator{Code: fmt.Sprint("I", n), Frequency: rapid.SampledFrom([]kpi.Frequency{kpi.Monthly, kpi.Quarterly, kpi.HalfYearly, kpi.Yearly}).Draw(t, "frequency")}
		was, wasHere := drawCard(t, i, before)
		is, isHere := drawCard(t, i, this)
		if f := was.Figure; f != nil && f.Status.Reportable() {
			is.History = append(is.History, *f)
		}
		if wasHere {
			then = append(then, was)
		}
		if isHere {
			now = append(now, is)
		}
	}
	return then, now
}

// drawCard is a random card and whether the committee is shown it: the indicator may not be due, not be registered yet
// or be another committee's.
func drawCard(t *rapid.T, i kpi.Indicator, in kpi.Period) (_ kpi.Card, here bool) {
	p, due := in.For(i.Frequency)
	c := kpi.Card{Indicator: i, Period: p}
	if status := rapid.SampledFrom(append([]kpi.Status{""}, kpi.Statuses...)).Draw(t, "status"); status != "" { // else it was not posted, or not signed off
		f := kpi.Figure{Period: p, Status: status, Value: num("1"), Assessment: kpi.Assessment{Rating: kpi.NoData}}
		switch {
		case status.Reportable():
			f.Rating = rapid.SampledFrom([]kpi.Rating{kpi.Red, kpi.Red, kpi.Amber, kpi.Blue, kpi.ContextRating, kpi.NoData}).Draw(t, "rating")
		case status == kpi.Unavailable:
			f.Value = nil
		}
		c.Figure = &f
	}
	return c, due && rapid.IntRange(0, 4).Draw(t, "here") > 0
}

// Of whatever was published before and whatever is now, the sums hold, and each indicator that makes a difference is
// there once. That a figure is missing never counts as better.
func TestTheSumsHold(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		this := rapid.SampledFrom([]kpi.Period{kpi.Quarter(2023, 3), kpi.Quarter(2023, 4), kpi.FinancialYear(2023), kpi.Month(2023, 9)}).Draw(t, "this")
		before := this
		for range rapid.IntRange(1, 3).Draw(t, "ago") { // those between were never published
			before = before.Previous(before.Span())
		}
		then, now := drawCouncil(t, before, this)
		if rapid.Bool().Draw(t, "first ever") {
			before, then = kpi.Period{}, nil
		}
		s := kpi.Summarise("", this, now, before, then)
		reds := s.Counts[0]
		if reds.Rating != kpi.Red || reds.Now != len(s.Reds) {
			t.Fatalf("%d reds are counted of %d", reds.Now, len(s.Reds))
		}
		into, out := len(s.MovedBy(kpi.IntoRed)), len(s.MovedBy(kpi.OutOfRed))
		first, gone := len(s.MovedBy(kpi.MovesOfNewlyReported...)), len(s.MovedBy(kpi.MovesOfUnreported...))
		if sum := reds.Before + into - out + first - gone; !s.Before.IsZero() && sum != reds.Now {
			t.Fatalf("%d were Red, %d in, %d out, %d newly reported, %d no longer reported: %d, and %d are Red", reds.Before, into, out, first, gone, sum, reds.Now)
		}
		if into+out+first+gone != len(s.Moved) || s.Before.IsZero() && len(s.Moved) > 0 {
			t.Fatalf("%v is none of them", s.Moved)
		}
		seen := map[string]bool{}
		for _, m := range s.Moved {
			if seen[m.Card.Indicator.Code] {
				t.Fatalf("%s moved twice", m.Card.Indicator.Code)
			}
			seen[m.Card.Indicator.Code] = true
			if f := m.Card.Figure; m.Move == kpi.OutOfRed && (f == nil || !f.Status.Reportable() || !f.Rating.Judged()) {
				t.Fatalf("%s left red without a figure: %v", m.Card.Indicator.Code, f)
			}
		}
		for _, c := range s.NoFigure {
			if c.Assessment().Rating.Judged() {
				t.Fatalf("%s has a figure", c.Indicator.Code)
			}
		}
	})
}
