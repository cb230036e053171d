package kpi_test

import (
	"testing"

	"chaser/kpi"
)

// What was told is remembered for a week, since a figure was posted that still awaits sign-off, and since the open
// collection opened, whichever is longest ago.
func TestMemory(t *testing.T) {
	t.Parallel()
	today, opened, posted := day(t, "2024-01-08"), day(t, "2023-12-20"), day(t, "2023-12-01")
	quarter := kpi.Quarter(2023, 3)
	waiting := map[kpi.Subject]kpi.Unsigned{{Indicator: "178", Period: quarter}: {Posted: posted}}
	open := kpi.Chase{
		Indicators:  []kpi.Indicator{{Code: "178", Frequency: kpi.Quarterly}},
		Collections: []kpi.Collection{{Period: quarter, Opens: opened, Due: today}},
	}
	both := open
	both.Unsigned = waiting
	for want, c := range map[kpi.Date]kpi.Chase{today.AddDays(-7): {}, opened: open, posted: both} {
		if got := c.Memory(today); got != want {
			t.Errorf("remembered since %s, want %s", got, want)
		}
	}
}
