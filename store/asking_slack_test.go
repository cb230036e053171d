package store

import (
	"slices"
	"testing"
	"time"
)

// In no minute are there more calls than are allowed, whoever makes them; and while Slack wants to be left alone there
// are none.
func TestTakeTurns(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	begin := time.Date(2024, 1, 2, 9, 0, 0, 0, time.UTC)
	for _, step := range []struct {
		after time.Duration
		want  int
		turns int
		wait  time.Duration
	}{
		{0, 60, 60, 0}, {30 * time.Second, 60, 40, 0}, {40 * time.Second, 1, 0, 20 * time.Second}, {59 * time.Second, 1, 0, time.Second},
		{60 * time.Second, 100, 60, 0}, {89 * time.Second, 1, 0, time.Second}, {90 * time.Second, 100, 40, 0},
	} {
		turns, wait, err := s.TakeTurns(t.Context(), "users.info", step.want, 100, begin.Add(step.after))
		if err != nil || turns != step.turns || wait != step.wait {
			t.Errorf("after %s: %d turns, %s, %v; want %d, %s", step.after, turns, wait, err, step.turns, step.wait)
		}
	}
	later := begin.Add(time.Hour)
	for _, wait := range []time.Duration{time.Minute, 30 * time.Second} { // a shorter pause does not end a longer one
		if err := s.LeaveAlone(t.Context(), "users.info", wait, later); err != nil {
			t.Fatal(err)
		}
	}
	if turns, wait, err := s.TakeTurns(t.Context(), "users.info", 1, 100, later.Add(40*time.Second)); err != nil || turns != 0 || wait != 20*time.Second {
		t.Errorf("while Slack is to be left alone: %d turns, %s, %v", turns, wait, err)
	}
	if turns, _, err := s.TakeTurns(t.Context(), "users.info", 1, 100, later.Add(time.Minute)); err != nil || turns != 1 {
		t.Errorf("afterwards: %d turns, %v", turns, err)
	}
}

// What Slack refused has said nothing: its reader is asked on the next day, as they are where a message was withdrawn.
func TestARefusedMessageHasSaidNothing(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	morning := at(t, "2024-01-08 09:00")
	for _, n := range mustPlan(t, s, morning) {
		d, err := s.BeginDelivery(t.Context(), n.ID, morning, DefaultPatience)
		if err != nil || d.Task != Say {
			t.Fatalf("%v %v", d.Task, err)
		}
		o := Outcome{Verdict: Delivered, Channel: "D" + n.Recipient, TS: "1"}
		if n.Recipient == "U0CORONER" {
			o = Outcome{Verdict: Refused, Reason: "msg_too_long"}
		}
		if _, err := s.EndDelivery(t.Context(), d, o, morning, DefaultPatience); err != nil {
			t.Fatal(err)
		}
	}
	if again := mustPlan(t, s, morning.later(time.Hour)); len(again) != 0 {
		t.Errorf("on the same day %s", recipients(again))
	}
	var asked []string
	for _, n := range mustPlan(t, s, at(t, "2024-01-09 09:00")) {
		asked = append(asked, n.Recipient)
	}
	if !slices.Equal(asked, []string{"U0CORONER"}) {
		t.Errorf("on the next day %v are written to", asked)
	}
}
