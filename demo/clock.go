package demo

import (
	"sync"
	"time"
)

// Clock is the demo's time. It starts where the council's day does and runs on from there. It can be moved on, but
// never back, as nothing that was said can be unsaid. It is safe for concurrent use.
type Clock struct {
	mu    sync.Mutex
	start time.Time // what the clock showed when it started or last moved
	since time.Time // the real time of that moment
}

// Begins is where the demo's clock starts: Monday 8 January 2024 at nine, in the middle of the collection for Q3
// 2023/24.
func Begins(zone *time.Location) time.Time {
	return time.Date(2024, time.January, 8, 9, 0, 0, 0, zone)
}

// NewClock starts a clock at an instant. It shows time in that instant's zone.
func NewClock(at time.Time) *Clock { return &Clock{start: at, since: time.Now()} }

// Now is what the clock shows.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now()
}

func (c *Clock) now() time.Time { return c.start.Add(time.Since(c.since)) }

// MoveBy moves the clock on by d. A negative d does nothing.
func (c *Clock) MoveBy(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if d > 0 {
		c.start = c.start.Add(d)
	}
}

// MoveTo moves the clock on to an instant and shows time in that instant's zone from then on. If the instant is not
// ahead, it does nothing and returns false.
func (c *Clock) MoveTo(at time.Time) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !at.After(c.now()) {
		return false
	}
	c.start, c.since = at.In(c.start.Location()), time.Now()
	return true
}
