package bot

import (
	"testing"

	"chaser/kpi"
)

// A figure is late from the day after the one on which it is due, counted in working days.
func TestHowLateAFigureIs(t *testing.T) {
	t.Parallel()
	late := asks(t, "178", kpi.DutyEscalate, kpi.Step{Days: 1}) // due on Friday 19 January
	for day, want := range map[int]string{
		18: "due on Friday 19 January", 19: "due on Friday 19 January", 22: "1 working day late", 23: "2 working days late",
	} {
		if says := noticeOn(day, "U0MGRREG", late).lateness(late); says != want {
			t.Errorf("on %d January: %q, want %q", day, says, want)
		}
	}
}
