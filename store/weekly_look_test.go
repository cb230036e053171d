package store

import (
	"testing"
	"time"
)

// Everything is looked at again on the next Sunday at three in the morning of the council, in summer and winter: never
// at an hour that has passed, or a Sunday's plans would look at everything all day long, and at most eight days on.
func TestTheWeeklyLookIsAhead(t *testing.T) {
	t.Parallel()
	for _, from := range []string{"2024-01-01 00:00", "2024-03-25 00:00", "2024-10-21 00:00"} {
		for hours := range 15 * 24 {
			now := at(t, from)
			now.Now = now.Now.Add(time.Duration(hours) * time.Hour)
			look := weeklyLook(now).In(london)
			if ahead := look.Sub(now.Now); ahead <= 0 || ahead > 8*24*time.Hour {
				t.Errorf("at %s everything is looked at again at %s", now.Now.In(london), look)
			}
			if look.Weekday() != time.Sunday || look.Hour() != 3 || look.Minute() != 0 {
				t.Errorf("at %s everything is looked at again on a %s at %s", now.Now.In(london), look.Weekday(), look.Format("15:04"))
			}
		}
	}
}
