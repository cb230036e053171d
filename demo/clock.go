package demo

import (
	"sync"
	"time"
)

// Clock is the demo's time: it starts when the council's day does, runs on from there, and can be moved on, never back,
// for what was said once cannot be unsaid. It is safe for concurrent use.
type Clock struct {
	mu    sync.Mutex
	start time.Time // what the clock showed when it was started or last moved
	since time.Time // when that was, in real time
}

// Begins is when the demo's clock starts: Monday 8 January 2024 at nine, in the middle of the collection for Q3
// 2023/24.
func Begins(zone *time.Location) time.Time {
	return time.Date(2024, time.January, 8, 9, 0, 0, 0, zone)
}

// NewClock starts a clock at the instant, which it shows in its own zone.
func NewClock(at time.Time) *Clock { return &Clock{start: at, since: time.Now()} }

// Now is what the clock shows.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now()
}

func (c *Clock) now() time.Time { return c.start.Add(time.Since(c.since)) }

// MoveBy moves the clock on by d, and does nothing where d is less than 0.
func (c *Clock) MoveBy(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if d > 0 {
		c.start = c.start.Add(d)
	}
}

// MoveTo moves the clock on to an instant, which it shows in its own zone; it reports false, and does nothing, where
// that is not ahead.
func (c *Clock) MoveTo(at time.Time) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !at.After(c.now()) {
		return false
	}
	c.start, c.since = at.In(c.start.Location()), time.Now()
	return true
}
