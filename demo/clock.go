package demo

import "time"

// Clock is the demo's time: it starts when the council's day does and runs on from there.
type Clock struct {
	start time.Time // what the clock showed when it was started
	since time.Time // when that was, in real time
}

// NewClock starts a clock on Monday 8 January 2024 at nine, in the middle of the collection for Q3 2023/24.
func NewClock(zone *time.Location) *Clock {
	return &Clock{start: time.Date(2024, time.January, 8, 9, 0, 0, 0, zone), since: time.Now()}
}

// Now is what the clock shows.
func (c *Clock) Now() time.Time { return c.start.Add(time.Since(c.since)) }
