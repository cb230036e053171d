package bot

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"
)

// A few of one person's requests are answered at once, the others in their order, and too many are turned away. Nobody
// else waits, and nobody is remembered.
func TestTurns(t *testing.T) {
	t.Parallel()
	all := turns{wait: time.Minute}
	take := func(who string) func() {
		t.Helper()
		end, err := all.take(t.Context(), who)
		if err != nil {
			t.Fatal(err)
		}
		return end
	}
	var ends []func()
	for range atOnce {
		ends = append(ends, take("U0FLOOD"))
	}
	hasTurn := make(chan func(), mostHere)
	var waiting sync.WaitGroup
	for range mostHere - atOnce {
		waiting.Go(func() {
			end, err := all.take(t.Context(), "U0FLOOD")
			if err != nil {
				t.Error(err)
				return
			}
			hasTurn <- end
		})
	}
	for all.here("U0FLOOD") < mostHere {
		time.Sleep(time.Millisecond)
	}
	if _, err := all.take(t.Context(), "U0FLOOD"); !errors.Is(err, errTooMany) {
		t.Errorf("the one beyond the last: %v", err)
	}
	take("U0OTHER")()
	select {
	case <-hasTurn:
		t.Error("more of one person's than may be are answered at once")
	default:
	}
	ends[0]()
	(<-hasTurn)()
	for _, end := range ends[1:] {
		end()
	}
	for range mostHere - atOnce - 1 {
		(<-hasTurn)()
	}
	waiting.Wait()
	if len(all.of) != 0 {
		t.Errorf("it remembers %d people", len(all.of))
	}
}

// here is how many requests of a person are answered or wait.
func (t *turns) here(who string) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	if p := t.of[who]; p != nil {
		return p.here
	}
	return 0
}

// Who waits longer than there is time to answer in is turned away, and so is who gives up.
func TestTurnsThatDoNotCome(t *testing.T) {
	t.Parallel()
	all := turns{wait: 10 * time.Millisecond}
	for range atOnce {
		if _, err := all.take(t.Context(), "U0FLOOD"); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := all.take(t.Context(), "U0FLOOD"); !errors.Is(err, errTooMany) {
		t.Errorf("after the wait: %v", err)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := all.take(gone, "U0FLOOD"); !errors.Is(err, errTooMany) {
		t.Errorf("after giving up: %v", err)
	}
	if n := all.here("U0FLOOD"); n != atOnce {
		t.Errorf("%d are counted", n)
	}
}

// Everybody together has no more than so many answered at once. Who waits in vain hears that it is not their doing, and
// holds no turn of their own meanwhile.
func TestTurnsOfEverybody(t *testing.T) {
	t.Parallel()
	all := turns{wait: 10 * time.Millisecond}
	var ends []func()
	for n := range atOnceOfAll {
		who := fmt.Sprint("U", n)
		if n == 0 {
			who = "U0LATE" // is known all the while
		}
		end, err := all.take(t.Context(), who)
		if err != nil {
			t.Fatal(err)
		}
		ends = append(ends, end)
	}
	for range atOnce + 1 {
		if _, err := all.take(t.Context(), "U0LATE"); !errors.Is(err, errBusy) {
			t.Errorf("the one beyond the last: %v", err)
		}
	}
	ends[0]()
	end, err := all.take(t.Context(), "U0LATE")
	if err != nil {
		t.Fatal(err)
	}
	for _, end := range append(ends[1:], end) {
		end()
	}
	if len(all.of) != 0 {
		t.Errorf("it remembers %d people", len(all.of))
	}
}
