package kpi

import "time"

// trailHour is the hour of a working day from which the audit trail's state is told: by then the day's work is in it.
const trailHour = 16

// TrailDue is the instant since which the audit trail's state is due to be told to the performance team, unless it was
// told since. It is false outside the hours in which people are spoken to. From 16 it is due for the day; before, for
// the last working day, in case nothing ran that afternoon.
func TrailDue(cal Calendar, now time.Time) (since time.Time, due bool) {
	today := DateOf(now)
	if !cal.Works(today) || now.Hour() < OfficeOpens || now.Hour() >= OfficeCloses {
		return time.Time{}, false
	}
	if now.Hour() < trailHour {
		today = cal.AddWorkingDays(today, -1)
	}
	return today.At(trailHour, now.Location()), true
}
