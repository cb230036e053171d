package jobs

import (
	"context"
	"time"
)

const (
	// blocksKnownFor is how long an answer about Slack's newer blocks is believed.
	blocksKnownFor = 24 * time.Hour
	// blocksWithin is the longest that a tick waits for the answer.
	blocksWithin = 5 * time.Second
)

// AskBlocks asks which of Slack's newer blocks the workspace takes: when this process starts, and then once a day for
// all processes together. Nothing waits for the answer: until it comes, messages are sent in a form that is shown
// either way.
//
// Run and Once ask by themselves. Whoever starts to listen to Slack asks first, as what was known when the last process
// ended may no longer be true.
func (s *Scheduler) AskBlocks(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, blocksWithin)
	defer cancel()
	var since time.Time // the zero time asks, whatever was answered before
	if s.asked {
		since = s.Now().Add(-blocksKnownFor)
	}
	if err := s.Courier.AskBlocks(ctx, since); err != nil {
		s.Log.Warn("it is not known which blocks the workspace takes; it is asked again with the next tick",
			"error", err)
		return
	}
	s.asked = true
}
