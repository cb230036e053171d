package store

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"chaser/kpi"
	"chaser/store/storetest/filled"
)

// The recent figures make the card that all make, and tell as they do whether the indicator is Red or never judged.
func TestRecentFiguresMakeTheSameCard(t *testing.T) {
	t.Parallel()
	s, _ := empty(t)
	c := &listedCouncil{t: t, s: s, rand: rand.New(rand.NewPCG(3, 17)), periods: map[kpi.Frequency][]string{}}
	for f, p := range map[kpi.Frequency]kpi.Period{kpi.Quarterly: kpi.Quarter(2023, 4), kpi.Monthly: kpi.Month(2024, 3), kpi.Yearly: kpi.FinancialYear(2023)} {
		for range 24 {
			c.periods[f] = append(c.periods[f], p.String())
			p = p.Previous(f)
		}
	}
	c.begin()
	indicators, err := listIndicators(t.Context(), s.patient, `true`)
	if err != nil {
		t.Fatal(err)
	}
	left := 0
	for n := range 400 {
		c.happen()
		if n%80 < 79 {
			continue
		}
		for _, i := range indicators {
			all, err := latestFigures(t.Context(), s.patient, everyFigure, i.id)
			if err != nil {
				t.Fatal(err)
			}
			whole := all[i.id].figures()
			var mode kpi.SignOffMode
			if err := s.patient.GetContext(t.Context(), &mode, `SELECT COALESCE(k.sign_off, '') FROM `+committeeRulesTables+` WHERE i.id = $1`, i.id); err != nil {
				t.Fatal(err)
			}
			for _, text := range c.periods[i.Frequency] {
				p, err := kpi.ParsePeriod(text)
				if err != nil {
					t.Fatal(err)
				}
				rows, err := recentFigures(t.Context(), s.patient, i, mode, p)
				if err != nil {
					t.Fatal(err)
				}
				recent := rows.figures()
				same(t, i.Code+" "+text, kpi.NewCard(i.Indicator, whole, p), kpi.NewCard(i.Indicator, recent, p))
				if judged, stands := kpi.Judged(recent); stands {
					all, _ := kpi.Judged(whole)
					same(t, i.Code+" "+text+": what was judged", all, judged)
				}
				left += len(whole) - len(recent)
			}
		}
		if t.Failed() {
			t.Fatalf("what happened:\n%s", strings.Join(c.happened, "\n"))
		}
	}
	if left == 0 {
		t.Error("no figure was left out")
	}
}

// A posting reads as many figures after eighty years as after two, and the same few after a thousand revisions.
func TestAPostingReadsNoMoreAfterYears(t *testing.T) {
	t.Parallel()
	took := map[int]int{}
	blocks := map[int]int{}
	for _, periods := range []int{12, 320} {
		s := openStore(t, council(filled.Council{Indicators: 30, Periods: periods}).DSN(t))
		s.db.SetMaxOpenConns(1) // so that what was read is known at once
		s.db.SetConnMaxLifetime(0)
		for n := range 3 { // the first prepare
			p := coronersPost(t, fmt.Sprint("years ", n), fmt.Sprint(91+n), fmt.Sprint("Counted again ", n))
			p.By, p.Code = filled.Team, "X00003"
			before := figuresRead(t, s.db)
			mustPost(t, s, p)
			took[periods] = figuresRead(t, s.db) - before
		}
		blocks[periods] = blocksOf(t, s.db, recentFiguresQuery, 3, period{quarter3}, kpi.HistoryLength)
	}
	if took[12] == 0 || took[320] > took[12]+10 {
		t.Errorf("a posting reads %d figures after 80 years, and %d after three", took[320], took[12])
	}
	if blocks[320] > blocks[12]+60 {
		t.Errorf("its figures take %d blocks after 80 years, and %d after three", blocks[320], blocks[12])
	}
}
