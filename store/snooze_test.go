package store

import "testing"

// Whoever asked to be reminded on a day on which Slack refuses the message is reminded on the next working day, even if
// their ladder would not remind them on either.
func TestAReminderPutOffToADayOnWhichSlackRefusesIt(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	monday := at(t, "2024-01-08 09:00")
	// Nobody else is left to be told anything, as whoever is brings their own look at everything.
	coroners := func(now Clocks, do func(Notification)) (planned int) {
		for _, n := range mustPlan(t, s, now) {
			if n.Recipient != "U0CORONER" {
				say(t, s, n, now)
				continue
			}
			planned += len(n.Items)
			do(n)
		}
		return planned
	}
	same(t, "asked for on Monday", 5, coroners(monday, func(n Notification) { say(t, s, n, monday) }))
	later := at(t, "2024-01-08 10:00")
	if err := s.Snooze(t.Context(), Request{ID: "later", By: "U0CORONER", Now: later.Now}, later.today().AddDays(1)); err != nil {
		t.Fatal(err)
	}
	never := func(n Notification) { t.Fatalf("%+v", n) }
	coroners(later, never)
	tuesday := at(t, "2024-01-09 09:00")
	same(t, "asked for on Tuesday", 5, coroners(tuesday, func(n Notification) {
		endDelivery(t, s, begin(t, s, n.ID, tuesday), Outcome{Verdict: Refused, Reason: "msg_blocks_too_long"}, tuesday)
	}))
	for _, minute := range []string{"2024-01-09 09:01", "2024-01-09 15:00", "2024-01-10 08:59"} {
		coroners(at(t, minute), never)
	}
	wednesday := at(t, "2024-01-10 09:00")
	same(t, "asked for on Wednesday", 5, coroners(wednesday, func(n Notification) { say(t, s, n, wednesday) }))
	same(t, "asked for on Thursday", 0, coroners(at(t, "2024-01-11 09:00"), never))
}
