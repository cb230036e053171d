package kpi_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"chaser/kpi"
)

func TestPropose(t *testing.T) {
	t.Parallel()
	q3, q4 := kpi.Quarter(2023, 3), kpi.Quarter(2023, 4)
	closed := kpi.NewCalendar([]kpi.Closure{{Day: day(t, "2024-01-02"), Name: "Between the years"}, {Day: day(t, "2024-03-06"), Name: "Flood"}})
	tests := []struct {
		period   kpi.Period
		meeting  string
		calendar kpi.Calendar
		lengths  kpi.Timetable
		want     string
	}{
		// The five clear days are 5, 6, 7, 8 and 11 March.
		{q3, "2024-03-12", kpi.Calendar{}, kpi.DefaultTimetable, "opens 2024-01-02, due 2024-02-20, draft 2024-02-27, signed off 2024-03-01, despatched 2024-03-04, 26 in hand"},
		// Over Easter: 27 and 28 March, 2, 3 and 4 April.
		{q3, "2024-04-05", kpi.Calendar{}, kpi.DefaultTimetable, "opens 2024-01-02, due 2024-03-13, draft 2024-03-20, signed off 2024-03-25, despatched 2024-03-26, 42 in hand"},
		// Closures move all of it.
		{q3, "2024-03-12", closed, kpi.DefaultTimetable, "opens 2024-01-03, due 2024-02-19, draft 2024-02-26, signed off 2024-02-29, despatched 2024-03-01, 24 in hand"},
		// The seed's own collection, had its timetable been worked back.
		{kpi.Quarter(2023, 2), "2023-12-12", kpi.Calendar{}, kpi.DefaultTimetable, "opens 2023-10-02, due 2023-11-21, draft 2023-11-28, signed off 2023-12-01, despatched 2023-12-04, 27 in hand"},
		// The last quarter ends on Easter Sunday.
		{q4, "2024-04-30", kpi.Calendar{}, kpi.DefaultTimetable, "opens 2024-04-02, due 2024-04-09, draft 2024-04-16, signed off 2024-04-19, despatched 2024-04-22, -4 in hand"},
		{q4, "2024-04-19", kpi.Calendar{}, kpi.DefaultTimetable, "refused"},
		{q4, "2024-04-10", kpi.Calendar{}, kpi.Timetable{}, "opens 2024-04-02, due 2024-04-08, draft 2024-04-08, signed off 2024-04-08, despatched 2024-04-09, 5 in hand"},
		{q3, "2023-10-11", kpi.Calendar{}, kpi.DefaultTimetable, "refused"},
		{q3, "2024-03-29", kpi.Calendar{}, kpi.DefaultTimetable, "refused"},
		{q3, "2024-03-09", kpi.Calendar{}, kpi.DefaultTimetable, "refused"},
		{q3, "2024-03-06", closed, kpi.DefaultTimetable, "refused"},
		{kpi.FinancialYear(2023), "2024-06-11", kpi.Calendar{}, kpi.DefaultTimetable, "opens 2024-04-02, due 2024-05-20, draft 2024-05-28, signed off 2024-05-31, despatched 2024-06-03, 24 in hand"},
	}
	var refusals strings.Builder
	for _, test := range tests {
		p, err := test.lengths.Propose(test.period, day(t, test.meeting), test.calendar)
		got := fmt.Sprintf("opens %s, due %s, draft %s, signed off %s, despatched %s, %d in hand", p.Opens, p.Due, p.Draft, p.SignOff, p.Despatch, p.InHand)
		if err != nil {
			r := refusal(t, err)
			fmt.Fprintf(&refusals, "%s for %s | %s: %s\n", test.meeting, test.period, r.Field, r.Sentence)
			got = "refused"
		} else if p.Period != test.period || p.CommitteeDate.String() != test.meeting {
			t.Errorf("it is of %s for %s", p.Period, p.CommitteeDate)
		}
		if got != test.want {
			t.Errorf("%s for %s: %s, want %s", test.meeting, test.period, got, test.want)
		}
	}
	golden(t, "timetable_refusals.golden.txt", refusals.String())
}

// Whatever the meeting: the days are in order, all of them working days, the papers are out so many clear days before,
// and what is proposed has no fault.
func TestProposalHolds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		calendar := anyCalendar(t)
		lengths := kpi.Timetable{
			ClearDays: rapid.IntRange(0, 9).Draw(t, "clear days"), SignOff: rapid.IntRange(0, 9).Draw(t, "sign-off"),
			Drafting: rapid.IntRange(0, 9).Draw(t, "drafting"), Collecting: rapid.IntRange(0, 20).Draw(t, "collecting"),
		}
		meeting := calendar.OnOrAfter(d20240101.AddDays(rapid.IntRange(0, 200).Draw(t, "meeting")))
		p, err := lengths.Propose(kpi.Quarter(2023, 3), meeting, calendar)
		if err != nil {
			return
		}
		days := []kpi.Date{p.Opens, p.Due, p.Draft, p.SignOff, p.Despatch, meeting}
		for n, d := range days {
			if !calendar.Works(d) || n > 0 && d.Before(days[n-1]) {
				t.Fatalf("%v: number %d is a day off or too early", days, n)
			}
		}
		if clear := calendar.WorkingDays(p.Despatch, meeting) - 1; clear != lengths.ClearDays {
			t.Fatalf("%d clear days, want %d", clear, lengths.ClearDays)
		}
		if faults := (kpi.Register{Collections: []kpi.Collection{p.Collection}}).Faults(kpi.Register{}, later); len(faults) > 0 {
			t.Fatal(faults)
		}
	})
}

func TestParseTimetable(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]kpi.Timetable{
		"5, 3, 5, 10": kpi.DefaultTimetable,
		"7,0,2,15":    {ClearDays: 7, SignOff: 0, Drafting: 2, Collecting: 15},
	} {
		got, err := kpi.ParseTimetable(text)
		if err != nil || got != want {
			t.Errorf("%q: %v, %v", text, got, err)
		}
		if again, err := kpi.ParseTimetable(got.String()); err != nil || again != got {
			t.Errorf("%q comes back as %v, %v", got, again, err)
		}
	}
	for _, wrong := range []string{"", "5", "5,3,5", "5,3,5,10,1", "five,3,5,10", "-1,3,5,10", "5,3,5,1000"} {
		if got, err := kpi.ParseTimetable(wrong); err == nil {
			t.Errorf("%q is taken for %v", wrong, got)
		}
	}
}
