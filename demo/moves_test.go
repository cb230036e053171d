package demo

import (
	"context"
	"errors"
	"testing"
	"time"

	"chaser/demo/lookalike"
	"chaser/kpi"
)

func TestMovesTurnTheClockAndWakeTheScheduler(t *testing.T) {
	t.Parallel()
	clock := NewClock(Begins(cambridge))
	woken := 0
	due := NextDue([]kpi.Collection{
		{Due: kpi.Date{Year: 2024, Month: time.April, Day: 19}}, {Due: kpi.Date{Year: 2023, Month: time.October, Day: 20}},
		{Due: kpi.Date{Year: 2024, Month: time.January, Day: 19}},
	}, kpi.Calendar{})
	moves := Moves(clock, NextWorkingMorning(kpi.Calendar{}), due, func(context.Context) { woken++ })
	press := func(label string, want string) {
		t.Helper()
		for _, m := range moves {
			if m.Label == label {
				if err := m.Do(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
		}
		if got := clock.Now().Format("Mon 2 Jan 2006 15:04"); got != want {
			t.Fatalf("%s: it is %s, want %s", label, got, want)
		}
	}
	press("+1 hour", "Mon 8 Jan 2024 10:00")
	press("Next working day, 9:00", "Tue 9 Jan 2024 09:00")
	press("To the due date", "Fri 19 Jan 2024 09:00")
	press("Next working day, 9:00", "Mon 22 Jan 2024 09:00")
	press("To the due date", "Fri 19 Apr 2024 09:00")
	if woken != 5 {
		t.Errorf("the scheduler was woken %d times", woken)
	}
	var sentence *lookalike.NotPossible
	if err := moves[2].Do(t.Context()); !errors.As(err, &sentence) || woken != 5 {
		t.Errorf("with no due date ahead: %v, woken %d times", err, woken)
	}
}

func TestTheNextWorkingMorningIsNineByTheClocksOwnZone(t *testing.T) {
	t.Parallel()
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	for from, want := range map[time.Time]time.Time{
		time.Date(2024, 3, 28, 23, 30, 0, 0, london): time.Date(2024, 4, 2, 9, 0, 0, 0, london), // over Easter
		time.Date(2024, 3, 29, 8, 0, 0, 0, london):   time.Date(2024, 4, 2, 9, 0, 0, 0, london), // and the spring clock change
		time.Date(2024, 10, 26, 10, 0, 0, 0, london): time.Date(2024, 10, 28, 9, 0, 0, 0, london),
	} {
		if got := NextWorkingMorning(kpi.Calendar{})(from); !got.Equal(want) {
			t.Errorf("after %v comes %v, want %v", from, got, want)
		}
	}
}
