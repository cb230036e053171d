package words

import (
	"fmt"
	"time"

	"chaser/kpi"
)

// Day is an instant's day by a clock: 19 January 2024.
func Day(t time.Time, zone *time.Location) string { return kpi.DateOf(t.In(zone)).Words() }

// At is an instant by a clock, to follow what happened then: on 19 January 2024 at 09:00.
func At(t time.Time, zone *time.Location) string {
	at := t.In(zone)
	return fmt.Sprintf("on %s at %s", at.Format("2 January 2006"), at.Format("15:04"))
}

// Weekday is a day as people speak of it: Friday 19 January.
func Weekday(d kpi.Date) string { return d.At(12, time.UTC).Format("Monday 2 January") }
