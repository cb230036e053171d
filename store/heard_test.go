package store

import (
	"testing"
	"time"
)

// What last came from Slack is known by its kind, and an older one that is noted later changes nothing.
func TestHeard(t *testing.T) {
	t.Parallel()
	s, _ := empty(t)
	heard := func() map[Heard]time.Time {
		last, err := s.LastHeard(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return last
	}
	note := func(kind Heard, at time.Time) {
		if err := s.NoteHeard(t.Context(), kind, at); err != nil {
			t.Fatal(err)
		}
	}
	if last := heard(); len(last) != 0 {
		t.Errorf("before anything came: %v", last)
	}
	note(HeardEvent, monday)
	note(HeardCommand, monday.Add(time.Hour))
	note(HeardCommand, monday) // by another process, whose clock is behind
	last := heard()
	if len(last) != 2 || !last[HeardEvent].Equal(instant(monday)) || !last[HeardCommand].Equal(instant(monday.Add(time.Hour))) {
		t.Errorf("it knows %v", last)
	}
}
