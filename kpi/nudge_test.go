package kpi_test

import (
	"strings"
	"testing"
	"time"

	"chaser/kpi"
)

// Who has nudged somebody today reads that they have; somebody of the same name reads who has.
func TestASecondNudgeOfTheDay(t *testing.T) {
	t.Parallel()
	at := day(t, "2024-01-15").At(10, time.UTC)
	n := kpi.Nudged{To: "Coroner lead", By: "Alex Hill", ByID: "U0ALEX", At: at}
	for _, c := range []struct {
		by   string
		now  time.Time
		want string
	}{
		{"U0ALEX", at.Add(time.Hour), "Coroner lead was nudged today by you at 10:00"},
		{"U0OTHER", at.Add(time.Hour), "Coroner lead was nudged today by Alex Hill at 10:00"},
		{"U0ALEX", at.Add(-time.Hour), "A nudge by you goes to Coroner lead on 15 January 2024 at 10:00"},
	} {
		if got := n.Refused(c.by, c.now, time.UTC).Sentence; !strings.HasPrefix(got, c.want) {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
