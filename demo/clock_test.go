package demo

import (
	"sync"
	"testing"
	"time"
)

var cambridge = time.FixedZone("GMT", 0)

func TestTheClockIsMovedOnAndNeverBack(t *testing.T) {
	t.Parallel()
	clock := NewClock(Begins(cambridge))
	began := time.Date(2024, 1, 8, 9, 0, 0, 0, cambridge)
	shows := func(want time.Time) {
		t.Helper()
		if got := clock.Now(); got.Before(want) || got.After(want.Add(time.Minute)) || got.Location() != cambridge {
			t.Fatalf("it shows %v, want %v", got, want)
		}
	}
	shows(began)
	clock.MoveBy(time.Hour)
	shows(began.Add(time.Hour))
	clock.MoveBy(-3 * time.Hour)
	shows(began.Add(time.Hour))

	due := time.Date(2024, 1, 19, 9, 0, 0, 0, cambridge)
	if !clock.MoveTo(due.In(time.FixedZone("", 3600))) {
		t.Error("it is not moved to what is ahead")
	}
	shows(due)
	if clock.MoveTo(began) || clock.MoveTo(due) {
		t.Error("it is moved back")
	}
	shows(due)
}

func TestTheClockIsMovedByManyAtOnce(t *testing.T) {
	t.Parallel()
	clock := NewClock(Begins(cambridge))
	began := clock.Now()
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			before := clock.Now()
			clock.MoveBy(time.Hour)
			if clock.Now().Before(before.Add(time.Hour)) {
				t.Error("it went back")
			}
		})
	}
	all.Wait()
	if moved := clock.Now().Sub(began); moved < 50*time.Hour {
		t.Errorf("50 moves of an hour made %v", moved)
	}
}
